"""How the closed 618 went: tasks, monitors, the log, what people said, what was learned."""

from closed618_people import CHEN, HE, LI, QIAN, SUN, WANG, WU, XU, ZHAO, ZHENG, ZHOU
from rows import Row, T, table

# fmt: off
_TASKS = table(
    "task_id name type check_kind owner priority start end actual_end phase_id channel_id pred deliverable standard",
    ("T01", T("活动主题与目标确认", "Theme and goals agreed"), "task", "", WANG, "p0", "05-06", "05-08", "05-08", "", "", "", T("目标清单", "Goal list"), T("目标可量化、有负责人", "Goals measured and owned")),
    ("T02", T("预算与渠道策略评审", "Budget and channels reviewed"), "task", "", WANG, "p0", "05-08", "05-12", "05-12", "", "", "T01SS+2d", T("预算表与渠道计划", "Budget and channel plan"), T("三级审批通过", "Three approvals given")),
    ("T03", T("方案批准", "Plan approved"), "milestone", "", WANG, "p0", "05-13", "05-13", "05-13", "", "", "T02", T("批准的方案", "The approved plan"), T("三级审批通过", "Three approvals given")),
    ("T04", T("页面原型与主视觉设计", "Page prototype and key visual"), "task", "", LI, "p1", "05-11", "05-18", "05-18", "", "C04", "T01", T("原型与主视觉", "Prototype and key visual"), T("通过三级审核", "Three reviews passed")),
    ("T05", T("达人签约与脚本审核", "KOLs signed, scripts reviewed"), "task", "", CHEN, "p1", "05-12", "05-22", "05-22", "", "C01", "T01", T("合同与脚本", "Contracts and scripts"), T("法务盖章、脚本过审", "Contracts sealed, scripts passed")),
    ("T06", T("活动页面开发与联调", "Event page built"), "task", "", ZHAO, "p0", "05-18", "05-26", "05-28", "", "C04", "T04", T("可访问的活动页", "A page that opens"), T("打开时间小于3秒", "Opens within 3 seconds")),
    ("T07", T("优惠券配置与核销测试", "Coupons set up and tested"), "task", "", SUN, "p0", "05-27", "05-29", "05-29", "", "C04", "T04", T("券配置单", "Coupon sheet"), T("每种券核销一次", "Each coupon redeemed once")),
    ("T08", T("全链路与压力测试", "End-to-end and load test"), "launch_check", "stress", ZHAO, "p0", "05-29", "05-31", "05-31", "", "C04", "T06", T("压测报告（并发1000）", "Load report (1,000 at once)"), T("错误率小于1%", "Errors below 1 %")),
    ("T09", T("活动上线", "Go live"), "milestone", "", SUN, "p0", "06-01", "06-01", "06-01", "PH1", "", "T08", T("上线公告", "Launch notice"), T("0点准时开放", "Open at midnight")),
    ("T10", T("预热期：种草与领券", "Preheat: seeding and coupons"), "task", "", WU, "p1", "06-01", "06-10", "06-10", "PH1", "C05", "T09", T("日报", "Daily report"), T("领券4万张", "40,000 coupons")),
    ("T11", T("爆发期：直播与全渠道投放", "Burst: live rooms and all channels"), "task", "", CHEN, "p0", "06-11", "06-20", "06-20", "PH2", "C01", "T10", T("日报与战报", "Daily report"), T("阶段GMV 305万", "Phase GMV 3.05m")),
    ("T12", T("返场期：余货清仓", "Encore: clear the stock"), "task", "", ZHOU, "p1", "06-21", "06-25", "06-25", "PH3", "C03", "T11", T("清仓清单", "Clearance list"), T("清理率85%", "85 % of the stock")),
    ("T13", T("数据汇总与复盘会", "Data summary and review meeting"), "task", "", WU, "p1", "06-26", "06-27", "06-27", "", "", "T12", T("复盘纪要", "Minutes"), T("数字与系统一致", "Figures as in the system")),
    ("T14", T("结案报告提交", "Close-out report handed in"), "milestone", "", WANG, "p0", "06-28", "06-28", "06-28", "", "", "T13", T("结案报告", "Close-out report"), T("结束后3天内", "Within 3 days of the end")),
    ("T15", T("物料完成", "Materials done"), "milestone", "", LI, "p1", "05-27", "05-27", "05-27", "", "", "T05", T("物料清单", "Materials list"), T("全部定稿并备份", "All final and backed up")),
    ("T16", T("客服培训与排班", "Service training and shifts"), "task", "", ZHENG, "p1", "05-26", "05-28", "05-28", "", "", "T03", T("培训记录、排班表", "Training record, shifts"), T("考核全员通过", "Everyone passes the test")),
    ("T17", T("618会场报名提报", "Enrolment for the 618 event page"), "enrolment", "", SUN, "p0", "05-14", "05-20", "05-19", "", "C04", "T03", T("报名回执", "Receipt"), T("报名通过", "Enrolment approved")),
    ("T18", T("埋点与数据看板核对", "Tracking and figures checked"), "launch_check", "data", XU, "p1", "05-28", "05-30", "05-30", "", "", "T06", T("核对表", "Check list"), T("五个渠道当日可对账", "Five channels reconcile the same day")),
    ("T19", T("活动页功能检查", "Event page functions checked"), "launch_check", "function", ZHAO, "p1", "05-28", "05-30", "05-30", "", "C04", "T06", T("功能清单", "Function list"), T("下单、领券、退款可走通", "Order, coupon and refund work")),
    ("T20", T("文案合规检查", "Copy checked by legal"), "launch_check", "compliance", QIAN, "p1", "05-25", "05-27", "05-27", "", "", "T05", T("合规意见", "Legal opinion"), T("无绝对化用语", "No absolute claims")),
    ("T21", T("中期复盘", "Mid-term review"), "milestone", "", WANG, "p1", "06-14", "06-14", "06-14", "PH2", "", "T11SS+3cd", T("调整清单", "List of changes"), T("调整项有负责人", "Each change has an owner")),
    ("T22", T("新素材制作与上线", "New creatives made and live"), "task", "", ZHOU, "p1", "06-12", "06-13", "06-13", "PH2", "C03", "T10", T("素材B", "Creative B"), T("点击率高于2.4%", "CTR above 2.4 %")),
)
_EXTRA: dict[str, Row] = {
    "T06": {"defect": T("首页首屏图未压缩", "Home images not compressed"), "note": T("延后2天完成", "Finished 2 days late")},
    "T08": {"check_result": "passed", "note": T("压测未覆盖首页弹窗", "The pop-up was not in the load test")},
    "T17": {"enroll_sku": "SKU01", "enroll_price": 219, "price_cap": 219, "enroll_result": "approved"},
    "T18": {"check_result": "passed"},
    "T19": {"check_result": "passed"},
    "T20": {"check_result": "passed"},
}

