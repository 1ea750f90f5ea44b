"""promo-xl check and rule as they are called."""

import json
from pathlib import Path

import pytest

from promo_xl.cli import run
from promo_xl.render.master import render_master
from tests.sheets import check, parse

DAY = ["--as-of", "2026-06-10", "--lang", "zh"]
TEXT = """
    [项目总表]
    上线日         | 2026-06-11
    市场部审批结果 | 审批中
    [项目组分工]
    姓名 | 部门   | 角色 | 职责
    王敏 | 市场部 | 运营 | 统筹
    [目标]
    目标编号 | 上级目标 | 具体指标 | 量化目标(原目标)
    G1       |          | GMV      | 5000000
    G2       | G1       | GMV      | 4000000
    [预算]
    费用类别 | 费用项 | 预算金额
    物料制作 | 海报   | 1240000
"""


def _book(folder: Path, text: str, name: str, size: str = "team") -> str:
    book, facts, findings = check(parse(text, size=size))
    path = folder / name
    path.write_bytes(render_master(book, facts, findings, lang="zh"))
    return str(path)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A team's workbook with one data error, and one step missing on the eve of the launch."""
    return _book(tmp_path_factory.mktemp("check"), TEXT, "618.xlsx")


def _heads(text: str) -> list[str]:
    return [line[:6] for line in text.splitlines() if line[0] not in " 共上"]


def test_it_prints_the_worst_first_and_ends_with_1(
    path: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["check", path, *DAY]) == 1
    text = capsys.readouterr().out
    assert _heads(text)[:2] == ["错误 G05", "错误 P10"]
    assert "  --> 618.xlsx 目标!H7   当前值: 5,000,000" in text


@pytest.mark.parametrize(
    ("options", "ids", "code"),
    [
        (["--select", "G05"], ["G05"], 1),
        (["--select", "流程,错误的词"], None, 2),
        (["--select", "G", "--ignore", "data"], ["G04"], 0),
        (["--select", "G", "--gate", "launch"], ["G05", "G04"], 0),
        (["--select", "P10", "--gate", "launch"], ["P10"], 1),
        (["--gate", "close"], None, 2),
        (["--format", "xml"], None, 2),
    ],
)
def test_options_choose_what_is_told_and_what_counts(
    path: str,
    capsys: pytest.CaptureFixture[str],
    options: list[str],
    ids: list[str] | None,
    code: int,
) -> None:
    form = [] if "--format" in options else ["--format", "json"]
    assert run(["check", path, *DAY, *form, *options]) == code
    out = capsys.readouterr().out
    if ids is None:
        assert out == ""
    else:
        assert [one["id"] for one in json.loads(out)["findings"]] == ids


def test_the_gate_says_its_verdict(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", path, *DAY, "--gate", "launch"]) == 1
    assert capsys.readouterr().out.splitlines()[-1] == (
        "上线闸门：未通过，流程或合规错误还有 1 处"
    )


def test_full_says_how_to_mend_every_place(
    path: str, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["check", path, *DAY, "--full"])
    text = capsys.readouterr().out
    assert text.count("  --> ") == text.count("  = 怎么改: ")


def test_a_page_of_markdown(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", path, *DAY, "--format", "md"]) == 1
    assert capsys.readouterr().out.startswith("# 校验结果\n")


def test_several_files_go_on_past_one_that_cannot_be_read(
    path: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = tmp_path / "wrong.xlsx"
    wrong.write_text("no workbook", encoding="utf-8")
    assert run(["check", str(wrong), path, *DAY, "--select", "A01"]) == 1
    shown = capsys.readouterr()
    assert "618.xlsx" in shown.out
    assert "wrong.xlsx" in shown.err
    assert run(["check", str(wrong), *DAY]) == 4
    assert run(["check", str(wrong), str(wrong), *DAY]) == 4


def test_a_small_filled_book_is_quiet(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = """
    [活动节奏]
    阶段 | 开始时间   | 结束时间
    预热 | 2026-06-01 | 2026-06-10
    爆发 | 2026-06-11 | 2026-06-15
    返场 | 2026-06-16 | 2026-06-18
    [目标]
    具体指标 | 量化目标(原目标)
    GMV      | 5000000
    订单数   | 20000
    [渠道计划]
    渠道名称 | 渠道目的 | 渠道预算(直填)
    直通车   | 转化     | 700000
    信息流   | 转化     | 500000
    [任务与甘特]
    任务名称 | 开始时间   | 结束时间
    主图设计 | 2026-05-11 | 2026-05-15
    """
    path = _book(tmp_path, text, "small.xlsx", "small")
    assert run(["check", path, "--as-of", "2026-05-20", "--lang", "zh"]) == 0
    assert len(_heads(capsys.readouterr().out)) <= 5


def test_a_rule_a_group_and_all_rules_can_be_asked_for(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["rule", "G05", "--lang", "zh"]) == 0
    assert "怎么改：" in capsys.readouterr().out
    assert run(["rule", "g", "--lang", "zh"]) == 0
    text = capsys.readouterr().out
    assert text.startswith("G01  错误  ")
    assert {line[0] for line in text.splitlines()[:-1]} == {"G"}
    assert run(["rule", "B", "--format", "json"]) == 0
    assert {one["id"][0] for one in json.loads(capsys.readouterr().out)} == {"B"}
    assert run(["rule", "G50"]) == 2
