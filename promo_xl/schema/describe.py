"""The schema told: as JSON for programs, as the data dictionary a team reads (数据字典)."""

from collections.abc import Iterator
from typing import Any

from promo_xl.schema.explain import explain
from promo_xl.schema.expression import Expr
from promo_xl.schema.kind import Choices
from promo_xl.schema.label import Label
from promo_xl.schema.metrics import METRICS, Metric
from promo_xl.schema.phrase import say_condition, words_of
from promo_xl.schema.settings import SETTINGS_SHEETS
from promo_xl.schema.sheet import SIZES, Column, Grey, Owner, Sheet
from promo_xl.schema.workbook import LIVE, WORKBOOK, all_choices, sheet_of

_HEADS = {
    "zh": ("列", "键", "类型", "必填", "谁填", "说明"),
    "en": ("Column", "Key", "Type", "Required", "Filled by", "What it is"),
}
_OWNERS = {
    Owner.IN: Label("手填", "people"),
    Owner.SETTING: Label("手填（开关，有默认值）", "people (a switch with a default)"),
    Owner.FORMULA: Label("公式", "formula"),
    Owner.TOOL: Label("工具", "the tool"),
    Owner.METRIC: Label("指标（不占列）", "metric (no column)"),
}
_SIZES = {
    "small": Label("小店", "small"),
    "team": Label("团队", "team"),
    "full": Label("完整", "full"),
}
_WORDS = {
    "title": Label("数据字典", "Data dictionary"),
    "intro": Label(
        "本文件由程序从表结构生成。类型里的选项可填任一语言；空格表示未测量，不等于 0。",
        "Generated from the schema. Choices may be typed in either language; an empty cell "
        "means not measured, which is not 0.",
    ),
    "always": Label("必填", "yes"),
    "sometimes": Label("有条件", "sometimes"),
    "choices": Label("可填：{words}", "One of: {words}"),
    "many": Label("共 {count} 个，见“字典”", "{count} words, see Lists"),
    "default": Label("默认：{value}", "Default: {value}"),
    "formula": Label("算法：{text}", "Computed: {text}"),
    "example": Label("例：{text}", "Example: {text}"),
    "when": Label("当 {text} 时必填", "Required when {text}"),
    "when_in": Label("当 {text} 时必填（{sizes}）", "Required when {text} ({sizes})"),
    "unless": Label("当 {text} 时可不填", "Not required when {text}"),
    "later": Label("后续功能使用", "used by a later capability"),
    "not_yet": Label(
        "新工作簿里还没有这张表，供后续功能使用。",
        "Not in a new workbook yet: for later capabilities.",
    ),
    "ref": Label("引用《{sheet}》", "a row of {sheet}"),
    "metrics": Label("指标", "Metrics"),
    "metric_heads": Label(
        "指标|键|类型|算法|默认比较", "Metric|Key|Type|Computed|Default comparator"
    ),
}
_SHOWN_WORDS = 12
"""More choices than these are counted, not listed."""


def schema_json() -> dict[str, Any]:
    """Give the whole schema as plain data: nothing declared is left out."""
    return {
        "version": 1,
        "sheets": [_sheet_data(sheet) for sheet in WORKBOOK],
        "settings": [_sheet_data(sheet) for sheet in SETTINGS_SHEETS],
        "lists": {name: _list_data(items) for name, items in all_choices().items()},
        "metrics": [_metric_data(metric) for metric in METRICS.values()],
    }


def schema_md(lang: str) -> str:
    """Give the data dictionary in *lang*: a table a sheet, then the metric catalogue."""
    parts = [f"# {_WORDS['title'].say(lang)}", _WORDS["intro"].say(lang)]
    parts += [_sheet_md(sheet, lang) for sheet in (*WORKBOOK, *SETTINGS_SHEETS)]
    parts.append(_metrics_md(lang))
    return "\n\n".join(parts) + "\n"


def _sheet_md(sheet: Sheet, lang: str) -> str:
    lines = [f"## {sheet.label.say(lang)} `{sheet.key}`", ""]
    if sheet.key not in LIVE:
        lines += [_WORDS["not_yet"].say(lang), ""]
    if sheet.how is not None:
        lines += [sheet.how.say(lang), ""]
    rows = (_column_md(sheet, column, lang) for column in sheet.columns)
    return "\n".join((*lines, *_table(_HEADS[lang], rows)))


def _column_md(sheet: Sheet, column: Column, lang: str) -> tuple[str, ...]:
    return (
        column.header(lang),
        f"`{column.key}`",
        column.kind.name.say(lang),
        _required(column, lang),
        _OWNERS[column.owner].say(lang),
        (" " if lang == "en" else "").join(_sentences(sheet, column, lang)),
    )


def _required(column: Column, lang: str) -> str:
    if set(column.need) == set(SIZES):
        return _WORDS["always"].say(lang)
    if column.need:
        return _sizes(column.need, lang)
    return _WORDS["sometimes"].say(lang) if column.when else ""


def _sizes(sizes: tuple[str, ...], lang: str) -> str:
    return ("、" if lang == "zh" else ", ").join(_SIZES[size].say(lang) for size in sizes)


def _sentences(sheet: Sheet, column: Column, lang: str) -> Iterator[str]:
    stop = "。" if lang == "zh" else "."
    for text in (
        column.note_zh if lang == "zh" else column.note,
        _allowed(column, lang),
        _slot("formula", lang, text=_explained(column.formula, sheet, lang)),
        _slot("default", lang, value=_default(sheet, column, lang)),
        _when(sheet, column, lang),
        _slot("unless", lang, text=_condition(column.unless, sheet, lang)),
        _slot("example", lang, text=_example(column, lang)),
        _WORDS["later"].say(lang) if column.later else "",
    ):
        if text:
            yield text[0].upper() + text[1:] + stop


