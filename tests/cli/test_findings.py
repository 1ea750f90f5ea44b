"""Findings as a person reads them at the console, as JSON, and in 校验结果.md."""

import json
from dataclasses import replace
from datetime import date, datetime

import pytest

from promo_xl.book import Ref
from promo_xl.cli.findings import (
    Checked,
    check_markdown,
    exit_code,
    findings_json,
    findings_text,
    told,
)
from promo_xl.finding import Finding, Kind, Severity, blocking, check_line, counts
from promo_xl.schema.label import Label

AS_OF = datetime.fromisoformat("2026-06-28T23:59:59")


def finding(
    severity: Severity = Severity.ERROR,
    *,
    id: str = "B10",
    row: int = 9,
    value: object = 200_000.0,
    accepted: bool = False,
) -> Finding:
    """Make a finding as a rule would."""
    return Finding(
        id=id,
        name="budget.overspent",
        kind=Kind.BUSINESS,
        severity=severity,
        says=Label("「{b}」超支{d}", "{b} is overspent by {d}"),
        hint=Label("调拨或申请", "Move money or ask for more"),
        at=Ref("预算", row, 16),
        column="spent",
        value=value,
        slots={"b": "信息流投放", "d": "2.0万元"},
        accepted=accepted,
    )


def test_one_finding_reads_like_the_manual_of_the_product() -> None:
    assert findings_text((finding(),), "618.xlsx", "zh").splitlines() == [
        "错误 B10 「信息流投放」超支2.0万元",
        "  --> 618.xlsx 预算!P9   当前值: 200,000",
        "  = 怎么改: 调拨或申请",
        "共 1 处：1 错误、0 提醒、0 提示。说明：promo-xl rule B10",
    ]


def test_it_reads_in_english_too() -> None:
    text = findings_text((finding(Severity.WARNING, accepted=True),), "618.xlsx", "en")
    assert text.splitlines() == [
        "warning B10 信息流投放 is overspent by 2.0万元 (acknowledged)",
        "  --> 618.xlsx 预算!P9   value: 200,000",
        "  = help: Move money or ask for more",
        "0 found: errors 0, warnings 0, info 0; 1 acknowledged. Explained: promo-xl rule B10",
    ]


def test_many_hits_of_a_rule_are_one_line_with_their_cells() -> None:
    found = (*(finding(row=row) for row in range(7, 14)), finding(row=20))
    assert findings_text(found, "618.xlsx", "zh").splitlines() == [
        "错误 B10 超支或即将用完：8 处",
        "  --> 618.xlsx 预算!P7:P13、P20",
        "  = 怎么改: 调拨或申请",
        "共 8 处：8 错误、0 提醒、0 提示。说明：promo-xl rule B10",
    ]


def test_a_few_hits_keep_their_sentences() -> None:
    other = replace(finding(row=12), slots={"b": "压力测试", "d": "8,000元"})
    assert findings_text((finding(), other), "618.xlsx", "zh").splitlines()[:4] == [
        "错误 B10 超支或即将用完：2 处",
        "  --> 618.xlsx 预算!P9   「信息流投放」超支2.0万元",
        "  --> 618.xlsx 预算!P12   「压力测试」超支8,000元",
        "  = 怎么改: 调拨或申请",
    ]


def test_cells_are_listed_by_sheet_and_a_sheet_alone_by_its_name() -> None:
    found = (
        finding(row=7),
        replace(finding(), at=Ref("渠道计划", 9, 32)),
        replace(finding(), at=Ref("渠道计划", 9, 3)),
        replace(finding(), at=Ref("目标")),
    )
    assert "  --> a.xlsx 预算!P7；渠道计划!C9、AF9；目标" in findings_text(
        found, "a.xlsx", "zh"
    )
    assert "  --> a.xlsx 预算!P7; 渠道计划!C9, AF9; 目标" in findings_text(
        found, "a.xlsx", "en"
    )


def test_a_long_list_of_cells_is_cut_and_full_lists_every_place() -> None:
    found = tuple(finding(row=row) for row in range(7, 60, 2))  # 27, none beside another
    text = findings_text(found, "618.xlsx", "zh")
    assert "、P29 …另 15 处" in text
    assert text.count("-->") == 1
    full = findings_text(found, "618.xlsx", "zh", full=True)
    assert full.count("  --> 618.xlsx 预算!P") == 27
    assert full.count("  = 怎么改: 调拨或申请") == 27
    assert full.splitlines()[-1] == text.splitlines()[-1]


def test_the_worst_comes_first_and_what_is_acknowledged_last() -> None:
    found = (
        finding(Severity.INFO, id="P03"),
        finding(Severity.ERROR, id="G05", accepted=True),
        finding(Severity.WARNING, id="A07"),
        finding(Severity.ERROR, id="B01"),
    )
    heads = [
        line for line in findings_text(found, "a.xlsx", "zh").splitlines() if line[0] != " "
    ]
    assert [line.split()[1] for line in heads[:4]] == ["B01", "A07", "P03", "G05"]
    assert (
        heads[4]
        == "共 3 处：1 错误、1 提醒、1 提示；另 1 处已知悉。说明：promo-xl rule B01"
    )


def test_hits_with_advice_of_their_own_say_where_it_is_listed() -> None:
    one, other = finding(row=7), replace(finding(row=8), hint=Label("停投", "Stop"))
    text = findings_text((one, other), "a.xlsx", "zh")
    assert "  = 每处的改法不同: promo-xl check a.xlsx --full" in text
    full = findings_text((one, other), "a.xlsx", "zh", full=True)
    assert "  = 怎么改: 调拨或申请" in full
    assert "  = 怎么改: 停投" in full


