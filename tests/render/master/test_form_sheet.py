"""项目总表 and 设置: a line a field, a name a field."""

import pytest

from promo_xl.schema import sheet
from tests.render.master.campaign import HOSTILE, opened


@pytest.mark.parametrize("key", ["plan", "settings"])
def test_every_field_has_a_name_that_points_at_its_value(key: str) -> None:
    book = opened()
    one = sheet(key)
    for row, column in enumerate(one.cells, 7):
        name = book.defined_names[f"{key}_{column.key}"]
        assert name.attr_text == f"'{one.label.zh}'!$B${row}"
        assert book[one.label.zh].cell(row, 1).value == column.header("zh")


def test_the_form_is_a_table_of_label_value_and_note() -> None:
    (table,) = opened()["项目总表"].tables.values()
    assert table.name == "t_plan"
    assert [c.name for c in table.tableColumns] == ["项目", "内容", "说明"]
    assert opened()["项目总表"]["B8"].value == HOSTILE


def test_optional_fields_nobody_filled_are_folded() -> None:
    tab = opened()["项目总表"]
    keys = [c.key for c in sheet("plan").cells]
    row = keys.index("ly1_gmv") + 7
    assert tab.row_dimensions[row].hidden
    assert tab.row_dimensions[row].outlineLevel == 1
    assert not tab.row_dimensions[keys.index("total_budget") + 7].hidden


def test_a_note_says_whether_the_field_is_required_and_what_belongs_there() -> None:
    tab = opened()["项目总表"]
    keys = [c.key for c in sheet("plan").cells]
    assert str(tab.cell(keys.index("total_budget") + 7, 3).value).startswith("必填；填金额")


def test_the_groups_of_the_plan_are_named_beside_their_first_field_in_view() -> None:
    tab = opened()["项目总表"]
    keys = [c.key for c in sheet("plan").cells]
    named = {tab.cell(row, 4).value: row for row in range(7, 7 + len(keys))}
    assert tab.cell(named["预算与负责人"], 1).value == "总预算(元)"
    for label, row in named.items():
        assert label is None or not tab.row_dimensions[row].hidden
    assert "近三次同期活动" not in named


def test_groups_out_of_view_are_named_with_the_way_to_unfold_them() -> None:
    said = str(opened()["项目总表"]["B3"].value)
    assert "近三次同期活动" in said
    assert "三部门审批" in said
    assert "＋" in said
