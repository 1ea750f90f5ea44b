"""The review deck: facts into slides of a template people may edit in PowerPoint."""

from __future__ import annotations

from functools import lru_cache

from promo_xl.config import data_folder
from promo_xl.errors import TemplateError
from promo_xl.facts import Facts
from promo_xl.finding import Findings, check_line
from promo_xl.render.audience import findings_for, told_to
from promo_xl.render.slides.appendix import appendix_pages
from promo_xl.render.slides.assemble import assemble
from promo_xl.render.slides.channels import channel_pages
from promo_xl.render.slides.curve import curve_pages
from promo_xl.render.slides.decisions import decision_pages
from promo_xl.render.slides.gap import gap_pages
from promo_xl.render.slides.goals import goal_pages
from promo_xl.render.slides.goods import goods_pages
from promo_xl.render.slides.making import Making, definitions, numbered
from promo_xl.render.slides.money import money_pages
from promo_xl.render.slides.result import bare_pages, result_pages
from promo_xl.render.slides.template import read_template
from promo_xl.render.stage import staged
from promo_xl.render.stamp import Stamp

_PAGES = (
    result_pages,
    goal_pages,
    gap_pages,
    curve_pages,
    money_pages,
    channel_pages,
    goods_pages,
    decision_pages,
)


def render_deck(
    facts: Facts, findings: Findings, template: bytes | None, lang: str, stamp: Stamp
) -> bytes:
    """Write the review deck as .pptx; None is the shipped template of *lang*.

    A part of the story without data has no slide. TemplateError says what a template lacks.
    """
    findings = findings_for(findings, stamp.audience)
    facts = staged(told_to(facts, stamp.audience), stamp.stage)
    read = read_template(_shipped(lang) if template is None else template)
    check = check_line(findings).say(lang) if stamp.draft else ""
    making = Making(facts, read, lang, stamp, check, definitions(facts, lang))
    pages = [page for make in _PAGES for page in make(making)] or bare_pages(making)
    return assemble(read, numbered([*pages, *appendix_pages(making)]), stamp, lang)


@lru_cache(maxsize=2)
def _shipped(lang: str) -> bytes:
    file = data_folder("report_templates") / lang / "deck.pptx"
    try:
        return file.read_bytes()
    except OSError as exc:
        raise TemplateError(
            f"找不到演示模板 {file}；请重新安装 promo_xl，或用 --template 指定",
            f"The deck template {file} is missing; reinstall promo_xl or give --template",
        ) from exc
