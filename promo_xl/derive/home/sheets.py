"""Lines of ours above the tables of 执行监控 and 复盘, and which tabs stand in view."""

from __future__ import annotations

from promo_xl.book import Book
from promo_xl.derive.goals import Progress
from promo_xl.derive.story import Story
from promo_xl.facts import Claim, Figure, Slot, slot_text
from promo_xl.schema.label import Label
from promo_xl.schema.show import percent
from promo_xl.schema.tabs import hidden_tabs

REVIEW_GOALS = 5
"""Goals told above the table of 复盘."""
_PARTS = ("name", "said", "word")
_IN_ALARM = ("warning", "urgent")


def monitor_line(story: Story) -> Claim | None:
    """Count the monitors by their state."""
    states = story.d.columns.of("monitor", "state").tolist()
    if not states:
        return None
    words = Label(
        "共{all}项 · 预警或紧急{bad} · 临界{edge} · 正常{fine}",
        "{all} metrics · {bad} in alarm · {edge} at the threshold · {fine} normal",
    )
    slots: dict[str, Slot] = {
        "all": str(len(states)),
        "bad": str(sum(state in _IN_ALARM for state in states)),
        "edge": str(states.count("at_threshold")),
        "fine": str(states.count("normal")),
    }
    return Claim(words, slots)


def review_strip(story: Story) -> dict[str, Slot | Claim]:
    """Say target, actual and completion of the campaign's top goals above 复盘."""
    known = [
        one
        for one in story.goals
        if one.aim.channel is None and not story.goal_figure(one, "actual").blank
    ][:REVIEW_GOALS]
    found: dict[str, Slot | Claim] = {
        f"review{i}_{part}": None for i in range(1, REVIEW_GOALS + 1) for part in _PARTS
    }
    for i, one in enumerate(known, 1):
        target, actual = (story.goal_figure(one, key) for key in ("target", "actual"))
        limit = "≤" if story.at_most(one) else ""
        found[f"review{i}_name"] = story.goal_dated(one, 14)
        zh, en = (_of(actual, target, limit, lang) for lang in ("zh", "en"))
        rate = _rate(story, one)
        found[f"review{i}_said"] = Label(zh + rate, en + rate)
        found[f"review{i}_word"] = story.status(one) if one.status else None
    return found


def _of(actual: Figure, target: Figure, limit: str, lang: str) -> str:
    return f"{slot_text(actual, lang)} / {limit}{slot_text(target, lang)}"


def _rate(story: Story, one: Progress) -> str:
    """Say the completion; a goal that is a limit has none."""
    if story.at_most(one) or one.completion != one.completion:
        return ""
    return f" · {percent(one.completion)}"


LINKS = 24
"""Tabs 首页 can link to."""


def tab_slots(book: Book) -> dict[str, Slot | Claim]:
    """Say which tabs stand in view, to link to them, and which do not."""
    tables = [table for table in book if table.present]
    shown = [table.title for table in tables if not table.hidden][:LINKS]
    found: dict[str, Slot | Claim] = {f"link{n}": None for n in range(1, LINKS + 1)}
    found |= {f"link{n}": title for n, title in enumerate(shown, 1)}
    found["hidden_line"] = hidden_tabs([t.title for t in tables if t.hidden])
    return found