MONITOR = table(
    "rule_id metric scope phase_id freq target op threshold level action owner",
    ("W01", "uv", "", "PH2", "day", 100_000, "<", 80_000, "urgent", T("紧急追加信息流投放，引导私域流量跳转", "Add feed ads at once, lead private traffic to the page"), ZHOU),
    ("W02", "cvr", "", "PH2", "day", 0.03, "<", 0.025, "warning", T("检查页面加载速度，优化商品详情页文案", "Check page speed, rework the detail pages"), SUN),
    ("W03", "stock", "sku=SKU01", "", "day", 500, "<", 300, "urgent", T("下架商品并替换为同类款，调整推广重点", "Take down, substitute, shift the focus"), SUN),
    ("W04", "cs_seconds", "", "", "day", 30, ">", 45, "warning", T("立即增派客服，分流咨询问题", "More agents at once, split the questions"), ZHENG),
)

LOG = table(
    "log_id kind time channel_id metric desc severity cause measure before after basis owner due closed status effect loss_est risk_id alert_ids",
    ("L01", "incident", "2026-06-01 10:05", "C04", T("页面打开时间", "Page load time"), T("首日页面卡顿30分钟", "Event page lagged for 30 minutes on day one"), "urgent", T("压测漏测首页弹窗，图片未压缩", "The pop-up was not in the load test; images not compressed"), T("关闭弹窗、压缩图片，并发放10元无门槛券", "Pop-up off, images compressed, CNY 10 coupons sent"), "", "", "", ZHAO, "2026-06-01 10:35", "2026-06-01 10:35", "closed", T("30分钟内恢复，投诉12起", "Back within 30 minutes, 12 complaints"), 120_000, "K01", ""),
    ("L02", "weekly", "2026-06-08 10:00", "", "", T("预热期周会：领券2.6万张，达人短视频按期", "Weekly: 26,000 coupons claimed, KOL videos on time"), "", "", "", "", "", "", WANG, "", "2026-06-08 11:00", "closed", "", "", "", ""),
    ("L03", "adjustment", "2026-06-13 18:30", "C03", T("点击率", "CTR"), T("信息流素材走低，换素材B", "Feed creative tires, creative B instead"), "", "", T("当晚下线素材A，上线素材B", "Creative A off, B on the same evening"), T("素材A，点击率2.1%", "Creative A, CTR 2.1 %"), T("素材B，点击率2.6%", "Creative B, CTR 2.6 %"), T("连续3日点击率低于2.2%", "CTR below 2.2 % for 3 days"), ZHOU, "2026-06-13 22:00", "2026-06-13 20:30", "closed", T("次日点击率2.6%", "CTR 2.6 % the next day"), "", "", ""),
    ("L04", "weekly", "2026-06-14 15:00", "", "", T("中期复盘：信息流目标由85万调整为70万", "Mid-term: feed ads goal from 850,000 to 700,000"), "", "", "", "", "", "", WANG, "", "2026-06-14 16:30", "closed", "", "", "", ""),
    ("L05", "incident", "2026-06-18 20:40", "", T("客服响应时长", "Service response"), T("专场期间客服响应升至88秒", "Service response up to 88 s in the session"), "major", T("晚班只排6人，未按峰值排班", "Six agents on the late shift, not planned for the peak"), T("增派外包客服4人，自动回复分流", "Four hired agents, automatic answers"), "", "", "", ZHENG, "2026-06-18 21:10", "2026-06-18 21:05", "closed", T("25分钟后降至42秒", "Down to 42 s after 25 minutes"), 15_000, "K04", ["W04"]),
    ("L06", "adjustment", "2026-06-21 11:00", "C05", T("库存清理率", "Sell-through"), T("返场清仓：私域增加老客召回", "Encore: call returning buyers back in the groups"), "", "", T("每日增发一条清仓清单，老客加赠", "One clearance list a day, a gift for returning buyers"), T("每日推送1次", "One push a day"), T("每日推送2次", "Two pushes a day"), T("返场首日清理率53%", "53 % sold on the first day"), WU, "2026-06-21 20:00", "2026-06-21 19:30", "closed", T("返场期清理率升至60%", "60 % at the end"), "", "", ""),
    ("L07", "incident", "2026-06-25 09:20", "C04", T("爆款余量", "Hero stock"), T("爆款防晒乳余量跌破300件", "Fewer than 300 of the hero sun lotion left"), "minor", T("销量超过预计700件", "700 more sold than planned"), T("下架主推位，换修护精华", "Taken off the top slot, repair serum instead"), "", "", "", SUN, "2026-06-25 09:50", "2026-06-25 09:45", "closed", T("未超卖，余200件", "Not oversold, 200 left"), "", "K02", ["W03"]),
    ("L08", "incident", "2026-06-20 22:10", "C04", T("UV（日）与转化率", "UV (day) and CVR"), T("爆发末日访客与转化率降到预警线", "Visitors and CVR at the line on the last burst day"), "minor", T("达人档期结束，详情页首图未更新", "KOL slot over, first image not renewed"), T("追加信息流、更新详情页首图", "More feed ads, a new first image"), "", "", "", ZHOU, "2026-06-20 23:00", "2026-06-20 22:40", "closed", T("转化率回到2.5%以上", "CVR above 2.5 % again"), "", "K03", ["W01", "W02"]),
    ("L09", "change", "2026-06-05 14:00", "C04", "", T("规则页补充每天前1000名的说明", "Rules page explains the first 1,000 orders"), "", "", "", "", "", "", HE, "", "2026-06-05 16:00", "closed", "", "", "", ""),
)

