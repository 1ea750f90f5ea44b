"""商品与售后: stock by product, beside it service, refunds and the worst incidents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from promo_xl.facts import Block, slot_text
from promo_xl.render.slides import names, words
from promo_xl.render.slides import words_pages as said
from promo_xl.render.slides.amounts import told
from promo_xl.render.slides.grid import free_table, table_pages
from promo_xl.render.slides.holders import Holder
from promo_xl.render.slides.making import Making, bullet, fill, one_line
from promo_xl.render.slides.page import Item, Page, Run, TextIn
from promo_xl.render.slides.paging import Row
from promo_xl.schema.label import Label

_STATUS = 6
"""Column of the block `products`."""
Lines = list[tuple[Run, ...]]


def goods_pages(making: Making) -> list[Page]:
    """Give the slide of goods and service; nothing where facts have neither."""
    products, users = making.block("products"), making.block("users")
    incidents = making.block("incidents")
    block = products or users or incidents
    if block is None:
        return []
    title = "products_title" if products else "users_title" if users else "incidents_title"
    source = "source_log" if block is incidents else "source_products"
    head = making.head(title, source, replace(block, title=said.GOODS))
    if [products, users, incidents].count(None) == 2:
        return table_pages(making, head, block)
    layout = making.template.layout(names.TWO_COLUMNS)
    left, right = layout.holder(names.LEFT_TEXT), layout.holder(names.RIGHT_TEXT)
    lines = _users(making, users)
    troubles = _incidents(making, incidents)
    items: list[Item] = []
    if products:
        items.append(one_line(layout.holder(names.LEFT_TITLE), _stock_title(making)))
        items += _stock(making, products, left)
        name = _right_title(users, incidents)
        items.append(one_line(layout.holder(names.RIGHT_TITLE), making.say(name)))
        items += _points(right, _both(right, lines, troubles))
    else:
        items.append(one_line(layout.holder(names.LEFT_TITLE), making.say(said.SERVICE)))
        items += _points(left, lines)
        items.append(one_line(layout.holder(names.RIGHT_TITLE), making.say(said.TROUBLE)))
        items += _points(right, troubles)
    notes = [making.claim(key) for key in ("users_title", "incidents_title")]
    notes += ["".join(run.text for run in runs) for runs in (*lines, *troubles)]
    notes += [_spoken(making, products, row) for row in (products.rows if products else ())]
    return [making.page(layout, head, items, notes)]


def _stock_title(making: Making) -> str:
    return making.say(said.STOCK)


def _right_title(users: Block | None, incidents: Block | None) -> Label:
    if users and incidents:
        return said.SERVICE_AND_TROUBLE
    return said.SERVICE if users else said.TROUBLE


def _ordered(block: Block) -> Block:
    """Bring products under their alert line to the top; the total waits below all of them."""
    rows = sorted(block.rows, key=lambda row: words.tone(row[_STATUS]) is not words.BAD)
    return replace(block, rows=tuple(rows))


def _stock(making: Making, block: Block, holder: Holder) -> list[Item]:
    found, shown = free_table(_ordered(block), making.lang, holder.box, holder)
    if shown == len(block.rows):
        return [found]
    making.partly.add(block.key)
    box = holder.box
    line = round(holder.line * 12700) + 36_000
    short = box._replace(h=box.h - line)
    found, shown = free_table(_ordered(block), making.lang, short, holder)
    text = making.say(said.MORE_GOODS, n=len(block.rows) - shown)
    place = box._replace(y=box.y + box.h - line, h=line)
    return [found, TextIn(holder, (bullet(holder, (Run(text, 12),), 1),), place)]


def _both(holder: Holder, lines: Lines, troubles: Lines) -> Lines:
    """Give as much of service and incidents as fits; two incidents keep their room."""
    paras = [bullet(holder, runs, 3) for runs in lines]
    last = [bullet(holder, runs, 3) for runs in troubles[:_KEPT]]
    while len(paras) > 1 and fill(holder, [*paras, *last]) < len(paras) + len(last):
        paras.pop()
    return [*lines[: len(paras)], *troubles]


_KEPT = 2


def _points(holder: Holder, lines: Lines) -> list[Item]:
    paras = [bullet(holder, runs, 5) for runs in lines]
    if fill(holder, paras) < len(paras):
        paras = [bullet(holder, runs, 3) for runs in lines]
    return [TextIn(holder, tuple(paras[: fill(holder, paras)]))] if paras else []


def _users(making: Making, block: Block | None) -> Lines:
    lines: Lines = []
    ordered = sorted(block.rows if block else (), key=lambda row: not _is_service(row))
    for row in ordered:
        lead = making.say(words.LEAD, name=slot_text(row[0], making.lang))
        runs = [Run(lead), Run(told(row[1], making.lang), bold=True)]
        if len(row) > 2 and not words.is_blank(row[2]):
            runs.append(Run(making.say(said.AMOUNT, amount=slot_text(row[2], making.lang))))
        lines.append(tuple(runs))
    return lines


def _is_service(row: Row) -> bool:
    """Whether a row is about refunds or service, which this slide tells first."""
    name = slot_text(row[0], "zh")
    return any(word in name for word in _SERVICE)


_SERVICE = ("退款", "客服", "响应", "投诉", "售后")


def _incidents(making: Making, block: Block | None) -> Lines:
    lang, comma = making.lang, making.say(words.COMMA)
    lines: Lines = []
    for row in block.rows if block else ():
        day = slot_text(row[0], lang)[5:10]
        parts = [slot_text(slot, lang) for slot in row[2:4] if not words.is_blank(slot)]
        if not words.is_blank(row[4]):
            parts.append(making.say(said.TOOK, time=slot_text(row[4], lang)))
        if not words.is_blank(row[5]):
            parts.append(slot_text(row[5], lang))
        lead = Run(f"{day} {slot_text(row[1], lang)}", bold=True)
        rest = making.say(words.LEAD, name="") + comma.join(parts) if parts else ""
        lines.append((lead, Run(rest)))
    return lines


def _spoken(making: Making, block: Block | None, row: Row) -> str:
    heads: Sequence[Label] = block.heads if block else ()
    return making.say(words.COMMA).join(
        f"{head.say(making.lang)} {slot_text(slot, making.lang)}"
        for head, slot in zip(heads, row, strict=False)
        if not words.is_blank(slot)
    )
