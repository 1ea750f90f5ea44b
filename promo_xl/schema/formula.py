"""Excel's reading of an expression: the formula of a row, and of a figure over a table.

Blank anywhere is blank, a division by zero is blank, and blank is the empty string:
`IF(COUNT(leaves)<n,"",IF(divisor=0,"",…))`. COUNT takes text for blank, where a plain
`=""` would end in #VALUE!. Every reference is written in the form files hold,
`t_x[[#This Row],[花费(元)]]`; nothing is volatile, nothing needs array entry.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from promo_xl.schema import sheet as find_sheet
from promo_xl.schema.criteria import (
    Asker,
    CellText,
    Naming,
    Test,
    factor,
    field_cell,
    find_column,
    number,
    with_default,
)
from promo_xl.schema.expression import (
    AsOf,
    Col,
    Expr,
    Field,
    Least,
    Most,
    Num,
    Op,
    Sum,
    SumIfs,
)
from promo_xl.schema.sheet import Column, Sheet

__all__ = [
    "CellText",
    "Naming",
    "Test",
    "escape_header",
    "leaves",
    "naming",
    "row_formula",
    "told_by",
    "total_formula",
]


class _Part(NamedTuple):
    """A leaf in Excel's words."""

    seen: str
    """A number, or text where it is blank: what COUNT looks at."""
    number: str
    """The number, once it is known to be one."""
    addend: str
    """What SUM may add: nothing where it is blank."""
    rows: str = ""
    """The count of what it adds up, where it is a sum: blank means 0 of it."""


_Leaf = Callable[[Expr], _Part]


def leaves(e: Expr) -> tuple[str, ...]:
    """List the columns of its own row an expression stands on; criteria are no leaves."""
    return tuple(dict.fromkeys(node.key for node in _nodes(e) if isinstance(node, Col)))


def escape_header(header: str) -> str:
    """Write a header inside the brackets of a structured reference."""
    return "".join(f"'{c}" if c in "'[]#" else c for c in header)


def naming(lang: str) -> Naming:
    """Name columns as a new book in *lang* heads them."""

    def name(sheet: str, key: str) -> str:
        found = find_sheet(sheet)
        return f"{found.table}[{escape_header(found[key].header(lang))}]"

    return name


def row_formula(sheet: Sheet, column: Column, name: Naming, lang: str) -> str:
    """Give the formula of a `formula` column, without `=`, for any row of its table."""
    if column.formula is None:
        raise ValueError(f"{sheet.key}.{column.key} has no formula")
    asker = Asker(name, lang, sheet)

    def leaf(e: Expr) -> _Part:
        if isinstance(e, Col):
            cell = asker.own(e.key)
            read = _defaulted(cell, sheet[e.key], asker)
            return _Part(read, read, read if read == cell else f"N({read})")
        return _common(e, leaf, asker)

    text, told = _guarded(column.formula, leaf), told_by(sheet, column)
    return f'IF({asker.own(told)}="","",{text})' if told else text


def told_by(sheet: Sheet, column: Column) -> str:
    """Give the key that tells a blank row apart where every leaf has a grey default.

    The row of an empty table would otherwise show a number nobody asked for.
    """
    keys = leaves(column.formula) if column.formula is not None else ()
    if not keys or any(sheet[key].default is None for key in keys):
        return ""
    words = [c.key for c in sheet.columns if c.need and not c.kind.numeric]
    return words[0] if words else ""


def total_formula(
    expr: Expr,
    criteria: Sequence[Test],
    name: Naming,
    *,
    sheet: str,
    complete: bool = False,
) -> str:
    """Give a figure's formula over the rows of *sheet* that meet *criteria*, without `=`.

    A column stands for its sum over what is measured; *complete* (rates): over the rows
    in which every leaf is measured.
    """
    asker = Asker(name, "zh")
    asked = [factor(test, asker, lambda e: _fixed(e, asker)) for test in criteria]
    columns = leaves(expr)
    if complete and len(columns) > 1:
        asked = [_measured(f"{sheet}.{key}", asker) for key in columns] + asked

    def leaf(e: Expr) -> _Part:
        if isinstance(e, Col):
            return _summed(f"{sheet}.{e.key}", asked, asker)
        return _common(e, leaf, asker)

    return _guarded(expr, leaf)


def _common(e: Expr, leaf: _Leaf, asker: Asker) -> _Part:
    """Write what reads the same in a row and in a total."""
    if isinstance(e, Field):
        cell = field_cell(e.key, asker.lang)
        return _Part(cell, cell, f"N({cell})")
    if isinstance(e, SumIfs):
        tests = [
            factor((w.key, w.sign, w.value), asker, lambda x: _guarded(x, leaf))
            for w in e.where
        ]
        return _summed(e.key, tests, asker)
    if isinstance(e, Sum):
        parts = [leaf(item) for item in e.items]
        total = f"SUM({','.join(part.addend for part in parts)})"
        rows = f"COUNT({','.join(part.seen for part in parts)})"
        return _Part(f'IF({rows}=0,"",{total})', total, total, rows)
    text = _guarded(e, leaf)
    return _Part(text, text, f"N({text})")


