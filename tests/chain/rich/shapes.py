"""What a team draws and says on our sheets: notes, threads, controls, pictures, SmartArt."""

from tests.chain.rich.graft import BOOK, OFFICE, SPREADSHEET, Graft, named
from tests.ooxml.books import png

_DRAWING = "application/vnd.openxmlformats-officedocument"
_XDR = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_DGM = "http://schemas.openxmlformats.org/drawingml/2006/diagram"
_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_THREADED = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
_CX = "http://schemas.microsoft.com/office/drawing/2014/chartex"
_PERSON = "{7E1B2C3D-0000-4000-8000-000000000001}"
_THREAD = "{00A1B2C3-0000-4000-8000-00000000000%d}"
_VML = (
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit"><o:idmap '
    'v:ext="edit" data="{data}"/></o:shapelayout>{shapes}</xml>'
)
_NOTE = (
    '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" '
    'path="m,l,21600r21600,l21600,xe"/><v:shape id="_x0000_s91{n}" type="#_x0000_t202" '
    'style="position:absolute;margin-left:59pt;margin-top:1pt;width:108pt;height:59pt;'
    'visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto"><v:textbox><div '
    'style="text-align:left"/></v:textbox><x:ClientData ObjectType="Note"><x:MoveWithCells/>'
    "<x:SizeWithCells/><x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
)
_CHECKBOX = (
    '<v:shapetype id="_x0000_t201" coordsize="21600,21600" o:spt="201" '
    'path="m,l,21600r21600,l21600,xe"/><v:shape id="_x0000_s93185" type="#_x0000_t201" '
    'style="position:absolute;width:80pt;height:18pt"><x:ClientData ObjectType="Checkbox">'
    "<x:Anchor>4, 0, 1, 0, 6, 0, 2, 10</x:Anchor><x:FmlaLink>$D$1</x:FmlaLink></x:ClientData>"
    '</v:shape><v:shape id="_x0000_s93186" type="#_x0000_t201" '
    'style="position:absolute;width:80pt;height:18pt"><v:imagedata o:relid="{image}"/>'
    '<x:ClientData ObjectType="Pict"><x:Anchor>4, 0, 4, 0, 6, 0, 5, 10</x:Anchor>'
    "</x:ClientData></v:shape>"
)
_CORNERS = (
    "<xdr:from><xdr:col>{0}</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>{1}</xdr:row>"
    "<xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:to><xdr:col>{2}</xdr:col><xdr:colOff>0"
    "</xdr:colOff><xdr:row>{3}</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:to>"
)
_FRAME = (
    '<xdr:graphicFrame macro=""><xdr:nvGraphicFramePr><xdr:cNvPr id="{id}" name="{name}"/>'
    '<xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr><xdr:xfrm><a:off x="0" y="0"/>'
    '<a:ext cx="0" cy="0"/></xdr:xfrm><a:graphic><a:graphicData uri="{uri}">{inner}'
    "</a:graphicData></a:graphic></xdr:graphicFrame>"
)
_FALLBACK = (
    '<xdr:sp macro="" textlink=""><xdr:nvSpPr><xdr:cNvPr id="5" name=""/><xdr:cNvSpPr/>'
    '</xdr:nvSpPr><xdr:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="9525" cy="9525"/></a:xfrm>'
    '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></xdr:spPr></xdr:sp>'
)


def add_vml(graft: Graft, part: str, shapes: str, number: int) -> str:
    """Give a sheet a drawing of the old kind, which notes and controls need."""
    graft.declare(
        '<Default Extension="vml" ContentType='
        '"application/vnd.openxmlformats-officedocument.vmlDrawing"/>'
    )
    name = f"xl/drawings/vmlDrawing{number}.vml"
    graft.parts[name] = _VML.format(data=number % 100, shapes=shapes).encode()
    rid = graft.relate(part, "vmlDrawing", name)
    graft.put(part, f'<legacyDrawing r:id="{rid}"/>')
    return name


