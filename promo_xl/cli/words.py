"""The language of the command line, settled before anything is printed."""

import locale
import os
import sys
from collections.abc import Mapping, Sequence

LANGS = ("zh", "en")


def console_lang(args: Sequence[str], environ: Mapping[str, str], system: str) -> str:
    """Choose: --lang, then PROMO_XL_LANG, then the system's own; Chinese or else English."""
    for i, word in enumerate(args):
        asked = word.partition("=")[2] if word.startswith("--lang=") else ""
        if word == "--lang" and i + 1 < len(args):
            asked = args[i + 1]
        if asked in LANGS:
            return asked
    wanted = environ.get("PROMO_XL_LANG") or system
    return "zh" if wanted.lower().startswith(("zh", "chinese")) else "en"


def _system() -> str:
    for key in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if os.environ.get(key):
            return os.environ[key]
    return locale.getlocale()[0] or ""


LANG = console_lang(sys.argv[1:], os.environ, _system())


def t(zh: str, en: str) -> str:
    """Give the words in the console's language."""
    return zh if LANG == "zh" else en


_TYPER = (
    ("Usage:", "用法："),
    ("[OPTIONS]", "[选项]"),
    ("Options:", "选项："),
    ("Arguments:", "参数："),
    ("Show this message and exit.", "显示这段说明"),
    ("[required]", "[必填]"),
    ("[default: ", "[默认 "),
    ("Missing argument", "缺少参数"),
    ("Missing option", "缺少选项"),
    ("No such option:", "没有这个选项："),
    ("Did you mean", "是不是"),
    ("Possible options:", "是不是"),
    ("Got unexpected extra argument(s)", "多余的参数："),
    ("Got unexpected extra arguments", "多余的参数："),
    ("Got unexpected extra argument", "多余的参数："),
    ("Option '", "选项 '"),
    ("requires an argument.", "后面要有一个值"),
)


def translated(text: str) -> str:
    """Put the command-line library's own words into the console's language."""
    for en, zh in _TYPER if LANG == "zh" else ():
        text = text.replace(en, zh)
    return text
