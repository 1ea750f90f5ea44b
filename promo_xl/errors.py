"""Faults of the machinery: a missing file, a locked workbook, a broken template.

Faults in the team's data are never exceptions: they are findings. Every error here says,
in both languages, where it happened and what to do; its class gives the exit code.

    PromoXlError
    ├── FindingsError      1  data errors stand in the way of a final report
    ├── UsageError         2  the call itself is wrong
    ├── RefusedError       3  would overwrite, is locked, or changed since it was read
    │   └── ChangedError   3  just the last: reading again and running again may do
    ├── UnreadableError    4  password, corrupt, not a promo_xl workbook
    └── MissingToolError   5  a template, font or program is missing or broken
        └── TemplateError  5
"""


class PromoXlError(Exception):
    """Base of every error promo_xl raises on purpose; says itself in zh and en."""

    exit_code = 1

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.zh = zh
        self.en = en

    def say(self, lang: str) -> str:
        """Give the sentence in *lang* ("zh" or "en")."""
        return self.zh if lang == "zh" else self.en


class FindingsError(PromoXlError):
    """Data errors stand in the way of what was asked."""


class UsageError(PromoXlError):
    """The call itself is wrong: an unknown word, a date nobody can read."""

    exit_code = 2


class RefusedError(PromoXlError):
    """Nothing was written: it would overwrite, is open elsewhere, or changed meanwhile."""

    exit_code = 3


class ChangedError(RefusedError):
    """Nothing was written: the file is another one than was read."""


class UnreadableError(PromoXlError):
    """The file cannot be read as a promo_xl workbook."""

    exit_code = 4


class MissingToolError(PromoXlError):
    """Something this machine needs is missing."""

    exit_code = 5


class TemplateError(MissingToolError):
    """A report or deck template asks for something that does not exist."""
