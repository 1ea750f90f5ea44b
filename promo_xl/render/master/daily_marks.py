"""The colour of 日数据: a channel's day far off its target, where there are orders enough.

Two rules that ask 计算 by defined names, which Excel, WPS and LibreOffice all evaluate.
"""

from __future__ import annotations

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from promo_xl.render.master.making import FIRST, Making
from promo_xl.render.master.styles import ALERT, OK
from promo_xl.schema.label import Label
from promo_xl.schema.sheet import Sheet

LEGEND = Label(
    "成交列：红＝低于、绿＝高于该渠道当日目标{off}以上（满{orders}单才标）",
    "GMV: red = {off} or more below the channel's day target, green = above ({orders}+ orders)",
)
_LIMITS = (("alert_below_target", 0.3), ("min_orders", 30.0))
_KEYS = ("date", "channel_id", "level", "orders", "gmv")
_WHOLE = ("hour", "campaign", "sku_id")
"""A row that says one of these is a part of the channel's day."""
_CLAIM = "claim"


def legend(making: Making) -> str:
    """Say what the colours mean, with the limits this book is set to."""
    off, orders = (_limit(making, key, usual) for key, usual in _LIMITS)
    return making.say(LEGEND, off=f"{off:.0%}", orders=f"{orders:.0f}")


def mark_days(making: Making, tab: Worksheet, sheet: Sheet, bottom: int) -> None:
    """Colour the GMV cells that are off; both limits are read from 设置."""
    keys = [column.key for column in sheet.cells]
    at = {key: xl_col_to_name(keys.index(key), col_abs=True) for key in (*_KEYS, *_WHOLE)}
    cell = {key: f"{letter}{FIRST + 1}" for key, letter in at.items()}
    off, orders = (f"IF(COUNT(settings_{k})=1,settings_{k},{v:g})" for k, v in _LIMITS)
    target = (
        f"INDEX(calc_targets,MATCH(INT({cell['date']}),calc_dates,0),"
        f"MATCH({cell['channel_id']},calc_names,0))"
    )
    level = sheet["level"].kind.choices
    words = [level.say(_CLAIM, lang) for lang in ("zh", "en")] if level else []
    claim = ",".join(f'{cell["level"]}="{word}"' for word in ("", *words))
    parts = "&".join(cell[key] for key in _WHOLE)
    gmv = cell["gmv"]
    asked = (
        f'COUNT({gmv},{cell["orders"]})=2,{cell["orders"]}>={orders},OR({claim}),{parts}=""'
    )
    column = keys.index("gmv")
    for chip, test in (
        (ALERT, f"{gmv}<=ROUND({target}*(1-{off}),2)"),
        (OK, f"{gmv}>=ROUND({target}*(1+{off}),2)"),
    ):
        rule = {
            "type": "formula",
            "criteria": f"=IFERROR(AND({asked},{target}>0,{test}),FALSE)",
            "format": making.styles.rule(bg_color=chip.bg, font_color=chip.fg),
        }
        tab.conditional_format(FIRST, column, bottom, column, rule)


def _limit(making: Making, key: str, usual: float) -> float:
    value = making.book.settings.get(key)
    return float(value) if isinstance(value, int | float) else usual
