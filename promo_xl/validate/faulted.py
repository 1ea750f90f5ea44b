"""What the reader kept as faults, gathered by column, on their way to being findings."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from promo_xl.book import Book, Fault, Table
from promo_xl.finding import Severity
from promo_xl.schema.sheet import Column
from promo_xl.validate.rule import Hits


@dataclass(frozen=True, slots=True)
class Group:
    """All faults of one sort in one column."""

    table: Table
    column: Column
    faults: Sequence[Fault]

    @property
    def raw(self) -> list[object]:
        """What stands in the cells."""
        return [fault.raw for fault in self.faults]

    def hits(
        self,
        slots: Mapping[str, object],
        *,
        variant: str = "",
        severity: Severity | None = None,
        fixable: Sequence[bool] = (),
    ) -> Hits:
        """Mark every cell; a slot holds a list (a value a cell) or one value for all."""
        n = len(self.faults)
        return Hits(
            self.table,
            [fault.row for fault in self.faults],
            self.column.key,
            {key: v if isinstance(v, list) else [v] * n for key, v in slots.items()},
            severity=severity,
            variant=variant,
            values=self.raw,
            places=[fault.at for fault in self.faults],
            fixable=fixable,
        )


def faulted(book: Book, what: str) -> Iterator[Group]:
    """Gather the faults of one sort, a group a column."""
    found: dict[tuple[str, str], list[Fault]] = {}
    for fault in book.faults:
        if fault.what == what and fault.key in book[fault.sheet].sheet:
            found.setdefault((fault.sheet, fault.key), []).append(fault)
    for (sheet, key), faults in found.items():
        table = book[sheet]
        yield Group(table, table.sheet[key], faults)


def _merged(table: Table, fault: Fault) -> Mapping[str, range]:
    """Say which cells a merge covers: column -> positions. They are not empty, but joined."""
    area = fault.at
    rows = range(max(area.top - table.top, 0), min(area.bottom - table.top + 1, len(table)))
    return {
        key: rows
        for key, place in table.places.items()
        if isinstance(place, int) and area.left <= place <= max(area.right, area.left)
    }


_UNREAD = frozenset({"unreadable", "not_a_choice", "unknown_ref", "error_cell", "uncached"})


def unread(book: Book) -> Mapping[str, Mapping[str, frozenset[int]]]:
    """Say where something stands that gave no value: sheet -> column -> positions."""
    found: dict[str, dict[str, set[int]]] = {}
    for fault in book.faults:
        if fault.what in _UNREAD and fault.row >= 0:
            found.setdefault(fault.sheet, {}).setdefault(fault.key, set()).add(fault.row)
        elif fault.what == "merged":
            for key, rows in _merged(book[fault.sheet], fault).items():
                found.setdefault(fault.sheet, {}).setdefault(key, set()).update(rows)
    return {
        sheet: {key: frozenset(rows) for key, rows in columns.items()}
        for sheet, columns in found.items()
    }