def add_thread(graft: Graft, part: str, row: int) -> None:
    """Add a note in column A and a thread in column C of a row, by two people."""
    notes = "".join(
        f'<comment ref="{column}{row}" authorId="{author}"><text><t>{text}</t></text></comment>'
        for column, author, text in (("A", 0, "按付款口径"), ("C", 1, "[线程批注] 见下"))
    )
    people = f"<authors><author>小王</author><author>tc={_THREAD % 1}</author></authors>"
    name = graft.add(
        "xl/comments911.xml",
        named(f"<comments NS>{people}<commentList>{notes}</commentList></comments>"),
        f"{SPREADSHEET}.comments+xml",
    )
    graft.relate(part, "comments", name)
    shapes = "".join(_NOTE.format(n=c, row=row - 1, column=c) for c in (0, 2))
    add_vml(graft, part, shapes, 911)
    threads = "".join(
        f'<threadedComment ref="C{row}" dT="2026-06-1{n}T08:00:00.00" personId="{_PERSON}" '
        f'id="{_THREAD % n}"{reply}><text>{text}</text></threadedComment>'
        for n, reply, text in (
            (1, "", "口径对吗？"),
            (2, f' parentId="{_THREAD % 1}"', "对的"),
        )
    )
    thread = graft.add(
        "xl/threadedComments/threadedComment1.xml",
        f'<ThreadedComments xmlns="{_THREADED}">{threads}</ThreadedComments>',
        "application/vnd.ms-excel.threadedcomments+xml",
    )
    base = "http://schemas.microsoft.com/office/2017/10/relationships"
    graft.relate(part, "threadedComment", thread, base=base)
    person = graft.add(
        "xl/persons/person.xml",
        f'<personList xmlns="{_THREADED}"><person displayName="小王" id="{_PERSON}" '
        'userId="w@example.com" providerId="None"/></personList>',
        "application/vnd.ms-excel.person+xml",
    )
    graft.relate(BOOK, "person", person, base=base)


def add_controls(graft: Graft, part: str) -> None:
    """Add a checkbox and an ActiveX button to a sheet."""
    image = graft.add("xl/media/image911.png", png() + bytes(4))
    vml = add_vml(graft, part, "{shapes}", 931)
    rid = graft.relate(vml, "image", image)
    shapes = _CHECKBOX.format(image=rid)
    graft.parts[vml] = graft.parts[vml].replace(b"{shapes}", shapes.encode())
    box = graft.add(
        "xl/ctrlProps/ctrlProp1.xml",
        '<formControlPr xmlns="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main" '
        'objectType="CheckBox" fmlaLink="$D$1" lockText="1" noThreeD="1"/>',
        "application/vnd.ms-excel.controlproperties+xml",
    )
    active = graft.add(
        "xl/activeX/activeX1.xml",
        '<ax:ocx xmlns:ax="http://schemas.microsoft.com/office/2006/activeX" '
        f'xmlns:r="{OFFICE}" ax:classid="{{D7053240-CE69-11CD-A777-00DD01143C57}}" '
        'ax:persistence="persistStreamInit" r:id="rId900"/>',
        "application/vnd.ms-office.activeX+xml",
    )
    binary = graft.add(
        "xl/activeX/activeX1.bin", bytes(64), "application/vnd.ms-office.activeX"
    )
    base = "http://schemas.microsoft.com/office/2006/relationships"
    graft.relate(active, "activeXControlBinary", binary, base=base)
    to_box, to_active = (
        graft.relate(part, "ctrlProp", box),
        graft.relate(part, "control", active),
    )
    to_image = graft.relate(part, "image", image)
    corners = (
        _CORNERS.format(4, 1, 6, 2)
        .replace("<xdr:from", "<from")
        .replace("<xdr:to>", "<to>")
    )
    corners = corners.replace("</xdr:from", "</from").replace("</xdr:to>", "</to>")
    controls = "".join(
        f'<mc:AlternateContent><mc:Choice Requires="x14"><control shapeId="{shape}" '
        f'r:id="{rid}" name="{name}"><controlPr defaultSize="0"{more}><anchor moveWithCells="1">'
        f"{corners}</anchor></controlPr></control></mc:Choice></mc:AlternateContent>"
        for shape, rid, name, more in (
            (93185, to_box, "Check Box 1", ' autoFill="0" autoLine="0" autoPict="0"'),
            (93186, to_active, "CommandButton1", f' autoLine="0" r:id="{to_image}"'),
        )
    )
    graft.put(
        part,
        '<mc:AlternateContent><mc:Choice Requires="x14">'
        f"<controls>{controls}</controls></mc:Choice></mc:AlternateContent>",
    )


