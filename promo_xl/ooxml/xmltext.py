"""Text that may stand in XML: any string a person typed, verbatim, minus what XML forbids."""

import re

_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SPECIAL = re.compile("[^\t\n\r !#-%'-;=?-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML forbids, and & < > " besides."""
_SHEET_CODE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


def clean(text: str) -> str:
    """Drop control characters and lone surrogates: no XML file may hold them."""
    return _FORBIDDEN.sub("", text)


def escape(text: str) -> str:
    """Give *text* ready for an element or a quoted attribute."""
    if _SPECIAL.search(text) is None:  # nearly all text
        return text
    text = clean(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace('"', "&quot;")


def escape_cell(text: str) -> str:
    """Give *text* ready for a worksheet string, where Excel reads `_x0041_` as a code."""
    return _SHEET_CODE.sub("_x005F_", escape(text))
