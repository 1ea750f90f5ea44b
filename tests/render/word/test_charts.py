"""What the charts show: numbers that add up, names that can be read."""

from dataclasses import replace
from itertools import accumulate, pairwise

import pytest

from promo_xl.facts import Facts
from promo_xl.render.word.charts import Drawn, draw_all
from promo_xl.schema.label import Label
from tests.render.full_facts import full_618
from tests.render.hard_facts import (
    LONG_NAME,
    long_words,
    many_channels,
    one_channel,
    one_day,
    only_limits,
    overlapping,
    with_blocks,
)

WATERFALL, BULLETS, CURVE, CHANNELS = "差距瀑布", "目标完成率", "走势", "渠道投入产出"


def drawn(facts: Facts, name: str, lang: str = "zh") -> Drawn:
    found = draw_all(facts, lang)[name]
    assert found is not None
    return found


def _edges(chart: Drawn) -> list[tuple[float, float]]:
    """Lower and upper edge of each bar as it is stacked: above zero, below zero."""
    *series, _ = chart.chart.series  # the last carries the words
    found = []
    for i in range(len(chart.chart.categories)):
        base = series[0].at(i) or 0.0
        up = sum(s.at(i) or 0.0 for s in series[1:] if (s.at(i) or 0.0) > 0)
        down = sum(s.at(i) or 0.0 for s in series[1:] if (s.at(i) or 0.0) < 0)
        low = min(base, 0.0) + down if down else max(base, 0.0)
        high = max(base, 0.0) + up if up else min(base, 0.0)
        found.append((round(low, 4), round(high, 4)))
    return found


def test_the_steps_of_the_waterfall_lead_from_goal_to_actual() -> None:
    # 500 +20 +14 -25 -12 -17 = 480 (万元): each bar spans from one level to the next
    levels = [*accumulate([500.0, 20.0, 14.0, -25.0, -12.0, -17.0])]
    wanted = [(min(a, b), max(a, b)) for a, b in pairwise(levels)]
    assert _edges(drawn(full_618(), WATERFALL)) == [(0.0, 500.0), *wanted, (0.0, 480.0)]


def test_a_waterfall_through_zero_is_drawn_on_both_sides_of_it() -> None:
    # 500 +300 = 800, −900 = −100, +580 = 480
    assert _edges(drawn(overlapping(), WATERFALL)) == [
        (0.0, 500.0), (500.0, 800.0), (-100.0, 800.0), (-100.0, 480.0), (0.0, 480.0),
    ]  # fmt: skip


def test_the_waterfall_writes_every_change_with_its_sign() -> None:
    chart = drawn(full_618(), WATERFALL).chart
    assert list(chart.series[-1].texts.values()) == [
        "500.0", "+20.0", "+14.0", "−25.0", "−12.0", "−17.0", "480.0",
    ]  # fmt: skip


def test_an_axis_that_does_not_begin_at_zero_is_said() -> None:
    found = drawn(full_618(), WATERFALL)
    assert found.chart.limits[0] == 440.0
    assert found.note == "；纵轴自440万元起"
    assert drawn(overlapping(), WATERFALL).note == ""


def test_bullets_reach_the_goal_or_pass_it() -> None:
    chart = drawn(full_618(), BULLETS).chart
    reached, short, beyond, words = chart.series
    at = chart.categories.index("成交金额GMV")
    assert (reached.at(at), short.at(at), beyond.at(at)) == (0.96, 0.04, None)
    at = chart.categories.index("新增注册用户数")
    assert (reached.at(at), short.at(at), beyond.at(at)) == (1.0, None, 0.2)
    assert words.texts[at] == "120.0% 达成　12,000／10,000"


def test_limits_are_never_bars() -> None:
    assert draw_all(only_limits(), "zh")[BULLETS] is None


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_events_are_marked_by_number_on_their_days(lang: str) -> None:
    name = {"zh": CURVE, "en": "curve"}[lang]
    chart = drawn(full_618(), name, lang).chart
    marks = chart.series[-1]
    assert {chart.categories[i]: text for i, text in marks.texts.items()} == {
        "6/11": "①", "6/15": "②", "6/18": "③", "6/19": "④",
    }  # fmt: skip
    actual = chart.series[-2]
    assert [marks.at(i) == actual.at(i) for i in marks.texts] == [True] * 4


def test_two_events_of_one_day_share_its_mark() -> None:
    facts = full_618()
    events = facts.blocks["events"]
    same = replace(events, rows=tuple((events.rows[0][0], *row[1:]) for row in events.rows))
    marks = drawn(with_blocks(facts, same), CURVE).chart.series[-1]
    assert list(marks.texts.values()) == ["①②③④"]


def test_the_curve_shows_last_year_only_where_it_is_known() -> None:
    facts = full_618()
    block = facts.blocks["curve"]
    unknown = replace(block, rows=tuple((*row[:3], None) for row in block.rows))
    names = [s.name for s in drawn(with_blocks(facts, unknown), CURVE).chart.series]
    assert names == ["日目标（万元）", "实际（万元）", "标出的节点"]


def test_a_day_or_a_channel_alone_makes_no_chart() -> None:
    assert draw_all(one_day(), "zh")[CURVE] is None
    assert draw_all(one_channel(), "zh")[CHANNELS] is None


def test_many_channels_are_bars_to_the_right_with_their_return_in_words() -> None:
    chart = drawn(many_channels(14), CHANNELS).chart
    assert chart.horizontal
    assert chart.series[1].texts[0] == "180.0（投放ROI 5.00）"


@pytest.mark.parametrize("name", [WATERFALL, CHANNELS])
def test_long_names_turn_columns_into_bars_and_are_never_turned_themselves(
    name: str,
) -> None:
    assert not drawn(full_618(), name).chart.horizontal
    long = drawn(long_words(), name).chart
    assert long.horizontal
    assert all(len(text) <= 18 for text in long.categories)
    assert any(text.endswith("…") for text in long.categories)


def test_a_name_of_words_stands_below_its_column_in_two_lines() -> None:
    facts = full_618()
    block = facts.blocks["drivers"]
    named = tuple((Label("", "Private domain"), *row[1:]) for row in block.rows)
    same = with_blocks(facts, replace(block, rows=named))
    assert not drawn(same, "gap_waterfall", "en").chart.horizontal
    assert len(LONG_NAME) > 80
