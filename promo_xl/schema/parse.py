"""How people write words, numbers and choices in cells, and where we refuse to guess.

None is *not measured*; ValueError means a person would have to guess, or that the words do
not belong to the column's kind. Numbers Excel already holds pass as they are. Dates are
in `parse_date`.
"""

import datetime as dt
import math
import re
from decimal import Decimal
from unicodedata import normalize

from promo_xl.schema.blank import is_blank
from promo_xl.schema.kind import Choices
from promo_xl.schema.label import UNSEEN, fold
from promo_xl.schema.parse_date import date, end_moment, moment

__all__ = [
    "WordList",
    "date",
    "dependency",
    "email",
    "end_moment",
    "moment",
    "money",
    "number",
    "percent",
    "ratio",
    "score",
    "text",
    "whole",
    "word",
    "words",
]

_SCALE = {"千": 3, "k": 3, "万": 4, "w": 4, "百万": 6, "m": 6, "千万": 7, "亿": 8, "b": 9}
_COUNTED = "人次|次|人|件|单|个|份|秒钟|秒|s|天|日|条|篇|位|张|行|场|组|分钟|小时|套|台|瓶|支|名|d|h|pcs"
_NUMBER = re.compile(
    r"""(?P<bound>>=|<=|≥|≤|>|<|不低于|不超过|超过)?\s*
    (?P<open>\()?
    (?P<sign>[+-])?\s*
    (?P<yuan>¥|rmb|cny|人民币)?\s*
    (?P<late>[+-])?
    (?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.?\d*(?:e[+-]?\d{1,3})?|\.\d+)\s*
    (?P<scale>千万|百万|亿|万|千|[wkmb])?\s*
    (?P<plus>\+)?\s*
    (?P<unit>%|‰|倍|x|元|块|rmb|cny|"""
    + _COUNTED
    + r""")?\s*
    (?P<more>\+)?
    (?P<close>\))?""",
    re.VERBOSE | re.ASCII,
)
_ONE_TO = re.compile(r"1\s*:\s*(\d+(?:\.\d+)?)", re.ASCII)
_SPLIT = re.compile(r"[;；、]")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_LONGEST = 60
"""No number a person types is longer; a pasted essay is refused at once."""
_MONEY = frozenset({"元", "块", "rmb", "cny"})
_SHARE = frozenset({"%", "‰"})
_TIMES = frozenset({"倍", "x"})


def text(raw: object, around: float | None = None) -> str | None:
    """Keep what was written, verbatim; only an empty cell is blank."""
    said = _written(raw)
    return said if said.strip() else None


def word(raw: object, around: float | None = None) -> str | None:
    """Read an ID or a visible name: edge spaces never count, a number keeps no `.0`."""
    return None if is_blank(raw) else _written(raw).translate(UNSEEN).strip()


def words(raw: object, around: float | None = None) -> tuple[str, ...] | None:
    """Read several IDs or names, separated by `;` `；` or `、`."""
    if is_blank(raw):
        return None
    parts = tuple(p.strip() for p in _SPLIT.split(_written(raw).translate(UNSEEN)))
    return tuple(part for part in parts if part) or None


def dependency(raw: object, around: float | None = None) -> str | None:
    """Keep a dependency as written; `-` means none. The schedule reads its grammar."""
    return word(raw)


def email(raw: object, around: float | None = None) -> str | None:
    """Read one mail address."""
    address = word(raw)
    if address is not None and not _EMAIL.fullmatch(address):
        raise ValueError(address)
    return address


class WordList:
    """Reads one list's words: every spelling is folded once, whole columns stay quick."""

    __slots__ = ("_editable", "_known")

    def __init__(self, items: Choices) -> None:
        self._editable = items.editable
        self._known = {
            fold(name): item.key
            for item in reversed(items.items)
            for name in (*item.label.aliases, item.label.en, item.label.zh, item.key)
        }

    def one(self, raw: object, around: float | None = None) -> str | None:
        """Read one word in either language; a team's own list takes any word."""
        found = self._known.get(fold(_written(raw)))
        if found is not None or is_blank(raw):
            return found
        if self._editable and isinstance(raw, str):
            return raw.strip()
        raise ValueError(_written(raw))

    def several(self, raw: object, around: float | None = None) -> tuple[str, ...] | None:
        """Read several words, separated by `;` `；` or `、`."""
        found = (self.one(part) for part in words(raw) or ())
        return tuple(key for key in found if key is not None) or None


