"""Rows of a tab that are read when somebody looks at them: most tabs nobody asks for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import overload

Row = Sequence[object]


class LazyRows(Sequence[Row]):
    """A tab's rows, read once at the first look."""

    __slots__ = ("_read", "_rows")

    def __init__(self, read: Callable[[], list[list[object]]]) -> None:
        self._read: Callable[[], list[list[object]]] | None = read
        self._rows: list[list[object]] = []

    @property
    def rows(self) -> list[list[object]]:
        """Give the rows themselves."""
        if self._read is not None:
            self._rows = self._read()
            self._read = None
        return self._rows

    def __len__(self) -> int:
        return len(self.rows)

    @overload
    def __getitem__(self, index: int) -> Row: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Row]: ...
    def __getitem__(self, index: int | slice) -> Row | Sequence[Row]:
        return self.rows[index]

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def __eq__(self, other: object) -> bool:
        return self.rows == list(other) if isinstance(other, Sequence) else NotImplemented

    def __hash__(self) -> int:
        return id(self)
