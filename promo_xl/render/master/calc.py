"""计算: the hidden sheet the tiles and charts stand on; fixed blocks that never move.

`calc_days` has one row a campaign day and some to spare (120 at most), `calc_channels` one a
channel (20 at most), in 元; `calc_targets` is what each channel should bring on each day, by
which 日数据 is coloured; last come the titles 首页 links to. To the right of the first two the same numbers as the charts show them, in 万元 or thousands;
a day without data is #N/A there, since a chart draws an empty text as 0.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from xlsxwriter.utility import xl_range_abs
from xlsxwriter.worksheet import Worksheet

from promo_xl.facts import Figure
from promo_xl.render.master.formulas import EMPTY, column_name
from promo_xl.render.master.making import FIRST, HEADER, Making, quoted
from promo_xl.render.master.styles import MUTED, NAVY
from promo_xl.schema.day_formula import DAY_KEYS, Words, at_row, day_formula
from promo_xl.schema.formula import naming
from promo_xl.schema.label import Label
from promo_xl.schema.show import to_serial

DAYS, CHANNELS = 120, 20
SPARE_DAYS = 14
"""Days the campaign may be prolonged by in an existing workbook."""
DAY_AT, DAY_CHART, CHANNEL_AT, CHANNEL_CHART = 0, 7, 12, 17
"""First columns of the two blocks and of what the charts read."""
TARGET_AT, LINK_AT = 20, 41
"""First column of the channels' day targets, and the column of the titles to link to."""
LINKS = 24
DAY_HEADS = (
    Label("日期", "Date"), Label("日GMV(元)", "GMV a day (CNY)"),
    Label("累计GMV(元)", "GMV to date (CNY)"), Label("日目标(元)", "Day target (CNY)"),
    Label("累计目标(元)", "Target to date (CNY)"), Label("日花费(元)", "Spend a day (CNY)"),
    Label("去年同T日(元)", "Same T-day last year (CNY)"),
)  # fmt: skip
CHART_HEADS = (
    Label("图：日期", "Chart: day"), Label("图：日GMV", "Chart: GMV a day"),
    Label("图：累计实际", "Chart: actual"), Label("图：累计目标", "Chart: target"),
    Label("图：去年累计", "Chart: last year"),
)  # fmt: skip
CHANNEL_HEADS = (
    Label("渠道", "Channel"), Label("归因成交(元)", "Attributed GMV (CNY)"),
    Label("投放花费(元)", "Ad spend (CNY)"), Label("投放ROI", "Ad ROI"),
    Label("渠道目的", "Purpose"),
)  # fmt: skip
CHANNEL_CHART_HEADS = (
    Label("图：渠道", "Chart: channel"),
    Label("图：归因成交", "Chart: GMV"),
)
_BLOCKS: tuple[tuple[int, tuple[Label, ...]], ...] = (
    (DAY_AT, DAY_HEADS),
    (DAY_CHART, CHART_HEADS),
    (CHANNEL_AT, CHANNEL_HEADS),
    (CHANNEL_CHART, CHANNEL_CHART_HEADS),
    (TARGET_AT, (Label("渠道日目标(元)", "Day targets by channel (CNY)"),)),
    (LINK_AT, (Label("首页链接", "Links of the home page"),)),
)
NOTE = Label(
    "首页的图和卡片从这里取数，请不要改动。",
    "The charts of the home page read these cells; please leave them as they are.",
)
THROUGH = Label("数据截至", "Data through")
LABEL = {"zh": 12, "en": 24}
"""Characters of a channel's name beside its bar."""
JOINT = {"zh": "·", "en": " · "}
"""What stands between a channel's name and its purpose."""
_CHANNEL_KEYS = ("channel_name", "gmv", "spend", "roi_ads")
Number = float | str | None
Write = Callable[[int, int, str, Number], None]


def unit_of(lang: str) -> int:
    """Give what charts divide by: 万 in Chinese, thousands in English."""
    return 10000 if lang == "zh" else 1000


def days_shown(making: Making) -> int:
    """Give how many days the curve shows: the campaign's own, 30 where it has no period."""
    plan = making.table("plan")
    start, end = plan.field("period_start"), plan.field("period_end")
    if not len(plan) or start != start or end != end or end < start:
        return 30
    return min(int(end) - int(start) + 1, DAYS)


def days_written(making: Making) -> int:
    """Give how many days the block holds: those of the chart and some to spare."""
    return min(days_shown(making) + SPARE_DAYS, DAYS)


