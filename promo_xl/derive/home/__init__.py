"""What stands on 首页: how complete the data are, yesterday, to date, what is needed."""

from __future__ import annotations

from collections.abc import Mapping
from math import isnan

import numpy as np

from promo_xl.derive.blocks.days import day_name
from promo_xl.derive.claims import claim_line
from promo_xl.derive.figures import basis_words
from promo_xl.derive.goals import Progress
from promo_xl.derive.home.lists import alerts, todos
from promo_xl.derive.home.next import next_steps
from promo_xl.derive.home.sheets import monitor_line, review_strip, tab_slots
from promo_xl.derive.home.strip import channel_strip
from promo_xl.derive.pacing import current_phase
from promo_xl.derive.scope import SHOP, field
from promo_xl.derive.story import Story
from promo_xl.derive.wording import (
    before_number,
    fixed,
    long_day,
    room,
    share,
    short_day,
    wan,
)
from promo_xl.facts import Claim, Figure, Slot
from promo_xl.schema.label import Label
from promo_xl.schema.show import DASH

TILES = 4
_ONE_MORE = Label("可再加一个目标", "Room for one more goal")
Home = Mapping[str, Slot | Claim]


def make_home(story: Story) -> Home:
    """Fill every slot of 首页; None is an empty cell."""
    numbers = {**_yesterday(story), **_to_date(story), **_costs(story)}
    return {
        **_head(story),
        **_tiles(story),
        **{key: DASH if said is None else said for key, said in numbers.items()},
        **alerts(story),
        **todos(story),
        "claim_line": claim_line(story),
        "daily_claim_line": claim_line(story),
        "monitor_line": monitor_line(story),
        **review_strip(story),
        **channel_strip(story),
        **tab_slots(story.book),
    }


def _head(story: Story) -> dict[str, Slot | Claim]:
    book = story.book
    return {
        "title": field(book, "project_name"),
        "subtitle": _subtitle(story),
        "goal_line": field(book, "core_goal") or _goal_line(story),
        "through": _through(story),
        "basis_line": _basis_line(story),
    }


def _subtitle(story: Story) -> Label | None:
    first, last = story.d.scope.period
    parts = []
    if not isnan(first) and not isnan(last):
        days = f"{long_day(first)} — {long_day(last)}"
        parts.append(Label(f"推广周期 {days}", days))
    phase = current_phase(story.book["phases"], story.d.scope.day)
    if phase is not None:
        name = story.phase_name(phase)
        parts.append(Label(f"当前阶段：{name.zh}", f"Phase: {name.en}"))
    elif not isnan(last) and story.d.scope.day > last:
        parts.append(Label("活动已结束", "Ended"))
    owner = story.person(field(story.book, "owner"))
    if owner:
        parts.append(Label(f"负责人：{owner}", f"Owner: {owner}"))
    if not parts:
        return None
    return Label(" | ".join(p.zh for p in parts), " | ".join(p.en for p in parts))


def _goal_line(story: Story) -> Label | None:
    found = [one for one in story.goals if one.aim.channel is None][:TILES]
    said = [
        fixed(
            Claim(
                Label("{name}{x}", "{name} {x}"),
                {
                    "name": before_number(story.goal_name(one)),
                    "x": story.goal_figure(one, "target"),
                },
            )
        )
        for one in found
        if not story.goal_figure(one, "target").blank
    ]
    if not said:
        return None
    return Label(
        "核心目标：" + " · ".join(one.zh for one in said),
        "Goals: " + " · ".join(one.en for one in said),
    )


def _through(story: Story) -> Claim | None:
    through = story.d.scope.through
    if isnan(through.day):
        return next_steps(story)
    slots: dict[str, Slot] = {"day": long_day(through.day)}
    if not through.stale:
        return Claim(Label("数据截至 {day}", "Data to {day}"), slots)
    late = [
        f"{story.channel_name(one, 10)}({_last(through.channels[one])})"
        for one in through.stale
    ]
    slots["names"] = Label("、".join(late), ", ".join(late))
    words = Label("数据截至 {day}；缺：{names}", "Data to {day}; missing: {names}")
    return Claim(words, slots)


def _last(day: float) -> str:
    return "—" if isnan(day) else short_day(day)


def _basis_line(story: Story) -> Label:
    basis = basis_words(story.d)
    shop = story.d.scope.level == SHOP
    level = (
        Label("店铺大盘", "shop totals") if shop else Label("渠道归因", "channel claims")
    )
    return Label(f"口径：{level.zh} · {basis.zh}", f"Basis: {level.en}, {basis.en}")


def _tiles(story: Story) -> dict[str, Slot | Claim]:
    goals = [one for one in story.goals if one.aim.channel is None][:TILES]
    found = [_goal_tile(story, one) for one in goals]
    found += [*_money_tiles(story)][: TILES - len(found)]
    free = TILES - len(found)
    unfilled = isnan(story.d.scope.through.day)
    found += [_tile(label=_ONE_MORE if unfilled and not i else None) for i in range(free)]
    return {
        f"tile{i}_{key}": value
        for i, tile in enumerate(found, 1)
        for key, value in tile.items()
    }


def _tile(**known: Slot) -> dict[str, Slot]:
    keys = ("label", "value", "target", "rate", "word", "pace")
    return {key: known.get(key) for key in keys}


