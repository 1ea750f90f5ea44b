"""What sample campaigns are written with: texts in two languages, and rows as tables."""

import json
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

Row = dict[str, object]
Rows = dict[str, list[Row]]

HERE = Path(__file__).resolve().parent


class T(NamedTuple):
    """A text in Chinese and in English."""

    zh: str
    en: str


def table(keys: str, *lines: Sequence[object]) -> list[Row]:
    """Write rows as a table: column keys once, then a line each; None is an empty cell."""
    names = keys.split()
    return [
        {
            key: value
            for key, value in zip(names, line, strict=True)
            if value is not None and value != ""
        }
        for line in lines
    ]


def said(value: object, lang: str) -> object:
    """Say every text in *value* in *lang*."""
    if isinstance(value, T):
        return getattr(value, lang)
    if isinstance(value, dict):
        return {key: said(inner, lang) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [said(inner, lang) for inner in value]
    return value.isoformat() if isinstance(value, date) else value


def write(name: str, value: object) -> None:
    """Write JSON beside this script, the same bytes on every system."""
    path = HERE / name
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(value, ensure_ascii=False, indent=1)
    path.write_text(text + "\n", encoding="utf-8", newline="\n")


def days_of(start: date, end: date) -> list[date]:
    """List the days from *start* to *end*, both counted."""
    return [start + timedelta(days=n) for n in range((end - start).days + 1)]


def split(total: int, weights: Sequence[float]) -> list[float]:
    """Cut an integer total in proportion to *weights*; the parts add up exactly."""
    whole = sum(weights)
    exact = [total * w / whole for w in weights]
    parts = [int(x) for x in exact]
    by_rest = sorted(range(len(exact)), key=lambda i: exact[i] - parts[i], reverse=True)
    for i in by_rest[: total - sum(parts)]:
        parts[i] += 1
    return [float(p) for p in parts]


def fen(total: int, weights: Sequence[float]) -> list[float]:
    """Cut an amount of 元 to the fen; the parts add up exactly."""
    return [part / 100 for part in split(total * 100, weights)]
