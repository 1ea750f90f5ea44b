"""The shape of a table: merges, gaps, sums and notes where rows should be."""

from collections.abc import Iterator

from promo_xl.book import Book, Fault, Ref
from promo_xl.facts import Facts
from promo_xl.finding import Kind, Severity
from promo_xl.schema.label import Label
from promo_xl.validate.rule import Hits, Wording, rule


@rule(
    "A12",
    "table.broken_shape",
    Kind.DATA,
    Severity.WARNING,
    title=Label("表内合并、空行或表外数据", "merged cells, gaps or data outside the table"),
    fires="表内有合并单元格、空行、合计行或单位行，表外另有数据，或紧接表格下方的行还没有并入表格"
    "（照样读取）；空表仅有的一行和末尾的空行不算。",
    says=Label(
        "{what} 是合并单元格，只有左上角的一格有值",
        "{what} is one merged cell; only its top-left cell holds the value",
    ),
    hint=Label("取消合并，把值填到每一行", "Unmerge it and enter the value in every row"),
    variants={
        "gap": Wording(
            Label("表内有空行（{what}）", "There are blank rows inside the table ({what})"),
            Label("删除空行", "Delete the blank rows"),
        ),
        "total": Wording(
            Label(
                "第{what}行是“{v}”行，没有当作数据",
                "Row {what} says “{v}”: it is not taken as data",
            ),
            Label(
                "删去这一行；要看合计，打开表格的汇总行（表设计 → 汇总行）",
                "Delete the row; for a sum switch on the table's own total row (Table Design)",
            ),
        ),
        "units": Wording(
            Label(
                "第{what}行是单位（“{v}”…），没有当作数据",
                "Row {what} holds units (“{v}” …): it is not taken as data",
            ),
            Label(
                "删去这一行，单位已写在表头里",
                "Delete the row; the headers carry the units",
            ),
        ),
        "below": Wording(
            Label(
                "表格下方的{what}还没有并入表格，Excel 公式不算它们（本工具照常读取）",
                "{what} below the table are not part of it: Excel's formulas leave them out "
                "(we read them)",
            ),
            Label(
                "把表格右下角的小标记拖到最后一行",
                "Drag the table's bottom-right handle down to the last row",
            ),
        ),
        "outside": Wording(
            Label(
                "表格外有内容（{what}），没有读取",
                "There is something outside the table ({what}); it is not read",
            ),
            Label(
                "是数据就移进表格，是说明就移到表格上方或别的工作表",
                "Move data into the table; move notes above it or to another sheet",
            ),
        ),
        "copy": Wording(
            Label(
                "工作表「{what}」像是「{v}」的副本，没有读取",
                "The sheet “{what}” looks like a copy of {v}; it is not read",
            ),
            Label(
                "不要了就删除；要用它，删掉原来的那张并改成原名",
                "Delete it; or to use it, delete the other one and give it that name",
            ),
        ),
    },
)
def broken_shape(book: Book, facts: Facts) -> Iterator[Hits]:
    """There are merged cells, blank rows, sums or a row of units inside a table, data elsewhere on the sheet, or rows directly below the table that are not part of it (they are read all the same); an empty table's only row and trailing blank rows are nothing."""
    for fault in book.faults:
        variant = _VARIANTS.get(fault.what)
        if variant is None:
            continue
        slots: dict[str, list[object]] = {"what": [_what(fault)]}
        if variant in ("total", "units", "copy"):
            slots["v"] = [book[fault.sheet].sheet.label if variant == "copy" else fault.raw]
        yield Hits(
            book[fault.sheet],
            [-1],
            slots=slots,
            variant=variant,
            values=[fault.raw],
            places=[_at(book, fault)],
            fixable=[variant == "below"],
        )


_VARIANTS = {
    "merged": "",
    "gap": "gap",
    "total_row": "total",
    "units_row": "units",
    "below_table": "below",
    "outside": "outside",
    "copied_sheet": "copy",
}


def _at(book: Book, fault: Fault) -> Ref:
    """Point at one cell: of rows below a table, the first that holds something."""
    at = fault.at
    if fault.what == "below_table":
        table = book[fault.sheet]
        row = table.cells[at.top - 1] if at.top <= len(table.cells) else ()
        held = [
            c for c, v in enumerate(row, 1) if at.left <= c <= at.right and v is not None
        ]
        return Ref(at.sheet, at.top, held[0] if held else at.left)
    return Ref(at.sheet, at.top, at.left) if at.top else at


def _what(fault: Fault) -> object:
    at, count = fault.at, fault.raw
    if fault.what == "merged":
        return at.cell
    if fault.what == "copied_sheet":
        return at.sheet
    if fault.what in ("total_row", "units_row"):
        return at.top
    if fault.what == "outside":
        return Label(f"{at.cell} 起{count}格", f"from {at.cell}, {count} cells")
    last = at.top + (count if isinstance(count, int) else 1) - 1
    rows = str(at.top) if last == at.top else f"{at.top}–{last}"
    return Label(f"第{rows}行", f"rows {rows}" if last > at.top else f"row {rows}")


SHAPE = (broken_shape,)
