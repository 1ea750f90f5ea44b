"""Excel's reading of the declared expressions."""

import re

import pytest

from promo_xl.schema import METRICS, WORKBOOK, sheet
from promo_xl.schema.expression import (
    AsOf,
    Col,
    Expr,
    Field,
    Least,
    Most,
    Num,
    Sum,
    SumIfs,
    Where,
)
from promo_xl.schema.formula import (
    CellText,
    escape_header,
    leaves,
    naming,
    row_formula,
    told_by,
    total_formula,
)
from promo_xl.schema.kinds import MONEY, TEXT
from promo_xl.schema.label import Label
from promo_xl.schema.sheet import Column, Owner, Sheet

_FORMULAS = [
    pytest.param(one, column, lang, id=f"{one.key}.{column.key}-{lang}")
    for one in WORKBOOK
    for column in one.columns
    if column.owner is Owner.FORMULA
    for lang in ("zh", "en")
]


def _row(expr: Expr) -> str:
    """Give the formula of a column of 渠道计划 that holds *expr*."""
    column = Column("x", Label("某列", "X"), MONEY, owner=Owner.FORMULA, formula=expr)
    return row_formula(sheet("channels"), column, naming("en"), "en")


def test_a_ratio_is_blank_unless_both_stand_and_the_divisor_is_not_zero() -> None:
    channels = sheet("channels")
    assert row_formula(channels, channels["roi_ads"], naming("zh"), "zh") == (
        "IF(COUNT(t_channels[[#This Row],[归因成交(元)]],t_channels[[#This Row],[投放花费(元)]])<2,"
        '"",IF(t_channels[[#This Row],[投放花费(元)]]=0,"",'
        "t_channels[[#This Row],[归因成交(元)]]/t_channels[[#This Row],[投放花费(元)]]))"
    )


@pytest.mark.parametrize(("one", "column", "lang"), _FORMULAS)
def test_a_formula_is_one_excel_takes(one: Sheet, column: Column, lang: str) -> None:
    text = row_formula(one, column, naming(lang), lang)
    assert len(text) < 8192
    assert not text.startswith("=")
    assert "[@" not in text, "files hold [[#This Row],[x]]"
    assert not re.search(r"\b(TODAY|NOW|OFFSET|INDIRECT|RAND|LET|FILTER|XLOOKUP)\(", text)
    outside = re.sub(r'"(?:[^"]|"")*"', "", text)
    assert outside.count("(") == outside.count(")")
    assert max(len(word) for word in re.findall(r'"((?:[^"]|"")*)"', text)) <= 255


@pytest.mark.parametrize("key", [k for k, metric in METRICS.items() if metric.expr])
def test_a_figure_stays_short_enough_to_paste(key: str) -> None:
    tests = (
        ("daily.level", "=", "claim"),
        ("daily.basis", "=", "paid"),
        ("daily.channel_id", "=", "C01"),
        ("daily.date", "<=", AsOf()),
    )
    expr = METRICS[key].expr
    assert expr is not None
    for complete in (True, False):
        text = total_formula(expr, tests, naming("zh"), sheet="daily", complete=complete)
        assert len(text) < 8192


def test_the_last_day_counts_whatever_hour_as_of_is() -> None:
    text = total_formula(
        Col("gmv"), [("daily.date", "<=", AsOf())], naming("en"), sheet="daily"
    )
    assert "ISNUMBER(t_daily[Date])*(t_daily[Date]<INT(AS_OF)+1)" in text


def test_a_choice_is_found_in_both_languages_and_a_blank_means_its_default() -> None:
    def asked(key: str) -> str:
        return total_formula(
            Col("gmv"), [("daily.basis", "=", key)], naming("en"), sheet="daily"
        )

    assert '(t_daily[Basis]="支付")+(t_daily[Basis]="Paid")+(t_daily[Basis]="")>0' in asked(
        "paid"
    )
    assert '=""' not in asked("ordered").split('=0,"",')[0]


def test_a_reference_is_found_by_id_or_by_the_name_of_its_row() -> None:
    text = total_formula(
        Col("gmv"), [("daily.channel_id", "=", 'C"*1')], naming("en"), sheet="daily"
    )
    assert 't_daily[Channel]="C""*1"' in text
    assert 'MATCH("C""~*1",t_channels[Channel ID],0)' in text


