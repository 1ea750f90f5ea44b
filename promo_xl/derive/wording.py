"""How sentences are fitted: widths, shortened names, lists, the first version that fits."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from unicodedata import east_asian_width

from promo_xl.facts import Claim, Slot
from promo_xl.schema.kinds import INT, MONEY, NUM, PCT
from promo_xl.schema.label import Label
from promo_xl.schema.show import Shown, said, to_day

TITLE_WIDTH = 34.0
"""Full-width characters a title may have on one line of a slide."""
NAME_WIDTH = 8.0
TABLE_WIDTH = 14.0
"""Of a name in a table's first column or below a chart."""


@lru_cache(maxsize=4096)
def width(text: str) -> float:
    """Measure *text* in full-width characters."""
    if text.isascii():
        return len(text) / 2
    return sum(1.0 if east_asian_width(c) in "WFA" else 0.5 for c in text)


@lru_cache(maxsize=4096)
def shorten(name: str, most: float = NAME_WIDTH) -> str:
    """Cut a long name and end it with …; it stays recognisable, the title stays a line."""
    text = " ".join(name.split())
    if width(text) <= most:
        return text
    kept = ""
    for c in text:
        if width(kept + c) + 1 > most:
            break
        kept += c
    return kept.rstrip() + "…"


def fitting(*versions: Claim) -> Claim:
    """Give the first version whose line fits in both languages, else the last."""
    for one in versions[:-1]:
        if all(width(one.say(lang)) <= TITLE_WIDTH for lang in ("zh", "en")):
            return one
    return versions[-1]


def before_number(name: Label) -> Label:
    """Put a blank between a Latin name and its number; Chinese takes none: 访客12,000."""
    latin = name.zh[-1:].isascii()
    return Label(name.zh + (" " if latin else ""), name.en)


def lowered(word: Label) -> Label:
    """Say a cell's word inside an English sentence: Close -> close."""
    return Label(word.zh, word.en[:1].lower() + word.en[1:])


def wan(amount: float) -> Shown:
    """Say money as people read it: 480.0万元, ¥4.80M."""
    return Shown(amount, MONEY, wan=True)


def moved(fraction: float) -> Label:
    """Say a relative change with its sign: +11.6%, −4.0%."""
    x = share(fraction)
    sign = "+" if fraction > 0 else ""
    return fixed(Claim(Label(sign + "{x}", sign + "{x}"), {"x": x}))


def points(difference: float) -> Label:
    """Say how far a rate moved: +1.2个百分点, −1.2 pp."""
    sign = "+" if difference > 0 else ""
    words = Label(sign + "{x}个百分点", sign + "{x} pp")
    return fixed(Claim(words, {"x": Shown(difference * 100, NUM, digits=1)}))


def with_unit(amount: Slot, unit: Label | None) -> Label:
    """Say a plain number with its unit: 60秒, 60 s."""
    said = unit or Label("", "")
    words = Label("{x}" + said.zh, "{x} " + said.en if said.en else "{x}")
    return fixed(Claim(words, {"x": amount}))


def share(fraction: float) -> Shown:
    """Say a percent with one decimal."""
    return Shown(fraction, PCT)


def count(number: float) -> Shown:
    """Say a whole number."""
    return Shown(number, INT)


def short_day(serial: float) -> str:
    """Say a day without its year: 06-18."""
    return f"{to_day(serial):%m-%d}" if serial == serial else "—"


def long_day(serial: float) -> str:
    """Say a day: 2026-06-18."""
    return f"{to_day(serial):%Y-%m-%d}" if serial == serial else "—"


def listed(names: Sequence[str]) -> Label:
    """Join names: 达人、私域 / KOL, community."""
    return Label("、".join(names), ", ".join(names))


def room(fraction: float, gap: str = "") -> Label:
    """Say headroom under a limit: 余量3.7%, or 超出8.9% where it is passed."""
    x = share(abs(fraction))
    if fraction < 0:
        return fixed(Claim(Label("超出" + gap + "{x}", "{x} over"), {"x": x}))
    return fixed(Claim(Label("余量" + gap + "{x}", "headroom {x}"), {"x": x}))


def fixed(claim: Claim) -> Label:
    """Turn a sentence into words that need no slots any more, for a table's cell."""
    return Label(claim.say("zh"), claim.say("en"))


def joined(first: Claim, second: Claim) -> Claim:
    """Say two sentences in one line."""
    slots: dict[str, Slot] = {"a": fixed(first), "b": fixed(second)}
    return Claim(Label("{a}；{b}", "{a}; {b}"), slots)


def clamped(claim: Claim) -> Claim:
    """Cut a title that does not fit its line, whatever people call their things."""
    said = {lang: claim.say(lang) for lang in ("zh", "en")}
    if all(width(text) <= TITLE_WIDTH for text in said.values()):
        return claim
    zh, en = (shorten(said[lang], TITLE_WIDTH) for lang in ("zh", "en"))
    return Claim(Label("{says}", "{says}"), {"says": Label(zh, en)})


def spoken(value: object) -> Label:
    """Turn anything a slot may hold into words."""
    return Label(said(value, "zh"), said(value, "en"))
