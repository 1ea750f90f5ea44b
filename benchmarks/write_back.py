"""Writing into a large workbook beside openpyxl's load and save: CPU, memory and their ratios.

python benchmarks/write_back.py [ROWS …] [--books FOLDER]

The book is our own master with ROWS daily rows in which every typed column is filled. Two
jobs, each in a process of its own on a copy of its own: the write (what a refresh a week
later changes, and 100 rows appended) and that refresh as a whole (read, derive, check,
write). openpyxl sets the same cells. Imports are left out on both sides; memory is the whole
process's. FOLDER keeps the books for another run.
"""

from __future__ import annotations

import argparse
import json
import pickle
import resource
import shutil
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Iterator
from datetime import datetime
from importlib import import_module
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from promo_xl.patch import (
    AppendRows,
    Cached,
    Formula,
    Patch,
    ReplaceRows,
    SetCells,
    ShowTab,
)

BUILT = datetime(2026, 6, 28, 23, 59)  # noqa: DTZ001  (campaign days have no zone)
AS_OF = datetime(2026, 7, 6, 23, 59)  # noqa: DTZ001
APPENDED = 100
TARGETS = {"write": 10, "refresh": 5}
MIB = 1024


def build(path: Path, rows: int) -> None:
    """Write the book: the sample campaign, its daily rows repeated by hour and ad campaign."""
    from promo_xl import pipeline
    from promo_xl.cli.demo import sample_rows
    from promo_xl.schema import sheet

    given = sample_rows("zh")
    days = given["daily"]
    typed = [c for c in sheet("daily").cells if c.owner.value != "tool" and c.kind.numeric]
    given["daily"] = [
        {
            **{c.key: float((i * 37 + n * 11) % 400) for n, c in enumerate(typed)},
            **days[i % len(days)],
            "hour": i // len(days) % 24,
            "campaign": f"计划{i // len(days) // 24 + 1:02d}",
            "account": "旗舰店",
        }
        for i in range(rows)
    ]
    for channel in given["channels"]:
        channel["window_days"] = 15
    made = pipeline.new(given, "zh", path.name, BUILT, live_today=False)
    path.write_bytes(made)


def plan(path: Path) -> dict[str, Patch]:
    """Give the changes of both jobs; both sides make the same ones."""
    from promo_xl import pipeline
    from promo_xl.edit import refresh
    from promo_xl.workbook.file import FileWorkbook

    run = pipeline.check(FileWorkbook(path), AS_OF, AS_OF)
    patch = refresh(run.book, run.facts, run.findings)
    table = run.book["daily"]
    heads = [head for key, head in table.headers.items() if table.sheet[key].kind.numeric]
    rows = [{head: float(n) for head in heads} for n in range(APPENDED)]
    appended = AppendRows(table.title, table.sheet.table, rows)
    return {"write": (*patch, appended), "refresh": patch}


def ours_write(path: Path, patch: Patch) -> None:
    """Open, apply, save: locks, backup, fsync and the check of the result included."""
    from promo_xl.workbook.file import FileWorkbook

    book = FileWorkbook(path)
    book.apply(patch)
    book.save()


def ours_refresh(path: Path, _: Patch) -> None:
    """Do what promo-xl refresh does."""
    from promo_xl import pipeline
    from promo_xl.workbook.file import FileWorkbook

    run = pipeline.check(FileWorkbook(path), AS_OF, AS_OF)
    pipeline.refreshed(run)
    run.workbook.save()


def theirs(path: Path, patch: Patch) -> None:
    """Load, set the same cells, save."""
    import openpyxl

    warnings.simplefilter("ignore")
    book = openpyxl.load_workbook(path)
    for edit in patch:
        for row, column, value in _cells(book[edit.title], edit):
            book[edit.title].cell(row, column).value = value
    book.save(path)


