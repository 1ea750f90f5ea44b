"""How the budget is split, against the shares of the manual the team chose.

The manuals contradict each other, so only the chosen profile is looked at, as a hint. Shares
are of all planned lines.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from promo_xl.book import Book
from promo_xl.facts import Facts
from promo_xl.finding import Kind, Severity
from promo_xl.schema.label import Label
from promo_xl.validate.condition import Mask
from promo_xl.validate.limit import limit
from promo_xl.validate.rule import Hits, rule
from promo_xl.validate.say import is_one_of, share, yuan

_NOISE = 1e-9
_P001, _P002, _P003 = (
    "001_core_test_reserve",
    "002_kol_ads_material_emergency",
    "003_production_media_reserve",
)
_MATERIAL = ("content_production", "materials")
_RESERVE = ("emergency_reserve",)


@dataclass(frozen=True, slots=True)
class _Part:
    """One part of a profile: what it is called, its categories, its share in the manual."""

    name: Label
    categories: tuple[str, ...]
    share: float


_PROFILES: Mapping[str, tuple[_Part, ...]] = {
    _P002: (
        _Part(Label("KOL合作", "KOL"), ("kol",), 0.4),
        _Part(Label("广告投放", "Ads"), ("ads",), 0.3),
        _Part(Label("内容与物料", "Content and materials"), _MATERIAL, 0.2),
        _Part(Label("应急备用", "Emergency reserve"), _RESERVE, 0.1),
    ),
    _P003: (
        _Part(Label("内容与物料", "Content and materials"), _MATERIAL, 0.3),
        _Part(Label("投放（广告+KOL）", "Media (ads and KOL)"), ("ads", "kol"), 0.5),
        _Part(Label("应急备用", "Emergency reserve"), _RESERVE, 0.2),
    ),
}
"""Manuals 2 and 3; manual 1 splits by bucket and gives ranges (settings)."""


def _profile(book: Book) -> object:
    return book["plan"].field("budget_profile")


def _total(book: Book) -> float:
    return float(np.nansum(book["budget"]["planned"]))


def _sum(book: Book, rows: Mask) -> float:
    return float(np.nansum(book["budget"]["planned"][rows]))


def _at(book: Book, rows: Mask, key: str, slots: Mapping[str, object]) -> Hits:
    """Report the largest line of *rows*; the sheet where there is none."""
    planned = np.where(rows, book["budget"]["planned"], np.nan)
    i = -1 if np.isnan(planned).all() else int(np.nanargmax(planned))
    return Hits(book["budget"], [i], key, {slot: [v] for slot, v in slots.items()})


def _bucket(book: Book, key: str) -> Iterator[Hits]:
    """Judge the share of one bucket of manual 1."""
    total = _total(book)
    if _profile(book) != _P001 or total <= 0:
        return
    rows = is_one_of(book["budget"], "bucket", [key])
    part = _sum(book, rows) / total
    low, high = limit(book, f"{key}_share_min"), limit(book, f"{key}_share_max")
    if part < low - _NOISE or part > high + _NOISE:
        slots = {
            "x": share(part),
            "a": yuan(part * total),
            "low": share(low),
            "high": share(high),
        }
        slots |= {"from": yuan(round(low * total)), "to": yuan(round(high * total))}
        yield _at(book, rows, "bucket", slots)


@rule(
    "B03",
    "budget.core_share",
    Kind.BUSINESS,
    Severity.INFO,
    title=Label("核心占比不在指引内", "core share off the guidance"),
    fires="预算结构模板选了 001，而口径为核心的费用项合计占比不在60%–70%（可设）；两端都算在内。",
    says=Label(
        "核心占 {x}（{a}），建议 {low}–{high}",
        "Core has {x} ({a}), the guidance is {low} to {high}",
    ),
    hint=Label(
        "按手册1约为 {from} 至 {to}；有理由的偏离不用理会",
        "By manual 1 it would be {from} to {to}; leave it if there are reasons",
    ),
    sheet="budget",
    anchor="bucket",
    origin="1",
    off_in=("small",),
)
def core_share(book: Book, facts: Facts) -> Iterator[Hits]:
    """Profile 001 is chosen and the lines of bucket Core are outside 60 to 70 % (settings) of all planned; both ends are inside."""
    yield from _bucket(book, "core")


@rule(
    "B04",
    "budget.test_share",
    Kind.BUSINESS,
    Severity.INFO,
    title=Label("测试占比不在指引内", "test share off the guidance"),
    fires="预算结构模板选了 001，而口径为测试的费用项合计占比不在10%–20%（可设）；两端都算在内。",
    says=Label(
        "测试占 {x}（{a}），建议 {low}–{high}",
        "Test has {x} ({a}), the guidance is {low} to {high}",
    ),
    hint=Label(
        "按手册1约为 {from} 至 {to}；有理由的偏离不用理会",
        "By manual 1 it would be {from} to {to}; leave it if there are reasons",
    ),
    sheet="budget",
    anchor="bucket",
    origin="1",
    off_in=("small",),
)
def test_share(book: Book, facts: Facts) -> Iterator[Hits]:
    """Profile 001 is chosen and the lines of bucket Test are outside 10 to 20 % (settings) of all planned; both ends are inside."""
    yield from _bucket(book, "test")


def _parts(book: Book, profile: str) -> Iterator[Hits]:
    """Judge every part of the profile of manual 2 or 3, if it is the one chosen."""
    total = _total(book)
    if _profile(book) != profile or total <= 0:
        return
    band = limit(book, "profile_band")
    for part in _PROFILES[profile]:
        rows = is_one_of(book["budget"], "category", part.categories)
        actual = _sum(book, rows) / total
        reserve_told = part.categories == _RESERVE and _lacks_reserve(book)
        if abs(actual - part.share) > band + _NOISE and not reserve_told:
            slots = {"cat": part.name, "x": share(actual), "y": share(part.share)}
            yield _at(
                book, rows, "category", {**slots, "m": yuan(round(part.share * total))}
            )


_SAYS = Label("{cat}占 {x}，参考 {y}", "{cat}: {x} of the budget, the reference is {y}")
_HINT = Label(
    "按参考比例约为 {m}；有理由的偏离不用理会",
    "By the reference it would be {m}; leave it if there are reasons",
)


@rule(
    "B05",
    "budget.profile_002",
    Kind.BUSINESS,
    Severity.INFO,
    title=Label("预算结构与 002 参考不同", "split off profile 002"),
    fires="预算结构模板选了 002（KOL 40、广告 30、物料 20、应急 10），某一类相差超过10个百分点（可设）。",
    says=_SAYS,
    hint=_HINT,
    sheet="budget",
    anchor="category",
    origin="2",
    off_in=("small",),
)
def profile_002(book: Book, facts: Facts) -> Iterator[Hits]:
    """Profile 002 (KOL 40, ads 30, material 20, emergency 10) is chosen and a part is more than 10 points (a setting) off."""
    yield from _parts(book, _P002)


@rule(
    "B06",
    "budget.profile_003",
    Kind.BUSINESS,
    Severity.INFO,
    title=Label("预算结构与 003 参考不同", "split off profile 003"),
    fires="预算结构模板选了 003（制作 30、投放 50、备选 20），某一类相差超过10个百分点（可设）；备用金过低由 B07 报。",
    says=_SAYS,
    hint=_HINT,
    sheet="budget",
    anchor="category",
    origin="3",
    off_in=("small",),
)
def profile_003(book: Book, facts: Facts) -> Iterator[Hits]:
    """Profile 003 (content 30, media 50, reserve 20) is chosen and a part is more than 10 points (a setting) off; a reserve that is too low is B07's."""
    yield from _parts(book, _P003)


