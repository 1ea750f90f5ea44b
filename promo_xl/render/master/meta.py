"""_meta: what the next reader needs to know of this file, and nobody needs to see."""

from __future__ import annotations

from datetime import datetime, time

from promo_xl.render.master.making import Making

SCHEMA_VERSION = "1"


def write_meta(making: Making, *, live_today: bool) -> None:
    """Write key · value rows; no time of writing is among them."""
    tab = making.tabs["_meta"]
    for row, (key, value) in enumerate(meta_rows(making, live_today=live_today)):
        tab.write_string(row, 0, key)
        tab.write_string(row, 1, value)
    tab.very_hidden()


def _iso(moment: datetime) -> str:
    return moment.isoformat() if moment.time() != time() else moment.date().isoformat()


def meta_rows(making: Making, *, live_today: bool) -> list[tuple[str, str]]:
    """Give the rows: version, language, size, the as-of day we wrote, and unusual headers."""
    typed = making.book.as_of is not None
    automatic = "" if typed or live_today else _iso(making.as_of)
    rows = [
        ("key", "value"),
        ("schema_version", SCHEMA_VERSION),
        ("lang", making.lang),
        ("size", making.book.size),
        ("as_of_auto", automatic),
    ]
    return rows + _unusual_headers(making)


def _unusual_headers(making: Making) -> list[tuple[str, str]]:
    """Note the headers a reader would not know from the declared words alone."""
    return [
        (f"header:{sheet.key}:{column.key}", header)
        for sheet in making.sheets
        for column in sheet.cells
        if (header := making.headers[sheet.key][column.key])
        not in (column.header("zh"), column.header("en"))
    ]