def channels_shown(making: Making) -> int:
    """Give how many channels the bar chart shows."""
    return min(max(len(making.table("channels")), 3), CHANNELS)


def write_calc(making: Making) -> None:
    """Write both blocks, name them, and hide the sheet."""
    tab = making.tabs["calc"]
    title = making.styles.cell(bold=True, font_size=14, font_color=NAVY)
    tab.write_string(0, 0, making.title("calc"), title)
    tab.write_string(1, 0, making.say(NOTE), making.styles.cell(font_color=MUTED))
    for left, heads in _BLOCKS:
        for i, label in enumerate(heads):
            tab.write_string(HEADER, left + i, making.say(label), making.styles.header())
    tab.set_column(0, CHANNEL_CHART + 1, 14)
    _write_days(making, tab)
    _write_channels(making, tab)
    _write_targets(making, tab)
    days = days_written(making)
    _name_block(making, "calc_days", DAY_AT, days, len(DAY_HEADS))
    _name_block(making, "calc_dates", DAY_AT, days, 1)
    _name_block(making, "calc_names", CHANNEL_AT, CHANNELS, 1)
    tab.hide()


def _write_days(making: Making, tab: Worksheet) -> None:
    write = _writer(making, tab)
    rows = _block(making, "calc_days", days_written(making), len(DAY_HEADS))
    last = FIRST + len(rows)
    sums = {at: _day_formula(making, key) for at, key in DAY_KEYS.items()}
    _write_through(making, tab)
    for i, values in enumerate(rows):
        row, n = FIRST + i, FIRST + i + 1
        day = f"INT(plan_period_start)+{i}"
        write(row, 0, f'=IF(COUNT(plan_period_start)=0,"",IF(COUNT(plan_period_end)=0,{day},'
              f'IF({day}<=INT(plan_period_end),{day},"")))', values[0])  # fmt: skip
        for at, text in sums.items():
            if text:
                write(row, at, f"={at_row(text, n)}", values[at])
            else:
                _write_constant(making, tab, (row, at), values[at])
        write(row, 2, _if_complete(n, f"ROUND(SUM(B${FIRST + 1}:B{n}),2)"), values[2])
        _write_constant(making, tab, (row, 3), values[3])
        _write_constant(making, tab, (row, 6), values[6])
        goal = f'IF(COUNT(D${FIRST + 1}:D${last})=0,"",SUM(D${FIRST + 1}:D{n}))'
        write(row, 4, f'=IF(A{n}="","",{goal})', values[4])
    _write_day_chart(making, write)


def _if_complete(n: int, text: str) -> str:
    """Blank the actuals of days after data-through."""
    known = f'OR(A{n}="",COUNT(calc_through)=0)'
    return f'=IF({known},"",IF(A{n}>calc_through,"",{text}))'


def _write_through(making: Making, tab: Worksheet) -> None:
    """Write the last day whose data are complete, up to which actuals are shown."""
    ((day,),) = _block(making, "calc_through", 1, 1)
    tab.write_string(2, 0, making.say(THROUGH), making.styles.cell(font_color=MUTED))
    fmt = making.styles.computed(num_format="yyyy-mm-dd", align="center")
    if isinstance(day, float):
        tab.write_number(2, 1, day, fmt)
    else:
        tab.write_blank(2, 1, None, fmt)
    making.name_cell("calc_through", "calc", 2, 1)


def _write_day_chart(making: Making, write: Write) -> None:
    unit, count = unit_of(making.lang), days_shown(making)
    rows = _block(making, "calc_day_chart", count, len(CHART_HEADS))
    known = f"COUNT(G${FIRST + 1}:G${FIRST + days_written(making)})"
    for i, (label, *values, past) in enumerate(rows):
        row, n = FIRST + i, FIRST + i + 1
        write(row, DAY_CHART, f'=IF(A{n}="","",TEXT(A{n},"m/d"))', label)
        for j, (source, value) in enumerate(zip("BCE", values, strict=True), 1):
            text = f'=IF({source}{n}="",NA(),{source}{n}/{unit})'
            write(row, DAY_CHART + j, text, "#N/A" if value is None else value)
        text = f'=IF(OR(A{n}="",{known}=0),NA(),SUM(G${FIRST + 1}:G{n})/{unit})'
        write(row, DAY_CHART + 4, text, "#N/A" if past is None else past)
    _name_block(making, "calc_day_chart", DAY_CHART, count, len(CHART_HEADS))


