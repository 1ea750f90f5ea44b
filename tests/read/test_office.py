"""A workbook that went through LibreOffice: opened, computed and saved again."""

from pathlib import Path
from typing import Any

import pytest

from tests.office import recalculate
from tests.read.people import GMV, edited, gmv, made, told


@pytest.mark.office
def test_what_libreoffice_saves_is_read_as_it_was(tmp_path: Path) -> None:
    def below(book: Any) -> None:
        tab = book["日数据"]
        for column in (1, 3):
            tab.cell(13, column).value = tab.cell(8, column).value
            tab.cell(13, column).number_format = tab.cell(8, column).number_format
        tab["E13"], tab["AH13"] = "加推", 700

    books = {"zh": made(), "en": made("en"), "below": edited(below, made())}
    recalculate(books, tmp_path)
    saved = [(tmp_path / "computed" / f"{n}.xlsx").read_bytes() for n in range(3)]
    assert [told(book) for book in saved] == [[], [], ["A12 日数据!A13"]]
    assert [gmv(book) for book in saved] == [GMV, GMV, GMV + 700]