def number(raw: object, around: float | None = None) -> float | None:
    """Read a number of any unit: 12万, ≤30秒, 5%, 1:5, 2000万+."""
    return _read(raw, None)


def money(raw: object, around: float | None = None) -> float | None:
    """Read an amount in 元: 12万, ¥3.5万元, ￥1,234. Another currency is refused."""
    return _read(raw, _MONEY)


def ratio(raw: object, around: float | None = None) -> float | None:
    """Read a multiple: 4.9, 4.9倍, 1:5 (= 5), 490%."""
    return _read(raw, _TIMES | _SHARE)


def percent(raw: object, around: float | None = None) -> float | None:
    """Read a fraction: 2.5% is 0.025, and a number Excel holds is a fraction already.

    Text without % is taken below 1 only: is `5` five percent or five hundred?
    """
    value = _read(raw, _SHARE)
    typed = isinstance(raw, str) and not _SHARE & set(normalize("NFKC", raw))
    if value is not None and typed and abs(value) >= 1:
        raise ValueError(raw)
    return value


def whole(raw: object, around: float | None = None) -> float | None:
    """Read a count: 1.2万 is 12000; 1.5 is refused."""
    counted = frozenset(_COUNTED.split("|"))
    value = _read(raw, counted)
    if value is not None and value != round(value):
        raise ValueError(str(raw))
    return value


def score(low: int, high: int, raw: object, around: float | None = None) -> float | None:
    """Read a whole number from *low* to *high*."""
    value = whole(raw)
    if value is not None and not low <= value <= high:
        raise ValueError(str(raw))
    return value


def _written(raw: object) -> str:
    if raw is None:
        return ""
    if isinstance(raw, float) and raw.is_integer():
        return str(int(raw))
    if isinstance(raw, dt.datetime):
        return raw.isoformat(" ") if raw.time() != dt.time.min else raw.date().isoformat()
    return raw.isoformat() if isinstance(raw, dt.date) else str(raw)


def _read(raw: object, units: frozenset[str] | None) -> float | None:
    """Read a number with one of *units* (None: any), or without a unit."""
    if is_blank(raw):
        return None
    if isinstance(raw, bool) or not isinstance(raw, str | int | float):
        raise ValueError(str(raw))
    value = _typed(raw, units) if isinstance(raw, str) else float(raw)
    if not math.isfinite(value):
        raise ValueError(str(raw))
    return value


def _typed(raw: str, units: frozenset[str] | None) -> float:
    plain = normalize("NFKC", raw).strip().strip("'\"").casefold().replace("−", "-")
    if len(plain) > _LONGEST:
        raise ValueError(raw)
    shown = _ONE_TO.fullmatch(plain)
    if shown and (units is None or units >= _TIMES):
        return float(shown[1])
    match = _NUMBER.fullmatch(plain)
    if match is None or not _sane(match, units):
        raise ValueError(raw)
    return _value(match)


def _sane(match: re.Match[str], units: frozenset[str] | None) -> bool:
    unit, yuan = match["unit"], match["yuan"]
    if bool(match["open"]) != bool(match["close"]):
        return False
    if match["sign"] and (match["late"] or match["open"]):
        return False
    if yuan and not (units is None or units is _MONEY):
        return False
    if unit in _SHARE and match["scale"]:
        return False
    return unit is None or units is None or unit in units


def _value(match: re.Match[str]) -> float:
    size = Decimal(match["digits"].replace(",", ""))
    size = size.scaleb(_SCALE.get(match["scale"] or "", 0))
    size = size.scaleb({"%": -2, "‰": -3}.get(match["unit"] or "", 0))
    minus = match["open"] or "-" in (match["sign"], match["late"])
    return float(-size if minus else size)
