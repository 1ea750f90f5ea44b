"""What a report template is written with: paragraphs, captions, tables that grow, tags.

Just over the length of a module: one class of small writers, which only make sense together.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from docx.document import Document as Doc
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from promo_xl.ooxml.xmltext import escape
from promo_xl.schema.label import Label

NAVY, LINE, PANEL = "14264F", "D5DAE4", "F4F6FA"
WIDTH = 16.2
"""cm between the margins."""
TWIPS_PER_CM = 566.9
LEVEL = Label("级别", "level")
_KINDS = {"表": "Table", "图": "Figure"}


@dataclass(frozen=True, slots=True)
class Col:
    """One column of a table that grows."""

    width: float
    """cm in the Chinese and, where `wide` is 0, the English template."""
    head: Label
    field: Label
    form: Label | None = None
    """The format of its numbers, which are right-aligned, or of its words."""
    right: bool = False
    left: bool = False
    """Left-aligned in spite of its format: a date."""
    colored: bool = False
    """Shown in the colour of the row's level."""
    wide: float = 0
    """cm in the English template."""
    level: Label | None = None
    """Field that holds the level of this column alone."""
    once: bool = False
    """Said on the first row of a group only."""


class Author:
    """Writes one template in reading order."""

    def __init__(self, doc: Doc, lang: str) -> None:
        self.doc = doc
        self.lang = lang

    def say(self, zh: str, en: str) -> str:
        """Choose the words of the template's language."""
        return zh if self.lang == "zh" else en

    def text(self, zh: str, en: str, style: str = "Normal") -> None:
        """Add one paragraph."""
        self.raw(paragraph(self.say(zh, en), style, declare=True))

    def raw(self, xml: str) -> None:
        """Add an element before the section's end."""
        body = self.doc.element.body
        body.insert(len(body) - 1, parse_xml(xml))

    @contextmanager
    def when(self, zh: str, en: str) -> Iterator[None]:
        """Keep what follows only while a condition holds."""
        self.text(f"{{%p if {zh} %}}", f"{{%p if {en} %}}", "PromoTag")
        yield
        self.text("{%p endif %}", "{%p endif %}", "PromoTag")

    @contextmanager
    def each(self, zh: str, en: str) -> Iterator[None]:
        """Repeat what follows for every item of a list."""
        self.text(f"{{%p for {zh} %}}", f"{{%p for {en} %}}", "PromoTag")
        yield
        self.text("{%p endfor %}", "{%p endfor %}", "PromoTag")

    def chapter(self, zh: str, en: str, style: str = "Heading1") -> None:
        """Begin a chapter.

        LibreOffice leaves the first of a long chain of kept paragraphs behind on the page
        before; so the first is an empty one, not the heading.
        """
        self.text("", "", "PromoRise")
        self.text(zh, en, style)

    def new_page(self) -> None:
        """Go on at the top of the next page."""
        self.raw(
            f'<w:p {nsdecls("w")}><w:pPr><w:pStyle w:val="PromoRise"/><w:pageBreakBefore/>'
            "</w:pPr></w:p>"
        )

    def claim(self, zh: str, en: str, style: str = "PromoClaim") -> None:
        """Add a computed sentence, where there is one; as a title it is a heading."""
        zh, en = f"结论.{zh}", f"conclusion.{en}"
        with self.when(zh, en):
            self.text(f"{{{{ {zh} }}}}", f"{{{{ {en} }}}}", style)

    def caption(self, kind: str, zh: str, en: str) -> None:
        """Add a numbered caption: above a table."""
        self.raw(self._caption(kind, zh, en, declare=True))

    def _caption(self, kind: str, zh: str, en: str, *, declare: bool) -> str:
        name = self.say(kind, _KINDS[kind])
        place = '<w:keepNext/><w:spacing w:before="100" w:after="40"/>'
        if kind == "图":
            place = '<w:spacing w:before="20" w:after="0"/>'
        number = number_field(f"SEQ {name} \\* ARABIC")
        space = f" {nsdecls('w')}" if declare else ""
        return (
            f'<w:p{space}><w:pPr><w:pStyle w:val="Caption"/>{place}</w:pPr>'
            f"{words(name + ' ')}{number}"
            f"{words('  ' + self.say(zh, en))}</w:p>"
        )

    def source(self, zh: str, en: str) -> None:
        """Say where the exhibit above comes from."""
        self.claim(zh, en, "PromoSource")

    def chart(self, zh: str, en: str, caption: Label, source: Label) -> None:
        """Add a chart, its caption and source, where there is something to show."""
        zh, en = f"图表.{zh}", f"charts.{en}"
        with self.when(zh, en):
            told = f"{self.say('结论', 'conclusion')}.{self.pick(source)}"
            # one cell keeps the three together: LibreOffice loses hold of a tall picture
            inside = (
                paragraph(f"{{{{p {self.say(zh, en)} }}}}", "PromoChart")
                + self._caption("图", caption.zh, caption.en, declare=False)
                + paragraph(f"{{%p if {told} %}}", "PromoTag")
                + paragraph(f"{{{{ {told} }}}}", "PromoSource")
                + paragraph("{%p endif %}", "PromoTag")
            )
            self.raw(
                f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblW w:w="{twips(WIDTH)}" w:type="dxa"/>'
                '<w:jc w:val="center"/><w:tblLayout w:type="fixed"/><w:tblCellMar>'
                '<w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar>'
                f'</w:tblPr><w:tblGrid><w:gridCol w:w="{twips(WIDTH)}"/></w:tblGrid><w:tr>'
                f'<w:trPr><w:cantSplit/></w:trPr><w:tc><w:tcPr><w:tcW w:w="{twips(WIDTH)}" '
                f'w:type="dxa"/></w:tcPr>{inside}</w:tc></w:tr></w:tbl>'
            )

    def listing(
        self,
        title: Label,
        loop: Label,
        cols: Sequence[Col],
        total: Label | None = None,
        source: Label | None = None,
    ) -> None:
        """Add a captioned table that grows with a list, its total and source.

        A loop such as `任务|前(60)` is followed by how many rows are left out.
        """
        self.caption("表", title.zh, title.en)
        widths = [self.width(col) for col in cols]
        rows = [
            row([self._head(col) for col in cols], head=True),
            control(f"{{%tr for r in {self.pick(loop)} %}}", widths),
            row([self._cell(col, "r", first=not i) for i, col in enumerate(cols)]),
            control("{%tr endfor %}", widths),
        ]
        if total:
            rows += [
                control(f"{{%tr if {self.pick(total)} %}}", widths),
                row([self._total(col, total, first=not i) for i, col in enumerate(cols)]),
                control("{%tr endif %}", widths),
            ]
        self.table(self.pick(title), widths, rows)
        if "|" in loop.zh:
            self._left_out(loop)
        if source:
            self.source(source.zh, source.en)

    def _left_out(self, loop: Label) -> None:
        zh = loop.zh.replace("前(", "超出(")
        en = loop.en.replace("first(", "beyond(")
        with self.when(zh, en):
            self.text(
                f"另有{{{{ {zh} }}}}行未列，见工作簿。",
                f"{{{{ {en} }}}} more rows: see the workbook.",
                "PromoSource",
            )

    def table(self, alt: str, widths: Sequence[float], rows: Sequence[str]) -> None:
        """Add a table of ready rows."""
        margin = 85 if len(widths) < 8 else 45
        sides = "".join(f'<w:{s} w:w="{margin}" w:type="dxa"/>' for s in ("left", "right"))
        lines = "".join(
            f'<w:{s} w:val="single" w:sz="4" w:space="0" w:color="{LINE}"/>'
            for s in ("bottom", "insideH")
        )
        self.raw(
            f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblW w:w="{sum(map(twips, widths))}" '
            f'w:type="dxa"/><w:jc w:val="center"/>'
            f"<w:tblBorders>{lines}</w:tblBorders>"
            f'<w:tblLayout w:type="fixed"/>'
            f'<w:tblCellMar>{sides}</w:tblCellMar><w:tblLook w:val="0420"/>'
            f'<w:tblCaption w:val="{escape(alt)}"/></w:tblPr><w:tblGrid>'
            + "".join(f'<w:gridCol w:w="{twips(w)}"/>' for w in widths)
            + f"</w:tblGrid>{''.join(rows)}</w:tbl>"
        )

    def pick(self, label: Label) -> str:
        """Say a label in the template's language."""
        return label.say(self.lang)

    def width(self, col: Col) -> float:
        """Give a column's width in cm."""
        return col.wide if col.wide and self.lang != "zh" else col.width

    def _head(self, col: Col) -> str:
        style = "PromoHeadNumber" if _right(col) else "PromoHead"
        text = self.pick(col.head)
        return cell(self.width(col), text, style, fill=NAVY)

    def _cell(self, col: Col, of: str, *, first: bool, fill: str = "") -> str:
        tag = f"{of}.{self.pick(col.field)}"
        if col.form:
            tag += f"|{self.pick(col.form)}"
        if col.colored:
            level = self.pick(col.level or LEVEL)
            tag += f"|{self.say('着色', 'color')}({of}.{level})"
        style = "PromoNumber" if _right(col) else "PromoCell"
        text = f"{{{{ {tag} }}}}"
        if col.once and not fill:
            text = f"{{% if {of}.{self.say('组首', 'leads')} %}}{text}{{% endif %}}"
        return cell(self.width(col), text, style, bold=first or bool(fill), fill=fill)

    def _total(self, col: Col, total: Label, *, first: bool) -> str:
        if first:
            return cell(
                self.width(col),
                self.say("合计", "Total"),
                "PromoCell",
                bold=True,
                fill=PANEL,
            )
        if not _right(col):
            return cell(self.width(col), "", "PromoCell", fill=PANEL)
        return self._cell(col, self.pick(total), first=False, fill=PANEL)


