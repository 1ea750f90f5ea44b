"""Launchers run for real: the file itself, as a desktop runs it, to the opened result."""

import os
import re
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import openpyxl
import pytest

from promo_xl.buttons.beside import find_beside
from promo_xl.buttons.launchers import Launcher, read_launcher, write_launchers
from promo_xl.cli import run
from promo_xl.errors import UnreadableError, UsageError
from tests.buttons.desktop import double_click, entry
from tests.chain.conftest import ROOT, new_book

pytestmark = pytest.mark.linux

ODD = "618 & (终版)! 100% O'Neil.xlsx"
KINDS = ("mac", "linux")


class Desk:
    """A person's folder, and a machine with a program that opens files."""

    def __init__(self, tmp_path: Path) -> None:
        self.folder = tmp_path / "活动 & (1) $HOME `x` 'y'"
        self.folder.mkdir()
        self.bin = tmp_path / "bin"
        self.bin.mkdir()
        self._opened = tmp_path / "opened"
        self.program("xdg-open", f'printf "%s\\n" "$1" >>"{self._opened}"')
        self.environ = {
            "PATH": f"{self.bin}:/usr/bin:/bin",
            "HOME": str(tmp_path),
            "PYTHONPATH": str(ROOT),
            "PYTHONUTF8": "1",
        }

    def program(self, name: str, line: str) -> None:
        """Put a program on the PATH."""
        path = self.bin / name
        path.write_text(f"#!/bin/sh\n{line}\n", encoding="utf-8")
        path.chmod(0o755)

    def install(self) -> None:
        """Put promo-xl on the PATH, as pip does."""
        self.program("promo-xl", f'exec "{sys.executable}" -m promo_xl "$@"')

    def opened(self) -> list[str]:
        """Name the files opened so far, without their folder."""
        if not self._opened.exists():
            return []
        lines = self._opened.read_text(encoding="utf-8").splitlines()
        return [line.removeprefix(f"{self.folder}/") for line in lines]

    def call(self, key: str, name: str) -> int:
        """Call what the launcher calls, without a process of its own."""
        return run(["launch", key, str(self.folder / name)])

    def click(self, name: str) -> subprocess.CompletedProcess[str]:
        """Double-click one of the files."""
        return double_click(self.folder / name, self.environ, self.folder)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    desk = Desk(tmp_path)
    desk.install()
    monkeypatch.setenv("PATH", desk.environ["PATH"])
    return desk


def put(folder: Path, name: str, scenario: str = "bigday") -> Path:
    path = folder / name
    path.write_bytes(new_book(scenario, "small", "zh"))
    return path


