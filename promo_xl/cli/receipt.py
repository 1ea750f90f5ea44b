"""What a write came to, in people's words: which tabs changed, and that nothing else did."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from promo_xl.book import Ref
    from promo_xl.ooxml.package import Package
    from promo_xl.workbook import Receipt

_KINDS = {
    "table": ("的表格", ", its table"),
    "drawing": ("的图形", ", its drawing"),
    "chart": ("的图", ", its chart"),
    "comments": ("的批注", ", its comments"),
}
_OTHERS = {
    "workbook.xml": ("工作簿设置", "the workbook's settings"),
    "[Content_Types].xml": ("部件清单", "the list of parts"),
    "workbook.xml.rels": ("部件清单", "the list of parts"),
    "calcChain.xml": ("计算顺序", "the order of calculation"),
}


def put(place: Path, data: bytes, seen: bytes | None, before: bytes) -> Receipt:
    """Put *data* in a workbook's place, which held *seen*; say what differs from *before*."""
    from promo_xl.ooxml.proof import prove
    from promo_xl.ooxml.save import save_over
    from promo_xl.workbook import Receipt

    saved = save_over(place, data, seen, source=before)
    if not saved.written:
        return Receipt(place, written=False)
    proof = prove(before, data)
    changed = tuple(one.part for one in proof.changed)
    return Receipt(place, True, changed, proof.same, saved.backup, proof, saved.other_names)


def told(receipt: Receipt, name: str, lang: str) -> str:
    """Say what a save wrote, part by part, and where the former file is."""
    if not receipt.written:
        shown = receipt.path.name if receipt.path else name
        return _say(
            lang, f"{shown}：未变，没有写入。", f"{shown}: unchanged, nothing was written."
        )
    if not receipt.changed:
        zh = f"{receipt.path}：已写入，与 {name} 逐字节相同。"
        en = f"{receipt.path}: written, byte for byte the same as {name}."
        return _say(lang, zh, en)
    n = len(receipt.changed)
    some = "1 part" if n == 1 else f"{n} parts"
    zh = f"{receipt.path}：已写入，改动部件{n}个："
    en = f"{receipt.path}: written, {some} changed:"
    lines = [_say(lang, zh, en), *_parts(receipt, lang), _rest(receipt, lang)]
    if receipt.backup:
        lines.append(
            _say(
                lang, f"原文件备份：{receipt.backup}", f"The former file: {receipt.backup}"
            )
        )
    return "\n".join(lines)


def told_foreign(found: tuple[Ref, ...], lang: str) -> str:
    """Say that formulas of people's own wait for Excel: nobody else knows what they give."""
    n = len(found)
    zh = f"另有{n}个公式不是本工具的（第一个 {found[0]}），Excel 打开文件时会重算。"
    some = "1 formula is" if n == 1 else f"{n} formulas are"
    en = f"{some} not ours (the first: {found[0]}); Excel calculates them on opening."
    return _say(lang, zh, en)


def _parts(receipt: Receipt, lang: str) -> Iterator[str]:
    names = part_names(receipt.path, lang) if receipt.path else {}
    for part in receipt.changed:
        said = names.get(part) or _other(part, lang)
        yield f"  {said} [{part}]" if said else f"  [{part}]"


def _other(part: str, lang: str) -> str:
    words = _OTHERS.get(part.rpartition("/")[2])
    return words[lang == "en"] if words else ""


def _rest(receipt: Receipt, lang: str) -> str:
    digest = receipt.proof.same_sha256 if receipt.proof else ""
    shown = f"，sha256 {digest}" if digest else ""
    zh = f"其余{receipt.same}个部件逐字节未变{shown}"
    en = f"The other {receipt.same} are byte for byte the same" + (
        f", sha256 {digest}" if digest else ""
    )
    return _say(lang, zh, en)


def part_names(path: Path, lang: str) -> dict[str, str]:
    """Name the parts of a workbook as people know them: by their tab."""
    from promo_xl.ooxml.package import open_package
    from promo_xl.ooxml.parts import find_workbook, read_workbook

    package = open_package(path.read_bytes())
    found: dict[str, str] = {}
    for tab in read_workbook(package, find_workbook(package)).tabs:
        if tab.part:
            found[tab.part] = tab.title
            found.update(_served(package, tab.part, tab.title, lang))
    return found


def _served(
    package: Package, part: str, title: str, lang: str
) -> Iterator[tuple[str, str]]:
    from promo_xl.ooxml.parts import read_relations

    for relation in read_relations(package, part):
        words = _KINDS.get(relation.type)
        if words and not relation.external:
            yield relation.target, title + words[lang == "en"]
            yield from _served(package, relation.target, title, lang)


def _say(lang: str, zh: str, en: str) -> str:
    return zh if lang == "zh" else en
