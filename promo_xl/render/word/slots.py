"""What a block's cell is to a template: a plain value, a text, a level."""

from __future__ import annotations

from datetime import date, datetime

from promo_xl.facts import Figure, Slot, slot_text
from promo_xl.schema.label import Label
from promo_xl.schema.show import Shown, to_day

Plain = str | int | float | bool | None
_LEVELS = {
    "达成": "good",
    "达标": "good",
    "进度正常": "good",
    "接近": "watch",
    "进度接近": "watch",
    "落后": "bad",
    "未达": "bad",
    "超标": "bad",
    "超支": "bad",
    "进度落后": "bad",
    "进度未达": "bad",
}
_LEVELS |= dict.fromkeys(
    ("预警", "紧急", "严重", "延期", "逾期", "已逾期", "缺货", "驳回", "失败"), "bad"
)
_LEVELS |= dict.fromkeys(("临界", "关注", "待处理", "处理中", "审批中"), "watch")
_STARTS = (
    ("部分已批", "watch"),
    ("未批", "watch"),
    ("未提交", "watch"),
    ("低于", "bad"),
    ("已逾期", "bad"),
    ("逾期", "bad"),
    ("延误", "bad"),
)
"""Words that go on with a number: 部分已批 2/3, 逾期3天."""
LIMIT_WORDS = ("达标", "超标")
_NAMES = {
    "good": Label("好", "good"),
    "watch": Label("注意", "watch"),
    "bad": Label("差", "bad"),
}
_KEYS = ("date", "datetime")


def as_float(slot: Slot) -> float | None:
    """Give the number in a cell, None where it is blank or not a number."""
    value = slot.value if isinstance(slot, Figure | Shown) else slot
    if isinstance(value, bool) or not isinstance(value, int | float) or value != value:
        return None
    return float(value)


def as_plain(slot: Slot, lang: str) -> Plain:
    """Give a cell as a template computes with it: number, ISO date or text."""
    if slot is None or isinstance(slot, str):
        return slot or None
    if isinstance(slot, Label):
        return slot.say(lang) or None
    if isinstance(slot, Figure | Shown) and slot.kind.key in _KEYS:
        number = as_float(slot)
        return None if number is None else _iso(to_day(number))
    if isinstance(slot, datetime):
        return _iso(slot)
    if isinstance(slot, date):
        return slot.isoformat()
    number = as_float(slot)
    if number is not None:
        return number
    return as_text(slot, lang)


def as_text(slot: Slot, lang: str) -> str | None:
    """Give a cell as it is said, None where it is blank."""
    value = slot.value if isinstance(slot, Figure | Shown) else slot
    if value is None or value == "" or value != value:
        return None
    return slot_text(slot, lang)


def level_of(slot: Slot) -> str:
    """Give the level of a completion word: good, watch, bad or ""."""
    word = slot_text(slot, "zh")
    return _LEVELS.get(word) or next(
        (level for start, level in _STARTS if word.startswith(start)), ""
    )


def level_name(level: str, lang: str) -> str:
    """Say a level as templates compare it."""
    return _NAMES[level].say(lang) if level else ""


def _iso(moment: datetime) -> str:
    timed = moment.hour or moment.minute or moment.second
    return moment.isoformat(" ", "minutes") if timed else moment.date().isoformat()