def _slot(word: str, lang: str, **slots: str) -> str:
    return _WORDS[word].say(lang, **slots) if all(slots.values()) else ""


def _when(sheet: Sheet, column: Column, lang: str) -> str:
    text = _condition(column.when, sheet, lang)
    if set(column.when_in) == set(SIZES):
        return _slot("when", lang, text=text)
    return _slot("when_in", lang, text=text, sizes=_sizes(column.when_in, lang))


def _condition(condition: str, sheet: Sheet, lang: str) -> str:
    return say_condition(condition, sheet, lang) if condition else ""


def _explained(expr: Expr | None, sheet: Sheet, lang: str) -> str:
    return "" if expr is None else explain(expr, words_of(sheet, lang))


def _allowed(column: Column, lang: str) -> str:
    kind = column.kind
    if kind.ref:
        key = kind.ref.partition(".")[0]
        name = next(sheet.label for sheet in WORKBOOK if sheet.key == key)
        return _WORDS["ref"].say(lang, sheet=name.say(lang))
    if kind.choices is None:
        return ""
    items = kind.choices.items
    if len(items) > _SHOWN_WORDS:
        return _WORDS["many"].say(lang, count=len(items))
    said = (" / ").join(item.label.say(lang) for item in items)
    return _WORDS["choices"].say(lang, words=said)


def _default(sheet: Sheet, column: Column, lang: str) -> str:
    default = column.default
    if isinstance(default, str) and column.kind.choices is not None:
        return column.kind.choices.say(default, lang)
    if isinstance(default, Grey):
        return ""  # said by its note
    if isinstance(default, str):
        return default
    if isinstance(default, int | float):
        return f"{default:g}"
    return _explained(default, sheet, lang)


def _example(column: Column, lang: str) -> str:
    choices = column.kind.choices
    key = choices.find(column.example) if choices is not None else None
    return choices.say(key, lang) if choices is not None and key else column.example


def _metrics_md(lang: str) -> str:
    heads = tuple(_WORDS["metric_heads"].say(lang).split("|"))
    rows = (
        (
            metric.label.say(lang),
            f"`{metric.key}`",
            metric.kind.name.say(lang),
            _explained(metric.expr, sheet_of("daily"), lang),
            metric.op if metric.goal else "",
        )
        for metric in METRICS.values()
    )
    return "\n".join((f"## {_WORDS['metrics'].say(lang)}", "", *_table(heads, rows)))


def _table(heads: tuple[str, ...], rows: Iterator[tuple[str, ...]]) -> Iterator[str]:
    yield _line(heads)
    yield _line(("---",) * len(heads))
    yield from map(_line, rows)


def _line(cells: tuple[str, ...]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _sheet_data(sheet: Sheet) -> dict[str, Any]:
    return {
        "key": sheet.key,
        "label": _label_data(sheet.label),
        "shape": sheet.shape.value,
        "phase": sheet.phase,
        "id": list(sheet.id),
        "id_prefix": sheet.id_prefix,
        "name_key": sheet.name_key,
        "shown_in": list(sheet.shown_in),
        "owned": sheet.owned,
        "later": sheet.later,
        "how": _label_data(sheet.how),
        "columns": [_column_data(column) for column in sheet.columns],
    }


def _column_data(column: Column) -> dict[str, Any]:
    kind = column.kind
    return {
        "key": column.key,
        "label": _label_data(column.label),
        "kind": kind.key,
        "unit": _label_data(column.unit),
        "ref": kind.ref,
        "list": kind.choices.name if kind.choices else "",
        "multi": kind.multi,
        "range": list(kind.span) if kind.span else None,
        "format": kind.shown,
        "owner": column.owner.value,
        "need": list(column.need),
        "when": column.when,
        "when_in": list(column.when_in),
        "unless": column.unless,
        "folded": list(column.folded),
        "default": _default_data(column.default),
        "formula": explain(column.formula) if column.formula is not None else "",
        "how": column.how,
        "rollup": column.rollup.value,
        "weight": column.weight,
        "note": {"zh": column.note_zh, "en": column.note},
        "example": column.example,
        "seeds": column.seeds,
        "later": column.later,
        "was": column.was,
    }


def _default_data(default: str | float | Expr | Grey | None) -> object:
    if isinstance(default, Grey):
        return {"computed": default.says}
    if default is None or isinstance(default, str | int | float):
        return default
    return {"formula": explain(default)}


def _metric_data(metric: Metric) -> dict[str, Any]:
    return {
        "key": metric.key,
        "label": _label_data(metric.label),
        "kind": metric.kind.key,
        "unit": _label_data(metric.unit),
        "formula": explain(metric.expr) if metric.expr is not None else "",
        "agg": metric.agg,
        "op": metric.op,
        "additive": metric.additive,
        "goal": metric.goal,
    }


def _list_data(choices: Choices) -> dict[str, Any]:
    items = [{"key": item.key, "label": _label_data(item.label)} for item in choices.items]
    return {"editable": choices.editable, "items": items}


def _label_data(label: Label | None) -> dict[str, Any] | None:
    if label is None:
        return None
    data: dict[str, Any] = {"zh": label.zh, "en": label.en}
    if label.aliases:
        data["aliases"] = list(label.aliases)
    return data
