"""The plan's own fields: dates in order, a goal in numbers, a short theme, a budget."""

import re
import unicodedata
from collections.abc import Iterator

from promo_xl.book import Book
from promo_xl.facts import Facts
from promo_xl.finding import Kind, Severity
from promo_xl.schema.label import Label
from promo_xl.validate.limit import limit
from promo_xl.validate.rule import Hits, Wording, rule
from promo_xl.validate.say import day, short, yuan
from promo_xl.validate.window import is_reversed


@rule(
    "P01",
    "plan.ends_before_start",
    Kind.DATA,
    Severity.ERROR,
    title=Label("推广周期结束早于开始", "campaign ends before it starts"),
    fires="推广周期的结束日期早于开始日期。",
    says=Label(
        "推广周期结束 {b} 早于开始 {a}", "The campaign ends {b}, before it starts {a}"
    ),
    hint=Label(
        "把结束日期改到 {a} 或之后，或对调开始与结束",
        "Move the end to {a} or later, or swap start and end",
    ),
    sheet="plan",
    anchor="period_end",
    origin="0",
)
def ends_before_start(book: Book, facts: Facts) -> Iterator[Hits]:
    """The campaign period ends before it starts."""
    plan = book["plan"]
    if is_reversed(plan):
        a, b = plan.field("period_start"), plan.field("period_end")
        yield Hits(plan, [0], "period_end", {"a": [day(a)], "b": [day(b)]})


_NUMBER = re.compile(
    r"\d|[一二两三四五六七八九十][十百千万亿成倍]|[百千万]万|翻番|翻[一二两三]倍"
)


@rule(
    "P08",
    "plan.goal_without_number",
    Kind.BUSINESS,
    Severity.WARNING,
    title=Label("核心目标未量化", "core goal without a number"),
    fires="核心目标里一个数字也没有。",
    says=Label(
        "核心目标“{v}”没有数字，结案时无从判断",
        "Core goal “{v}” holds no number to judge it by",
    ),
    hint=Label(
        "写上数量和期限，如“7天内曝光50万”",
        "Name a number and a date, such as “500,000 impressions in 7 days”",
    ),
    sheet="plan",
    anchor="core_goal",
    origin="0",
)
def goal_without_number(book: Book, facts: Facts) -> Iterator[Hits]:
    """The core goal contains no digit and no written-out number."""
    plan = book["plan"]
    goal = plan.field("core_goal")
    if goal and not _NUMBER.search(unicodedata.normalize("NFKC", goal)):
        yield Hits(plan, [0], "core_goal", {"v": [short(goal)]})


_WORD = re.compile(r"[^\W\d_\u2e80-\uffff]+|\S")
"""A Western word, or any other single character: how word processors count."""


@rule(
    "P09",
    "plan.theme_too_long",
    Kind.BUSINESS,
    Severity.INFO,
    title=Label("主题不易记忆", "theme hard to remember"),
    fires="活动主题超过20字（可设；一个西文词算一字），或标点多于一处。",
    says=Label(
        "主题有{n}字（建议不超过{m}字），不易记忆",
        "The theme has {n} words or characters (at most {m} advised) and is hard to remember",
    ),
    hint=Label(
        "留一个利益点，其余写进活动规则",
        "Keep one benefit; the rest belongs in the rules text",
    ),
    variants={
        "points": Wording(
            Label(
                "主题被标点分成几截（{n}处标点），不易记忆",
                "The theme is cut up by punctuation ({n} places) and is hard to remember",
            ),
            Label(
                "最多留一处标点，其余写进活动规则",
                "Keep one mark at most; the rest belongs in the rules text",
            ),
        )
    },
    sheet="plan",
    anchor="theme",
    origin="2,4",
)
def theme_too_long(book: Book, facts: Facts) -> Iterator[Hits]:
    """The theme has more than 20 characters (a setting; a Western word counts as one), or punctuation in more than one place."""
    plan = book["plan"]
    theme = plan.field("theme")
    if not theme:
        return
    length, longest = len(_WORD.findall(theme)), limit(book, "theme_chars")
    points = _punctuation(theme)
    if length > longest:
        yield Hits(plan, [0], "theme", {"n": [length], "m": [longest]})
    elif points > 1:
        yield Hits(plan, [0], "theme", {"n": [points]}, variant="points")


def _punctuation(text: str) -> int:
    marks = "".join(
        " " if unicodedata.category(c).startswith("P") and c not in "%‰&#@" else "x"
        for c in text
    )
    return len(marks.split(" ")) - 1 - marks.count("  ")


@rule(
    "P15",
    "plan.no_budget",
    Kind.DATA,
    Severity.ERROR,
    title=Label("总预算不大于 0", "total budget not above 0"),
    fires="总预算填了0或负数；空着由 A07 提醒。",
    says=Label("总预算 {v} 必须大于 0", "The total budget {v} must be above 0"),
    hint=Label(
        "填本次活动的总预算，单位元，如 480000 或 48万",
        "Enter the campaign's budget in CNY, such as 480000",
    ),
    sheet="plan",
    anchor="total_budget",
)
def no_budget(book: Book, facts: Facts) -> Iterator[Hits]:
    """The total budget is 0 or less; an empty one is asked for by A07."""
    plan = book["plan"]
    total = plan.field("total_budget")
    if total <= 0:
        yield Hits(plan, [0], "total_budget", {"v": [yuan(total)]})


@rule(
    "P17",
    "plan.late_close_out",
    Kind.PROCESS,
    Severity.INFO,
    title=Label("结案日偏晚", "late close-out"),
    fires="结案日比推广结束晚3天（可设）以上；空着按结束后3天算。",
    says=Label(
        "结案日 {v} 在推广结束后第 {n} 天，指引为 {m} 天内",
        "Close-out on {v} is {n} days after the end; the guidance is {m}",
    ),
    hint=Label(
        "改到 {last} 或之前，让数据和经验趁热归档",
        "Move it to {last} or earlier, while figures and lessons are fresh",
    ),
    sheet="plan",
    anchor="review_date",
    origin="4",
)
def late_close_out(book: Book, facts: Facts) -> Iterator[Hits]:
    """The close-out date is more than 3 days (a setting) after the end of the campaign."""
    plan = book["plan"]
    closes, end = plan.field("review_date"), plan.field("period_end")
    grace = limit(book, "review_grace_days")
    if not is_reversed(plan) and closes > end + grace:
        slots = {
            "v": day(closes),
            "n": float(closes - end),
            "m": grace,
            "last": day(end + grace),
        }
        yield Hits(plan, [0], "review_date", {key: [v] for key, v in slots.items()})


PLAN = (ends_before_start, goal_without_number, theme_too_long, no_budget, late_close_out)
