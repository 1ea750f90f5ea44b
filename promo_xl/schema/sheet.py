"""The vocabulary the workbook is declared in: Column and Sheet."""

from dataclasses import dataclass, field
from enum import Enum, StrEnum

from promo_xl.schema.expression import Expr
from promo_xl.schema.kind import Kind
from promo_xl.schema.label import Label

SIZES = ("small", "team", "full")
ALL = SIZES
LARGER = ("team", "full")
FULL = ("full",)
SMALL = ("small",)
SMALLER = ("small", "team")


class Owner(StrEnum):
    """Who fills a column."""

    IN = "in"
    """Typed by people."""
    SETTING = "setting"
    """Typed too: a switch with a grey default that decides which rules and figures apply."""
    FORMULA = "formula"
    """A live Excel formula, and computed by us from the same expression."""
    TOOL = "tool"
    """Written by us alone."""
    METRIC = "metric"
    """Declared, not a column of the workbook; shown in summaries."""


class Shape(Enum):
    """How a sheet is laid out."""

    ROWS = "rows"
    """One table, header in row 6."""
    FORM = "form"
    """One record: label, value, note; a defined name a field."""


class Rollup(StrEnum):
    """How a column adds up over days and channels."""

    SUM = "sum"
    LAST = "last"
    WEIGHTED = "weighted"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Grey:
    """A grey default computed when a sheet is read, said in words: `the plan's owner`."""

    says: str


@dataclass(frozen=True, slots=True)
class Column:
    """One column (or form field): a key for code, a name for people, a kind, who fills it."""

    key: str
    label: Label
    kind: Kind
    unit: Label | None = None
    owner: Owner = Owner.IN
    need: tuple[str, ...] = ()
    """The sizes in which it is always required."""
    when: str = ""
    """Also required while this condition holds …"""
    when_in: tuple[str, ...] = ()
    """… in these sizes."""
    unless: str = ""
    """Not required while this condition holds."""
    folded: tuple[str, ...] = ()
    """The sizes in which the column is folded away."""
    default: str | float | Expr | Grey | None = None
    """Grey default: a choice key, a text, a number, an expression or code named in words."""
    formula: Expr | None = None
    """The expression of a `formula` or `metric` column."""
    how: str = ""
    """How a `tool` column is computed, in Excel's words."""
    rollup: Rollup = Rollup.SUM
    weight: str = ""
    """The weighting column of Rollup.WEIGHTED."""
    note: str = ""
    note_zh: str = ""
    example: str = ""
    seeds: str = "+"
    """Which of the five manuals the column comes from; + = added."""
    later: bool = False
    """Belongs to a capability built later: the column exists, folded."""
    was: str = ""
    """An older key of the column."""

    def header(self, lang: str) -> str:
        """Give the header text of a new book: the label, and its unit in brackets once."""
        name = self.label.say(lang)
        unit = self.unit.say(lang) if self.unit else ""
        bracket = f"({unit})" if lang == "zh" else f" ({unit})"
        told = name.casefold().endswith((bracket, unit.casefold()))
        return name if not unit or told else name + bracket

    def required_in(self, size: str) -> bool:
        """Whether the cell is always required in *size*."""
        return size in self.need

    def folded_in(self, size: str) -> bool:
        """Whether the column is folded away in *size*."""
        return size in self.folded


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet, one table: an ordered tuple of columns."""

    key: str
    label: Label
    columns: tuple[Column, ...]
    id: tuple[str, ...] = ()
    """The keys that name a row for people and survive sorting."""
    shape: Shape = Shape.ROWS
    phase: str = ""
    """The phase of the manuals' process it belongs to: `1 策划` …"""
    shown_in: tuple[str, ...] = SIZES
    name_key: str = ""
    """The column whose visible name references hold; "" = they hold the ID."""
    id_prefix: str = ""
    """Provisional and new IDs: C → C01."""
    owned: bool = False
    """Written by us alone (汇总看板, 校验结果)."""
    how: Label | None = None
    """The one-line how-to above the table."""
    later: bool = False
    """Belongs to a capability built later."""
    cells: tuple[Column, ...] = field(init=False, repr=False, compare=False)
    """The columns a workbook holds: all but the declared metrics."""
    _by_key: dict[str, Column] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Look columns up once: sheets are asked for them all the time."""
        by_key = {column.key: column for column in reversed(self.columns)}
        cells = tuple(c for c in self.columns if c.owner is not Owner.METRIC)
        object.__setattr__(self, "cells", cells)
        object.__setattr__(self, "_by_key", by_key)

    def __getitem__(self, key: str) -> Column:
        found = self._by_key.get(key)
        if found is None:
            raise KeyError(f"{self.key}.{key}")
        return found

    def __contains__(self, key: str) -> bool:
        return key in self._by_key

    @property
    def table(self) -> str:
        """The name of the sheet's Excel Table in every book."""
        return f"t_{self.key}"
