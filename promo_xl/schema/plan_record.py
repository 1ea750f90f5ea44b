"""项目总表, the blocks that repeat: past campaigns and approvals."""

from promo_xl.schema import units as u
from promo_xl.schema.choices import APPROVAL
from promo_xl.schema.kind import Kind
from promo_xl.schema.kinds import DATE, INT, MONEY, PCT, TEXT, choice
from promo_xl.schema.label import Label
from promo_xl.schema.sheet import ALL, LARGER, Column

_HISTORY = Label(
    "近三次可比活动的手填历史，用于同期对比",
    "typed history of the last three comparable campaigns",
)
_EXAMPLES = {"name": "2024年618", "gmv": "4300000"}


def same_period(nth: int) -> tuple[Column, ...]:
    """Give the fields of the *nth* campaign back that ran in the same period."""

    def past(key: str, name: str, kind: Kind, unit: Label | None = None) -> Column:
        zh, en = name.split(" | ")
        return Column(
            f"ly{nth}_{key}",
            Label(f"{zh}(近{nth}次)", f"Same period {nth}: {en}"),
            kind,
            unit=unit,
            folded=ALL,
            note=_HISTORY.en,
            note_zh=_HISTORY.zh,
            example=_EXAMPLES.get(key, ""),
            seeds="4",
        )

    return (
        past("name", "同期活动 | campaign", TEXT),
        past("gmv", "同期GMV | GMV", MONEY, u.YUAN),
        past("input", "同期总投入 | total input", MONEY, u.YUAN),
        past("refund_rate", "同期退款率 | refund rate", PCT),
        past("days", "同期天数 | days", INT, u.DAYS),
    )


def approval(key: str, dept: str, level: int, who: str) -> tuple[Column, ...]:
    """Give the fields of one approval: who, with what result, when."""
    zh, en = dept.split(" | ")
    due = f"settings.approval_levels >= {level} and AS_OF >= launch_date - 10"
    return (
        Column(
            f"appr_{key}",
            Label(f"{zh}审批人", f"{en} approver"),
            TEXT,
            when=due,
            when_in=LARGER,
            folded=ALL,
            example=who,
            seeds="4",
        ),
        Column(
            f"appr_{key}_result",
            Label(f"{zh}审批结果", f"{en} approval result"),
            choice(APPROVAL),
            when=due,
            when_in=LARGER,
            folded=ALL,
            example="通过",
            seeds="4",
        ),
        Column(
            f"appr_{key}_date",
            Label(f"{zh}审批日期", f"{en} approval date"),
            DATE,
            when=f"appr_{key}_result == 'approved'",
            when_in=LARGER,
            folded=ALL,
            example="2025-05-08",
            seeds="4",
        ),
    )