def test_refresh_does_what_the_verb_does_and_opens_the_workbook(
    desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    workbook = put(desk.folder, ODD)
    before = workbook.read_bytes()
    by_verb = put(tmp_path, ODD)
    assert run(["refresh", str(by_verb)]) == 0
    write_launchers(workbook, KINDS, "zh")
    done = desk.click("刷新.command")
    assert done.returncode == 0, done.stderr
    assert f"刷新：{ODD}" in done.stdout
    assert "已写入" in done.stdout
    assert workbook.read_bytes() == by_verb.read_bytes() != before
    assert desk.opened() == [ODD]
    assert desk.call("refresh", "刷新.desktop") == 0
    assert re.search("未变，没有写入|unchanged, nothing was", capsys.readouterr().out)
    assert desk.opened() == [ODD, ODD]


def test_check_writes_its_result_and_opens_the_workbook_though_there_are_findings(
    desk: Desk,
) -> None:
    workbook = put(desk.folder, "618.xlsx")
    before = workbook.read_bytes()
    write_launchers(workbook, KINDS, "zh")
    done = desk.click("校验.desktop")
    assert done.returncode == 1, done.stderr
    assert "P11" in done.stdout or "错误" in done.stdout
    assert workbook.read_bytes() != before
    assert desk.opened() == ["618.xlsx"]


def test_a_document_is_made_and_opened_changed_or_not(desk: Desk) -> None:
    write_launchers(put(desk.folder, "618.xlsx"), KINDS, "zh")
    assert desk.call("report", "报告.desktop") == 0
    [report] = [p.name for p in desk.folder.iterdir() if p.suffix == ".docx"]
    assert zipfile.is_zipfile(desk.folder / report)
    address = (desk.folder / "报告.desktop").as_uri()  # some desktops give one
    assert run(["launch", "report", address]) == 0
    assert desk.opened() == [report, report]
    assert desk.call("deck", "复盘PPT.desktop") == 0
    assert desk.opened()[2].endswith(".pptx")


def test_an_open_workbook_is_not_written_and_a_report_says_what_it_rests_on(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    workbook = put(desk.folder, "618.xlsx")
    before = workbook.read_bytes()
    write_launchers(workbook, KINDS, "zh")
    (desk.folder / "~$618.xlsx").write_bytes(b"\x05zhang".ljust(165, b"\0"))
    assert desk.call("refresh", "刷新.command") == 3
    assert re.search("请先保存并关闭|save and close it first", capsys.readouterr().err)
    assert workbook.read_bytes() == before
    assert desk.opened() == []
    assert desk.call("report", "报告.command") == 0
    said = capsys.readouterr().err
    assert re.search(
        "618.xlsx 正打开着：按最近一次保存的|618.xlsx is open: what was saved", said
    )


def beside(folder: Path) -> str:
    return find_beside(folder, read_launcher(folder / "刷新.desktop")).name


def test_a_renamed_workbook_is_found_among_what_is_no_workbook(desk: Desk) -> None:
    workbook = put(desk.folder, "618.xlsx")
    write_launchers(workbook, KINDS, "zh")
    workbook.rename(desk.folder / "618终版.xlsx")
    (desk.folder / "~$别的.xlsx").write_bytes(b"\x05zhang")
    (desk.folder / "坏的.xlsx").write_bytes(b"PK\x03\x04 broken")
    (desk.folder / ".hidden.xlsx").write_bytes(new_book("bigday", "small", "zh"))
    (desk.folder / "夹.xlsx").mkdir()
    with zipfile.ZipFile(desk.folder / "陌生.xlsx", "w") as other:
        other.writestr("_rels/.rels", "<Relationships/>")
    with zipfile.ZipFile(desk.folder / "很大.xlsx", "w", zipfile.ZIP_DEFLATED) as other:
        other.writestr("_rels/.rels", b" " * (9 << 20))
    openpyxl.Workbook().save(desk.folder / "表格.xlsx")
    assert beside(desk.folder) == "618终版.xlsx"
    assert desk.call("refresh", "刷新.desktop") == 0
    assert desk.opened() == ["618终版.xlsx"]


def test_of_two_workbooks_none_is_guessed_but_the_named_one_is_sure(
    tmp_path: Path,
) -> None:
    workbook, other = put(tmp_path, "618.xlsx"), put(tmp_path, "双11.xlsx")
    write_launchers(workbook, KINDS, "zh")
    assert beside(tmp_path) == "618.xlsx"
    with_buttons = workbook.rename(workbook.with_suffix(".xlsm"))
    assert beside(tmp_path) == "618.xlsm", "the same book, with buttons now"
    renamed = with_buttons.rename(tmp_path / "618新.xlsm")
    with pytest.raises(UsageError) as doubt:
        beside(tmp_path)
    assert (
        "找不到 618.xlsx，这个文件夹里有2个活动工作簿：618新.xlsm、双11.xlsx"
        in doubt.value.zh
    )
    assert "618.xlsx is not here, and there are 2 campaign workbooks" in doubt.value.en
    renamed.unlink()
    assert beside(tmp_path) == "双11.xlsx"
    other.unlink()
    with pytest.raises(UnreadableError, match="no campaign workbook is in"):
        beside(tmp_path)


def test_without_promo_xl_it_says_how_to_get_it(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    for python in ("python3", "python", "py"):
        desk.program(python, "exit 1")
    desk.environ["PATH"] = str(desk.bin)
    (desk.bin / "sh").symlink_to("/bin/sh")
    write_launchers(put(desk.folder, "618.xlsx"), KINDS, "zh")
    for name in ("校验.command", "校验.desktop"):
        done = desk.click(name)
        assert done.returncode == 5
        assert "这台电脑还没有安装promo-xl" in done.stdout
        assert "pip install promo_xl" in done.stdout
    assert desk.opened() == []


def test_python_with_the_package_will_do_and_nothing_beside_the_workbook_is_run(
    tmp_path: Path,
) -> None:
    desk = Desk(tmp_path)
    desk.program("python3", f'exec "{sys.executable}" "$@"')
    write_launchers(put(desk.folder, "618.xlsx"), KINDS, "zh")
    (desk.folder / "typer.py").write_text("raise SystemExit(77)\n", encoding="utf-8")
    (desk.folder / "promo-xl").write_text("#!/bin/sh\nexit 78\n", encoding="utf-8")
    (desk.folder / "promo-xl").chmod(0o755)
    done = desk.click("刷新.command")
    assert done.returncode == 0, done.stdout + done.stderr
    assert desk.opened() == ["618.xlsx"]


@pytest.mark.parametrize("there", [True, False])
def test_where_nothing_opens_files_the_file_is_named(
    desk: Desk, capsys: pytest.CaptureFixture[str], there: bool
) -> None:
    desk.program("xdg-open", "exit 3")
    if not there:
        (desk.bin / "xdg-open").unlink()
    workbook = put(desk.folder, "618.xlsx")
    write_launchers(workbook, KINDS, "zh")
    assert desk.call("check", "校验.command") == 1
    said = capsys.readouterr().err
    assert re.search(
        f"请手动打开：{re.escape(str(workbook))}|Could not open it; see ", said
    )


def test_the_window_stays_until_a_person_has_read_the_error(desk: Desk) -> None:
    workbook = put(desk.folder, "618.xlsx")
    write_launchers(workbook, KINDS, "zh")
    workbook.write_bytes(b"PK\x03\x04 broken")
    import pty  # Linux has it

    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [desk.folder / "刷新.command"], env=desk.environ, stdin=theirs, stdout=theirs
    ) as shown:
        os.close(theirs)
        heard = b""
        deadline = time.monotonic() + 30
        while "按回车键关闭".encode() not in heard and time.monotonic() < deadline:
            heard += os.read(ours, 4096)
        assert shown.poll() is None, "it waits"
        os.write(ours, b"\n")
        assert shown.wait(30) == 4
    os.close(ours)


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("check", ""), "不知道启动文件在哪里|the launcher lies is unknown"),
        (
            ("check", "/none/校验.desktop"),
            "不知道启动文件在哪里|the launcher lies is unknown",
        ),
        (("dance", "/none"), "没有“dance”这个按钮|no button “dance”"),
    ],
)
def test_a_call_that_cannot_be_meant_is_a_sentence(
    args: tuple[str, str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["launch", *args]) == 2
    assert re.search(said, capsys.readouterr().err)


def test_a_launcher_never_reaches_out_of_its_folder(tmp_path: Path) -> None:
    folder = tmp_path / "inner"
    folder.mkdir()
    put(tmp_path, "618.xlsx")
    put(folder, "双11.xlsx")
    assert find_beside(folder, Launcher("check", "../618.xlsx")).name == "双11.xlsx"


def test_the_entry_is_one_a_desktop_knows(tmp_path: Path) -> None:
    workbook = put(tmp_path, "618.xlsx")
    [path, *_] = write_launchers(workbook, ("linux",), "zh")
    said = entry(path)
    assert said["Type"] == "Application"
    assert said["Terminal"] == "true"
    assert (said["Name"], said["Name[zh]"]) == ("Check", "校验")


def test_the_verb_is_not_among_those_for_people(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run([]) == 0
    told = capsys.readouterr().out
    assert "refresh" in told
    assert "launch " not in told
