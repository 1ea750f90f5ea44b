"""Who came and what came back: new users and customers, refunds, service."""

from __future__ import annotations

import numpy as np

from promo_xl.derive.story import Story
from promo_xl.derive.wording import fixed, share
from promo_xl.facts import Block, Claim, Slot
from promo_xl.schema.kinds import NUM
from promo_xl.schema.label import Label
from promo_xl.schema.show import Shown


def users(story: Story) -> Block:
    """New users, new customers, members, refunds with their basis and age, service."""
    rows = [row for key, note in _USERS if (row := _user_row(story, key, note))]
    rows += [*_refund_rows(story), *_service_row(story), *_typed_row(story)]
    heads = (Label("指标", "Metric"), Label("数值", "Value"), Label("说明", "Meaning"))
    return Block("users", Label("用户与售后", "Users and after-sales"), heads, tuple(rows))


_USERS: tuple[tuple[str, Label], ...] = (
    ("new_users", Label("注册口径，逐日相加", "Registrations, added up by day")),
    (
        "new_share",
        Label("新客数÷支付买家数，逐日相加", "New buyers ÷ buyers, added up by day"),
    ),
    ("members", Label("新增入会，逐日相加", "New members, added up by day")),
    ("member_cvr", Label("新增会员÷新增注册用户", "New members ÷ new users")),
)


def _user_row(story: Story, key: str, note: Label) -> tuple[Slot, ...] | None:
    figure = story.figure(f"campaign.{key}")
    if figure.blank:
        return None
    return (figure.label, figure, _against_goal(story, key) or note)


def _against_goal(story: Story, key: str) -> Label | None:
    """Say how a figure stands to the campaign's goal for it."""
    for one in story.goals:
        metric = one.aim.metric
        if metric is None or metric.key != key or not story.is_whole(one) or not one.status:
            continue
        target = story.goal_figure(one, "target")
        if target.blank or np.isnan(one.completion):
            continue
        paced = one.status.endswith("pace")
        slots: dict[str, Slot] = {
            "x": target,
            "rate": share(one.pace if paced else one.completion),
            "word": story.status(one),
        }
        words = Label("目标{x}，完成{rate}（{word}）", "goal {x}, {rate} done ({word})")
        if paced:
            words = Label(
                "目标{x}，为应到的{rate}（{word}）", "goal {x}, {rate} of expected ({word})"
            )
        return fixed(Claim(words, slots))
    return None


def _refund_rows(story: Story) -> list[tuple[Slot, ...]]:
    rate, ripe = story.figure("campaign.refund_rate"), story.d.ops.service.ripeness
    if rate.blank:
        return []
    rows: list[tuple[Slot, ...]] = [(rate.label, rate, refund_basis(story))]
    if ripe is not None:
        slots: dict[str, Slot] = {
            "a": f"{ripe.newest:.0f}",
            "b": f"{ripe.oldest:.0f}",
            "n": f"{ripe.days:.0f}",
        }
        words = Label(
            "已过{n}天成熟期的GMV占比；支付距今{a}–{b}天",
            "Share of GMV past its {n} days; paid {a}–{b} days ago",
        )
        figure = story.figure("campaign.refund_maturity")
        rows.append((figure.label, figure, fixed(Claim(words, slots))))
    return rows


def refund_basis(story: Story) -> Label:
    """Say by which date refunds are counted."""
    words = set(story.book["daily"]["refund_basis"].tolist()) - {None}
    if words == {"by_pay_date"}:
        return Label("退款金额÷GMV，按支付日", "Refunds ÷ GMV, by pay date")
    return Label("退款金额÷GMV，按退款日", "Refunds ÷ GMV, by refund date")


def _service_row(story: Story) -> list[tuple[Slot, ...]]:
    figure = story.figure("campaign.cs_seconds")
    rows: list[tuple[Slot, ...]] = []
    if not figure.blank:
        weighted = story.d.ops.service.weighted
        note = (
            Label("按会话数加权平均", "Mean weighted by sessions")
            if weighted
            else Label("各日简单平均（无会话数）", "Plain mean (no sessions known)")
        )
        seconds = Shown(figure.number, NUM, digits=0 if figure.number >= 10 else 1)
        value = fixed(Claim(Label("{x}秒", "{x} s"), {"x": seconds}))
        rows.append((figure.label, value, note))
    complaints = story.figure("campaign.complaints")
    if not complaints.blank:
        rows.append((complaints.label, complaints, Label("逐日相加", "Added up by day")))
    return rows


def _typed_row(story: Story) -> list[tuple[Slot, ...]]:
    """Say what no export has, where people typed it as a goal's actual."""
    rows: list[tuple[Slot, ...]] = []
    for one in story.goals:
        metric = one.aim.metric
        if metric is not None and metric.key == "repurchase" and not np.isnan(one.actual):
            figure = story.goal_figure(one, "actual")
            rows.append((metric.label, figure, Label("手工填报", "Typed by hand")))
    return rows[:1]
