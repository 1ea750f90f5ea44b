"""Facts as plain values for JSON: every figure with its question, rows and cells."""

from __future__ import annotations

from datetime import time

from promo_xl.book import Ref
from promo_xl.facts import MAX_RANGES, Facts, Figure
from promo_xl.schema import METRICS, units
from promo_xl.schema.label import Label
from promo_xl.schema.show import to_day

VERSION = 1
_UNITS = {
    "money": units.YUAN,
    "ratio": units.FOLD,
    "pct": Label("小数", "fraction"),
    "date": Label("日期", "date"),
    "datetime": Label("日期", "date"),
}


def facts_json(
    facts: Facts, book_file: str, lang: str, cells_limit: int | None = MAX_RANGES
) -> dict[str, object]:
    """Give the facts of one workbook; *cells_limit* None lists every range of every figure.

    Values are numbers (percent as a fraction), words in *lang*, ISO dates or null with
    `why`: no_data · zero_base · too_few · not_additive · immature.
    """
    return {
        "version": VERSION,
        "file": book_file,
        "as_of": moment(facts),
        "lang": lang,
        "figures": [_figure(one, lang, cells_limit) for one in facts.figures.values()],
    }


def moment(facts: Facts) -> str:
    """Say as-of: a date, with the time where one was asked for."""
    clock = facts.as_of.time().isoformat("minutes")
    bare = clock in ("00:00", "23:59")
    day = facts.as_of.date().isoformat()
    return day if bare else f"{day}T{clock}"


def _figure(figure: Figure, lang: str, cells_limit: int | None) -> dict[str, object]:
    scope, name, metric = split_key(figure.key)
    used, of = _rows(figure)
    return {
        "key": figure.key,
        "scope": scope,
        "id": name,
        "metric": metric,
        "value": _value(figure, lang),
        "unit": _unit(figure, metric).say(lang),
        "why": figure.why or None,
        "used": used,
        "of": of,
        "formula": figure.excel or None,
        "cells": cells(figure, cells_limit),
    }


def split_key(key: str) -> tuple[str, str | None, str]:
    """Split `channel.C01.gmv` into scope, ID and metric; an ID may hold points itself."""
    scope, _, rest = key.partition(".")
    name, _, metric = rest.rpartition(".")
    return scope, name or None, metric


def _unit(figure: Figure, metric: str) -> Label:
    known = METRICS.get(metric)
    if known is not None and known.unit is not None:
        return known.unit
    return _UNITS.get(figure.kind.key, Label("", ""))


def _value(figure: Figure, lang: str) -> object:
    if figure.blank:
        return None
    if isinstance(figure.value, str):
        return figure.show(lang)
    if figure.kind.key in ("date", "datetime"):
        day = to_day(figure.number)
        return day.date().isoformat() if day.time() == time() else day.isoformat()
    return figure.number


def _rows(figure: Figure) -> tuple[int, int]:
    """Count rows; figures made of figures count the rows of all they stand on."""
    if figure.used or figure.of:
        return figure.used, figure.of
    used = sum(int(source.rows().sum()) for source in figure.sources)
    return used, sum(int(source.scope().sum()) for source in figure.sources)


def cells(figure: Figure, most: int | None = MAX_RANGES) -> list[str]:
    """List the cells as merged ranges, columns side by side as one block."""
    merged: list[Ref] = []
    for ref in sorted(set(figure.cells(None)), key=_order):
        last = merged[-1] if merged else None
        if last is not None and _beside(last, ref):
            merged[-1] = last._replace(right=max(ref.left, ref.right))
        else:
            merged.append(ref)
    found = merged if most is None else merged[:most]
    return [str(ref) for ref in found]


def _order(ref: Ref) -> tuple[str, int, int, int]:
    return ref.sheet, ref.top, max(ref.bottom, ref.top), ref.left


def _beside(last: Ref, ref: Ref) -> bool:
    same = last.sheet == ref.sheet and last.top == ref.top
    bottom = max(last.bottom, last.top) == max(ref.bottom, ref.top)
    return same and bottom and max(last.left, last.right) + 1 == ref.left
