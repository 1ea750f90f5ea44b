"""A block of an open Excel as values, with the text of its error cells."""

from __future__ import annotations

from typing import Any

ERRORS = frozenset(
    [
        "#DIV/0!",
        "#N/A",
        "#NAME?",
        "#NULL!",
        "#NUM!",
        "#REF!",
        "#VALUE!",
        "#GETTING_DATA",
        "#SPILL!",
        "#CALC!",
        "#FIELD!",
        "#BLOCKED!",
        "#CONNECT!",
        "#UNKNOWN!",
    ]
)
_AT_ONCE = 200_000
"""Cells whose texts a Mac is asked for together: an answer of its Excel has a largest size."""


def read_block(block: Any) -> list[list[Any]]:
    """Read a range in one go, row by row."""
    try:
        rows: list[list[Any]] = block.options(ndim=2, err_to_str=True).value
    except TypeError:  # xlwings on a Mac fails so on several rows
        rows = block.options(ndim=2).value
        for row, shown in zip(rows, _texts(block), strict=True):
            for column, text in enumerate(shown):
                if text in ERRORS:
                    row[column] = text
    return rows


def _texts(block: Any) -> list[list[str]]:
    """Ask Excel on a Mac what the cells show."""
    top, left, (height, width) = block.row, block.column, block.shape
    step = max(_AT_ONCE // width, 1)
    found: list[list[str]] = []
    for start in range(top, top + height, step):
        end = min(start + step, top + height) - 1
        part = block.sheet.range((start, left), (end, left + width - 1))
        texts = part.api.string_value.get()
        found += _rows(texts)
    return found


def _rows(texts: Any) -> list[list[str]]:
    """Give rows, whether Excel answers with a cell, a row or several."""
    if not isinstance(texts, list | tuple):
        return [[texts]]
    alone = not isinstance(texts[0], list | tuple)
    return [list(texts)] if alone else [list(row) for row in texts]
