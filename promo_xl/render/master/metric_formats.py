"""Goals hold a number of any metric: each row shows it in that metric's own format."""

from __future__ import annotations

from promo_xl.book import Table
from promo_xl.render.master.making import Making
from promo_xl.schema import METRICS
from promo_xl.schema.sheet import Column

_WHOLE = {"money": "#,##0", "int": "#,##0"}


def row_formats(making: Making, table: Table, column: Column) -> dict[int, str]:
    """Map rows to the format of their metric, for number columns of a sheet with metrics."""
    if column.kind.key != "num" or "metric" not in table.sheet:
        return {}
    found: dict[int, str] = {}
    for i, key in enumerate(table["metric"].tolist()):
        metric = METRICS.get(str(key))
        if metric is not None and metric.kind.numeric:
            found[i] = _WHOLE.get(metric.kind.key, metric.kind.shown)
    return found
