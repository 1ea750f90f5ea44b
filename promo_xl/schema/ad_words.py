"""Restricted advertising words: our own short list, drawn from the law's own examples.

No maintained, licensed list exists, so this one is ours. 错误 is for words the statute names
and for medical and financial promises; absolute claims warn; words that depend on their
context are information. Patterns are regular expressions over NFKC text. A help, not legal
advice; a claim with its source in 依据 is lowered by the checker.
"""

from typing import NamedTuple


class AdWord(NamedTuple):
    """One row of 词库."""

    pattern: str
    category: str
    severity: str
    suggestion: str
    """What to write instead, in Chinese; empty = leave it out."""
    basis: str


_LAW_9 = "广告法第九条(三)"
_LAW_17 = "广告法第十七条"
_LAW_25 = "广告法第二十五条"
_GUIDE = "广告绝对化用语执法指南(2023)"
_PROMO = "规范促销行为暂行规定(2020)"
_HEADS = "好|优|大|高|低价|便宜|先进|新款|强|全|受欢迎|畅销|安全|专业|权威"

AD_WORDS: tuple[AdWord, ...] = (
    AdWord("国家级", "authority", "error", "", _LAW_9),
    AdWord("最高级", "absolute", "error", "高品质", _LAW_9),
    AdWord("最佳(?!时间|方法|保存|食用)", "absolute", "error", "优选", _LAW_9),
    AdWord("特供|专供|国宴", "authority", "error", "", "广告法第九条(二)"),
    AdWord("国旗|国徽|国歌|军旗", "state", "error", "", "广告法第九条(一)"),
    AdWord(f"最(?:{_HEADS})", "absolute", "warning", "优选、热卖", _GUIDE),
    AdWord(
        "第一(?!步|次|时间|期|天|季|章|名顾客)|NO[.]?1|TOP[.]?1",
        "absolute",
        "warning",
        "销量领先(附来源)",
        _GUIDE,
    ),
    AdWord("唯一(?!标识|编号|性)", "absolute", "warning", "少有", _GUIDE),
    AdWord("顶级|极致|极品|王牌|至尊", "absolute", "warning", "高端、出色", _GUIDE),
    AdWord("绝对|100%(?!棉|羊毛|涤纶|进度)", "absolute", "warning", "", _GUIDE),
    AdWord("史无前例|前无古人|空前绝后", "absolute", "warning", "难得", _GUIDE),
    AdWord("世界级|宇宙级|全球首发", "absolute", "warning", "全新", _GUIDE),
    AdWord(
        "(?:全网|全年|史上|历史)最低价?", "price", "warning", "限时优惠价(写明期限)", _PROMO
    ),
    AdWord("跳楼价|亏本|清仓价|抄底价", "price", "warning", "活动价", _PROMO),
    AdWord("原价(?=[0-9])", "price", "info", "写明近7日最低成交价", _PROMO),
    AdWord("治疗|治愈|根治|疗效|药到病除", "medical", "error", "", _LAW_17),
    AdWord("消炎|杀菌|抗癌|降血[压糖脂]", "medical", "error", "", _LAW_17),
    AdWord("祛痘印?|抗敏|脱敏|祛疤", "medical", "warning", "舒缓、净肤", _LAW_17),
    AdWord("保本|稳赚|零风险|无风险收益", "financial", "error", "", _LAW_25),
    AdWord(
        "秒杀全网|再不买就没了|错过不再", "inducement", "warning", "限时(写明期限)", _PROMO
    ),
    AdWord("点击有惊喜|恭喜获奖|免费领取", "inducement", "info", "写明领取条件", _PROMO),
    AdWord("加?微信|扫码加|VX|薇信", "contact", "warning", "", "平台规则"),
    AdWord("转运|招财|旺夫|辟邪", "superstition", "error", "", "广告法第九条(八)"),
    AdWord("世界杯|奥运|冬奥会|亚运", "rights", "warning", "", "特殊标志管理条例"),
    AdWord("首发|独家|限量|仅限", "absolute", "info", "写明范围和数量", _GUIDE),
    AdWord("美白|抗皱|抗衰", "medical", "info", "以备案功效为准", "化妆品监督管理条例"),
)
