"""The settings sheets: 设置 (a form of thresholds and switches), 字典 日历 提前期 平台规格 词库.

What changes a figure or a finding lives here and travels with the workbook. Each default
says where it comes from: manual 0–4, a ruling on practice, or our own assumption.
"""

from collections.abc import Mapping
from types import MappingProxyType

from promo_xl.schema.choices import MATERIAL_KIND, PLATFORM, SEVERITY, words
from promo_xl.schema.kinds import DATE, INT, LONGTEXT, NUM, TEXT, choice
from promo_xl.schema.label import Label, named
from promo_xl.schema.settings_limits import LIMITS
from promo_xl.schema.settings_rules import RULES
from promo_xl.schema.sheet import SIZES, Column, Shape, Sheet

DAY_KIND = words("day_kind", "法定假日 Holiday; 调休上班 Workday")
WORD_KIND = words(
    "word_category",
    "绝对化 Absolute; 权威 Authority; 虚假价格 Price; 医疗功效 Medical; 金融 Financial; "
    "诱导 Inducement; 引流联系 Contact; 迷信歧视 Superstition; 版权赛事 Rights; 国家象征 State",
)

_BY_SIZE = {"approval_levels": (0, 1, 3), "review_levels": (0, 1, 3)}
"""Settings whose default differs between small, team and full."""

SETTINGS = Sheet(
    "settings",
    Label("设置", "Settings"),
    (*RULES, *LIMITS),
    shape=Shape.FORM,
    phase="0 工具",
    how=Label(
        "改“内容”列即可；留空即用默认值。",
        "Change the Value column; empty means the default.",
    ),
)
LISTS = Sheet(
    "lists",
    Label("字典", "Lists"),
    (
        Column("list", named("清单 | List"), TEXT, need=SIZES),
        Column("key", named("键 | Key"), TEXT, need=SIZES),
        Column("zh", named("中文 | Chinese"), TEXT, need=SIZES),
        Column("en", named("英文 | English"), TEXT, need=SIZES),
    ),
    id=("list", "key"),
    phase="0 工具",
    how=Label(
        "下拉选项的来源；可增行的清单：阶段、指标。",
        "Where the drop-downs come from; phases and metrics may be added to.",
    ),
)
CALENDAR = Sheet(
    "calendar",
    Label("日历", "Calendar"),
    (
        Column("date", named("日期 | Date"), DATE, need=SIZES),
        Column("kind", named("类型 | Kind"), choice(DAY_KIND), need=SIZES),
        Column("name", named("名称 | Name"), TEXT),
    ),
    id=("date",),
    phase="0 工具",
    how=Label(
        "法定假日与调休上班；新年份的通知公布后贴在下面。",
        "Public holidays and make-up workdays; paste a new year's notice below.",
    ),
)
LEAD_TIMES = Sheet(
    "lead_times",
    Label("提前期", "Lead times"),
    (
        Column("step", named("事项 | Step"), TEXT, need=SIZES),
        Column("anchor", named("相对于 | Relative to"), TEXT, need=SIZES),
        Column("earliest", named("最早(天) | Earliest (days)"), INT, need=SIZES),
        Column("latest", named("最晚(天) | Latest (days)"), INT, need=SIZES),
        Column("source", named("来源 | Source"), TEXT),
    ),
    id=("step",),
    phase="0 工具",
    how=Label(
        "负数为之前，正数为之后；排任务时参考。",
        "Negative is before, positive after; a guide for planning the tasks.",
    ),
)
SPECS = Sheet(
    "specs",
    Label("平台规格", "Platform specs"),
    (
        Column("platform", named("平台 | Platform"), choice(PLATFORM), need=SIZES),
        Column("material", named("物料类别 | Material"), choice(MATERIAL_KIND), need=SIZES),
        Column("size", named("尺寸 | Size"), TEXT),
        Column("seconds_min", named("最短(秒) | Shortest (s)"), NUM),
        Column("seconds_max", named("最长(秒) | Longest (s)"), NUM),
        Column("images", named("图片数 | Images"), INT),
        Column("source", named("来源 | Source"), TEXT),
    ),
    id=("platform", "material"),
    phase="0 工具",
    how=Label(
        "各平台的素材规格，可增改。",
        "Sizes and lengths each platform asks for; edit freely.",
    ),
)
WORDS = Sheet(
    "words",
    Label("词库", "Restricted words"),
    (
        Column("pattern", named("词或规则 | Word or pattern"), TEXT, need=SIZES),
        Column("category", named("类别 | Category"), choice(WORD_KIND), need=SIZES),
        Column("severity", named("级别 | Severity"), choice(SEVERITY), need=SIZES),
        Column("suggestion", named("建议 | Suggestion"), TEXT),
        Column("basis", named("依据 | Basis"), LONGTEXT),
    ),
    id=("pattern",),
    phase="0 工具",
    how=Label(
        "对外文字里要避开的词；可增改，是参考而非法律意见。",
        "Words to avoid in customer-facing text; edit freely. A help, not legal advice.",
    ),
)
SETTINGS_SHEETS = (SETTINGS, LISTS, CALENDAR, LEAD_TIMES, SPECS, WORDS)


def defaults(size: str) -> dict[str, str | float]:
    """Give every setting's default in a workbook of *size*."""
    place = SIZES.index(size) if size in SIZES else 0
    by_size = {key: values[place] for key, values in _BY_SIZE.items()}
    return {
        field.key: by_size.get(field.key, _default(field)) for field in SETTINGS.columns
    }


def _default(field: Column) -> str | float:
    return field.default if isinstance(field.default, str) else float(str(field.default))


DEFAULTS: Mapping[str, str | float] = MappingProxyType(defaults("small"))
"""The settings of a small workbook in which nobody typed any."""
