"""The working calendar as derivation reads it; the days themselves are declared in schema."""

from promo_xl.schema.calendar import is_workday

__all__ = ["is_workday"]
