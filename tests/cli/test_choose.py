"""--select and --ignore: rules, groups and kinds."""

import pytest

from promo_xl.book import Ref
from promo_xl.cli.choose import chosen_findings
from promo_xl.errors import UsageError
from promo_xl.finding import Finding, Kind, Severity
from promo_xl.schema.label import Label

WORD = Label("甲", "a")


def _found(id: str, kind: Kind) -> Finding:
    return Finding(id, "x", kind, Severity.ERROR, WORD, WORD, Ref("预算", 9, 1))


ALL = (
    _found("A07", Kind.DATA),
    _found("G05", Kind.DATA),
    _found("B10", Kind.BUSINESS),
    _found("B09", Kind.PROCESS),
)


@pytest.mark.parametrize(
    ("select", "ignore", "ids"),
    [
        ([], [], "A07 G05 B10 B09"),
        (["A,G05"], [], "A07 G05"),
        (["a", "g05"], [], "A07 G05"),
        (["business"], [], "B10"),
        (["业务，流程"], [], "B10 B09"),
        (["budget.overspent"], [], "B10"),
        (["B"], ["B09"], "B10"),
        ([], ["data", "process"], "B10"),
        ([" A ; G "], [], "A07 G05"),
    ],
)
def test_rules_groups_and_kinds_may_be_named(
    select: list[str], ignore: list[str], ids: str
) -> None:
    kept = chosen_findings(ALL, select, ignore)
    assert " ".join(found.id for found in kept) == ids


@pytest.mark.parametrize(
    ("word", "near"),
    [
        ("G50", "G05"),
        ("busines", "business"),
        ("budget.overspend", "budget.overspent"),
        ("业务类", "业务"),
        ("Z", "G05"),  # nothing near: what may be named
    ],
)
def test_a_slip_is_answered_with_the_nearest(word: str, near: str) -> None:
    for select, ignore in (([word], []), ([], [word])):
        with pytest.raises(UsageError) as slip:
            chosen_findings((), select, ignore)
        assert slip.value.exit_code == 2
        assert near in slip.value.say("zh") or word == "G50"
        assert word in slip.value.say("en")