@rule(
    "B07",
    "budget.low_reserve",
    Kind.BUSINESS,
    Severity.INFO,
    title=Label("应急备用金偏低", "low reserve"),
    fires="选了 001、002 或 003 模板，而应急备用与口径为机动的费用项合计不到5%（可设）。",
    says=Label(
        "应急备用金占 {x}（{a}），建议 10% 以上",
        "The reserve is {x} ({a}), the guidance is 10 % or more",
    ),
    hint=Label("预留应急备用约 {m}", "Keep about {m} in reserve"),
    sheet="budget",
    anchor="category",
    origin="1,2,3",
    off_in=("small",),
)
def low_reserve(book: Book, facts: Facts) -> Iterator[Hits]:
    """A manual's profile is chosen and emergency reserve plus lines of bucket Reserve are below 5 % (a setting) of all planned."""
    if _lacks_reserve(book):
        rows, total = _reserves(book), _total(book)
        kept = _sum(book, rows)
        slots = {"x": share(kept / total), "a": yuan(kept), "m": yuan(round(0.1 * total))}
        yield _at(book, rows, "category", slots)


def _reserves(book: Book) -> Mask:
    budget = book["budget"]
    return is_one_of(budget, "category", _RESERVE) | is_one_of(
        budget, "bucket", ["reserve"]
    )


def _lacks_reserve(book: Book) -> bool:
    total = _total(book)
    if _profile(book) not in (_P001, _P002, _P003) or total <= 0:
        return False
    return _sum(book, _reserves(book)) / total < limit(book, "reserve_min") - _NOISE


BUDGET_SHARES = (core_share, test_share, profile_002, profile_003, low_reserve)
