"""What the tables of operations share: durations, times, names of products and monitors."""

from __future__ import annotations

from datetime import date, datetime
from math import isnan

import numpy as np

from promo_xl.derive.story import Story, word_label
from promo_xl.derive.wording import TABLE_WIDTH, shorten, wan
from promo_xl.facts import Figure, Slot
from promo_xl.schema.kinds import INT, NUM
from promo_xl.schema.label import Label
from promo_xl.schema.show import Shown, said, to_day

TOTAL = Label("合计", "Total")


def lasted(minutes: float) -> Label | None:
    """Say how long something took: 45分钟, 3小时20分, 2天3小时; None where it is unknown."""
    if isnan(minutes) or minutes < 0:
        return None
    whole = round(minutes)
    days, rest = divmod(whole, 1440)
    hours, left = divmod(rest, 60)
    if days:
        more = (f"{hours}小时", f" {hours} h") if hours else ("", "")
        return Label(f"{days}天{more[0]}", f"{days} d{more[1]}")
    if hours:
        more = (f"{left}分", f" {left} min") if left else ("", "")
        return Label(f"{hours}小时{more[0]}", f"{hours} h{more[1]}")
    return Label(f"{left}分钟", f"{left} min")


def when(serial: float) -> datetime | None:
    """Give a moment, None where blank or outside the years people mean."""
    return to_day(serial) if 1 <= serial < 2_000_000 else None


def on_day(serial: float) -> date | None:
    """Give a day, None where blank."""
    found = when(float(np.floor(serial)) if serial == serial else serial)
    return found.date() if found is not None else None


def estimated(amount: float) -> Label | None:
    """Say a loss people put a figure on: always as their estimate."""
    if isnan(amount):
        return None
    x = wan(amount)
    return Label(f"人工估算{said(x, 'zh')}", f"human estimate {said(x, 'en')}")


def product_name(story: Story, i: int, most: float = TABLE_WIDTH) -> str:
    """Give a product's visible name."""
    table = story.book["products"]
    return shorten(str(table["name"][i] or table["sku_id"][i]), most)


def monitor_name(story: Story, i: int) -> Label:
    """Name a monitor's indicator."""
    watch = story.d.ops.monitors.all[i]
    if watch.metric is not None:
        return watch.metric.label
    word = str(story.book["monitor"]["metric"][i])
    return Label(word, word)


def with_unit(story: Story, i: int) -> Label:
    """Name an indicator with the unit its bare numbers are in: 客服响应时长（秒）."""
    name, watch = monitor_name(story, i), story.d.ops.monitors.all[i]
    unit = watch.metric.unit if watch.metric and watch.metric.kind in (INT, NUM) else None
    return Label(f"{name.zh}（{unit.zh}）", f"{name.en} ({unit.en})") if unit else name


def monitor_scope(story: Story, i: int) -> Label | None:
    """Say what a monitor is about: a channel, products, an ad plan, a phase."""
    about = story.d.ops.monitors.all[i].about
    if not about.known:
        text = str(story.book["monitor"]["scope"][i])
        return Label(text, text)
    parts: list[Label] = []
    if about.channel is not None:
        name = story.channel_name(about.channel, TABLE_WIDTH)
        parts.append(Label(name, name))
    if about.skus is not None:
        parts.append(_products(story, about.skus))
    if about.campaign is not None:
        parts.append(Label(about.campaign, about.campaign))
    phase = story.book["monitor"]["phase_id"][i]
    names = story.book["phases"]["phase_id"].tolist()
    if phase in names:
        parts.append(story.phase_name(names.index(phase)))
    if not parts:
        return None
    return Label("·".join(p.zh for p in parts), " · ".join(p.en for p in parts))


def _products(story: Story, skus: tuple[str, ...]) -> Label:
    table = story.book["products"]
    names = table["sku_id"].tolist()
    if len(skus) == 1:
        name = product_name(story, names.index(skus[0]))
        return Label(name, name)
    role = table["role"][names.index(skus[0])]
    said_role = word_label(table, "role", role)
    n = len(skus)
    return Label(f"{said_role.zh}{n}款", f"{n} × {said_role.en.lower()}")


def priced(figure: Figure) -> Slot:
    """Say a price in 元 and cents: in 万 an order value of 234元 would read 0.0."""
    if figure.kind.key != "money" or figure.blank:
        return figure
    return Shown(figure.number, figure.kind, digits=2)


def text(value: object) -> Slot:
    """Give people's own text, None where blank."""
    return None if value is None or not str(value).strip() else str(value).strip()


def choice_word(story: Story, sheet: str, key: str, i: int) -> Label | None:
    """Say the choice of a row, None where blank."""
    table = story.book[sheet]
    word = table[key][i]
    return None if word is None else word_label(table, key, word)
