"""Every button pressed for real, by two engines: the exact command arrives, protection comes back.

The VBA interpreter's Excel model knows protection with its options; LibreOffice knows what a
click on a shape is bound to. Real Excel is a person's: docs/excel-acceptance.md.
"""

import json
import re
import subprocess
from pathlib import Path

import pytest
from pyopenvba.apps.excel import ExcelApplication

from promo_xl import buttons
from promo_xl.buttons import BUTTONS
from promo_xl.buttons.launchers import write_launchers
from promo_xl.buttons.macro_source import NOT_STARTED, SAVE_FIRST
from promo_xl.cli import VERBS
from promo_xl.ooxml.package import open_package
from tests.buttons.macro_books import button_book, recording_book

HERE = Path(__file__).resolve().parent
PROTECTION = re.compile(rb"<sheetProtection[^>]*>")


def command(key: str) -> str:
    """Give what Python must be told."""
    return f"import promo_xl.buttons as b; b.{key}()"


def protections(data: bytes) -> dict[str, bytes]:
    """Give the protection of every sheet with all its options."""
    package = open_package(data)
    found = {n: PROTECTION.search(package.read(n)) for n in package if "/sheet" in n}
    return {name: hit[0] for name, hit in found.items() if hit}


@pytest.fixture(scope="module")
def excel(tmp_path_factory: pytest.TempPathFactory) -> ExcelApplication:
    """Open the Chinese workbook in the interpreter's Excel."""
    path = recording_book("zh", tmp_path_factory.mktemp("run") / "双11 a'b.xlsm")
    app = ExcelApplication.open(path)
    path.unlink()
    return app


def saved(app: ExcelApplication, folder: Path) -> bytes:
    """Save what the interpreter holds and give its bytes."""
    return Path(app.save(folder / "after.xlsm")).read_bytes()


def heard(app: ExcelApplication) -> list[str]:
    """Give the command RunPython got, and the sheets that were protected meanwhile."""
    return str(app.run("Told")).split("|")


@pytest.mark.parametrize("button", BUTTONS, ids=lambda button: button.key)
def test_a_button_gives_python_its_command(
    excel: ExcelApplication, button: buttons.Button
) -> None:
    excel.run(button.sub)
    told, *protected = heard(excel)
    assert told == command(button.key)
    assert protected == ["Sheet2"]  # the guide, which nobody writes to
    assert excel.dialogs == []


@pytest.mark.parametrize("button", BUTTONS, ids=lambda button: button.key)
def test_a_button_is_a_function_a_verb_and_a_launcher(
    button: buttons.Button, tmp_path: Path
) -> None:
    assert callable(getattr(buttons, button.key))
    assert button.verb[0] in VERBS
    book = tmp_path / "活动.xlsm"
    book.write_bytes(button_book("zh"))
    names = [path.stem for path in write_launchers(book, ["linux"], "zh")]
    assert button.label.zh in names


def test_every_sheet_is_protected_again_with_its_own_options(
    excel: ExcelApplication, tmp_path: Path
) -> None:
    before = protections(button_book("zh"))
    assert len(set(before.values())) == 4
    excel.run("PromoRefresh")
    assert protections(saved(excel, tmp_path)) == before


@pytest.mark.parametrize(("mood", "why"), [("raise", "no such thing"), ("fail", "")])
def test_python_that_does_not_start_is_said_and_protection_comes_back(
    excel: ExcelApplication, mood: str, why: str, tmp_path: Path
) -> None:
    excel.dialogs.clear()
    excel.run("SetMood", mood)
    excel.run("PromoCheck")
    excel.run("SetMood", "")
    ((_, said, title, _),) = excel.dialogs
    excel.dialogs.clear()
    assert title == "promo_xl"
    assert said.startswith(NOT_STARTED.zh)
    assert NOT_STARTED.en in said
    assert said.endswith(why)
    assert protections(saved(excel, tmp_path)) == protections(button_book("zh"))


def test_a_workbook_that_was_never_saved_asks_for_it(excel: ExcelApplication) -> None:
    heard(excel)
    folder, excel.workbook.path = excel.workbook.path, ""
    excel.run("PromoDeck")
    excel.workbook.path = folder
    ((_, said, _, _),) = excel.dialogs
    excel.dialogs.clear()
    assert said.replace("\r", "") == f"{SAVE_FIRST.zh}\n\n{SAVE_FIRST.en}"
    assert heard(excel) == [""]


def test_a_sheet_with_a_password_stays_protected_and_asks_nothing(
    excel: ExcelApplication,
) -> None:
    excel.add_module(
        'Sub Lock1()\nSheets(1).Unprotect\nSheets(1).Protect "geheim"\nEnd Sub\n'
        'Sub Open1()\nSheets(1).Unprotect "geheim"\nEnd Sub\n',
        name="Locker",
    )
    excel.run("Lock1")
    excel.run("PromoReport")
    told, *protected = heard(excel)
    assert told == command("report")
    assert protected == ["Sheet1", "Sheet2"]
    assert excel.dialogs == []
    excel.run("Open1")
    assert excel.sheet(1).sheet.protection is None


@pytest.mark.uno
def test_a_click_on_each_shape_runs_its_command_in_libreoffice(tmp_path: Path) -> None:
    book = recording_book("zh", tmp_path / "双11.xlsm")
    job = tmp_path / "job.json"
    job.write_text(json.dumps([str(book)]), encoding="utf-8")
    done = subprocess.run(
        ["/usr/bin/python3", str(HERE / "lo_buttons.py"), str(tmp_path / "lo"), str(job)],
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    (found,) = json.loads(done.stdout)
    assert found["protected"] == 4
    by_name = {one["name"]: one for one in found["pressed"]}
    assert list(by_name) == [button.sub for button in BUTTONS]
    for button in BUTTONS:
        one = by_name[button.sub]
        assert f":VBAProject.PromoButtons.{button.sub}?" in one["script"]
        assert one["text"] == button.label.zh
        assert one["said"] == f"{command(button.key)}|Sheet2"
        assert one["restored"]
