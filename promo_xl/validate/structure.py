"""Structure, types and references: what a reader could not take as it stands."""

from collections.abc import Iterator

from promo_xl.book import Book, Table
from promo_xl.facts import Facts
from promo_xl.finding import Kind, Severity
from promo_xl.schema import LIVE, WORKBOOK
from promo_xl.schema.kind import Choices
from promo_xl.schema.label import Label
from promo_xl.schema.sheet import Column, Owner
from promo_xl.validate.faulted import faulted
from promo_xl.validate.near import did_you_mean, like, nearest
from promo_xl.validate.rule import Hits, Wording, rule


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
    "A02",
    "cell.unreadable",
    Kind.DATA,
    Severity.ERROR,
    title=Label("值读不懂", "value cannot be read"),
    fires="填的内容不是该列的类型；范围（1-2万）和「约」不收，因为只能靠猜。",
    says=Label("「{col}」填的“{v}”不是有效的{type}", "{col}: “{v}” is not a valid {type}"),
    hint=Label(
        "填一个确定的{type}{eg}；还没有就留空",
        "Enter one definite {type}{eg}; leave it blank if not known yet",
    ),
)
def unreadable(book: Book, facts: Facts) -> Iterator[Hits]:
    """A value does not parse as the column's type; a range (1-2万) or 约 is refused, since one would have to guess."""
    for group in faulted(book, "unreadable"):
        kind = group.column.kind
        yield group.hits(
            {
                "col": group.column.label,
                "v": group.raw,
                "type": kind.name,
                "eg": like(kind.example or group.column.example),
            }
        )


@rule(
    "A03",
    "cell.not_a_choice",
    Kind.DATA,
    Severity.ERROR,
    title=Label("不在可选项中", "not an allowed choice"),
    fires="填的词不在该列的可选项里（中英文都算，忽略空格、全半角和大小写）；可自己加词的列表不查。",
    says=Label(
        "「{col}」没有“{v}”这个选项{near}", "{col}: “{v}” is not one of the choices{near}"
    ),
    hint=Label("从下拉列表里选：{words}", "Pick one from the list: {words}"),
)
def not_a_choice(book: Book, facts: Facts) -> Iterator[Hits]:
    """A word is not in the column's list in either language, width, case and spaces aside; lists people may extend are left alone."""
    for group in faulted(book, "not_a_choice"):
        choices = group.column.kind.choices
        if choices is None or choices.editable:
            continue
        words = [item.label.say(book.lang) for item in choices.items]
        near = [nearest(raw, words) for raw in group.raw]
        slots = {
            "col": group.column.label,
            "v": group.raw,
            "near": [did_you_mean(found) for found in near],
            "words": _listed(choices),
        }
        yield group.hits(slots, fixable=[len(found) == 1 for found in near])


_LISTED = 8


def _listed(choices: Choices) -> Label:
    first = choices.items[:_LISTED]
    more = ["…"] if len(choices.items) > _LISTED else []
    return Label(
        "、".join([*(item.label.zh for item in first), *more]),
        ", ".join([*(item.label.en for item in first), *more]),
    )


@rule(
    "A06",
    "cell.unknown_reference",
    Kind.DATA,
    Severity.ERROR,
    title=Label("引用的对象不存在", "reference to something that does not exist"),
    fires="引用的名称或编号在被引用的表里找不到（小规模时人名自动登记，不算）。",
    says=Label("「{sheet}」里没有“{v}”{near}", "“{v}” is not in {sheet}{near}"),
    hint=Label(
        "从下拉列表里选，或先在「{sheet}」登记“{v}”",
        "Pick one from the list, or add “{v}” to {sheet} first",
    ),
)
def unknown_reference(book: Book, facts: Facts) -> Iterator[Hits]:
    """A reference names nothing in its target sheet, by name or ID; in size small people register themselves."""
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
    "A09",
    "cell.number_as_text",
    Kind.DATA,
    Severity.WARNING,
    title=Label("数字存成了文本", "number stored as text"),
    fires="数字存成了文本，或超过15位的编号存成了数字（末几位已丢失）。",
    says=Label(
        "“{v}”是文本，Excel 的合计不算它（本工具按数字读取）",
        "“{v}” is text: Excel's own sums leave it out (we read it as a number)",
    ),
    hint=Label(
        "改成数字重新输入；一整列时用「数据 → 分列 → 完成」",
        "Type it again as a number; for a whole column use Data → Text to Columns → Finish",
    ),
    variants={
        "long_id": Wording(
            Label(
                "长编号 {v} 存成了数字，末几位已经丢失",
                "The long ID {v} is stored as a number; its last digits are lost",
            ),
            Label(
                "先把这一列设为文本格式，再从来源重新粘贴",
                "Format the column as text first, then paste it again from its source",
            ),
        )
    },
)
def number_as_text(book: Book, facts: Facts) -> Iterator[Hits]:
    """A number is stored as text, or an ID of more than 15 digits as a number, so that its last digits are lost."""
    for group in faulted(book, "text_number"):
        yield group.hits({"v": group.raw}, fixable=[True] * len(group.faults))
    for group in faulted(book, "long_id"):
        yield group.hits({"v": [_digits(raw) for raw in group.raw]}, variant="long_id")


def _digits(raw: object) -> str:
    return f"{raw:.0f}" if isinstance(raw, int | float) else str(raw)


@rule(
    "A11",
    "cell.error_value",
    Kind.DATA,
    Severity.ERROR,
    title=Label("单元格显示错误值", "cell shows an error"),
    fires="单元格显示 Excel 错误值（#REF!、#DIV/0!、#N/A、#VALUE!…），或填在格里的公式还没有算出值。",
    says=Label("「{col}」显示错误值 {v}", "{col} shows the error {v}"),
    hint=Label(
        "检查这个单元格的公式；引用的单元格可能已被删除",
        "Look at the formula of this cell; what it refers to may have been deleted",
    ),
    variants={
        "uncached": Wording(
            Label(
                "「{col}」的公式还没有算过，读不到值",
                "The formula in {col} has never been calculated: it has no value to read",
            ),
            Label(
                "用 Excel 或 WPS 打开这个文件，保存一次",
                "Open the file in Excel or WPS and save it once",
            ),
        ),
    },
)
def error_value(book: Book, facts: Facts) -> Iterator[Hits]:
    """A cell shows an Excel error (#REF! #DIV/0! #N/A #VALUE! …), or a typed formula was never calculated."""
    for group in faulted(book, "error_cell"):
        yield group.hits({"col": group.column.label, "v": group.raw})
    for group in faulted(book, "uncached"):
        yield group.hits({"col": group.column.label}, variant="uncached")


STRUCTURE = (
    missing_part,
    unreadable,
    not_a_choice,
    unknown_reference,
    number_as_text,
    error_value,
)
