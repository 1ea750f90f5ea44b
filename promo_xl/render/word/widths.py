"""How wide text is, and text cut to a width."""

from __future__ import annotations

from unicodedata import east_asian_width


def width(text: str) -> float:
    """Measure *text* in full-width characters."""
    return sum(1.0 if east_asian_width(c) in "WFA" else 0.55 for c in text)


def shorten(name: str, most: float) -> str:
    """Cut a long name and end it with …"""
    text = " ".join(name.split())
    if len(text) <= most or width(text) <= most:
        return text
    kept = ""
    for c in text:
        if width(kept + c) + 1 > most:
            break
        kept += c
    return kept.rstrip() + "…"
