"""What the closed 618 had agreed before it began: plan, goals, offers, goods, materials."""

from closed618_people import CHEN, FENG, HE, LI, SUN, WANG, WU, ZHENG, ZHOU
from rows import Row, T, table

# fmt: off
PLAN: Row = {
    "project_id": "P2026-618",
    "project_name": T("618年中狂欢·全场满300减50", "618 Mid-Year Carnival: CNY 50 off every 300"),
    "scenario": "big_day",
    "size": "full",
    "product_stage": "growth",
    "theme": T("清凉一夏满300减50", "Cool summer 50 off"),
    "period_start": "2026-06-01",
    "period_end": "2026-06-25",
    "launch_date": "2026-06-01",
    "review_date": "2026-06-28",
    "core_goal": T("GMV 500万元，新增用户1万人", "GMV CNY 5 million, 10,000 new users"),
    "audience_summary": T("25–35岁女性，一二线城市，关注保湿与防晒", "Women of 25-35 in larger cities who care for moisture and sun care"),
    "core_strategy": T("预热期内容种草与领券蓄水，爆发期达人直播与搜索承接，返场期私域召回清仓", "Seeding and coupons first, KOL live rooms and search in the burst, private traffic to clear the stock"),
    "selling_points": T("满300减50；30天无理由退货；会员加赠小样", "CNY 50 off 300; 30-day returns; samples for members"),
    "competitor_notes": T("同类店铺以两件折扣为主，面膜价格带60–110元；对手集中在6月16日至18日加价竞拍", "Similar shops sell two-piece discounts, sheet masks at CNY 60-110; bids rise from June 16 to 18"),
    "rules_text": T("全场商品满300减50，限每天前1000名下单用户；满减仅限指定品类，优惠券不可叠加", "CNY 50 off 300 across the shop for the first 1,000 orders a day; listed categories only, coupons do not stack"),
    "total_budget": 1_240_000,
    "roi_basis": "total_roi",
    "owner": WANG,
    "baseline_gmv": 4_300_000,
    "growth_space": 0.2,
    "history_peak_gmv": 4_300_000,
    "ly1_name": T("2025年618", "618 of 2025"),
    "ly1_gmv": 4_300_000,
    "ly1_input": 1_120_000,
    "ly1_refund_rate": 0.068,
    "ly1_days": 25,
    "ly2_name": T("2024年618", "618 of 2024"),
    "ly2_gmv": 3_650_000,
    "ly2_input": 985_000,
    "ly2_refund_rate": 0.071,
    "ly2_days": 20,
    "ly3_name": T("2023年618", "618 of 2023"),
    "ly3_gmv": 3_120_000,
    "ly3_input": 905_000,
    "ly3_refund_rate": 0.074,
    "ly3_days": 18,
    "appr_market": WANG,
    "appr_market_result": "approved",
    "appr_market_date": "2026-05-11",
    "appr_ops": ZHOU,
    "appr_ops_result": "approved",
    "appr_ops_date": "2026-05-12",
    "appr_fin": FENG,
    "appr_fin_result": "approved",
    "appr_fin_date": "2026-05-13",
    "attribution_model": "last",
    "note": T("归档于项目共享盘；复盘会6月27日召开", "Filed on the project share; review meeting on June 27"),
}

PERSONAS = table(
    "persona_id segment age_range gender region preference active_channels pain_points content_angle data_source share",
    ("A1", "new", "22-30", "female", T("一二线城市", "Larger cities"), T("看测评后下单，重口碑", "Buys after reviews, trusts word of mouth"), ["C01", "C03"], T("夏季出油脱妆", "Oily skin and fading make-up in summer"), T("痛点场景+实测对比", "Pain points and side-by-side tests"), T("平台画像；问卷312份", "Platform profile; 312 answers"), 0.46),
    ("A2", "returning", "26-38", "female", T("一二三线城市", "Cities of all sizes"), T("囤货凑单，对价格敏感", "Stocks up, watches prices"), ["C02", "C04"], T("凑单规则复杂", "Basket rules are complicated"), T("清单式凑单攻略", "Shopping lists"), T("店铺成交分析", "Shop sales analysis"), 0.34),
    ("A3", "member", "28-40", "female", T("全国", "Nationwide"), T("重成分，复购稳定", "Reads ingredients, buys again"), ["C05"], T("担心错过专享价", "Afraid to miss member prices"), T("会员福利与搭配建议", "Member benefits and routines"), T("会员系统；客服反馈", "Member system; service notes"), 0.20),
)

