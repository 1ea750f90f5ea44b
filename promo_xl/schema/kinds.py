"""The kinds a column can have: one instance each, and makers for choices and references."""

from functools import partial

from promo_xl.schema import parse
from promo_xl.schema.kind import Choices, Kind
from promo_xl.schema.label import Label

TEXT = Kind("text", Label("文本", "text"), parse.text, "@")
LONGTEXT = Kind("longtext", Label("长文本", "long text"), parse.text, "@")
ID = Kind("id", Label("编号", "ID"), parse.word, "@", example="C01")
URL = Kind("url", Label("链接", "link"), parse.text, "@")
EMAIL = Kind("email", Label("邮箱", "e-mail"), parse.email, "@", example="name@example.com")
DEP = Kind(
    "dep", Label("前置依赖", "dependency"), parse.dependency, "@", example="T01;T02SS+2d"
)
DATE = Kind(
    "date",
    Label("日期", "date"),
    parse.date,
    "yyyy-mm-dd",
    numeric=True,
    example="2026-06-01",
)
DATETIME = Kind(
    "datetime",
    Label("日期时间", "date and time"),
    parse.moment,
    "yyyy-mm-dd hh:mm",
    numeric=True,
    example="2026-06-01 20:00",
)
END = Kind(
    "datetime",
    Label("结束时间", "end date and time"),
    parse.end_moment,
    "yyyy-mm-dd hh:mm",
    numeric=True,
    example="2026-06-10 23:59",
)
"""A moment at which something ends: a bare date is the end of that day."""
MONEY = Kind(
    "money", Label("金额", "amount"), parse.money, "#,##0", numeric=True, example="12万"
)
PCT = Kind(
    "pct", Label("百分比", "percent"), parse.percent, "0.0%", numeric=True, example="2.5%"
)
INT = Kind(
    "int",
    Label("整数", "whole number"),
    parse.whole,
    "#,##0",
    numeric=True,
    example="1.2万",
)
NUM = Kind(
    "num", Label("数值", "number"), parse.number, "General", numeric=True, example="1.5"
)
RATIO = Kind(
    "ratio", Label("倍数", "ratio"), parse.ratio, "0.00", numeric=True, example="1:5"
)


def choice(choices: Choices, *, multi: bool = False, key: str = "enum") -> Kind:
    """Give the kind of a cell that holds one word of *choices* (several where *multi*)."""
    listed = parse.WordList(choices)
    read = listed.several if multi else listed.one
    example = choices.items[0].label.zh if choices.items else ""
    name = Label("多选", "several choices") if multi else Label("选项", "choice")
    return Kind(key, name, read, "@", example=example, choices=choices, multi=multi)


def ref(target: str, *, multi: bool = False) -> Kind:
    """Give the kind of a cell that names rows of another sheet; *target* is `sheet.key`."""
    if multi:
        name = Label("多项引用", "references")
        return Kind("reflist", name, parse.words, "@", ref=target, multi=True)
    return Kind("ref", Label("引用", "reference"), parse.word, "@", ref=target)


def within(low: int, high: int) -> Kind:
    """Give the kind of a whole number from *low* to *high*: a score, a rank."""
    name = Label(f"{low}–{high} 的整数", f"whole number {low}–{high}")
    read = partial(parse.score, low, high)
    return Kind("int", name, read, "0", numeric=True, example=str(low), span=(low, high))