def test_a_cell_can_hold_what_is_asked_for() -> None:
    name = naming("en")
    day = total_formula(
        Col("gmv"), [("daily.date", "=", CellText("$A7"))], name, sheet="daily"
    )
    assert "ISNUMBER($A7)*(t_daily[Date]=$A7)" in day
    channel = total_formula(
        Col("cost"), [("daily.channel_id", "=", CellText("$A7"))], name, sheet="daily"
    )
    assert "(t_daily[Channel]=$A7)" in channel


def test_a_long_name_is_written_in_pieces_excel_takes() -> None:
    long = "长" * 600
    text = total_formula(
        Col("gmv"), [("daily.channel_id", "=", (long,))], naming("en"), sheet="daily"
    )
    assert max(len(word) for word in re.findall(r'"([^"]*)"', text)) <= 250
    assert "".join(re.findall(r'"(长+)"', text.split('=0,"",')[0])) == long


def test_a_rate_counts_the_rows_in_which_every_leaf_stands() -> None:
    aov = METRICS["aov"].expr
    assert aov is not None
    text = total_formula(aov, (), naming("en"), sheet="daily", complete=True)
    header = {k: sheet("daily")[k].header("en") for k in ("gmv", "orders")}
    both = f"ISNUMBER(t_daily[{header['gmv']}])*ISNUMBER(t_daily[{header['orders']}])"
    assert text.startswith(f'IF(SUMPRODUCT({both})=0,"",')
    apart = total_formula(aov, (), naming("en"), sheet="daily")
    assert apart.startswith(f'IF(COUNT(t_daily[{header["gmv"]}])=0,"",')


def test_a_sum_is_blank_only_where_nothing_is_measured() -> None:
    text = _row(Sum((Col("spend"), Col("other_input"))))
    assert re.fullmatch(r'IF\(COUNT\(([^()]|\([^()]*\))+\)=0,"",SUM\(.+\)\)', text)


def test_an_inner_division_is_guarded_before_the_outer_one() -> None:
    text = _row(Num(1) / (Col("gmv") / Col("spend")))
    gmv, spend = (sheet("channels")[key].header("en") for key in ("gmv", "spend"))
    cells = [f"t_channels[[#This Row],[{header}]]" for header in (gmv, spend)]
    assert text.endswith(
        f'IF({cells[1]}=0,"",IF({cells[0]}/{cells[1]}=0,"",1/({cells[0]}/{cells[1]}))))'
    )


def test_least_and_most_are_min_and_max() -> None:
    text = _row(Most((Num(0), Least((Num(1), Col("gmv"))))))
    assert "MAX(0,MIN(1,t_channels[[#This Row],[" in text


def test_a_field_is_read_by_its_defined_name() -> None:
    assert "plan_total_budget=0" in _row(Col("gmv") / Field("plan.total_budget"))


def test_a_row_whose_leaves_all_have_defaults_stays_blank_until_it_says_what_it_is() -> (
    None
):
    risks = sheet("risks")
    assert told_by(risks, risks["score"]) != ""
    text = row_formula(risks, risks["score"], naming("en"), "en")
    assert text.startswith("IF(t_risks[[#This Row],[")
    goals = sheet("goals")
    assert told_by(goals, goals["stretch"]) == ""


def test_criteria_are_no_leaves() -> None:
    assert leaves(Col("a") / SumIfs("daily.gmv", (Where("daily.level", Col("b")),))) == (
        "a",
    )
    assert leaves(Sum((Col("a"), Col("b"), Col("a")))) == ("a", "b")


def test_brackets_quotes_and_hashes_of_a_header_are_escaped() -> None:
    assert escape_header("a[b]#c'd@ (e)") == "a'[b']'#c''d@ (e)"


@pytest.mark.parametrize(
    "wrong",
    [
        SumIfs("daily.gmv", (Where("daily.level", "claim", "<="),)),
        SumIfs("daily.gmv", (Where("daily.date", "claim"),)),
        SumIfs("daily.gmv", (Where("daily.sku_id", Col("owner")),)),
        SumIfs("daily.gmv", (Where("daily.note", Num(1)),)),
    ],
    ids=["order of words", "word for a day", "another row's ID", "number for a word"],
)
def test_a_question_that_means_nothing_is_refused(wrong: SumIfs) -> None:
    with pytest.raises(ValueError):
        _row(wrong)


def test_a_column_without_expression_has_no_formula() -> None:
    column = Column("note", Label("备注", "Note"), TEXT)
    with pytest.raises(ValueError, match="note"):
        row_formula(sheet("channels"), column, naming("en"), "en")
    with pytest.raises(ValueError, match="not a word"):
        total_formula(
            Col("gmv"),
            [("daily.level", "=", Col("claim_level"))],
            naming("en"),
            sheet="daily",
        )
