"""One line of the doctor: fine, missing, or worth knowing."""

from __future__ import annotations

from dataclasses import dataclass

from promo_xl.schema.label import Label

SIGNS = {"ok": "√", "bad": "×", "hint": "●"}
"""In every Chinese console's code page."""


@dataclass(frozen=True, slots=True)
class Line:
    """What was looked at, how it stands, and what to do about it."""

    key: str
    state: str
    """ok, bad or hint."""
    says: Label

    def say(self, lang: str) -> str:
        """Say the line as the console shows it."""
        return f"{SIGNS[self.state]} {self.says.say(lang)}"


def ok(key: str, zh: str, en: str) -> Line:
    """All is well."""
    return Line(key, "ok", Label(zh, en))


def bad(key: str, zh: str, en: str) -> Line:
    """Something that buttons or reports need is missing."""
    return Line(key, "bad", Label(zh, en))


def hint(key: str, zh: str, en: str) -> Line:
    """Nothing is missing, but it is good to know."""
    return Line(key, "hint", Label(zh, en))


def amiss(key: str, zh: str, en: str, *, needed: bool) -> Line:
    """Something that is bad only where it is needed."""
    return bad(key, zh, en) if needed else hint(key, zh, en)
