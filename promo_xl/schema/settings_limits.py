"""设置, second half: the lines beyond which somebody should look."""

from promo_xl.schema.kinds import INT, MONEY, NUM, PCT, RATIO
from promo_xl.schema.setting import setting

LIMITS = (
    # Money
    setting(
        "near_budget",
        "接近预算线 | Near-budget line",
        PCT,
        0.9,
        "进行中花费达到预算的90%时提醒 | Warns at 90 % of a line while the campaign runs",
    ),
    setting(
        "budget_floor",
        "预算最低分配 | Budget allotted at least",
        PCT,
        0.95,
        "各项合计低于总预算的95%时提醒 | Warns when lines add up to less",
    ),
    setting(
        "profile_band",
        "预算结构容差 | Tolerance of budget profiles",
        PCT,
        0.1,
        "与手册比例相差超过10个百分点时提示 | Off the manual’s shares by more than 10 points",
    ),
    setting(
        "core_share_min",
        "核心占比下限 | Core share at least",
        PCT,
        0.6,
        "手册1：核心60%–70%，测试10%–20% | Manual 1: core 60–70 %, test 10–20 %",
    ),
    setting(
        "core_share_max",
        "核心占比上限 | Core share at most",
        PCT,
        0.7,
        "手册1：核心60%–70%，测试10%–20% | Manual 1: core 60–70 %, test 10–20 %",
    ),
    setting(
        "test_share_min",
        "测试占比下限 | Test share at least",
        PCT,
        0.1,
        "手册1：核心60%–70%，测试10%–20% | Manual 1: core 60–70 %, test 10–20 %",
    ),
    setting(
        "test_share_max",
        "测试占比上限 | Test share at most",
        PCT,
        0.2,
        "手册1：核心60%–70%，测试10%–20% | Manual 1: core 60–70 %, test 10–20 %",
    ),
    setting(
        "reserve_min",
        "备用金最低占比 | Reserve at least",
        PCT,
        0.05,
        "手册1、2、3均留备用 | Manuals 1, 2 and 3 keep a reserve",
    ),
    setting(
        "unit_low",
        "疑似万元:小额线 | Unit mix-up: small line",
        MONEY,
        1000,
        "同表有大额时，小于此数疑为万元 | Beside large lines, less than this may be meant in units of CNY 10,000",
    ),
    setting(
        "unit_high",
        "疑似万元:大额线 | Unit mix-up: large line",
        MONEY,
        100000,
        "与上一项配对 | Pairs with the line above",
    ),
    setting(
        "burn_band",
        "消耗进度容差 | Tolerance of burn pace",
        PCT,
        0.15,
        "与日费用目标相差超过15%时提示 | Off the day curve by more than this",
    ),
    setting(
        "roi_gap",
        "渠道ROI差距 | ROI gap between channels",
        RATIO,
        1.5,
        "窗口已关且各有30单以上才比较 | Compared only with closed windows and 30 orders each",
    ),
    setting(
        "core_channels_min",
        "核心渠道最少 | Core channels at least",
        INT,
        2,
        "手册1：聚焦2–3个核心渠道 | Manual 1: focus on 2–3 core channels",
    ),
    setting(
        "core_channels_max",
        "核心渠道最多 | Core channels at most",
        INT,
        3,
        "手册1 | Manual 1",
    ),
    # Watching
    setting(
        "alert_below_target",
        "低于目标预警 | Alert below target",
        PCT,
        0.3,
        "手册0：低于预期30%为异常 | Manual 0: 30 % below plan is an anomaly",
    ),
    setting(
        "near_band",
        "临界带 | At-threshold band",
        PCT,
        0.0,
        "0 = 恰好等于阈值为临界（手册4：UV 8万） | 0 = exactly at the threshold (manual 4: 80,000 visitors)",
    ),
    setting(
        "min_orders",
        "最少订单 | Orders at least",
        INT,
        30,
        "少于此数显示样本不足 | Fewer: too few to judge",
    ),
    setting(
        "min_clicks",
        "最少点击 | Clicks at least",
        INT,
        100,
        "少于此数显示样本不足 | Fewer: too few to judge",
    ),
    setting(
        "quiet_days",
        "阶段初不判定(天) | Days not judged at a phase start",
        INT,
        3,
        "阶段前三天波动大 | The first days of a phase swing",
    ),
    setting(
        "pace_low", "进度下限 | Pace at least", PCT, 0.85, "我们的假设 | Our assumption"
    ),
    setting(
        "pace_high", "进度上限 | Pace at most", PCT, 1.15, "我们的假设 | Our assumption"
    ),
    setting(
        "claim_share_low",
        "归因合计/大盘下限 | Claims ÷ shop at least",
        PCT,
        0.6,
        "60%–150% 之间仅提示 | Between 60 and 150 % it is only noted",
    ),
    setting(
        "claim_share_high",
        "归因合计/大盘上限 | Claims ÷ shop at most",
        PCT,
        1.5,
        "超出则提醒核对口径 | Beyond it, check the definitions",
    ),
    setting(
        "daily_slack_days",
        "数据日期容差(天) | Dates outside the window (days)",
        INT,
        7,
        "日数据可早于或晚于项目窗口的天数 | Days a row may lie outside the project window",
    ),
    setting(
        "sla_min",
        "响应时限(分钟) | Response limit (minutes)",
        INT,
        30,
        "手册3、4：30分钟内 | Manuals 3, 4: within 30 minutes",
    ),
    setting(
        "risk_score_high",
        "高风险分值 | High risk score",
        INT,
        15,
        "可能性×影响（我们的假设） | Probability × impact (our assumption)",
    ),
    # Goods
    setting(
        "alert_days",
        "预警可售天数 | Alert: days of cover",
        NUM,
        3,
        "手册4用300件作下限 | Manual 4 uses 300 units as the floor",
    ),
    setting(
        "stop_days",
        "停推可售天数 | Stop: days of cover",
        NUM,
        1,
        "手册4用500件作下限 | Manual 4 uses 500 units as the floor",
    ),
    setting(
        "stock_cover_min",
        "备货覆盖下限 | Stock cover at least",
        PCT,
        1.1,
        "我们的假设 | Our assumption",
    ),
    setting(
        "guard_days",
        "价保期(天) | Price-guard window (days)",
        INT,
        15,
        "以平台规则为准（我们的假设） | The platform’s rule decides (our assumption)",
    ),
    setting(
        "audience_fit_min",
        "达人匹配度下限 | Audience fit at least",
        PCT,
        0.6,
        "手册0：粉丝画像不符致失败 | Manual 0: a KOL failed for lack of fit",
    ),
)
