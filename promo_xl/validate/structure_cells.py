"""Cells a reader could not take as they stand: what is no value, no choice, no number."""

from collections.abc import Iterator, Sequence

from promo_xl.book import Book
from promo_xl.facts import Facts
from promo_xl.finding import Kind, Severity
from promo_xl.schema.blank import is_blank
from promo_xl.schema.kind import Choices
from promo_xl.schema.label import Label
from promo_xl.schema.show import Shown
from promo_xl.validate.faulted import faulted
from promo_xl.validate.near import did_you_mean, like, nearest
from promo_xl.validate.rule import Hits, Wording, rule


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
    "A09",
    "cell.number_as_text",
    Kind.DATA,
    Severity.WARNING,
    title=Label("数字存成了文本", "number stored as text"),
    fires="数字或日期存成了文本，或超过15位的编号存成了数字（末几位已丢失）。",
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
        ),
        "date": Wording(
            Label(
                "“{v}”是文本日期，Excel 的公式不认（本工具按 {day} 读取）",
                "“{v}” is text: Excel's formulas see no date (we read it as {day})",
            ),
            Label(
                "改成日期重新输入；一整列时用「数据 → 分列 → 完成」",
                "Type it again as a date; for a whole column use Data → Text to Columns → Finish",
            ),
        ),
    },
)
def number_as_text(book: Book, facts: Facts) -> Iterator[Hits]:
    """A number or a date is stored as text, or an ID of more than 15 digits as a number, so that its last digits are lost."""
    for group in faulted(book, "text_number"):
        yield group.hits({"v": group.raw}, fixable=[True] * len(group.faults))
    for group in faulted(book, "text_date"):
        column = group.table[group.column.key]
        days = [Shown(column[fault.row], group.column.kind) for fault in group.faults]
        slots = {"v": group.raw, "day": days}
        yield group.hits(slots, variant="date", fixable=[True] * len(days))
    for group in faulted(book, "long_id"):
        yield group.hits({"v": [_digits(raw) for raw in group.raw]}, variant="long_id")


def _digits(raw: object) -> str:
    return f"{raw:.0f}" if isinstance(raw, int | float) else str(raw)


@rule(
    "A10",
    "cell.formula_overwritten",
    Kind.DATA,
    Severity.ERROR,
    title=Label("计算列被手工覆盖", "computed column overwritten"),
    fires="由公式计算的列里，有单元格被手工填成了常数。",
    says=Label(
        "计算列「{col}」的公式被“{v}”覆盖",
        "The formula of {col} was overwritten with “{v}”",
    ),
    hint=Label(
        "从同列相邻单元格把公式复制回来；手工的数记到备注里",
        "Copy the formula back from a neighbouring cell; keep the number in a note",
    ),
)
def formula_overwritten(book: Book, facts: Facts) -> Iterator[Hits]:
    """A cell of a column computed by a formula holds a constant typed over it."""
    over: dict[tuple[str, str], list[int]] = {}
    for sheet, key, i in sorted(book.typed_over):
        if not book[sheet].sheet.owned and not is_blank(book[sheet].raw(i, key)):
            over.setdefault((sheet, key), []).append(i)
    for (sheet, key), rows in over.items():
        table = book[sheet]
        slots: dict[str, Sequence[object]] = {
            "col": [table.sheet[key].label] * len(rows),
            "v": [table.raw(i, key) for i in rows],
        }
        yield Hits(table, rows, key, slots, fixable=[True] * len(rows))


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


CELLS = (unreadable, not_a_choice, number_as_text, formula_overwritten, error_value)