_STRATEGIC = table(
    "goal_id dimension metric op target time_basis unit priority owner resource_note",
    ("G1", "sales", "gmv", ">=", 5_000_000, "cumulative", T("元", "CNY"), 1, WANG, T("五个渠道预算100万元，主会场坑位已确认", "CNY 1 million for five channels, main page slot confirmed")),
    ("G2", "user_growth", "new_users", ">=", 10_000, "cumulative", T("人", "people"), 1, WU, T("入会礼1万份", "10,000 welcome gifts")),
    ("G3", "sales", "orders", ">=", 20_000, "cumulative", T("单", "orders"), 2, SUN, T("客服12人、仓配日峰值3000单", "12 agents, 3,000 parcels a day")),
    ("G4", "efficiency", "roi_ads", ">=", 4.5, "cumulative", T("倍", "x"), 2, ZHOU, T("按渠道目标投放ROI倒推", "From the channels’ target ad ROI")),
    ("G5", "efficiency", "expense_ratio", "<=", 0.26, "cumulative", "%", 2, WANG, T("参照2025年618", "As in the 618 of 2025")),
    ("G6", "efficiency", "refund_rate", "<=", 0.08, "cumulative", "%", 3, ZHENG, T("参照2025年618", "As in the 618 of 2025")),
)
_MORE = table(
    "goal_id dimension metric op target time_basis unit priority owner resource_note",
    ("G15", "sales", "uv", ">=", 25_000, "daily_mean", T("人", "people"), 2, SUN, T("主会场坑位与付费流量", "Main page slot and paid traffic")),
    ("G16", "sales", "cvr", ">=", 0.032, "cumulative", "%", 2, SUN, T("详情页改版", "New detail pages")),
    ("G17", "sales", "aov", ">=", 250, "cumulative", T("元", "CNY"), 2, SUN, T("满300减50", "CNY 50 off 300")),
    ("G18", "exposure", "impressions", ">=", 10_000_000, "cumulative", T("次", "times"), 3, ZHOU, T("付费曝光为主", "Mostly paid")),
    ("G19", "exposure", T("品牌搜索量", "Brand searches"), ">=", 126_000, "cumulative", T("次", "times"), 3, HE, T("达人口播品牌词", "KOLs name the brand")),
    ("G20", "repurchase", "repurchase", ">=", 0.18, "cumulative", "%", 3, WU, T("会员套装", "Member sets")),
    ("G21", "user_growth", "member_cvr", ">=", 0.3, "cumulative", "%", 3, WU, T("入会礼1万份", "10,000 welcome gifts")),
    ("G22", "sales", "sellthrough", ">=", 0.85, "cumulative", "%", 3, ZHOU, T("返场清仓专区", "Clearance corner in the encore")),
    ("G23", "efficiency", "cs_seconds", "<=", 30, "cumulative", T("秒", "s"), 3, ZHENG, T("客服12人两班", "12 agents in two shifts")),
)
_EXTRA: dict[str, Row] = {
    "G1": {"baseline": 4_300_000, "baseline_period": T("2025年618", "618 of 2025"), "growth": 0.2, "path": T("达人170万+直通车100万+信息流85万+会场65万+私域80万", "KOL 1.7m + search 1.0m + feed 0.85m + page 0.65m + private 0.8m")},
    "G18": {"path": T("达人400万+直通车300万+信息流300万", "4,000,000 + 3,000,000 + 3,000,000")},
    "G19": {"baseline": 84_000, "baseline_period": T("2025年618", "618 of 2025"), "growth": 0.5, "actual_typed": 121_800, "actual_source": T("平台搜索词报告 06-26", "Keyword report of June 26")},
    "G20": {"actual_typed": 0.172, "actual_source": T("会员系统导出 06-26", "Member system export of June 26")},
}
PHASE_TARGETS = (1_100_000, 3_050_000, 850_000)
CHANNEL_TARGETS = (1_700_000, 1_000_000, 850_000, 650_000, 800_000)


