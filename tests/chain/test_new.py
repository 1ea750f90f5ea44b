"""New workbooks: every scenario, size and language is a whole, valid, empty campaign."""

from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from promo_xl.cli import run
from promo_xl.finding import Severity
from promo_xl.pipeline import check
from promo_xl.schema import all_choices
from promo_xl.schema.label import Label
from promo_xl.schema.scenarios import find_scenario
from promo_xl.workbook.file import FileWorkbook
from tests.chain.conftest import NEW_DAY, new_book
from tests.office import computed_books, differences
from tests.validator import errors_of
from workbook_templates.build import master

SCENARIOS = [item.label for item in all_choices()["scenario"].items]
SHEETS = {"small": 6, "team": 11, "full": 20}
EVERY = [(s, size, lang) for s in SCENARIOS for size in SHEETS for lang in ("zh", "en")]


@pytest.mark.parametrize(("scenario", "size", "lang"), EVERY)
def test_a_new_book_has_no_error_and_is_the_same_twice(
    scenario: Label, size: str, lang: str
) -> None:
    data = new_book(scenario.say(lang), size, lang)
    assert new_book.__wrapped__(scenario.say(lang), size, lang) == data
    found = check(FileWorkbook(data, "new.xlsx"), NEW_DAY, NEW_DAY)
    assert not [f for f in found.findings if f.severity is Severity.ERROR]
    assert found.book.size == size
    assert found.book.lang == lang
    assert not found.book.faults


@pytest.mark.parametrize(("size", "lang"), [(s, la) for s in SHEETS for la in ("zh", "en")])
def test_a_size_shows_its_own_sheets(size: str, lang: str) -> None:
    book = openpyxl.load_workbook(BytesIO(new_book("大促节点", size, lang)))
    shown = [sheet.title for sheet in book if sheet.sheet_state == "visible"]
    issues = {"校验结果", "Validation"}
    assert len([t for t in shown[2:] if t not in issues]) == SHEETS[size]


@pytest.mark.office
@pytest.mark.validator
@pytest.mark.parametrize("size", SHEETS)
def test_the_validator_and_libreoffice_accept_every_new_book(
    size: str, tmp_path: Path
) -> None:
    books = {
        f"{scenario.en} {lang}": new_book(scenario.say(lang), size, lang)
        for scenario, its, lang in EVERY
        if its == size
    }
    computed = computed_books(books, tmp_path)
    found = {name: differences(data, computed[name]) for name, data in books.items()}
    assert {name: cells for name, cells in found.items() if cells} == {}
    assert errors_of(sorted((tmp_path / "typed").iterdir())) == []


def test_day_targets_are_laid_out_for_editing_and_add_up_to_the_goal() -> None:
    book = check(
        FileWorkbook(new_book("大促", "full", "zh"), "n.xlsx"), NEW_DAY, NEW_DAY
    ).book
    days = book["day_targets"]
    assert len(days) == 25
    assert days["gmv_target"].sum() == 5_000_000
    assert set(days["source"]) == {"even_by_phase"}
    # 12.4 million cut into 25 days would leave fractions: every amount is whole
    assert (days["gmv_target"] % 1 == 0).all()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_shipped_master_is_what_the_schema_says(lang: str) -> None:
    """After a change of the schema: python workbook_templates/build.py."""
    shipped = Path(__file__).parents[2] / "workbook_templates" / f"master_{lang}.xlsx"
    fits = shipped.read_bytes() == master(lang)  # a diff of bytes takes a minute
    assert fits


def test_new_says_what_it_cannot_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = ("-o", str(tmp_path))
    for args, word in (
        (("--start", "2026-06-01", "--size", "huge"), "huge"),
        (("--start", "2026-06-01", "-s", "婚礼"), "婚礼"),
        (("--start", "2026-06-01", "--launch", "2026-09-01"), "2026-09-01"),
        (("--start", "2026-06-01", "--gmv", "很多"), "很多"),
    ):
        assert run(["new", "x", *args, *out]) == 2
        assert word in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_an_existing_book_is_not_overwritten_unless_forced_and_then_kept(
    tmp_path: Path,
) -> None:
    path = tmp_path / "x.xlsx"
    args = ["new", "x", "--start", "2026-06-01", "-o", str(path)]
    assert run(args) == 0
    before = path.read_bytes()
    assert run([*args, "--size", "team"]) == 3
    assert path.read_bytes() == before
    assert run([*args, "--size", "team", "--force"]) == 0
    assert path.read_bytes() != before
    assert [p.read_bytes() for p in (tmp_path / ".promo_xl" / "backup").iterdir()] == [
        before
    ]


def test_sheets_shows_one_by_any_of_its_names_and_changes_nothing_else(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "x.xlsx"
    path.write_bytes(new_book("大促节点", "small", "zh"))
    for name in ("monitor", "Risks", "用户反馈"):
        assert run(["sheets", str(path), "--show", name]) == 0
    shown = visible(path)
    assert {"执行监控", "风险预案", "用户反馈"} <= shown
    assert "预算" not in shown
    assert "xl/workbook.xml" in capsys.readouterr().out
    assert run(["sheets", str(path), "--hide", "执行监控"]) == 0
    assert "执行监控" not in visible(path)
    before = path.read_bytes()
    assert run(["sheets", str(path), "--show", "风险预案"]) == 0
    assert path.read_bytes() == before
    assert run(["sheets", str(path), "--show", "风险"]) == 2
    assert "风险预案" in capsys.readouterr().err
    assert errors_of([path]) == []


def test_a_bigger_size_shows_its_sheets_and_a_smaller_one_keeps_those_in_use(
    tmp_path: Path,
) -> None:
    path = tmp_path / "x.xlsx"
    path.write_bytes(new_book("大促节点", "small", "zh"))
    small = visible(path)
    assert run(["sheets", str(path), "--size", "团队"]) == 0
    assert visible(path) - small == {
        "预算",
        "资源清单",
        "内容物料",
        "项目组分工",
        "执行日志",
    }
    assert check(FileWorkbook(path), NEW_DAY, NEW_DAY).book.size == "team"
    assert run(["sheets", str(path), "--size", "small"]) == 0
    assert visible(path) == small


def visible(path: Path) -> set[str]:
    book = openpyxl.load_workbook(path)
    return {sheet.title for sheet in book if sheet.sheet_state == "visible"}


def test_every_word_of_the_list_is_a_scenario() -> None:
    assert len({find_scenario(label.zh) for label in SCENARIOS}) == 9
