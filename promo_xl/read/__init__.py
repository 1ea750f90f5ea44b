"""From a workbook to a Book: finding sheets and headers, parsing columns, filling defaults."""

from promo_xl.read.book import read_book

__all__ = ["read_book"]
