"""Number formats that differ by row: goals of any metric, days with and without a time."""

from __future__ import annotations

from collections.abc import Sequence

from promo_xl.book import Table
from promo_xl.render.master.cell_values import LAST_MINUTE, Value
from promo_xl.schema import METRICS
from promo_xl.schema.kinds import NUM
from promo_xl.schema.sheet import Column

_NOISE = 1e-6
_WHOLE = {"money": "#,##0", "int": "#,##0"}


def row_formats(table: Table, column: Column, values: Sequence[Value]) -> dict[int, str]:
    """Map rows to their own format: a goal's metric, a bare or whole day among moments."""
    if column.kind.key == "datetime":
        numbers = ((i, v) for i, v in enumerate(values) if isinstance(v, float))
        return {i: "yyyy-mm-dd" for i, v in numbers if v % 1 == 0 or v % 1 > LAST_MINUTE}
    if column.kind.key != "num" or "metric" not in table.sheet:
        return {}
    found: dict[int, str] = {}
    for i, key in enumerate(table["metric"].tolist()):
        metric = METRICS.get(str(key))
        kind = metric.kind if metric is not None and metric.kind.numeric else NUM
        value = values[i] if i < len(values) else None
        if kind is not NUM:
            found[i] = _WHOLE.get(kind.key, kind.shown)
        elif isinstance(value, float):
            found[i] = "#,##0" if abs(value - round(value)) < _NOISE else "#,##0.0#"
    return found
