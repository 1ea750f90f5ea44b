"""What every slide has: title, header, source, page number, draft mark, notes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from promo_xl.facts import Block, Claim, Facts, slot_text
from promo_xl.render.slides import names, words
from promo_xl.render.slides.holders import Box, Holder
from promo_xl.render.slides.metrics import shorten, width
from promo_xl.render.slides.page import Item, NumberIn, Page, Para, Run, Shape, TextIn
from promo_xl.render.slides.template import Layout, Template
from promo_xl.render.stamp import Stamp
from promo_xl.schema.label import Label
from promo_xl.schema.show import DASH

AFTER = 10.0
"""Below a bullet, pt."""
_TAG = Box(0, 0, 770_000, 228_600)
_GAP = 91_440


@dataclass(frozen=True, slots=True)
class Head:
    """What a slide says at its top and bottom."""

    title: str
    source: str
    appendix: bool = False
    """Marked as such; it is not presented."""


@dataclass(frozen=True, slots=True)
class Making:
    """One deck in the making."""

    facts: Facts
    template: Template
    lang: str
    stamp: Stamp
    check: str = ""
    """What the check of the workbook found, for the notes of a draft."""
    defined: tuple[str, ...] = ()
    """The definitions every slide's notes end with."""
    partly: set[str] = field(default_factory=set, compare=False)
    """Blocks a slide shows only in part: all of them is in the appendix."""

    def say(self, label: Label, **slots: object) -> str:
        """Say one of the deck's own words."""
        return label.say(self.lang, **slots)

    def claim(self, key: str, usual: str = "") -> str:
        """Say a computed sentence, or *usual* where facts make none."""
        found = self.facts.claims.get(key)
        return found.say(self.lang) if found else usual

    @property
    def as_of(self) -> str:
        """The moment the deck speaks of: a day, with the time only where it says more."""
        said = self.say(words.AS_OF, day=_day(self.stamp.as_of))
        stage = self.stamp.stage
        if stage is None:
            return said
        return self.say(words.STAGED, said=said, stage=self.say(stage))

    def head(self, title: str, source: str, block: Block, usual: str = "") -> Head:
        """Give title and source line by their claims, or from the block and the workbook.

        *usual* is what a slide says whose title nobody computed before it was made.
        """
        plain = self.say(words.SOURCE, workbook=self.stamp.workbook, as_of=self.as_of)
        said = self.claim(title, usual or block.title.say(self.lang))
        return Head(said, self.claim(source, plain))

    def block(self, key: str) -> Block | None:
        """Give a block that has rows."""
        found = self.facts.blocks.get(key)
        return found if found is not None and found.rows else None

    def page(
        self, layout: Layout, head: Head, items: Iterable[Item], notes: Iterable[str]
    ) -> Page:
        """Give a slide with all that every slide has."""
        frame: list[Item] = [
            one_line(layout.holder(names.TITLE), head.title),
            one_line(layout.holder(names.SOURCE), head.source),
        ]
        frame += self._optional(layout)
        if head.appendix:
            frame.append(self._tag(layout))
        said = [head.title, *notes]
        parts = (
            (words.SAY, said),
            (words.DEFINITIONS, self.defined),
            (words.FROM, [head.source, self.check, self._made()]),
        )
        lines: list[str] = []
        for name, texts in parts:
            if kept := [flat(text) for text in dict.fromkeys(texts) if text]:
                lines += [self.say(words.SECTION, name=self.say(name)), *kept]
        return Page(layout, (*frame, *items), tuple(lines))

    def _tag(self, layout: Layout) -> Shape:
        """Mark a slide of the appendix above the end of its title, beside a draft's mark."""
        title, draft = layout.holder(names.TITLE).box, layout.find(names.DRAFT)
        right = title.x + title.w
        if draft and self.stamp.draft:
            right = draft.box.x - _GAP
        top = draft.box.y if draft else max(title.y - _TAG.h, 0)
        box = Box(right - _TAG.w, top, _TAG.w, _TAG.h)
        run = Run(self.say(words.APPENDIX), 10, bold=True, color="bg1")
        name = self.say(words.APPENDIX)
        return Shape(name, box, "accent3-dark", paras=(Para((run,)),), align="ctr")

    def _optional(self, layout: Layout) -> list[Item]:
        found: list[Item] = []
        if (header := layout.find(names.HEADER)) is not None:
            found.append(self._header(header))
        if (number := layout.find(names.PAGE_NUMBER)) is not None:
            found.append(NumberIn(number, 0))
        if self.stamp.draft:
            mark = layout.holder(names.DRAFT)
            found.append(one_line(mark, self.say(words.DRAFT)))
        return found

    def _header(self, holder: Holder) -> TextIn:
        """Say campaign, period and moment; a long name gives way to the other two."""
        period = self.facts.home.get("subtitle")
        said = (
            period.say(self.lang)
            if isinstance(period, Claim)
            else slot_text(period, self.lang)
        )
        rest = "".join(f"  |  {part}" for part in (said, self.as_of) if part != DASH)
        room = holder.room * 0.9 - width(rest, bold=holder.bold)
        name = shorten(flat(self.stamp.title), max(room, 4.0), bold=holder.bold)
        return one_line(holder, name + rest)

    def _made(self) -> str:
        stamp = self.stamp
        return self.say(
            words.MADE, workbook=stamp.workbook, as_of=self.as_of, version=stamp.version
        )