def _write_channels(making: Making, tab: Worksheet) -> None:
    write = _writer(making, tab)
    rows = _block(making, "calc_channels", CHANNELS, len(CHANNEL_HEADS))
    for i, values in enumerate(rows):
        _write_constant(making, tab, (FIRST + i, CHANNEL_AT + 4), values[4])
        for j, key in enumerate(_CHANNEL_KEYS):
            name = column_name(making, f"channels.{key}")
            cell = f"INDEX({name},{i + 1})"
            text = f'=IF({i + 1}>ROWS({name}),"",IF({cell}="","",{cell}))'
            write(FIRST + i, CHANNEL_AT + j, text, values[j])
    _name_block(making, "calc_channels", CHANNEL_AT, CHANNELS, len(CHANNEL_HEADS))
    _write_channel_chart(making, write)


def _write_targets(making: Making, tab: Worksheet) -> None:
    count = days_written(making)
    rows = _block(making, "calc_targets", count, CHANNELS)
    for i, row in enumerate(rows):
        for j, value in enumerate(row):
            if value is not None:
                _write_constant(making, tab, (FIRST + i, TARGET_AT + j), value)
    _name_block(making, "calc_targets", TARGET_AT, count, CHANNELS)


def _write_channel_chart(making: Making, write: Write) -> None:
    unit, count = unit_of(making.lang), channels_shown(making)
    rows = _block(making, "calc_channel_chart", count, len(CHANNEL_CHART_HEADS))
    most = LABEL[making.lang]
    for i, (label, claim) in enumerate(rows):
        row, n = FIRST + i, FIRST + i + 1
        name = f'IF(LEN(M{n})>{most},LEFT(M{n},{most - 1})&"…",M{n})'
        name += f'&IF(Q{n}="","","{JOINT[making.lang]}"&Q{n})'
        said = f'=IF(P{n}="",{name},{name}&"  "&TEXT(P{n},"0.00"))'
        write(row, CHANNEL_CHART, said, label)
        write(row, CHANNEL_CHART + 1, f'=IF(N{n}="","",N{n}/{unit})', claim)
    width = len(CHANNEL_CHART_HEADS)
    _name_block(making, "calc_channel_chart", CHANNEL_CHART, count, width)


def _name_block(making: Making, name: str, left: int, rows: int, width: int) -> None:
    block = xl_range_abs(FIRST, left, FIRST + rows - 1, left + width - 1)
    making.add_name(name, f"{quoted(making.title('calc'))}!{block}")


def _writer(making: Making, tab: Worksheet) -> Write:
    day = making.styles.computed(num_format="yyyy-mm-dd", align="center")
    number = making.styles.computed(num_format="#,##0.00")

    def write(row: int, at: int, text: str, value: Number) -> None:
        fmt = day if at == DAY_AT else number
        tab.write_formula(row, at, text, fmt, EMPTY if value is None else value)

    return write


def _write_constant(
    making: Making, tab: Worksheet, at: tuple[int, int], value: Number
) -> None:
    fmt = making.styles.computed(num_format="#,##0.00")
    if isinstance(value, float):
        tab.write_number(*at, value, fmt)
    elif isinstance(value, str):
        tab.write_string(*at, value, fmt)
    else:
        tab.write_blank(*at, None, fmt)


def _day_formula(making: Making, key: str) -> str:
    """Give the formula of one day's sum of *key*.

    It asks what the campaign's own figure asks, of a single day.
    """
    figure = making.facts.figures.get(f"campaign.{key}")
    sources = figure.sources if figure is not None else ()
    asked = [source.where for source in sources if key in source.keys]
    return day_formula(key, asked, _words(making))


def _words(making: Making) -> Words:
    table = making.table("channels")
    pairs = zip(table["channel_id"].tolist(), table["channel_name"].tolist(), strict=True)
    said = {str(one): (str(name or one), str(one)) for one, name in pairs}
    return Words(naming(making.lang), said, said.keys())


def _block(making: Making, key: str, rows: int, width: int) -> list[list[Number]]:
    """Give a block's values, filled up to its fixed size with blanks."""
    block = making.facts.blocks.get(key)
    found = [[_plain(making, cell) for cell in row] for row in block.rows] if block else []
    blank: list[Number] = [None] * width
    return [*found[:rows], *[list(blank) for _ in range(rows - len(found))]]


def _plain(making: Making, cell: Any) -> Number:
    value = cell.value if isinstance(cell, Figure) else cell
    if isinstance(value, Label):
        return value.say(making.lang)
    if isinstance(value, date):
        return to_serial(value)
    if isinstance(value, int | float):
        return None if value != value else float(value)
    return None if value is None else str(value)
