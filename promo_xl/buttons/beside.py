"""Which workbook a launcher works on: the one it names, else the only one in its folder."""

from __future__ import annotations

from pathlib import Path

from promo_xl.buttons.launchers import Launcher, twins
from promo_xl.errors import PromoXlError, UnreadableError, UsageError
from promo_xl.ooxml.disk import read_file
from promo_xl.ooxml.package import Package, open_package
from promo_xl.ooxml.parts import LARGEST_PARSED, find_workbook, read_workbook

ENDINGS = (".xlsx", ".xlsm")
META = "_meta"
FIELD = "plan_"
"""What the tabs and defined names of a campaign workbook have."""


def find_beside(folder: Path, launcher: Launcher | None) -> Path:
    """Give the workbook that is meant; where that is open to doubt, say which there are."""
    named = Path(launcher.workbook).name if launcher else ""
    if named:
        for path in twins(folder / named):
            if path.is_file():
                return path
    found = campaign_books(folder)
    if len(found) == 1:
        return found[0]
    if not found:
        raise UnreadableError(*_none(folder, named))
    listed_zh = "、".join(path.name for path in found)
    listed_en = ", ".join(path.name for path in found)
    raise UsageError(
        f"{_missing_zh(named)}这个文件夹里有{len(found)}个活动工作簿：{listed_zh}。"
        "请对要用的那个运行一次：promo-xl buttons 工作簿",
        _missing_en(
            named,
            f"there are {len(found)} campaign workbooks in this folder: {listed_en}. ",
        )
        + "Run once for the one you mean: promo-xl buttons WORKBOOK",
    )


def campaign_books(folder: Path) -> list[Path]:
    """List a folder's campaign workbooks: no owner marks, hidden files or strangers."""
    return sorted(
        path
        for path in folder.iterdir()
        if path.suffix.lower() in ENDINGS
        and not path.name.startswith(("~$", "."))
        and path.is_file()
        and is_campaign_book(path)
    )


def is_campaign_book(path: Path) -> bool:
    """Tell by the list of tabs and names alone, without reading a sheet."""
    try:
        package = open_package(read_file(path))
        if any(package.members[name].size > LARGEST_PARSED for name in _index(package)):
            return False
        part = find_workbook(package)
        if not part:
            return False
        book = read_workbook(package, part)
    except PromoXlError:
        return False
    return any(tab.title == META for tab in book.tabs) or any(
        name.startswith(FIELD) for name in book.names
    )


def _index(package: Package) -> list[str]:
    """Name the parts that say what there is."""
    return [name for name in package if name.endswith((".rels", "/workbook.xml"))]


def _none(folder: Path, named: str) -> tuple[str, str]:
    return (
        f"{_missing_zh(named)}{folder} 里没有活动工作簿；请把启动文件和工作簿放在同一个文件夹",
        _missing_en(named, f"no campaign workbook is in {folder}; ")
        + "keep the launcher in the workbook's folder",
    )


def _missing_zh(named: str) -> str:
    return f"找不到 {named}，" if named else ""


def _missing_en(named: str, rest: str) -> str:
    return f"{named} is not here, and {rest}" if named else rest[0].upper() + rest[1:]
