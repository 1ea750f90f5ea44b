"""Names and IDs: what stands twice, is missing, points at nothing or is spelled another way."""

import re
from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from promo_xl.book import Book, Table
from promo_xl.facts import Facts
from promo_xl.finding import Kind, Severity
from promo_xl.schema import LIVE, WORKBOOK
from promo_xl.schema.blank import is_blank
from promo_xl.schema.label import UNSEEN, Label, fold
from promo_xl.schema.sheet import SIZES, Shape
from promo_xl.schema.show import show
from promo_xl.validate.faulted import Group, faulted, unread
from promo_xl.validate.near import did_you_mean, nearest
from promo_xl.validate.required import is_any_typed
from promo_xl.validate.rule import Hits, Wording, rule

_REFERRED = frozenset(
    column.kind.ref.partition(".")[0]
    for sheet in WORKBOOK
    for column in sheet.cells
    if column.kind.ref
)
"""Sheets whose rows others name."""
_TOLD_ROWS = 6
_SEVERAL = re.compile("[;；、]")


@rule(
    "A04",
    "row.duplicate_key",
    Kind.DATA,
    Severity.ERROR,
    title=Label("编号或键重复", "duplicate ID or key"),
    fires="同一编号出现两次；或日数据里层级、口径、日期、小时、渠道、计划、商品、来源、账户全部相同"
    "（空白也算一个值）；或被别的表引用的名称出现两次（阶段按阶段与平台/赛道）。",
    says=Label(
        "「{col}」“{id}”重复（第{rows}行）", "{col} “{id}” stands twice (rows {rows})"
    ),
    hint=Label(
        "改成唯一的编号，或删去多余的行", "Give one of them another ID, or delete it"
    ),
    variants={
        "row": Wording(
            Label(
                "“{id}”的数据有两行以上（第{rows}行），会被重复计算",
                "“{id}” has more than one row (rows {rows}): it is counted twice",
            ),
            Label(
                "删去重复的行；确实是两笔的，用计划、来源或账户分开",
                "Delete the repeated row; if both are real, tell them apart by campaign, "
                "source or account",
            ),
        ),
        "name": Wording(
            Label(
                "「{col}」“{id}”出现两次（第{rows}行），别的表引用时分不清",
                "{col} “{id}” stands twice (rows {rows}): a reference could mean either",
            ),
            Label(
                "改成不同的名称，或合并成一行", "Rename one of them, or make them one row"
            ),
        ),
    },
)
def duplicate_key(book: Book, facts: Facts) -> Iterator[Hits]:
    """An ID stands twice; or two rows of 日数据 agree in level, basis, date, hour, channel, campaign, SKU, source and account (blank is a value); or a name that other sheets refer to stands twice (phases: phase and track)."""
    slips = unread(book)
    for sheet in WORKBOOK:
        table = book[sheet.key]
        if (
            sheet.key not in LIVE
            or sheet.shape is Shape.FORM
            or len(table) < 2
            or not sheet.id
        ):
            continue
        slip = slips.get(sheet.key, {})
        if sheet.id_prefix:
            yield from _repeated(table, sheet.id, "", slip)
        else:
            yield from _repeated(table, sheet.id, "row", _unsure(book, table, slip))
        if sheet.name_key and sheet.key in _REFERRED:
            keys = [sheet.name_key, *(["track"] if "track" in sheet else [])]
            yield from _repeated(table, keys, "name", slip)


def _repeated(
    table: Table, keys: Sequence[str], variant: str, slip: Mapping[str, frozenset[int]]
) -> Iterator[Hits]:
    """Mark every row after the first of those that agree in all of *keys*."""
    anchor = "date" if variant == "row" else keys[0]
    if anchor not in table.places:
        return
    if len(keys) == 1 and _all_differ(table, keys[0]):
        return
    alike = _grouped(table, keys)
    rows = np.flatnonzero(np.bincount(alike)[alike] > 1)
    if not len(rows):
        return
    groups: dict[int, list[int]] = {}
    for i in rows.tolist():
        readable = not any(i in slip.get(key, ()) for key in keys)
        if readable and not is_blank(table.raw(i, anchor)):
            groups.setdefault(int(alike[i]), []).append(i)
    hits = [(i, group) for group in groups.values() for i in group[1:]]
    if hits:
        slots: dict[str, Sequence[object]] = {
            "id": [_named(table, keys, i) for i, _ in hits],
            "rows": [_rows(table, group) for _, group in hits],
        }
        if variant != "row":
            slots["col"] = [table.sheet[anchor].label] * len(hits)
        yield Hits(table, [i for i, _ in hits], anchor, slots, variant=variant)


def _all_differ(table: Table, key: str) -> bool:
    """Whether no two cells agree: in most tables no more need be asked."""
    said = [
        fold(v) if isinstance(v, str) else v for v in table[key].tolist() if not is_blank(v)
    ]
    return len({*said}) == len(said)


