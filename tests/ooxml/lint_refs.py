"""References as the lint reads them: blocks, formulas, the sheets they name."""

import re
from collections.abc import Collection, Iterator

from promo_xl.errors import UnreadableError
from promo_xl.ooxml.areas import Area, area_of
from promo_xl.ooxml.scan import LAST_COLUMN, LAST_ROW

_BLOCK = re.compile(r"\$?[A-Z]{1,3}\$?[0-9]{1,7}(:\$?[A-Z]{1,3}\$?[0-9]{1,7})?")
_WHOLE = re.compile(r"\$?[A-Z]{1,3}:\$?[A-Z]{1,3}|\$?[0-9]{1,7}:\$?[0-9]{1,7}")
_TEXT = re.compile(r'"(?:[^"]|"")*"')
_BRACKETS = re.compile(r"\[(?:[^\[\]']|'.|\[(?:[^\[\]']|'.)*\])*\]")
_SHEET = re.compile(r"'((?:[^']|'')+)'!|(?<![\w\].#'])([^\W\d][\w.]*(?::[\w.]+)?)!")
_PAIRS = {")": "(", "}": "{"}


def block(ref: str) -> Area | None:
    """Give the corners of `A6:M20`, None where it is no block of a sheet."""
    if not _BLOCK.fullmatch(ref):
        return None
    try:
        area = area_of(ref)
    except UnreadableError:
        return None
    inside = 0 < area[0] <= area[2] <= LAST_ROW and 0 < area[1] <= area[3] <= LAST_COLUMN
    return area if inside else None


def is_sqref(text: str) -> bool:
    """Whether a text is a list of blocks, whole columns or whole rows."""
    return all(block(ref) or _WHOLE.fullmatch(ref) for ref in text.split())


def overlap(a: Area, b: Area) -> bool:
    """Whether two blocks share a cell."""
    return a[0] <= b[2] and b[0] <= a[2] and a[1] <= b[3] and b[1] <= a[3]


def overlaps(areas: list[Area]) -> bool:
    """Whether any two blocks share a cell, swept from the top."""
    open_: list[Area] = []
    for area in sorted(areas):
        open_ = [a for a in open_ if a[2] >= area[0]]
        if any(overlap(a, area) for a in open_):
            return True
        open_.append(area)
    return False


def formula_faults(formula: str, sheets: Collection[str]) -> Iterator[str]:
    """Check a formula's length, brackets and the sheets it names; *sheets* in lower case."""
    if len(formula) > 8192:
        yield "formula too long"
    bare = _TEXT.sub('""', formula)
    for found in _SHEET.finditer(bare):
        named = (found[1] or found[2]).replace("''", "'").lower()
        if "[" not in named and any(n not in sheets for n in _ends(named, sheets)):
            yield f"formula names the sheet {found[1] or found[2]}"
    bare = _BRACKETS.sub("", re.sub(r"'(?:[^']|'')*'!", "", bare))
    stack: list[str] = []
    for sign in bare:
        if sign in "({":
            stack.append(sign)
        elif sign in ")}" and (not stack or stack.pop() != _PAIRS[sign]):
            stack = ["wrong"]
            break
    if stack or bare.count('"') % 2 or not formula.strip():
        yield "formula out of balance"


def _ends(named: str, sheets: Collection[str]) -> list[str]:
    return [named] if named in sheets else named.split(":")
