"""The settings that lead a button to this Python, read back by xlwings and as VBA reads them."""

import json
import os
import re
import subprocess
import sys
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from types import SimpleNamespace

import pytest

from promo_xl.buttons.machine import Machine
from promo_xl.buttons.xlwings_conf import conf_path
from promo_xl.cli import run
from promo_xl.cli.install import set_up
from promo_xl.errors import RefusedError
from tests.buttons.machines import mac, windows
from tests.chain.conftest import promo_xl

OURS = {"show console": "False", "add_workbook_to_pythonpath": "False"}


def by_xlwings(home: Path) -> dict[str, str]:
    """Ask xlwings itself, in a process whose person's folder is *home*."""
    script = "import json, xlwings.utils as u; print(json.dumps(u.read_user_config()))"
    done = subprocess.run(
        [sys.executable, "-c", script],
        env=os.environ | {"HOME": str(home)},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    found: dict[str, str] = json.loads(done.stdout)
    return found


def by_vba(conf: Path, key: str, code_page: str = "gbk") -> str | None:
    """Read as `Input #` does: pairs in the code page, the first line of a key counts."""
    text = conf.read_bytes().decode(code_page)
    for name, value in re.findall(r'"([^"]*)",(?:"([^"]*)"|[^\r\n]*)\r\n', text):
        if str(name).lower() == key.lower():
            return str(value)
    return None


def put_in(machine: Machine, *, remove: bool = False, dry_run: bool = False) -> int:
    return set_up(machine, remove=remove, dry_run=dry_run, force=False)


def test_xlwings_and_excel_find_this_python(tmp_path: Path) -> None:
    machine = windows(tmp_path)
    assert put_in(machine) == 0
    conf = tmp_path / ".xlwings" / "xlwings.conf"
    assert by_xlwings(tmp_path) == {"interpreter_win": machine.python, **OURS}
    assert by_vba(conf, "Interpreter_Win") == machine.python
    assert by_vba(conf, "SHOW CONSOLE") == "False"


def test_a_chinese_user_name_is_left_to_windows(tmp_path: Path) -> None:
    """xlwings does not start at all where it cannot decode the file."""
    home = "C:\\Users\\张三"
    machine = replace(
        windows(tmp_path, f"{home}\\AppData\\Local\\my env\\python.exe"),
        environ={"UserProfile": home, "LocalAppData": f"{home}\\AppData\\Local"},
    )
    assert put_in(machine) == 0
    assert machine.conf.read_bytes().isascii()
    told = by_xlwings(tmp_path)["interpreter_win"]
    assert told == by_vba(machine.conf, "INTERPRETER_WIN")
    assert told == "%LOCALAPPDATA%\\my env\\python.exe"
    assert put_in(machine, remove=True) == 0
    assert not machine.conf.exists()
    elsewhere = replace(machine, python="D:\\工具\\python.exe")
    assert put_in(elsewhere) == 0
    assert by_vba(machine.conf, "INTERPRETER_WIN") == elsewhere.python


def test_other_settings_stay_byte_for_byte_and_in_order(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    machine = windows(tmp_path)
    machine.conf.parent.mkdir()
    before = (
        '"PYTHONPATH","D:\\数据"\r\n"interpreter_win","C:\\old\\python.exe"\r\n'
        '"LICENSE_KEY","abc=="\r\n"INTERPRETER_WIN","C:\\older.exe"\r\n"UDF MODULES","x"'
    ).encode("gbk")
    machine.conf.write_bytes(before)
    assert put_in(machine) == 0
    assert machine.conf.read_bytes().split(b"\r\n") == [
        '"PYTHONPATH","D:\\数据"'.encode("gbk"),
        b'"INTERPRETER_WIN","C:\\Program Files\\Python 3\\python.exe"',
        b'"LICENSE_KEY","abc=="',
        b'"UDF MODULES","x"',
        b'"SHOW CONSOLE","False"',
        b'"ADD_WORKBOOK_TO_PYTHONPATH","False"',
        b"",
    ]
    [kept] = machine.conf.parent.rglob("xlwings.*T*.conf")
    assert kept.read_bytes() == before
    assert str(kept) in capsys.readouterr().out
    stamp = machine.conf.stat().st_mtime_ns
    assert put_in(machine) == 0
    assert machine.conf.stat().st_mtime_ns == stamp
    assert re.search("未变|unchanged", capsys.readouterr().out)


def test_taking_it_back_leaves_what_was_not_ours(tmp_path: Path) -> None:
    machine = windows(tmp_path)
    assert put_in(machine) == 0
    assert put_in(machine, remove=True) == 0
    assert not machine.conf.exists(), "there was nothing else in it"
    machine.conf.write_bytes(b'"PYTHONPATH","D:\\x"\r\n')
    assert put_in(machine) == 0
    assert put_in(machine, remove=True) == 0
    assert machine.conf.read_bytes() == b'"PYTHONPATH","D:\\x"\r\n'
    other = b'"INTERPRETER_WIN","D:\\another\\python.exe"\r\n'
    machine.conf.write_bytes(other)
    assert put_in(machine, remove=True) == 0
    assert machine.conf.read_bytes() == other, "somebody chose that Python"


def test_a_dry_run_writes_nothing_and_shows_the_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    machine = mac(tmp_path, applescript(tmp_path))
    assert put_in(machine, dry_run=True) == 0
    told = capsys.readouterr().out
    assert f'"INTERPRETER_MAC","{machine.python}"' in told
    assert "com.microsoft.Excel" in told
    assert not (tmp_path / "Library").exists()


@pytest.mark.parametrize(
    "python",
    ['C:\\a"b\\python.exe', "C:\\%UserProfile%\\python.exe", "C:\\ไทย\\python.exe"],
)
def test_a_path_that_could_not_be_read_back_is_refused(tmp_path: Path, python: str) -> None:
    machine = replace(
        windows(tmp_path, python),
        environ={"USERPROFILE": "C:\\Users\\li"},
        utf8_mode="工具" in python,
    )
    with pytest.raises(RefusedError, match="cannot read back"):
        put_in(machine)
    assert not machine.conf.exists()


def test_a_percent_sign_alone_is_only_a_sign(tmp_path: Path) -> None:
    machine = windows(tmp_path, "C:\\100% & more\\%none%\\python.exe")
    assert put_in(machine) == 0
    assert by_vba(machine.conf, "INTERPRETER_WIN") == machine.python


def applescript(folder: Path) -> Path:
    package = folder / "xlwings"
    package.mkdir()
    (package / "xlwings-0.37.8.applescript").write_text("on VbaHandler\n", encoding="utf-8")
    return package


def test_a_mac_gets_the_script_as_well(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    machine = mac(tmp_path, applescript(tmp_path))
    placed = (
        tmp_path
        / "Library/Application Scripts/com.microsoft.Excel/xlwings-0.37.8.applescript"
    )
    assert put_in(machine) == 0
    assert placed.read_text(encoding="utf-8") == "on VbaHandler\n"
    conf = tmp_path / "Library/Containers/com.microsoft.Excel/Data/xlwings.conf"
    assert f'"INTERPRETER_MAC","{machine.python}"\n' in conf.read_text(encoding="utf-8")
    capsys.readouterr()
    assert put_in(machine) == 0
    assert len(re.findall("未变|unchanged", capsys.readouterr().out)) == 2
    assert put_in(machine, remove=True) == 0
    assert not placed.exists()
    assert not conf.exists()


def test_what_else_is_missing_is_said_and_counts(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert put_in(replace(windows(tmp_path), pyopenvba="")) == 5
    assert "pip install xlwings pyopenvba" in capsys.readouterr().out


@pytest.mark.parametrize(("platform", "system"), [("darwin", "mac"), ("win32", "win")])
def test_the_place_is_the_one_xlwings_looks_at(platform: str, system: str) -> None:
    spec = find_spec("xlwings")
    assert spec is not None
    assert spec.origin is not None
    source = Path(spec.origin).read_text(encoding="utf-8")
    lines = source.partition("# Platform specifics")[2].partition("# Errors")[0]
    told: dict[str, object] = {"os": os, "sys": SimpleNamespace(platform=platform)}
    exec(lines, told)
    assert Path(str(told["USER_CONFIG_FILE"])) == conf_path(system, Path.home())


def test_linux_is_told_of_the_launchers_and_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    assert run(["install"]) == 0
    assert "promo-xl buttons" in capsys.readouterr().out
    assert list(tmp_path.iterdir()) == []
    assert run(["install", "--force"]) == 0
    assert by_xlwings(tmp_path) == {"interpreter_win": sys.executable, **OURS}
    assert run(["install", "--remove"]) == 0  # what is there is taken back without a word
    assert not conf_path("linux", tmp_path).exists()


def test_help_is_in_chinese() -> None:
    done = promo_xl("install", "--help", env={"PROMO_XL_LANG": "zh"})
    assert "撤回这些设置" in done.stdout