def _unsure(
    book: Book, table: Table, slip: Mapping[str, frozenset[int]]
) -> Mapping[str, frozenset[int]]:
    """Add the cells that name a row whose own ID stands twice: that is told there."""
    found = dict(slip)
    for key in table.sheet.id:
        target, _, own = table.sheet[key].kind.ref.partition(".")
        ids = [fold(one) for one in book[target][own].tolist() if one] if target else []
        twice = {one for one in ids if ids.count(one) > 1} if len({*ids}) < len(ids) else ()
        if twice:
            words = table[key].tolist()
            rows = (i for i, one in enumerate(words) if one and fold(one) in twice)
            found[key] = found.get(key, frozenset()) | frozenset(rows)
    return found


def _grouped(
    table: Table, keys: Sequence[str]
) -> "np.ndarray[tuple[int], np.dtype[np.intp]]":
    """Number the rows so that equal keys have equal numbers; width and case aside."""
    number = np.zeros(len(table), np.intp)
    for key in keys:
        codes, words = table.codes(key)
        same: dict[object, int] = {}
        said = [fold(w) if isinstance(w, str) else w for w in words]
        merged = np.array([*(same.setdefault(w, len(same)) for w in said), -1], np.intp)
        joined = number * (len(same) + 1) + merged[codes] + 1
        number = np.unique(joined, return_inverse=True)[1].reshape(-1)
    return number


def _named(table: Table, keys: Sequence[str], i: int) -> str | Label:
    """Say what the rows agree in, as it stands in the cells."""
    if len(keys) == 1:
        return str(table.raw(i, keys[0]))
    shown = [key for key in keys if not is_blank(table.raw(i, key))]
    zh, en = (
        "·".join(_part(table, key, i, lang) for key in shown) for lang in ("zh", "en")
    )
    return Label(zh, en)


def _part(table: Table, key: str, i: int, lang: str) -> str:
    kind = table.sheet[key].kind
    if kind.numeric or kind.choices:
        return show(table[key][i], kind, lang)
    return str(table.raw(i, key))


def _rows(table: Table, group: Sequence[int]) -> Label:
    rows = [str(table.place(i, "")[0]) for i in group[:_TOLD_ROWS]]
    more = ["…"] if len(group) > _TOLD_ROWS else []
    return Label("、".join([*rows, *more]), ", ".join([*rows, *more]))


@rule(
    "A05",
    "row.no_id",
    Kind.DATA,
    Severity.WARNING,
    title=Label("缺少编号", "row without an ID"),
    fires="这一行有内容但没有编号；读取时按顺序给一个临时编号（小规模里这就是灰色默认值，只作提示）。",
    says=Label("第{row}行缺少编号，暂用 {id}", "Row {row} has no ID; {id} is used for now"),
    hint=Label(
        "在「{col}」填上 {id}；以后排序或插行，编号才不会变",
        "Enter {id} under {col}, so that sorting or new rows do not change it",
    ),
)
def no_id(book: Book, facts: Facts) -> Iterator[Hits]:
    """A row holds data but no ID; a provisional one is used when it is read (in size small that is its grey default, and only noted)."""
    for sheet in WORKBOOK:
        table = book[sheet.key]
        if not sheet.id_prefix or sheet.key not in LIVE or sheet.id[0] not in table.places:
            continue
        key = sheet.id[0]
        ids = table[key].tolist()
        rows = [i for i, one in enumerate(ids) if one and is_blank(table.raw(i, key))]
        if sheet.shape is Shape.FORM:
            rows = [i for i in rows if is_any_typed(table, i)]
        slots = {
            "row": [table.place(i, key)[0] for i in rows],
            "id": [ids[i] for i in rows],
            "col": [sheet[key].label] * len(rows),
        }
        severity = Severity.INFO if book.size == SIZES[0] else None
        yield Hits(table, rows, key, slots, severity=severity, fixable=[True] * len(rows))


@rule(
    "A06",
    "cell.unknown_reference",
    Kind.DATA,
    Severity.ERROR,
    title=Label("引用的对象不存在", "reference to something that does not exist"),
    fires="引用的名称或编号在被引用的表里找不到（小规模时人名自动登记，不算），或那里有几个同名的阶段（提醒）。",
    says=Label("「{sheet}」里没有“{v}”{near}", "“{v}” is not in {sheet}{near}"),
    hint=Label(
        "从下拉列表里选，或先在「{sheet}」登记“{v}”",
        "Pick one from the list, or add “{v}” to {sheet} first",
    ),
    variants={
        "several": Wording(
            Label(
                "「{sheet}」里有几个“{v}”，分属不同平台/赛道，这里按 {id} 读取",
                "{sheet} has more than one “{v}”, each of another track; {id} is taken here",
            ),
            Label("改填编号：{ids}", "Enter its ID: {ids}"),
        )
    },
)
def unknown_reference(book: Book, facts: Facts) -> Iterator[Hits]:
    """A reference names nothing in its target sheet, by name or ID; in size small people register themselves. Or it may mean phases of several tracks (a warning)."""
    yield from _shared(book)
    for group in faulted(book, "unknown_ref"):
        target = book[group.column.kind.ref.partition(".")[0]]
        registers_itself = target.sheet.key == "team" and book.size == "small"
        if not target.present or registers_itself:
            continue
        names = _names(target)
        slots = {
            "v": group.raw,
            "sheet": target.sheet.label,
            "near": [did_you_mean(nearest(raw, names)) for raw in group.raw],
        }
        yield group.hits(slots)


