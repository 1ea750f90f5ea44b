"""The program on one page: read → derive → validate, then documents or the workbook itself.

Every verb, button and batch run is a line of these. Nothing here reads a clock or prints.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from promo_xl import __version__
from promo_xl.book import Book
from promo_xl.derive import derive_facts
from promo_xl.edit import (
    Disagreement,
    adds_rows,
    disagreement,
    list_findings,
    own_moment,
    refresh,
)
from promo_xl.edit.day_targets import day_target_rows
from promo_xl.errors import FindingsError, UnreadableError
from promo_xl.facts import Facts
from promo_xl.finding import Findings, blocking
from promo_xl.patch import Patch
from promo_xl.read import read_book
from promo_xl.render.master import render_master
from promo_xl.render.slides import render_deck
from promo_xl.render.stage import FINAL_AFTER, stage_of
from promo_xl.render.stamp import USUAL, Edition, Stamp
from promo_xl.render.word import render_report
from promo_xl.schema.label import Label
from promo_xl.schema.show import to_day
from promo_xl.validate import validate_book
from promo_xl.workbook import Workbook
from promo_xl.workbook.text import TextWorkbook

Rows = Mapping[str, Sequence[Mapping[str, object]]]


@dataclass(frozen=True, slots=True)
class Run:
    """One workbook, read and judged at one moment."""

    workbook: Workbook
    book: Book
    facts: Facts
    findings: Findings
    edition: Edition = USUAL
    """What its documents are: for whom, at which stage."""

    @property
    def lang(self) -> str:
        """The workbook's language."""
        return self.book.lang


def known_book(workbook: Workbook) -> Book:
    """Read; what is no campaign workbook is refused."""
    book = read_book(workbook)
    if not any(table.present for table in book):
        raise UnreadableError(
            f"{book.file}：不是推广活动工作簿，一张认识的工作表也没有（用 promo-xl new 新建一个）",
            f"{book.file}: no campaign workbook: not one sheet is known (promo-xl new makes one)",
        )
    return book


def check(workbook: Workbook, as_of: datetime | None, now: datetime) -> Run:
    """Read, derive, validate. As of: what is asked for, else a typed 基准日, else *now*."""
    book = known_book(workbook)
    facts = derive_facts(book, as_of or book.as_of or now)
    return Run(workbook, book, facts, validate_book(book, facts))


def new(rows: Rows, lang: str, name: str, now: datetime, *, live_today: bool) -> bytes:
    """Build the master workbook of a campaign from typed rows."""
    run = check(TextWorkbook.of(rows, lang=lang, name=name), now, now)
    days = day_target_rows(run.book, run.facts) if run.book.size == "full" else []
    if days and not rows.get("day_targets"):
        rows = {**rows, "day_targets": days}
        run = check(TextWorkbook.of(rows, lang=lang, name=name), now, now)
    return render_master(
        run.book, run.facts, run.findings, lang=lang, live_today=live_today
    )


def report(
    run: Run, lang: str, template: bytes | None, source: bytes, *, force: bool
) -> bytes:
    """Write the Word close-out report; data errors stand in its way unless forced."""
    stamp = _stamp(run, template, source, force=force)
    return render_report(run.facts, run.findings, template, lang, stamp=stamp)


def deck(
    run: Run, lang: str, template: bytes | None, source: bytes, *, force: bool
) -> bytes:
    """Write the PowerPoint review deck; data errors stand in its way unless forced."""
    stamp = _stamp(run, template, source, force=force)
    return render_deck(run.facts, run.findings, template, lang, stamp=stamp)


def refreshed(run: Run) -> Patch:
    """Say what a refresh changes, and change it in memory; saving is the caller's.

    Where it added rows that others are computed from, those are computed with them.
    """
    patch = refresh(run.book, run.facts, run.findings, run.lang)
    run.workbook.apply(patch)
    if not adds_rows(patch):
        return patch
    moment = run.facts.as_of
    grown = check(run.workbook, moment, moment)
    more = refresh(grown.book, grown.facts, grown.findings, run.lang)
    run.workbook.apply(more)
    return patch + more


def listed(run: Run) -> Patch:
    """Write the findings alone into 校验结果, in memory; saving is the caller's."""
    patch = list_findings(run.book, run.findings, run.lang)
    run.workbook.apply(patch)
    return patch


def settled(workbook: Workbook, patch: Patch, as_of: datetime | None, now: datetime) -> Run:
    """Change a workbook in memory and bring all that depends on it up to date.

    Nothing that *patch* put in is left without a value or with an old one. Saving is the
    caller's.
    """
    workbook.apply(patch)
    refreshed(check(workbook, as_of, now))
    return check(workbook, as_of, now)


def disagreeing(run: Run) -> Disagreement | None:
    """Say where the workbook shows other values than its data give on its own as-of day."""
    own = own_moment(run.book)
    if own is None:
        return None
    facts = run.facts
    if _day_and_time(own) != _day_and_time(facts.as_of):
        facts = derive_facts(run.book, own)
    grids = run.workbook.grid

    def shown(at: tuple[str, int, int]) -> object:
        grid = grids(at[0])
        return grid.errors.get(at[1:]) or grid.value(*at[1:])

    return disagreement(run.book, facts, shown)


def _day_and_time(moment: datetime) -> tuple[date, time | None]:
    """Tell moments apart as figures do: midnight is the end of its day."""
    whole = moment.time() >= time(23, 59) or moment.time() == time()
    return moment.date(), None if whole else moment.time()


def _stamp(run: Run, template: bytes | None, source: bytes, *, force: bool) -> Stamp:
    errors = blocking(run.findings)
    if errors and not force:
        raise _blocked(run, errors)
    plan = run.book["plan"]
    return Stamp(
        title=str(plan.field("project_name") or run.book.file),
        workbook=run.book.file,
        sha256=hashlib.sha256(source).hexdigest(),
        version=__version__,
        as_of=run.facts.as_of,
        template=hashlib.sha256(template or b"").hexdigest() if template else "",
        draft=bool(errors),
        audience=run.edition.audience,
        stage=run.edition.stage or _stage(run),
    )


def _stage(run: Run) -> Label | None:
    """Tell the stage by the campaign's end and the refunds still open."""
    end = run.book["plan"].field("period_end")
    mature = run.facts.figures.get("campaign.refund_maturity")
    days = run.book.settings.get("maturity_days")
    return stage_of(
        to_day(end).date() if isinstance(end, float) and end == end else None,
        run.facts.as_of,
        mature.number if mature else None,
        int(days) if isinstance(days, float) and days == days else FINAL_AFTER,
    )


def _blocked(run: Run, errors: Findings) -> FindingsError:
    first, count = errors[0], len(errors)
    return FindingsError(
        f"{run.book.file}：有{count}处数据错误，未生成文件。第一处：{first.at} "
        f"{first.message('zh')}。先运行 promo-xl check 逐条修改，或加 --force 生成带草稿标记的文件。",
        f"{run.book.file}: {count} data errors, nothing was written. The first: {first.at} "
        f"{first.message('en')}. Run promo-xl check and mend them, or add --force for a draft.",
    )
