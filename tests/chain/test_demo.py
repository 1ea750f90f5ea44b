"""The whole chain on the closed 618, as a person runs it."""

import json
from pathlib import Path

import pytest

from tests.chain.conftest import promo_xl
from tests.office import computed_books, differences
from tests.validator import errors_of

FILES = {
    "zh": ["618年中狂欢.xlsx", "复盘.pptx", "数据字典.md", "校验结果.md", "结案报告.docx"],
    "en": [
        "618-campaign.xlsx",
        "check-result.md",
        "close-out.docx",
        "data-dictionary.md",
        "review.pptx",
    ],
}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_demo_leaves_five_files(demos: dict[str, Path], lang: str) -> None:
    assert sorted(p.name for p in demos[lang].iterdir()) == FILES[lang]


def test_two_runs_under_another_clock_locale_and_hash_seed_are_byte_identical(
    demos: dict[str, Path], tmp_path: Path
) -> None:
    odd = {"TZ": "Pacific/Auckland", "LC_ALL": "C", "PYTHONHASHSEED": "77"}
    for lang in ("zh", "en"):
        done = promo_xl("demo", "-o", tmp_path / lang, "--lang", lang, env=odd)
        assert done.returncode == 0, done.stderr
        first = {p.name: p.read_bytes() for p in demos[lang].iterdir()}
        assert {p.name: p.read_bytes() for p in (tmp_path / lang).iterdir()} == first


def test_the_manuals_totals_come_out(book: Path) -> None:
    """The figures of the manual's own 618 example, worked out by hand.

    480/98 = 4.898; 480/(98+21.4) = 4.020; 119.4/480 = 0.24875; 达人 180/36 = 5,
    直通车 96/24 = 4, 信息流 60/20 = 3; 私域 3650/14600 = 25 %; 20/18 = 1.1111.
    """
    told = json.loads(promo_xl("facts", book, "--as-of", "2026-06-28").stdout)
    value = {f["key"]: f["value"] for f in told["figures"]}
    assert value["campaign.gmv"] == 4_800_000
    assert value["campaign.cost"] == 980_000
    assert value["campaign.input_total"] == 1_194_000
    assert value["campaign.roi_ads"] == pytest.approx(480 / 98)
    assert value["campaign.roi_total"] == pytest.approx(480 / 119.4)
    assert value["campaign.expense_ratio"] == pytest.approx(119.4 / 480)
    assert value["goal.G1.completion"] == pytest.approx(0.96)
    assert value["goal.G1.status"] == "接近"
    assert value["goal.G2.completion"] == pytest.approx(1.2)
    assert value["goal.G2.status"] == "达成"
    assert [value[f"channel.C0{n}.roi_ads"] for n in (1, 2, 3)] == pytest.approx([5, 4, 3])
    assert value["channel.C05.cvr"] == pytest.approx(0.25)
    assert value["budget.B03.exec_rate"] == pytest.approx(20 / 18)


def test_only_the_three_overspent_lines_are_found(book: Path) -> None:
    done = promo_xl("check", book, "--as-of", "2026-06-28", "--format", "json")
    told = json.loads(done.stdout)
    assert done.returncode == 1
    # the manual's own phases are longer than its guidance, and a holiday falls into June
    advice = [f["id"] for f in told["findings"] if f["severity"] == "info"]
    assert advice == ["P13", "P07", "P07", "P07"]
    findings = [f for f in told["findings"] if f["severity"] != "info"]
    assert [(f["id"], f["kind"], f["severity"]) for f in findings] == [
        ("B10", "business", "error")
    ] * 3
    assert {f["sheet"] for f in findings} == {"预算"}
    rows = [int("".join(c for c in f["cell"] if c.isdigit())) for f in findings]
    assert rows == [9, 13, 14]  # 信息流, 技术费, 人力成本: the 3rd, 7th and 8th line


@pytest.mark.validator
def test_office_has_nothing_to_object_to(demos: dict[str, Path]) -> None:
    files = [p for folder in demos.values() for p in folder.iterdir() if p.suffix != ".md"]
    assert errors_of(files) == []


@pytest.mark.office
def test_libreoffice_recalculates_every_cell_to_what_we_cached(
    demos: dict[str, Path], tmp_path: Path
) -> None:
    books = {lang: next(demos[lang].glob("*.xlsx")).read_bytes() for lang in ("zh", "en")}
    books["moved"] = _moved(demos["en"], tmp_path / "moved.xlsx")
    path = tmp_path / "new.xlsx"
    made = promo_xl(
        "new", "双11", "--lang", "zh", "--start", "2026-11-01", "--end", "2026-11-15",
        "--budget", "900000", "--as-of", "2026-10-20", "-o", path,
    )  # fmt: skip
    assert made.returncode == 0, made.stderr
    books["new"] = path.read_bytes()
    again = computed_books(books, tmp_path)
    for name, data in books.items():
        assert differences(data, again[name]) == [], name


def _moved(folder: Path, path: Path) -> bytes:
    """Give the demo workbook as it stands after a refresh to another day, unopened since."""
    path.write_bytes(next(folder.glob("*.xlsx")).read_bytes())
    done = promo_xl("refresh", path, "--as-of", "2026-06-15")
    assert done.returncode == 0, done.stderr
    return path.read_bytes()
