"""The demo, run once a session as a person runs it: a process of its own, in both languages."""

import functools
import json
import os
import subprocess
import sys
from datetime import date, datetime
from pathlib import Path

import pytest

from promo_xl.cli.demo import with_days
from promo_xl.derive.calendar import is_workday
from promo_xl.pipeline import Run, check, new
from promo_xl.schema.scenarios import Brief, starter
from promo_xl.workbook.file import FileWorkbook
from samples.plant import planted

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


NEW_DAY = datetime.fromisoformat("2026-05-01T23:59")
"""The as-of day of new workbooks, a month before their campaign."""


@functools.cache
def new_book(scenario: str, size: str, lang: str) -> bytes:
    """Give a new workbook of a June campaign with a budget and a GMV goal."""
    brief = Brief(
        name="618年中狂欢" if lang == "zh" else "Mid-year sale",
        scenario=scenario,
        lang=lang,
        start=date(2026, 6, 1),
        end=date(2026, 6, 25),
        budget=1.24e6,
        size=size,
        gmv=5e6,
    )
    return new(starter(brief, is_workday), lang, "new.xlsx", NEW_DAY, live_today=False)


SAMPLES = {
    "a": ("zh", "2026-06-28"),
    "d": ("en", "2026-06-28"),
    "b": ("zh", "2026-09-16"),
    "c": ("zh", "2026-10-20"),
    "e": ("zh", "2026-07-15"),
}
"""Each sample's language and the day it is seen; (d) is (a) in English."""


@functools.cache
def clean_book(name: str) -> bytes:
    """Build a sample's workbook from its rows."""
    lang, day = SAMPLES[name]
    folder = ROOT / "samples" / ("a" if name == "d" else name)
    rows = json.loads((folder / f"rows_{lang}.json").read_text(encoding="utf-8"))
    return new(with_days(rows), lang, f"{name}.xlsx", _seen(day), live_today=False)


@functools.cache
def sample_book(name: str) -> bytes:
    """Build a sample's workbook, with the faults only a file can hold."""
    recipe = ROOT / "samples" / name / "recipe.json"
    steps = json.loads(recipe.read_text(encoding="utf-8")) if recipe.exists() else []
    return planted(clean_book(name), steps) if steps else clean_book(name)


@functools.cache
def sample_run(name: str) -> Run:
    """Read, derive and judge a sample's workbook on its day."""
    seen = _seen(SAMPLES[name][1])
    return check(FileWorkbook(sample_book(name), f"{name}.xlsx"), seen, seen)


def _seen(day: str) -> datetime:
    return datetime.fromisoformat(f"{day}T23:59:59")
