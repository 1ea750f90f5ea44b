"""Names of the files we make: safe on Windows, macOS and Linux, whatever the campaign's name."""

import hashlib
import re
import unicodedata

from promo_xl.schema.label import Label

REPORT = Label("结案报告", "close-out")
DECK = Label("复盘", "review")
_UNSAFE = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*\u2028\u2029]+')
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?$", re.IGNORECASE)
_LONGEST = 60


def safe_name(name: str) -> str:
    """Give *name* as a file stem; where it had to change, a short hash keeps it unique."""
    text = unicodedata.normalize("NFC", name)
    text = "".join(c for c in text if unicodedata.category(c) not in ("Cs", "Cc", "Cf"))
    stem = _UNSAFE.sub("_", text).strip(" .")[:_LONGEST].rstrip(" .")
    if _RESERVED.match(stem):
        stem = f"_{stem}"
    if stem == name:
        return stem
    tail = hashlib.blake2s(name.encode("utf-8", "surrogatepass"), digest_size=3).hexdigest()
    return f"{stem or 'campaign'}-{tail}"


def document_name(campaign: str, what: Label, as_of: str, lang: str, suffix: str) -> str:
    """Give `618年中狂欢_结案报告_2026-06-28.docx`."""
    return f"{safe_name(campaign)}_{what.say(lang)}_{as_of}{suffix}"
