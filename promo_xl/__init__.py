"""promo_xl: one promotion workbook, checked, computed and reported."""

__version__ = "0.1.0"