def _right(col: Col) -> bool:
    words = col.form is None or col.form.en.startswith("short")
    return col.right or not (words or col.left)


def twips(cm: float) -> int:
    """Turn cm into Word's twentieths of a point."""
    return int(cm * TWIPS_PER_CM)


def words(text: str) -> str:
    """Give a run."""
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def number_field(code: str) -> str:
    """Give a field whose cached result is a number."""
    return f'<w:fldSimple w:instr=" {code} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'


def paragraph(
    text: str, style: str, *, keep: bool = False, bold: bool = False, declare: bool = False
) -> str:
    """Give a paragraph of one run."""
    kept = "<w:keepNext/>" if keep else ""
    weight = "<w:rPr><w:b/></w:rPr>" if bold else ""
    run = (
        f'<w:r>{weight}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>' if text else ""
    )
    space = f" {nsdecls('w')}" if declare else ""
    return f'<w:p{space}><w:pPr><w:pStyle w:val="{style}"/>{kept}</w:pPr>{run}</w:p>'


def cell(width: float, text: str, style: str, *, bold: bool = False, fill: str = "") -> str:
    """Give a cell; its table draws the lines."""
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""
    edges = ""
    if fill == NAVY:  # or a hair of white shows between two dark cells
        sides = "".join(
            f'<w:{s} w:val="single" w:sz="4" w:space="0" w:color="{NAVY}"/>'
            for s in ("left", "bottom", "right")
        )
        edges = f"<w:tcBorders>{sides}</w:tcBorders>"
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{twips(width)}" w:type="dxa"/>{edges}{shade}'
        f'<w:vAlign w:val="center"/></w:tcPr>{paragraph(text, style, keep=True, bold=bold)}</w:tc>'
    )


def row(cells: Sequence[str], *, head: bool = False) -> str:
    """Give a row that does not break; a head repeats on every page."""
    repeat = "<w:tblHeader/>" if head else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{repeat}</w:trPr>{''.join(cells)}</w:tr>"


def control(tag: str, widths: Sequence[float]) -> str:
    """Give the row that holds one `{%tr %}` tag; it is gone from the report."""
    width = sum(map(twips, widths))
    return (
        f'<w:tr><w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>'
        f'<w:gridSpan w:val="{len(widths)}"/></w:tcPr>{paragraph(tag, "PromoTag")}</w:tc></w:tr>'
    )
