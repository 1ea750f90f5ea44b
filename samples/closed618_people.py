"""Who works on the closed 618, and the channels it runs on."""

from rows import T, table

WANG, HE, LI = T("王经理", "Wang"), T("何策划", "He"), T("李设计师", "Li")
CHEN, SUN, ZHOU = T("陈专员", "Chen"), T("孙运营", "Sun"), T("周主管", "Zhou")
WU, ZHAO, ZHENG = T("吴专员", "Wu"), T("赵工程师", "Zhao"), T("郑客服", "Zheng")
QIAN, FENG, XU = T("钱法务", "Qian"), T("冯会计", "Feng"), T("许分析", "Xu")

# fmt: off
TEAM = table(
    "person_id name dept role duty email is_mgmt capacity backup",
    ("U01", WANG, "marketing", "project_lead", T("统筹目标、预算与风险，主持站会", "Runs goals, budget and risks; chairs the stand-ups"), "wang@example.com", "yes", 8, HE),
    ("U02", HE, "marketing", "planner", T("主题、玩法与方案", "Theme, mechanics and plan"), "", "no", 8, WANG),
    ("U03", LI, "design", "designer", T("主视觉、页面与素材", "Key visual, pages and creatives"), "", "no", 8, HE),
    ("U04", CHEN, "marketing", "channel_specialist", T("达人选择、签约与直播排期", "KOL choice, contracts and live schedule"), "", "no", 8, ZHOU),
    ("U05", SUN, "operations", "operations", T("店铺、会场、优惠券与搜索投放", "Shop, event page, coupons and search ads"), "", "no", 8, ZHOU),
    ("U06", ZHOU, "operations", "promotion", T("信息流投放与素材测试", "Feed ads and creative tests"), "", "no", 8, SUN),
    ("U07", WU, "operations", "execution_specialist", T("社群、会员与老客召回", "Groups, members and returning buyers"), "", "no", 8, SUN),
    ("U08", ZHAO, "technology", "developer", T("活动页、压测与故障响应", "Event page, load tests and incidents"), "", "no", 8, SUN),
    ("U09", ZHENG, "customer_service", "customer_service", T("客服排班、话术与投诉", "Service shifts, scripts and complaints"), "", "no", 8, WU),
    ("U10", QIAN, "legal", "legal", T("文案、规则与版权审核", "Reviews copy, rules and rights"), "", "no", 4, HE),
    ("U11", FENG, "finance", "finance", T("预算审批、付款与结算", "Budget approval, payment and settlement"), "feng@example.com", "yes", 4, WANG),
    ("U12", XU, "marketing", "data_analyst", T("日数据、监控与复盘数字", "Daily data, monitoring and review figures"), "", "no", 8, WU),
)

CHANNELS = table(
    "channel_id platform channel_name channel_type paid role purpose form content_theme cadence focus start end owner",
    ("C01", "douyin", T("达人带货", "KOL selling"), "kol", "paid", "core", "conversion", ["live", "short_video"], T("夏季护肤与防晒，达人实测讲解", "Summer skin care and sun care, tried on camera"), T("预热每周3条短视频，爆发期每晚一场直播", "3 short videos a week, then a live room every night"), T("水感防晒乳、保湿面霜", "Sun lotion, moisturising cream"), "2026-06-01", "2026-06-25", CHEN),
    ("C02", "taobao", T("直通车", "Search ads"), "paid_ads", "paid", "core", "conversion", ["search_ads"], T("品类词与功效词承接", "Category and benefit keywords"), T("每日调价两次，爆发期加到四次", "Bids set twice a day, four times in the burst"), T("保湿面霜、补水面膜", "Moisturising cream, sheet mask"), "2026-06-01", "2026-06-25", SUN),
    ("C03", "douyin", T("信息流", "Feed ads"), "paid_ads", "paid", "support", "traffic", ["feed_ads"], T("15秒场景短片，三组素材轮换", "15-second scenes, three creatives in turn"), T("每日两批，点击率低于2%即换", "Two batches a day, replaced below 2 % CTR"), T("引流款补水面膜", "Sheet mask as traffic item"), "2026-06-01", "2026-06-25", ZHOU),
    ("C04", "tmall", T("会场", "Event page"), "e_commerce_search", "paid", "support", "conversion", ["event_page"], T("主会场与分会场满减", "Main and side pages with spend-and-save"), T("每日10点与20点更新楼层", "Floors updated at 10:00 and 20:00"), T("套装与满减凑单", "Sets and basket fillers"), "2026-06-01", "2026-06-25", SUN),
    ("C05", "wechat_groups", T("私域", "Private traffic"), "private_traffic", "private", "core", "conversion", ["community"], T("会员福利、拼单与老客召回", "Member benefits, shared baskets, returning buyers"), T("提前3天预热，每日早晚两次", "Warm-up 3 days early, then morning and evening"), T("修护精华、会员套装", "Repair serum, member set"), "2026-06-01", "2026-06-25", WU),
)
"""Everything but the terms of the platforms, which stand in TERMS."""

