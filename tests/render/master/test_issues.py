"""校验结果: a row a finding, linked; its colour reaches the cell it names."""

from tests.render.master.campaign import made, opened


def test_each_finding_has_a_row_with_a_link_to_its_cell() -> None:
    _, _, findings = made()
    tab = opened()["校验结果"]
    assert findings
    for row, finding in enumerate(findings, 7):
        assert tab.cell(row, 1).value == finding.id
        assert tab.cell(row, 6).value == finding.message("zh")
        link = f"=HYPERLINK(\"#'{finding.at.sheet}'!{finding.at.cell or 'A1'}\","
        assert str(tab.cell(row, 5).value).startswith(link)
        assert tab.cell(row, 10).value == finding.mark


def test_the_mark_is_out_of_sight_and_only_the_acknowledgement_is_open() -> None:
    tab = opened()["校验结果"]
    assert tab.column_dimensions["J"].hidden
    assert tab.protection.sheet is True
    assert not tab["I7"].protection.locked
    assert tab["F7"].protection.locked


def test_cells_named_there_are_coloured_in_the_sheets_of_the_team() -> None:
    names = opened().defined_names
    assert names["issues_sheet"].attr_text == "'校验结果'!$D$7:$D$506"
    assert names["issues_cell"].attr_text == "'校验结果'!$E$7:$E$506"
    assert names["issues_severity"].attr_text == "'校验结果'!$C$7:$C$506"
    for title in ("项目总表", "目标", "日数据"):
        rules = [r for area in opened()[title].conditional_formatting for r in area.rules]
        first = min(rules, key=lambda rule: rule.priority)
        assert first.formula[0].startswith(f'COUNTIFS(issues_sheet,"{title}"')


def test_a_book_without_findings_says_so() -> None:
    from io import BytesIO

    import openpyxl

    from tests.render.master.campaign import empty

    tab = openpyxl.load_workbook(BytesIO(empty()))["校验结果"]
    assert str(tab["A3"].value).startswith("没有发现问题")
    assert tab["A7"].value is None
