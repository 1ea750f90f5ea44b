"""The doctor on one workbook and its folder: marks, macros, locks, room, what was left behind."""

import os
import time
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from promo_xl.buttons.health import button_lines
from promo_xl.buttons.health_file import Place, file_lines
from promo_xl.buttons.line import Line
from promo_xl.buttons.machine import Machine
from promo_xl.buttons.macro_book import with_buttons
from promo_xl.cli import run
from promo_xl.cli.doctor import examined, mended
from promo_xl.cli.gather import downloaded, this_machine, this_place
from tests.buttons.machines import windows
from tests.chain.conftest import new_book

HOUR = 3_600 * 10**9


@pytest.fixture
def place(tmp_path: Path) -> Place:
    path = tmp_path / "618.xlsx"
    path.write_bytes(new_book("bigday", "small", "zh"))
    return this_place(path)


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    folder = tmp_path / "person"
    folder.mkdir()
    return replace(windows(folder), xlwings=this_machine().xlwings)


def states(place: Place, machine: Machine) -> dict[str, str]:
    return {line.key: line.state for line in file_lines(place, machine)}


def line(place: Place, machine: Machine, key: str) -> Line:
    [found] = [line for line in file_lines(place, machine) if line.key == key]
    return found


def with_macros(place: Place) -> Place:
    path = place.path.with_suffix(".xlsm")
    path.write_bytes(with_buttons(place.path.read_bytes(), "zh"))
    return this_place(path)


def test_a_sound_workbook_has_three_fine_lines(place: Place, machine: Machine) -> None:
    assert states(place, machine) == {"file": "ok", "rights": "ok", "room": "ok"}


def test_a_damaged_one_is_told_in_the_readers_words(place: Place, machine: Machine) -> None:
    place.path.write_bytes(place.path.read_bytes()[:5000])
    told = line(place, machine, "file")
    assert told.state == "bad"
    assert "618.xlsx：" in told.says.zh
    assert "损坏" in told.says.zh


def test_a_workbook_of_another_kind_is_told(place: Place, machine: Machine) -> None:
    openpyxl.Workbook().save(place.path)
    told = line(place, machine, "file")
    assert told.state == "hint"
    assert "不是推广活动工作簿" in told.says.zh


def test_windows_mark_of_a_downloaded_file_counts_where_there_are_macros(
    place: Place, machine: Machine
) -> None:
    stream = place.path.with_name("618.xlsx:Zone.Identifier")
    stream.write_bytes(b"[ZoneTransfer]\r\nZoneId=3\r\nHostUrl=about:internet\r\n")
    assert downloaded(place.path)
    assert line(this_place(place.path), machine, "downloaded").state == "hint"
    book = replace(with_macros(place), downloaded=True)
    told = line(book, machine, "downloaded")
    assert told.state == "bad"
    assert "解除锁定" in told.says.zh
    stream.write_bytes(b"[ZoneTransfer]\r\nZoneId=1\r\n")
    assert not downloaded(place.path), "a file of the company's own network"


@pytest.mark.linux
def test_a_macs_mark_of_a_downloaded_file_is_asked_of_the_system(
    place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "bin" / "xattr"
    program.parent.mkdir()
    program.write_text('#!/bin/sh\n[ "$*" = "-p com.apple.quarantine $MARKED" ]\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}:/bin:/usr/bin")
    monkeypatch.setenv("MARKED", str(place.path))
    assert downloaded(place.path)
    monkeypatch.setenv("MARKED", "another")
    assert not downloaded(place.path)


def test_the_macros_xlwings_is_compared_with_the_one_installed(
    place: Place, machine: Machine
) -> None:
    book = with_macros(place)
    assert line(book, machine, "module").says.zh.endswith(f"xlwings {machine.xlwings}")
    newer = replace(machine, xlwings="99.1")
    told = line(book, newer, "module")
    assert told.state == "hint", "Windows runs them all the same"
    assert "重新运行 promo-xl buttons" in told.says.zh
    assert line(book, replace(newer, system="mac"), "module").state == "bad"
    bare = place.path.with_name("bare.xlsm")
    bare.write_bytes(place.path.read_bytes())
    assert line(replace(book, path=bare), machine, "module").state == "hint"
    assert "module" not in states(book, replace(machine, pyopenvba=""))


def test_a_workbook_with_macros_makes_sure_that_buttons_are_wanted(
    place: Place, machine: Machine
) -> None:
    bare = replace(machine, xlwings="", pyopenvba="", broken={"numpy": "gone"})
    assert {x.key: x.state for x in button_lines(bare)}["extras"] == "hint"
    found = {x.key: x.state for x in examined(bare, with_macros(place))}
    assert found["extras"] == "bad"


def test_settings_beside_the_workbook_that_name_another_python_are_told(
    place: Place, machine: Machine
) -> None:
    book = with_macros(place)
    beside = place.path.with_name("xlwings.conf")
    beside.write_bytes(f'"INTERPRETER_WIN","{machine.python}"\r\n'.encode())
    assert "conf_beside" not in states(book, machine)
    beside.write_bytes(b'"INTERPRETER_WIN","D:\\old\\python.exe"\r\n')
    assert line(book, machine, "conf_beside").state == "bad"


@pytest.mark.parametrize("mark", ["~$618.xlsx", ".~lock.618.xlsx#"])
def test_a_lock_is_told_and_left_to_the_person(
    place: Place, machine: Machine, mark: str
) -> None:
    path = place.path.with_name(mark)
    path.write_bytes(b"li,li,pc;")
    told = line(place, machine, "lock")
    assert told.state == "hint"
    assert f"删除 {mark}" in told.says.zh
    assert mended(machine, place)
    assert path.exists()


def test_orphans_are_told_and_only_they_are_removed(
    place: Place, machine: Machine, capsys: pytest.CaptureFixture[str]
) -> None:
    backups = place.path.parent / ".promo_xl" / "backup"
    backups.mkdir(parents=True)
    kept = backups / "618.20260601T000000.xlsx"
    kept.write_bytes(b"x" * 200_000)
    name = ".promo_xl-0123456789-ffffff-{}.tmp"
    old = [place.path.with_name(name.format(1)), backups / name.format(2)]
    fresh = place.path.with_name(name.format(3))
    for path in (*old, fresh):
        path.write_bytes(b"half")
    for path in old:
        os.utime(path, ns=(time.time_ns() - 2 * HOUR,) * 2)
    assert "2个" in line(place, machine, "orphans").says.zh
    assert "1份，共 0.2 MB" in line(place, machine, "backups").says.zh
    place.path.chmod(0o444)
    assert run(["doctor", str(place.path), "--fix", "--lang", "zh"]) == 5
    told = capsys.readouterr()
    assert told.err.count("已删除") == 2
    assert "临时文件" not in told.out
    assert "× 没有写权限" in told.out
    assert "有1处（×）要处理。" in told.out
    assert not any(path.exists() for path in old)
    assert fresh.exists(), "somebody may be writing it"
    assert kept.exists()


def test_too_little_room_and_no_right_to_write_are_bad(
    place: Place, machine: Machine
) -> None:
    full = line(replace(place, free=1 << 20), machine, "room")
    assert (full.state, "只剩 1 MB" in full.says.zh) == ("bad", True)
    told = line(replace(place, writable=False), machine, "rights")
    assert (told.state, "只读" in told.says.zh) == ("bad", True)
    assert place.writable
    place.path.chmod(0o444)
    assert not this_place(place.path).writable
