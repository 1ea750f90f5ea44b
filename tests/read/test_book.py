"""A whole workbook read at once: what a person said, and what a new book holds."""

from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from promo_xl.book import Ref
from promo_xl.read import read_book
from promo_xl.schema import LIVE, sheet
from promo_xl.schema.kind import Kind
from promo_xl.schema.sheet import Column, Owner, Shape
from promo_xl.schema.show import to_day
from promo_xl.workbook import Grid
from promo_xl.workbook.text import TextWorkbook
from tests.read.books import PLAN, START, Grids, changed, read, typed

_WORDS = st.text("项目AZaz09=+-@ ~*?'\"<>&[]#：，。👍", min_size=1, max_size=12)


def _cell(column: Column) -> st.SearchStrategy[object]:
    """Draw what people may rightly type into *column*."""
    kind = column.kind
    if kind.ref or kind.key in ("email", "dep", "id", "url"):
        return st.none()
    if kind.choices is not None:
        return st.sampled_from(
            [w for c in kind.choices.items for w in (c.label.zh, c.label.en)]
        )
    return _number(kind) if kind.numeric else _WORDS.filter(_is_tidy)


def _is_tidy(text: str) -> bool:
    """Blanks around a name are a fault of their own."""
    return bool(text) and text == text.strip()


def _number(kind: Kind) -> st.SearchStrategy[object]:
    if kind.key in ("date", "datetime"):
        return st.integers(40000, 50000).map(lambda day: to_day(float(day)))
    if kind.key == "int":
        return st.just(float(kind.parse(kind.example, None) or 0))  # type: ignore[arg-type]  # a number by its kind
    return st.floats(-1e9, 1e9).filter(lambda x: abs(x) > 1e-9)


def _row(key: str) -> st.SearchStrategy[dict[str, object]]:
    typed_columns = [c for c in sheet(key).cells if c.owner in (Owner.IN, Owner.SETTING)]
    return st.fixed_dictionaries({c.key: st.none() | _cell(c) for c in typed_columns})


_ROWS = {
    key: st.lists(_row(key), max_size=1 if sheet(key).shape is Shape.FORM else 3)
    for key in sorted(LIVE - {"issues"})
}


@given(data=st.data(), lang=st.sampled_from(["zh", "en"]), key=st.sampled_from(list(_ROWS)))
@settings(max_examples=30, deadline=None)
def test_reading_what_a_new_book_holds_gives_no_fault(
    data: st.DataObject, lang: str, key: str
) -> None:
    rows = data.draw(_ROWS[key])
    book = read_book(TextWorkbook.of({key: rows}, lang))
    assert book.faults == ()
    assert book.lang == lang
    _check_kept(book[key].columns, rows, key)


def _check_kept(columns: object, rows: list[dict[str, object]], key: str) -> None:
    for i, row in enumerate(rows):
        for name, value in row.items():
            if isinstance(value, float):
                assert columns[name][i] == value, (key, name)  # type: ignore[index]  # a mapping


def test_an_empty_book_has_no_fault() -> None:
    for lang in ("zh", "en"):
        assert read_book(TextWorkbook.of({}, lang)).faults == ()


def test_nothing_at_all_is_a_book_of_missing_sheets() -> None:
    book = read_book(Grids([], {}))
    assert {fault.sheet for fault in book.faults} == LIVE
    assert {fault.what for fault in book.faults} == {"missing_sheet"}
    assert len(book["plan"]) == 1


def test_ticked_findings_are_accepted_by_their_mark() -> None:
    book = read(
        issues=[
            {"rule_id": "B10", "ack": "是", "mark": "m1"},
            {"rule_id": "B10", "ack": None, "mark": "m2"},
            {"rule_id": "B10", "ack": "No", "mark": "m3"},
            {"rule_id": "B10", "ack": "yes", "mark": "m4"},
        ]
    )
    assert book.accepted == {"m1", "m4"}
    assert book.faults == ()


@pytest.mark.parametrize(
    ("cell", "auto", "expected"),
    [
        (None, "", None),
        (
            to_day(START),
            "",
            datetime.combine(date(2026, 6, 1), datetime.max.time().replace(microsecond=0)),
        ),
        (to_day(START), "2026-06-01", None),
        (to_day(START), "2026-05-31", to_day(START + 86399 / 86400)),
        (to_day(START + 0.5), "", to_day(START + 0.5)),
        (to_day(START + 0.5), "2026-06-01T12:00:00", None),
        ("昨天", "", None),
    ],
)
def test_a_day_of_reference_counts_only_where_a_person_typed_it(
    cell: datetime | None, auto: str, expected: datetime | None
) -> None:
    book = TextWorkbook.of({"plan": [PLAN]}, as_of=cell, as_of_auto=auto)
    assert read_book(book).as_of == expected


def test_a_day_of_reference_that_runs_by_itself_is_nobodys() -> None:
    book = TextWorkbook.of({}, as_of=to_day(START))
    grids = changed(book, "首页", formulas=frozenset({(2, 2)}))
    assert read_book(grids).as_of is None


def test_what_the_file_shows_now_is_kept_for_refresh() -> None:
    book = typed(channels=[{"channel_name": "a", "gmv": 5.0}, {"channel_name": "b"}])
    place = read_book(book)["channels"].place(1, "roi_ads")
    grids = changed(book, "渠道计划", errors={place: "#DIV/0!"})
    home = Grid("看", [["标题", 1.0, None], [2.0, 3.0, None]])
    names = {**book.names(), "home_title": "看!$A$1", "calc_days": "看!$B$1:$C$2"}
    again = read_book(Grids([*(grids.grid(t) for t in grids.titles()), home], names))
    assert again.stale["channels", "gmv"].tolist() == [5, None]
    assert again.stale["channels", "roi_ads"].tolist() == [None, "#DIV/0!"]
    assert again.stale["", "home_title"].tolist() == ["标题"]
    assert again.stale["", "calc_days"].tolist() == [1, None, 3, None]
    assert again.names["calc_days"] == Ref("看", 1, 2, 2, 3)
    assert again.names["plan_total_budget"].sheet == "项目总表"


def test_what_we_wrote_ourselves_is_read_back() -> None:
    book = read(
        channels=[{"channel_name": "a", "claim_level": "Ad plan", "budget": 250000.0}]
    )
    assert book["channels"]["claim_level"].tolist() == ["ad_plan"]
    assert book["channels"]["budget"].tolist() == [250000]


def test_metrics_are_no_columns() -> None:
    assert "ctr" not in read()["daily"].columns
