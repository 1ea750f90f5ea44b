"""Launchers as they lie beside a workbook: their names, what each shell reads in them."""

import re
import stat
from pathlib import Path

import pytest

from promo_xl.buttons import BUTTONS
from promo_xl.buttons.launchers import ENDINGS, read_launcher, write_launchers
from promo_xl.errors import RefusedError

ALL = tuple(ENDINGS)
ZH = [button.label.zh for button in BUTTONS]
ODD = "618 & (终版)! 100% O'Neil.xlsx"


def book(folder: Path, name: str) -> Path:
    path = folder / name
    path.write_bytes(b"PK")
    return path


def listed(folder: Path) -> set[str]:
    return {p.name for p in folder.iterdir() if p.suffix in ENDINGS.values()}


def test_every_button_has_a_launcher_on_every_system(tmp_path: Path) -> None:
    written = write_launchers(book(tmp_path, "618.xlsx"), ALL, "zh")
    assert [p.name for p in written] == [
        f"{label}{ending}" for ending in (".bat", ".command", ".desktop") for label in ZH
    ]
    for path, button in zip(written, BUTTONS * 3, strict=True):
        found = read_launcher(path)
        assert found is not None
        assert (found.key, found.workbook) == (button.key, "618.xlsx")
        runs = path.stat().st_mode & stat.S_IXUSR
        assert bool(runs) == (path.suffix != ".bat")
    english = write_launchers(tmp_path / "618.xlsx", ("win",), "en")
    assert [p.name for p in english] == [f"{b.label.en}.bat" for b in BUTTONS]


def test_a_second_run_writes_nothing_and_a_spoilt_launcher_is_mended(
    tmp_path: Path,
) -> None:
    workbook = book(tmp_path, "618.xlsx")
    paths = write_launchers(workbook, ALL, "zh")
    stamps = [p.stat().st_mtime_ns for p in paths]
    assert write_launchers(workbook, ALL, "zh") == paths
    assert [p.stat().st_mtime_ns for p in paths] == stamps
    whole = paths[4].read_bytes()
    paths[4].write_bytes(whole.replace(b"cd /", b"cd"))
    paths[4].chmod(0o644)
    write_launchers(workbook, ALL, "zh")
    assert paths[4].read_bytes() == whole
    assert paths[4].stat().st_mode & 0o777 == 0o755


def test_a_persons_own_file_of_that_name_stays(tmp_path: Path) -> None:
    own = tmp_path / "报告.bat"
    own.write_bytes(b"@echo mine\r\n")
    written = write_launchers(book(tmp_path, "618.xlsx"), ("win",), "zh")
    assert own.read_bytes() == b"@echo mine\r\n"
    assert {p.name for p in written} == {f"{label}-618.bat" for label in ZH}


def test_where_both_names_are_taken_a_sentence_says_so(tmp_path: Path) -> None:
    for name in ("校验.bat", "校验-618.bat"):
        (tmp_path / name).write_bytes(b"@echo mine\r\n")
    with pytest.raises(RefusedError, match="none of ours") as refused:
        write_launchers(book(tmp_path, "618.xlsx"), ("win",), "zh")
    assert "校验-618.bat 已经存在，而且不是本工具生成的" in refused.value.zh
    assert listed(tmp_path) == {"校验.bat", "校验-618.bat"}


def test_the_second_workbook_of_a_folder_gets_names_of_its_own(tmp_path: Path) -> None:
    first, second = book(tmp_path, "618.xlsx"), book(tmp_path, "双11.xlsx")
    before = [p.read_bytes() for p in write_launchers(first, ("linux",), "zh")]
    theirs = write_launchers(second, ("linux",), "zh")
    assert {p.name for p in theirs} == {f"{label}-双11.desktop" for label in ZH}
    assert [p.read_bytes() for p in write_launchers(first, ("linux",), "zh")] == before
    assert b"Name[zh]=\xe6\xa0\xa1\xe9\xaa\x8c-\xe5\x8f\x8c11\n" in theirs[0].read_bytes()
    first.unlink()
    assert write_launchers(second, ("linux",), "zh") == theirs, "a name once given stays"


