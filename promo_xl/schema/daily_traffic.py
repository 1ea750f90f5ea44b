"""日数据, traffic: who saw, clicked, visited and showed interest."""

from promo_xl.schema import units as u
from promo_xl.schema.kinds import INT
from promo_xl.schema.label import named
from promo_xl.schema.sheet import ALL, SMALL, Column, Rollup

TRAFFIC = (
    Column(
        "impressions",
        named(
            "曝光量 | Impressions | 曝光, 展现, 展现数, 展现量, 展示数, 展示次数, 整体展现次数, 整体展示次数, Impr."
        ),
        INT,
        unit=u.TIMES,
        folded=SMALL,
        note="blank = not measured, which is not 0",
        note_zh="空 = 未测量，不等于 0",
        example="7576",
        seeds="0,2,4",
    ),
    Column(
        "clicks",
        named("点击量 | Clicks | 点击, 点击数, 点击次数, 整体点击次数, Link clicks"),
        INT,
        unit=u.TIMES,
        folded=SMALL,
        seeds="0,2",
    ),
    Column(
        "uv",
        named(
            "访客数UV | Visitors | 访客, 访客数, UV, 商品访客数, Active users, Total users"
        ),
        INT,
        unit=u.PEOPLE,
        rollup=Rollup.NONE,
        note="days and channels cannot be added",
        note_zh="各日、各渠道不可相加",
        example="80000",
        seeds="4",
    ),
    Column(
        "pv",
        named("浏览量PV | Page views | 浏览量, PV, 商品浏览量, 店铺浏览量"),
        INT,
        unit=u.TIMES,
        folded=ALL,
        seeds="4",
    ),
    Column(
        "interactions",
        named("互动量 | Interactions | 互动, 互动数"),
        INT,
        unit=u.TIMES,
        folded=ALL,
        note="likes + comments + shares",
        note_zh="点赞+评论+分享",
        seeds="2,4",
    ),
    Column(
        "add_cart",
        named(
            "加购数 | Add-to-cart | 加购, 加购量, 加购件数, 总加购数, 总购物车数, 商品加购件数, 加购商品件数"
        ),
        INT,
        folded=ALL,
        seeds="4",
    ),
    Column(
        "favorites",
        named(
            "收藏数 | Favourites | 收藏, 收藏量, 收藏宝贝数, 商品收藏人数, 商品收藏量, 商品关注数"
        ),
        INT,
        folded=ALL,
    ),
    Column(
        "cart_buyers",
        named("加购人数 | Cart buyers | 商品加购人数"),
        INT,
        unit=u.PEOPLE,
        folded=ALL,
        rollup=Rollup.NONE,
        note="cannot be added",
        note_zh="不可相加",
    ),
    Column(
        "follows",
        named("关注数 | Follows | 关注, 关注量, 店铺关注量"),
        INT,
        unit=u.PEOPLE,
        folded=ALL,
    ),
    Column(
        "coupons",
        named("领券数 | Coupons claimed | 领劵数, 领券量"),
        INT,
        unit=u.SHEETS,
        folded=ALL,
        later=True,
    ),
    Column(
        "leads",
        named("线索数 | Leads | 线索, 表单数, 表单提交数, 私信留资数"),
        INT,
        unit=u.ITEMS,
        folded=ALL,
        note="forms + messages",
        note_zh="表单+私信",
    ),
    Column(
        "seed_users",
        named("新增种草人群 | New seeded users | 种草人群"),
        INT,
        unit=u.PEOPLE,
        folded=ALL,
        rollup=Rollup.NONE,
        note="days cannot be added",
        note_zh="各日不可相加",
    ),
    Column(
        "reach",
        named("触达人数 | Reach"),
        INT,
        unit=u.PEOPLE,
        folded=ALL,
        rollup=Rollup.NONE,
        note="cannot be added",
        note_zh="不可相加",
    ),
    Column(
        "plays",
        named("播放量 | Video plays | 视频播放数, 视频播放量"),
        INT,
        unit=u.TIMES,
        folded=ALL,
    ),
)
