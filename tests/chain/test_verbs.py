"""The verbs on a real file: what they say, what they leave, what they refuse."""

import json
import re
import zipfile
from datetime import date, datetime
from pathlib import Path

import docx
import openpyxl
import pptx
import pytest

from promo_xl import pipeline
from promo_xl.cli import run
from promo_xl.patch import SetCells
from promo_xl.read import read_book
from promo_xl.workbook.file import FileWorkbook
from tests.chain.conftest import promo_xl
from tests.validator import errors_of

AS_OF = ("--as-of", "2026-06-28")
HOSTILE = "A&B <满300减50> =1+1 👍"


def set_cell(path: Path, sheet: str, i: int, key: str, value: str | float) -> None:
    """Type into one cell as a person would, and save."""
    workbook = FileWorkbook(path)
    table = read_book(workbook)[sheet]
    workbook.apply((SetCells(table.title, {table.place(i, key): value}),))
    workbook.save()


def found(path: Path, capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    run(["check", str(path), "--format", "json", *AS_OF])
    told: list[dict[str, object]] = json.loads(capsys.readouterr().out)["findings"]
    return told


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def test_a_finding_is_acknowledged_kept_over_two_refreshes_and_lapses_with_its_cell(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["refresh", str(book), *AS_OF]) == 0
    listed = read_book(FileWorkbook(book))["issues"]["rule_id"].tolist()
    set_cell(book, "issues", listed.index("B10"), "ack", "是")
    for _ in range(2):
        assert run(["refresh", str(book), *AS_OF]) == 0
        capsys.readouterr()
        assert overspent(book, capsys) == [True, False, False]
    before = book.read_bytes()
    assert run(["refresh", str(book), *AS_OF]) == 0
    assert book.read_bytes() == before
    # 信息流's plan goes from 18万 to 18.5万: its overspend is another one now
    daily = read_book(FileWorkbook(book))["daily"]
    first = next(i for i in range(len(daily)) if daily["channel_id"][i] == "C03")
    set_cell(book, "daily", first, "cost", float(daily["cost"][first]) + 500)
    assert run(["refresh", str(book), *AS_OF]) == 0
    capsys.readouterr()
    assert overspent(book, capsys) == [False, False, False]


def overspent(path: Path, capsys: pytest.CaptureFixture[str]) -> list[object]:
    """Say of each overspent line whether it was acknowledged."""
    return [f["acknowledged"] for f in found(path, capsys) if f["id"] == "B10"]


def test_a_refresh_changes_only_what_had_to_change(book: Path) -> None:
    run(["refresh", str(book), *AS_OF])
    set_cell(book, "budget", 0, "planned", 300_000.0)  # 达人 becomes overspent
    typed = parts(book)
    assert run(["refresh", str(book), *AS_OF]) == 0
    after = parts(book)
    assert list(after) == list(typed)
    changed = {name for name in after if after[name] != typed[name]}
    tabs = {f"xl/worksheets/sheet{n}.xml": t for n, t in _numbered(book)}
    # the line itself, its channel's budget, the result, and the pages that speak of it
    expected = {"预算", "渠道计划", "校验结果", "首页", "汇总看板"}
    assert {tabs[name] for name in changed if name in tabs} == expected
    assert [name.split("/")[1] for name in changed if name not in tabs] == ["tables"]


def test_day_targets_that_were_cleared_are_spread_anew_once_and_sum_to_the_goal(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = read_book(FileWorkbook(book))["day_targets"]
    title, rows = table.title, len(table)
    workbook = FileWorkbook(book)
    cleared: dict[tuple[int, int], None] = {
        table.place(i, key): None for i in range(rows) for key in table.places
    }
    workbook.apply((SetCells(title, cleared),))  # its rows stay in the table, blank
    workbook.save()
    assert run(["refresh", str(book), "--dry-run", *AS_OF]) == 0
    assert f"{title}!A7: (空) → 2026-06-01" in capsys.readouterr().out
    assert run(["refresh", str(book), *AS_OF]) == 0
    filled = read_book(FileWorkbook(book))["day_targets"]
    assert filled["gmv_target"].sum() == 5_000_000
    assert filled["cost_target"].sum() == 1_000_000
    sheet = openpyxl.load_workbook(book)[title]
    # 25 days of five channels under the header in row 6
    assert sheet.tables["t_day_targets"].ref == "A6:H131"
    formats = {tuple(cell.number_format for cell in sheet[row]) for row in (7, 31, 32, 131)}
    assert len(formats) == 1
    before = book.read_bytes()
    assert run(["refresh", str(book), *AS_OF]) == 0
    assert book.read_bytes() == before
    capsys.readouterr()
    assert [f for f in found(book, capsys) if f["sheet"] == title] == []


def test_notes_below_cleared_day_targets_do_not_stop_a_refresh(book: Path) -> None:
    table = read_book(FileWorkbook(book))["day_targets"]
    workbook = FileWorkbook(book)
    cells: dict[tuple[int, int], str | None] = {
        (table.top + i, int(str(column))): None
        for i in range(len(table))
        for column in table.places.values()
    }
    workbook.apply((SetCells(table.title, {**cells, (60, 1): "待运营确认"}),))
    workbook.save()
    assert run(["refresh", str(book), *AS_OF]) == 0
    assert not len(read_book(FileWorkbook(book))["day_targets"])


def test_what_somebody_typed_over_a_formula_of_ours_stays_and_stops_no_refresh(
    book: Path,
) -> None:
    names = read_book(FileWorkbook(book)).names
    home, days = names["home_nav1"], names["calc_days"]
    workbook = FileWorkbook(book)
    typed = {home.sheet: (home.top, home.left), days.sheet: (days.top, days.left + 1)}
    workbook.apply(tuple(SetCells(title, {at: "手写"}) for title, at in typed.items()))
    workbook.save()
    assert run(["refresh", str(book), "--as-of", "2026-06-20"]) == 0
    workbook = FileWorkbook(book)
    for title, at in typed.items():
        assert workbook.grid(title).value(*at) == "手写"


def _numbered(path: Path) -> list[tuple[int, str]]:
    """Number the tabs as their parts are numbered in a book of ours."""
    return list(enumerate(FileWorkbook(path).titles(), 1))


def test_a_dry_run_lists_cells_and_writes_nothing(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    set_cell(book, "budget", 0, "planned", 300_000.0)
    before = book.read_bytes()
    assert run(["refresh", str(book), "--dry-run", *AS_OF]) == 0
    assert "校验结果!" in capsys.readouterr().out
    assert book.read_bytes() == before


def test_a_data_error_stops_the_report_and_names_the_cell(
    book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    set_cell(book, "daily", 3, "gmv", "约一千")
    out = tmp_path / "report.docx"
    assert run(["report", str(book), "-o", str(out), *AS_OF]) == 1
    said = capsys.readouterr().err
    assert "日数据!" in said
    assert "约一千" in said
    assert not out.exists()
    assert run(["report", str(book), "-o", str(out), "--force", *AS_OF]) == 0
    header = docx.Document(str(out)).sections[0].header
    words = " ".join(p.text for s in (header,) for p in s.paragraphs)
    body = "\n".join(p.text for p in docx.Document(str(out)).paragraphs)
    assert "草稿" in words + body


def test_a_campaign_name_is_only_text_in_every_file(book: Path, tmp_path: Path) -> None:
    set_cell(book, "plan", 0, "project_name", HOSTILE)
    assert run(["refresh", str(book), *AS_OF]) == 0
    assert run(["report", str(book), "-o", str(tmp_path / "r.docx"), *AS_OF]) == 0
    assert run(["deck", str(book), "-o", str(tmp_path / "d.pptx"), *AS_OF]) == 0
    sheet = openpyxl.load_workbook(book)
    home = [c.value for row in sheet["首页"].iter_rows() for c in row]
    assert HOSTILE in home
    report = docx.Document(str(tmp_path / "r.docx"))
    cells = [c.text for table in report.tables for row in table.rows for c in row.cells]
    assert any(HOSTILE in text for text in cells)
    assert HOSTILE in report.core_properties.title
    deck = pptx.Presentation(str(tmp_path / "d.pptx"))
    texts = [
        s.text_frame.text for page in deck.slides for s in page.shapes if s.has_text_frame
    ]
    assert any(HOSTILE in text for text in texts)


@pytest.mark.validator
def test_files_with_a_hostile_name_open_without_repair(book: Path, tmp_path: Path) -> None:
    set_cell(book, "plan", 0, "project_name", HOSTILE)
    run(["refresh", str(book), *AS_OF])
    run(["report", str(book), "-o", str(tmp_path / "r.docx"), *AS_OF])
    run(["deck", str(book), "-o", str(tmp_path / "d.pptx"), *AS_OF])
    assert errors_of([book, tmp_path / "r.docx", tmp_path / "d.pptx"]) == []


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "空"),
        (b"hello", "不是 .xlsx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "旧版 .xls"),
        (None, "不是推广活动工作簿"),
    ],
)
def test_a_file_that_is_no_campaign_workbook_is_named(
    tmp_path: Path, data: bytes | None, said: str
) -> None:
    path = tmp_path / "来历不明.xlsx"
    if data is None:
        openpyxl.Workbook().save(path)
    else:
        path.write_bytes(data)
    done = promo_xl("check", path, "--lang", "zh")
    assert done.returncode == 4
    assert done.stderr.startswith("来历不明.xlsx")
    assert said in done.stderr


def test_new_makes_a_book_without_errors_and_does_not_overwrite(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "d11.xlsx"
    words = [
        "new",
        HOSTILE,
        "--scenario",
        "大促节点",
        "--lang",
        "zh",
        "--start",
        "2026-11-01",
    ]
    words += ["--end", "2026-11-15", "--budget", "90万", "-o", str(path)]
    assert run(words) == 0
    capsys.readouterr()
    run(["check", str(path), "--format", "json"])
    told = json.loads(capsys.readouterr().out)
    assert told["summary"]["error"] == 0
    assert run(words) == 3
    assert run([*words, "--budget", "95万", "--force"]) == 0
    assert list((tmp_path / ".promo_xl" / "backup").iterdir())


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["check", "nowhere.xlsx"], 4),
        (["rule", "Z99"], 2),
        (["new", "x", "--scenario", "大促节点", "--start", "下周"], 2),
        (["check", "nowhere.xlsx", "--as-of", "soon"], 2),
    ],
)
def test_a_wrong_call_ends_in_one_sentence(
    words: list[str], code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(words) == code
    said = capsys.readouterr()
    assert said.out == ""
    assert len(said.err.strip().splitlines()) == 1
    assert "Traceback" not in said.err


def test_a_document_never_takes_the_place_of_a_workbook(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = book.read_bytes()
    assert run(["report", str(book), "-o", str(book), *AS_OF]) == 2
    assert run(["deck", str(book), "-o", str(book.with_suffix(".docx")), *AS_OF]) == 2
    assert run(["new", "双11", "--start", "2026-11-01", "-o", str(book) + ".docx"]) == 2
    assert run(["demo", "-o", str(book)]) == 2
    assert "-o" in capsys.readouterr().err
    assert book.read_bytes() == before
    assert {p.name for p in book.parent.iterdir()} == {book.name}


def test_refresh_writes_a_copy_into_a_folder_that_is_not_there_yet(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = book.read_bytes()
    assert run(["refresh", str(book), *AS_OF, "-o", str(book.parent / "a" / "b")]) == 0
    assert (book.parent / "a" / "b" / book.name).read_bytes() == before
    assert book.name in capsys.readouterr().out


def test_a_dry_run_says_when_nothing_is_to_change(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["refresh", str(book), *AS_OF, "-n"]) == 0
    assert capsys.readouterr().out.strip() == "没有要改的。"


@pytest.mark.parametrize("day", ["2026/6/28", "2026年6月28日", "20260628", "2026-6-28"])
def test_the_as_of_day_is_read_as_days_are_typed(
    book: Path, capsys: pytest.CaptureFixture[str], day: str
) -> None:
    run(["check", str(book), "--format", "json", "--as-of", day])
    assert json.loads(capsys.readouterr().out)["as_of"] == "2026-06-28"


@pytest.mark.parametrize("day", ["", "tomorrow", "6月28日", "0001-01-01", "9999-12-31"])
def test_an_as_of_day_nobody_can_mean_is_a_wrong_call(book: Path, day: str) -> None:
    assert run(["check", str(book), "--as-of", day]) == 2


@pytest.mark.parametrize(("name", "budget"), [("", "90万"), (" ", "90万"), ("x", "-5")])
def test_a_campaign_needs_a_name_and_no_negative_budget(
    tmp_path: Path, name: str, budget: str
) -> None:
    call = ["new", name, "--start", "2026-11-01", "--budget", budget, "-o", str(tmp_path)]
    assert run(call) == 2
    assert not list(tmp_path.iterdir())


def _repacked(path: Path, part: str, old: str, new: str) -> None:
    """Change a file as another program would: parts as they are, one text replaced."""
    held = parts(path)
    text = held[part].decode()
    assert re.search(old, text)
    held[part] = re.sub(old, new, text).encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in held.items():
            package.writestr(name, data)


def test_names_that_point_at_a_deleted_tab_do_not_stop_a_refresh(book: Path) -> None:
    _repacked(book, "xl/workbook.xml", r'<sheet name="首页"', '<sheet name="封面"')
    assert run(["refresh", str(book), "--as-of", "2026-06-20"]) == 0
    after = book.read_bytes()
    assert run(["refresh", str(book), "--as-of", "2026-06-20"]) == 0
    assert book.read_bytes() == after


def test_a_live_formula_that_shows_an_error_is_reported_at_every_refresh(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = read_book(FileWorkbook(book))["goals"]
    sheet = f"xl/worksheets/sheet{FileWorkbook(book).titles().index(table.title) + 1}.xml"
    cell = table.at(0, "stretch").cell
    broken = r"\g<1>" + ' t="e"' + r"\g<2>" + "<v>#REF!</v></c>"
    _repacked(
        book,
        sheet,
        rf'(<c r="{cell}"(?: s="\d+")?)(?: t="\w+")?(><f>[^<]*</f>)<v>[^<]*</v></c>',
        broken,
    )
    for _ in range(2):
        assert run(["refresh", str(book), *AS_OF]) == 0
    assert "未变" in capsys.readouterr().out.splitlines()[-1]
    assert [f["cell"] for f in found(book, capsys) if f["id"] == "A11"] == [cell]


def test_days_written_into_a_workbook_that_counts_from_1904_are_the_days_meant(
    book: Path,
) -> None:
    _repacked(book, "xl/workbook.xml", "<workbookPr ", '<workbookPr date1904="1" ')
    workbook = FileWorkbook(book)
    cell, day = read_book(workbook).names["AS_OF"], date.fromisoformat("2030-06-12")
    workbook.apply((SetCells(cell.sheet, {(cell.top, cell.left): day}),))
    workbook.save()
    assert run(["refresh", str(book), "--as-of", "2030-06-12"]) == 0
    workbook = FileWorkbook(book)
    at = read_book(workbook).names["calc_through"]
    assert str(workbook.grid(at.sheet).value(at.top, at.left)).startswith("2030-06-")


def test_a_file_marked_read_only_is_not_overwritten(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = book.read_bytes()
    book.chmod(0o444)
    assert run(["refresh", str(book), "--as-of", "2026-06-12"]) == 3
    assert book.name in capsys.readouterr().err
    assert book.read_bytes() == before


def test_rules_are_data_too(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rule", "--all", "--format", "json", "--lang", "en"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert len(told) == 68  # groups A, P, G and B, all but B15
    assert next(r for r in told if r["id"] == "B10")["kind"] == "business"


def test_a_refresh_does_not_mix_two_as_of_days(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    workbook = FileWorkbook(book)
    cell = read_book(workbook).names["AS_OF"]
    typed = date.fromisoformat("2026-06-20")
    workbook.apply((SetCells(cell.sheet, {(cell.top, cell.left): typed}),))
    workbook.save()
    before = book.read_bytes()
    assert run(["refresh", str(book), *AS_OF]) == 2
    assert "2026-06-20" in capsys.readouterr().err
    assert book.read_bytes() == before
    assert run(["refresh", str(book)]) == 0


@pytest.mark.parametrize("name", ["日历", "words", "Lead times", "设置", "校验结果"])
def test_a_settings_tab_is_shown_by_any_of_its_names(
    book: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    assert run(["sheets", str(book), "--show", name]) == 0
    capsys.readouterr()
    assert run(["sheets", str(book)]) == 0
    listed = capsys.readouterr().out.splitlines()
    titles = {"words": "词库", "Lead times": "提前期"}
    assert f"显示  {titles.get(name, name)}" in listed


def test_a_phase_whose_name_two_tracks_share_is_written_by_its_id() -> None:
    def phase(key: str, track: str) -> dict[str, object]:
        day = datetime(2026, 6, 1)  # noqa: DTZ001  (campaign days have no zone)
        return {"phase_id": key, "phase": "专场", "track": track, "start": day, "end": day}

    rows = {
        "phases": [phase("PH1", "天猫"), phase("PH2", "京东")],
        "goals": [{"metric": "GMV", "target": 1e6, "phase_id": "专场·京东"}],
    }
    data = pipeline.new(rows, "zh", "x.xlsx", datetime(2026, 6, 1), live_today=False)  # noqa: DTZ001
    goals = read_book(FileWorkbook(data, "x.xlsx"))["goals"]
    assert goals.raw(0, "phase_id") == "PH2"
