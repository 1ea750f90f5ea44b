"""What new rows of a table hold: what was given, and the formulas its columns are filled with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from promo_xl.errors import RefusedError
from promo_xl.ooxml.cell import Content
from promo_xl.ooxml.refs import file_form, shifted
from promo_xl.ooxml.sheet import Area, SheetXml


def in_file_form(content: Content, table: str) -> Content:
    """Give a content whose formula says `[#This Row]` where people type `@`."""
    text = content.formula
    if text is None or "[" not in text:
        return content
    return replace(content, formula=file_form(text, table))


def known(content: Content) -> Content:
    """Give a formula whose value nobody says as one that carries none."""
    unknown = content.formula is not None and content.value is None
    return replace(content, uncached=True) if unknown else content


class Filling:
    """Fills the rows added to one table."""

    def __init__(
        self,
        sheet: SheetXml,
        table: str,
        headers: Sequence[str],
        formulas: Mapping[str, str],
        body: Area,
    ) -> None:
        self._sheet = sheet
        self._table = table
        self._headers = headers
        self._formulas = {h: file_form(text, table) for h, text in formulas.items()}
        self._body = body
        self._bases: dict[str, int] = {}

    @cached_property
    def _ends(self) -> dict[int, dict[int, str]]:
        """The formulas that the first and the last row of the body hold themselves."""
        return {
            row: {
                column: file_form(cell.formula[1], self._table)
                for column, cell in self._sheet.cells(row).items()
                if cell.formula and cell.formula[1]
            }
            for row in {self._body[0], self._body[2]}
        }

    def row(self, row: int, values: Mapping[str, Content]) -> dict[int, Content]:
        """Give column -> content of one new row."""
        return {
            column: self._content(row, header, column, values)
            for column, header in enumerate(self._headers, self._body[1])
        }

    def _content(
        self, row: int, header: str, column: int, values: Mapping[str, Content]
    ) -> Content:
        if header in values:
            return known(in_file_form(values[header], self._table))
        if header not in self._formulas:
            return Content()
        return Content(formula=self._formula(row, header, column), uncached=True)

    def _formula(self, row: int, header: str, column: int) -> str:
        text = self._formulas[header]
        if header not in self._bases:
            self._bases[header] = self._base(text, column)
        base = self._bases[header]
        return (base and shifted(text, row - base)) or text

    def _base(self, text: str, column: int) -> int:
        """Give the row a formula with relative addresses is written for, 0 where it has none.

        No standard says which row that is: the cells of the column do, or nobody does.
        """
        if shifted(text, 1) == text:
            return 0
        last = self._body[2]
        for base in sorted(self._ends):
            there = self._ends[last].get(column, filled := shifted(text, last - base))
            if self._ends[base].get(column) == text and there == filled:
                return base
        raise self._unsure(self._headers[column - self._body[1]])

    def _unsure(self, header: str) -> RefusedError:
        return RefusedError(
            f"没有写入：表 {self._table} 的列“{header}”的公式用了相对的单元格地址，"
            "无法确定新行里应该指向哪里，请改写成 [@列名] 的形式",
            f"Nothing written: the formula of column {header!r} in table {self._table} uses "
            "relative cell addresses, and what they are in a new row is not certain; "
            "write it with [@column]",
        )