def _shared(book: Book) -> Iterator[Hits]:
    for group in faulted(book, "several_ref"):
        target = book[group.column.kind.ref.partition(".")[0]]
        values = group.table[group.column.key]
        meant = [values[fault.row] for fault in group.faults]
        firsts = [one[0] if isinstance(one, tuple) else one for one in meant]
        slots = {
            "v": group.raw,
            "sheet": target.sheet.label,
            "id": firsts,
            "ids": [_same_name(target, one) for one in firsts],
        }
        yield group.hits(slots, variant="several", severity=Severity.WARNING)


def _same_name(table: Table, wanted: object) -> Label:
    """List the rows that share a name, by ID and track: PH5（天猫）、PH8（抖音）."""
    ids = table[table.sheet.id[0]].tolist()
    names = table[table.sheet.name_key].tolist()
    name = dict(zip(ids, names, strict=True)).get(wanted)
    rows = [i for i, one in enumerate(names) if one == name and one is not None]
    kind = table.sheet["track"].kind
    zh, en = (
        [(ids[i], show(table["track"][i], kind, lang)) for i in rows]
        for lang in ("zh", "en")
    )
    return Label(
        "、".join(f"{one}（{track}）" if track else str(one) for one, track in zh),
        ", ".join(f"{one} ({track})" if track else str(one) for one, track in en),
    )


def _names(table: Table) -> list[str]:
    key = table.sheet.name_key or table.sheet.id[0]
    choices = table.sheet[key].kind.choices
    named = [v for v in table[key].tolist() if v is not None]
    words = (
        [*(choices.say(v, lang) for v in named for lang in ("zh", "en"))]
        if choices
        else named
    )
    return [*words, *(v for v in table[table.sheet.id[0]].tolist() if v is not None)]


@rule(
    "A08",
    "cell.stray_space",
    Kind.DATA,
    Severity.WARNING,
    title=Label("多余空格或全角空格", "stray or full-width space"),
    fires="编号、名称、选项或引用的首尾有空格，或含看不见的零宽字符、全角空格：眼睛看是同一个词，"
    "Excel 公式却对不上。",
    says=Label(
        "「{col}」的“{v}”含多余空格或全角字符，Excel 公式对不上（本工具按“{clean}”读取）",
        "{col}: “{v}” has stray or full-width spaces, which Excel's formulas do not match "
        "(we read “{clean}”)",
    ),
    hint=Label("改成“{clean}”", "Type “{clean}”"),
)
def stray_space(book: Book, facts: Facts) -> Iterator[Hits]:
    """An ID, a name, a choice or a reference has spaces at its edges, characters nobody sees or full-width spaces: the same word to the eye, another to Excel's formulas."""
    respelled = {fault.at for fault in book.faults if fault.what == "spelling"}
    for group in faulted(book, "stray_space"):
        rest = [fault for fault in group.faults if fault.at not in respelled]
        if rest:
            kept = Group(group.table, group.column, rest)
            slots = {
                "col": kept.column.label,
                "v": kept.raw,
                "clean": [_clean(raw) for raw in kept.raw],
            }
            yield kept.hits(slots, fixable=[True] * len(rest))


def _clean(raw: object) -> str:
    return " ".join(str(raw).translate(UNSEEN).split())


@rule(
    "A15",
    "cell.other_spelling",
    Kind.DATA,
    Severity.WARNING,
    title=Label("名称写法不一致", "another spelling of a name"),
    fires="引用的写法与登记的名称只差全半角、大小写或中间的空格（抖音/抖 音、facebOOK）。",
    says=Label(
        "“{a}”在「{sheet}」里写作“{b}”，Excel 公式会当成两个",
        "“{a}” is registered in {sheet} as “{b}”; Excel's formulas may take them for two",
    ),
    hint=Label("统一写成“{b}”", "Write “{b}” everywhere"),
)
def other_spelling(book: Book, facts: Facts) -> Iterator[Hits]:
    """A reference differs from the registered name only in width, case or inner spaces."""
    for group in faulted(book, "spelling"):
        target = book[group.column.kind.ref.partition(".")[0]]
        known = {fold(name): name for name in reversed(_names(target))}
        spelled = [_spelled(raw, known) for raw in group.raw]
        slots = {
            "a": [word for word, _ in spelled],
            "b": [name for _, name in spelled],
            "sheet": target.sheet.label,
        }
        yield group.hits(slots, fixable=[True] * len(spelled))


def _spelled(raw: object, known: Mapping[str, str]) -> tuple[str, str]:
    """Give the first word of a cell that is written another way, and its registered name."""
    names = frozenset(known.values())
    for word in (part.strip() for part in _SEVERAL.split(str(raw))):
        if word not in names and fold(word) in known:
            return word, known[fold(word)]
    return str(raw), known.get(fold(raw), str(raw))


NAMES = (duplicate_key, no_id, unknown_reference, stray_space, other_spelling)