def goals() -> list[Row]:
    """Give the goals: the top ones, the GMV goal by phase and by channel, the others."""
    rows: list[Row] = [{**row, "level": "strategic"} for row in _STRATEGIC]
    parts = [("phase_id", "phase", f"PH{n}", t) for n, t in enumerate(PHASE_TARGETS, 1)]
    parts += [
        ("channel_id", "channel", f"C{n:02d}", t) for n, t in enumerate(CHANNEL_TARGETS, 1)
    ]
    rows += [
        {
            "goal_id": f"G{n}",
            "parent_id": "G1",
            "cut": cut,
            "level": "sub_goal",
            "dimension": "sales",
            "metric": "gmv",
            "op": ">=",
            "target": target,
            "unit": T("元", "CNY"),
            column: target_id,
        }
        for n, (column, cut, target_id, target) in enumerate(parts, len(rows) + 1)
    ]
    rows += [{**row, "level": "strategic"} for row in _MORE]
    rows = [row | _EXTRA.get(str(row["goal_id"]), {}) for row in rows]
    feed = next(row for row in rows if row.get("channel_id") == "C03")
    feed |= {"target_adjusted": 700_000, "adjusted_by": WANG, "adjusted_date": "2026-06-14"}
    return rows


OFFERS = table(
    "offer_id offer_key scope platform type threshold full_each benefit benefit_unit quota stackable stack_group audience start end copy cost_bearer expected_uses expected_order_amt gift_cost configured",
    ("O01", T("满减主券", "Main coupon"), "uniform", "tmall", "spend_and_save", 300, "once_over", 50, "cny", "", "no", T("店铺满减", "Shop"), T("每天前1000名下单用户", "First 1,000 orders a day"), "2026-06-01 00:00", "2026-06-25 23:59", T("满300减50", "CNY 50 off 300"), "merchant", 9_000, 336, "", "tested"),
    ("O02", T("满减主券", "Main coupon"), "uniform", "taobao", "spend_and_save", 300, "once_over", 50, "cny", "", "no", T("店铺满减", "Shop"), T("每天前1000名下单用户", "First 1,000 orders a day"), "2026-06-01 00:00", "2026-06-25 23:59", T("满300减50", "CNY 50 off 300"), "merchant", 3_200, 330, "", "tested"),
    ("O03", T("直播间专享价", "Live price"), "platform_only", "douyin", "live_only_price", "", "", 8.5, "tenths_of_price", 6_000, "no", T("直播", "Live"), T("直播间下单", "Orders in the live room"), "2026-06-11 19:00", "2026-06-22 23:00", T("直播间专享8.5折", "15 % off in the live room"), "merchant", 5_200, 268, "", "tested"),
    ("O04", T("会员加赠", "Member gift"), "platform_only", "wechat_groups", "gift", "", "", 1, "pieces", 10_000, "yes", T("会员", "Members"), T("入群满7天会员", "Members for 7 days or more"), "2026-06-01 00:00", "2026-06-25 23:59", T("会员下单加赠小样一份", "One sample for members"), "merchant", 3_600, 230, 6, "tested"),
    ("O05", T("补偿券", "Make-good coupon"), "platform_only", "tmall", "coupon", 0, "", 10, "cny", 1_800, "no", T("补偿", "Make-good"), T("首日受影响用户", "Users hit on day one"), "2026-06-01 11:00", "2026-06-07 23:59", T("10元无门槛券", "CNY 10 coupon"), "merchant", 1_500, 210, "", "tested"),
)

PRODUCTS = table(
    "sku_id name role ship_mode list_price promo_price low7_price unit_cost stock stock_ready_date alert_stock stop_stock alert_days stop_days substitute forecast_qty",
    ("SKU01", T("水感防晒乳50g", "Sun lotion 50 g"), "hero_item", "in_stock", 269, 219, 219, 62, 9_000, "2026-05-27", 300, 100, 3, 0.5, "SKU04", 8_100),
    ("SKU02", T("补水面膜10片", "Sheet masks, 10 pieces"), "traffic_item", "in_stock", 129, 99, 99, 31, 12_000, "2026-05-27", 500, 200, 3, 1, "SKU03", 10_800),
    ("SKU03", T("保湿面霜80g", "Moisturising cream 80 g"), "profit_item", "in_stock", 429, 369, 369, 96, 11_000, "2026-05-26", 300, 100, 3, 1, "SKU04", 9_800),
    ("SKU04", T("修护精华30ml", "Repair serum 30 ml"), "regular", "in_stock", 329, 269, 269, 78, 8_000, "2026-05-26", 300, 100, 3, 1, "SKU03", 7_200),
)

