"""Sheets and columns: missing, unknown, hidden, or of another version."""

from collections.abc import Callable, Iterator

from promo_xl.book import Book, Fault, Table
from promo_xl.facts import Facts
from promo_xl.finding import Kind, Severity
from promo_xl.schema import LIVE, WORKBOOK
from promo_xl.schema.label import Label
from promo_xl.schema.sheet import Column, Owner
from promo_xl.validate.rule import Hits, Wording, rule
from promo_xl.workbook.layout import SCHEMA_VERSION

_LISTED = 6
_PEOPLE = 4
"""As many people need a list of who does what."""


@rule(
    "A01",
    "workbook.missing_part",
    Kind.DATA,
    Severity.ERROR,
    title=Label("缺少工作表或必填列", "sheet or required column missing"),
    fires="少了必需的工作表或必填列（按规模），或改成了认不出的名字；没有的选填列不算。",
    says=Label("缺少必填列「{col}」", "Required column “{col}” is missing"),
    hint=Label(
        "在表头行加上一列「{col}」；原来那一列改过名的，把列名改回来",
        "Add a column “{col}” to the header row, or rename the old one back",
    ),
    variants={
        "sheet": Wording(
            Label("缺少工作表「{col}」", "The sheet “{col}” is missing"),
            Label(
                "把工作表「{col}」改回原名；已删除的，从备份或一份新表复制回来",
                "Rename the sheet back to “{col}”, or copy it from a backup or a new workbook",
            ),
        )
    },
)
def missing_part(book: Book, facts: Facts) -> Iterator[Hits]:
    """A required sheet or header (by size) is missing or renamed beyond recognition; an absent optional column is nothing."""
    for sheet in WORKBOOK:
        table = book[sheet.key]
        if sheet.key not in LIVE or book.size not in sheet.shown_in:
            continue
        if not table.present:
            yield Hits(table, [-1], slots={"col": [sheet.label]}, variant="sheet")
            continue
        missing = [
            c for c in sheet.cells if _required(c, book.size) and c.key not in table.places
        ]
        if missing:
            headers = [Label(c.header("zh"), c.header("en")) for c in missing]
            yield Hits(table, [-1] * len(missing), slots={"col": headers})


def _required(column: Column, size: str) -> bool:
    return column.owner is Owner.IN and column.required_in(size)


@rule(
    "A13",
    "column.unknown",
    Kind.DATA,
    Severity.INFO,
    title=Label("未识别的列", "columns we do not know"),
    fires="表里有模板没有的列（自己加的列没有问题），或两列是同一个意思，或有内容的一列没有列名；每张表说一次。",
    says=Label(
        "未识别的列「{col}」会保留，但不参与计算",
        "Columns we do not know are kept but not computed with: {col}",
    ),
    hint=Label(
        "自己加的列不用改；本该认得的，把列名改回模板的写法",
        "Your own columns are fine; give one we should know its name in the template",
    ),
    variants={
        "double": Wording(
            Label(
                "「{col}」与前面的列意思相同，只读了前面的一列",
                "Columns that mean the same as an earlier one are not read: {col}",
            ),
            Label(
                "只留一列；确实不同的，换一个模板里没有的列名",
                "Keep one of them, or give the other a name the template does not use",
            ),
        ),
        "nameless": Wording(
            Label(
                "{col}列有内容却没有列名，没有读取",
                "Cells under no header are not read (column {col})",
            ),
            Label(
                "在表头行写上列名；不要的内容就清空",
                "Write a header above them, or clear what is not needed",
            ),
        ),
    },
)
def unknown_column(book: Book, facts: Facts) -> Iterator[Hits]:
    """A sheet has columns the template does not know (people's own are fine), two that mean the same, or cells under no header; said once a sheet."""
    lost = {fault.sheet for fault in book.faults if fault.what == "missing_column"}
    for what, variant in _COLUMNS.items():
        found: dict[str, list[Fault]] = {}
        for fault in book.faults:
            if fault.what == what and not (variant == "nameless" and fault.sheet in lost):
                found.setdefault(fault.sheet, []).append(fault)
        for sheet, faults in found.items():
            yield Hits(
                book[sheet],
                [-1],
                slots={"col": [_headers(faults)]},
                variant=variant,
                values=[faults[0].raw],
                places=[faults[0].at],
            )


_COLUMNS = {"extra_column": "", "double_column": "double", "nameless_column": "nameless"}


def _headers(faults: list[Fault]) -> Label:
    words = [" ".join(str(fault.raw).split()) for fault in faults[:_LISTED]]
    more = ["…"] if len(faults) > _LISTED else []
    return Label("、".join([*words, *more]), ", ".join([*words, *more]))