TERMS = table(
    "platform_contact resource_support support_live_at review_sla_days data_due window_days policy_status commission entry_threshold violation_terms target_roi target_cvr target_cpc target_cac test_budget",
    (T("抖音达人对接", "Douyin KOL desk"), T("直播间流量扶持一次", "One traffic boost for the live room"), "2026-06-11", 2, "T+1 12:00", 0, "confirmed", 0.0, T("达人近30天无违规", "KOL without violations for 30 days"), T("不得引导站外交易", "No selling outside the platform"), 4.5, 0.04, 2.0, 80, 2000),
    (T("淘宝小二", "Taobao desk"), T("品类词流量包", "Keyword traffic pack"), "2026-06-11", 1, "T+1 12:00", 0, "confirmed", 0.0, T("店铺评分4.7以上", "Shop rating above 4.7"), T("不得使用竞品词", "No competitor keywords"), 4.0, 0.033, 2.0, 105, 1000),
    (T("抖音信息流对接", "Douyin ads desk"), "", "", 1, "T+1 12:00", 0, "confirmed", 0.0, T("素材通过机审", "Creatives pass the machine review"), T("不得出现绝对化用语", "No absolute claims"), 3.5, 0.034, 2.8, 98, 500),
    (T("天猫行业小二", "Tmall category desk"), T("主会场第三楼层坑位", "Third floor of the main page"), "2026-06-01", 2, "T+1 12:00", 0, "confirmed", 0.0, T("活动价不高于近30天最低价", "Price not above the 30-day low"), T("不得先提价后折扣", "No raise before a discount"), 5.0, 0.04, 1.8, 85, 500),
    ("", "", "", 1, "T+1 12:00", 0, "confirmed", 0.0, T("入群满7天会员", "Members for 7 days or more"), T("每日推送不超过两次", "No more than two pushes a day"), 12.0, 0.2, 1.0, 40, ""),
)

RESOURCES = table(
    "resource_id side type name tier qty unit condition slot_start slot_end exclusive fixed_fee commission audience_fit contact owner status confirm_by delivery_date backup_id channel_id",
    ("R01", "external", "kol", T("头部主播甲", "Head KOL A"), "head", 2, T("场", "sessions"), T("坑位费结算，不另付佣金；每场不少于40分钟", "Fixed fee, no commission; 40 minutes or more each"), "2026-06-17 20:00", "2026-06-18 23:59", "yes", 160_000, 0.0, 0.78, T("甲方经纪", "Agent A"), CHEN, "signed", "2026-05-20", "2026-06-17", "R02", "C01"),
    ("R02", "external", "kol", T("腰部达人乙", "Mid KOL B"), "mid", 6, T("场", "sessions"), T("坑位费结算，含两条短视频", "Fixed fee, two short videos included"), "2026-06-11 19:00", "2026-06-16 23:00", "yes", 90_000, 0.0, 0.72, T("乙方经纪", "Agent B"), CHEN, "signed", "2026-05-20", "2026-06-11", "R04", "C01"),
    ("R03", "external", "kol", T("腰部达人丙", "Mid KOL C"), "mid", 4, T("场", "sessions"), T("坑位费结算，含一条短视频", "Fixed fee, one short video included"), "2026-06-19 19:00", "2026-06-22 23:00", "yes", 60_000, 0.0, 0.69, T("丙方经纪", "Agent C"), CHEN, "signed", "2026-05-20", "2026-06-19", "R04", "C01"),
    ("R04", "external", "kol", T("尾部达人团", "Tail KOL group"), "tail", 20, T("条", "videos"), T("按条结算，可随时加量", "Paid per video, more at any time"), "2026-06-01 10:00", "2026-06-10 22:00", "no", 40_000, 0.0, 0.64, T("机构运营", "Agency desk"), CHEN, "signed", "2026-05-18", "2026-06-01", "R05", "C01"),
    ("R05", "external", "kol", T("素人体验官", "Trial users"), "koc", 60, T("篇", "posts"), T("寄样即可，不收费用", "Samples only, no fee"), "2026-06-01 10:00", "2026-06-25 22:00", "no", 0, 0.0, 0.71, T("社群助理", "Group assistant"), WU, "confirmed", "2026-05-22", "2026-06-01", "R04", "C01"),
    ("R06", "external", "traffic_slot", T("主会场第三楼层", "Main page, third floor"), "", 1, T("个", "slot"), T("活动价通过报名后生效", "Valid once the enrolled price passes"), "2026-06-01 00:00", "2026-06-25 23:59", "yes", 0, "", "", T("天猫行业小二", "Tmall category desk"), SUN, "confirmed", "2026-05-25", "2026-06-01", "", "C04"),
    ("R07", "internal", "community", T("会员社群", "Member groups"), "", 86, T("个群", "groups"), T("每日推送不超过两次", "No more than two pushes a day"), "", "", "no", 0, "", "", T("吴专员", "Wu"), WU, "confirmed", "2026-05-25", "2026-05-29", "", "C05"),
    ("R08", "internal", "service_staff", T("客服班组", "Service shifts"), "", 12, T("人", "people"), T("8点到24点两班", "Two shifts, 8:00 to 24:00"), "", "", "no", 0, "", "", T("郑客服", "Zheng"), ZHENG, "confirmed", "2026-05-28", "2026-06-01", "", ""),
)
# fmt: on
