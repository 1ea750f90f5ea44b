"""Every word a person sees: names, headers, choices and sentences, in both languages."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_UNIT = re.compile(r"\([^()]*\)$")
UNSEEN = dict.fromkeys((0xAD, *range(0x200B, 0x2010), 0x2060, 0xFEFF))
"""Characters of no width, for `str.translate`: they come with pasted text."""


def fold(text: object) -> str:
    """Drop what the eye does not see: width, case and spaces."""
    return _folded(str(text))


@lru_cache(maxsize=8192)
def _folded(text: str) -> str:
    seen = text if text.isascii() else text.translate(UNSEEN)
    return "".join(unicodedata.normalize("NFKC", seen).casefold().split())


def fold_header(text: object) -> str:
    """Fold a header and ignore its trailing unit: `花费（元）` is `花费`."""
    folded = fold(text)
    return _UNIT.sub("", folded) or folded


@dataclass(frozen=True, slots=True)
class Label:
    """One name or sentence in Chinese and English, and what people have called it before."""

    zh: str
    en: str
    aliases: tuple[str, ...] = ()

    def say(self, lang: str, **slots: object) -> str:
        """Give the words in *lang*; `{slots}` are filled with ready text."""
        text = self.zh if lang == "zh" else self.en
        return text.format(**slots) if slots else text

    def matches(self, header: object) -> bool:
        """Whether a person would call *header* the same name: 花费(元) = 花费（元）."""
        wanted = fold_header(header)
        return any(
            wanted == fold_header(name) for name in (self.zh, self.en, *self.aliases)
        )


def named(text: str) -> Label:
    """Declare a label in one line: `中文 | English | older name, another name`."""
    zh, en, *others = (part.strip() for part in text.split(" | "))
    return Label(
        zh, en, tuple(name.strip() for part in others for name in part.split(", "))
    )
