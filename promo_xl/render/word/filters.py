"""The formats a template may ask for: `{{ c.花费|万元 }}`. Blank is a dash, never 0."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from promo_xl.ooxml.xmltext import escape
from promo_xl.render.word.widths import shorten
from promo_xl.schema.label import Label
from promo_xl.schema.show import DASH, money, percent

MINUS = "−"
_MAX_DIGITS = 6
_COLORS = {  # only what is out of the ordinary; 好 and good stay plain
    "差": "C8402B",
    "bad": "C8402B",
    "注意": "9A5B00",
    "watch": "9A5B00",
}
_LINK = "2456C8"
_PIECE = re.compile(r"%([Ymd])")


@dataclass(frozen=True, slots=True)
class Format:
    """One filter: its name in both languages, what it does, and an example of it."""

    name: Label
    says: Label
    example: str
    apply: Callable[..., object]


def _number(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return None if value != value else float(value)


def _other(value: object) -> str:
    return DASH if value is None or value == "" or value != value else str(value)


def _places(digits: object) -> int:
    number = digits if isinstance(digits, int) else 0
    return max(0, min(number, _MAX_DIGITS))


def _fixed(number: float, digits: object) -> str:
    text = f"{number:,.{_places(digits)}f}"
    if not text.strip("-0.,"):
        text = text.lstrip("-")
    return text.replace("-", MINUS)


def wan(value: object, digits: object = 1) -> str:
    """Show 元 in 万, without the unit: the table's head names it."""
    number = _number(value)
    return _other(value) if number is None else _fixed(number / 1e4, digits)


def thousands(value: object, digits: object = 1) -> str:
    """Show 元 in thousands, without the unit: the table's head names it."""
    number = _number(value)
    return _other(value) if number is None else _fixed(number / 1e3, digits)


def amount(value: object) -> str:
    """Show 元 in 万 with the unit: 480.0万元."""
    number = _number(value)
    return _other(value) if number is None else money(number, "zh", wan=True)


def short_money(value: object) -> str:
    """Show 元 as K or M: ¥4.80M."""
    number = _number(value)
    return _other(value) if number is None else money(number, "en", wan=True)


def rate(value: object, digits: object = 1) -> str:
    """Show a fraction as a percent; 100 % is never reached by rounding."""
    number = _number(value)
    return _other(value) if number is None else percent(number, _places(digits))


def fixed(value: object, digits: object = 2) -> str:
    """Show a ratio with fixed decimals."""
    number = _number(value)
    return _other(value) if number is None else _fixed(number, digits)


def whole(value: object) -> str:
    """Show a count with thousands separators."""
    number = _number(value)
    return _other(value) if number is None else _fixed(number, 0)


def day(value: object, form: object = "%Y-%m-%d") -> str:
    """Show a date (ISO text) in another form; %Y %m %d stand for its parts."""
    try:
        found = date.fromisoformat(str(value)[:10])
    except ValueError:
        return _other(value)
    parts = {"Y": f"{found.year:04}", "m": f"{found.month:02}", "d": f"{found.day:02}"}
    return _PIECE.sub(lambda m: parts[m.group(1)], str(form))


def count(value: object) -> int:
    """Count the rows of a list; for conditions."""
    return len(value) if isinstance(value, list) else 0


class Whole(list[object]):
    """A list told in full whatever a template would cut: for the team's own copy."""


def first(value: object, most: object = 10) -> object:
    """Give the first rows of a list."""
    if isinstance(value, Whole):
        return value
    return value[: _rows(most)] if isinstance(value, list) else value


def beyond(value: object, most: object = 10) -> int:
    """Count the rows beyond the first ones: 0 where all are shown."""
    return 0 if isinstance(value, Whole) else max(0, count(value) - _rows(most))


def _rows(most: object) -> int:
    return max(0, most) if isinstance(most, int) else 10


def short(value: object, most: object = 24) -> str:
    """Cut words to so many full-width characters, and end them with …"""
    return shorten(_other(value), float(most) if isinstance(most, int) else 24.0)


