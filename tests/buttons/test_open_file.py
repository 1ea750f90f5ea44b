"""A finished file is opened with the program that belongs to it."""

import os
import sys
from pathlib import Path

import pytest

from promo_xl.buttons import open_file as opening

pytestmark = pytest.mark.linux


def _opener(folder: Path, name: str, code: int) -> Path:
    note = folder / "opened"
    program = folder / name
    program.write_text(
        f'#!/bin/sh\nprintf %s "$1" > {note}\nexit {code}\n', encoding="utf-8"
    )
    program.chmod(0o755)
    return note


@pytest.mark.parametrize(("system", "name"), [("linux", "xdg-open"), ("darwin", "open")])
def test_the_systems_own_opener_gets_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, system: str, name: str
) -> None:
    monkeypatch.setattr(sys, "platform", system)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert not opening.open_file(tmp_path / "报告 1.docx")  # there is none
    note = _opener(tmp_path, name, 0)
    assert opening.open_file(tmp_path / "报告 1.docx")
    assert note.read_text(encoding="utf-8") == str(tmp_path / "报告 1.docx")
    _opener(tmp_path, name, 3)
    assert not opening.open_file(tmp_path / "报告 1.docx")


@pytest.mark.filterwarnings("ignore::ResourceWarning")  # it outlives us on purpose
def test_an_opener_that_stays_has_taken_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "xdg-open"
    program.write_text("#!/bin/sh\nexec /bin/sleep 2\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(opening, "_SECONDS", 0.2)
    assert opening.open_file(tmp_path / "a.docx")


def test_windows_opens_by_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[Path] = []
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(os, "startfile", opened.append, raising=False)
    assert opening.open_file(tmp_path / "a.docx")
    assert opened == [tmp_path / "a.docx"]

    def refused(path: Path) -> None:
        raise OSError("no program")

    monkeypatch.setattr(os, "startfile", refused, raising=False)
    assert not opening.open_file(tmp_path / "a.docx")
