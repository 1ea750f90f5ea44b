"""References in formula text: found where they are, never where they only seem to be."""

import pytest

from promo_xl.ooxml.refs import file_form, list_refs, shifted


@pytest.mark.parametrize(
    ("text", "refs"),
    [
        ("SUM(A1:B2)+$C$3", ["A1:B2", "$C$3"]),
        ("'日 数据'!A1:B2,表!C3", ["日 数据|A1:B2", "表|C3"]),
        ("'it''s'!A1", ["it's|A1"]),
        ('"A1"&IF(A2="x""A3",1,2)', ["A2"]),
        ("t[[#This Row],[A1]]+t[B2]", []),
        ("LOG10(A1)+Q1_sales+a.B2", ["A1"]),
        ("[1]表!A1+'[b.xlsx]表'!B2", ["[b.xlsx]表|B2"]),
        ("甲:乙!A1+A1:B2:C3+A1:INDEX(B:B,2)+A:A+1:1", []),
        ("XFE1+A1048577+B1:A2", []),
    ],
)
def test_references_are_found(text: str, refs: list[str]) -> None:
    found = [
        (f"{ref.sheet}|" if ref.sheet else "")
        + ref.first
        + (":" + ref.last) * bool(ref.last)
        for ref in list_refs(text)
    ]
    assert found == refs


@pytest.mark.parametrize(
    ("text", "down"),
    [
        ("B7*2", "B10*2"),
        ("SUM(B$7:B7)+$C7+$C$7", "SUM(B$7:B10)+$C10+$C$7"),
        ("'日 数据'!B7&\"B7\"", "'日 数据'!B10&\"B7\""),
        ("t[[#This Row],[B7]]*LOG10(2)", "t[[#This Row],[B7]]*LOG10(2)"),
        ("B7:INDEX(B:B,9)", None),
        ("SUM(7:7)", None),
    ],
)
def test_a_formula_fills_down_or_nobody_knows(text: str, down: str | None) -> None:
    assert shifted(text, 3) == down


def test_filling_up_over_the_top_is_not_known() -> None:
    assert shifted("B2", -2) is None


@pytest.mark.parametrize(
    ("typed", "filed"),
    [
        ("[@成交]/[@花费]", "t[[#This Row],[成交]]/t[[#This Row],[花费]]"),
        ("t[@成交]*2", "t[[#This Row],[成交]]*2"),
        ("[@[a b]]", "t[[#This Row],[a b]]"),
        ("SUM(t[@])", "SUM(t[[#This Row]])"),
        ("t[[#This Row],成交]", "t[[#This Row],[成交]]"),
        ("[[#This Row],[成交]]", "t[[#This Row],[成交]]"),
        ('"[@成交]"&t[成交]&t[[#Totals],[成交]]', '"[@成交]"&t[成交]&t[[#Totals],[成交]]'),
        ("t[[#This Row],[a]:[b]]", "t[[#This Row],[a]:[b]]"),
    ],
)
def test_this_row_is_written_as_files_hold_it(typed: str, filed: str) -> None:
    assert file_form(typed, "t") == filed
    assert file_form(filed, "t") == filed
