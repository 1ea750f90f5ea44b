"""The columns we write into the sheets of operations: stock, monitors, offers, materials, team."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from promo_xl.book import Array, Book
from promo_xl.derive.ops.lint import lint
from promo_xl.derive.ops.monitor import Monitors
from promo_xl.derive.ops.series import attribution_windows
from promo_xl.derive.ops.stock import Stock
from promo_xl.derive.scope import Scope, is_key, limit
from promo_xl.derive.values import Columns

Writer = Callable[[Columns], Array]
NAN = float("nan")
DONE = ("done", "cancelled")
_SUBMITTED = ("to_review", "final", "live")


def ops_writers(
    scope: Scope, stock: Stock, monitors: Callable[[], Monitors]
) -> Mapping[tuple[str, str], Writer]:
    """Give the maker of every column of operations; monitors stand on columns themselves."""

    def monitor(key: str) -> Writer:
        return lambda _: monitors().column(key)

    book = scope.book
    found: dict[tuple[str, str], Writer] = {
        ("offers", "est_cost"): lambda _: offer_costs(book),
        ("products", "stock_left"): lambda _: _of_products(stock, "left"),
        ("products", "stock_days"): lambda _: _of_products(stock, "days"),
        ("materials", "lint"): lambda _: lint(book),
        ("materials", "review_state"): lambda _: review_states(book),
        ("team", "load"): lambda _: loads(scope),
        ("daily", "immature"): lambda _: immature(scope),
    }
    return found | {
        ("monitor", key): monitor(key) for key in ("actual", "deviation", "state")
    }


def _of_products(stock: Stock, key: str) -> Array:
    found = np.full(len(stock.table), np.nan)
    for one in stock.products:
        found[one.i] = getattr(one, key)
    return found


def offer_costs(book: Book) -> Array:
    """Give what each offer may cost the merchant: uses × benefit × its share.

    Where both a quota and expected uses are typed, the smaller counts; a percentage needs the
    expected order value, a gift its unit cost.
    """
    offers = book["offers"]
    uses = np.fmin(
        _above_zero(offers["quota"]),
        _above_zero(offers["expected_uses"]),
    )
    return np.asarray(uses * _benefits(book) * offers["bearer_pct"], float)


def _above_zero(column: Array) -> Array:
    return np.where(column > 0, column, np.nan)


def _benefits(book: Book) -> Array:
    """Give the worth of one use in 元."""
    offers = book["offers"]
    benefit, order = offers["benefit"], offers["expected_order_amt"]
    worth = {
        "cny": benefit,
        "tenths_of_price": order * (1 - benefit / 10),
        "percent": order * np.where(benefit > 1, benefit / 100, benefit),
        "pieces": benefit * offers["gift_cost"],
    }
    found = np.full(len(offers), np.nan)
    for unit, value in worth.items():
        found = np.where(is_key(offers, "benefit_unit", unit), value, found)
    # 满300减50 is money whether or not the unit is said.
    plain = np.isin(offers["type"].astype(object), ["spend_and_save", "coupon"])
    return np.where(is_key(offers, "benefit_unit", None) & plain, benefit, found)


def review_states(book: Book) -> Array:
    """Say how far each material's review is, by the number of levels of the settings."""
    materials = book["materials"]
    found = np.empty(len(materials), object)
    found[:] = [_review_state(book, i) for i in range(len(materials))]
    return found


def _review_state(book: Book, i: int) -> str | None:
    materials = book["materials"]
    results = [materials[f"r{level}_result"][i] for level in (1, 2, 3)]
    typed = max((n for n, word in enumerate(results, 1) if word is not None), default=0)
    levels = max(int(limit(book, "review_levels", 0)), typed)
    asked = results[:levels]
    if not asked or not _named(book, i):
        return None
    if "rejected" in asked:
        return "rejected"
    waiting = next((n for n, word in enumerate(asked, 1) if word != "approved"), 0)
    if not waiting:
        return "all_passed"
    begun = typed > 0 or materials["status"][i] in _SUBMITTED
    return f"review_{waiting}" if begun else "not_submitted"


def _named(book: Book, i: int) -> bool:
    materials = book["materials"]
    return any(materials[key][i] is not None for key in ("name", "status", "copy"))


def loads(scope: Scope) -> Array:
    """Give each person's open tasks ÷ how many one may have at a time.

    Open are tasks begun, or whose start has come, that are neither done nor cancelled.
    """
    tasks, team = scope.book["tasks"], scope.book["team"]
    most = limit(scope.book, "max_parallel", 5)
    if not len(tasks) or not most > 0:
        return np.full(len(team), np.nan)
    status = tasks["status"].astype(object)
    begun = np.isin(status, ["in_progress", "delayed"]) | (tasks["start"] < scope.day + 1)
    real = ~is_key(tasks, "type", "summary") & ~is_key(tasks, "type", "milestone")
    mine = begun & real & ~np.isin(status, DONE)
    owners = tasks["owner"].tolist()
    busy = [owners[i] for i in np.flatnonzero(mine).tolist()]
    people = team["person_id"].tolist()
    return np.array([busy.count(one) / most if one else NAN for one in people], float)


def immature(scope: Scope) -> Array:
    """Mark the rows whose attribution window is still open; the others stay blank.

    Only what a platform claims has a window: rows of the shop and of products have none.
    """
    daily = scope.daily
    found = np.empty(len(daily), object)
    windows = attribution_windows(scope)
    codes, names = daily.codes("channel_id")
    days = np.array([windows.get(str(name), 0.0) for name in names] + [0.0])
    if not days.any():
        return found
    claims = np.isin(daily["level"].astype(object), ["claim", "ad_plan", "session"])
    still = scope.dates + days[codes] > scope.day
    seen = (days[codes] > 0) & (scope.dates <= scope.day)
    found[np.flatnonzero(claims & still & seen)] = "yes"
    return found
