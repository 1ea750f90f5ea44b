"""Data sheets: real tables in row 6, live formulas with values, drop-downs, folded columns."""

import re
from io import BytesIO
from zipfile import ZipFile

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from promo_xl.schema import LIVE, SETTINGS_SHEETS, WORKBOOK, sheet
from promo_xl.schema.sheet import Owner, Shape
from tests.render.master.campaign import master, opened

TABLES = [
    s for s in (*WORKBOOK, *SETTINGS_SHEETS) if s.key in LIVE and s.shape is Shape.ROWS
]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("key", [s.key for s in TABLES])
def test_every_sheet_is_one_table_with_the_schemas_headers_in_row_6(
    lang: str, key: str
) -> None:
    one = sheet(key)
    tab = opened(lang)[one.label.say(lang)]
    (table,) = tab.tables.values()
    assert table.name == f"t_{key}"
    assert str(table.ref).startswith("A6:")
    assert [c.name for c in table.tableColumns] == [c.header(lang) for c in one.cells]
    assert [tab.cell(6, i).value for i in range(1, len(one.cells) + 1)] == [
        c.header(lang) for c in one.cells
    ]


def test_the_headers_of_a_table_are_unique_without_regard_to_case() -> None:
    for lang in ("zh", "en"):
        for one in TABLES:
            heads = [c.header(lang).casefold() for c in one.cells]
            assert len(set(heads)) == len(heads), one.key


def test_formula_columns_hold_the_same_live_formula_in_table_and_cells() -> None:
    for one in TABLES:
        tab = opened()[one.label.zh]
        (table,) = tab.tables.values()
        for at, column in enumerate(one.cells, 1):
            formula = table.tableColumns[at - 1].calculatedColumnFormula
            if column.owner is not Owner.FORMULA:
                assert formula is None
                continue
            assert tab.cell(7, at).value == f"={formula.attr_text}"
            assert "[@" not in formula.attr_text


def test_computed_cells_are_saved_with_their_values() -> None:
    tab = opened(values=True)["渠道计划"]
    heads = [cell.value for cell in tab[6]]
    row = {head: tab.cell(7, i).value for i, head in enumerate(heads, 1)}
    assert row["归因成交(元)"] == 400_002.5
    assert row["投放花费(元)"] == 20_000
    assert row["投放ROI(倍)"] == pytest.approx(20.000125)


def test_a_blank_result_is_saved_as_an_empty_text_not_as_a_number() -> None:
    with ZipFile(BytesIO(master())) as package:
        for name in package.namelist():
            if name.startswith("xl/worksheets/sheet"):
                text = package.read(name).decode()
                assert not re.search(r"<c (?![^>]*t=)[^>]*><f>[^<]*</f><v></v>", text), name


def test_references_show_names_and_choices_speak_the_books_language() -> None:
    for lang, level, channel in (("zh", "店铺大盘", "信息流"), ("en", "Shop", "信息流")):
        tab = opened(lang)[sheet("daily").label.say(lang)]
        keys = [c.key for c in sheet("daily").cells]
        assert tab.cell(7, keys.index("level") + 1).value == level
        assert tab.cell(9, keys.index("channel_id") + 1).value == channel


def test_grey_defaults_are_not_typed_into_cells() -> None:
    keys = [c.key for c in sheet("daily").cells]
    tab = opened()["日数据"]
    assert tab.cell(8, keys.index("level") + 1).value is None
    assert tab.cell(8, keys.index("basis") + 1).value is None


def test_optional_columns_are_folded_unless_they_hold_something() -> None:
    tab = opened()["日数据"]
    assert _folded(tab, "daily", "impressions")
    assert not _folded(tab, "daily", "level")
    assert not _folded(tab, "daily", "gmv")


def _folded(tab: Worksheet, key: str, column: str) -> bool:
    at = [c.key for c in sheet(key).cells].index(column)
    for letters, dimension in tab.column_dimensions.items():
        first = tab[f"{letters}1"].column - 1
        last = first + (dimension.max or 0) - (dimension.min or 0)
        if first <= at <= last:
            return bool(dimension.hidden) and dimension.outlineLevel == 1
    return False


def test_drop_downs_and_colours_reach_300_rows_below_and_1000_in_daily_data() -> None:
    for title, rows in (("预算", 2 + 300), ("日数据", 12 + 1000)):
        tab = opened()[title]
        last = 6 + rows
        rules = tab.data_validations.dataValidation
        assert rules
        assert {r.max_row for rule in rules for r in rule.sqref.ranges} == {last}
        ends = [r.max_row for area in tab.conditional_formatting for r in area.sqref.ranges]
        assert max(ends) == last


def test_drop_downs_warn_but_never_refuse_what_is_pasted() -> None:
    for one in TABLES:
        tab = opened()[one.label.zh]
        for rule in tab.data_validations.dataValidation:
            assert rule.type is None or rule.errorStyle == "warning", rule.sqref


def test_every_drop_down_points_at_a_name_that_exists() -> None:
    book = opened()
    for one in TABLES:
        for rule in book[one.label.zh].data_validations.dataValidation:
            if rule.type == "list" and not rule.formula1.startswith('"'):
                assert rule.formula1 in book.defined_names, rule.formula1


def test_sheets_print_on_a4_one_page_wide_with_their_header() -> None:
    for one in TABLES:
        if one.key == "tasks":
            continue
        tab = opened()[one.label.zh]
        long = (
            tab.tables[one.table].ref.rpartition(":")[2].strip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        )
        assert tab.page_setup.orientation == "landscape" or int(long) > 18
        assert tab.page_setup.paperSize == 9
        assert tab.sheet_properties.pageSetUpPr is not None
        assert tab.sheet_properties.pageSetUpPr.fitToPage is True
        assert tab.page_setup.fitToHeight == 0
        assert tab.print_title_rows == "$6:$6"
        assert tab.freeze_panes is not None
        assert str(tab.freeze_panes).endswith("7")
        assert tab.sheet_view.showGridLines is False


def test_whole_amounts_show_no_cents_and_others_show_two() -> None:
    keys = [c.key for c in sheet("budget").cells]
    tab = opened()["预算"]
    assert tab.cell(7, keys.index("planned") + 1).number_format == "#,##0.00"
    assert tab.cell(7, keys.index("actual") + 1).number_format == "#,##0"


def test_a_goal_shows_its_numbers_in_its_own_metric() -> None:
    keys = [c.key for c in sheet("goals").cells]
    at = keys.index("target") + 1
    shown = [opened()["目标"].cell(row, at).number_format for row in (7, 8, 9)]
    assert shown == ["#,##0", "0.0%", "0.00"]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("key", ["lists", "calendar", "lead_times", "specs", "words"])
def test_a_new_book_brings_its_settings_filled(lang: str, key: str) -> None:
    tab = opened(lang, values=True)[sheet(key).label.say(lang)]
    rows = [row for row in tab.iter_rows(min_row=7, values_only=True) if any(row)]
    assert len(rows) >= 6
    needed = [i for i, c in enumerate(sheet(key).cells) if c.required_in("small")]
    assert all(row[i] not in (None, "") for row in rows for i in needed)


def test_only_words_that_judge_are_coloured() -> None:
    told = {
        text
        for area in opened()["渠道计划"].conditional_formatting
        for rule in area.rules
        for text in rule.formula
    }
    assert any('"有冲突"' in text for text in told)
    assert not any('"直播"' in text for text in told)
