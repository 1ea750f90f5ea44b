"""What a monitor's scope says: `channel=C01; sku=爆款`, or just a channel's or product's name."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

from promo_xl.book import Book, Table
from promo_xl.schema.label import fold

_PARTS = re.compile(r"[;；、\n]")
_PAIR = re.compile(r"\s*([^=:：]+?)\s*[=:：]\s*(.*)")
_BRACKET = re.compile(r"[(（]([^()（）]+)[)）]\s*$")
_KEYS = {
    fold(word): key
    for key, words in {
        "channel": ("channel", "channel_id", "渠道", "平台"),
        "sku": ("sku", "sku_id", "product", "商品", "货品", "款"),
        "campaign": ("campaign", "creative", "plan", "计划", "创意", "素材", "达人"),
    }.items()
    for word in words
}
_ALL = frozenset(
    fold(word)
    for word in (
        "全店",
        "店铺",
        "大盘",
        "店铺大盘",
        "全部",
        "全渠道",
        "整体",
        "all",
        "shop",
    )
)


@dataclass(frozen=True, slots=True)
class Watched:
    """The rows a monitor is about; everything None = the whole campaign."""

    channel: str | None = None
    skus: tuple[str, ...] | None = None
    campaign: str | None = None
    known: bool = True
    """False: the scope names something the workbook does not have."""


def read_scope(book: Book, text: object, metric: object = None) -> Watched:
    """Read a scope; without one, a role in the metric's brackets counts: 库存余量(爆款)."""
    found = Watched()
    parts = [part.strip() for part in _PARTS.split(str(text or "")) if part.strip()]
    if not parts:
        role = _BRACKET.search(str(metric or ""))
        skus = _by_role(book["products"], role[1]) if role else ()
        return Watched(skus=skus) if skus else found
    for part in parts:
        found = _with(book, found, part)
    return found


def _with(book: Book, found: Watched, part: str) -> Watched:
    pair = _PAIR.fullmatch(part)
    key = _KEYS.get(fold(pair[1])) if pair else None
    word = pair[2] if pair and key else part
    if not key and fold(word) in _ALL:
        return found
    readers = {"channel": _channel, "sku": _skus, "campaign": _campaign}
    for reader in (readers[key],) if key else readers.values():
        changes = reader(book, word)
        if changes:
            return replace(found, **changes)
    return replace(found, known=False)


def _channel(book: Book, word: str) -> dict[str, Any]:
    channel = _named(book["channels"], "channel_id", "channel_name", word)
    return {"channel": channel} if channel else {}


def _skus(book: Book, word: str) -> dict[str, Any]:
    sku = _named(book["products"], "sku_id", "name", word)
    skus = (sku,) if sku else _by_role(book["products"], word)
    return {"skus": skus} if skus else {}


def _campaign(book: Book, word: str) -> dict[str, Any]:
    names = book["daily"].codes("campaign")[1]
    return next(({"campaign": str(n)} for n in names if fold(n) == fold(word)), {})


def _named(table: Table, key: str, name: str, word: str) -> str | None:
    wanted = fold(word)
    pairs = zip(table[key].tolist(), table[name].tolist(), strict=True)
    for one, said in pairs:
        if one is not None and wanted in (fold(one), fold(said) if said else None):
            return str(one)
    return None


def _by_role(products: Table, word: str) -> tuple[str, ...]:
    choices = products.sheet["role"].kind.choices
    role = choices.find(word) if choices else None
    rows = zip(products["sku_id"].tolist(), products["role"].tolist(), strict=True)
    return tuple(str(sku) for sku, own in rows if role and own == role and sku)
