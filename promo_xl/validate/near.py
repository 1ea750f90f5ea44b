"""Did you mean …: the words nearest to what a person typed."""

from collections.abc import Sequence
from difflib import get_close_matches

from promo_xl.schema.label import Label, fold

_ALIKE = 0.6


def nearest(word: object, words: Sequence[str]) -> tuple[str, ...]:
    """Give the words a person may have meant, best first: one that holds it, else alike."""
    typed = fold(word)
    by_fold = {fold(w): w for w in reversed(words)}
    inside = [w for w in by_fold if typed and (typed in w or (len(w) > 1 and w in typed))]
    found = inside or get_close_matches(typed, by_fold, n=3, cutoff=_ALIKE)
    return tuple(by_fold[w] for w in sorted(found, key=lambda w: abs(len(w) - len(typed))))


def did_you_mean(found: Sequence[str]) -> Label:
    """Say the first of the nearest words, for the end of a sentence; nothing where none is."""
    if not found:
        return Label("", "")
    return Label(f"，是不是「{found[0]}」？", f"; did you mean “{found[0]}”?")


def like(example: str) -> Label:
    """Say an example, for the end of a sentence; nothing where there is none.

    Examples are the manuals' own, so most are Chinese: those say nothing in English.
    """
    zh, en = f"，如 {example}", f", like {example}"
    return Label(zh if example else "", en if example and example.isascii() else "")
