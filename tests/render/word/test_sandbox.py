import pytest

from promo_xl.errors import TemplateError
from promo_xl.render.word.template import _Sandbox, compile_template
from tests.render.word.reading import template

EVIL = (
    "{{ ''.__class__.__mro__ }}",
    "{{ 活动.__class__ }}",
    "{{ 活动.items() }}",
    "{{ 活动['__class__'] }}",
    "{{ self }}",
    "{{ range(10) }}",
    "{{ cycler }}",
    "{{ 'x' * 1000000000 }}",
    "{{ 9 ** 9 ** 9 }}",
    "{{ 活动.活动名称|attr('__class__') }}",
    "{{ 活动.活动名称|format(1) }}",
    "{% import 'os' as os %}",
    "{% include '/etc/passwd' %}",
    "{% set x = 1 %}",
    "{% macro f() %}{% endmacro %}",
    "{{ 活动.活动名称 ~ 活动.活动名称 }}",
    "{{ (活动).活动名称.join(渠道) }}",
    "{{ lipsum() }}",
    "{{ '%1000000000d'|format(1) }}",
    "{{ 活动.基准日|日期(活动.活动名称.__class__) }}",
)


@pytest.mark.parametrize("text", EVIL)
def test_a_template_cannot_reach_beyond_its_fields(text: str) -> None:
    with pytest.raises(TemplateError):
        compile_template(template(text), "zh")


def test_three_loops_within_each_other_are_refused() -> None:
    loops = "{% for a in 每日 %}{% for b in 每日 %}{% for c in 每日 %}x"
    ends = "{% endfor %}" * 3
    with pytest.raises(TemplateError, match="more than 2 deep"):
        compile_template(template(loops + ends), "zh")


def test_even_behind_the_lint_no_attribute_of_an_object_is_in_reach() -> None:
    env = _Sandbox()
    for text in (
        "{{ ''.__class__ }}",
        "{{ d.keys }}",
        "{{ d['__class__'] }}",
        "{{ d.x.y }}",
    ):
        found = env.from_string(text).render(d={"a": 1, "x": "s"})
        assert found == ""