_REVIEWED = (T("何策划", "He"), "approved", T("钱法务", "Qian"), "approved", "approved")
_PASSED = "r1_by r1_result r2_by r2_result r3_result"


def _reviewed(rows: list[Row]) -> list[Row]:
    for row in rows:
        day = int(str(row["due"])[-2:])
        month = str(row["due"])[:8]
        row |= dict(zip(_PASSED.split(), _REVIEWED, strict=True))
        row |= {f"r{n}_date": f"{month}{day + n - 3:02d}" for n in (1, 2, 3)}
    return rows


MATERIALS = _reviewed(table(
    "material_id name kind channel_id spec duration_s image_count style core_message keywords copy evidence owner due status r3_by ip_image ip_font ip_music backup_url publish_at",
    ("M01", T("618主视觉海报", "618 key visual"), "poster", "C04", "1920x1080", "", 1, T("清爽蓝白", "Cool blue and white"), T("满300减50", "CNY 50 off 300"), T("清凉 满减", "cool, save"), T("清凉一夏，满300减50", "Cool summer, CNY 50 off 300"), "", LI, "2026-05-20", "live", T("天猫行业小二", "Tmall desk"), "own", "licensed", "not_applicable", "https://example.com/618/m01", "2026-06-01 00:00"),
    ("M02", T("主会场活动页", "Event page"), "h5_event_page", "C04", "750px", "", 12, T("清爽蓝白", "Cool blue and white"), T("满300减50", "CNY 50 off 300"), T("分会场 凑单", "side pages, baskets"), T("满300减50，每天前1000名下单用户；会员加赠小样", "CNY 50 off 300 for the first 1,000 orders a day; samples for members"), "", LI, "2026-05-25", "live", T("天猫行业小二", "Tmall desk"), "own", "licensed", "not_applicable", "https://example.com/618/m02", "2026-06-01 00:00"),
    ("M03", T("防晒实测短片", "Sun care test video"), "video_script", "C01", "1080x1920", 24, "", T("真实测评", "Real test"), T("水感不粘腻", "Light on the skin"), T("防晒 夏季", "sun care, summer"), T("出门前涂一层，两小时后再看：不泛白、不粘腻", "One layer before going out, and a look two hours later: no white cast"), T("内部测试记录 2026-05-06", "In-house test of May 6, 2026"), CHEN, "2026-05-21", "live", T("抖音达人对接", "Douyin KOL desk"), "own", "own", "licensed", "https://example.com/618/m03", "2026-06-01 10:00"),
    ("M04", T("达人直播话术", "Live script"), "live_script", "C01", "", "", "", T("亲切讲解", "Friendly"), T("直播间专享8.5折", "15 % off in the live room"), T("直播 专享价", "live price"), T("今晚直播间专享8.5折，拍两件另送小样", "15 % off tonight, samples with two pieces"), "", CHEN, "2026-05-22", "live", T("抖音达人对接", "Douyin KOL desk"), "not_applicable", "not_applicable", "not_applicable", "https://example.com/618/m04", "2026-06-11 19:00"),
    ("M05", T("信息流素材A", "Feed creative A"), "video_script", "C03", "1080x1920", 15, "", T("生活场景", "Everyday scene"), T("补水面膜夏季必备", "Sheet masks for summer"), T("面膜 补水", "masks, moisture"), T("下班回家十分钟，敷一片补水面膜", "Ten minutes after work, one sheet mask"), "", ZHOU, "2026-05-22", "live", T("抖音信息流对接", "Douyin ads desk"), "own", "licensed", "licensed", "https://example.com/618/m05", "2026-06-01 08:00"),
    ("M06", T("信息流素材B", "Feed creative B"), "video_script", "C03", "1080x1920", 18, "", T("对比实测", "Comparison"), T("敷前敷后对比", "Before and after"), T("面膜 对比", "masks, comparison"), T("左脸敷面膜，右脸不敷，十分钟后看水分值", "Mask on the left cheek, none on the right, moisture after ten minutes"), T("内部测试记录 2026-06-12", "In-house test of June 12, 2026"), ZHOU, "2026-06-12", "live", T("抖音信息流对接", "Douyin ads desk"), "own", "licensed", "licensed", "https://example.com/618/m06", "2026-06-13 20:00"),
    ("M07", T("社群预热文案", "Group copy"), "promo_copy", "C05", "", "", 3, T("像朋友聊天", "Like a friend"), T("会员下单加赠小样一份", "One sample for members"), T("会员 加赠", "members, gift"), T("会员下单加赠小样一份，群内接龙报名", "One sample for members, sign up in the group"), "", WU, "2026-05-26", "live", T("社群合规专员", "Groups desk"), "own", "licensed", "not_applicable", "https://example.com/618/m07", "2026-05-29 10:00"),
    ("M08", T("搜索创意图", "Search ad image"), "main_image", "C02", "800x800", "", 5, T("白底产品", "White ground"), T("满300减50", "CNY 50 off 300"), T("面霜 面膜", "cream, masks"), "", "", LI, "2026-05-24", "live", T("淘宝小二", "Taobao desk"), "own", "licensed", "not_applicable", "https://example.com/618/m08", "2026-06-01 00:00"),
    ("M09", T("客服应答话术", "Service script"), "service_script", "C05", "", "", "", T("先致歉再处理", "Apology first"), T("规则与售后", "Rules and after-sales"), T("规则 退换", "rules, returns"), T("满减限指定品类、每天前1000名下单用户，优惠券不叠加；退换以收货后30天内为准", "Spend-and-save for listed categories and the first 1,000 orders a day; returns within 30 days"), "", ZHENG, "2026-05-27", "live", T("社群合规专员", "Groups desk"), "not_applicable", "not_applicable", "not_applicable", "https://example.com/618/m09", "2026-06-01 00:00"),
    ("M10", T("活动规则页", "Rules page"), "rules_page", "C04", "750px", "", "", T("清晰条目", "Clear list"), T("满300减50", "CNY 50 off 300"), T("规则", "rules"), T("满300减50限指定品类；每天前1000名下单用户；优惠券不可叠加", "CNY 50 off 300 for listed categories; first 1,000 orders a day; coupons do not stack"), "", HE, "2026-05-25", "live", T("天猫行业小二", "Tmall desk"), "not_applicable", "licensed", "not_applicable", "https://example.com/618/m10", "2026-06-01 00:00"),
))

