"""What tables, sentences and the home page tell from: the figures, by name and in order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from math import isnan
from typing import NamedTuple

import numpy as np

from promo_xl.book import Book, Table
from promo_xl.derive.derived import Derived
from promo_xl.derive.gap import Gap, Levers, gmv_gap, gmv_levers
from promo_xl.derive.goals import AT_MOST, Progress
from promo_xl.derive.history import Campaign, past_campaigns, this_campaign
from promo_xl.derive.pacing import main_goal, rank
from promo_xl.derive.phases import PhaseLine
from promo_xl.derive.scope import limit
from promo_xl.derive.wording import TABLE_WIDTH, long_day, short_day, shorten, with_unit
from promo_xl.facts import Figure, Slot
from promo_xl.schema.kinds import NUM
from promo_xl.schema.label import Label

NAN = float("nan")
NONE = Figure("", None, NUM, Label("", ""), why="no_data")


class Over(NamedTuple):
    """Something that cost more than planned."""

    name: str
    planned: float
    spent: float
    owner: str | None
    channel: str | None

    @property
    def excess(self) -> float:
        """元 above the plan."""
        return self.spent - self.planned


@dataclass(frozen=True)
class Story:
    """The figures of one run, and the rows they belong to."""

    d: Derived
    figures: Mapping[str, Figure]

    @property
    def book(self) -> Book:
        """What was read."""
        return self.d.book

    def figure(self, key: str) -> Figure:
        """Give a figure; a blank one where there is none."""
        return self.figures.get(key, NONE)

    def number(self, key: str) -> float:
        """Give a figure's value, NaN where blank."""
        return self.figure(key).number

    @property
    def planned(self) -> Figure:
        """What the campaign may cost: the total budget, else the lines together."""
        total = self.figure("campaign.total_budget")
        return self.figure("campaign.budget") if total.blank else total

    @property
    def running(self) -> bool:
        """Whether the promotion period still runs, or has not begun."""
        return bool(self.d.scope.day < self.d.scope.period[1])

    @cached_property
    def goals(self) -> tuple[Progress, ...]:
        """Goals with a name, the campaign's top goals first."""
        table = self.book["goals"]
        named = [one for one in self.d.goals.all if table["metric"][one.aim.i] is not None]
        return tuple(sorted(named, key=lambda one: self._order(table, one.aim.i)))

    @staticmethod
    def _order(table: Table, i: int) -> tuple[int, int, float, int]:
        part = any(table[key][i] is not None for key in ("channel_id", "phase_id"))
        return (int(part), *rank(table, i))

    def is_whole(self, one: Progress) -> bool:
        """Whether a goal is the campaign's own, not a part of another goal."""
        table, i = self.book["goals"], one.aim.i
        parts = ("parent_id", "channel_id", "phase_id")
        return all(table[key][i] is None for key in parts)

    @cached_property
    def main(self) -> Progress | None:
        """The campaign's GMV goal."""
        i = main_goal(self.book["goals"])
        return None if i is None else self.d.goals.all[i]

    def at_most(self, one: Progress) -> bool:
        """Whether less is better: such a goal has headroom, never a completion."""
        return self.book["goals"]["op"][one.aim.i] in AT_MOST

    def goal_figure(self, one: Progress, key: str) -> Figure:
        """Give a figure of a goal."""
        return self.figure(f"goal.{self.book['goals']['goal_id'][one.aim.i]}.{key}")

    def goal_said(self, one: Progress, key: str) -> Slot:
        """Give a figure of a goal; a bare number is said with its unit: 60秒."""
        figure, metric = self.goal_figure(one, key), one.aim.metric
        if figure.kind is not NUM or figure.blank or metric is None or not metric.unit:
            return figure
        return with_unit(figure, metric.unit)

    def goal_name(self, one: Progress, most: float = 99.0) -> Label:
        """Say what a goal is about: its metric, and its channel or phase."""
        table, i = self.book["goals"], one.aim.i
        metric = one.aim.metric
        word = str(table["metric"][i])
        name = metric.label if metric else Label(word, word)
        about = [part for part in (self._goal_channel(i), self._goal_phase(i)) if part]
        zh = "·".join([*(one.zh for one in about), name.zh])
        en = " · ".join([*(one.en for one in about), name.en])
        return Label(shorten(zh, most), shorten(en, most))

    def goal_dated(self, one: Progress, most: float = 99.0) -> Label:
        """Name a goal, and the day of its actual where its pace speaks of an earlier one."""
        name, day = self.goal_name(one, most), self._told_to(one)
        if isnan(day):
            return name
        said = short_day(day)
        return Label(f"{name.zh}（至{said}）", f"{name.en} (to {said})")

    def _told_to(self, one: Progress) -> float:
        days = self.d.tally.days
        days = days[days <= np.fmin(one.aim.last, self.d.scope.day)]
        late = self.lags(one) and not one.typed
        return float(days[-1]) if late and len(days) else NAN

    def lags(self, one: Progress) -> bool:
        """Whether a goal is judged to an earlier day than its actual speaks of."""
        paced = one.status is not None and one.status.endswith("pace")
        return paced and not isnan(one.to_date) and one.to_date != one.actual

    def _goal_channel(self, i: int) -> Label | None:
        channel = self.book["goals"]["channel_id"][i]
        if channel is None:
            return None
        name = self.channel_name(str(channel), TABLE_WIDTH)
        return Label(name, name)

    def _goal_phase(self, i: int) -> Label | None:
        wanted = self.book["goals"]["phase_id"][i]
        names = self.book["phases"]["phase_id"].tolist()
        return self.phase_name(names.index(wanted)) if wanted in names else None

    def phase_name(self, i: int) -> Label:
        """Say a phase: 爆发 / Burst."""
        return word_label(self.book["phases"], "phase", self.book["phases"]["phase"][i])

    def platform_name(self, name: str) -> Label:
        """Say a platform whose channels share a target: 天猫（平台） / Tmall (platform)."""
        said = word_label(self.book["channels"], "platform", name)
        return Label(f"{said.zh}（平台）", f"{said.en} (platform)")

    def status(self, one: Progress) -> Label:
        """Say the word a goal has earned."""
        return word_label(self.book["goals"], "status", one.status)

    def channel_name(self, channel: str, most: float = 99.0) -> str:
        """Give a channel's visible name."""
        table = self.book["channels"]
        rows = np.flatnonzero(table["channel_id"] == channel).tolist()
        name = table["channel_name"][rows[0]] if rows else None
        return shorten(str(name or channel), most)

    def person(self, owner: object) -> str | None:
        """Give the visible name of a person."""
        if owner is None:
            return None
        team = self.book["team"]
        names = dict(zip(team["person_id"].tolist(), team["name"].tolist(), strict=True))
        return str(names.get(owner) or owner)

    def too_few(self, prefix: str, key: str) -> bool:
        """Whether a rate stands on fewer clicks or orders than the settings ask for."""
        base, least = (
            ("clicks", limit(self.book, "min_clicks", 100))
            if key in ("ctr", "cpc", "cvr_click")
            else ("orders", limit(self.book, "min_orders", 30))
        )
        return bool(self.number(f"{prefix}.{base}") < least)

    @cached_property
    def gap(self) -> Gap | None:
        """The way from the GMV goal to the actual, along one dimension."""
        return gmv_gap(self.d)

    @cached_property
    def levers(self) -> Levers | None:
        """The way from planned to actual GMV by visitors, conversion, order value."""
        return gmv_levers(self.d)

    @cached_property
    def past(self) -> tuple[Campaign, ...]:
        """The last campaigns, as typed, the latest first."""
        return past_campaigns(self.book)

    @cached_property
    def now(self) -> Campaign:
        """This campaign in the figures it is compared in."""
        gmv, refunds = self.number("campaign.gmv"), self.number("campaign.refund_rate")
        return this_campaign(self.d, refunds, gmv)

    @property
    def phases(self) -> tuple[PhaseLine, ...]:
        """Each phase against its target, in order of time."""
        return self.d.phases

    @cached_property
    def best_day(self) -> tuple[float, float] | None:
        """The highest GMV of a complete day, and that day."""
        through = self.d.scope.through.day
        days = [day for day in self.d.tally.days.tolist() if 0 < day <= through]
        found = [(self.number(f"day.{long_day(day)}.gmv"), day) for day in days]
        known = [pair for pair in found if pair[0] == pair[0]]
        return max(known, key=lambda pair: (pair[0], -pair[1]), default=None)

    @cached_property
    def over(self) -> tuple[Over, ...]:
        """Budget lines and channels that cost more than planned, the dearest first."""
        found = [*self._over_lines(), *self._over_channels()]
        return tuple(sorted(found, key=lambda one: (-one.excess, one.name)))

    def _over_lines(self) -> list[Over]:
        table, spent = self.book["budget"], self.d.ledger.spent
        return [
            Over(
                self.line_name(i),
                float(table["planned"][i]),
                float(spent[i]),
                self.person(table["owner"][i]),
                table["channel_id"][i],
            )
            for i in np.flatnonzero(spent > table["planned"]).tolist()
        ]

    def line_name(self, i: int) -> str:
        """Name a budget line: its item, else its channel, else its category."""
        table = self.book["budget"]
        channel = table["channel_id"][i]
        named = table["item"][i] or (channel and self.channel_name(str(channel)))
        category = word_label(table, "category", table["category"][i])
        return str(named or category.say(self.book.lang))

    def _over_channels(self) -> list[Over]:
        channels = self.book["channels"]
        lined = set(self.book["budget"]["channel_id"].tolist())
        spend = self.d.columns.of("channels", "spend")
        typed = channels["budget_typed"]
        return [
            Over(
                self.channel_name(name),
                float(typed[i]),
                float(spend[i]),
                self.person(channels["owner"][i]),
                name,
            )
            for i, name in enumerate(channels["channel_id"].tolist())
            if name not in lined and spend[i] > typed[i]
        ]


def word_label(table: Table, key: str, word: object) -> Label:
    """Give the words of a choice in both languages; a team's own word stays as it is."""
    choices = table.sheet[key].kind.choices
    for item in choices.items if choices else ():
        if item.key == word:
            return item.label
    text = "" if word is None else str(word)
    return Label(text, text)
