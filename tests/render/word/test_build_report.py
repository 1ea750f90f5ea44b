import importlib
from pathlib import Path
from types import ModuleType

import pytest

from promo_xl.ooxml.package import read_parts
from promo_xl.render.word.describe import fields_md
from promo_xl.render.word.known import known
from promo_xl.render.word.template import compile_template

TEMPLATES = Path(__file__).resolve().parents[3] / "report_templates"


@pytest.fixture
def builder(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(TEMPLATES))
    return importlib.import_module("build_report")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_committed_template_is_what_the_script_builds(
    lang: str, builder: ModuleType
) -> None:
    committed = read_parts((TEMPLATES / lang / "report.docx").read_bytes())
    assert read_parts(builder.build(lang)) == committed


def test_the_committed_list_of_fields_is_what_the_declarations_say() -> None:
    assert (TEMPLATES / "FIELDS.md").read_text(encoding="utf-8") == fields_md()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_shipped_template_has_no_fault(lang: str) -> None:
    compile_template((TEMPLATES / lang / "report.docx").read_bytes(), lang)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_field_name_can_be_typed_in_a_tag(lang: str) -> None:
    def names(value: object) -> set[str]:
        if isinstance(value, dict):
            return set(value).union(*map(names, value.values()))
        return names(value[0]) if isinstance(value, list) else set()

    assert all(name.isidentifier() for name in names(known(lang)))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_style_leans_on_theme_fonts(lang: str) -> None:
    styles = read_parts((TEMPLATES / lang / "report.docx").read_bytes())["word/styles.xml"]
    assert b"asciiTheme" not in styles
    assert b"eastAsiaTheme" not in styles
    assert "微软雅黑".encode() in styles
