"""The doctor on computers given as data, and on this one for real."""

import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from promo_xl.buttons.health import button_lines, machine_lines
from promo_xl.buttons.line import Line
from promo_xl.buttons.machine import Machine
from promo_xl.cli import run
from promo_xl.cli.doctor import examined, mended, template_lines
from promo_xl.cli.gather import this_machine
from promo_xl.cli.install import set_up
from promo_xl.startup import pth_line
from tests.buttons.machines import WPS_WIN, mac, windows
from tests.chain.conftest import ROOT


def looked(machine: Machine) -> list[Line]:
    """Look at everything but the templates, which take a second."""
    return [*machine_lines(machine), *button_lines(machine)]


def line(machine: Machine, key: str) -> Line:
    [found] = [line for line in looked(machine) if line.key == key]
    return found


def bad(machine: Machine) -> list[str]:
    return [line.key for line in looked(machine) if line.state == "bad"]


@pytest.fixture
def ready(tmp_path: Path) -> Machine:
    """Give a Windows computer after pip and promo-xl install."""
    machine = windows(tmp_path)
    set_up(machine, remove=False, dry_run=False, force=False)
    mended(machine, None)
    return machine


def test_where_nothing_lacks_every_line_is_fine(ready: Machine) -> None:
    lines = looked(ready)
    assert [(line.key, line.state) for line in lines if line.state != "ok"] == [
        ("office", "hint")
    ]
    assert {"excel", "extras", "conf", "policy", "guard", "fonts"} <= {x.key for x in lines}


def test_wps_in_excels_place_is_told_with_what_to_do(ready: Machine) -> None:
    hijacked = replace(ready, excel=WPS_WIN)
    told = line(hijacked, "excel")
    assert told.state == "bad"
    assert "WPS占用了Excel的接口" in told.says.zh
    assert "修复Office" in told.says.zh
    assert "启动文件" in told.says.zh
    assert line(replace(hijacked, xlwings=""), "excel").state == "hint", "no buttons wanted"
    assert replace(ready, excel=r"D:\office6\et.exe /automation").is_wps
    assert not ready.is_wps


def test_without_excel_the_launchers_are_named_and_nothing_is_bad(ready: Machine) -> None:
    none = replace(ready, excel="")
    assert bad(none) == []
    assert "启动文件" in line(none, "excel").says.zh


@pytest.mark.parametrize(
    ("policies", "state", "said"),
    [
        ({}, "ok", "允许启用宏"),
        ({"vbawarnings": 1}, "ok", "允许启用宏"),
        ({"vbawarnings": 4}, "bad", "信任中心"),
        ({"vbawarnings": 3}, "bad", "数字签名"),
        ({"vbawarnings": 1, "policy.vbawarnings": 4}, "bad", "管理员"),
        ({"vbawarnings": 4, "policy.vbawarnings": 2}, "ok", "允许启用宏"),
    ],
)
def test_the_macro_block_of_excel_is_read_the_companys_word_first(
    ready: Machine, policies: dict[str, int], state: str, said: str
) -> None:
    told = line(replace(ready, policies=policies), "policy")
    assert (told.state, said in told.says.zh) == (state, True), told.says.zh


def test_missing_extras_and_settings_name_the_command(tmp_path: Path) -> None:
    fresh = windows(tmp_path)
    assert bad(fresh) == ["conf"]
    assert "promo-xl install" in line(fresh, "conf").says.zh
    assert (
        "pip install xlwings pyopenvba"
        in line(replace(fresh, pyopenvba=""), "extras").says.en
    )
    plain = replace(fresh, xlwings="", pyopenvba="")
    assert bad(plain) == [], "reports need neither"
    assert line(plain, "extras").state == "hint"


def test_another_python_or_half_the_settings_are_seen(ready: Machine) -> None:
    assert line(replace(ready, python=ready.python.upper()), "conf").state == "ok"
    told = line(replace(ready, python=r"D:\venv\python.exe"), "conf")
    assert told.state == "bad"
    assert ready.python in told.says.zh
    assert r"D:\venv\python.exe" in told.says.zh
    whole = ready.conf.read_bytes()
    ready.conf.write_bytes(whole.splitlines(keepends=True)[0])
    assert line(ready, "conf").state == "hint"


def test_a_mac_needs_the_script_of_this_xlwings(tmp_path: Path) -> None:
    package = tmp_path / "xlwings"
    package.mkdir()
    (package / "xlwings-0.37.8.applescript").write_bytes(b"on VbaHandler\n")
    machine = mac(tmp_path, package)
    assert bad(machine) == ["conf", "script"]
    set_up(machine, remove=False, dry_run=False, force=False)
    assert bad(machine) == []
    assert bad(replace(machine, xlwings="0.38.0")) == ["script"]
    wps = replace(machine, excel="/Applications/wpsoffice.app")
    assert bad(wps) == ["excel"]


