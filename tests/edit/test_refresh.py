"""What a refresh changes: 校验结果, 首页, saved values, the as-of day; and nothing else."""

from dataclasses import replace
from datetime import date, datetime

import numpy as np
import pytest

from promo_xl.book import Book, Ref
from promo_xl.edit import refresh
from promo_xl.facts import Block, Claim, Facts, Figure, Slot
from promo_xl.finding import Findings
from promo_xl.patch import Cached, Formula, ReplaceRows, SetCells
from promo_xl.schema import sheet
from promo_xl.schema.kinds import MONEY
from promo_xl.schema.label import Label
from promo_xl.schema.sheet import Owner
from promo_xl.schema.show import Shown
from promo_xl.validate import validate_book
from tests.sheets import AS_OF, check, parse

TEXT = """
    [项目总表]
    负责人 |
    [渠道计划]
    渠道名称 | 渠道目的 | 渠道预算(直填)
    直通车   | 转化     | 约一千
    信息流   | 转化     | 100000
    [日数据]
    日期       | 渠道   | 成交金额GMV | 花费
    2026-06-01 | 信息流 | 300000      | 100001
"""


def _case(text: str = TEXT) -> tuple[Book, Facts, Findings]:
    """Give a book of which no cell is known but its tables: each test adds its own."""
    book, facts, findings = check(parse(text))
    bare = replace(book, names={}, stale={}, typed_over=frozenset(), formulas={})
    live = {k: v for k, v in facts.columns.items() if _owner(*k) is not Owner.TOOL}
    return bare, replace(facts, columns=live), findings


def _owner(key: str, column: str) -> Owner:
    return sheet(key)[column].owner


def _issues(book: Book, facts: Facts, findings: Findings, lang: str = "") -> ReplaceRows:
    (found,) = [
        e for e in refresh(book, facts, findings, lang) if isinstance(e, ReplaceRows)
    ]
    return found


def _cells(
    book: Book, facts: Facts, findings: Findings = ()
) -> dict[str, dict[object, object]]:
    patch = refresh(book, facts, findings)
    return {e.title: dict(e.cells) for e in patch if isinstance(e, SetCells)}


def test_every_finding_is_a_row_with_a_link_to_its_cell() -> None:
    book, facts, findings = _case()
    edit = _issues(book, facts, findings)
    assert (edit.title, edit.table) == ("校验结果", "t_issues")
    assert [row[:4] for row in edit.rows] == [
        ["A07", "数据", "警告", "项目总表"],
        ["A02", "数据", "错误", "渠道计划"],
        ["B10", "业务", "错误", "渠道计划"],
    ]
    at = next(f for f in findings if f.id == "A02").at.cell
    assert edit.rows[1][4] == Formula(f'HYPERLINK("#\'渠道计划\'!{at}","{at}")', at)
    assert edit.rows[1][5] == "「渠道预算(直填)」填的“约一千”不是有效的金额"
    assert edit.rows[2][7:9] == ["否", None]


def test_a_tab_with_quotes_in_its_name_is_linked_rightly() -> None:
    book, facts, findings = _case()
    odd = replace(findings[0], at=Ref("甲\"乙'丙", 7, 3))
    (row,) = _issues(book, facts, (odd,)).rows
    assert row[4] == Formula('HYPERLINK("#\'甲""乙\'\'丙\'!C7","C7")', "C7")


def test_a_finding_about_a_whole_sheet_has_no_cell() -> None:
    book, facts, findings = _case()
    (row,) = _issues(book, facts, (replace(findings[0], at=Ref("目标")),)).rows
    assert row[3:5] == ["目标", None]


def test_what_people_acknowledged_says_yes_and_stays_in_its_place() -> None:
    book, facts, findings = _case()
    ticked = replace(book, accepted=frozenset(f.mark for f in findings))
    rows = _issues(ticked, facts, validate_book(ticked, facts)).rows
    # a data error can't be acknowledged
    assert [(row[0], row[8]) for row in rows] == [
        ("A07", "是"),
        ("A02", None),
        ("B10", "是"),
    ]


def test_a_data_error_cannot_be_acknowledged() -> None:
    book, facts, findings = _case()
    a02 = next(f for f in findings if f.id == "A02")
    again = validate_book(replace(book, accepted=frozenset({a02.mark})), facts)
    assert not any(f.accepted for f in again)
    assert [f.id for f in again if f.blocks_report] == ["A02"]