def definitions(facts: Facts, lang: str) -> tuple[str, ...]:
    """Say what the register of definitions holds, a line each."""
    block = facts.blocks.get("register")
    return tuple(
        words.ITEM.say(lang, item=slot_text(row[0], lang), text=slot_text(row[1], lang))
        for row in (block.rows if block else ())
        if len(row) > 1
    )


def one_line(holder: Holder, text: str) -> TextIn:
    """Put *text* into a placeholder, cut to the lines it holds."""
    return TextIn(holder, (Para((Run(fitted(holder, flat(text))),)),))


def flat(text: str) -> str:
    """Give *text* without line breaks of its own."""
    return " ".join(text.splitlines())


def fitted(holder: Holder, text: str, lines: int | None = None) -> str:
    """Cut *text* to what *holder* has room for."""
    return shorten(text, holder.room, lines or holder.lines, bold=holder.bold)


def bullet(
    holder: Holder, runs: Sequence[Run], lines: int = 4, *, after: float = AFTER
) -> Para:
    """Give a bullet of at most *lines* lines; its runs are cut from the end."""
    bold = holder.bold or any(run.bold for run in runs)
    whole = "".join(run.text for run in runs)
    left = shorten(whole, holder.room, lines, bold=bold)
    if left == whole:
        return Para(tuple(runs), after)
    kept = []
    for run in runs:
        text = run.text if left.startswith(run.text) else left
        kept.append(run._replace(text=text))
        left = left[len(text) :]
        if not left:
            break
    return Para(tuple(kept), after)


def height(holder: Holder, paras: Iterable[Para]) -> float:
    """Give the height of paragraphs in a placeholder, pt."""
    return sum(
        holder.height_of(para.text, after=para.after, bold=any(r.bold for r in para.runs))
        for para in paras
    )


def fill(holder: Holder, paras: Sequence[Para], limit: int = 99) -> int:
    """Count how many of *paras* fit a placeholder, at least one."""
    count = 0
    while count < min(len(paras), limit):
        if (
            count
            and height(holder, paras[: count + 1]) > holder.height + paras[count].after
        ):
            break
        count += 1
    return count


def numbered(pages: Iterable[Page]) -> list[Page]:
    """Write the page numbers."""
    return [
        replace(
            page,
            items=tuple(
                replace(item, number=i) if isinstance(item, NumberIn) else item
                for item in page.items
            ),
        )
        for i, page in enumerate(pages, 1)
    ]


def _day(moment: datetime) -> str:
    whole = moment.time().replace(second=0, microsecond=0)
    late = (whole.hour, whole.minute) in ((0, 0), (23, 59))
    return moment.strftime("%Y-%m-%d" if late else "%Y-%m-%d %H:%M")