FEEDBACK = table(
    "fb_id date source channel_id topic quote sentiment count action owner status",
    ("F01", "2026-06-01", "customer_service", "C04", "system", T("页面转圈打不开，券领了三次", "The page keeps loading, I claimed the coupon three times"), "negative", 12, T("发放10元券并致歉", "CNY 10 coupon and an apology"), ZHENG, "handled"),
    ("F02", "2026-06-05", "comments", "C04", "rules", T("每天前1000名怎么才算抢到？", "How do I know I am among the first 1,000?"), "neutral", 46, T("规则页与客服话术补充说明", "Explained on the rules page and in the script"), HE, "handled"),
    ("F03", "2026-06-12", "comments", "C01", "product", T("防晒乳不粘腻，两小时没泛白", "The sun lotion is light, no white cast after two hours"), "positive", 88, T("收进直播话术", "Into the live script"), CHEN, "handled"),
    ("F04", "2026-06-18", "customer_service", "C01", "service", T("排队等了一分多钟才有人回", "Waited more than a minute for an answer"), "negative", 31, T("晚班按峰值排班", "Late shift planned for the peak"), ZHENG, "handled"),
    ("F05", "2026-06-19", "community", "C05", "discount", T("会员加赠很实在，拉了同事一起拼", "The member gift is good, my colleagues joined"), "positive", 64, T("会员套装保留", "Member sets stay"), WU, "handled"),
    ("F06", "2026-06-22", "comments", "C02", "logistics", T("发货晚了两天", "Sent two days late"), "negative", 17, T("仓库加班并短信告知", "Overtime in the store, text message"), SUN, "handled"),
    ("F07", "2026-06-23", "survey", "C05", "product", T("面霜夏天用有点厚", "The cream is rich for summer"), "neutral", 22, T("下次主推轻薄款", "The light version next time"), HE, "handled"),
    ("F08", "2026-06-24", "survey", "C04", "discount", T("满减凑单要算半天", "It takes long to fill the basket"), "negative", 19, T("上线凑单计算器", "A basket calculator"), SUN, "handled"),
)