def _cells(tab: Any, edit: object) -> Iterator[tuple[int, int, Any]]:
    """Give the cells an edit sets; what openpyxl cannot (a value beside a formula) is left."""
    if isinstance(edit, SetCells):
        for (row, column), cell in edit.cells.items():
            if not isinstance(cell, Cached):
                yield row, column, _plain(cell)
    elif isinstance(edit, AppendRows | ReplaceRows):
        yield from _rows(tab, edit)
    elif isinstance(edit, ShowTab):
        tab.sheet_state = "visible" if edit.shown else "hidden"


def _rows(tab: Any, edit: AppendRows | ReplaceRows) -> Iterator[tuple[int, int, Any]]:
    table = tab.tables[edit.table]
    first, last = table.ref.split(":")
    top, left, right = tab[first].row, tab[first].column, tab[last].column
    start = tab[last].row + 1 if isinstance(edit, AppendRows) else top + 1
    heads = [tab.cell(top, column).value for column in range(left, right + 1)]
    for row, given in enumerate(edit.rows, start):
        values = [given.get(h) for h in heads] if isinstance(given, dict) else given
        for column, cell in enumerate(values, left):
            yield row, column, _plain(cell)
    end = start + max(len(edit.rows), 1) - 1
    table.ref = table.autoFilter.ref = f"{first}:{tab[last].column_letter}{end}"


def _plain(cell: Any) -> Any:
    return f"={cell.text}" if isinstance(cell, Formula) else cell


def measure(job: Callable[[Path, Patch], None], path: Path, patch: Patch) -> None:
    """Print CPU seconds and the process's peak memory in MB."""
    for module in _NEEDED[job is theirs]:
        import_module(module)
    start = time.process_time()
    job(path, patch)
    took = time.process_time() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MIB
    print(json.dumps([took, peak]))


_NEEDED = {True: ("openpyxl",), False: ("promo_xl.pipeline", "promo_xl.workbook.file")}
JOBS: dict[str, Callable[[Path, Patch], None]] = {
    "ours-write": ours_write,
    "ours-refresh": ours_refresh,
    "openpyxl-write": theirs,
    "openpyxl-refresh": theirs,
}


def compare(rows: int, folder: Path) -> None:
    """Print both jobs of one size."""
    book, changes = folder / f"daily_{rows}.xlsx", folder / f"daily_{rows}.pickle"
    if not changes.exists():
        _child("build", str(book), str(rows))
        _child("plan", str(book), str(changes))
    for job, target in TARGETS.items():
        found = []
        for side in ("ours", "openpyxl"):
            with tempfile.TemporaryDirectory() as work:
                copy = Path(work) / book.name
                shutil.copy(book, copy)
                said = _child(f"{side}-{job}", str(copy), str(changes))
                found.append(json.loads(said.splitlines()[-1]))
        (cpu, peak), (their_cpu, their_peak) = found
        print(
            f"{rows:>7,} {job:8} {cpu:8.2f} {their_cpu:9.2f} {their_cpu / cpu:6.1f}× (≥{target:2})"
            f" {peak:8.0f} {their_peak:9.0f} {their_peak / peak:6.1f}×",
            flush=True,
        )


def _child(*arguments: str) -> str:
    command = [sys.executable, __file__, "--child", *arguments]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout


def child(job: str, path: Path, other: str) -> None:
    """Do one job in this process."""
    if job == "build":
        build(path, int(other))
    elif job == "plan":
        Path(other).write_bytes(pickle.dumps(plan(path)))
    else:
        patch = pickle.loads(Path(other).read_bytes())[job.partition("-")[2]]
        measure(JOBS[job], path, patch)


def main() -> None:
    """Compare both sizes, or those asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rows", nargs="*", type=int, default=[10_000, 100_000])
    parser.add_argument("--books", type=Path)
    asked = parser.parse_args()
    print("   rows job      our CPU  openpyxl   ratio          our MB  openpyxl  ratio")
    with tempfile.TemporaryDirectory() as made:
        folder = asked.books or Path(made)
        folder.mkdir(parents=True, exist_ok=True)
        for rows in asked.rows:
            compare(rows, folder)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--child"]:
        child(sys.argv[2], Path(sys.argv[3]), sys.argv[4])
    else:
        main()