def test_an_acknowledgement_lapses_when_its_own_cell_changes_and_not_before() -> None:
    _, _, findings = check(parse(TEXT))
    b10 = next(f for f in findings if f.id == "B10")
    _, _, moved = check(parse(TEXT.replace("100001", "100002")))
    assert b10.mark in {f.mark for f in moved}
    _, _, changed = check(parse(TEXT.replace("| 100000", "| 99999")))
    assert b10.mark not in {f.mark for f in changed}


def test_the_words_of_an_english_sentence_can_be_asked_for() -> None:
    book, facts, findings = _case()
    row = _issues(book, facts, findings, "en").rows[1]
    assert row[5] == "Channel budget (typed): “约一千” is not a valid amount"


def test_home_slots_are_said_and_only_what_differs_is_written() -> None:
    book, facts, _ = _case()
    names = {
        "home_title": Ref("首页", 2, 2),
        "home_cost": Ref("首页", 3, 2),
        "home_tile1_rate": Ref("首页", 4, 2),
        "home_alert1_text": Ref("首页", 5, 2),
        "home_claim_line": Ref("首页", 6, 2),
        "home_check": Ref("首页", 7, 2),
    }
    home: dict[str, Slot | Claim] = {
        "title": "A&B <满300减50> =1+1 👍",
        "cost": Shown(98_000.0, MONEY, wan=True),
        "tile1_rate": 0.96,
        "alert1_text": None,
        "claim_line": Claim(Label("归因 {n}", "claims {n}"), {"n": "1"}),
        "nowhere": "x",
    }
    stale = {
        ("", "home_title"): np.array(["old"], object),
        ("", "home_tile1_rate"): np.array([0.96], object),
        ("", "home_alert1_text"): np.array([None], object),
        ("", "home_claim_line"): np.array(["归因 1"], object),
    }
    book = replace(book, names=names, stale=stale)
    cells = _cells(book, replace(facts, home=home))
    assert cells["首页"] == {
        (2, 2): "A&B <满300减50> =1+1 👍",
        (3, 2): "9.8万元",
        (7, 2): "校验：0 错误 · 0 提醒",
    }


def test_the_as_of_day_moves_unless_a_person_typed_it() -> None:
    book, facts, _ = _case()
    names = {"AS_OF": Ref("首页", 3, 22), "meta_as_of_auto": Ref("_meta", 5, 2)}
    stale = {
        ("", "AS_OF"): np.array([datetime.fromisoformat("2026-06-27")], object),
        ("", "meta_as_of_auto"): np.array(["2026-06-27"], object),
    }
    ours = replace(book, names=names, stale=stale)
    assert _cells(ours, facts) == {
        "首页": {(3, 22): date(2026, 6, 28)},
        "_meta": {(5, 2): "2026-06-28"},
    }
    assert _cells(replace(ours, as_of=AS_OF), facts) == {}


def test_an_as_of_day_that_stands_there_is_not_written_again() -> None:
    book, facts, _ = _case()
    names = {"AS_OF": Ref("首页", 3, 22), "meta_as_of_auto": Ref("_meta", 5, 2)}
    stale = {
        ("", "AS_OF"): np.array([datetime.fromisoformat("2026-06-28")], object),
        ("", "meta_as_of_auto"): np.array(["2026-06-28"], object),
    }
    assert _cells(replace(book, names=names, stale=stale), facts) == {}


def test_a_formula_that_shows_today_becomes_a_constant() -> None:
    book, facts, _ = _case()
    names = {"AS_OF": Ref("首页", 3, 22), "meta_as_of_auto": Ref("_meta", 5, 2)}
    stale = {("", "AS_OF"): np.array([datetime.fromisoformat("2026-06-28")], object)}
    cells = _cells(replace(book, names=names, stale=stale), facts)
    assert cells["首页"] == {(3, 22): date(2026, 6, 28)}


