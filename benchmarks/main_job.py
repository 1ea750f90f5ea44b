"""The main job on the sample 618, stage by stage, beside the plain script: CPU and ratio.

python benchmarks/main_job.py [RUNS]
"""

from __future__ import annotations

import hashlib
import statistics
import sys
import tempfile
import time
import warnings
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TypeVar

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks import plain
from promo_xl import __version__, pipeline
from promo_xl.book import Book
from promo_xl.cli.demo import sample_rows
from promo_xl.config import data_folder
from promo_xl.derive import derive_facts
from promo_xl.read import read_book
from promo_xl.render.slides import render_deck
from promo_xl.render.stamp import Stamp
from promo_xl.render.word.charts import draw_all
from promo_xl.render.word.context import Asked, context
from promo_xl.render.word.filters import FILTERS
from promo_xl.render.word.report import render_report
from promo_xl.validate import validate_book
from promo_xl.workbook.file import FileWorkbook

T = TypeVar("T")
AS_OF = datetime(2026, 6, 28, 23, 59)  # noqa: DTZ001  (campaign days have no zone)


def cpu(job: Callable[[], object], runs: int) -> float:
    """Give the median CPU seconds of *job*, after one warm-up."""
    return cpu_of(lambda _: job(), runs, lambda: None)


def cpu_of(job: Callable[[T], object], runs: int, given: Callable[[], T]) -> float:
    """Give the same for a job on something made anew for each run, whose making is free."""
    took = []
    for _ in range(runs + 1):
        made = given()
        start = time.process_time()
        job(made)
        took.append(time.process_time() - start)
    return statistics.median(took[1:])


def main(runs: int) -> None:
    """Measure both sides in one process and print them stage by stage."""
    warnings.filterwarnings("ignore", module="openpyxl")  # the plain script's reader
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "618.xlsx"
        path.write_bytes(
            pipeline.new(sample_rows("zh"), "zh", path.name, AS_OF, live_today=False)
        )
        show(measure(path, runs))


def measure(path: Path, runs: int) -> list[tuple[str, float, float]]:
    """Give (stage, ours, plain) in CPU seconds."""
    data = path.read_bytes()
    templates = data_folder("report_templates") / "zh"
    word, slides = (
        (templates / "report.docx").read_bytes(),
        (templates / "deck.pptx").read_bytes(),
    )

    def fresh() -> Book:
        return read_book(FileWorkbook(path))

    book = fresh()
    facts = derive_facts(book, AS_OF)
    findings = validate_book(book, facts)
    stamp = Stamp("618", path.name, hashlib.sha256(data).hexdigest(), __version__, AS_OF)
    drawn = {k: v for k, v in draw_all(facts, "zh").items() if v is not None}
    said = context(facts, findings, stamp, drawn, Asked("zh"))
    pages = plain.pages_of(render_deck(facts, findings, None, "zh", stamp))
    frames = plain.read(path)
    return [
        (
            "read",
            cpu(lambda: read_book(FileWorkbook(path)), runs),
            cpu(lambda: plain.read(path), runs),
        ),
        (
            "derive",
            cpu_of(lambda made: derive_facts(made, AS_OF), runs, fresh),
            cpu(lambda: plain.compute(frames), runs),
        ),
        (
            "check",
            cpu_of(lambda made: validate_book(made, facts), runs, fresh),
            0.0,
        ),
        (
            "report",
            cpu(lambda: render_report(facts, findings, None, "zh", stamp), runs),
            cpu(lambda: plain.report(word, plain.copied(said), FILTERS, drawn), runs),
        ),
        (
            "deck",
            cpu(lambda: render_deck(facts, findings, None, "zh", stamp), runs),
            cpu(lambda: plain.deck(slides, pages), runs),
        ),
    ]


def show(stages: list[tuple[str, float, float]]) -> None:
    """Print the stages, their sum without checking (the plain script has no checks), and all."""
    print(f"{'stage':10} {'promo_xl ms':>12} {'plain ms':>10} {'plain / ours':>13}")
    for name, ours, theirs in stages:
        _line(name, ours, theirs)
    made = [stage for stage in stages if stage[0] != "check"]
    for name, rows in (("the pages", made), ("and check", stages)):
        _line(name, sum(ours for _, ours, _ in rows), sum(other for _, _, other in rows))


def _line(name: str, ours: float, theirs: float) -> None:
    ratio = f"{theirs / ours:12.1f}×" if theirs and ours else f"{'—':>13}"
    print(f"{name:10} {ours * 1e3:12.1f} {theirs * 1e3:10.1f} {ratio}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 9)
