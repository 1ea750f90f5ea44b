"""The verbs that write a workbook: what they change, what they say of it, what they log."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from promo_xl.cli import run
from promo_xl.ooxml.save import save_over
from promo_xl.patch import SetCells
from promo_xl.read import read_book
from promo_xl.workbook.file import FileWorkbook
from tests.chain.conftest import clean_book

AS_OF = ("--as-of", "2026-06-28", "--lang", "zh")
EARLIER = ("--as-of", "2026-06-20", "--lang", "zh")


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """Give sample (a) on disk, up to date, 校验结果 out of view."""
    path = tmp_path / "618.xlsx"
    path.write_bytes(clean_book("a"))
    run(["sheets", str(path), "--hide", "校验结果"])
    return path


def changed_tabs(path: Path, before: bytes) -> set[str]:
    old, new = FileWorkbook(before, path.name), FileWorkbook(path)
    return {t for t in new.titles() if [*old.grid(t).rows] != [*new.grid(t).rows]}


def log(path: Path) -> list[dict[str, object]]:
    lines = (path.parent / ".promo_xl" / "log.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in lines.splitlines()]


def overspend(path: Path) -> None:
    workbook = FileWorkbook(path)
    table = read_book(workbook)["budget"]
    workbook.apply((SetCells(table.title, {table.place(0, "planned"): 300_000.0}),))
    workbook.save()


def test_a_check_that_writes_changes_the_list_and_its_line_on_home_and_nothing_else(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    overspend(book)
    before = book.read_bytes()
    capsys.readouterr()
    assert run(["check", str(book), *AS_OF, "--format", "json", "--select", "P"]) == 0
    told = capsys.readouterr().out
    assert book.read_bytes() == before
    call = ["check", str(book), "--write", *AS_OF, "--format", "json", "--select", "P"]
    assert run(call) == 0
    said = capsys.readouterr()
    assert said.out == told  # the receipt goes to the error stream
    assert "首页 [xl/worksheets/sheet1.xml]" in said.err
    assert changed_tabs(book, before) == {"首页", "校验结果"}
    after = read_book(FileWorkbook(book))
    # everything is listed, whatever was asked to be shown
    assert "B10" in after["issues"]["rule_id"].tolist()
    assert not after["issues"].hidden
    assert log(book)[-1]["verb"] == "check"
    state = book.read_bytes(), book.stat().st_mtime_ns, len(log(book))
    assert run(call) == 0
    assert "未变，没有写入" in capsys.readouterr().err
    assert (book.read_bytes(), book.stat().st_mtime_ns, len(log(book))) == state


def test_a_receipt_names_the_tabs_and_the_digest_of_all_the_rest(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = FileWorkbook(book)
    capsys.readouterr()
    assert run(["refresh", str(book), *EARLIER]) == 0
    said = capsys.readouterr().out.splitlines()
    line = log(book)[-1]
    changed = line["changed"]
    assert isinstance(changed, list)
    named = [one for one in said if one.startswith("  ")]
    assert [one.split(" [")[1].rstrip("]") for one in named] == [
        part for part in receipt_order(book, before) if part in {c["part"] for c in changed}
    ]
    assert {"  首页", "  计算", "  汇总看板"} <= {one.split(" [")[0] for one in named}
    assert all(one.split(" [")[0].strip() for one in named)
    rest = next(one for one in said if one.startswith("其余"))
    assert rest == f"其余{line['same']}个部件逐字节未变，sha256 {line['same_sha256']}"
    assert line["as_of"] == "2026-06-20T23:59"
    assert said[-1].startswith("原文件备份：")


def receipt_order(path: Path, before: FileWorkbook) -> list[str]:
    import zipfile

    with zipfile.ZipFile(path) as package:
        return package.namelist()


def test_a_copy_leaves_the_file_alone_and_an_older_copy_is_kept(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    state = book.read_bytes(), book.stat().st_mtime_ns
    other = book.with_name("发老板.xlsx")
    assert run(["refresh", str(book), *EARLIER, "-o", str(other)]) == 0
    first = other.read_bytes()
    assert first != state[0]
    assert run(["refresh", str(book), *AS_OF, "-o", str(other)]) == 0
    kept = list((book.parent / ".promo_xl" / "backup").glob("发老板*"))
    assert [one.read_bytes() for one in kept] == [first]
    capsys.readouterr()
    assert run(["refresh", str(book), *AS_OF, "-o", str(other)]) == 0
    assert "发老板.xlsx：未变" in capsys.readouterr().out
    assert (book.read_bytes(), book.stat().st_mtime_ns) == state


@pytest.mark.parametrize("name", ["发老板.xlsm", "发老板.docx"])
def test_a_copy_keeps_the_kind_of_the_file(
    book: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["refresh", str(book), *AS_OF, "-o", str(book.with_name(name))]) == 2
    assert not book.with_name(name).exists()
    assert ".xlsx" in capsys.readouterr().err


def test_what_somebody_typed_while_a_refresh_ran_is_there_afterwards(
    book: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The file changed after it was read: it is read again, and nothing is written over."""
    typed: list[Path] = []

    def late(path: Path, *args: object, **more: object) -> object:
        if not typed:
            typed.append(path)
            overspend(path)
        return save_over(path, *args, **more)  # type: ignore[arg-type]

    monkeypatch.setattr("promo_xl.workbook.file.save_over", late)
    assert run(["refresh", str(book), *EARLIER]) == 0
    table = read_book(FileWorkbook(book))
    assert table["budget"].raw(0, "planned") == 300_000
    assert "B10" in table["issues"]["rule_id"].tolist()
    monkeypatch.undo()
    before = book.read_bytes()
    assert run(["refresh", str(book), *EARLIER]) == 0
    assert book.read_bytes() == before