def test_only_saved_values_that_are_stale_are_written() -> None:
    book, facts, _ = _case()
    now = facts.columns["channels", "roi_ads"]
    wrong = now.copy()
    wrong[1] = 99.0
    book = replace(book, stale={("channels", "roi_ads"): wrong})
    place = book["channels"].place(1, "roi_ads")
    assert _cells(book, facts) == {"渠道计划": {place: Cached(float(now[1]))}}
    typed = frozenset({("channels", "roi_ads", 1)})
    assert _cells(replace(book, typed_over=typed), facts) == {}
    almost = now * (1 + 1e-12)
    assert _cells(replace(book, stale={("channels", "roi_ads"): almost}), facts) == {}


def test_a_blank_is_saved_as_an_empty_text_and_a_missing_value_is_filled_in() -> None:
    book, facts, _ = _case()
    wrong = facts.columns["channels", "roi_ads"].copy()
    wrong[0], wrong[1] = 3.0, np.nan
    cells = _cells(replace(book, stale={("channels", "roi_ads"): wrong}), facts)["渠道计划"]
    assert cells[book["channels"].place(0, "roi_ads")] == Cached("")
    assert cells[book["channels"].place(1, "roi_ads")] == Cached(300_000 / 100_001)


def test_the_fixed_blocks_are_brought_up_to_date_cell_by_cell() -> None:
    book, facts, _ = _case()
    gmv = Figure("channel.C01.gmv", 300_000.0, MONEY, Label("GMV", "GMV"))
    rows = (("信息流", gmv, float("nan")), (Label("私域", "Private"), None, 2.0))
    block = Block("calc_channels", Label("渠道", "Channels"), (), rows)
    old = np.array(["信息流", 1.0, "", "私域", "", 2.0, "旧", 5.0, ""], object)
    book = replace(
        book,
        names={"calc_channels": Ref("计算", 8, 13, 10, 15)},
        stale={("", "calc_channels"): old},
    )
    cells = _cells(book, replace(facts, blocks={"calc_channels": block}))
    assert cells == {
        "计算": {(8, 14): Cached(300_000.0), (10, 13): Cached(""), (10, 14): Cached("")}
    }


def test_the_day_target_is_a_value_and_not_a_formula() -> None:
    book, facts, _ = _case()
    row = (date(2026, 6, 1), 1.0, 1.0, 200_000.0, 200_000.0, None)
    block = Block("calc_days", Label("日", "Days"), (), (row,))
    old = np.array([datetime.fromisoformat("2026-06-01"), 1.0, 1.0, 1.0, 1.0, ""], object)
    book = replace(
        book, names={"calc_days": Ref("计算", 8, 1, 8, 6)}, stale={("", "calc_days"): old}
    )
    cells = _cells(book, replace(facts, blocks={"calc_days": block}))
    assert cells == {"计算": {(8, 4): 200_000.0, (8, 5): Cached(200_000.0)}}


def test_columns_we_write_are_brought_up_to_date_in_the_books_own_words() -> None:
    book, facts, _ = check(parse(TEXT))
    book = replace(book, names={}, stale={})
    cells = _cells(book, facts)
    channels, plan = book["channels"], book["plan"]
    through = cells["渠道计划"][channels.place(1, "data_through")]
    assert through == datetime.fromisoformat("2026-06-01T23:59:59")
    assert cells["渠道计划"][channels.place(1, "claim_level")] == "渠道归因"
    assert cells["项目总表"][plan.place(0, "status")] == "已结束"
    assert channels.place(1, "spend") not in cells["渠道计划"]  # a live formula


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_an_issue_sheet_that_says_it_already_is_left_alone(lang: str) -> None:
    book, facts, _ = _case("")
    assert refresh(book, facts, (), lang) == ()


def test_a_book_without_an_issue_sheet_gets_none() -> None:
    book, facts, findings = _case()
    gone = {**book.tables, "issues": replace(book["issues"], present=False)}
    assert refresh(replace(book, tables=gone), facts, findings) == ()


def test_a_column_of_the_teams_own_among_ours_is_left_blank() -> None:
    book, facts, findings = _case()
    issues = book["issues"]
    places = {k: p + (p > 3) for k, p in issues.places.items() if isinstance(p, int)}
    moved = {**book.tables, "issues": replace(issues, places=places)}
    row = _issues(replace(book, tables=moved), facts, findings).rows[0]
    assert row[:5] == ["A07", "数据", "警告", None, "项目总表"]
