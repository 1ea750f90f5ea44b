"""_meta: language, size and the as-of day we wrote, and nothing a reader knows anyway."""

from tests.render.master.campaign import opened


def test_the_next_reader_finds_language_size_and_our_as_of_day() -> None:
    rows = {str(row[0].value): row[1].value for row in opened()["_meta"].iter_rows()}
    assert rows["lang"] == "zh"
    assert rows["size"] == "small"
    assert rows["as_of_auto"] == "2026-06-04"
    assert rows["schema_version"] == "1"


def test_headers_every_reader_knows_are_not_noted_one_by_one() -> None:
    rows = [str(row[0].value) for row in opened()["_meta"].iter_rows()]
    assert [key for key in rows if key.startswith("header:")] == []
