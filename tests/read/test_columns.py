"""Cells become columns; what cannot be taken is a fault with its place."""

import numpy as np
import pytest

from promo_xl.read import read_book
from promo_xl.schema.show import to_day
from tests.read.books import END, START, changed, found, read, typed

CHANNELS = [{"channel_id": "C01", "channel_name": "抖音"}]
WHOLE_DAY = 86399 / 86400


def test_numbers_words_and_days_are_read_as_people_write_them() -> None:
    book = read(
        channels=CHANNELS,
        daily=[
            {
                "date": "6月1日",
                "channel_id": "抖 音",
                "gmv": 120000.0,
                "orders": 3,
                "level": "Claim",
            },
            {
                "date": to_day(START + 1),
                "channel_id": "c01",
                "gmv": None,
                "uv": 0,
                "note": "活动日",
            },
        ],
    )
    daily = book["daily"]
    assert daily["date"].tolist() == [START, START + 1]
    assert daily["channel_id"].tolist() == ["C01", "C01"]
    assert daily["gmv"][0] == 120000
    assert np.isnan(daily["gmv"][1])
    assert daily["uv"][1] == 0
    assert daily["level"].tolist() == ["claim", "claim"]
    assert daily["note"].tolist() == [None, "活动日"]
    assert [(f.what, f.raw) for f in book.faults] == [
        ("text_date", "6月1日"),
        ("spelling", "抖 音"),
        ("spelling", "c01"),
    ]


def test_a_number_typed_as_text_is_used_and_named() -> None:
    book = read(
        channels=CHANNELS, daily=[{"date": START, "channel_id": "C01", "gmv": "12万"}]
    )
    assert book["daily"]["gmv"].tolist() == [120000]
    assert [(f.what, f.key, f.raw, f.row) for f in book.faults] == [
        ("text_number", "gmv", "12万", 0)
    ]
    assert book.faults[0].at.cell == book["daily"].at(0, "gmv").cell


@pytest.mark.parametrize(
    ("key", "raw"),
    [
        ("gmv", "约一千"),
        ("gmv", "1-2万"),
        ("gmv", 1.7e308),
        ("gmv", "1e300"),
        ("orders", -1e15),
        ("gmv", True),
        ("orders", 1.5),
        ("date", 6.1),
        ("date", "13月1日"),
        ("gmv", float("inf")),
    ],
)
def test_what_a_person_would_have_to_guess_is_refused_with_its_cell(
    key: str, raw: object
) -> None:
    book = read(daily=[{"date": START, "uv": 1} | {key: raw}])
    assert np.isnan(book["daily"][key][0])
    assert [(f.what, f.key, f.raw) for f in book.faults] == [("unreadable", key, raw)]


def test_a_word_outside_its_list_is_no_choice_and_means_no_default() -> None:
    book = read(daily=[{"date": START, "gmv": 1, "level": "全店"}])
    assert book["daily"]["level"].tolist() == [None]
    assert [(f.what, f.key, f.raw) for f in book.faults] == [
        ("not_a_choice", "level", "全店")
    ]


def test_a_mark_for_not_measured_is_blank_and_no_fault() -> None:
    book = read(
        channels=[CHANNELS[0] | {"window_days": "-"}],
        daily=[{"date": START, "gmv": "—", "uv": 2}],
    )
    assert np.isnan(book["daily"]["gmv"][0])
    assert np.isnan(book["channels"]["window_days"][0]), "not measured is not the default"
    assert book.faults == ()


def test_a_phase_starts_at_midnight_and_ends_with_its_last_day() -> None:
    book = read(phases=[{"phase": "预热", "start": START, "end": START + 1}])
    assert book["phases"]["start"].tolist() == [START]
    assert to_day(book["phases"]["end"][0]) == to_day(START + 1 + WHOLE_DAY)


def test_an_id_whose_last_digits_are_lost_is_named() -> None:
    book = read(daily=[{"date": START, "gmv": 1, "sku_id": 6123456789012345678.0}])
    assert "long_id" in [f.what for f in book.faults]


def test_a_date_of_a_1904_book_is_four_years_and_a_day_later() -> None:
    book = typed(daily=[{"date": START - 1462, "gmv": 5}])
    read_1904 = read_book(changed(book, "日数据", date1904=True))
    assert read_1904["daily"]["date"].tolist() == [START]
    assert read_1904["daily"]["gmv"].tolist() == [5]