def test_a_renamed_workbook_takes_its_launchers_over(tmp_path: Path) -> None:
    workbook = book(tmp_path, "618.xlsx")
    paths = write_launchers(workbook, ("win",), "zh")
    for name in ("618.xlsm", "618终版.xlsm"):  # buttons were put in, then it was renamed
        workbook = workbook.rename(tmp_path / name)
        assert write_launchers(workbook, ("win",), "zh") == paths
        assert {read_launcher(p).workbook for p in paths} == {name}  # type: ignore[union-attr]
    assert listed(tmp_path) == {f"{label}.bat" for label in ZH}


@pytest.mark.parametrize("name", [ODD, '引"号\n换行.xlsx', "a\\b.xlsx"])
def test_any_name_of_a_workbook_is_read_back(tmp_path: Path, name: str) -> None:
    for path in write_launchers(book(tmp_path, name), ALL, "zh"):
        found = read_launcher(path)
        assert found is not None
        assert found.workbook == name


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_windows_reads_ascii_up_to_the_last_exit(tmp_path: Path, lang: str) -> None:
    """No Windows runs here: the text is taken apart as cmd takes it apart."""
    for path, button in zip(
        write_launchers(book(tmp_path, ODD), ("win",), lang), BUTTONS, strict=True
    ):
        data = path.read_bytes()
        assert not data.startswith(b"\xef\xbb\xbf"), "cmd stumbles over a BOM"
        assert data.count(b"\n") == data.count(b"\r\n")
        lines = data.decode("utf-8").split("\r\n")
        end = max(i for i, line in enumerate(lines) if line.startswith("exit /b"))
        commands, tail = lines[: end + 1], lines[end + 1 :]
        assert all(line.isascii() for line in commands)
        assert commands[:3] == [
            "@echo off",
            "setlocal EnableExtensions DisableDelayedExpansion",  # a ! in a path stays
            "chcp 65001 >nul 2>nul",
        ]
        assert_labels(commands)
        calls = [line for line in commands if " launch " in line]
        assert calls == [
            f'{program} launch {button.key} "%HERE%"'
            for program in ("promo-xl", "py -m promo_xl", "python -m promo_xl")
        ]
        # each call is followed by leaving with its exit code, and nothing is in a block
        assert all(commands[commands.index(call) + 1] == "exit /b" for call in calls)
        assert not any(re.search(r"^\s*[()]|[()]\s*$", line) for line in commands)
        assert commands.index('set "HERE=%~f0"') < commands.index('cd /d "%SystemRoot%"')
        for line in commands:  # what may hold & or ( stands in quotes, wherever it is used
            assert re.sub(r'"[^"]*"', "", line).count("%") == line.count("%%L") * 2
        assert_shown_tail(commands, tail, lang)


def assert_labels(commands: list[str]) -> None:
    wanted = [m[1] for line in commands if (m := re.search(r"\bgoto (\w+)$", line))]
    assert wanted == [line[1:] for line in commands if line.startswith(":")]


def assert_shown_tail(commands: list[str], tail: list[str], lang: str) -> None:
    """The Chinese lines are those that `for` shows: it skips just what is run."""
    loops = [line for line in commands if line.startswith("for /f")]
    assert tail[-1] == "", "the last line is ended too"
    assert tail[-2].startswith("# promo_xl launcher ")
    if lang == "en":
        assert not loops
        assert len(tail) == 2
        return
    skip = re.fullmatch(
        r'for /f "usebackq skip=(\d+) eol=# delims=" %%L in \("%HERE%"\) do echo %%L',
        loops[0],
    )
    assert skip is not None
    assert int(skip[1]) == len(commands)
    shown = tail[:-2]
    assert "pip install promo_xl" in "".join(shown)
    assert not any(line.startswith("#") for line in shown)
