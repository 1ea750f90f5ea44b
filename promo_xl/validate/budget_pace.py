"""Spending against its curve, channel by channel, while the campaign runs."""

from collections.abc import Iterator

import numpy as np

from promo_xl.book import Book
from promo_xl.facts import Facts, Figure
from promo_xl.finding import Kind, Severity
from promo_xl.schema.label import Label
from promo_xl.schema.show import Shown, to_serial
from promo_xl.validate.limit import limit
from promo_xl.validate.rule import Hits, Wording, rule
from promo_xl.validate.say import day, share

_NOISE = 1e-9


@rule(
    "B14",
    "budget.off_pace",
    Kind.BUSINESS,
    Severity.WARNING,
    title=Label("消耗偏离日目标", "spend off the day targets"),
    fires="渠道到数据截至日的花费与日费用目标（没有则按GMV日目标摊开的预算）相差超过15%（可设）；开始后的前3天（可设）和活动结束后不看，自然日进度从不使用。",
    says=Label(
        "「{c}」到 {t} 已消耗 {a}，按日目标应为 {b}（超 {d}）",
        "{c} has spent {a} by {t}, the day targets say {b} ({d} too much)",
    ),
    hint=Label(
        "调低日预算，或在日目标拆解里改后面几天的费用目标",
        "Lower the daily budget, or change the spend targets of the days to come",
    ),
    variants={
        "slow": Wording(
            Label(
                "「{c}」到 {t} 已消耗 {a}，按日目标应为 {b}（少 {d}）",
                "{c} has spent {a} by {t}, the day targets say {b} ({d} too little)",
            ),
            Label(
                "提高日预算、看投放是否受限，或把余下的钱调给别的渠道",
                "Raise the daily budget, see what holds it back, or move the rest elsewhere",
            ),
        )
    },
    sheet="channels",
    anchor="spend",
)
def off_pace(book: Book, facts: Facts) -> Iterator[Hits]:
    """A channel's spend to its last complete day is more than 15 % (a setting) off its day targets of spend (without them its budget, spread as GMV targets are); off in the first 3 days (a setting) and after the end; calendar time is not used."""
    channels, plan = book["channels"], book["plan"]
    band, quiet = limit(book, "burn_band"), limit(book, "quiet_days")
    if np.floor(to_serial(facts.as_of)) > plan.field("period_end"):
        return
    through = facts.columns.get(
        ("channels", "data_through"), np.full(len(channels), np.nan)
    )
    starts = np.fmax(channels["start"], plan.field("period_start"))
    for i, name in enumerate(channels["channel_id"].tolist()):
        pace = _figure(facts, name, "burn_pace")
        settled = np.floor(through[i]) - np.floor(starts[i]) + 1 > quiet
        if pace is None or not settled or not abs(pace.number - 1) > band + _NOISE:
            continue
        spent, expected = (
            _figure(facts, name, key) for key in ("spend_to_date", "spend_expected")
        )
        slots = {
            "c": channels["channel_name"][i] or name,
            "t": day(through[i]),
            "a": spent,
            "b": expected,
            "d": share(abs(pace.number - 1)),
        }
        said = {key: [_said(value)] for key, value in slots.items()}
        values = [spent.number] if spent else None
        variant = "" if pace.number > 1 else "slow"
        yield Hits(channels, [i], "spend", said, variant=variant, values=values)


def _figure(facts: Facts, name: str, key: str) -> Figure | None:
    return facts.figures.get(f"channel.{name}.{key}")


def _said(value: object) -> object:
    return Shown(value.value, value.kind) if isinstance(value, Figure) else value


BUDGET_PACE = (off_pace,)
