"""The conditions of the schema (`when`, `unless`), judged for a whole column at once.

A condition is Python-like: keys of the same row, `plan.key`, `settings.key`, `AS_OF`,
`size`, `== != < <= > >= in and or not`, dates ± days, `empty(k)`, `filled(k)`,
`count(k1, k2)`, `rows(sheet.key)`. Choices are written with their Chinese word and compared
by key. A comparison with a blank cell never holds.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache, reduce
from typing import Any

import numpy as np
from numpy.typing import NDArray

from promo_xl.book import Array, Book, Table
from promo_xl.schema.kind import Choices
from promo_xl.schema.sheet import Sheet

Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Scope:
    """The rows a condition is asked about."""

    book: Book
    table: Table
    as_of: float
    """The as-of day, as an Excel day number."""
    unread: Mapping[str, frozenset[int]]
    """Column -> positions that hold something nobody could read: filled, but no value."""
    known: dict[str, Mask] = field(default_factory=dict)
    """The blanks of the columns asked about so far: a dozen conditions name the same few."""

    def blank(self, key: str) -> Mask:
        """Mark the rows in which nothing stands in *key*; a grey default stands there."""
        if key not in self.known:
            mask = blanks(self.table[key])
            mask[list(self.unread.get(key, ()))] = False
            self.known[key] = mask
        return self.known[key]


@dataclass(frozen=True, slots=True)
class _Operand:
    value: Any
    """A column, or one value for all rows."""
    choices: Choices | None = None


def blanks(column: Array) -> Mask:
    """Mark the blank positions of a column."""
    if column.dtype == object:
        cells = column.tolist()
        return np.fromiter((v is None or v == "" for v in cells), bool, len(cells))
    return np.asarray(np.isnan(column), bool)


def holds(condition: str, scope: Scope) -> Mask:
    """Mark the rows of the table in which *condition* holds."""
    return np.broadcast_to(_truth(_tree(condition), scope), len(scope.table))


@cache
def _tree(condition: str) -> ast.expr:
    """Read a condition once: the schema holds some forty."""
    return ast.parse(condition, mode="eval").body


def _truth(node: ast.expr, scope: Scope) -> Mask:
    if isinstance(node, ast.BoolOp):
        join = np.logical_and if isinstance(node.op, ast.And) else np.logical_or
        return reduce(join, [_truth(value, scope) for value in node.values])
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        return np.logical_not(_truth(node.operand, scope))
    if isinstance(node, ast.Compare) and len(node.ops) == 1:
        return _compared(node, scope)
    if isinstance(node, ast.Call) and _name(node.func) in ("empty", "filled"):
        blank = scope.blank(_name(node.args[0]))
        return blank if _name(node.func) == "empty" else ~blank
    raise ValueError(f"not a condition: {ast.unparse(node)}")


def _compared(node: ast.Compare, scope: Scope) -> Mask:
    sign, left = node.ops[0], _operand(node.left, scope)
    if isinstance(sign, ast.In | ast.NotIn):
        options = node.comparators[0]
        if not isinstance(options, ast.List | ast.Tuple):
            raise ValueError(f"not a list: {ast.unparse(options)}")
        equal = [_meets(left, np.equal, _operand(o, scope)) for o in options.elts]
        found = reduce(np.logical_or, equal)
        return found if isinstance(sign, ast.In) else ~found & ~_empty(left)
    return _meets(left, _SIGNS[type(sign)], _operand(node.comparators[0], scope))


_SIGNS: Mapping[type[ast.cmpop], Callable[[Any, Any], Any]] = {
    ast.Eq: np.equal,
    ast.NotEq: np.not_equal,
    ast.Lt: np.less,
    ast.LtE: np.less_equal,
    ast.Gt: np.greater,
    ast.GtE: np.greater_equal,
}


def _meets(left: _Operand, sign: Callable[[Any, Any], Any], right: _Operand) -> Mask:
    choices = left.choices or right.choices
    a, b = _key(left.value, choices), _key(right.value, choices)
    known = ~_empty(left) & ~_empty(right)
    if not known.any():
        return known
    return np.asarray(sign(a, b), bool) & known


def _key(value: Any, choices: Choices | None) -> Any:
    if not isinstance(value, str):
        return value
    found = choices.find(value) if choices else None
    return found if found is not None else value


def _empty(operand: _Operand) -> Mask:
    value = operand.value
    if isinstance(value, np.ndarray):
        return blanks(value)
    return np.asarray(value is None or value != value or value == "")


def _operand(node: ast.expr, scope: Scope) -> _Operand:
    if isinstance(node, ast.Constant):
        return _Operand(node.value)
    if isinstance(node, ast.Name):
        return _named(node.id, scope)
    if isinstance(node, ast.Attribute):
        return _field(_name(node.value), node.attr, scope)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Sub):
        a, b = _operand(node.left, scope).value, _operand(node.right, scope).value
        return _Operand(a + b if isinstance(node.op, ast.Add) else a - b)
    if isinstance(node, ast.Call):
        return _Operand(_counted(node, scope))
    raise ValueError(f"not a value: {ast.unparse(node)}")


def _named(key: str, scope: Scope) -> _Operand:
    if key == "AS_OF":
        return _Operand(scope.as_of)
    if key == "size" and key not in scope.table.sheet:
        return _Operand(scope.book.size)
    return _Operand(scope.table[key], _choices(scope.table.sheet, key))


def _field(form: str, key: str, scope: Scope) -> _Operand:
    table = scope.book[form]
    choices = _choices(table.sheet, key)
    if form == "settings":
        return _Operand(_number(scope.book.settings.get(key)), choices)
    return _Operand(table.field(key), choices)


def _choices(sheet: Sheet, key: str) -> Choices | None:
    return sheet[key].kind.choices if key in sheet else None


def _number(value: object) -> object:
    """A level typed as a choice (`1`) compares as a number."""
    return float(value) if isinstance(value, str) and value.isdigit() else value


def _counted(node: ast.Call, scope: Scope) -> NDArray[np.int64]:
    if _name(node.func) == "count":
        filled = [~scope.blank(_name(arg)) for arg in node.args]
        return np.asarray(np.sum(filled, axis=0), np.int64)
    if _name(node.func) == "rows" and isinstance(node.args[0], ast.Attribute):
        other = scope.book[_name(node.args[0].value)]
        return referring(other, node.args[0].attr, scope.table)
    raise ValueError(f"not a function: {ast.unparse(node)}")


def referring(other: Table, key: str, table: Table) -> NDArray[np.int64]:
    """Count, for every row of *table*, the rows of *other* whose *key* refers to it."""
    codes, words = other.codes(key)
    counts = np.bincount(codes[codes >= 0], minlength=len(words))
    of = dict(zip(words, counts.tolist(), strict=True))
    return np.array([of.get(i, 0) for i in table[table.sheet.id[0]]], np.int64)


def _name(node: ast.expr) -> str:
    if isinstance(node, ast.Name):
        return node.id
    raise ValueError(f"not a name: {ast.unparse(node)}")
