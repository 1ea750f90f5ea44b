"""Restricted words in customer-facing text: which patterns of 词库 a text meets. A help only."""

from __future__ import annotations

import re
from functools import lru_cache
from unicodedata import normalize

import numpy as np

from promo_xl.book import Array, Book
from promo_xl.schema.ad_words import AD_WORDS

_Patterns = tuple[re.Pattern[str], ...]


def lint(book: Book) -> Array:
    """Give the restricted words of each material's copy, blank where there are none."""
    patterns = _patterns(book)
    texts = book["materials"]["copy"].tolist()
    found = np.empty(len(texts), object)
    found[:] = [found_in(text, patterns) for text in texts]
    return found


def found_in(text: object, patterns: _Patterns) -> str | None:
    """List the words *patterns* find in *text*, each once, as they stand there."""
    if not text:
        return None
    plain = normalize("NFKC", str(text))
    spans = sorted(
        (match.start(), -match.end(), match[0])
        for pattern in patterns
        for match in pattern.finditer(plain)
        if match[0]
    )
    kept: dict[str, None] = {}
    end = 0
    for start, last, word in spans:
        if start >= end:  # of overlapping words the longest says it all
            kept[word] = None
            end = -last
    return "；".join(kept) or None


def _patterns(book: Book) -> _Patterns:
    """Give the team's own list, else ours."""
    own = [str(word) for word in book["words"]["pattern"].tolist() if word]
    return _compiled(tuple(own or _OURS))


_OURS = tuple(word.pattern for word in AD_WORDS)


@lru_cache(maxsize=4)
def _compiled(words: tuple[str, ...]) -> _Patterns:
    return tuple(map(_compile, words))


def _compile(word: str) -> re.Pattern[str]:
    try:
        return re.compile(normalize("NFKC", word), re.IGNORECASE)
    except re.error:  # a word with signs in it, no pattern
        return re.compile(re.escape(normalize("NFKC", word)), re.IGNORECASE)
