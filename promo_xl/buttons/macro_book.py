"""A workbook with buttons: our VBA in it, and a shape on 首页 for every button.

The buttons stand in the lower edge of 首页's dark band, an empty row that is opened for
them; where a workbook has no such row they stand right of the page. Nothing else changes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from promo_xl.buttons import BUTTONS, Button
from promo_xl.buttons.macro_source import macro_modules
from promo_xl.errors import RefusedError, UnreadableError
from promo_xl.ooxml.drawing import Look, MacroShape, Place, shown_macros, with_shapes
from promo_xl.ooxml.package import Package
from promo_xl.ooxml.parts import WorkbookPart, read_relations
from promo_xl.ooxml.preflight import open_workbook
from promo_xl.ooxml.refs import list_refs
from promo_xl.ooxml.sheet import SheetXml, area_of
from promo_xl.ooxml.table import table_ranges
from promo_xl.ooxml.vba import code_names, with_modules
from promo_xl.schema.label import Label

STRIP_HEIGHT = 34
"""Points of the row that is opened; a button takes 24 of them."""
_OPEN = 28
"""A row of this height holds buttons as it stands."""
_WIDE, _NARROW = (8, 3), (12, 2)
"""Buttons in a row and the columns of each, as 首页's links have them."""
_OWN_TABLES = ("t_issues", "t_board")
"""The tables on the protected sheets that we write to, besides 首页."""
_HINT = Label(
    "{label}：运行 promo-xl {verb}（第一次使用前先运行 promo-xl install）",
    "{label}: runs promo-xl {verb} (before the first use: promo-xl install)",
)
_LANGS = {"zh": "zh-CN", "en": "en-US"}


@dataclass(frozen=True, slots=True)
class _Home:
    """首页 by its defined names: the part it is in and where its landmarks are."""

    part: str
    title: str
    cells: Mapping[str, tuple[int, int]]
    """Name -> row and column, from 1."""


def with_buttons(data: bytes, lang: str) -> bytes:
    """Give a workbook of ours (.xlsx or .xlsm bytes) as .xlsm bytes with every button.

    A team's own VBA stays beside ours. A second run changes nothing. RefusedError where the
    workbook is none of ours, or is signed, or its VBA has a password.
    """
    opened = open_workbook(data)
    package, workbook = opened.package, opened.workbook
    home = _home(workbook)
    names = code_names(package, workbook.part)
    own = [names[part] for part in _own_parts(package, workbook, home)]
    after = package.changed({**_shapes(package, home, lang)})
    after = after.changed({**with_modules(after, workbook.part, macro_modules(lang, own))})
    if after.members == package.members:
        return data
    _check_unsigned(package)
    return after.to_bytes()


def _home(workbook: WorkbookPart) -> _Home:
    """Find 首页 by the names that every book of ours has, whatever its tab is called."""
    cells: dict[str, tuple[int, int]] = {}
    titles: set[str] = set()
    for name in ("home_check", "home_goal_line", "home_nav1"):
        refs = list_refs(workbook.names.get(name, ""))
        if refs and refs[0].sheet:
            titles.add(refs[0].sheet)
            cells[name] = refs[0].area[:2]
    parts = [tab.part for tab in workbook.tabs if tab.title in titles]
    if "home_check" not in cells or len(parts) != 1:
        raise UnreadableError(
            "不是带首页的推广活动工作簿，不能加按钮（用 promo-xl new 新建一个）",
            "This is no campaign workbook with a home page, so it gets no buttons "
            "(promo-xl new makes one)",
        )
    return _Home(parts[0], titles.pop(), cells)


def _check_unsigned(package: Package) -> None:
    signed = any(name.lower().startswith("_xmlsignatures/") for name in package)
    if signed or any(r.type == "origin" for r in read_relations(package, "")):
        raise RefusedError(
            "没有写入：工作簿有数字签名，改动会使签名失效；请先在 Excel 里去掉签名",
            "Nothing written: the workbook is signed, and a change would break the signature; "
            "remove it in Excel first",
        )


