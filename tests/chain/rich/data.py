"""What a team hangs on our tables: pivot, slicer, timeline, query, links to other files."""

import html

from promo_xl.ooxml.package import open_package
from promo_xl.ooxml.table import read_table
from tests.chain.rich.graft import BOOK, MAIN, MICROSOFT, SPREADSHEET, Graft, named

_X15 = 'xmlns:x15="http://schemas.microsoft.com/office/spreadsheetml/2010/11/main"'
_MS = "application/vnd.ms-excel"
_MICROSOFT_2011 = "http://schemas.microsoft.com/office/2011/relationships"
_CONNECTION = (
    '<connections NS><connection id="1" name="后台报表" type="5" refreshedVersion="6" '
    'deleted="0" background="1"><dbPr connection="Provider=MSOLAP;Data Source=x" '
    'command="select 1"/></connection></connections>'
)


def add_pivot(graft: Graft, title: str, table: str, table_part: str) -> str:
    """Add a sheet with a pivot table on one of our tables; give its part."""
    headers = read_table(open_package(graft.to_bytes()), table_part).headers
    fields = "".join(
        f'<cacheField name="{html.escape(name)}" numFmtId="0">{_items(i)}</cacheField>'
        for i, name in enumerate(headers)
    )
    source = (
        f'<cacheSource type="worksheet"><worksheetSource name="{table}"/></cacheSource>'
    )
    cache = graft.add(
        "xl/pivotCache/pivotCacheDefinition1.xml",
        named(
            '<pivotCacheDefinition NS refreshOnLoad="1" saveData="0" refreshedBy="小王" '
            'refreshedDate="46200" createdVersion="6" refreshedVersion="6" recordCount="0">'
            f'{source}<cacheFields count="{len(headers)}">{fields}</cacheFields>'
            "</pivotCacheDefinition>",
            "r",
        ),
        f"{SPREADSHEET}.pivotCacheDefinition+xml",
    )
    shown = "".join(_pivot_field(i, len(headers)) for i in range(len(headers)))
    pivot = graft.add(
        "xl/pivotTables/pivotTable1.xml",
        named(
            '<pivotTableDefinition NS name="花费透视" cacheId="7" dataOnRows="0" '
            'applyNumberFormats="0" applyBorderFormats="0" applyFontFormats="0" '
            'applyPatternFormats="0" applyAlignmentFormats="0" applyWidthHeightFormats="1" '
            'dataCaption="值" updatedVersion="6" minRefreshableVersion="3" createdVersion="6" '
            'outline="1" outlineData="1"><location ref="A3:B6" firstHeaderRow="1" '
            'firstDataRow="1" firstDataCol="1"/>'
            f'<pivotFields count="{len(headers)}">{shown}</pivotFields>'
            '<rowFields count="1"><field x="2"/></rowFields><rowItems count="3"><i><x/></i>'
            '<i><x v="1"/></i><i t="grand"><x/></i></rowItems><colItems count="1"><i/></colItems>'
            f'<dataFields count="1"><dataField name="求和" fld="{len(headers) - 1}" '
            'baseField="0" baseItem="0"/></dataFields></pivotTableDefinition>'
        ),
        f"{SPREADSHEET}.pivotTable+xml",
    )
    rows = "".join(
        f'<row r="{n}"><c r="A{n}" t="inlineStr"><is><t>{text}</t></is></c>'
        f'<c r="B{n}"><v>{n}</v></c></row>'
        for n, text in enumerate(("行标签", "直播", "搜索", "总计"), 3)
    )
    sheet = f"<worksheet NS><sheetData>{rows}</sheetData></worksheet>"
    part = graft.sheet(title, named(sheet, "r", "mc", "x14", "xdr"))
    graft.relate(part, "pivotTable", pivot)
    graft.relate(pivot, "pivotCacheDefinition", cache)
    rid = graft.relate(BOOK, "pivotCacheDefinition", cache)
    graft.put(BOOK, f'<pivotCaches><pivotCache cacheId="7" r:id="{rid}"/></pivotCaches>')
    return part


def _items(field: int) -> str:
    if field != 2:
        return "<sharedItems/>"
    return '<sharedItems count="2"><s v="直播"/><s v="搜索"/></sharedItems>'