def test_error_cells_and_uncalculated_formulas_are_named_and_blank() -> None:
    book = typed(daily=[{"date": START, "gmv": None, "cost": None, "uv": 3}])
    table = read_book(book)["daily"]
    error, waiting = table.place(0, "gmv"), table.place(0, "cost")
    level = table.place(0, "level")
    grids = changed(
        book,
        "日数据",
        errors={error: "#DIV/0!", level: "#N/A"},
        uncached=frozenset({waiting}),
        formulas=frozenset({error, waiting, level}),
    )
    again = read_book(grids)
    assert sorted((f.what, f.key, f.raw) for f in again.faults if f.raw) == [
        ("error_cell", "gmv", "#DIV/0!"),
        ("error_cell", "level", "#N/A"),
    ]
    assert ("uncached", "cost") in [(f.what, f.key) for f in again.faults]
    assert np.isnan(again["daily"]["gmv"][0])
    assert again["daily"]["level"].tolist() == [None]


def test_a_formula_of_ours_that_was_never_calculated_is_no_fault() -> None:
    book = typed(channels=CHANNELS)
    table = read_book(book)["channels"]
    place = table.place(0, "gmv")
    grids = changed(
        book, "渠道计划", formulas=frozenset({place}), uncached=frozenset({place})
    )
    assert read_book(grids).faults == ()


def test_blank_rows_keep_their_place_and_stay_blank() -> None:
    book = read(
        channels=CHANNELS,
        daily=[{"date": START, "gmv": 1}, {}, {"date": START, "gmv": 2}, {}, {}],
    )
    daily = book["daily"]
    assert len(daily) == 3
    assert daily.at(2, "gmv").top == 9
    assert daily["level"].tolist() == ["claim", None, "claim"]
    assert all(
        values[1] is None or values[1] != values[1] for values in daily.columns.values()
    )


def test_the_one_blank_row_of_an_empty_table_is_no_row() -> None:
    book = read()
    assert all(
        len(book[key]) == 0 for key in ("phases", "goals", "channels", "daily", "tasks")
    )


def test_several_words_in_one_cell_are_a_tuple() -> None:
    book = read(tasks=[{"name": "海报", "collab": "李四；王五、 赵六"}, {"name": "直播"}])
    assert book["tasks"]["collab"].tolist() == [("李四", "王五", "赵六"), None]
    assert book.faults == ()


def test_what_stands_in_a_cell_can_still_be_asked_for() -> None:
    book = read(channels=CHANNELS, daily=[{"date": START, "channel_id": "抖 音", "gmv": 1}])
    assert book["daily"]["channel_id"][0] == "C01"
    assert book["daily"].raw(0, "channel_id") == "抖 音"
    assert book["daily"].raw(0, "level") is None


def test_rows_below_a_table_are_its_rows_and_named() -> None:
    book = typed(daily=[{"date": START, "gmv": 1}, {"date": END, "gmv": 2}, {}, {"gmv": 3}])
    table = book.grid("日数据").tables[0]
    short = table.__class__(table.name, table.top, table.left, table.top + 1, table.right)
    again = read_book(changed(book, "日数据", tables=(short,)))
    assert again["daily"]["gmv"].tolist() == [1, 2], "only what stands directly below"
    below, outside = again.faults
    assert (below.what, below.at.top, below.row, below.raw) == ("below_table", 8, 1, 1)
    assert (outside.what, outside.at.top, outside.raw) == ("outside", 10, 1)


def test_a_totals_row_is_no_data() -> None:
    book = typed(daily=[{"date": START, "gmv": 1}, {"gmv": 99}])
    table = book.grid("日数据").tables[0]
    totals = table.__class__(
        table.name, table.top, table.left, table.bottom, table.right, True
    )
    assert read_book(changed(book, "日数据", tables=(totals,)))["daily"][
        "gmv"
    ].tolist() == [1]


def test_merged_cells_in_the_body_are_named_and_those_above_are_not() -> None:
    book = typed(daily=[{"date": START, "gmv": 1}])
    grids = changed(book, "日数据", merged=((7, 1, 7, 3), (1, 1, 1, 9), (30, 1, 30, 2)))
    assert found(read_book(grids).faults) == [("merged", "日数据!A7:C7", None)]
