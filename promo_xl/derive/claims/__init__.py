"""The computed sentences of report and deck: a number and a judgement, never a cause.

Over 300 lines, since every sentence stands here in both languages.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache, partial

import numpy as np

from promo_xl.derive.claims.channels import channels_conclusion, channels_title
from promo_xl.derive.claims.gap import (
    gap_conclusion,
    gap_title,
    last_year_title,
    levers_title,
    phases_title,
)
from promo_xl.derive.claims.money import money_conclusion, money_title
from promo_xl.derive.claims.ops import OPS_CLAIMS, ops_decisions
from promo_xl.derive.goals import Progress
from promo_xl.derive.lazy import Lazy
from promo_xl.derive.scope import SHOP
from promo_xl.derive.story import Story
from promo_xl.derive.wording import (
    NAME_WIDTH,
    before_number,
    clamped,
    fitting,
    fixed,
    joined,
    listed,
    long_day,
    lowered,
    room,
    share,
    short_day,
    wan,
)
from promo_xl.facts import Claim, Figure, Slot
from promo_xl.schema.label import Label

Maybe = Claim | None
REACHED = frozenset({"reached", "on_pace", "within_limit"})


def make_claims(story: Story) -> Mapping[str, Claim]:
    """Make every sentence there is something to say for."""
    makers: dict[str, Callable[[Story], Maybe]] = {
        "headline": headline,
        "goals_title": goals_title,
        "channels_title": channels_title,
        "money_title": money_title,
        "curve_title": curve_title,
        "gap_title": gap_title,
        "levers_title": levers_title,
        "last_year_title": last_year_title,
        "phases_title": phases_title,
        "claim_line": claim_line,
        "source_goals": lambda s: source(s, "goals"),
        "source_channels": lambda s: source(s, "channels"),
        "source_money": lambda s: source(s, "budget"),
        "source_gap": lambda s: source(s, "goals"),
        "source_curve": lambda s: source(s, "day_targets" if s.d.curve.typed else "phases"),
        **OPS_CLAIMS,
    }
    found: dict[str, Callable[[], Maybe]] = {
        key: partial(_fitted, story, key, make) for key, make in makers.items()
    }
    for name, said in (
        ("conclusion", cache(lambda: _conclusions(story))),
        ("decision", cache(lambda: ops_decisions(story))),
    ):
        for i in range(MOST):
            found[f"{name}{i + 1}"] = partial(_nth, said, i)
    return Lazy(found)


MOST = 3
"""Conclusions, and decisions, a page has room for."""


def _fitted(story: Story, key: str, make: Callable[[Story], Maybe]) -> Maybe:
    claim, title = make(story), key == "headline" or key.endswith("_title")
    return clamped(claim) if claim is not None and title else claim


def _conclusions(story: Story) -> list[Claim]:
    """Say the goals, the gap and the money; channels where one of them is silent."""
    makers = (goals_conclusion, gap_conclusion, money_conclusion, channels_conclusion)
    return [claim for make in makers if (claim := make(story)) is not None]


def _nth(said: Callable[[], list[Claim]], i: int) -> Maybe:
    return said()[i] if i < len(said()) else None


def headline(story: Story) -> Maybe:
    """Say GMV against its goal: while the campaign runs, against what was expected."""
    gmv = story.figure("campaign.gmv")
    main = story.main
    if main is None or np.isnan(main.actual):
        return _bare_headline(story, gmv)
    if story.running and not np.isnan(main.pace):
        return _running_headline(story, main)
    return _goal_sentence(story, main, Label("GMV", "GMV"))


def _bare_headline(story: Story, gmv: Figure) -> Maybe:
    if gmv.blank:
        return Claim(
            Label("尚无成交数据，暂不下结论", "No sales data yet, nothing to conclude")
        )
    roi = story.figure("campaign.roi_total")
    if roi.blank:
        words = Label("GMV {gmv}，未设GMV目标", "GMV {gmv}, no GMV goal set")
        return Claim(words, {"gmv": gmv})
    words = Label(
        "GMV {gmv}，综合ROI {roi}，未设GMV目标",
        "GMV {gmv}, total ROI {roi}, no GMV goal set",
    )
    return Claim(words, {"gmv": gmv, "roi": roi})


def _running_headline(story: Story, main: Progress) -> Claim:
    slots: dict[str, Slot] = {
        "day": short_day(story.d.goals.answers.through(main.aim)),
        "gmv": wan(main.to_date),
        "pace": share(main.pace),
        "word": lowered(story.status(main)),
        "target": story.goal_figure(main, "target"),
    }
    return fitting(
        Claim(
            Label(
                "截至{day} GMV {gmv}，为应到的{pace}（{word}），全期目标{target}",
                "To {day} GMV {gmv}, {pace} of expected ({word}); goal {target}",
            ),
            slots,
        ),
        Claim(
            Label(
                "截至{day} GMV {gmv}，为应到的{pace}（{word}）",
                "To {day} GMV {gmv}, {pace} of expected ({word})",
            ),
            slots,
        ),
    )


def _goal_sentence(story: Story, one: Progress, name: Label) -> Claim:
    """Say `GMV 480.0万元，完成目标96.0%（接近），差20.0万元`."""
    gap = _gap(story, one)
    slots: dict[str, Slot] = {
        "name": before_number(name),
        "x": story.goal_said(one, "actual"),
        "rate": story.goal_figure(one, "completion"),
        "word": lowered(story.status(one)),
        "gap": gap or "",
        "target": story.goal_figure(one, "target"),
    }
    if one.status is None:  # nothing to judge: no target, or no complete day yet
        return Claim(Label("{name}{x}，目标{target}", "{name} {x}, goal {target}"), slots)
    adjusted = not story.goal_figure(one, "completion_adjusted").blank
    slots["goal"] = _ORIGINAL if adjusted else _GOAL
    whole = Label(
        "{name}{x}，完成{goal}{rate}（{word}），{gap}",
        "{name} {x}, {rate} of {goal} ({word}), {gap}",
    )
    short = Label(
        "{name}{x}，完成{goal}{rate}（{word}）", "{name} {x}, {rate} of {goal} ({word})"
    )
    bare = Claim(short, slots)
    return fitting(Claim(whole, slots), bare) if gap else bare


_GOAL = Label("目标", "goal")
_ORIGINAL = Label("原目标", "original goal")
"""Said where the goal was adjusted later: the headline stands by the first."""


def _gap(story: Story, one: Progress) -> Label | None:
    figure = story.goal_figure(one, "target")
    gap = one.actual - figure.number
    if np.isnan(gap) or gap == 0 or figure.kind.key not in ("money", "int"):
        return None
    words = Label("超{x}", "{x} above") if gap > 0 else Label("差{x}", "{x} short")
    amount = wan(abs(gap)) if figure.kind.key == "money" else _number(figure, abs(gap))
    return fixed(Claim(words, {"x": amount}))


def _number(figure: Figure, amount: float) -> Figure:
    return Figure(figure.key, amount, figure.kind, figure.label)


def goal_sentence(story: Story, one: Progress) -> Claim:
    """Say one goal; a ≤ goal by its headroom."""
    name = story.goal_name(one, NAME_WIDTH + 2)
    slots: dict[str, Slot] = {
        "name": before_number(name),
        "x": story.goal_said(one, "actual"),
        "target": story.goal_said(one, "target"),
        "word": lowered(story.status(one)),
        "room": "" if np.isnan(one.headroom) else room(one.headroom),
        "pace": share(one.pace),
    }
    if story.at_most(one):
        words = Label(
            "{name}{x}，上限{target}（{word}），{room}",
            "{name} {x}, limit {target} ({word}), {room}",
        )
        return Claim(words, slots)
    if one.status is not None and one.status.endswith("pace"):
        zh, en = (
            "{name}{x}，为应到的{pace}（{word}）",
            "{name} {x}, {pace} of expected ({word})",
        )
        if story.lags(one):  # a pace speaks of the day where data are complete
            day = short_day(story.d.goals.answers.through(one.aim))
            slots |= {"x": story.goal_said(one, "to_date"), "day": day}
            zh, en = "截至{day}" + zh, "To {day} " + en
        return Claim(Label(zh, en), slots)
    return _goal_sentence(story, one, name)


def _told(story: Story) -> list[Progress]:
    return [one for one in story.goals if not np.isnan(one.actual) and one.status]


def goals_conclusion(story: Story) -> Maybe:
    """Say the top goal after GMV, and the one furthest from being reached."""
    others = [one for one in _told(story) if one is not story.main]
    if not others:
        main = story.main
        return goal_sentence(story, main) if main and not np.isnan(main.actual) else None
    whole = [one for one in others if story.is_whole(one)] or others
    first = goal_sentence(story, whole[0])
    rest = [one for one in whole[1:] if one.status not in REACHED]
    if not rest or whole[0].status not in REACHED:
        return first
    worst = min(rest, key=_distance)
    return joined(first, goal_sentence(story, worst))


def _distance(one: Progress) -> float:
    """Rank goals by how far they are: a limit passed by 20 % is as far as 80 % reached."""
    if not np.isnan(one.headroom):
        return 1 + one.headroom
    return float(np.nan_to_num(_judged(one), nan=1.0))


def goals_title(story: Story) -> Maybe:
    """Say how many top goals are reached (or on track), and the one furthest behind.

    Parts of a goal are left out where there are wholes: they would count it twice.
    """
    every = _told(story)
    told = [one for one in every if story.is_whole(one)] or every
    if not told:
        return None
    reached = [one for one in told if one.status in REACHED]
    slots: dict[str, Slot] = {"n": str(len(told)), "m": str(len(reached))}
    slots["top"] = _TOP if len(told) < len(every) else Label("", "")
    head = _RUNNING if any(_paced(one) for one in told) else _ENDED
    counted = Claim(head, slots)
    rest = [one for one in told if one.status not in REACHED and not story.at_most(one)]
    if not rest:
        over = [one for one in told if one.status == "over_limit"]
        return _goals_over(story, over[0], slots) if over else counted
    worst = min(rest, key=_judged)
    slots |= {
        "name": story.goal_name(worst, NAME_WIDTH),
        "rate": share(_judged(worst)),
        "word": lowered(story.status(worst)),
    }
    paced = Label("{name}为应到的{rate}", "{name} at {rate} of expected")
    part = paced if _paced(worst) else Label("{name}完成{rate}", "{name} at {rate}")
    short = Label(f"{head.zh}，{part.zh}", f"{head.en}; {part.en}")
    whole = Label(short.zh + "（{word}）", short.en + " ({word})")
    return fitting(Claim(whole, slots), Claim(short, slots), counted)


_TOP = Label("总", "top ")
"""Said where the page shows parts of goals too, so that its rows are not counted."""
_ENDED = Label("{n}项{top}目标{m}项达成", "{m} of {n} {top}goals reached")
_RUNNING = Label("{n}项{top}目标{m}项达到进度", "{m} of {n} {top}goals on track")


def _judged(one: Progress) -> float:
    return one.pace if _paced(one) else one.completion


def _paced(one: Progress) -> bool:
    return one.status is not None and one.status.endswith("pace")


def _goals_over(story: Story, one: Progress, slots: Mapping[str, Slot]) -> Claim:
    words = Label(
        "{n}项{top}目标{m}项达成，{name}超标",
        "{m} of {n} {top}goals met; {name} over its limit",
    )
    return Claim(words, {**slots, "name": story.goal_name(one, NAME_WIDTH)})


def curve_title(story: Story) -> Maybe:
    """Say the best day, and how the total stands to the day targets."""
    if story.best_day is None:
        return None
    most, day = story.best_day
    slots: dict[str, Slot] = {"day": short_day(day), "gmv": wan(most)}
    top = Claim(
        Label("{day}单日GMV {gmv}，全期最高", "{day} was the best day with GMV {gmv}"),
        slots,
    )
    if story.main is None or np.isnan(story.main.pace):
        return top
    words = Label(
        "{day}单日GMV {gmv}最高，累计为日目标的{pace}",
        "{day} peaked at {gmv}; the total is {pace} of day targets",
    )
    return fitting(Claim(words, {**slots, "pace": share(story.main.pace)}), top)


def claim_line(story: Story) -> Maybe:
    """Say how far the channels' claims overlap the shop's total."""
    figure = story.figure("campaign.claim_share")
    if not figure.blank:
        words = Label(
            "归因合计为大盘的{x}，渠道间有重复，不可相加",
            "Claims add up to {x} of the shop's total; channels overlap and must not be added",
        )
        return Claim(words, {"x": figure})
    if story.d.scope.level == SHOP or story.figure("campaign.gmv").blank:
        return None
    if story.d.scope.shop.any():
        return Claim(
            Label(
                "店铺大盘未覆盖每天，成交为渠道归因合计，渠道间可能重复",
                "Shop totals miss days: sales are channel claims, which may overlap",
            )
        )
    return Claim(
        Label(
            "未导入店铺大盘，成交为渠道归因合计，渠道间可能重复",
            "No shop totals loaded: sales are channel claims, which may overlap",
        )
    )


def source(story: Story, sheet: str) -> Maybe:
    """Say where a page's figures come from."""
    if not len(story.book[sheet]) and story.figure("campaign.gmv").blank:
        return None
    titles = [story.book[one].title for one in dict.fromkeys((sheet, "daily"))]
    level = (
        Label("店铺大盘", "shop")
        if story.d.scope.level == SHOP
        else Label("渠道归因", "channel claims")
    )
    slots: dict[str, Slot] = {
        "sheets": Label("".join(f"《{one}》" for one in titles), listed(titles).en),
        "level": level,
        "day": long_day(story.d.scope.through.day),
    }
    if np.isnan(story.d.scope.through.day):
        return Claim(Label("数据来源：{sheets}", "Source: {sheets}"), slots)
    words = Label(
        "数据来源：{sheets}，{level}，截至{day}", "Source: {sheets}; {level}; to {day}"
    )
    return Claim(words, slots)
