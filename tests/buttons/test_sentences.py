"""The one sentence at the end of a button, in both languages."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path

from promo_xl.buttons import sentences
from promo_xl.finding import Findings
from promo_xl.patch import Cached, SetCells, ShowTab
from promo_xl.pipeline import check
from promo_xl.schema.label import Label
from promo_xl.workbook.text import TextWorkbook

SEEN = datetime(2026, 6, 28, 23, 59)  # noqa: DTZ001


def _findings() -> Findings:
    rows = {"plan": [{"project_name": "618", "period_start": "明天"}]}
    return check(TextWorkbook.of(rows, name="618.xlsx"), SEEN, SEEN).findings


def test_a_check_counts_what_is_open_and_says_where_it_stands() -> None:
    found = _findings()
    one = next(f for f in found if f.severity.value == "error")
    said = sentences.checked((one,), "校验结果", listed=True)
    assert said.zh == "校验完成：1处错误，见“校验结果”。"
    assert said.en == "Checked: 1 error; see “校验结果”."
    known = replace(one, accepted=True)
    assert sentences.checked((), "x", listed=True).zh == "校验完成：没有发现问题。"
    assert sentences.checked((known,), "x", listed=True).zh == (
        "校验完成：没有发现问题（已知悉1处）。"
    )
    assert sentences.checked((known,), "x", listed=True).en == (
        "Checked: nothing found (1 acknowledged)."
    )


def test_a_refresh_counts_sheets_and_not_what_excel_computes() -> None:
    computed = SetCells("计算", {(1, 1): Cached(1.0)})
    nothing = sentences.refreshed((computed,), "2026-06-28")
    assert "没有要改的" in nothing.zh
    one = sentences.refreshed((computed, ShowTab("校验结果", shown=True)), "2026-06-28")
    assert "改了1张工作表，请记得保存" in one.zh
    two = (SetCells("首页", {(1, 1): "x"}), SetCells("任务", {(1, 1): None}))
    assert "2 sheets changed; remember to save" in sentences.refreshed(two, "2026-06-28").en


def test_a_file_is_named_with_what_is_to_be_known_of_it() -> None:
    label = Label("报告", "Report")
    path = Path("/x/618.docx")
    fine = sentences.Made(path, changed=True, beside=True).say(label)
    assert (fine.zh, fine.en) == (
        "报告已生成：/x/618.docx。",
        "Report written: /x/618.docx.",
    )
    odd = sentences.Made(path, changed=False, beside=False, old=1).say(label)
    assert odd.zh == (
        "报告未变：/x/618.docx；工作簿在网盘上或还没有保存，所以放在了“文档”文件夹；"
        "工作簿里有1格还是旧值，文件用的是重算的数（点“刷新”可更新）。"
    )
    assert "1 cell of the workbook shows an old value" in odd.en
    many = sentences.Made(path, changed=False, beside=True, old=7).say(label)
    assert "7 cells of the workbook show old values" in many.en


def test_what_blocks_a_document_is_counted_and_the_first_is_named() -> None:
    assert sentences.blocked(()) is None
    errors = tuple(f for f in _findings() if f.blocks_report)
    said = sentences.blocked(errors)
    assert said is not None
    assert said.zh.startswith(
        f"没有生成文件：有{len(errors)}处数据错误，第一处在 {errors[0].at}："
    )
    assert "Press Check" in said.en
