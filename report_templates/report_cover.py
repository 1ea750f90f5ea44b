"""What stands around the chapters: the cover band, the draft notice, page margins."""

from __future__ import annotations

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from report_author import (
    LINE,
    NAVY,
    PANEL,
    WIDTH,
    Author,
    cell,
    number_field,
    paragraph,
    row,
    twips,
    words,
)


def cover(a: Author) -> None:
    """Write the band with the campaign's name and the small table under it."""
    sides = "".join(f'<w:{s} w:w="340" w:type="dxa"/>' for s in ("left", "right"))
    band = (
        f'<w:tr><w:trPr><w:cantSplit/></w:trPr><w:tc><w:tcPr><w:tcW w:w="{twips(WIDTH)}" '
        f'w:type="dxa"/><w:shd w:val="clear" w:color="auto" w:fill="{NAVY}"/>'
        f"<w:tcMar>{sides}</w:tcMar></w:tcPr>"
        + paragraph(
            a.say(
                "推广结案报告{% if 活动.版次 %} · {{ 活动.版次 }}{% endif %}",
                "CAMPAIGN CLOSE-OUT REPORT{% if campaign.stage %} · {{ campaign.stage }}{% endif %}",
            ),
            "PromoEyebrow",
        )
        + paragraph(a.say("{{ 活动.活动名称 }}", "{{ campaign.title }}"), "Title")
        + "</w:tc></w:tr>"
    )
    a.table(a.say("报告名称", "Title"), [WIDTH], [band])
    a.text("", "", "PromoGap")
    pairs = (
        ("活动周期", "Period", "period"),
        ("负责人", "Owner", "owner"),
        ("基准日", "As of", "as_of"),
        ("数据口径", "Basis", "basis_line"),
    )
    told = [
        (a.say(zh, en), a.say(f"{{{{ 活动.{zh} }}}}", f"{{{{ campaign.{key} }}}}"))
        for zh, en, key in pairs
    ]
    rows = [row([c for pair in told[i : i + 2] for c in _pair(*pair)]) for i in (0, 2)]
    a.table(a.say("报告信息", "About this report"), [1.9, 6.2, 1.9, 6.2], rows)


def _pair(label: str, value: str) -> tuple[str, str]:
    return (
        cell(1.9, label, "PromoLabel", fill=PANEL),
        cell(6.2, value, "PromoCell", fill=PANEL),
    )


def contents(a: Author) -> None:
    """List the chapters as links, in reports too long to be leafed through."""
    with a.when("目录", "contents"):
        a.text(
            "目录：{% for c in 目录 %}{{ c.标题|链接(c.书签) }}{% if not loop.last %}"
            " · {% endif %}{% endfor %}",
            "Contents: {% for c in contents %}{{ c.title|link(c.anchor) }}{% if not loop.last %}"
            " · {% endif %}{% endfor %}",
            "PromoContents",
        )


def draft(a: Author) -> None:
    """List what stands in the way of a final report."""
    with a.when("活动.草稿", "campaign.draft"):
        a.text(
            "草稿：工作簿里还有数据错误，下列数字未经确认，不可作为终稿。",
            "DRAFT: the workbook still holds data errors. The figures are not confirmed; "
            "this is no final report.",
            "PromoDraft",
        )
        with a.each("f in 数据错误", "f in faults"):
            a.text(
                "{{ f.位置 }}：{{ f.问题 }}（{{ f.改法 }}）",
                "{{ f.place }}: {{ f.problem }} ({{ f.advice }})",
                "PromoDraftItem",
            )
        with a.when("活动.其余错误数", "campaign.more_faults"):
            a.text(
                "另有{{ 活动.其余错误数 }}处，见工作簿《校验结果》。",
                "{{ campaign.more_faults }} more: see the check results in the workbook.",
                "PromoDraftItem",
            )


def margins(a: Author) -> None:
    """Write headers and footers; a draft says so on every page."""
    section = a.doc.sections[0]
    section.different_first_page_header_footer = True
    name = a.say("{{ 活动.活动名称 }}", "{{ campaign.title }}")
    right = a.say("推广结案报告", "Campaign close-out report")
    stories = (
        (section.header, _header(a, name, right)),
        (section.first_page_header, _header(a, "", "")),
        (section.footer, _footer(a)),
        (section.first_page_footer, _footer(a)),
    )
    for story, xml in stories:
        story.is_linked_to_previous = False
        element = story._element
        for child in list(element):
            element.remove(child)
        element.append(parse_xml(xml))


def _header(a: Author, left: str, right: str) -> str:
    says = a.say("草稿 · 数据错误未改", "DRAFT · data errors stand")
    flag = a.say("{% if 活动.草稿 %}", "{% if campaign.draft %}")
    line = (
        f'<w:bottom w:val="single" w:sz="6" w:space="4" w:color="{LINE}"/>' if left else ""
    )
    return (
        f'<w:p {nsdecls("w")}><w:pPr><w:pStyle w:val="Header"/><w:pBdr>{line}</w:pBdr><w:tabs>'
        '<w:tab w:val="clear" w:pos="4680"/><w:tab w:val="clear" w:pos="9360"/>'
        f'<w:tab w:val="right" w:pos="{twips(WIDTH) - 6}"/></w:tabs></w:pPr>'
        f"{words(left)}<w:r><w:tab/></w:r>{words(flag)}"
        f'<w:r><w:rPr><w:b/><w:color w:val="C8402B"/></w:rPr><w:t>{says}</w:t></w:r>'
        f"{words('{% else %}')}{words(right)}{words('{% endif %}')}</w:p>"
    )


def _footer(a: Author) -> str:
    before, between, after = a.say("第 | 页 / 共 | 页", "Page | of |").split("|")
    return (
        f'<w:p {nsdecls("w")}><w:pPr><w:pStyle w:val="Footer"/><w:jc w:val="center"/></w:pPr>'
        f"{words(before)}{number_field('PAGE')}{words(between)}{number_field('NUMPAGES')}"
        f"{words(after)}</w:p>"
    )