@rule(
    "A14",
    "workbook.other_version",
    Kind.DATA,
    Severity.ERROR,
    title=Label("模板版本不匹配", "template of another version"),
    fires="工作簿的模板版本比本工具新，或比它旧。",
    says=Label(
        "工作簿的模板版本是 {v}，本工具认识的是 {w}",
        "The workbook's template is of version {v}, this tool knows {w}",
    ),
    hint=Label(
        "用写这份工作簿的那一版（或更新的）promo-xl 打开",
        "Use the promo-xl that wrote this workbook, or a later one",
    ),
    variants={
        "older": Wording(
            Label(
                "工作簿的模板版本是 {v}，比本工具的 {w} 旧",
                "The workbook's template is of version {v}, older than this tool's {w}",
            ),
            Label(
                "用 promo-xl new 新建一份，把各表的内容按列名复制过去",
                "Make a new workbook with promo-xl new and copy the rows over, column by column",
            ),
        )
    },
    sheet="plan",
    anchor="project_id",
)
def other_version(book: Book, facts: Facts) -> Iterator[Hits]:
    """The workbook's template is newer than this tool, or older than it reads."""
    if book.schema not in ("", SCHEMA_VERSION):
        older = book.schema.isdecimal() and int(book.schema) < int(SCHEMA_VERSION)
        slots = {"v": [book.schema], "w": [SCHEMA_VERSION]}
        variant = "older" if older else ""
        yield Hits(book["plan"], [0], "project_id", slots, variant=variant)


@rule(
    "A16",
    "sheet.hidden_in_use",
    Kind.DATA,
    Severity.INFO,
    title=Label("有数据或用得上的表未显示", "a sheet in use is hidden"),
    fires="没有显示的工作表里有数据；或已经用得上它：一个渠道有第二种费用、有了达人花费、"
    "有4位以上负责人、开了物料审核。",
    says=Label("「{sheet}」有{n}行数据但未显示", "{sheet} holds {n} rows but is hidden"),
    hint=Label(
        "promo-xl sheets 文件 --show {sheet}（或右键任一标签，取消隐藏）",
        "promo-xl sheets FILE --show “{sheet}” (or right-click a tab, Unhide)",
    ),
    variants={
        "needed": Wording(
            Label("{why}，「{sheet}」该用起来了", "{why}: {sheet} is now of use"),
            Label(
                "promo-xl sheets 文件 --show {sheet}（或右键任一标签，取消隐藏）",
                "promo-xl sheets FILE --show “{sheet}” (or right-click a tab, Unhide)",
            ),
        )
    },
)
def hidden_in_use(book: Book, facts: Facts) -> Iterator[Hits]:
    """A sheet out of view holds rows; or it is needed: a channel has a second kind of cost, money went to KOLs, four people own work, materials are reviewed."""
    for sheet in WORKBOOK:
        table = book[sheet.key]
        if not table.hidden or sheet.owned or sheet.key not in LIVE:
            continue
        if len(table):
            slots: dict[str, list[object]] = {"sheet": [sheet.label], "n": [_filled(table)]}
            yield Hits(table, [-1], slots=slots)
            continue
        why = _NEEDED.get(sheet.key)
        if why is not None and why[0](book):
            slots = {"sheet": [sheet.label], "why": [why[1]]}
            yield Hits(table, [-1], slots=slots, variant="needed")


def _filled(table: Table) -> int:
    key = table.sheet.id[0]
    return sum(v is not None and v == v for v in table[key].tolist())


def _has_two_costs(book: Book) -> bool:
    channels = book["channels"]
    paid = _spent(book)
    commission = channels["commission"].tolist()
    ids = channels["channel_id"].tolist()
    return any(
        c and c in paid and rate > 0 for c, rate in zip(ids, commission, strict=True)
    )


def _pays_creators(book: Book) -> bool:
    channels = book["channels"]
    kinds, ids = channels["channel_type"].tolist(), channels["channel_id"].tolist()
    paid = _spent(book)
    return any(kind == "kol" and one in paid for kind, one in zip(kinds, ids, strict=True))


def _spent(book: Book) -> frozenset[object]:
    """Give the channels on which money was spent."""
    daily = book["daily"]
    spent = daily["cost"] > 0
    return frozenset(daily["channel_id"][spent].tolist()) - {None}


def _has_a_team(book: Book) -> bool:
    people = {
        name
        for key in ("phases", "goals", "channels", "tasks", "budget", "materials")
        for name in book[key]["owner"].tolist()
        if name is not None and name != book["plan"].field("owner")
    }
    return len(people | {book["plan"].field("owner")} - {None}) >= _PEOPLE


def _reviews(book: Book) -> bool:
    level = str(book.settings.get("review_levels", "")).removesuffix(".0")
    return level.isdecimal() and int(level) >= 1 and len(book["tasks"]) > 0


_NEEDED: dict[str, tuple[Callable[[Book], bool], Label]] = {
    "budget": (
        _has_two_costs,
        Label("有渠道既有投放花费又付佣金", "A channel costs both ads and commission"),
    ),
    "resources": (_pays_creators, Label("已经有达人花费", "Money went to KOLs")),
    "team": (
        _has_a_team,
        Label(f"负责人已有{_PEOPLE}位以上", f"{_PEOPLE} or more people own work"),
    ),
    "materials": (_reviews, Label("已开启物料审核", "Materials are to be reviewed")),
}


SHEETS = (missing_part, unknown_column, other_version, hidden_in_use)