def test_nothing_found_says_so() -> None:
    assert findings_text((), "a.xlsx", "zh") == "没有发现问题"
    assert "没有发现问题" in check_markdown((), "a.xlsx", "zh")


def test_words_can_be_printed_on_a_chinese_console() -> None:
    for lang in ("zh", "en"):
        text = findings_text(
            tuple(finding(row=row) for row in range(7, 14)), "618.xlsx", lang
        )
        assert text.encode("gbk")


@pytest.mark.parametrize(
    ("severity", "accepted", "code", "strict"),
    [
        (Severity.ERROR, False, 1, 1),
        (Severity.WARNING, False, 1, 1),
        (Severity.INFO, False, 0, 1),
        (Severity.WARNING, True, 0, 0),
    ],
)
def test_open_errors_and_warnings_end_with_1(
    severity: Severity, accepted: bool, code: int, strict: int
) -> None:
    found = (finding(severity, accepted=accepted),)
    assert exit_code(found) == code
    assert exit_code(found, strict=True) == strict


STEP = replace(finding(), kind=Kind.PROCESS)


@pytest.mark.parametrize(
    ("found", "code"),
    [
        ((STEP,), 1),
        ((replace(STEP, kind=Kind.COMPLIANCE),), 1),
        ((replace(STEP, severity=Severity.WARNING),), 0),
        ((replace(STEP, accepted=True),), 0),
        ((finding(), replace(finding(), kind=Kind.DATA)), 0),
        ((), 0),
    ],
)
def test_the_launch_gate_is_shut_by_open_process_and_compliance_errors_alone(
    found: tuple[Finding, ...], code: int
) -> None:
    assert exit_code(found, gate=True) == code
    said = told(
        [Checked(found, "a.xlsx", AS_OF, "zh")], "text", gate=True, full=False, many=False
    )
    verdict = "上线闸门：未通过，流程或合规错误还有 1 处" if code else "上线闸门：通过"
    assert said.splitlines()[-1] == verdict
    plain = json.loads(
        told(
            [Checked(found, "a.xlsx", AS_OF, "zh")],
            "json",
            gate=True,
            full=False,
            many=False,
        )
    )
    assert plain["gate"] == {"name": "launch", "open": not code, "errors": code}


def test_several_files_are_told_one_after_the_other() -> None:
    done = [
        Checked((finding(),), "a.xlsx", AS_OF, "zh"),
        Checked((), "b.xlsx", AS_OF, "en"),
    ]
    text = told(done, "text", gate=False, full=False, many=True)
    assert "  --> a.xlsx 预算!P9" in text
    assert text.endswith("\n\nb.xlsx: Nothing found")
    both = json.loads(told(done, "json", gate=False, full=False, many=True))
    assert [(one["file"], len(one["findings"])) for one in both] == [
        ("a.xlsx", 1),
        ("b.xlsx", 0),
    ]
    assert told(done, "md", gate=False, full=False, many=True).count("# ") == 2


def test_json_has_the_promised_shape() -> None:
    whole = replace(finding(), at=Ref("预算"), value=date(2026, 6, 1), fixable=True)
    got = findings_json(
        (finding(), replace(whole, accepted=True)), file="618.xlsx", as_of=AS_OF, lang="zh"
    )
    assert json.loads(json.dumps(got, ensure_ascii=False)) == {
        "version": 1,
        "file": "618.xlsx",
        "as_of": "2026-06-28",
        "lang": "zh",
        "findings": [
            {
                "id": "B10",
                "name": "budget.overspent",
                "kind": "business",
                "severity": "error",
                "sheet": "预算",
                "cell": "P9",
                "value": 200000.0,
                "message": "「信息流投放」超支2.0万元",
                "hint": "调拨或申请",
                "fixable": False,
                "acknowledged": False,
            },
            {
                "id": "B10",
                "name": "budget.overspent",
                "kind": "business",
                "severity": "error",
                "sheet": "预算",
                "cell": None,
                "value": "2026-06-01",
                "message": "「信息流投放」超支2.0万元",
                "hint": "调拨或申请",
                "fixable": True,
                "acknowledged": True,
            },
        ],
        "summary": {"error": 1, "warning": 0, "info": 0, "acknowledged": 1},
    }


def test_an_hour_of_day_is_kept_in_the_as_of_of_json() -> None:
    as_of = datetime.fromisoformat("2026-06-18T10:30")
    got = findings_json((), file="a.xlsx", as_of=as_of, lang="zh")
    assert got["as_of"] == "2026-06-18T10:30"


def test_the_markdown_page_keeps_peoples_own_words_verbatim() -> None:
    hostile = replace(finding(), slots={"b": "A&B <满300减50> | =1+1 👍", "d": "1元"})
    page = check_markdown((hostile, finding(Severity.WARNING, id="A07")), "618.xlsx", "zh")
    assert "618.xlsx · 校验：1 错误 · 1 提醒" in page
    assert "A&B \\<满300减50> \\| =1+1 👍" in page
    assert page.index("B10") < page.index("A07")
    assert page.endswith("|\n")


def test_the_check_line_counts_what_is_open() -> None:
    found = (
        finding(),
        finding(Severity.WARNING),
        finding(Severity.WARNING),
        finding(accepted=True),
    )
    assert check_line(found).zh == "校验：1 错误 · 2 提醒"
    assert check_line(found).en == "Check: 1 error · 2 warnings"
    assert counts(found) == (1, 2, 0, 1)


def test_only_data_errors_block_a_report() -> None:
    wrong = replace(finding(), kind=Kind.DATA)
    mild = replace(finding(Severity.WARNING), kind=Kind.DATA)
    assert blocking((finding(), wrong, mild)) == (wrong,)