def test_the_start_up_file_is_put_in_place_once(tmp_path: Path) -> None:
    machine = windows(tmp_path)
    assert line(machine, "guard").state == "hint"
    [done] = mended(machine, None)
    placed = machine.site / "promo_xl.pth"
    assert str(placed) in done.zh
    assert placed.read_text(encoding="utf-8") == pth_line()
    assert line(machine, "guard").state == "ok"
    assert mended(machine, None) == []
    placed.write_bytes(b"import promo_xl.gone\n")
    assert line(machine, "guard").state == "hint"
    assert mended(replace(machine, excel=""), None) == [], "no Excel, no buttons"
    placed.chmod(0o444)
    [refused] = mended(machine, None)
    assert "没有写入" in refused.zh, "said, and the other lines follow"


def test_old_pythons_narrow_ones_and_poor_consoles_are_told(ready: Machine) -> None:
    assert line(replace(ready, version=(3, 10, 9)), "python").state == "bad"
    assert line(replace(ready, bits=32), "python").state == "hint"
    assert line(replace(ready, encoding="ascii"), "console").state == "hint"
    assert line(replace(ready, encoding="cp936"), "console").state == "ok"
    assert line(replace(ready, command=""), "package").state == "hint"
    assert line(replace(ready, soffice="/usr/bin/soffice"), "office").state == "ok"


def test_fonts_name_ours_else_its_stand_in(ready: Machine) -> None:
    assert line(ready, "fonts").says.zh == "中文字体：微软雅黑"
    other = replace(ready, fonts=("Noto Sans CJK HK", "Noto Sans CJK SC"))
    assert "由Noto Sans CJK SC代替" in line(other, "fonts").says.zh
    assert line(replace(ready, fonts=()), "fonts").state == "hint"


def test_a_library_that_does_not_load_is_named_with_the_way_out(ready: Machine) -> None:
    broken = replace(ready, broken={"numpy": "DLL load failed"})
    told = line(broken, "package")
    assert told.state == "bad"
    assert "pip install --force-reinstall numpy" in told.says.zh
    assert not any(x.key.startswith("templates") for x in examined(broken, None))


def test_this_computer_is_asked_for_real() -> None:
    machine = this_machine()
    assert machine.system == "linux"
    assert machine.broken == {}
    assert machine.xlwings
    assert machine.pyopenvba
    assert machine.applescript is None


def test_a_chinese_console_shows_a_sign_a_line() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "promo_xl", "doctor"],
        env=os.environ
        | {"PYTHONPATH": str(ROOT), "PROMO_XL_LANG": "zh", "PYTHONIOENCODING": "gbk"},
        capture_output=True,
        encoding="gbk",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    *lines, last = done.stdout.splitlines()
    assert lines[0].startswith("√ Python 3.")
    assert all(re.match("[√●] ", line) for line in lines)
    assert "?" not in done.stdout
    assert last == "都正常（●只是提示）。"


def test_programs_read_the_same_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["doctor", "--format", "json", "--lang", "en"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["version"], told["file"], told["lang"]) == (1, None, "en")
    assert len(told["lines"]) == sum(told["summary"].values())
    states = {line["key"]: line["state"] for line in told["lines"]}
    assert states["templates_zh"] == states["templates_en"] == states["python"] == "ok"
    assert {"key", "state", "message"} == set(told["lines"][0])


def test_a_damaged_template_is_named(
    ready: Machine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(ROOT / "workbook_templates", tmp_path / "workbook_templates")
    spoilt = tmp_path / "report_templates" / "zh"
    spoilt.mkdir(parents=True)
    (spoilt / "deck.pptx").write_bytes(b"PK")
    monkeypatch.setattr("promo_xl.config._HERE", tmp_path / "promo_xl")
    zh, en = template_lines(ready)
    assert (zh.state, en.state) == ("bad", "bad")
    assert "重新安装promo_xl" in zh.says.zh
    assert "deck.pptx" in en.says.en, "which file is missing"


@pytest.mark.parametrize(
    ("args", "code"), [(["--format", "xml"], 2), (["--lang", "fr"], 2), (["/none.xlsx"], 4)]
)
def test_slips_are_sentences(
    args: list[str], code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["doctor", *args]) == code
    assert args[-1] in capsys.readouterr().err