RISKS = table(
    "risk_id category desc prob impact trigger response backup_plan sla_min compensation owner status",
    ("K01", "technical_failure", T("活动页卡顿或崩溃", "Event page lags or breaks down"), 3, 5, T("页面打开超过5秒或错误率>2%", "Page slower than 5 s or errors > 2 %"), T("30分钟内修复，客服群发说明并发放10元券", "Repair within 30 minutes, message users, send CNY 10 coupons"), T("静态备用页", "Static fallback page"), 30, T("10元无门槛券", "CNY 10 coupon"), T("赵工程师", "Zhao"), "closed"),
    ("K02", "stock", T("爆款断货或超卖", "Hero item sold out or oversold"), 3, 4, T("爆款余量<300", "Hero stock < 300"), T("下架并换为替代款，调整推广重点", "Take down, substitute, shift the focus"), T("替代款SKU04", "Substitute SKU04"), 30, T("补偿券", "Coupon"), SUN, "closed"),
    ("K03", "low_traffic", T("流量不足", "Too little traffic"), 3, 4, T("UV（日）<80000（爆发期）", "UV (day) < 80,000 in the burst"), T("追加信息流投放，引导私域跳转", "More feed ads, lead groups to the page"), T("备用达人团", "Reserve KOL group"), 60, "", ZHOU, "closed"),
    ("K04", "complaints", T("客服响应慢引发投诉", "Slow service, complaints"), 4, 3, T("响应时长>45秒", "Response > 45 s"), T("立即增派客服，分流咨询", "More agents, split the questions"), T("外包客服班组", "Hired agents"), 30, T("小额补偿券", "Small coupon"), ZHENG, "closed"),
    ("K05", "kol_or_partner", T("达人违约或改档", "KOL cancels or moves"), 2, 4, T("开播前24小时未确认", "Not confirmed 24 h before"), T("启用备用达人", "Use the backup KOL"), T("尾部达人团", "Tail KOL group"), 120, "", CHEN, "closed"),
    ("K06", "weather_and_venue", T("台风影响发货", "Typhoon delays parcels"), 1, 3, T("发货延迟>48小时", "Parcels delayed > 48 h"), T("公告说明并延长售后", "Tell buyers, extend after-sales"), T("备用快递", "Second carrier"), 240, "", SUN, "closed"),
)
# fmt: on
