"""What LibreOffice computes of workbooks we changed: in one go, starting it costs most."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

import pytest

from promo_xl.pipeline import check, disagreeing, refreshed
from promo_xl.workbook.file import FileWorkbook
from tests.chain.conftest import clean_book
from tests.edit.test_all_ours import DAY
from tests.edit.test_settled import grown
from tests.edit.typed import TYPED, changed, with_days, without_shop
from tests.office import computed_books, differences

pytestmark = pytest.mark.office
CHANGES = ("a no_data", "a all_sorts", "d no_period")
TYPED_IN = "team zh"
GONE = "full en, the shop's rows emptied"
Pairs = Mapping[str, tuple[bytes, bytes]]


@pytest.fixture(scope="module")
def computed(tmp_path_factory: pytest.TempPathFactory) -> Pairs:
    """Give every book of this module as it was saved, and as LibreOffice saved it."""
    folder = tmp_path_factory.mktemp("office")
    books: dict[str, bytes] = {}
    for one in CHANGES:
        sample, change = one.split()
        data = _saved(grown()[0], folder) if change == "all_sorts" else clean_book(sample)
        workbook = changed(data, change, DAY[sample] - timedelta(days=8))
        books[one] = _saved(workbook, folder)
    books[TYPED_IN] = _saved(with_days("team", "zh"), folder)
    workbook = with_days("full", "en")
    without_shop(workbook)
    refreshed(check(workbook, TYPED, TYPED))
    books[GONE] = _saved(workbook, folder)
    found = computed_books(books, folder)
    return {name: (data, found[name]) for name, data in books.items()}


def _saved(workbook: FileWorkbook, folder: Path) -> bytes:
    path = folder / "saved.xlsx"
    path.unlink(missing_ok=True)
    workbook.save(path)
    return path.read_bytes()


@pytest.mark.parametrize("name", CHANGES)
def test_every_formula_shows_what_libreoffice_computes(computed: Pairs, name: str) -> None:
    """With rows appended, on another day, the period moved, data gone: no value is stale."""
    assert differences(*computed[name]) == []


@pytest.mark.parametrize("name", [TYPED_IN, GONE])
def test_the_sheet_behind_tiles_and_charts_asks_what_the_figures_answer(
    computed: Pairs, name: str
) -> None:
    """The shop's own sales from the day they are typed, the channels' once they are gone."""
    assert differences(*computed[name]) == []
    total = 200_070.0 if name == GONE else 450_010.0
    for data in computed[name]:
        run = check(FileWorkbook(data, "new.xlsx"), TYPED, TYPED)
        shown = [value for value in run.book.stale["", "calc_days"].tolist()[2::7] if value]
        assert run.facts["campaign.gmv"].number == total
        assert shown[-1] == total
        assert disagreeing(run) is None


@pytest.mark.parametrize("name", [TYPED_IN, GONE])
def test_a_book_libreoffice_saved_in_between_has_nothing_to_refresh_twice(
    computed: Pairs, name: str
) -> None:
    workbook = FileWorkbook(computed[name][1], "new.xlsx")
    refreshed(check(workbook, TYPED, TYPED))
    assert refreshed(check(workbook, TYPED, TYPED)) == ()


def test_a_book_libreoffice_calculated_and_saved_agrees(computed: Pairs) -> None:
    run = check(FileWorkbook(computed["a all_sorts"][1], "a.xlsx"), DAY["a"], DAY["a"])
    assert disagreeing(run) is None
