"""LibreOffice computes what we saved; Office's own validator finds nothing to object to."""

from pathlib import Path

import openpyxl
import pytest

from tests.office import recalculate
from tests.render.master.campaign import empty, master
from tests.validator import errors_of


def _books() -> dict[str, bytes]:
    """Give both states, each in one language; the demo's books are the other halves."""
    return {"filled": master("zh"), "empty": empty("en")}


@pytest.mark.office
def test_libreoffice_computes_every_formula_to_the_value_we_saved(tmp_path: Path) -> None:
    books = _books()
    computed = recalculate(books, tmp_path)
    for name, data in books.items():
        path = tmp_path / f"{name}.xlsx"
        path.write_bytes(data)
        formulas = openpyxl.load_workbook(path)
        saved = openpyxl.load_workbook(path, data_only=True)
        differing = [
            f"{name} {sheet.title}!{cell.coordinate}: {ours!r} is {theirs!r}"
            for sheet in formulas
            for row in sheet.iter_rows()
            for cell in row
            if cell.data_type == "f" and cell.value != "=TODAY()"
            and not _same(
                ours := saved[sheet.title][cell.coordinate].value,
                theirs := computed[name][sheet.title][cell.coordinate].value,
            )
        ]  # fmt: skip
        assert differing == []


def _same(ours: object, theirs: object) -> bool:
    if isinstance(ours, int | float) and isinstance(theirs, int | float):
        return ours == pytest.approx(theirs, rel=1e-9, abs=1e-9)
    return (ours or "") == (theirs or "")


@pytest.mark.validator
def test_office_has_nothing_to_object_to(tmp_path: Path) -> None:
    files = []
    for name, data in _books().items():
        files.append(tmp_path / f"{name}.xlsx")
        files[-1].write_bytes(data)
    assert errors_of(files) == []