def _pivot_field(field: int, fields: int) -> str:
    if field == 2:
        items = '<item x="0"/><item x="1"/><item t="default"/>'
        return f'<pivotField axis="axisRow" showAll="0"><items count="3">{items}</items></pivotField>'
    data = ' dataField="1"' if field == fields - 1 else ""
    return f'<pivotField{data} showAll="0"/>'


def add_slicer(graft: Graft, part: str, table_id: int, column: str) -> None:
    """Add a slicer on a table's third column to the sheet of the table."""
    name = "Slicer_channel"
    cache = graft.add(
        "xl/slicerCaches/slicerCache1.xml",
        f'<slicerCacheDefinition xmlns="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main" '
        f'name="{name}" sourceName="{column}"><extLst>'
        f'<x:ext xmlns:x="{MAIN}" uri="{{2F2917AC-EB37-4324-AD4E-5DD8C200BD13}}" {_X15}>'
        f'<x15:tableSlicerCache tableId="{table_id}" column="3"/></x:ext></extLst>'
        "</slicerCacheDefinition>",
        f"{_MS}.slicerCache+xml",
    )
    slicer = graft.add(
        "xl/slicers/slicer1.xml",
        '<slicers xmlns="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main">'
        f'<slicer name="渠道" cache="{name}" caption="渠道" rowHeight="241300"/></slicers>',
        f"{_MS}.slicer+xml",
    )
    to_cache = graft.relate(BOOK, "slicerCache", cache, base=MICROSOFT)
    to_slicer = graft.relate(part, "slicer", slicer, base=MICROSOFT)
    graft.put(BOOK, f'<definedName name="{name}">#N/A</definedName>')
    graft.put(
        BOOK,
        '<ext uri="{46BE6895-7355-4a93-B00E-2C351335B9C9}"><x15:slicerCaches>'
        f'<x14:slicerCache r:id="{to_cache}"/></x15:slicerCaches></ext>',
    )
    graft.put(
        part,
        '<ext uri="{3A4CF648-6AED-40f4-86FF-DC5316D8AED3}"><x15:slicerList/></ext>'.replace(
            "<x15:slicerList/>",
            f'<x14:slicerList><x14:slicer r:id="{to_slicer}"/></x14:slicerList>',
        ),
    )


def add_timeline(graft: Graft, part: str, field: str) -> None:
    """Add a timeline of the pivot table's days."""
    cache = graft.add(
        "xl/timelineCaches/timelineCache1.xml",
        f'<timelineCacheDefinition xmlns="{_X15[11:-1]}" name="Timeline_day" sourceName="{field}">'
        '<pivotTables><pivotTable tabId="933" name="花费透视"/></pivotTables>'
        '<state minimalRefreshVersion="6" lastRefreshVersion="6" pivotCacheId="7" '
        'filterType="unknown"><bounds startDate="2026-06-01T00:00:00" '
        'endDate="2026-07-01T00:00:00"/></state></timelineCacheDefinition>',
        f"{_MS}.timelineCache+xml",
    )
    line = graft.add(
        "xl/timelines/timeline1.xml",
        f'<timelines xmlns="{_X15[11:-1]}"><timeline name="日期" cache="Timeline_day" '
        'caption="日期" level="2" selectionLevel="2"/></timelines>',
        f"{_MS}.timeline+xml",
    )
    to_cache = graft.relate(BOOK, "timelineCache", cache, base=_MICROSOFT_2011)
    to_line = graft.relate(part, "timeline", line, base=_MICROSOFT_2011)
    graft.put(
        BOOK,
        '<ext uri="{D0CA8CA8-9F24-4464-BF8E-62219DCF47F9}"><x15:timelineCacheRefs>'
        f'<x15:timelineCacheRef r:id="{to_cache}"/></x15:timelineCacheRefs></ext>',
    )
    graft.put(
        part,
        '<ext uri="{7E03D99C-DC04-49d9-9315-930204A7B6E9}"><x15:timelineRefs>'
        f'<x15:timelineRef r:id="{to_line}"/></x15:timelineRefs></ext>',
    )


