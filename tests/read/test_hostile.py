"""Whatever stands in a workbook, reading it ends in a Book, never in a traceback."""

import datetime as dt
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from promo_xl.derive import derive_facts
from promo_xl.read import read_book
from promo_xl.schema import SETTINGS_SHEETS, WORKBOOK
from promo_xl.schema.show import to_day
from promo_xl.validate import validate_book
from promo_xl.workbook import Grid
from tests.read.books import START, Grids, typed

AS_OF = dt.datetime(2026, 6, 10)  # noqa: DTZ001  (campaign days have no zone)
_BOOK = typed(
    channels=[{"channel_name": "抖音"}],
    daily=[{"date": START, "channel_id": "抖音", "gmv": 1}] * 3,
    goals=[{"metric": "GMV", "target": 1}],
)
_GARBAGE: list[object] = [
    *(
        None,
        "",
        " ",
        "-",
        "12万",
        "NaN",
        "1e400",
        "；；",
        "a;b；c",
        "%",
        "👍",
        "=1+1",
        "\x00",
    ),
    *(float("nan"), float("inf"), -1e308, 0.0, 5.5, 1e15, 46174.75, -3.0, True, 10**30),
    *(
        "2月30日",
        "9999-12-31",
        "24:00",
        "٣",
        "Ⅷ",
        "1" * 500,
        "#N/A",
        "抖音",
        "是",
        "T01SS+2d",
    ),
    *(to_day(START), to_day(1.0), dt.date(2026, 6, 1), dt.time(3, 4), dt.timedelta(days=3)),
]
_CELLS = st.lists(
    st.tuples(st.integers(1, 12), st.integers(1, 60), st.sampled_from(_GARBAGE)),
    max_size=40,
)


def _spoilt(grid: Grid, cells: list[tuple[int, int, object]], **marks: object) -> Grid:
    rows = [list(row) for row in grid.rows]
    for row, column, value in cells:
        while len(rows) < row:
            rows.append([])
        rows[row - 1] += [None] * (column - len(rows[row - 1]))
        rows[row - 1][column - 1] = value
    return replace(grid, rows=rows, **marks)  # type: ignore[arg-type]  # any field of Grid


@given(
    cells=st.lists(_CELLS, min_size=1, max_size=4),
    errors=st.lists(st.tuples(st.integers(1, 12), st.integers(1, 40)), max_size=4),
    deeper=st.integers(0, 6),
    tables=st.booleans(),
    merged=st.lists(
        st.tuples(*(st.integers(1, 12),) * 2, st.integers(1, 14), st.integers(1, 20)),
        max_size=3,
    ),
    date1904=st.booleans(),
    target=st.sampled_from(["'项目总表'!$B$8", "#REF!", "没有!$A$1", "项目总表!$ZZ$9999"]),
)
@settings(max_examples=60, deadline=None)
def test_any_cell_may_hold_anything(
    cells: list[list[tuple[int, int, object]]],
    errors: list[tuple[int, int]],
    deeper: int,
    tables: bool,
    merged: list[tuple[int, int, int, int]],
    date1904: bool,
    target: str,
) -> None:
    grids = []
    for i, title in enumerate(_BOOK.titles()):
        grid = _BOOK.grid(title)
        deep = tuple(replace(t, bottom=t.bottom + deeper) for t in grid.tables)
        marks = {
            "errors": dict.fromkeys(errors, "#REF!"),
            "uncached": frozenset(errors),
            "merged": [(a, b, max(a, c), max(b, d)) for a, b, c, d in merged],
        }
        grids.append(
            _spoilt(grid, cells[i % len(cells)], tables=deep if tables else (), **marks)
        )
    names = {**_BOOK.names(), "AS_OF": target, "plan_owner": target}
    book = read_book(Grids(grids, names, date1904=date1904))
    assert {t.sheet.key for t in book} == {s.key for s in (*WORKBOOK, *SETTINGS_SHEETS)}
    found = validate_book(book, derive_facts(book, AS_OF))
    assert all(f.message("zh") and f.message("en") and f.advice("en") for f in found)
    for table in book:
        assert {len(values) for values in table.columns.values()} == {len(table)}
        for column in table.sheet.cells:
            assert (table[column.key].dtype == float) is column.kind.numeric