def linked(value: object, anchor: object = "") -> str:
    """Show a text as a link to a bookmark of the same document."""
    text = _other(value)
    return Markup(
        f'</w:t></w:r><w:hyperlink w:anchor="{escape(str(anchor))}" w:history="1"><w:r>'
        f'<w:rPr><w:color w:val="{_LINK}"/></w:rPr><w:t xml:space="preserve">{escape(text)}'
        '</w:t></w:r></w:hyperlink><w:r><w:t xml:space="preserve">'
    )


def colored(value: object, level: object = "") -> str:
    """Show a word in the colour of its level, bold; plain where the level is none."""
    text = _other(value)
    color = _COLORS.get(str(level))
    if color is None:
        return text
    return Markup(
        "</w:t></w:r><w:r><w:rPr><w:b/>"
        f'<w:color w:val="{color}"/></w:rPr><w:t xml:space="preserve">{escape(text)}'
        '</w:t></w:r><w:r><w:t xml:space="preserve">'
    )


FORMATS = (
    Format(
        Label("万元", "wan"),
        Label("元 → 万，一位小数，不带单位", "yuan in 10,000s, without unit"),
        "{{ c.花费|万元 }} → 36.0",
        wan,
    ),
    Format(
        Label("千元", "thousand"),
        Label("元 → 千元，一位小数，不带单位", "yuan in 1,000s, one decimal, without unit"),
        "{{ c.spend|thousand }} → 360.0",
        thousands,
    ),
    Format(
        Label("金额", "amount"),
        Label("元 → 万元，带单位", "yuan in 10,000s, with the Chinese unit"),
        "{{ 活动.总预算|金额 }} → 124.0万元",
        amount,
    ),
    Format(
        Label("简写金额", "money"),
        Label("元 → ¥ 与 K/M", "yuan as K or M"),
        "{{ c.spend|money }} → ¥360.0K",
        short_money,
    ),
    Format(
        Label("百分比", "percent"),
        Label(
            "小数 → 百分比；可写小数位数：百分比(0)", "fraction as a percent; percent(0)"
        ),
        "{{ c.执行率|百分比 }} → 94.7%",
        rate,
    ),
    Format(
        Label("倍", "ratio"),
        Label("ROI 等比值，两位小数", "ratios such as ROI, two decimals"),
        "{{ c.投放ROI|倍 }} → 5.00",
        fixed,
    ),
    Format(
        Label("整数", "number"),
        Label("千分位整数", "a count with thousands separators"),
        "{{ c.订单|整数 }} → 7,500",
        whole,
    ),
    Format(
        Label("日期", "date"),
        Label(
            "日期的写法；%Y 年 %m 月 %d 日", "the form of a date; %Y year, %m month, %d day"
        ),
        "{{ d.日期|日期('%m-%d') }} → 06-18",
        day,
    ),
    Format(
        Label("着色", "color"),
        Label(
            "按级别（差、注意）着色加粗，其余照常",
            "coloured and bold where the level is bad or watch",
        ),
        "{{ g.状态|着色(g.级别) }}",
        colored,
    ),
    Format(
        Label("个数", "count"),
        Label("清单有几行，用于判断", "how many rows a list has; for conditions"),
        "{%p if 每日|个数 <= 62 %}",
        count,
    ),
    Format(
        Label("前", "first"),
        Label("清单的前几行，用于循环", "the first rows of a list; for loops"),
        "{%tr for r in 任务|前(60) %}",
        first,
    ),
    Format(
        Label("超出", "beyond"),
        Label("清单比这多几行；没有则为0", "how many rows a list has beyond; else 0"),
        "{{ 任务|超出(60) }}",
        beyond,
    ),
    Format(
        Label("截短", "short"),
        Label("最多几个全角字，超出以…收尾", "so many full-width characters, then …"),
        "{{ r.事件|截短(40) }}",
        short,
    ),
    Format(
        Label("链接", "link"),
        Label("链接到书签，用于目录", "a link to a bookmark; for contents"),
        "{{ c.标题|链接(c.书签) }}",
        linked,
    ),
)
LISTS = ("前", "first")
"""Formats that give a list again."""

FILTERS: Mapping[str, Callable[..., object]] = {
    name: form.apply for form in FORMATS for name in (form.name.zh, form.name.en)
}
