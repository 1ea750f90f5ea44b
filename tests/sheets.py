"""Workbooks written as text, with the findings they should raise written beside the row.

    [活动节奏]
    阶段 | 开始时间   | 结束时间
    预热 | 2026-03-01 | 2026-06-05      # 开始时间: P03

A block a sheet, `|` between the cells; a form (项目总表, 设置) has a line `label | value` a
field. A mark names the header and the rule (a form's line only the rule); `[日数据] # A01`
marks the sheet itself. The plan starts as a small filled one; a block changes its fields.
Rows are numbered as a new book numbers them, where a case gives no IDs.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from textwrap import dedent

from promo_xl.book import Book, Ref
from promo_xl.derive import derive_facts
from promo_xl.facts import Facts
from promo_xl.finding import Findings
from promo_xl.read import read_book
from promo_xl.schema import SETTINGS_SHEETS, WORKBOOK
from promo_xl.schema.sheet import Shape, Sheet
from promo_xl.validate import validate_book
from promo_xl.workbook.text import TextWorkbook

AS_OF = datetime.fromisoformat("2026-06-28T23:59:59")

PLAN: Mapping[str, object] = {
    "project_id": "P01",
    "project_name": "618年中狂欢",
    "scenario": "大促节点",
    "theme": "全场满300减50",
    "period_start": datetime.fromisoformat("2026-06-01"),
    "period_end": datetime.fromisoformat("2026-06-18"),
    "core_goal": "GMV500万元",
    "rules_text": "全场商品满300减50",
    "total_budget": 1_240_000,
    "owner": "王敏",
}
"""A 618 that ends before the Dragon Boat Festival, filled as far as a small shop must."""

Rows = list[dict[str, object]]


@dataclass
class Case:
    """A workbook read from text, and the findings its marks expect."""

    sheets: dict[str, Rows] = field(default_factory=lambda: {"plan": [dict(PLAN)]})
    marks: list[tuple[str, int, str, str]] = field(default_factory=list)
    """(sheet key, row, column key, rule id); row -1 = the sheet itself."""

    def expected(self, book: Book) -> list[str]:
        """Give the expected findings as lines, in the order of a check."""
        order = [table.title for table in book]
        found = [
            (_place(book, sheet, row, key), rule) for sheet, row, key, rule in self.marks
        ]
        found.sort(key=lambda f: (order.index(f[0].sheet), f[0].top, f[0].left, f[1]))
        return [f"{at} {rule}" for at, rule in found]


def _place(book: Book, sheet: str, row: int, key: str) -> Ref:
    table = book[sheet]
    return table.at(row, key) if row >= 0 else Ref(table.title)


def lines(findings: Findings) -> list[str]:
    """Say findings as `sheet!cell rule`."""
    return [f"{found.at} {found.id}" for found in findings]


def findings_of(
    text: str, *, size: str = "small", as_of: datetime = AS_OF
) -> tuple[list[str], list[str]]:
    """Give (expected, got) for a workbook written as text."""
    case = parse(text, size=size)
    book, _, findings = check(case, as_of=as_of)
    return case.expected(book), lines(findings)


def check(
    case: Case, *, as_of: datetime = AS_OF, lang: str = "zh"
) -> tuple[Book, Facts, Findings]:
    """Read, derive and validate what a case wrote."""
    book = read_book(TextWorkbook(case.sheets, lang))
    facts = derive_facts(book, as_of)
    return book, facts, validate_book(book, facts)


def checked(text: str, *, size: str = "small", as_of: datetime = AS_OF) -> Findings:
    """Give the findings of a workbook written as text."""
    return check(parse(text, size=size), as_of=as_of)[2]


def hits(
    text: str, rule: str, *, size: str = "small", as_of: datetime = AS_OF
) -> list[tuple[str, str]]:
    """Give what one rule finds as (sheet!cell, Chinese sentence)."""
    found = checked(text, size=size, as_of=as_of)
    return [(str(one.at), one.message("zh")) for one in found if one.id == rule]


def parse(text: str, *, size: str = "small") -> Case:
    """Read blocks of text into rows and marks."""
    case = Case()
    case.sheets["plan"][0]["size"] = size
    sheet, heads = WORKBOOK[0], [""]
    for line in filter(str.strip, dedent(text).splitlines()):
        row, _, mark = line.partition(" # ")
        if row.startswith("["):
            sheet, heads = _sheet(row.strip(" []")), []
            case.sheets.setdefault(sheet.key, [])
            if mark:
                case.marks.append((sheet.key, -1, "", mark.strip()))
        elif sheet.shape is Shape.FORM:
            _field(case, sheet, row, mark)
        elif not heads:
            heads = [_key(sheet, head) for head in _cells(row)]
        else:
            _row(case, sheet, heads, (row, mark))
    return case


def _field(case: Case, sheet: Sheet, row: str, mark: str) -> None:
    label, value = _cells(row)
    rows = case.sheets[sheet.key]
    if not rows:
        rows.append({})
    key = _key(sheet, label)
    rows[0][key] = _value(value)
    case.marks += [(sheet.key, 0, key, rule) for rule in mark.split()]


def _row(case: Case, sheet: Sheet, heads: Sequence[str], line: tuple[str, str]) -> None:
    rows = case.sheets[sheet.key]
    filled = dict(zip(heads, map(_value, _cells(line[0])), strict=True))
    if sheet.id_prefix and any(value is not None for value in filled.values()):
        filled.setdefault(sheet.id[0], f"{sheet.id_prefix}{len(rows) + 1:02d}")
    rows.append(filled)
    for mark in filter(str.strip, line[1].split(",")):
        head, rule = mark.split(":")
        case.marks.append(
            (sheet.key, len(rows) - 1, _key(sheet, head.strip()), rule.strip())
        )


def _cells(row: str) -> list[str]:
    return [cell.strip() for cell in row.split("|")]


def _value(text: str) -> object:
    """Numbers and dates stand in cells as such; '12 is a 12 typed as text."""
    if text.startswith("'"):
        return text[1:]
    for read in (float, datetime.fromisoformat):
        try:
            return read(text)
        except ValueError:
            continue
    return text or None


def _sheet(name: str) -> Sheet:
    return next(s for s in (*WORKBOOK, *SETTINGS_SHEETS) if s.label.matches(name))


def _key(sheet: Sheet, head: str) -> str:
    exact = (c.key for c in sheet.columns if head in (c.key, c.label.zh, c.header("zh")))
    return next(exact, "") or next(c.key for c in sheet.columns if c.label.matches(head))
