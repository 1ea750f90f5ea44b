"""What a cell may hold: how each kind is named, parsed and shown. An instance each."""

from collections.abc import Callable
from dataclasses import dataclass

from promo_xl.schema.label import Label, fold

Parse = Callable[[object, float | None], object]
"""(what stands in the cell, an Excel day near which a year-less date lies) -> the value.

None stands for *not measured*; ValueError where a person would have to guess.
"""


@dataclass(frozen=True, slots=True)
class Choice:
    """One word of a list. `key` is its English word in snake_case and never changes."""

    key: str
    label: Label


@dataclass(frozen=True, slots=True)
class Choices:
    """A list of words a cell may hold; equal lists share one name and one block of 字典."""

    name: str
    items: tuple[Choice, ...]
    editable: bool = False

    def find(self, word: object) -> str | None:
        """Give the key of *word* in either language (or the key itself), else None."""
        folded = fold(word)
        for item in self.items:
            if folded == fold(item.key) or any(
                folded == fold(name)
                for name in (item.label.zh, item.label.en, *item.label.aliases)
            ):
                return item.key
        return None

    def say(self, key: str, lang: str) -> str:
        """Give the word of *key* in *lang*; a word of the team's own list stays as it is."""
        for item in self.items:
            if item.key == key:
                return item.label.say(lang)
        return key


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of value.

    Dates and times are Excel day numbers of the 1900 system (float), money is 元, a percent
    is a fraction, so every `numeric` kind is one float64 column with NaN for blank.
    """

    key: str
    name: Label
    parse: Parse
    shown: str
    numeric: bool = False
    example: str = ""
    choices: Choices | None = None
    ref: str = ""
    """`sheet.key` of the referenced column, for references."""
    multi: bool = False
    """Several values in one cell, separated by `;` `；` or `、`."""
    span: tuple[int, int] | None = None
    """The smallest and largest number allowed, both included."""