def _guarded(e: Expr, leaf: _Leaf) -> str:
    """Give the number of *e*, or "" where it is blank."""
    parts = {node: leaf(node) for node in _leaf_nodes(e)}
    text = _body(e, parts)
    rows = [part.rows for part in parts.values() if part.rows]
    zeros = rows + [_body(divisor, parts) for divisor in _divisors(e)]
    for zero in reversed(list(dict.fromkeys(zeros))):
        text = f'IF({zero}=0,"",{text})'
    seen = [part.seen for part in parts.values() if not part.rows]
    return f'IF(COUNT({",".join(seen)})<{len(seen)},"",{text})' if seen else text


def _body(e: Expr, parts: dict[Expr, _Part]) -> str:
    if isinstance(e, Num):
        return number(e.value)
    if isinstance(e, AsOf):
        return "INT(AS_OF)"
    if isinstance(e, Op):
        return f"{_operand(e.left, parts)}{e.sign}{_operand(e.right, parts)}"
    if isinstance(e, Least | Most):
        word = "MIN" if isinstance(e, Least) else "MAX"
        return f"{word}({','.join(_body(item, parts) for item in e.items)})"
    return parts[e].number


def _operand(e: Expr, parts: dict[Expr, _Part]) -> str:
    text = _body(e, parts)
    return f"({text})" if isinstance(e, Op) or text.startswith("-") else text


def _divisors(e: Expr) -> list[Expr]:
    """List what must not be 0, inner divisions first."""
    found = [d for child in _children(e) for d in _divisors(child)]
    if isinstance(e, Op) and e.sign == "/" and not isinstance(e.right, Num):
        found.append(e.right)
    return list(dict.fromkeys(found))


def _children(e: Expr) -> tuple[Expr, ...]:
    """Give what is computed inside *e*; a Sum is a leaf of its own: it may lack items."""
    if isinstance(e, Op):
        return (e.left, e.right)
    return e.items if isinstance(e, Least | Most) else ()


def _leaf_nodes(e: Expr) -> Iterator[Expr]:
    if isinstance(e, Col | SumIfs | Field | Sum):
        yield e
    for child in _children(e):
        yield from _leaf_nodes(child)


def _nodes(e: Expr) -> Iterator[Expr]:
    yield e
    for child in e.items if isinstance(e, Sum) else _children(e):
        yield from _nodes(child)


def _defaulted(cell: str, column: Column, asker: Asker) -> str:
    """Read a cell of the row; a default may itself be a field or an expression."""
    default = column.default
    if not isinstance(default, Expr):
        return with_default(cell, column, asker.lang)
    return f'IF({cell}="",{_default_text(column, asker)},{cell})'


def _default_text(column: Column, asker: Asker) -> str:
    """Write a number's grey default; "" where it has none."""

    if isinstance(column.default, int | float):
        return number(column.default)
    return _fixed(column.default, asker) if isinstance(column.default, Expr) else ""


def _fixed(e: Expr, asker: Asker) -> str:
    """Write an expression that asks no row: fields, numbers and the as-of day."""
    if leaves(e):
        raise ValueError(f"no row to take {leaves(e)[0]} from")

    def leaf(part: Expr) -> _Part:
        return _common(part, leaf, asker)

    return _guarded(e, leaf)


def _measured(key: str, asker: Asker) -> str:
    """Give the factor that is 1 where a column holds a number or means its default."""
    sheet, column = find_column(key)
    cells, default = asker.name(sheet.key, column.key), _default_text(column, asker)
    if not default:
        return f"ISNUMBER({cells})"
    meant = f'({cells}="")'
    if isinstance(column.default, Expr):
        meant += f"*ISNUMBER({default})"
    return f"(ISNUMBER({cells})+{meant}>0)"


def _summed(key: str, tests: Sequence[str], asker: Asker) -> _Part:
    """Sum a column over the rows that meet *tests*; blank where nothing is measured."""
    sheet, column = find_column(key)
    cells, default = asker.name(sheet.key, column.key), _default_text(column, asker)
    if not tests and not default:
        rows, total = f"COUNT({cells})", f"SUM({cells})"
    else:
        measured = _measured(key, asker)
        factors = tests if measured in tests else [measured, *tests]
        scope = "*".join(factors if len(factors) > 1 else [*factors, "1"])
        rows, total = f"SUMPRODUCT({scope})", f"SUMPRODUCT({scope},{cells})"
        if default:
            total = f'({total}+N({default})*SUMPRODUCT({scope}*({cells}="")))'
    return _Part(f'IF({rows}=0,"",{total})', total, total, rows)
