"""日数据: what the team types or imports every day."""

from promo_xl.schema.choices import BASIS, LEVEL, PLATFORM, TRAFFIC_SRC
from promo_xl.schema.daily_after import AFTER
from promo_xl.schema.daily_sales import SALES
from promo_xl.schema.daily_traffic import TRAFFIC
from promo_xl.schema.kinds import DATE, INT, TEXT, choice, ref
from promo_xl.schema.label import Label, named
from promo_xl.schema.sheet import ALL, SMALL, Column, Grey, Sheet

_KEYS = (
    Column(
        "date",
        named("日期 | Date | 统计日期, 时间, By Day, Day, Reporting starts"),
        DATE,
        need=ALL,
        note="pay date unless the basis says otherwise",
        note_zh="支付日，除非口径另有说明",
        example="2025-06-01",
        seeds="0,2,4",
    ),
    Column(
        "hour",
        named("小时 | Hour"),
        INT,
        folded=ALL,
        note="for hourly or half-day tracking",
        note_zh="按小时或半天跟踪时填",
        seeds="4",
    ),
    Column(
        "channel_id",
        named("渠道 | Channel | 渠道名称, 推广渠道"),
        ref("channels.channel_id"),
        need=ALL,
        unless="level in ['shop', 'sku']",
        note="blank on shop and product rows = the whole shop",
        note_zh="店铺大盘、商品行留空 = 全店",
        example="抖音信息流",
        seeds="0,2,4",
    ),
    Column(
        "platform",
        named("平台 | Platform"),
        choice(PLATFORM),
        folded=ALL,
        default=Grey("the platform of its channel"),
        note="the channel's platform by default",
        note_zh="默认取渠道的平台",
        example="抖音",
    ),
    Column(
        "campaign",
        named(
            "计划/创意 | Ad campaign or creative | 计划, 创意, 推广计划, 推广名称, 计划名, 计划名字, 计划名称, Campaign, Campaign name"
        ),
        TEXT,
        folded=ALL,
        note="for creative tests",
        note_zh="创意测试用",
        seeds="1",
    ),
    Column(
        "account",
        named(
            "账户/店铺 | Account or shop | 账户, 店铺, 账号名, 账户名, 账户名称, Account name"
        ),
        TEXT,
        folded=ALL,
        example="旗舰店",
    ),
    Column(
        "sku_id",
        named("商品 | SKU | 商品ID, SKUID, 主体ID, 跟单SKU ID"),
        ref("products.sku_id"),
        folded=ALL,
        seeds="4",
    ),
    Column(
        "traffic_src",
        named("流量来源 | Traffic source"),
        choice(TRAFFIC_SRC),
        folded=ALL,
        seeds="4",
    ),
    Column(
        "level",
        named("数据层级 | Level"),
        choice(LEVEL),
        folded=SMALL,
        default="claim",
        note="Claim by default; shop rows must say so",
        note_zh="默认渠道归因；店铺大盘须写明",
        example="渠道归因",
    ),
    Column(
        "basis",
        named("成交口径 | Basis"),
        choice(BASIS),
        folded=ALL,
        default="paid",
        note="Paid by default",
        note_zh="默认支付",
        example="支付",
    ),
)

DAILY = Sheet(
    "daily",
    Label("日数据", "Daily data"),
    (*_KEYS, *TRAFFIC, *SALES, *AFTER),
    id=(
        "level",
        "basis",
        "date",
        "hour",
        "channel_id",
        "campaign",
        "sku_id",
        "source",
        "account",
    ),
    phase="4 监控",
    how=Label(
        "一行一天一渠道；没有数据的格留空，不要填 0。",
        "One row per day and channel; leave unmeasured cells empty, do not type 0.",
    ),
)