REVIEW = table(
    "item_id dimension content evidence cause action verdict amount owner due reusable week",
    ("V01", "goal_completion", T("GMV 480万元，目标500万元，完成率96%；新增用户1.2万人，超额20%", "GMV CNY 4.8 million of 5 million, 96 %; 12,000 new users, 20 % above the goal"), "gmv 4800000; new_users 12000", T("访客超目标，转化率与客单价未到目标", "Visitors above the goal, conversion and order value below"), "", "", "", WANG, "", "no", "2026-W26"),
    ("V02", "channel_analysis", T("达人投放ROI 1:5、直通车1:4、信息流1:3；私域转化率25%，高于行业20%", "Ad ROI of KOLs 1:5, search 1:4, feed 1:3; private traffic converts 25 %, trade 20 %"), "roi_ads[C01]=5; cvr[C05]=0.25", T("达人讲解配合会员承接", "KOL talk and member groups together"), "", "", "", CHEN, "", "no", "2026-W26"),
    ("V03", "successes", T("达人带货精准触达目标用户", "KOL selling reached the target group"), "roi_ads[C01]=5", "", T("下次保留头部加腰部分层", "Keep head and mid tier together"), "keep", "", CHEN, "2026-09-30", "yes", "2026-W26"),
    ("V04", "successes", T("私域社群提前3天预热提升转化", "Groups warmed up 3 days early converted better"), "cvr[C05]=0.25", "", T("提前3天预热写入SOP", "Three days of warm-up into the SOP"), "keep", "", WU, "2026-07-15", "yes", "2026-W26"),
    ("V05", "successes", T("满减门槛提高客单价", "The spend-and-save threshold lifted the order value"), "aov 234.15", "", T("保留满300减50", "Keep CNY 50 off 300"), "keep", "", SUN, "2026-09-30", "yes", "2026-W26"),
    ("V06", "shortfalls_and_fixes", T("技术测试遗漏，首日页面卡顿30分钟", "A gap in the load test; the page lagged 30 minutes on day one"), T("日志L01", "Log L01"), T("压测漏测首页弹窗", "The pop-up was left out"), T("下次增加压力测试，覆盖弹窗与首屏图片", "More load tests next time, with pop-up and first images"), "change", "", ZHAO, "2026-08-31", "yes", "2026-W26"),
    ("V07", "shortfalls_and_fixes", T("返场期推广力度不足，库存清理率60%", "Too little promotion in the encore; 60 % of the stock cleared"), "sellthrough 0.6", T("返场期预算只占一成", "The encore had a tenth of the budget"), T("返场预留15%费用，清仓清单提前3天定", "15 % of the spend for the encore, clearance list 3 days early"), "change", "", ZHOU, "2026-09-15", "no", "2026-W26"),
    ("V08", "shortfalls_and_fixes", T("客服响应60秒，高于45秒预警线", "Service answered in 60 s, above the 45 s line"), "cs_seconds 60", T("晚班未按峰值排班", "The late shift was not planned for the peak"), T("按小时峰值排班，备外包客服4人", "Shifts by hourly peak, four hired agents in reserve"), "change", "", ZHENG, "2026-08-31", "no", "2026-W26"),
    ("V09", "shortfalls_and_fixes", T("信息流超预算11%，投放ROI 3.00", "Feed ads 11 % over budget at an ad ROI of 3.00"), "exec_rate[B03]=1.11", T("素材更换滞后", "Creatives were renewed late"), T("停止单组素材长期投放，超过7天必须更换", "Stop running one creative long; renew after 7 days"), "stop", "", ZHOU, "2026-07-31", "no", "2026-W26"),
    ("V10", "decisions_to_approve", T("下次大促预留外包客服费用", "Reserve money for hired service next time"), "", "", T("列入双11预算", "Into the Double 11 budget"), "", 20_000, ZHENG, "2026-07-10", "no", "2026-W26"),
    ("V11", "sop", T("私域预热SOP：提前3天、每日两次、接龙报名", "Private traffic SOP: 3 days early, twice a day, sign-up list"), "", "", T("存入知识库", "Into the knowledge base"), "keep", "", WU, "2026-07-15", "yes", "2026-W26"),
)
# fmt: on


def tasks() -> list[Row]:
    """Give the tasks, all done; their dates are of 2026."""
    rows: list[Row] = []
    for row in _TASKS:
        dates = {key: f"2026-{row[key]}" for key in ("start", "end", "actual_end")}
        done: Row = {"status": "done", "pct": 1.0, "actual_start": dates["start"]}
        rows.append({**row, **dates, **done, **_EXTRA.get(str(row["task_id"]), {})})
    return rows
