"""The deck's own words, and what a verdict looks like: a mark and a colour, never alone."""

from __future__ import annotations

from typing import NamedTuple

from promo_xl.facts import Figure, Slot, slot_text
from promo_xl.schema.label import Label
from promo_xl.schema.show import DASH, Shown

DRAFT = Label("草稿", "DRAFT")
AS_OF = Label("截至{day}", "as of {day}")
STAGED = Label("{said}，{stage}", "{said}; {stage}")
SOURCE = Label("数据来源：{workbook}，{as_of}", "Source: {workbook}, {as_of}")
TARGET = Label("目标 {target}", "Target {target}")
RATE = Label("完成率{rate}", "{rate} of target")
CONTINUED = Label("{title}（续）", "{title} (cont.)")
CONTINUED_AGAIN = Label("{title}（续{i}）", "{title} (cont. {i})")
APPENDIX = Label("附录", "Appendix")
SECTION = Label("【{name}】", "[{name}]")
SAY = Label("讲解", "To say")
DEFINITIONS = Label("口径", "Definitions")
FROM = Label("来源", "Sources")
NO_RESULT = Label(
    "还没有可比的目标和数据：填好《目标》《日数据》后再生成一次。",
    "No goals or data to compare yet: fill in Goals and Daily data, then make the deck again.",
)
LEAD = Label("{name}：", "{name}: ")
COMMA = Label("，", ", ")
DECISION = Label("请批准：", "For approval: ")
WITH_KEY = Label(
    "{source}；▲达成 ●接近 ▼落后或未达，竖线为目标（100%）",
    "{source}; ▲ reached ● close ▼ behind or missed, line: target (100%)",
)
MORE = Label(
    "（另有{n}项，见“请批准的决定”）", " ({n} more on the last slide before the appendix)"
)
TO_TARGET = Label("目标{target}", "target {target}")
MADE = Label(
    "工作簿：{workbook}；{as_of}；promo_xl {version}",
    "Workbook: {workbook}; {as_of}; promo_xl {version}",
)
ITEM = Label("{item}：{text}", "{item}: {text}")


class Tone(NamedTuple):
    """How a verdict is drawn."""

    mark: str
    color: str
    ink: str
    """Of text: dark enough on a light panel."""


GOOD = Tone("▲", "accent4", "accent4-dark")
NEAR = Tone("●", "accent2", "accent2-dark")
BAD = Tone("▼", "accent5", "accent5")
PLAIN = Tone("", "accent3", "tx1")
_TONES = {
    "达成": GOOD,
    "达标": GOOD,
    "预算内": GOOD,
    "进度正常": GOOD,
    "接近": NEAR,
    "进度接近": NEAR,
    "落后": BAD,
    "未达": BAD,
    "超标": BAD,
    "超支": BAD,
    "进度落后": BAD,
    "进度未达": BAD,
    "低于预警线": BAD,
    "低于停推线": BAD,
    "售罄": BAD,
    "预警": BAD,
    "临界": NEAR,
}


def tone(verdict: Slot) -> Tone:
    """Give the look of a verdict; a word that judges nothing stays plain."""
    if isinstance(_value(verdict), float | int | None):
        return PLAIN
    return _TONES.get(slot_text(verdict, "zh"), PLAIN)


def number(slot: Slot) -> float | None:
    """Give a slot's number, None where it is blank or a word."""
    value = _value(slot)
    if isinstance(value, bool) or not isinstance(value, int | float) or value != value:
        return None
    return float(value)


def _value(slot: Slot) -> object:
    if isinstance(slot, Figure):
        return slot.number
    return slot.value if isinstance(slot, Shown) else slot


def kind_key(slot: Slot) -> str:
    """Give the kind of a value: money, pct, ratio …; "" for words and days."""
    return slot.kind.key if isinstance(slot, Figure | Shown) else ""


def is_blank(slot: Slot) -> bool:
    """Whether a slot would print a dash."""
    value = _value(slot)
    if value is None or value != value:
        return True
    return isinstance(value, str | Label) and slot_text(slot, "zh") == DASH


TARGET_NAME = Label("目标", "Target")
LIMITS = Label("上限类目标", "Upper limits")
RATE_NAME = Label("完成率", "Completion")
BARS = Label("条形图，完成率：{items}", "Bar chart of completion: {items}")
COMBO = Label(
    "柱形图，花费与归因成交，圆点为投放ROI：{items}",
    "Columns of spend and attributed GMV, dots for ad ROI: {items}",
)
COLUMNS = Label("柱形图：{items}", "Columns: {items}")
TABLE = Label("表格：{title}，{rows}行", "Table: {title}, {rows} rows")
SPEND = Label("花费（{unit}）", "Spend ({unit})")
CLAIMED = Label("归因成交（{unit}）", "Attributed GMV ({unit})")
ROI_ADS = Label("投放ROI（圆点）", "Ad ROI (dots)")
UNIT = Label("万元", "¥K")
USED = Label("预算执行{rate}", "{rate} of budget used")
OVERUSED = Label("预算执行{rate}（▼超支）", "{rate} of budget used (▼over)")
ORDERS = Label("订单{count}", "{count} orders")
CONVERSION = Label("转化率{rate}", "CVR {rate}")
SPENT = Label("花费{money}", "spend {money}")
CLAIMS = Label("归因成交{money}", "attributed GMV {money}")
ADS = Label("投放ROI {roi}", "ad ROI {roi}")
IN_UNIT = Label("{head}（万元）", "{head}")
RATIO = Label("{name} {value}", "{name} {value}")
HOW = Label("（{how}）", " ({how})")
AS_IS = Label("{head}", "{head}")
