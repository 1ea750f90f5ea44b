"""The list of chapters: in long reports only, and its links lead somewhere."""

import re

import pytest

from promo_xl.ooxml.package import read_parts
from promo_xl.render.word import render_report
from promo_xl.render.word.pages import pages
from tests.render.full_facts import full_618
from tests.render.hard_facts import many_rows, one_channel
from tests.render.sample_facts import sample_stamp
from tests.render.word.reading import BODY, body_text, template

STAMP = sample_stamp()


def body(report: bytes) -> str:
    return read_parts(report)[BODY].decode()


@pytest.mark.parametrize(("lang", "word"), [("zh", "目录："), ("en", "Contents: ")])
def test_a_report_above_eight_pages_lists_its_chapters_as_links(
    lang: str, word: str
) -> None:
    made = render_report(many_rows(), (), None, lang, STAMP)
    text = body(made)
    assert pages(text, lang) > 8
    links = re.findall(r'<w:hyperlink w:anchor="([^"]+)"', text)
    assert len(links) == 10
    assert [text.count(f'w:name="{link}"') for link in links] == [1] * 10
    line = next(said for said in body_text(made) if said.startswith(word))
    assert line.count(" · ") == 9
    assert line.endswith({"zh": "附录", "en": "Appendix"}[lang])


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_short_report_lists_nothing_and_leaves_no_trace(lang: str) -> None:
    text = body(render_report(one_channel(), (), None, lang, STAMP))
    assert pages(text, lang) < 4
    for trace in ("hyperlink", "bookmarkStart", "promo-contents", "目录", "Contents"):
        assert trace not in text


def test_a_chapter_that_is_absent_is_not_listed() -> None:
    facts = many_rows()
    del (blocks := dict(facts.blocks))["incidents"]
    said = body_text(
        render_report(type(facts)(facts.as_of, blocks=blocks), (), None, "zh", STAMP)
    )
    line = next(text for text in said if text.startswith("目录："))
    assert "异常" not in line


def test_a_template_of_ones_own_may_list_chapters_as_it_likes() -> None:
    data = template(
        "{%p if 目录 %}",
        "本报告各章",
        "{%p for c in 目录 %}",
        "{{ loop.index }} {{ c.标题|链接(c.书签) }}",
        "{%p endfor %}",
        "{%p endif %}",
        "正文",
    )
    assert body_text(render_report(full_618(), (), data, "zh", STAMP)) == ["正文"]
