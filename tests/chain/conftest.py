"""The demo, run once a session as a person runs it: a process of its own, in both languages."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ODD = {
    "zh": {"TZ": "Asia/Shanghai", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "1"},
    "en": {"TZ": "America/Los_Angeles", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "2"},
}


def promo_xl(
    *args: object, env: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run one promo-xl command as its own process."""
    return subprocess.run(
        [sys.executable, "-m", "promo_xl", *map(str, args)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"} | (env or {}),
        timeout=120,
        check=False,
    )


@pytest.fixture(scope="session")
def demos(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Give the demo's folder for each language."""
    folders = {}
    for lang in ("zh", "en"):
        folders[lang] = tmp_path_factory.mktemp("demo") / lang
        done = promo_xl("demo", "-o", folders[lang], "--lang", lang, env=ODD[lang])
        assert done.returncode == 0, done.stderr
    return folders


@pytest.fixture
def book(demos: dict[str, Path], tmp_path: Path) -> Path:
    """Give a copy of the Chinese demo workbook to work on."""
    path = tmp_path / "618.xlsx"
    path.write_bytes(next(demos["zh"].glob("*.xlsx")).read_bytes())
    return path
