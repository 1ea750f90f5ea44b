"""Build the empty master workbooks from the schema: `python workbook_templates/build.py`.

Everything in them follows from `promo_xl/schema`, so they are never edited by hand; a test
builds them again and compares every byte.
"""

from datetime import datetime
from pathlib import Path

from promo_xl.pipeline import new

HERE = Path(__file__).resolve().parent
MADE = datetime.fromisoformat("2026-01-01T23:59")
"""The day the formulas' cached values speak of; 基准日 itself is live in these books."""


def master(lang: str) -> bytes:
    """Give the empty workbook of full size in *lang*."""
    rows = {"plan": [{"size": "full"}]}
    return new(rows, lang, f"master_{lang}.xlsx", MADE, live_today=True)


if __name__ == "__main__":
    for language in ("zh", "en"):
        path = HERE / f"master_{language}.xlsx"
        path.write_bytes(master(language))
        print(path.name)
