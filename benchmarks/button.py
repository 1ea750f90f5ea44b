"""What a button costs before our first line and until the check is done: CPU of whole processes.

Excel starts `python -B -c "import xlwings.utils;…; import promo_xl.buttons as b; b.check()"`.
Measured in this environment, with the start-up guard of `promo_xl.pth` and without it. Excel
itself is the one of the tests, so what COM costs on Windows comes on top.
"""

import pickle
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path

from promo_xl.startup import PTH, pth_line
from tests.chain.conftest import sample_book
from tests.workbook.fake_excel import open_book

ROOT = Path(__file__).resolve().parents[1]
RUNS = 9
MOST = 300
"""Milliseconds from the button to our first line."""
SITE = "import site; site.addsitedir({folder!r});"
PROLOGUE = "import xlwings.utils;xlwings.utils.prepare_sys_path('false;a;a;;;;');"
OURS = "import promo_xl.buttons as b;"
STAGE = (
    "import pickle, sys, time, xlwings as xw;"
    "from tests.workbook import fake_excel as f;"
    "book = xw.Book(impl=pickle.load(open({book!r}, 'rb')));"
    "app = f.start(); book.impl._app = app; app.open_books.append(book.impl);"
    "book.set_mock_caller(); a = time.process_time(); b.check();"
    "print(time.process_time() - a, app.alerts[0][0])"
)


def cpu(code: str) -> tuple[float, str]:
    """Give the user and system seconds one Python takes, and what it printed."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-B", "-c", code]
    done = subprocess.run(command, capture_output=True, check=True, cwd=ROOT, text=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return spent, done.stdout.strip()


def main() -> None:
    """Print the medians, their ratio, and what a whole check takes."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / PTH).write_text(pth_line(), encoding="utf-8")
        site, book = SITE.format(folder=folder), Path(folder) / "book.pickle"
        fake = open_book(sample_book("a"), "618.xlsm").impl
        for tab in fake.tabs:
            tab.protected = False
        book.write_bytes(pickle.dumps(fake))
        # compiled once, as an installed package is
        subprocess.run([sys.executable, "-c", PROLOGUE + OURS], check=True, cwd=ROOT)
        bare, plain, guarded, whole = [], [], [], []
        for _ in range(RUNS):
            bare.append(cpu("pass")[0])
            plain.append(cpu(PROLOGUE + OURS)[0])
            guarded.append(cpu(site + PROLOGUE + OURS)[0])
            spent, said = cpu(site + PROLOGUE + OURS + STAGE.format(book=str(book)))[
                1
            ].split(" ", 1)
            whole.append(float(spent))
    a, b, c, d = (statistics.median(one) * 1e3 for one in (bare, plain, guarded, whole))
    rounds = 10_000
    line = compile(pth_line(), PTH, "exec")
    start = time.perf_counter()
    for _ in range(rounds):
        exec(line)
    other = (time.perf_counter() - start) / rounds * 1e6
    heavy = [n for n in ("numpy", "pandas", "PIL", "matplotlib", "polars") if find_spec(n)]
    print(f"installed here                  {', '.join(heavy)}")
    print(f"python -c pass                  {a:7.1f} ms")
    print(f"to our first line, no guard     {b:7.1f} ms")
    print(f"to our first line, guarded      {c:7.1f} ms   {b / c:.1f} times less")
    print(f"the check of sample 618 itself  {d:7.1f} ms   {said}")
    print(f"any other start of this Python  {other:7.1f} us more")
    print(f"to our first line at most {MOST} ms: {'yes' if c <= MOST else 'NO'}")


if __name__ == "__main__":
    main()