def _own_parts(package: Package, workbook: WorkbookPart, home: _Home) -> Iterator[str]:
    """List the sheets that are protected and that we write to: 首页, 看板, 校验结果."""
    for tab in workbook.tabs:
        tables = (name for name, *_ in table_ranges(package, tab.part)) if tab.part else ()
        if tab.part and (tab.part == home.part or set(_OWN_TABLES) & set(tables)):
            yield tab.part


def _shapes(package: Package, home: _Home, lang: str) -> dict[str, bytes]:
    """Give the parts that change for 首页 to show every button; none where it does."""
    if {button.sub for button in BUTTONS} <= shown_macros(package, home.part):
        return {}
    sheet = package.read(home.part)
    strip = _strip(sheet, home)
    places = _in_strip(*strip) if strip else _beside(sheet, home)
    shapes = [
        MacroShape(button.sub, button.label.say(lang), _hint(button, lang), place)
        for button, place in zip(BUTTONS, places, strict=False)
    ]
    changed = {home.part: _opened(sheet, strip[0])} if strip else {}
    return changed | with_shapes(
        package.changed({**changed}), home.part, shapes, _look(lang)
    )


def _hint(button: Button, lang: str) -> str:
    return _HINT.say(lang, label=button.label.say(lang), verb=" ".join(button.verb))


def _look(lang: str) -> Look:
    from promo_xl.render.master.styles import FONTS, LINK, REST, WHITE

    return Look(LINK, REST, WHITE, FONTS[lang], 10, _LANGS[lang])


def _strip(sheet: bytes, home: _Home) -> tuple[int, int] | None:
    """Give row and first column of the band's empty lower edge, None where it has none."""
    if not {"home_goal_line", "home_nav1"} <= set(home.cells):
        return None
    (above, left), (below, _) = home.cells["home_goal_line"], home.cells["home_nav1"]
    row = above + 1
    if below != row + 1 or _row_tag(sheet, row) is None:
        return None
    page = SheetXml(sheet, home.title, list)
    right = home.cells["home_check"][1]
    return (row, left) if page.is_free((row, 1, row, right)) else None


def _row_tag(sheet: bytes, row: int) -> re.Match[bytes] | None:
    return re.search(rb"""<(?:[\w.-]+:)?row\b[^>]*?\sr=["']%d["'][^>]*>""" % row, sheet)


def _opened(sheet: bytes, row: int) -> bytes:
    """Make the strip's row high enough; one that somebody made higher stays."""
    found = _row_tag(sheet, row)
    if found is None:
        return sheet
    height = re.search(rb"""\sht=["']([\d.]+)["']""", found[0])
    if height and float(height[1]) >= _OPEN:
        return sheet
    tag = re.sub(rb"""\s(?:ht|customHeight)=["'][^"']*["']""", b"", found[0])
    high = rb'\1 ht="%d" customHeight="1"' % STRIP_HEIGHT
    tag = re.sub(rb"""(\sr=["']\d+["'])""", high, tag, count=1)
    return sheet[: found.start()] + tag + sheet[found.end() :]


def _in_strip(row: int, left: int) -> Iterator[Place]:
    """Side by side on the strip, on the columns of the links below."""
    _, wide = _WIDE if len(BUTTONS) <= _WIDE[0] else _NARROW
    for i in range(len(BUTTONS)):
        start = left - 1 + i * wide
        yield Place(start, row - 1, start + wide, row - 1, 6 if i else 0, 2, 26)


def _beside(sheet: bytes, home: _Home) -> Iterator[Place]:
    """Right of all cells, at the height of the title: nothing can be hidden there."""
    found = re.search(rb"""<(?:[\w.-]+:)?dimension\b[^>]*?\sref=["']([^"']+)""", sheet)
    area = area_of(found[1].decode()) if found else (1, 1, 1, 26)
    right, row = max(area[3], home.cells["home_check"][1]), home.cells["home_check"][0]
    for i in range(len(BUTTONS)):
        start = right + 1 + 2 * i
        yield Place(start, row - 1, start + 2, row - 1, 6, 4, 28)
