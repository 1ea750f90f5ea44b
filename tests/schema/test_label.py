"""Names are compared the way the eye does."""

import pytest

from promo_xl.schema.choices import words
from promo_xl.schema.label import Label, fold, fold_header, named


@pytest.mark.parametrize(
    "header", ["花费(元)", "花费（元）", " 花 费 ", "投放费用", "COST", "Cost (CNY)"]
)
def test_width_case_spaces_and_unit_do_not_make_another_name(header: str) -> None:
    assert named("花费 | Cost | 投放费用, 消耗").matches(header)


def test_another_word_is_another_name() -> None:
    assert not named("花费 | Cost").matches("费用")
    assert fold("Ｇ ｍｖ") == "gmv"
    assert fold_header("(元)") == "(元)"


def test_slots_are_filled_in_the_language_asked_for() -> None:
    label = Label("共 {n} 处", "{n} in all")
    assert (label.say("zh", n=3), label.say("en", n=3)) == ("共 3 处", "3 in all")
    assert label.say("en") == "{n} in all"


def test_a_list_word_without_english_is_a_mistake_in_the_declaration() -> None:
    with pytest.raises(ValueError, match="只有中文"):
        words("x", "是 Yes; 只有中文")
