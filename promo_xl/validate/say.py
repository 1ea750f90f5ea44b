"""How rules read cells and name rows: what is empty, words of a list, days, amounts."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time

import numpy as np

from promo_xl.book import Book, Ref, Table
from promo_xl.schema import METRICS
from promo_xl.schema.kind import Kind
from promo_xl.schema.kinds import MONEY, PCT
from promo_xl.schema.label import Label
from promo_xl.schema.show import Shown, to_day
from promo_xl.validate.condition import Mask, blanks

NO_ONE = "—"
_LAST_MINUTE = time(23, 59)
_LONG = 24


def empty(book: Book, sheet: str, key: str) -> Mask:
    """Mark the rows in which nothing stands in *key*: no value, no slip, no merged cell."""
    table = book[sheet]
    mask = blanks(table[key])
    if not mask.any():
        return mask
    for fault in book.faults:
        if fault.sheet != sheet:
            continue
        if fault.key == key and fault.row >= 0:
            mask[fault.row] = False
        elif fault.what == "merged" and _covers(fault.at, table, key):
            mask[max(fault.at.top - table.top, 0) : fault.at.bottom - table.top + 1] = False
    return mask


def _covers(area: Ref, table: Table, key: str) -> bool:
    place = table.places.get(key, 0)
    return isinstance(place, int) and area.left <= place <= max(area.right, area.left)


def rows_of(table: Table) -> Mask:
    """Mark the rows in which anything stands: those have an ID, if only a provisional one."""
    return ~blanks(table[table.sheet.id[0]])


def is_one_of(table: Table, key: str, words: Iterable[str]) -> Mask:
    """Mark the rows whose *key* is one of the *words*."""
    wanted = frozenset(words)
    return np.fromiter((value in wanted for value in table[key].tolist()), bool, len(table))


def word(table: Table, key: str, i: int) -> Shown:
    """Say what row *i* holds in *key* as its column is shown."""
    return Shown(table[key][i], table.sheet[key].kind)


def same(value: object, at: Sequence[int]) -> list[object]:
    """Give one value for every hit."""
    return [value] * len(at)


def yuan(value: float) -> Shown:
    """Say an amount to the fen."""
    return Shown(float(value), MONEY)


def share(value: float) -> Shown:
    """Say a fraction as a percent."""
    return Shown(float(value), PCT)


def day(serial: float) -> date | None:
    """Say the day of an Excel day number."""
    return None if np.isnan(serial) else to_day(float(serial)).date()


def moment(serial: float) -> date | datetime | None:
    """Say a moment; a bare date where it is the beginning or the end of a day."""
    if np.isnan(serial):
        return None
    found = to_day(float(serial))
    return found.date() if found.time() >= _LAST_MINUTE or found.time() == time() else found


def short(text: object) -> str:
    """Cut a long text of people's own for a sentence."""
    said = " ".join(str(text).split())
    return said if len(said) <= _LONG else said[:_LONG] + "…"


def listed(labels: Sequence[Label]) -> Label:
    """Join names: 预热、返场 / Preheat, Encore."""
    return Label("、".join(one.zh for one in labels), ", ".join(one.en for one in labels))


def metric_kind(goals: Table, i: int) -> Kind:
    """Give the kind a goal's numbers are shown in: that of its metric."""
    metric = METRICS.get(goals["metric"][i])
    return metric.kind if metric else goals.sheet["target"].kind


def goal_name(book: Book, i: int) -> Label:
    """Name a goal as people do: its metric, and the channel or phase it is about."""
    goals = book["goals"]
    metric = METRICS.get(goals["metric"][i])
    said = metric.label if metric else None
    known = goals["metric"][i] or goals["goal_id"][i] or NO_ONE
    zh, en = (said.zh, said.en) if said else (str(known), str(known))
    where = [one for one in (_channel(book, i), _phase(book, i)) if one is not None]
    if not where:
        return Label(zh, en)
    place = listed(where)
    return Label(f"{zh}（{place.zh}）", f"{en} ({place.en})")


def _channel(book: Book, i: int) -> Label | None:
    wanted = book["goals"]["channel_id"][i]
    if wanted is None:
        return None
    name = named_in(book, "channels", wanted)
    return Label(str(name), str(name))


def _phase(book: Book, i: int) -> Label | None:
    wanted = book["goals"]["phase_id"][i]
    if wanted is None:
        return None
    return phase_name(book["phases"], named_in(book, "phases", wanted))


def named_in(book: Book, sheet: str, wanted: object) -> object:
    """Give the visible name of the row with the ID *wanted*, the ID where there is none."""
    table = book[sheet]
    key = table.sheet.name_key or table.sheet.id[0]
    pairs = zip(table[table.sheet.id[0]].tolist(), table[key].tolist(), strict=True)
    return next((name for one, name in pairs if one == wanted and name), wanted)


def phase_name(phases: Table, kind: object) -> Label:
    """Say a phase's word in both languages; the team's own words stay as they are."""
    choices = phases.sheet["phase"].kind.choices
    if choices is None or kind is None:
        return Label(NO_ONE, NO_ONE)
    return Label(choices.say(str(kind), "zh"), choices.say(str(kind), "en"))
