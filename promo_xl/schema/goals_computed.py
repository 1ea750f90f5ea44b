"""目标, computed: how far each goal has come."""

from promo_xl.schema.choices import GOAL_STATUS
from promo_xl.schema.expression import AsOf, Col, Least, Most, Num
from promo_xl.schema.kinds import NUM, PCT, choice
from promo_xl.schema.label import named
from promo_xl.schema.sheet import ALL, SMALL, Column, Owner

COMPUTED = (
    Column(
        "actual",
        named("实际值 | Actual | 实际, 实际完成"),
        NUM,
        owner=Owner.TOOL,
        how='IF(actual_typed<>"",actual_typed,METRIC(metric, channel_id, phase_id, segment, start, end, time_basis, AS_OF))',
        note="from the daily data with this row's filters, one level and one basis; else the typed actual",
        note_zh="由日数据按本行的渠道、阶段、起止算出，只用一个层级和口径；算不出则用手工值",
        seeds="0,2,4",
    ),
    Column(
        "completion",
        named("完成率 | Completion"),
        PCT,
        owner=Owner.TOOL,
        how='IF(OR(op="<=",op="<",actual="",target="",target=0),"",IF(op="=",MAX(0,1-ABS(actual-target)/ABS(target)),actual/target))',
        note="against the original target, no cap; for ≤ goals see headroom",
        note_zh="对原目标，不封顶；≤ 类目标看余量",
        example="104%",
        seeds="0,4",
    ),
    Column(
        "completion_adjusted",
        named("完成率(调整后) | Completion (adjusted)"),
        PCT,
        owner=Owner.TOOL,
        folded=ALL,
        how='IF(OR(op="<=",op="<",actual="",target_adjusted="",target_adjusted=0),"",actual/target_adjusted)',
        note="against the adjusted target, uncapped",
        note_zh="对调整后目标，不封顶",
    ),
    Column(
        "headroom",
        named("余量 | Headroom (≤ goals)"),
        PCT,
        owner=Owner.TOOL,
        how='IF(OR(op=">=",op=">",op="=",actual="",target="",target=0),"",(target-actual)/target)',
        note="≤ goals only: within the limit when ≥ 0",
        note_zh="仅 ≤ 类目标：≥ 0 达标，否则超标",
    ),
    Column(
        "time_progress",
        named("时间进度 | Time elapsed"),
        PCT,
        owner=Owner.FORMULA,
        folded=ALL,
        formula=Most(
            (
                Num(0),
                Least(
                    (Num(1), (AsOf() - Col("start") + 1) / (Col("end") - Col("start") + 1))
                ),
            )
        ),
        note="information only, never a state",
        note_zh="仅供参考，不作判断",
    ),
    Column(
        "expected",
        named("应到 | Expected to date"),
        NUM,
        owner=Owner.TOOL,
        folded=SMALL,
        note="day targets up to the day the data are complete",
        note_zh="日目标累计到数据齐全的那天",
    ),
    Column(
        "pace",
        named("进度(实际/应到) | Pace (actual/expected)"),
        PCT,
        owner=Owner.TOOL,
        folded=SMALL,
        note="actual ÷ expected, both to the day the data are complete",
        note_zh="实际 ÷ 应到，都算到数据齐全的那天",
    ),
    Column(
        "forecast",
        named("预计达成 | Forecast"),
        NUM,
        owner=Owner.TOOL,
        folded=SMALL,
        note="blank with fewer than two past campaigns",
        note_zh="历史活动少于两次时为空",
    ),
    Column(
        "status",
        named("状态 | Status"),
        choice(GOAL_STATUS),
        owner=Owner.TOOL,
        how='IF(actual="",IF(AS_OF<start,"未开始","无数据"),IF(OR(op="<=",op="<"),IF(headroom>=0,"达标","超标"),IF(completion>=1,"达成",STATUSWORD(IF(AND(AS_OF<end,pace<>""),pace,completion)))))',
        note="by the exact value: 100 % reached, 95 % close, 80 % behind, else missed; while it runs, pace is judged",
        note_zh="按精确值：≥100% 达成，≥95% 接近，≥80% 落后，其余未达；进行中看进度",
        seeds="0",
    ),
)
