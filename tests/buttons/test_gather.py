"""What is asked of Windows and of a Mac, with their answers given as plain data."""

import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from promo_xl.cli import gather
from promo_xl.cli.gather import registry, this_system
from tests.buttons.machines import EXCEL_WIN, WPS_WIN

CLSID = "{00024500-0000-0000-C000-000000000046}"
SERVER = rf"CLSID\{CLSID}\LocalServer32"
SECURITY = r"Software\Microsoft\Office\16.0\Excel\Security"
POLICY = r"Software\Policies\Microsoft\Office\16.0\Excel\Security"


def answering(
    values: Mapping[tuple[str, str, str], object],
) -> Callable[[str, str, str], object]:
    return lambda root, key, name: values.get((root, key, name))


@pytest.mark.parametrize(
    ("key", "server"),
    [(SERVER, EXCEL_WIN), (SERVER, WPS_WIN), (f"WOW6432Node\\{SERVER}", EXCEL_WIN)],
)
def test_excel_is_the_program_windows_starts_for_it(
    monkeypatch: pytest.MonkeyPatch, key: str, server: str
) -> None:
    root = "HKEY_CLASSES_ROOT"
    values = {(root, r"Excel.Application\CLSID", ""): CLSID, (root, key, ""): server}
    monkeypatch.setattr(gather, "registry", answering(values))
    assert gather._excel("win", Path()) == server
    monkeypatch.setattr(gather, "registry", answering({}))
    assert gather._excel("win", Path()) == ""
    only = {(root, r"Excel.Application\CLSID", ""): CLSID}
    monkeypatch.setattr(gather, "registry", answering(only))
    assert gather._excel("win", Path()) == ""


def test_macro_settings_are_a_persons_and_the_companys(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    user = "HKEY_CURRENT_USER"
    values = {
        (user, SECURITY, "VBAWarnings"): 1,
        (user, POLICY, "VBAWarnings"): 4,
    }
    monkeypatch.setattr(gather, "registry", answering(values))
    assert gather._policies() == {"vbawarnings": 1, "policy.vbawarnings": 4}


def test_a_mac_has_excel_or_wps_among_its_programs(tmp_path: Path) -> None:
    assert gather._excel("mac", tmp_path) == ""
    wps = tmp_path / "Applications" / "wpsoffice.app"
    wps.mkdir(parents=True)
    assert gather._excel("mac", tmp_path) == str(wps)
    excel = tmp_path / "Applications" / "Microsoft Excel.app"
    excel.mkdir()
    assert gather._excel("mac", tmp_path) == str(excel)


def test_fonts_are_files_where_no_program_lists_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("SYSTEMROOT", str(tmp_path))
    (tmp_path / "Fonts").mkdir()
    assert gather._fonts("win", tmp_path) == []
    (tmp_path / "Fonts" / "msyh.ttc").write_bytes(b"")
    assert gather._fonts("win", tmp_path) == ["微软雅黑"]
    (tmp_path / "Library" / "Fonts").mkdir(parents=True)
    (tmp_path / "Library" / "Fonts" / "PingFang.ttc").write_bytes(b"")
    assert gather._fonts("mac", tmp_path) == ["苹方"]


def test_here_there_is_no_registry_and_fonts_are_listed() -> None:
    assert this_system() == "linux"
    assert registry("HKEY_CLASSES_ROOT", "Excel.Application", "") is None
    assert any("CJK" in font for font in gather._fonts("linux", Path.home()))


def test_a_program_that_fails_or_never_answers_tells_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    run = subprocess.run
    monkeypatch.setattr(
        subprocess, "run", lambda *args, **said: run(*args, **{**said, "timeout": 0.1})
    )
    assert gather._asked(["sleep", "5"]) is None
    assert gather._asked(["false"]) is None
    assert gather._asked(["no-such-program"]) is None
