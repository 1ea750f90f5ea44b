"""Grey defaults: what a blank cell means, filled in when a sheet is read."""

from collections.abc import Callable, Mapping

import numpy as np

from promo_xl.book import Table
from promo_xl.read.columns import Mask, missing
from promo_xl.schema import METRICS
from promo_xl.schema.expression import Expr, Field, Num, Op
from promo_xl.schema.metrics import Metric
from promo_xl.schema.sheet import Column, Grey, Owner

Tables = Mapping[str, Table]
_Row = Callable[[int], object]
_Coded = Callable[[Tables, Table, str], _Row]
"""Given the tables, the sheet and the language: what a blank cell of row i means."""

_LAUNCHES = ("burst", "opening_burst")
_CUTS = {
    "channel_id": "channel",
    "phase_id": "phase",
    "segment": "segment",
    "category": "category",
}
_DIMENSIONS = {
    "exposure": "impressions clicks uv pv reach plays ctr seed_users",
    "interaction": "interactions add_cart cart_buyers favorites coupons leads "
    "interaction_rate cart_rate",
    "sales": "gmv net_gmv settled_gmv order_amt presale_gmv balance_gmv orders "
    "presale_orders presale_buyers items buyers aov aov_buyer uv_value cvr cvr_click "
    "cvr_buyer conversions sellthrough",
    "user_growth": "new_users new_buyers members follows new_share member_cvr",
    "repurchase": "repurchase old_buyers",
}
"""The goal dimension of each metric; whatever is not listed is efficiency and cost."""
_DIMENSION = {metric: key for key, words in _DIMENSIONS.items() for metric in words.split()}


def fill(
    tables: Tables, table: Table, rows: Mask, bare: Mapping[str, Mask], lang: str
) -> None:
    """Fill the grey defaults of one sheet in place, in the *rows* where anything stands.

    *bare* marks, by column, the cells that mean their default; an absent column's all do.
    """
    for column in table.sheet.cells:
        if column.default is None or column.owner is Owner.TOOL:
            continue
        values = table.columns[column.key]
        empty = missing(values) & bare.get(column.key, np.True_)
        where = np.flatnonzero(rows & empty)
        if len(where):
            values[where] = _meant(tables, table, column, where.tolist(), lang)


def _meant(
    tables: Tables, table: Table, column: Column, where: list[int], lang: str
) -> object:
    default, key = column.default, (table.sheet.key, column.key)
    if isinstance(default, Expr):
        return said(tables, default)
    if not isinstance(default, Grey):
        return default
    if key not in CODED:
        return np.nan if column.kind.numeric else None
    mean = CODED[key](tables, table, lang)
    kind = float if column.kind.numeric else object
    return np.array([mean(i) for i in where], kind)


def said(tables: Tables, e: Expr) -> object:
    """Give the value of a default that stands on a field of the plan or the settings."""
    if isinstance(e, Field):
        sheet, _, key = e.key.partition(".")
        return tables[sheet].columns[key][0]
    if isinstance(e, Num):
        return e.value
    if isinstance(e, Op) and e.sign in "+-":
        left, right = (float(str(said(tables, side))) for side in (e.left, e.right))
        return left + right if e.sign == "+" else left - right
    raise ValueError(f"a default adds days to a field, not {e!r}")


def _by_metric(mean: Callable[[Metric, str], object], other: object) -> _Coded:
    """Make a default that follows the row's metric; *other* for free text."""

    def coded(_: Tables, table: Table, lang: str) -> _Row:
        metrics = [METRICS.get(str(key)) for key in table.columns["metric"]]

        def row(i: int) -> object:
            metric = metrics[i]
            return mean(metric, lang) if metric else other

        return row

    return coded


def _unit(metric: Metric, lang: str) -> object:
    return metric.unit.say(lang) if metric.unit else None


def _goal_cut(_: Tables, table: Table, __: str) -> _Row:
    def row(i: int) -> object:
        filled = [cut for key, cut in _CUTS.items() if table.columns[key][i] is not None]
        return filled[0] if len(filled) == 1 else None

    return row


def _goal_level(_: Tables, table: Table, __: str) -> _Row:
    parents = table.columns["parent_id"]
    return lambda i: "strategic" if parents[i] is None else "sub_goal"


def _of_channel(tables: Tables, table: Table, key: str) -> list[object]:
    channels = tables["channels"].columns
    known = dict(zip(channels["channel_id"].tolist(), channels[key].tolist(), strict=True))
    known.pop(None, None)
    return [known.get(wanted) for wanted in table.columns["channel_id"].tolist()]


def _bucket(tables: Tables, table: Table, _: str) -> _Row:
    roles = _of_channel(tables, table, "role")
    buckets = {"core": "core", "support": "core", "test": "test"}
    reserve = table.columns["category"] == "emergency_reserve"
    return lambda i: "reserve" if reserve[i] else buckets.get(str(roles[i]))


def _daily_platform(tables: Tables, table: Table, _: str) -> _Row:
    return _of_channel(tables, table, "platform").__getitem__


def _launch_date(tables: Tables, _: Table, __: str) -> _Row:
    phases = tables["phases"].columns
    starts = phases["start"]
    dated = [i for i in np.argsort(starts).tolist() if not np.isnan(starts[i])]
    first = [i for i in dated if phases["phase"][i] in _LAUNCHES] or dated
    day = float(np.floor(starts[first[0]])) if first else np.nan
    return lambda _: day


def _merchant_share(_: Tables, table: Table, __: str) -> _Row:
    shares = {"platform": 0.0, "shared": np.nan}
    return lambda i: shares.get(table.columns["cost_bearer"][i], 1.0)


CODED: Mapping[tuple[str, str], _Coded] = {
    ("plan", "launch_date"): _launch_date,
    ("goals", "cut"): _goal_cut,
    ("goals", "level"): _goal_level,
    ("goals", "dimension"): _by_metric(
        lambda metric, _: _DIMENSION.get(metric.key, "efficiency"), "custom"
    ),
    ("goals", "op"): _by_metric(lambda metric, _: metric.op, ">="),
    ("goals", "unit"): _by_metric(_unit, None),
    ("goals", "agg"): _by_metric(lambda metric, _: metric.agg, "last"),
    ("budget", "bucket"): _bucket,
    ("daily", "platform"): _daily_platform,
    ("offers", "bearer_pct"): _merchant_share,
}
"""(sheet, column) -> what a blank cell means. IDs are numbered apart, and a blank platform
of an offer is all platforms."""
