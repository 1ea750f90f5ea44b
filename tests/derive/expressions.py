"""A workbook for the referee: every declared expression as a live formula, hostile data."""

import io
import random
from collections.abc import Callable, Mapping, Sequence

import numpy as np
import xlsxwriter

from promo_xl.derive.values import Columns, total
from promo_xl.read import read_book
from promo_xl.schema import SETTINGS_SHEETS, WORKBOOK, sheet
from promo_xl.schema.expression import (
    Where,
)
from promo_xl.schema.formula import (
    Naming,
    escape_header,
    row_formula,
    total_formula,
)
from promo_xl.schema.sheet import Column, Owner, Shape, Sheet
from promo_xl.schema.show import to_day
from promo_xl.workbook.file import FileWorkbook
from tests.derive.questions import (
    AS_OF,
    CELLS,
    FIRST_DAY,
    Asked,
    figures,
    formula_columns,
)

TOP = 6
NAMES = ["抖音~*?", "直通'车[#1]@", "A*B", "A?B", '"满300减50"', "=1+1", "Feed", "信息流 "]
NAMES += [f"达人{i}" for i in range(9, 19)]
PHASES = ["预热", "Burst", "爆发期返", "自定*~?期", "尾款期", "Encore"]
RENAMED = {("en", "daily", "cost"): "Co'st [#1]@, 100%", ("en", "risks", "prob"): "P[x]"}
"""Headers somebody changed; `_meta` still knows them."""
ROWS = {"channels": 18, "phases": 6, "daily": 250, "budget": 60}


def header(lang: str, one: Sheet, column: Column) -> str:
    """Give a header as it stands in the book."""
    return RENAMED.get((lang, one.key, column.key)) or column.header(lang)


def name_in(lang: str) -> Naming:
    """Name the columns of the book in *lang*."""

    def name(key: str, column: str) -> str:
        one = sheet(key)
        return f"{one.table}[{escape_header(header(lang, one, one[column]))}]"

    return name


