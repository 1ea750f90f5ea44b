"""The live formulas of a book, in the form files hold."""

from promo_xl.render.master.making import Making
from promo_xl.schema.formula import naming, row_formula
from promo_xl.schema.sheet import Column, Sheet


class EmptyText(str):
    """A cached "" that XlsxWriter marks as text: a plain one it writes without a type."""

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        return self is other

    def __hash__(self) -> int:
        return id(self)


EMPTY = EmptyText()


def column_formula(making: Making, sheet: Sheet, column: Column) -> str:
    """Give the formula every row of a computed column holds."""
    return "=" + row_formula(sheet, column, naming(making.lang), making.lang)


def column_name(making: Making, key: str) -> str:
    """Give `t_daily[花费(元)]` for `daily.cost`."""
    sheet, _, column = key.partition(".")
    return naming(making.lang)(sheet, column)
