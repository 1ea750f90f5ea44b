"""Office and LibreOffice open the decks."""

from pathlib import Path

import pytest

from promo_xl.render.slides import render_deck
from tests.office import to_pdf, to_png
from tests.render.sample_facts import HOSTILE, closed_618, sample_stamp
from tests.render.slides.reading import opened
from tests.render.slides.test_fitting import crowded
from tests.validator import errors_of


def decks(folder: Path) -> list[Path]:
    """Write a hostile Chinese draft and a crowded English deck."""
    hostile = sample_stamp(title=HOSTILE, draft=True)
    made = {
        "draft": render_deck(closed_618(), (), None, "zh", hostile),
        "crowded": render_deck(crowded(13), (), None, "en", sample_stamp()),
    }
    for name, data in made.items():
        (folder / f"{name}.pptx").write_bytes(data)
    return [folder / f"{name}.pptx" for name in made]


@pytest.mark.validator
def test_every_deck_is_valid_for_office(tmp_path: Path) -> None:
    assert errors_of(decks(tmp_path)) == []


@pytest.mark.office
def test_libreoffice_prints_a_page_a_slide(tmp_path: Path) -> None:
    files = decks(tmp_path)
    for file, pdf in zip(files, to_pdf(files, tmp_path), strict=True):
        pages = len(opened(file.read_bytes()).slides)
        assert len(to_png(pdf, tmp_path / pdf.stem, 10)) == pages