def _goal_tile(story: Story, one: Progress) -> dict[str, Slot]:
    target, actual = story.goal_figure(one, "target"), story.goal_figure(one, "actual")
    limit = story.at_most(one)
    words = Label("上限 {x}", "limit {x}") if limit else Label("目标 {x}", "goal {x}")
    return _tile(
        label=story.goal_dated(one, 14),
        value=_amount(actual) or DASH,
        target=None if target.blank else fixed(Claim(words, {"x": target})),
        rate=None if limit or isnan(one.completion) else one.completion,
        word=story.status(one) if one.status else None,
        pace=_pace(story, one),
    )


def _pace(story: Story, one: Progress) -> Label | None:
    if story.at_most(one):
        return None if isnan(one.headroom) else room(one.headroom, " ")
    if story.running and not isnan(one.pace):
        return _labelled("进度 {x}", "pace {x}", one.pace)
    return _labelled("完成 {x}", "{x} done", one.completion)


def _labelled(zh: str, en: str, fraction: float) -> Label | None:
    return None if isnan(fraction) else fixed(Claim(Label(zh, en), {"x": share(fraction)}))


def _money_tiles(story: Story) -> list[dict[str, Slot]]:
    """Fill free tiles with what everyone asks for next: input and return."""
    spent, budget = story.figure("campaign.input_total"), story.planned
    roi, ads = story.figure("campaign.roi_total"), story.figure("campaign.roi_ads")
    gmv, orders = story.figure("campaign.gmv"), story.figure("campaign.orders")
    found = []
    if story.main is None and not gmv.blank:
        known = _said("订单数 {x}", "orders {x}", orders)
        found.append(_tile(label=gmv.label, value=_amount(gmv), target=known))
    if not spent.blank:
        rate = spent.number / budget.number if budget.number else float("nan")
        within = (
            Label("预算内", "within budget") if rate <= 1 else Label("超支", "over budget")
        )
        found.append(
            _tile(
                label=spent.label,
                value=_amount(spent),
                target=_said("预算 {x}", "budget {x}", budget),
                rate=None if isnan(rate) else rate,
                word=None if isnan(rate) else within,
                pace=_labelled("执行 {x}", "{x} spent", rate),
            )
        )
    if not roi.blank:
        known = _said("投放ROI {x}", "ad ROI {x}", ads)
        found.append(_tile(label=roi.label, value=_amount(roi), target=known))
    return found


def _said(zh: str, en: str, figure: Figure) -> Label | None:
    return None if figure.blank else fixed(Claim(Label(zh, en), {"x": figure}))


def _amount(figure: Figure) -> Label | None:
    return _said("{x}", "{x}", figure)


def _money(amount: float) -> Label | None:
    return None if isnan(amount) else fixed(Claim(Label("{x}", "{x}"), {"x": wan(amount)}))


def _yesterday(story: Story) -> dict[str, Slot | Claim]:
    """Say the last complete day; it is named where it is not yesterday."""
    scope = story.d.scope
    day = scope.through.day
    gmv = story.number(f"{day_name(day)}.gmv") if day == day else float("nan")
    said = _money(gmv)
    if day != scope.day - 1:
        said = _dated(said, day, "{x}（{day}）", "{x} ({day})")
    target = story.d.curve.on(day) if day == day else float("nan")
    return {
        "yesterday_gmv": said,
        "yesterday_target": _money(target),
        "yesterday_ly": _last_year(story),
    }


def _dated(said: Label | None, day: float, zh: str, en: str) -> Label | None:
    """Name the day an amount speaks of, where a reader would take it for another."""
    if said is None or isnan(day):
        return said
    when = short_day(day)
    return Label(zh.format(x=said.zh, day=when), en.format(x=said.en, day=when))


def _last_year(story: Story) -> Label | None:
    """Say the same T-day of last year, else that campaign's daily mean where it was typed."""
    day = story.d.scope.through.day
    same = story.d.targets.last_year.get(day)
    if same is not None:
        return _money(same)
    gmv, days = (float(field(story.book, key)) for key in ("ly1_gmv", "ly1_days"))
    if isnan(gmv) or not days > 0:
        return None
    return fixed(Claim(Label("同期日均 {x}", "daily mean {x}"), {"x": wan(gmv / days)}))


def _to_date(story: Story) -> dict[str, Slot | Claim]:
    main = story.main
    gmv = story.number("campaign.gmv")
    if main is None:
        return {
            "todate_gmv": _money(gmv),
            "todate_expected": None,
            "todate_full": None,
            "needed_daily": None,
            "recent_daily": None,
        }
    full = story.goal_figure(main, "target").number
    reached = main.actual if np.isnan(main.to_date) else main.to_date
    said = _money(reached)
    if reached != main.actual:  # the tile counts the days still incomplete too
        said = _dated(said, story.d.scope.through.day, "{x}（至{day}）", "{x} (to {day})")
    return {
        "todate_gmv": said,
        "todate_expected": _money(main.expected),
        "todate_full": _money(full),
        "needed_daily": _money(main.needed),
        "recent_daily": _money(main.recent),
    }


def _costs(story: Story) -> dict[str, Slot | Claim]:
    keys = ("cost", "expense_ratio", "roi_total", "roi_ads")
    return {key: _amount(story.figure(f"campaign.{key}")) for key in keys}
