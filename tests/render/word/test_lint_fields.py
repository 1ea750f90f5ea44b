"""What the lint says about the lists, charts and formats a template may use."""

import pytest

from promo_xl.errors import TemplateError
from promo_xl.render.word.template import compile_template
from tests.render.word.reading import template


def told(text: str, lang: str = "zh") -> str:
    with pytest.raises(TemplateError) as caught:
        compile_template(template(text), lang)
    return caught.value.say(lang).splitlines()[1]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("{{p 图表.差距瀑步 }}", "“差距瀑步”不是可用字段，是否想写“差距瀑布”？"),
        ("{{ 图表.走势 }}", "是图表，要单独成段，写成 {{p 图表.走势 }}"),
        ("{{p 阶段 }}", "不是图表"),
        ("{{ 图表.差距瀑布.说名 }}", "“说名”不是可用字段，是否想写“说明”？"),
        ("{% for t in 任物 %}{% endfor %}", "“任物”不是可用字段，是否想写“任务”？"),
        ("{% for r in 任务|前(3) %}{{ r.负债人 }}{% endfor %}", "是否想写“负责人”？"),
        ("{{ 任务|前(3) }}", "不能直接写出"),
        ("{{ 活动.负责人|截断(3) }}", "未知的格式“截断”"),
        ("{{ 结论.差距标提 }}", "是否想写“差距标题”？"),
        ("{{ 同期表头.近4次 }}", "“近4次”不是可用字段"),
    ],
)
def test_a_wrong_name_stops_with_the_nearest_one(text: str, says: str) -> None:
    assert says in told(text)


def test_english_names_are_judged_alike() -> None:
    assert told("{{p charts.gap_waterfal }}", "en").endswith(
        "did you mean “gap_waterfall”?"
    )


@pytest.mark.parametrize(
    "text",
    [
        "{% for r in 任务|前(3) %}{{ r.任务|截短(12) }}{% endfor %}",
        "{% for r in 渠道 %}{% if r.组首 %}{{ r.目的 }}{% endif %}{% endfor %}",
        "{% for r in 预算 %}{{ r.审批|着色(r.审批级别) }}{% endfor %}",
        "{{ 因素表头.目标 }}{{ 商品合计.清理率|百分比 }}{{ 图表.差距瀑布.说明 }}",
        "{% for e in 节点 %}{{ e.序号 }}{% endfor %}{{ 反馈|超出(3) }}",
    ],
)
def test_what_is_listed_may_be_used(text: str) -> None:
    compile_template(template(text), "zh")
