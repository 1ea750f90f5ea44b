"""A team's own sheet, as XlsxWriter writes it: charts, pictures, shapes, sparklines, rules."""

import io
import re

import xlsxwriter

from promo_xl.ooxml.package import read_parts
from tests.chain.rich.graft import BOOK, TYPES, Graft
from tests.ooxml.books import png

_NUMBERED = re.compile(r"(drawing|vmlDrawing|chart|image|comments)(\d+)\.")
_COPIED = re.compile(r"xl/(drawings|charts|media|richData|comments|metadata)")
_ROWS = ("直播", "短视频", "搜索", "达人", "信息流", "私域", "搜索", "直播")


def add_board(graft: Graft, title: str, daily: str) -> str:
    """Add the sheet and all it leans on; give its part."""
    donor = {n.lstrip("/"): d for n, d in read_parts(_donor(title, daily)).items()}
    copied = {n: d for n, d in donor.items() if _COPIED.match(n)}
    for name, data in copied.items():
        graft.parts[_moved(name)] = (
            _moved(data.decode()).encode() if _is_text(name) else data
        )
    for tag in re.findall(r"<(?:Default|Override)[^>]*>", donor[TYPES].decode()):
        found = re.search(r'PartName="/([^"]*)"', tag)
        known = found is None and re.search(r'Extension="(rels|xml)"', tag)
        if not known and (found is None or found[1] in copied):
            graft.declare(_moved(tag))
    part = graft.sheet(title, _inline(_sheet(graft, donor), donor))
    rels = donor["xl/worksheets/_rels/sheet1.xml.rels"].decode()
    graft.parts[f"xl/worksheets/_rels/{part.rpartition('/')[2]}.rels"] = _moved(
        rels
    ).encode()
    for line in re.findall(
        r"<Relationship [^>]*>", donor["xl/_rels/workbook.xml.rels"].decode()
    ):
        kind, target = re.findall(r'(?:Type|Target)="([^"]*)"', line)
        if _COPIED.match("xl/" + target):
            base, _, word = kind.rpartition("/")
            graft.relate(BOOK, word, "xl/" + target, base=base)
    return part


def _is_text(name: str) -> bool:
    return name.endswith((".rels", ".vml", ".xml"))


def _moved(text: str) -> str:
    """Number parts out of the way of ours."""
    return _NUMBERED.sub(lambda m: f"{m[1]}{int(m[2]) + 900}.", text)


def _sheet(graft: Graft, donor: dict[str, bytes]) -> str:
    """Give the sheet's XML, its own formats added behind ours."""
    rules = re.search(
        r"<dxfs[^>]*>(.*?)</dxfs>", donor["xl/styles.xml"].decode(), re.DOTALL
    )
    styles = graft.parts["xl/styles.xml"].decode()
    ours = re.search(r'<dxfs count="(\d+)">', styles)
    assert rules is not None
    assert ours is not None
    grown = f'<dxfs count="{int(ours[1]) + rules[1].count("<dxf>")}">'
    styles = styles.replace(ours[0], grown).replace("</dxfs>", rules[1] + "</dxfs>")
    graft.parts["xl/styles.xml"] = styles.encode()
    xml = donor["xl/worksheets/sheet1.xml"].decode()
    xml = re.sub(r'dxfId="(\d+)"', lambda m: f'dxfId="{int(m[1]) + int(ours[1])}"', xml)
    return re.sub(r' tabSelected="1"', "", re.sub(r' s="\d+"', "", xml))


def _inline(xml: str, donor: dict[str, bytes]) -> bytes:
    """Write the shared texts into their cells: phones and exports do so too."""
    texts = re.findall(r"<si>(.*?)</si>", donor["xl/sharedStrings.xml"].decode(), re.DOTALL)
    return re.sub(
        r' t="s"><v>(\d+)</v>',
        lambda m: f' t="inlineStr"><is>{texts[int(m[1])]}</is>',
        xml,
    ).encode()


def _donor(title: str, daily: str) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        tab = book.add_worksheet(title)
        book.add_worksheet(daily)
        _fill(tab, daily, book.add_format({"bold": True, "bg_color": "#FFEB9C"}))
        _draw(book, tab, title, daily)
    return out.getvalue()


def _fill(tab: xlsxwriter.worksheet.Worksheet, daily: str, loud: object) -> None:
    tab.merge_range("A1:F1", "本周战报 <内部>")
    tab.write_rich_string("A2", "数据到", loud, "昨天", "为止")
    tab.write_row("A4", ["渠道", "花费", "成交", "ROI", "走势", "联系"])
    for row, name in enumerate(_ROWS, 4):
        tab.write_row(row, 0, [name, row * 1000 + 0.1, row * 3100.25])
        tab.write_formula(row, 3, f"=IF(B{row + 1}=0,0,C{row + 1}/B{row + 1})", None, 3.1)
        tab.add_sparkline(row, 4, {"range": f"'{daily}'!AZ7:AZ256"})
    tab.write_formula("B14", f"=SUM('{daily}'!AZ7:AZ1000)", None, 0)
    tab.write_formula("B15", "=SUM(t_daily[#Data])", None, 0)
    tab.write_dynamic_array_formula("H5", "=_xlfn.UNIQUE(A5:A12)", None, "直播")
    tab.write_array_formula("C14:C15", "{=B5:B6*2}", None, 8000.2)
    tab.write_url("F5", f"internal:'{daily}'!A7", string="看日数据")
    tab.write_url("F6", "https://example.com/a?b=1&c=2#d", string="后台")
    tab.freeze_panes(4, 1)
    tab.set_row(8, 30, None, {"hidden": True})
    tab.set_row(10, None, None, {"level": 1, "hidden": True})
    tab.set_row(11, None, None, {"collapsed": True})
    tab.set_column("K:L", 9, None, {"level": 1, "hidden": True})
    tab.set_column("A:A", 18)
    bar = {"type": "data_bar", "data_bar_2010": True, "bar_solid": True}
    tab.conditional_format("B5:B12", bar)
    tab.conditional_format("C5:C12", {"type": "icon_set", "icon_style": "3_traffic_lights"})
    tab.conditional_format("A5:A12", {"type": "duplicate", "format": loud})
    tab.data_validation("A5:A12", {"validate": "list", "source": ["直播", "搜索"]})
    tab.write_comment("B5", "含税", {"author": "小王"})
    tab.set_footer("&L第&P页")
    tab.set_h_pagebreaks([20])
    tab.ignore_errors({"number_stored_as_text": "A5:A12"})


def _draw(
    book: xlsxwriter.Workbook, tab: xlsxwriter.worksheet.Worksheet, title: str, daily: str
) -> None:
    picture = {"image_data": io.BytesIO(png())}
    tab.insert_image("N2", "logo.png", {**picture, "description": "店标"})
    tab.embed_image("H14", "cell.png", {"image_data": io.BytesIO(png() + b"\0")})
    tab.insert_textbox("N8", "大促别忘了 <&> 补货", {"width": 200, "height": 60})
    tab.insert_button("N12", {"macro": "TeamMacro", "caption": "汇总"})
    own = title.replace("'", "''")
    for place, sheet, last, column in (("N14", daily, 256, "AZ"), ("V14", own, 12, "B")):
        chart = book.add_chart({"type": "line"})
        first = 7 if sheet == daily else 5
        chart.add_series(
            {
                "name": f"='{sheet}'!${column}${first - 1}",
                "categories": f"='{sheet}'!$A${first}:$A${last}",
                "values": f"='{sheet}'!${column}${first}:${column}${last}",
                "trendline": {"type": "linear"},
            }
        )
        tab.insert_chart(place, chart)
