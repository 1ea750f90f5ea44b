"""Tables of what happened: incidents, adjustments, feedback."""

from __future__ import annotations

import numpy as np

from promo_xl.derive.ops.logbook import Logbook
from promo_xl.derive.ops.words import choice_word, estimated, lasted, text, when
from promo_xl.derive.story import Story, word_label
from promo_xl.derive.wording import TABLE_WIDTH, wan
from promo_xl.facts import Block, Slot
from promo_xl.schema.kinds import INT
from promo_xl.schema.label import Label
from promo_xl.schema.show import Shown

WORST = 5
_TIME = Label("时间", "Time")
_EVENT = Label("事件", "Event")
_MEASURE = Label("措施", "Measure")
_TOOK = Label("处理时长", "Took")
_STATUS = Label("状态", "Status")


def incidents(story: Story) -> Block:
    """The worst incidents, at most five."""
    book = Logbook(story)
    log = book.log
    rows = tuple(
        (
            when(float(log["time"][i])),
            text(log["desc"][i]),
            estimated(float(log["loss_est"][i])),
            text(log["measure"][i]),
            lasted(book.minutes(i)),
            choice_word(story, "log", "status", i),
        )
        for i in book.incidents[:WORST]
    )
    heads = (_TIME, _EVENT, Label("影响", "Impact"), _MEASURE, _TOOK, _STATUS)
    return Block("incidents", Label("主要异常", "Main incidents"), heads, rows)


def incidents_all(story: Story) -> Block:
    """Every incident in order of time."""
    book = Logbook(story)
    log = book.log
    rows = tuple(
        (
            when(float(log["time"][i])),
            _channel(story, log["channel_id"][i]),
            text(log["desc"][i]),
            choice_word(story, "log", "severity", i),
            text(log["cause"][i]),
            text(log["measure"][i]),
            story.person(log["owner"][i]),
            lasted(book.minutes(i)),
            choice_word(story, "log", "status", i),
        )
        for i in book.of("incident")
    )
    heads = (
        _TIME,
        Label("渠道", "Channel"),
        _EVENT,
        Label("级别", "Severity"),
        Label("原因", "Cause"),
        _MEASURE,
        Label("责任人", "Owner"),
        _TOOK,
        _STATUS,
    )
    return Block("incidents_all", Label("异常全表", "All incidents"), heads, rows)


def _channel(story: Story, channel: object) -> str | None:
    return None if channel is None else story.channel_name(str(channel), TABLE_WIDTH)


def adjustments(story: Story) -> Block:
    """What was changed on which evidence, and with what effect people noted."""
    log = story.book["log"]
    rows = tuple(
        (
            when(float(log["time"][i])),
            text(log["desc"][i]) or text(log["measure"][i]),
            text(log["basis"][i]),
            text(log["before"][i]),
            text(log["after"][i]),
            _amount(float(log["amount"][i])),
            text(log["effect"][i]),
        )
        for i in Logbook(story).of("adjustment")
    )
    heads = (
        _TIME,
        Label("调整", "Adjustment"),
        Label("依据", "Evidence"),
        Label("调整前", "Before"),
        Label("调整后", "After"),
        Label("金额", "Amount"),
        Label("效果", "Effect"),
    )
    return Block("adjustments", Label("策略调整", "Adjustments"), heads, rows)


def _amount(amount: float) -> Slot:
    return None if np.isnan(amount) else wan(amount)


def feedback(story: Story) -> Block:
    """What customers said by topic, the most voices first."""
    book = Logbook(story)
    table = story.book["feedback"]
    topics: dict[object, list[int]] = {}
    for i in book.feedback:
        topics.setdefault(table["topic"][i], []).append(i)
    ranked = sorted(topics.items(), key=lambda one: -_voices(book, one[1]))
    heads = (
        Label("主题", "Topic"),
        Label("数量", "Count"),
        Label("正面", "Positive"),
        Label("中性", "Neutral"),
        Label("负面", "Negative"),
        Label("代表原话", "In their words"),
        Label("改进动作", "Action"),
    )
    rows = tuple(_topic(story, book, topic, own) for topic, own in ranked)
    return Block("feedback", Label("用户反馈", "Feedback"), heads, rows)


def _topic(story: Story, book: Logbook, topic: object, rows: list[int]) -> tuple[Slot, ...]:
    table = story.book["feedback"]
    name = _OTHER if topic is None else word_label(table, "topic", topic)
    by_mood = [
        sum(book.voices(i) for i in rows if table["sentiment"][i] == mood)
        for mood in ("positive", "neutral", "negative")
    ]
    # A quote most people agree with speaks for its topic; of equals the first.
    loudest = max(rows, key=lambda i: (table["quote"][i] is not None, book.voices(i)))
    actions = dict.fromkeys(a for i in rows if (a := text(table["action"][i])))
    joined = [str(action) for action in actions]
    return (
        name,
        Shown(_voices(book, rows), INT),
        *(Shown(number, INT) for number in by_mood),
        text(table["quote"][loudest]),
        Label("；".join(joined), "; ".join(joined)) if joined else None,
    )


_OTHER = Label("未分类", "No topic")


def _voices(book: Logbook, rows: list[int]) -> float:
    return sum(book.voices(i) for i in rows)
