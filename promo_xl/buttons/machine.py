"""What is known of the computer at hand: plain facts, gathered once by the command line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from promo_xl.buttons.xlwings_conf import conf_path

OLDEST = (3, 11)


@dataclass(frozen=True, slots=True)
class Machine:
    """One computer, one person, one Python."""

    system: str
    """win, mac or linux."""
    python: str
    version: tuple[int, int, int]
    bits: int
    home: Path
    package: Path
    """The folder promo_xl is installed in."""
    site: Path
    """Where this Python's start-up files (.pth) lie."""
    promo_xl: str
    command: str = ""
    """Where `promo-xl` is on the PATH."""
    broken: Mapping[str, str] = field(default_factory=dict)
    """Packages we cannot do without that cannot be imported, and why."""
    xlwings: str = ""
    """Installed versions, "" where missing."""
    xlwings_folder: Path | None = None
    pyopenvba: str = ""
    excel: str = ""
    """The program that answers for Excel: the COM server on Windows, the app on a Mac."""
    policies: Mapping[str, int] = field(default_factory=dict)
    """Excel's macro settings: vbawarnings, and the company's policy.vbawarnings."""
    fonts: Sequence[str] = ()
    """Chinese fonts that were found."""
    soffice: str = ""
    encoding: str = "utf-8"
    """How the console is written."""
    code_page: str = "utf-8"
    """How Excel's macro reads text files."""
    utf8_mode: bool = False
    """This Python reads text files as UTF-8 though the code page is another."""
    environ: Mapping[str, str] = field(default_factory=dict)

    @property
    def conf(self) -> Path:
        """Give where xlwings keeps this person's settings."""
        return conf_path(self.system, self.home)

    @property
    def newline(self) -> str:
        """Give how lines end here."""
        return "\r\n" if self.system == "win" else "\n"

    @property
    def has_excel(self) -> bool:
        """Whether macros can run here at all."""
        return bool(self.excel) and not self.is_wps

    @property
    def is_wps(self) -> bool:
        """Whether WPS has put itself in Excel's place: xlwings cannot work with it."""
        program = self.excel.replace("\\", "/").lower()
        return any(
            word in program for word in ("/wps", "kingsoft", "wps office", "/et.exe")
        )

    @property
    def applescript(self) -> tuple[Path, Path] | None:
        """Give xlwings' script and where Excel for Mac wants it."""
        if self.system != "mac" or self.xlwings_folder is None:
            return None
        name = f"xlwings-{self.xlwings}.applescript"
        folder = self.home / "Library/Application Scripts/com.microsoft.Excel"
        return self.xlwings_folder / name, folder / name
