"""Buttons in a process of their own, started as Excel starts it."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

from promo_xl.buttons import BUTTONS

ROOT = Path(__file__).resolve().parents[2]
IMPORT = re.compile(r"(?:from|import)\s+xlwings|import_module\(.xlwings")
CLOSED = re.compile(r"xlwings\.(?:pro|reports|server)\b")


def _run(code: str) -> str:
    env = {k: v for k, v in os.environ.items() if k != "XLWINGS_LICENSE_KEY"}
    done = subprocess.run(
        [sys.executable, "-B", "-c", code],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=env | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_no_button_brings_in_a_part_of_xlwings_that_is_not_free(tmp_path: Path) -> None:
    pressed = json.loads(
        _run(
            "import xlwings.utils;xlwings.utils.prepare_sys_path('false;a;a;;;;');"
            f"from tests.buttons.stage import press_all; press_all({str(tmp_path)!r})"
        )
    )
    plain = _run(
        "import xlwings, json; from tests.buttons.stage import paid; print(json.dumps(paid()))"
    )
    assert len(pressed["said"]) == len(BUTTONS)
    assert not any("promo-xl doctor" in said for said in pressed["said"])
    # without a licence xlwings looks for one when it is imported; nothing else of it is there
    assert pressed["pro"] == json.loads(plain) == ["xlwings.pro.utils"]


def test_the_open_excel_is_reached_in_few_places_and_never_through_the_paid_parts() -> None:
    reached = set()
    for path in (ROOT / "promo_xl").rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        name = path.relative_to(ROOT).as_posix()
        lines = text.splitlines()
        assert not any(CLOSED.search(line) for line in lines if "import" in line), name
        # what stands deeper is under TYPE_CHECKING or in a function
        if any(IMPORT.match(line.strip()) for line in lines):
            reached.add(name)
    assert reached
    live = ("promo_xl/workbook/live", "promo_xl/buttons/")
    assert all(name.startswith(live) for name in reached), reached