def build(lang: str, seed: int) -> bytes:
    """Write a book of random rows with every formula, nothing calculated yet."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    draw = random.Random(seed)
    summary = book.add_worksheet("首页" if lang == "zh" else "Home")
    summary.write_number(0, 0, AS_OF)
    book.define_name("AS_OF", f"='{summary.get_name()}'!$A$1")
    for one in (*WORKBOOK, *SETTINGS_SHEETS):
        if one.shape is Shape.FORM:
            _write_form(book, one, lang, draw)
        elif any(column.formula for column in one.columns) or one.key == "daily":
            _write_table(book, one, lang, draw)
    meta = book.add_worksheet("_meta")
    for row, ((_, one_key, key), text) in enumerate(RENAMED.items()):
        meta.write_row(row, 0, [f"header:{one_key}:{key}", text])
    name = name_in(lang)
    summary.write_column(0, 3, CELLS)
    for row, asked in enumerate(figures(), 1):
        text = total_formula(
            asked.expr, asked.tests, name, sheet=asked.sheet, complete=asked.complete
        )
        summary.write_string(row, 0, asked.name)
        summary.write_formula(row, 1, "=" + text)
    book.close()
    return stream.getvalue()


def _write_form(
    book: xlsxwriter.Workbook, one: Sheet, lang: str, draw: random.Random
) -> None:
    title = one.label.say(lang)
    tab = book.add_worksheet(title)
    words: Mapping[str, object] = {
        "plan.total_budget": 480000.0,
        "plan.period_start": float(FIRST_DAY),
        "plan.period_end": float(FIRST_DAY + 24),
        "settings.basis": draw.choice(["支付", "Paid", None]),
    }
    for row, column in enumerate(one.cells, TOP):
        tab.write(row, 0, column.header(lang))
        found = words.get(f"{one.key}.{column.key}")
        if found is not None:
            tab.write(row, 1, found)
        book.define_name(f"{one.key}_{column.key}", f"='{title}'!$B${row + 1}")


def _write_table(
    book: xlsxwriter.Workbook, one: Sheet, lang: str, draw: random.Random
) -> None:
    tab = book.add_worksheet(one.label.say(lang))
    count = ROWS.get(one.key, 30)
    heads = [{"header": header(lang, one, column)} for column in one.cells]
    tab.add_table(
        TOP - 1, 0, TOP - 1 + count, len(heads) - 1, {"name": one.table, "columns": heads}
    )
    for at, column in enumerate(one.cells):
        formula = column.owner is Owner.FORMULA
        text = "=" + row_formula(one, column, name_in(lang), lang) if formula else ""
        cells = [] if formula else _cells(one, column, count, draw)
        for i in range(count):
            if formula:
                tab.write_formula(TOP + i, at, text)
            elif isinstance(cells[i], str):
                tab.write_string(TOP + i, at, str(cells[i]))
            elif cells[i] is not None:
                tab.write(TOP + i, at, cells[i])


def _cells(one: Sheet, column: Column, count: int, draw: random.Random) -> Sequence[object]:
    fixed = {
        "channels.channel_name": lambda i: NAMES[i],
        "channels.channel_id": lambda i: f"C{i + 1:02d}",
        "phases.phase": lambda i: PHASES[i],
        "phases.phase_id": lambda i: f"PH{i + 1}",
        "daily.source": lambda i: None if i % 3 else "erp",
        "risks.type": lambda i: "系统" if i % 5 else None,
    }
    make = fixed.get(f"{one.key}.{column.key}") or _maker(one, column, draw)
    cells = [make(i) for i in range(count)]
    if column.kind.numeric:
        certain = [None, "约一千", "暂无", *([0.0] if _may_be_zero(column) else [])]
        for i, cell in zip(draw.sample(range(count), len(certain)), certain, strict=True):
            cells[i] = cell
    return cells


def _may_be_zero(column: Column) -> bool:
    """Day 0 is no date, and a score starts at 1."""
    return column.kind.key not in ("date", "datetime") and column.kind.example != "1"


def _maker(one: Sheet, column: Column, draw: random.Random) -> Callable[[int], object]:
    kind = column.kind
    if kind.choices is not None:
        items = kind.choices.items
        words = [w for c in items for w in (c.label.zh, c.label.en, *c.label.aliases)]
        blanks = [None] * (len(words) // 3 + 1)
        return lambda _: draw.choice([*words, *blanks])
    if kind.ref == "channels.channel_id":
        return lambda _: draw.choice(
            [*NAMES, *(f"C{i:02d}" for i in range(1, 19)), None, "没有"]
        )
    if kind.ref == "phases.phase_id":
        return lambda _: draw.choice([*PHASES, "Preheat", "预热期", "尾款", "PH2", None])
    if not kind.numeric:
        return lambda i: None if kind.ref else f"{column.key}{i}"
    return lambda _: _number(one, column, draw)


def _number(one: Sheet, column: Column, draw: random.Random) -> object:
    luck = draw.random()
    if luck < 0.12:
        return None
    if luck < 0.2:
        return draw.choice(["约一千", "暂无", "n/a"])
    if column.kind.key in ("date", "datetime"):
        return float(FIRST_DAY + draw.randrange(25))
    if not _may_be_zero(column):
        return float(draw.randint(1, 5))
    if luck < 0.3:
        return 0.0
    if column.kind.key == "int":
        return float(draw.randrange(1, 5000))
    return draw.uniform(-0.2, 1) if column.kind.key == "pct" else draw.uniform(-100, 9000)


def computed(data: bytes) -> dict[str, list[float]]:
    """Compute the same in Python: `sheet.column` row by row, then every figure."""
    book = read_book(FileWorkbook(data, "referee.xlsx"))
    columns = Columns(book, to_day(AS_OF))
    found = {
        f"{one.key}.{column.key}": columns.of(one.key, column.key).tolist()
        for one, column in formula_columns()
    }
    return found | {asked.name: [_figure(columns, asked)] for asked in figures()}


def _figure(columns: Columns, asked: Asked) -> float:
    table = columns.book[asked.sheet]
    mask = np.ones(len(table), bool)
    for test in asked.means or [Where(key, o, sign) for key, sign, o in asked.tests]:  # type: ignore[arg-type]  # no cells
        mask &= columns.meets(asked.sheet, test.key.partition(".")[2], test)
    found, used, of = total(
        asked.expr,
        lambda key: columns.scalar(key, asked.sheet),
        mask,
        complete=asked.complete,
        sums=lambda node: columns.sums(node, asked.sheet),
    )
    assert 0 <= used <= of
    return found
