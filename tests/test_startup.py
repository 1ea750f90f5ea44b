"""The guard at the start: xlwings does without numpy and pandas, everybody else has them."""

import subprocess
import sys
from pathlib import Path

import pytest

from promo_xl import startup

ROOT = Path(__file__).resolve().parents[1]
PROLOGUE = "import xlwings.utils;xlwings.utils.prepare_sys_path('false;a;a;;;;');"
OURS = "import promo_xl.buttons as b;"


def _python(code: str, *options: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *options, "-B", "-c", code],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={"PYTHONPATH": str(ROOT), "PATH": ""},
        timeout=60,
        check=False,
    )


@pytest.fixture
def site(tmp_path: Path) -> str:
    """Say how a Python reads our .pth file, in code: as it does with site-packages."""
    (tmp_path / startup.PTH).write_text(startup.pth_line(), encoding="utf-8")
    return f"import site; site.addsitedir({str(tmp_path)!r}); import sys;"


def test_the_file_that_is_shipped_is_the_line_of_the_module() -> None:
    assert (ROOT / startup.PTH).read_text(encoding="utf-8") == startup.pth_line()
    assert startup.pth_line().count("\n") == 1


def test_a_button_starts_without_numpy_and_has_it_when_it_needs_it(site: str) -> None:
    done = _python(
        f"{site}{PROLOGUE}{OURS}"
        "print(*sorted({'numpy', 'pandas', 'PIL', 'polars', 'matplotlib'} & sys.modules.keys()));"
        "print(xlwings.utils.np, xlwings.conversion.pd);"
        "import pandas; print(pandas.DataFrame([[1, 2]]).to_numpy().sum());"
        "import promo_xl.startup as s; print(s.is_guarded())"
    )
    assert done.stdout.splitlines() == ["", "None None", "3", "True"], done.stderr


def test_other_macros_and_other_programs_have_all_they_had(site: str) -> None:
    macro = _python(f"{site}{PROLOGUE}print(xlwings.utils.np is not None)")
    assert macro.stdout == "True\n", macro.stderr
    other = _python(
        f"{site}{OURS}print('promo_xl.startup' in sys.modules, len(sys.meta_path))"
    )
    assert other.stdout.split()[0] == "False", other.stderr


def test_a_line_left_behind_by_a_removed_package_says_nothing(site: str) -> None:
    code = (
        f"{site}sys.path[:] = [p for p in sys.path if {str(ROOT)!r} != p]; "
        "print('fine') # import xlwings.utils promo_xl.buttons"
    )
    done = _python(code, "-I", "-S")  # no site-packages, no PYTHONPATH: no promo_xl
    assert (done.returncode, done.stdout, done.stderr) == (0, "fine\n", "")


def test_the_guard_is_for_xlwings_own_imports_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "meta_path", list(sys.meta_path))
    assert not startup.guard()
    assert not startup.is_guarded()
    monkeypatch.setattr(sys, "orig_argv", ["python", "-c", PROLOGUE + OURS])
    assert startup.guard()
    assert startup.is_guarded()
    absent = startup.Absent()
    absent.find_spec("numpy")  # we may ask for it
    asked = {"__name__": "xlwings.utils", "absent": absent}
    eval("absent.find_spec('json')", asked)
    with pytest.raises(ModuleNotFoundError):
        eval("absent.find_spec('pandas.core')", asked)
