"""The small language templates are written in, and what in a tag is not part of it.

Values, conditions and loops over our own names; no arithmetic, no calls, no attribute of
any Python object. What cannot be said cannot run code, touch a file or grow without end.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import jinja2
from jinja2 import nodes

from promo_xl.render.word.filters import FILTERS, LISTS
from promo_xl.render.word.tags import Tag
from promo_xl.schema.label import Label

Known = "Mapping[str, Known] | Drawing | list[Known] | str"
"""What a name stands for: fields, a chart, a list of such, or `value`."""
VALUE = "value"


class Drawing(dict[str, object]):
    """A chart: placed whole, or asked for one of its fields."""


DEEPEST = 2
"""Loops within loops: three deep, a list of 300 rows already makes 27 million."""
_LOOP: Mapping[str, object] = dict.fromkeys(("index", "first", "last", "length"), VALUE)
_ALLOWED = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.Name,
    nodes.Getattr,
    nodes.Const,
    nodes.Filter,
    nodes.Compare,
    nodes.Operand,
    nodes.And,
    nodes.Or,
    nodes.Not,
    nodes.Neg,
    nodes.If,
    nodes.For,
)
_SHELLS = {
    "for": "{{% {0} %}}{{% endfor %}}",
    "if": "{{% {0} %}}{{% endif %}}",
    "elif": "{{% if 1 %}}{{% {0} %}}{{% endif %}}",
}
_PLAIN_WORDS = ("else", "endif", "endfor")
_ENV = jinja2.Environment(autoescape=True)  # parses only; never renders


@dataclass(slots=True)
class Scope:
    """The names a tag may use: the template's own, and those of the loops around it."""

    known: Mapping[str, object]
    loops: list[dict[str, object]] = field(default_factory=list)

    def names(self) -> dict[str, object]:
        """Give every name in sight."""
        found = dict(self.known)
        for loop in self.loops:
            found |= loop
        return found


def judge(tag: Tag, scope: Scope) -> list[Label]:
    """List what is wrong inside one tag; a `for` opens its names in *scope*."""
    if tag.opens == "{#":
        return []
    if tag.opens == "{%" and tag.word in _PLAIN_WORDS:
        return list(_ending(tag, scope))
    shell = "{{{{ {0} }}}}" if tag.opens == "{{" else _SHELLS.get(tag.word)
    if shell is None:
        return [_not_ours(tag)]
    try:
        tree = _ENV.parse(shell.format(tag.body))
    except jinja2.TemplateSyntaxError as exc:
        return [
            Label(
                f"{tag.text} 写法有误（{exc.message}）",
                f"{tag.text} cannot be read ({exc.message})",
            )
        ]
    reader = _Reader(tag, scope)
    reader.read(tree)
    return reader.faults


def _ending(tag: Tag, scope: Scope) -> Iterator[Label]:
    if tag.body != tag.word:
        yield _not_ours(tag)
    if tag.word == "endfor" and scope.loops:
        scope.loops.pop()


def _not_ours(tag: Tag) -> Label:
    return Label(
        f"{tag.text} 不能用在模板里：只可用 for、if 和字段",
        f"{tag.text} cannot be used here: only for, if and fields",
    )


def nearest(name: str, names: Mapping[str, object]) -> Label:
    """Suggest what may have been meant, or nothing."""
    close = difflib.get_close_matches(name, list(names), 1, 0.4)
    if not close:
        return Label("", "")
    return Label(f"，是否想写“{close[0]}”？", f"; did you mean “{close[0]}”?")