def test_formulas_of_peoples_own_are_left_to_excel_and_it_is_said(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from promo_xl.edit.foreign import foreign_formulas
    from promo_xl.patch import Formula

    assert foreign_formulas(read_book(FileWorkbook(book))) == ()
    workbook = FileWorkbook(book)
    daily = read_book(workbook)["daily"]
    own = {(3, 60): Formula("SUM(t_channels[投放花费(元)])", 1.0)}
    workbook.apply((SetCells(daily.title, own),))
    workbook.save()
    capsys.readouterr()
    assert run(["refresh", str(book), *EARLIER]) == 0
    assert "另有1个公式不是本工具的（第一个 日数据!BH3）" in capsys.readouterr().out


def test_showing_a_sheet_is_logged_and_said_by_its_parts(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert run(["sheets", str(book), "--show", "校验结果", "--lang", "zh", "-n"]) == 0
    assert capsys.readouterr().out == "校验结果: 隐藏 → 显示\n"
    assert run(["sheets", str(book), "--show", "校验结果", "--lang", "zh"]) == 0
    assert "  工作簿设置 [xl/workbook.xml]" in capsys.readouterr().out
    assert [line["verb"] for line in log(book)] == ["sheets", "sheets"]


def test_home_is_never_hidden_and_a_name_begun_is_found(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert run(["sheets", str(book), "--hide", "首页"]) == 2
    assert "首页" in capsys.readouterr().err
    assert run(["sheets", str(book), "--hide", "商品"]) == 2
    assert "商品与库存" in capsys.readouterr().err


def test_a_new_workbook_has_only_the_day_to_refresh(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "new.xlsx"
    days = ["--start", "2026-11-01", "--end", "2026-11-15", "--gmv", "5000000"]
    assert run(["new", "E", *days, "--size", "full", "--lang", "en", "-o", str(path)]) == 0
    capsys.readouterr()
    assert run(["refresh", str(path), "-n"]) == 0
    assert "Validation!" not in capsys.readouterr().out  # marks hold on to the same values