def add_query(graft: Graft, title: str) -> str:
    """Add a sheet with a table filled from outside; give its part."""
    rows = (
        '<row r="1"><c r="A1" t="inlineStr"><is><t>日期</t></is></c>'
        '<c r="B1" t="inlineStr"><is><t>金额</t></is></c></row>'
        '<row r="2"><c r="A2"><v>46200</v></c><c r="B2"><v>1.5</v></c></row>'
        '<row r="3"><c r="A3"/><c r="B3"><f>SUBTOTAL(109,t_query[金额])</f><v>1.5</v></c></row>'
    )
    part = graft.sheet(
        title, named(f"<worksheet NS><sheetData>{rows}</sheetData></worksheet>", "r")
    )
    connections = graft.add(
        "xl/connections.xml", named(_CONNECTION), f"{SPREADSHEET}.connections+xml"
    )
    graft.relate(BOOK, "connections", connections)
    table = graft.add(
        "xl/tables/table901.xml",
        named(
            '<table NS id="901" name="t_query" displayName="t_query" ref="A1:B3" '
            'tableType="queryTable" totalsRowCount="1"><autoFilter ref="A1:B2"/>'
            '<tableColumns count="2"><tableColumn id="1" name="日期" queryTableFieldId="1"/>'
            '<tableColumn id="2" name="金额" queryTableFieldId="2" totalsRowFunction="sum"/>'
            '</tableColumns><tableStyleInfo name="TableStyleLight1" showRowStripes="1"/></table>'
        ),
        f"{SPREADSHEET}.table+xml",
    )
    query = graft.add(
        "xl/queryTables/queryTable1.xml",
        named(
            '<queryTable NS name="后台报表" connectionId="1" autoFormatId="16" '
            'applyNumberFormats="0" applyBorderFormats="0" applyFontFormats="0" '
            'applyPatternFormats="0" applyAlignmentFormats="0" applyWidthHeightFormats="0">'
            '<queryTableRefresh nextId="3"><queryTableFields count="2"><queryTableField id="1" '
            'name="日期" tableColumnId="1"/><queryTableField id="2" name="金额" '
            'tableColumnId="2"/></queryTableFields></queryTableRefresh></queryTable>'
        ),
        f"{SPREADSHEET}.queryTable+xml",
    )
    graft.relate(table, "queryTable", query)
    rid = graft.relate(part, "table", table)
    graft.put(part, f'<tableParts count="1"><tablePart r:id="{rid}"/></tableParts>')
    return part


def add_outside(graft: Graft, part: str) -> None:
    """Add a link to another workbook, custom XML, custom properties, a printer's settings."""
    link = graft.add(
        "xl/externalLinks/externalLink1.xml",
        named(
            '<externalLink NS><externalBook r:id="rId900"><sheetNames><sheetName val="S"/>'
            "</sheetNames></externalBook></externalLink>",
            "r",
        ),
        f"{SPREADSHEET}.externalLink+xml",
    )
    graft.relate(link, "externalLinkPath", "file:///C:/去年.xlsx", external=True)
    rid = graft.relate(BOOK, "externalLink", link)
    graft.put(
        BOOK, f'<externalReferences><externalReference r:id="{rid}"/></externalReferences>'
    )
    graft.put(BOOK, '<definedName name="去年">[1]S!$A$1:$B$2</definedName>')
    mashup = '<?xml version="1.0" encoding="utf-16"?><DataMashup>AAAA</DataMashup>'
    item = graft.add("customXml/item1.xml", b"\xff\xfe" + mashup.encode("utf-16-le"))
    props = graft.add(
        "customXml/itemProps1.xml",
        '<ds:datastoreItem ds:itemID="{6A6F5C5B-0000-4B6C-9C53-000000000001}" '
        'xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml">'
        "<ds:schemaRefs/></ds:datastoreItem>",
        "application/vnd.openxmlformats-officedocument.customXmlProperties+xml",
    )
    graft.relate(item, "customXmlProps", props)
    graft.relate(BOOK, "customXml", item)
    own = graft.add(
        "docProps/custom.xml",
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
        'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"><property '
        'fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="2" name="审批人"><vt:lpwstr>王总'
        "</vt:lpwstr></property></Properties>",
        "application/vnd.openxmlformats-officedocument.custom-properties+xml",
    )
    graft.relate("", "custom-properties", own)
    graft.declare(f'<Default Extension="bin" ContentType="{SPREADSHEET}.printerSettings"/>')
    printer = graft.add("xl/printerSettings/printerSettings1.bin", bytes(range(256)))
    rid = graft.relate(part, "printerSettings", printer)
    text = graft.parts[part].decode().replace("<pageSetup ", f'<pageSetup r:id="{rid}" ', 1)
    assert "<pageSetup r:id" in text
    graft.parts[part] = text.encode()
