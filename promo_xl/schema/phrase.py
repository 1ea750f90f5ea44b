"""Conditions and keys of the schema in a reader's words: `活动类型 = 大促节点`."""

import ast

from promo_xl.schema.explain import Words
from promo_xl.schema.label import Label
from promo_xl.schema.sheet import Column, Sheet
from promo_xl.schema.workbook import sheet_of

_AS_OF = Label("基准日", "as-of day")
_AND, _OR = Label(" 且 ", " and "), Label(" 或 ", " or ")
_FILLED = Label("{name} 已填", "{name} is filled")
_EMPTY = Label("{name} 为空", "{name} is empty")
_COUNT = Label("{name} 中已填的个数", "the number filled of {name}")
_ROWS = Label("{name}里引用本行的行数", "the rows of {name} that name this one")
_BEFORE = Label("{name}前 {days} 天", "{days} days before {name}")
_SIGNS: dict[type[ast.cmpop], str] = {
    ast.Eq: "=",
    ast.In: "=",
    ast.NotEq: "≠",
    ast.NotIn: "≠",
    ast.Lt: "<",
    ast.LtE: "≤",
    ast.Gt: ">",
    ast.GtE: "≥",
}


def words_of(sheet: Sheet, lang: str) -> Words:
    """Give the words of *lang* for keys standing in *sheet*; others name their sheet."""

    def name(key: str) -> str:
        if key == "AS_OF":
            return _AS_OF.say(lang)
        home, column = _column(sheet, key)
        said = column.label.say(lang)
        return said if home.key == sheet.key else f"{home.label.say(lang)}[{said}]"

    def choice(key: str, word: str) -> str:
        choices = _column(sheet, key)[1].kind.choices
        return choices.say(word, lang) if choices is not None else word

    return Words(name, choice)


def say_condition(condition: str, sheet: Sheet, lang: str) -> str:
    """Say a column's `when` or `unless` in *lang*."""
    return _say(ast.parse(condition, mode="eval").body, words_of(sheet, lang), lang)


def _column(sheet: Sheet, key: str) -> tuple[Sheet, Column]:
    home, _, column = key.rpartition(".")
    found = sheet_of(home) if home else sheet
    return found, found[column]


def _say(node: ast.expr, words: Words, lang: str) -> str:
    if isinstance(node, ast.BoolOp):
        join = _AND if isinstance(node.op, ast.And) else _OR
        return join.say(lang).join(_part(value, words, lang) for value in node.values)
    if isinstance(node, ast.Compare):
        sign, other = _SIGNS[type(node.ops[0])], node.comparators[0]
        left = _say(node.left, words, lang)
        return f"{left} {sign} {_operand(other, ast.unparse(node.left), words, lang)}"
    if isinstance(node, ast.BinOp):
        days = ast.unparse(node.right)
        return _BEFORE.say(lang, name=_say(node.left, words, lang), days=days)
    if isinstance(node, ast.Call):
        return _call(node, words, lang)
    return words.name(ast.unparse(node))


def _part(node: ast.expr, words: Words, lang: str) -> str:
    text = _say(node, words, lang)
    return f"({text})" if isinstance(node, ast.BoolOp) else text


def _operand(node: ast.expr, key: str, words: Words, lang: str) -> str:
    if isinstance(node, ast.List):
        return " / ".join(_operand(item, key, words, lang) for item in node.elts)
    if isinstance(node, ast.Constant):
        text = str(node.value)
        return words.choice(key, text) if isinstance(node.value, str) else text
    return _say(node, words, lang)


def _call(node: ast.Call, words: Words, lang: str) -> str:
    asked, keys = ast.unparse(node.func), [ast.unparse(arg) for arg in node.args]
    if asked == "rows":
        return _ROWS.say(lang, name=sheet_of(keys[0].partition(".")[0]).label.say(lang))
    says = {"filled": _FILLED, "empty": _EMPTY, "count": _COUNT}[asked]
    between = "、" if lang == "zh" else ", "
    return says.say(lang, name=between.join(map(words.name, keys)))
