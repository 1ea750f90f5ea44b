"""The computed sentences of what happened and what customers said."""

from __future__ import annotations

from promo_xl.derive.ops.logbook import Logbook
from promo_xl.derive.ops.words import lasted
from promo_xl.derive.scope import limit
from promo_xl.derive.story import Story, word_label
from promo_xl.derive.wording import count, fitting, share, shorten
from promo_xl.facts import Claim, Slot
from promo_xl.schema.label import Label

Maybe = Claim | None


def incidents_title(story: Story) -> Maybe:
    """Say how many incidents there were, how many are solved, and the longest."""
    book = Logbook(story)
    rows = book.incidents
    if not rows:
        return None
    solved = [i for i in rows if book.solved(i)]
    known = [m for i in solved if (m := book.minutes(i)) >= 0]
    slots: dict[str, Slot] = {"n": str(len(rows)), "m": str(len(solved))}
    left = len(rows) - len(solved)
    slots["k"] = str(left)
    plain = Claim(
        Label("异常{n}起，{k}起未关闭", "{n} incidents, {k} still open")
        if left
        else Label("异常{n}起，均已解决", "{n} incidents, all solved"),
        slots,
    )
    longest = lasted(max(known)) if known else None
    if longest is None:
        return plain
    words = plain.says
    said = Label(words.zh + "，最长处理{t}", words.en + "; the longest took {t}")
    slots |= {"t": longest, "s": f"{limit(story.book, 'sla_min', 30):.0f}"}
    late = round(max(known)) > limit(story.book, "sla_min", 30)  # to the minute, as said
    judged = Label(
        said.zh + ("，超{s}分钟时限" if late else "，在{s}分钟时限内"),
        said.en + (", over the {s} min limit" if late else ", within {s} min"),
    )
    return fitting(Claim(judged, slots), Claim(said, slots), plain)


def feedback_title(story: Story) -> Maybe:
    """Say how many voices were heard, what part complained, and of what most."""
    book = Logbook(story)
    table = story.book["feedback"]
    rows = book.feedback
    whole = sum(book.voices(i) for i in rows)
    if not whole:
        return None
    moods = [i for i in rows if table["sentiment"][i] is not None]
    rated = sum(book.voices(i) for i in moods)
    bad = sum(book.voices(i) for i in moods if table["sentiment"][i] == "negative")
    topics: dict[object, float] = {}
    for i in rows:
        if table["topic"][i] is not None:
            key = table["topic"][i]
            topics[key] = topics.get(key, 0.0) + book.voices(i)
    slots: dict[str, Slot] = {"n": count(whole), "x": share(bad / rated) if rated else None}
    zh, en = "用户反馈{n}条", "{n} pieces of feedback"
    if rated:
        zh, en = zh + "，负面占{x}", en + ", {x} negative"
    if rated and not bad:
        zh, en = "用户反馈{n}条，无负面", "{n} pieces of feedback, none negative"
    plain = Claim(Label(zh, en), slots)
    if not topics:
        return plain
    most = max(topics, key=lambda one: topics[one])
    topic = word_label(table, "topic", most)
    slots = {**slots, "topic": Label(shorten(topic.zh), topic.en.lower())}
    words = Label(zh + "，{topic}最多", en + "; most on {topic}")
    return fitting(Claim(words, slots), plain)