class _Reader:
    """Reads one tag's tree and collects what is wrong."""

    def __init__(self, tag: Tag, scope: Scope) -> None:
        self.tag = tag
        self.scope = scope
        self.faults: list[Label] = []

    def read(self, tree: nodes.Template) -> None:
        """Check the statement or value of the tag."""
        strange = [n for n in tree.find_all(nodes.Node) if not isinstance(n, _ALLOWED)]
        if strange or self._odd_shape(tree):
            self.faults.append(_not_ours(self.tag))
            return
        statement = tree.body[0]
        if isinstance(statement, nodes.For):
            self._loop(statement)
        elif isinstance(statement, nodes.If):
            for test in (statement.test, *(e.test for e in statement.elif_)):
                self.kind(test)
        elif isinstance(statement, nodes.Output):
            self._value(statement)

    def _odd_shape(self, tree: nodes.Template) -> bool:
        if len(tree.body) != 1:
            return True
        if self.tag.opens == "{{":
            output = tree.body[0]
            return not isinstance(output, nodes.Output) or len(output.nodes) != 1
        loops = list(tree.find_all(nodes.For))
        named = all(isinstance(n.target, nodes.Name) and not n.recursive for n in loops)
        return not named or any(True for _ in tree.find_all(nodes.Output))

    def _value(self, output: nodes.Output) -> None:
        shown = self.kind(output.nodes[0])
        if shown is None:
            return
        whole = self.tag.scope == "p"
        if isinstance(shown, Drawing) is whole and (whole or shown == VALUE):
            return
        if isinstance(shown, Drawing):
            say = Label(
                f"{self.tag.text} 是图表，要单独成段，写成 {{{{p {self.tag.body} }}}}",
                f"{self.tag.text} is a chart: alone in its paragraph, as {{{{p {self.tag.body} }}}}",
            )
        elif whole:
            say = Label(
                f"{self.tag.text} 不是图表，{{{{p … }}}} 只用于图表",
                f"{self.tag.text} is no chart; {{{{p … }}}} is for charts only",
            )
        else:
            say = Label(
                f"{self.tag.text} 是一份清单或一组字段，不能直接写出",
                f"{self.tag.text} is a list or a group of fields and cannot be printed",
            )
        self.faults.append(say)

    def _loop(self, loop: nodes.For) -> None:
        items = self.kind(loop.iter)
        row: object = None
        if isinstance(items, list):
            row = items[0]
        elif items is not None:
            self._say(" 里的 for 要用在清单上", ": for needs a list")
        name = loop.target.name if isinstance(loop.target, nodes.Name) else ""
        self.scope.loops.append({name: row, "loop": _LOOP})
        if len(self.scope.loops) > DEEPEST:
            self._say(f" 循环套了{DEEPEST}层以上", f": loops more than {DEEPEST} deep")
        if loop.test is not None:
            self.kind(loop.test)

    def _say(self, zh: str, en: str) -> None:
        self.faults.append(Label(self.tag.text + zh, self.tag.text + en))

    def kind(self, node: nodes.Node) -> object:
        """Give what an expression stands for; None where that is unknown or a fault."""
        if isinstance(node, nodes.Name):
            return self._look(node.name, self.scope.names())
        if isinstance(node, nodes.Getattr):
            return self._part(node)
        if isinstance(node, nodes.Filter):
            return self._filter(node)
        for child in node.iter_child_nodes():
            self.kind(child)
        return VALUE

    def _part(self, node: nodes.Getattr) -> object:
        whole = self.kind(node.node)
        if isinstance(whole, dict):
            return self._look(node.attr, whole)
        if whole is not None:
            self._say(f" 里的“{node.attr}”不是可用字段", f": “{node.attr}” is no field")
        return None

    def _look(self, name: str, names: Mapping[str, object]) -> object:
        if name in names:
            return names[name]
        hint = nearest(name, names)
        self._say(f" 里的“{name}”不是可用字段{hint.zh}", f": “{name}” is no field{hint.en}")
        return None

    def _filter(self, node: nodes.Filter) -> object:
        if node.name not in FILTERS:
            hint = nearest(node.name, FILTERS)
            self._say(
                f" 用了未知的格式“{node.name}”{hint.zh}",
                f": unknown format “{node.name}”{hint.en}",
            )
        if node.kwargs or node.dyn_args or node.dyn_kwargs or len(node.args) > 1:
            self._say(" 格式的写法有误", ": the format takes one value at most")
        for child in node.args:
            self.kind(child)
        kind = self.kind(node.node) if node.node is not None else VALUE
        return kind if node.name in LISTS and isinstance(kind, list) else VALUE
