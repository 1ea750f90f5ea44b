"""设置, first half: which data count, sizes, goals and time."""

from promo_xl.schema.choices import BASIS, YES_NO, words
from promo_xl.schema.kinds import INT, PCT, RATIO, TEXT, choice, within
from promo_xl.schema.setting import setting

SALES_LEVEL = words("sales_level", "自动 Auto; 店铺大盘 Shop (大盘); 渠道归因 Claim (归因)")
DURATION = words(
    "duration_basis", "工作日 Working; 自然日含首尾 Inclusive; 结束减开始 Difference"
)
LEAD_BASIS = words("lead_basis", "自然日 Natural; 工作日 Working")

_GUIDE = "手册4的指引，例子本身也不守，故只提示 | Manual 4's guidance; its own example differs, so it is only noted"
_PHASE_DAYS = (
    ("preheat", "预热", "Preheat", 3, 7),
    ("burst", "爆发", "Burst", 1, 3),
    ("encore", "返场", "Encore", 1, 2),
)

RULES = (
    # One truth for sales
    setting(
        "sales_level",
        "全场成交取数层级 | Level of campaign totals",
        choice(SALES_LEVEL),
        "auto",
        "自动：店铺大盘逐日齐全则用大盘，否则用渠道归因；层级从不相加 | Auto: shop rows where they cover every day, else channel claims; levels are never added",
    ),
    setting(
        "basis",
        "成交口径 | Sales basis",
        choice(BASIS),
        "paid",
        "全场只用一个口径 | One basis for the whole campaign",
    ),
    setting(
        "subsidy_in_gmv",
        "GMV含平台补贴 | GMV includes platform subsidy",
        choice(YES_NO, key="bool"),
        "yes",
        "与平台导出一致（我们的假设） | As platform exports have it (our assumption)",
    ),
    setting(
        "merchant_disc_input",
        "商家优惠计入投入 | Merchant discounts count as input",
        choice(YES_NO, key="bool"),
        "no",
        "综合ROI的口径开关 | A switch of Total ROI",
    ),
    setting(
        "window_days_default",
        "默认归因窗口(天) | Default attribution window (days)",
        INT,
        0,
        "渠道未填时使用；窗口未关的数据只展示不判定 | Used where a channel has none; open windows are shown, never judged",
    ),
    setting(
        "data_due",
        "数据应到 | Data due",
        TEXT,
        "T+1 12:00",
        "超过此时仍无数据才算缺 | A day counts as missing only after it",
    ),
    setting(
        "maturity_days",
        "退款成熟期(天) | Refund maturity (days)",
        INT,
        30,
        "终版报告在结束后30天 | The final report is 30 days after the end",
    ),
    # Sizes
    setting(
        "approval_levels",
        "审批级数 | Approval levels",
        within(0, 3),
        0,
        "0–3：市场部、运营部、财务部（手册4）；小店0，团队1，完整3 | 0–3: marketing, operations, finance (manual 4); small 0, team 1, full 3",
    ),
    setting(
        "review_levels",
        "物料审核级数 | Material review levels",
        within(0, 3),
        0,
        "0–3：内容组、法务、平台（手册3）；小店0，团队1，完整3 | 0–3: content, legal, platform (manual 3); small 0, team 1, full 3",
    ),
    # Goals
    setting(
        "line_reached",
        "达成线 | Reached from",
        PCT,
        1.0,
        "完成率达到即为达成，不四舍五入 | Completion from which a goal is reached, never rounded up",
    ),
    setting(
        "line_close",
        "接近线 | Close from",
        PCT,
        0.95,
        "95%–100% 为接近 | 95–100 % is close",
    ),
    setting(
        "line_behind",
        "落后线 | Behind from",
        PCT,
        0.8,
        "80%–95% 为落后，以下为未达 | 80–95 % is behind, below is missed",
    ),
    setting(
        "line_look",
        "完成率过高 | Completion worth a look",
        PCT,
        1.5,
        "超过则请核对目标与数据 | Above it, check goal and data",
    ),
    setting(
        "goal_sum_tolerance",
        "目标分解容差 | Tolerance of goal sums",
        PCT,
        0.01,
        "分解之和与上级相差超过即提示（手册2：500+300+200=1000） | Parts and whole may differ by this (manual 2: 500+300+200=1000)",
    ),
    setting(
        "gmv_identity_tolerance",
        "GMV公式容差 | Tolerance of GMV = UV×CVR×AOV",
        PCT,
        0.1,
        "访客×转化率×客单价（手册4） | Visitors × conversion × order value (manual 4)",
    ),
    setting(
        "goal_stretch_max",
        "目标/基准上限 | Goal ÷ baseline at most",
        RATIO,
        1.5,
        "超过基准的1.5倍须写增长依据（手册4：300万×1.5） | Beyond 1.5 × baseline, say why (manual 4: 3 million × 1.5)",
    ),
    setting(
        "goal_peak_max",
        "GMV目标/历史峰值上限 | GMV goal ÷ historic peak at most",
        RATIO,
        1.5,
        "参考历年同期（手册4） | Look at past campaigns (manual 4)",
    ),
    setting(
        "goal_baseline_min",
        "GMV目标/基准GMV下限 | GMV goal ÷ baseline GMV at least",
        RATIO,
        0.8,
        "参考历年同期（手册4） | Look at past campaigns (manual 4)",
    ),
    setting(
        "roi_target_max",
        "ROI目标上限 | ROI goal at most",
        RATIO,
        50,
        "更大的多半是单位填错（我们的假设） | A larger one is most likely a unit slip (our assumption)",
    ),
    # Time
    setting(
        "theme_chars",
        "主题最长(字) | Theme at most (characters)",
        INT,
        20,
        "主题要短、好记（手册2、4） | A theme is short and easy to remember (manuals 2, 4)",
    ),
    *(
        setting(
            f"{key}_days_{bound}",
            f"{zh}天数{word} | {en} days at {most}",
            INT,
            days,
            _GUIDE,
        )
        for key, zh, en, least, longest in _PHASE_DAYS
        for bound, word, most, days in (
            ("min", "下限", "least", least),
            ("max", "上限", "most", longest),
        )
    ),
    setting(
        "window_before_days",
        "阶段最早提前(天) | Earliest phase before the start (days)",
        INT,
        60,
        "早于推广开始超过此天数的阶段会提示 | A phase that starts earlier is reported",
    ),
    setting(
        "review_grace_days",
        "结案宽限(天) | Close-out after the end (days)",
        INT,
        3,
        "结束后3天内出数据（手册4） | Figures within 3 days after the end (manual 4)",
    ),
    setting(
        "prep_days",
        "筹备提前(天) | Preparation before launch (days)",
        INT,
        15,
        "策划提前15–20天（手册3） | Planning starts 15–20 days before (manual 3)",
    ),
    setting(
        "planning_days",
        "任务最早提前(天) | Earliest task before launch (days)",
        INT,
        60,
        "我们的假设 | Our assumption",
    ),
    setting(
        "actions_after_days",
        "任务最晚顺延(天) | Latest task after close-out (days)",
        INT,
        14,
        "我们的假设 | Our assumption",
    ),
    setting(
        "duration_basis",
        "工期算法 | Duration basis",
        choice(DURATION),
        "working",
        "手册2：5月20日–25日为5天 | Manual 2: May 20 to 25 is 5 days",
    ),
    setting(
        "lead_basis",
        "提前期算法 | Lead-time basis",
        choice(LEAD_BASIS),
        "natural",
        "手册按自然日倒排 | The manuals count natural days",
    ),
    setting(
        "test_days",
        "测试天数 | Test days",
        INT,
        3,
        "手册3、4：上线前测试3天 | Manuals 3, 4: 3 days of tests before launch",
    ),
    setting(
        "dev_lead_days",
        "开发提前(天) | Development before launch (days)",
        INT,
        7,
        "手册4 | Manual 4",
    ),
    setting(
        "max_parallel",
        "一人并行任务上限 | Open tasks per person at most",
        INT,
        5,
        "我们的假设 | Our assumption",
    ),
    setting(
        "max_p0",
        "一人P0任务上限 | P0 tasks per person at most",
        INT,
        3,
        "我们的假设 | Our assumption",
    ),
    setting(
        "milestones",
        "必备里程碑 | Milestones expected",
        TEXT,
        "物料;上线;中期复盘;结案",
        "手册0的关键节点 | The key dates of manual 0",
    ),
)
