"""A tab that takes formulas as they are: ours are in file form already."""

from __future__ import annotations

from xlsxwriter.worksheet import Worksheet


class Tab(Worksheet):  # type: ignore[misc]  # XlsxWriter carries no types
    """XlsxWriter's sheet without its forty searches a formula for functions newer than ours."""

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:
        return formula.removeprefix("=")
