"""What the settings sheets of a new workbook hold: lead times, specs, restricted words."""

from collections.abc import Mapping
from typing import NamedTuple

from promo_xl.schema.ad_words import AD_WORDS
from promo_xl.schema.label import Label, named

Row = dict[str, object]


class LeadTime(NamedTuple):
    """How long before (−) or after its anchor a step of the work is due, in days."""

    step: str
    anchor: str
    earliest: int
    latest: int
    source: str


class Spec(NamedTuple):
    """What a platform asks of a material."""

    platform: str
    material: str
    size: str
    seconds_min: float | None = None
    seconds_max: float | None = None
    images: int | None = None


LEAD_TIMES: tuple[LeadTime, ...] = (
    LeadTime("策划 | Planning", "launch", -20, -15, "3"),
    LeadTime("资源对接 | Resources", "launch", -15, -10, "3"),
    LeadTime("启动推广 | Promotion starts", "launch", -10, -10, "4"),
    LeadTime("内容制作 | Content", "launch", -10, -7, "3"),
    LeadTime("页面开发 | Page build", "launch", -7, -7, "4"),
    LeadTime("测试 | Tests", "launch", -3, -1, "3"),
    LeadTime("预热 | Preheat", "launch", -7, -3, "4"),
    LeadTime("私域预热 | Private traffic", "launch", -3, -3, "4"),
    LeadTime("数据汇总 | Figures", "end", 3, 3, "4"),
)
SPECS: tuple[Spec, ...] = (
    Spec("douyin", "video_script", "1080x1920", 15, 30),
    Spec("kuaishou", "video_script", "1080x1920", 15, 30),
    Spec("xiaohongshu", "image_and_text", "1:1", images=9),
    Spec("taobao", "detail_page", ""),
    Spec("jd", "detail_page", ""),
    Spec("wechat_groups", "poster", ""),
)
"""Manual 3's own sizes; an empty size is asked for without one."""

_ANCHORS = {
    "launch": Label("上线日", "Launch"),
    "end": Label("活动结束", "End of campaign"),
}


def setting_rows(lang: str) -> Mapping[str, list[Row]]:
    """Give sheet -> the rows of these sheets: text in *lang*, choices as keys."""
    return {
        "lead_times": [_lead_time(item, lang) for item in LEAD_TIMES],
        "specs": [_spec(item, lang) for item in SPECS],
        "words": [
            {
                "pattern": word.pattern,
                "category": word.category,
                "severity": word.severity,
                "suggestion": word.suggestion or None,
                "basis": word.basis,
            }
            for word in AD_WORDS
        ],
    }


def _lead_time(item: LeadTime, lang: str) -> Row:
    source = Label(f"手册{item.source}", f"Manual {item.source}")
    return {
        "step": named(item.step).say(lang),
        "anchor": _ANCHORS[item.anchor].say(lang),
        "earliest": item.earliest,
        "latest": item.latest,
        "source": source.say(lang),
    }


def _spec(item: Spec, lang: str) -> Row:
    return {
        "platform": item.platform,
        "material": item.material,
        "size": item.size or None,
        "seconds_min": item.seconds_min,
        "seconds_max": item.seconds_max,
        "images": item.images,
        "source": Label("手册3", "Manual 3").say(lang),
    }
