"""The numbers rules judge by: rows of 设置, each with its source; never constants here."""

from promo_xl.book import Book
from promo_xl.schema import DEFAULTS


def limit(book: Book, key: str) -> float:
    """Give a threshold of this workbook, the product's default where it is blank."""
    for value in (book.settings.get(key), DEFAULTS[key]):
        if isinstance(value, int | float) and value == value:
            return float(value)
    raise ValueError(f"not a number: settings.{key}")
