"""Sets, lists and errors of a tab that Excel is asked about when somebody looks at them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import TypeVar, overload

from promo_xl.workbook import Place

T = TypeVar("T")


class LazySet(AbstractSet[T]):
    """Places that are looked up when somebody asks for one."""

    __slots__ = ("_found", "_look")

    def __init__(self, look: Callable[[], AbstractSet[T]]) -> None:
        self._look: Callable[[], AbstractSet[T]] | None = look
        self._found: AbstractSet[T] = frozenset()

    def _all(self) -> AbstractSet[T]:
        if self._look is not None:
            self._found, self._look = self._look(), None
        return self._found

    def __contains__(self, item: object) -> bool:
        return item in self._all()

    def __iter__(self) -> Iterator[T]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())


class LazyList(Sequence[T]):
    """Things that are looked for when somebody asks for one."""

    __slots__ = ("_found", "_look")

    def __init__(self, look: Callable[[], Sequence[T]]) -> None:
        self._look: Callable[[], Sequence[T]] | None = look
        self._found: Sequence[T] = ()

    def _all(self) -> Sequence[T]:
        if self._look is not None:
            self._found, self._look = self._look(), None
        return self._found

    @overload
    def __getitem__(self, index: int) -> T: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[T]: ...
    def __getitem__(self, index: int | slice) -> T | Sequence[T]:
        return self._all()[index]

    def __len__(self) -> int:
        return len(self._all())

    def __eq__(self, other: object) -> bool:
        return list(self) == list(other) if isinstance(other, Sequence) else NotImplemented

    def __hash__(self) -> int:
        return id(self)


class LazyErrors(Mapping[Place, str]):
    """Error cells of a tab, known once its values were read."""

    __slots__ = ("_look",)

    def __init__(self, look: Callable[[], Mapping[Place, str]]) -> None:
        self._look = look

    def __getitem__(self, place: Place) -> str:
        return self._look()[place]

    def __iter__(self) -> Iterator[Place]:
        return iter(self._look())

    def __len__(self) -> int:
        return len(self._look())
