"""What a person reads when a button is done: one sentence, in the workbook's language."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from promo_xl.finding import Findings, blocking, counts
from promo_xl.patch import Cached, Patch, SetCells
from promo_xl.schema.label import Label

_SEVERITIES = (("错误", "error"), ("提醒", "warning"), ("提示", "note"))
READING = Label("正在读取和校验…", "reading and checking …")
WRITING = Label("正在写入…", "writing …")
MAKING = Label("正在生成文件…", "making the file …")
AT_WORK = Label("promo_xl {label}：{step}", "promo_xl {label}: {step}")
NOT_DONE = Label(
    "没有做完：程序出了意外（{what}）。请运行 promo-xl doctor 检查环境；{log}。",
    "Not done: something unforeseen happened ({what}). Run promo-xl doctor to check the set-up; {log}.",
)
BUSY = Label(
    "没有做完：Excel 没有应答。请按 Esc 结束单元格编辑、关掉打开的对话框，再点一次。",
    "Not done: Excel did not answer. Leave cell editing with Esc, close open dialogs and press again.",
)
LOGGED = Label("详情已记在 {path}", "the details are in {path}")
NOT_LOGGED = Label("详情无法记录", "the details could not be kept")
NO_BOOK = Label(
    "没有做完：找不到按下按钮的工作簿（{what}）。请保存并重新打开工作簿再试，或运行 promo-xl doctor。",
    "Not done: the workbook whose button was pressed cannot be found ({what}). "
    "Save and reopen it, or run promo-xl doctor.",
)


def checked(findings: Findings, sheet: str, *, listed: bool) -> Label:
    """Say what a check found and where it is listed, if the workbook has that sheet."""
    *open_ones, known = counts(findings)
    parts = [
        (f"{n}处{zh}", f"{n} {en}" if n == 1 else f"{n} {en}s")
        for n, (zh, en) in zip(open_ones, _SEVERITIES, strict=True)
        if n
    ]
    if not parts:
        zh = f"（已知悉{known}处）" if known else ""
        en = f" ({known} acknowledged)" if known else ""
        return Label(f"校验完成：没有发现问题{zh}。", f"Checked: nothing found{en}.")
    zh, en = "、".join(one for one, _ in parts), ", ".join(one for _, one in parts)
    if not listed:
        return Label(
            f"校验完成：{zh}；工作簿里没有“{sheet}”工作表，请用 promo-xl check 逐条查看。",
            f"Checked: {en}; the workbook has no “{sheet}” sheet, so list them with promo-xl check.",
        )
    return Label(f"校验完成：{zh}，见“{sheet}”。", f"Checked: {en}; see “{sheet}”.")


def refreshed(patch: Patch, day: str) -> Label:
    """Say how far a refresh went; Excel saves nothing by itself."""
    tabs = {edit.title for edit in patch if not _computed(edit)}
    if not tabs:
        return Label(
            f"刷新完成：截至{day}，内容已是最新，没有要改的。",
            f"Refreshed: everything stands as of {day} already, nothing to change.",
        )
    sheets = "1 sheet" if len(tabs) == 1 else f"{len(tabs)} sheets"
    return Label(
        f"刷新完成：已更新到{day}，改了{len(tabs)}张工作表，请记得保存工作簿。",
        f"Refreshed: up to date as of {day}, {sheets} changed; remember to save the workbook.",
    )


def _computed(edit: object) -> bool:
    """Whether an edit is nothing to write here: Excel computes its own formulas."""
    return isinstance(edit, SetCells) and all(
        isinstance(cell, Cached) for cell in edit.cells.values()
    )


@dataclass(frozen=True, slots=True)
class Made:
    """A file a button made."""

    path: Path
    changed: bool
    beside: bool
    """Beside the workbook, where people look for it."""
    old: int = 0
    """Cells of the workbook that show something else than their data give."""

    def say(self, label: Label) -> Label:
        """Say which file it is, and what is to be known of it."""
        zh = f"{label.zh}{'已生成' if self.changed else '未变'}：{self.path}"
        en = f"{label.en} {'written' if self.changed else 'unchanged'}: {self.path}"
        if not self.beside:
            zh += "；工作簿在网盘上或还没有保存，所以放在了“文档”文件夹"
            en += "; the workbook is in a cloud or not saved yet, so it went to Documents"
        if self.old:
            zh += f"；工作簿里有{self.old}格还是旧值，文件用的是重算的数（点“刷新”可更新）"
            cells = "1 cell" if self.old == 1 else f"{self.old} cells"
            shows = "shows an old value" if self.old == 1 else "show old values"
            en += (
                f"; {cells} of the workbook {shows}, the file has new ones (press Refresh)"
            )
        return Label(f"{zh}。", f"{en}.")


def blocked(findings: Findings) -> Label | None:
    """Say what stands in the way of a document; None where nothing does."""
    errors = blocking(findings)
    if not errors:
        return None
    first, n = errors[0], len(errors)
    return Label(
        f"没有生成文件：有{n}处数据错误，第一处在 {first.at}：{first.message('zh').rstrip('。')}。"
        "请先点“校验”，照“校验结果”逐条改好。",
        f"No file was made: {n} data error{'s' if n > 1 else ''}, the first at {first.at}: "
        f"{first.message('en').rstrip('.')}. Press Check and mend what it lists.",
    )
