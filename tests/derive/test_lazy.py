"""Things made when asked for: once, in order, and absent where there is nothing."""

from functools import partial

import pytest

from promo_xl.derive.lazy import Later, Lazy


def test_only_what_is_asked_for_is_made_and_only_once() -> None:
    made: list[str] = []

    def maker(key: str) -> str | None:
        made.append(key)
        return None if key == "none" else key.upper()

    found = Lazy({key: partial(maker, key) for key in ("a", "none", "b")})
    assert found["b"] == "B"
    assert found.get("b") == "B"
    assert made == ["b"]
    assert list(found) == ["a", "b"]
    assert "none" not in found
    assert found == {"a": "A", "b": "B"}
    assert len(found) == 2
    assert made == ["b", "a", "none"]
    assert repr(found) == "{'a': 'A', 'b': 'B'}"


def test_what_nobody_makes_is_missing() -> None:
    found: Lazy[str, str] = Lazy({"a": lambda: None})
    for key in ("a", "b"):
        with pytest.raises(KeyError):
            found[key]


def test_a_later_mapping_is_made_when_looked_into() -> None:
    made: list[int] = []

    def make() -> dict[str, None]:
        made.append(1)
        return {"a": None}

    found = Later(make)
    assert not made
    assert found["a"] is None
    assert dict(found) == {"a": None}
    assert len(found) == len(made) == 1
    assert repr(found) == "{'a': None}"
