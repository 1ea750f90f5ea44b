"""promo-xl report and promo-xl deck: the two documents management gets."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from promo_xl.cli.options import AsOf, Audience, File, Force, Lang, Out, Stage, Template
from promo_xl.cli.words import t

if TYPE_CHECKING:
    from promo_xl.pipeline import Run
    from promo_xl.render.stamp import Edition
    from promo_xl.schema.label import Label


def report(
    file: File,
    out: Out = None,
    template: Template = None,
    as_of: AsOf = None,
    force: Force = False,
    lang: Lang = None,
    audience: Audience = None,
    stage: Stage = None,
) -> int:
    """Write the Word close-out report."""
    from promo_xl.cli.opening import chosen, open_run, read_source, read_template
    from promo_xl.pipeline import report as write
    from promo_xl.render.filename import REPORT

    edition = _edition(audience, stage)
    run = replace(open_run(file, as_of), edition=edition)
    said = chosen(lang, run)
    data = write(run, said, read_template(template), read_source(file), force=force)
    return _put(data, run, file, out, (REPORT, ".docx", said))


def deck(
    file: File,
    out: Out = None,
    template: Template = None,
    as_of: AsOf = None,
    force: Force = False,
    lang: Lang = None,
    audience: Audience = None,
    stage: Stage = None,
) -> int:
    """Write the PowerPoint review deck."""
    from promo_xl.cli.opening import chosen, open_run, read_source, read_template
    from promo_xl.pipeline import deck as write
    from promo_xl.render.filename import DECK

    edition = _edition(audience, stage)
    run = replace(open_run(file, as_of), edition=edition)
    said = chosen(lang, run)
    data = write(run, said, read_template(template), read_source(file), force=force)
    return _put(data, run, file, out, (DECK, ".pptx", said))


def _edition(audience: str | None, stage: str | None) -> Edition:
    """Read both words before the workbook: a slip is told at once."""
    from promo_xl.render.audience import MANAGEMENT, audience_named
    from promo_xl.render.stage import stage_named
    from promo_xl.render.stamp import Edition

    return Edition(
        MANAGEMENT if audience is None else audience_named(audience),
        None if stage is None else stage_named(stage),
    )


def _put(
    data: bytes, run: Run, file: Path, out: Path | None, what: tuple[Label, str, str]
) -> int:
    from promo_xl.cli.opening import target, write_document
    from promo_xl.cli.stale import say_stale
    from promo_xl.render.filename import document_name

    label, suffix, lang = what
    campaign = str(run.book["plan"].field("project_name") or file.stem)
    name = document_name(campaign, label, run.facts.as_of.date().isoformat(), lang, suffix)
    path = target(out, file, name)
    say_stale(run, lang)
    changed = write_document(path, data)
    print(path if changed else t(f"{path}（未变）", f"{path} (unchanged)"))
    return 0