def add_drawing(graft: Graft, part: str, values: str) -> None:
    """Add a picture, a waterfall chart, a SmartArt and a slicer's frame to a sheet."""
    name = "xl/drawings/drawing921.xml"
    graft.parts[name] = b""
    graft.declare('<Default Extension="png" ContentType="image/png"/>')
    image = graft.add("xl/media/image921.png", png() + b"\0\0")
    picture = graft.relate(name, "image", image)
    waterfall = _waterfall(graft, values)
    to_chart = graft.relate(
        name,
        "chartEx",
        waterfall,
        base="http://schemas.microsoft.com/office/2014/relationships",
    )
    anchors = (
        _CORNERS.format(70, 8, 74, 12)
        + '<xdr:pic><xdr:nvPicPr><xdr:cNvPr id="2" name="店标" descr="店标"/><xdr:cNvPicPr/>'
        f'</xdr:nvPicPr><xdr:blipFill><a:blip r:embed="{picture}"/><a:stretch><a:fillRect/>'
        '</a:stretch></xdr:blipFill><xdr:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="9525" '
        'cy="9525"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></xdr:spPr></xdr:pic>',
        _CORNERS.format(70, 14, 78, 30)
        + f'<mc:AlternateContent xmlns:mc="{_MC}"><mc:Choice '
        'xmlns:cx1="http://schemas.microsoft.com/office/drawing/2015/9/8/chartex" Requires="cx1">'
        + _FRAME.format(
            id=3,
            name="瀑布",
            uri=_CX,
            inner=f'<cx:chart xmlns:cx="{_CX}" r:id="{to_chart}"/>',
        )
        + f"</mc:Choice><mc:Fallback>{_FALLBACK}</mc:Fallback></mc:AlternateContent>",
        _CORNERS.format(70, 32, 78, 40)
        + _FRAME.format(id=4, name="流程", uri=_DGM, inner=_smart_art(graft, name)),
    )
    body = "".join(
        f'<xdr:twoCellAnchor editAs="oneCell">{one}<xdr:clientData/></xdr:twoCellAnchor>'
        for one in anchors
    )
    del graft.parts[name]
    graft.add(
        name,
        f'<xdr:wsDr xmlns:xdr="{_XDR}" xmlns:a="{_A}" xmlns:r="{OFFICE}">{body}</xdr:wsDr>',
        f"{_DRAWING}.drawing+xml",
    )
    graft.put(part, f'<drawing r:id="{graft.relate(part, "drawing", name)}"/>')


def _waterfall(graft: Graft, values: str) -> str:
    return graft.add(
        "xl/charts/chartEx1.xml",
        f'<cx:chartSpace xmlns:cx="{_CX}" xmlns:a="{_A}"><cx:chartData><cx:data id="0">'
        f'<cx:numDim type="val"><cx:f>{values}</cx:f><cx:lvl ptCount="2" formatCode="General">'
        '<cx:pt idx="0">1</cx:pt><cx:pt idx="1">2</cx:pt></cx:lvl></cx:numDim></cx:data>'
        "</cx:chartData><cx:chart><cx:plotArea><cx:plotAreaRegion><cx:series "
        'layoutId="waterfall" uniqueId="{00000000-0000-4000-8000-000000000009}">'
        '<cx:dataId val="0"/></cx:series></cx:plotAreaRegion></cx:plotArea></cx:chart>'
        "</cx:chartSpace>",
        "application/vnd.ms-office.chartex+xml",
    )


def _smart_art(graft: Graft, drawing: str) -> str:
    texts = {
        "data": (
            "dataModel",
            '<dgm:ptLst><dgm:pt modelId="1" type="doc"/><dgm:pt modelId="2"><dgm:t><a:bodyPr/>'
            "<a:p><a:r><a:t>预热</a:t></a:r></a:p></dgm:t></dgm:pt></dgm:ptLst><dgm:cxnLst>"
            '<dgm:cxn modelId="3" srcId="1" destId="2" srcOrd="0" destOrd="0"/></dgm:cxnLst>',
            "diagramData",
            "dm",
        ),
        "layout": ("layoutDef", '<dgm:layoutNode name="l"/>', "diagramLayout", "lo"),
        "quickStyle": ("styleDef", '<dgm:styleLbl name="s"/>', "diagramQuickStyle", "qs"),
        "colors": ("colorsDef", "", "diagramColors", "cs"),
    }
    ids = ""
    for name, (tag, inner, kind, key) in texts.items():
        content = "diagramStyle" if name == "quickStyle" else kind
        part = graft.add(
            f"xl/diagrams/{name}1.xml",
            f'<dgm:{tag} xmlns:dgm="{_DGM}" xmlns:a="{_A}">{inner}</dgm:{tag}>',
            f"{_DRAWING}.drawingml.{content}+xml",
        )
        ids += f' r:{key}="{graft.relate(drawing, kind, part)}"'
    return f'<dgm:relIds xmlns:dgm="{_DGM}"{ids}/>'


def add_cell_images(graft: Graft) -> None:
    """Add pictures in cells as WPS keeps them."""
    image = graft.add("xl/media/image931.png", png() + b"\0\0\0")
    name = graft.add(
        "xl/cellimages.xml",
        f'<etc:cellImages xmlns:etc="http://www.wps.cn/officeDocument/2017/etCustomData" '
        f'xmlns:xdr="{_XDR}" xmlns:a="{_A}" xmlns:r="{OFFICE}"><etc:cellImage><xdr:pic>'
        '<xdr:nvPicPr><xdr:cNvPr id="2" name="ID_0A1B"/><xdr:cNvPicPr/></xdr:nvPicPr>'
        '<xdr:blipFill><a:blip r:embed="rId900"/></xdr:blipFill><xdr:spPr/></xdr:pic>'
        "</etc:cellImage></etc:cellImages>",
        "application/vnd.wps-officedocument.cellimage+xml",
    )
    graft.relate(name, "image", image)
    base = "http://www.wps.cn/officeDocument/2020"
    graft.relate(BOOK, "cellImage", name, base=base)
