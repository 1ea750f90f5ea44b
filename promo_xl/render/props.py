"""What a document says of itself in its properties: title, moment, workbook, template, version."""

from __future__ import annotations

from promo_xl.ooxml.xmltext import escape
from promo_xl.render.stamp import Stamp
from promo_xl.schema.label import Label

CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"
CUSTOM_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
CORE_REL = (
    "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
)
CUSTOM_REL = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"
)
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_FMTID = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_VT = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"


def core_xml(stamp: Stamp, what: Label, lang: str) -> bytes:
    """Give docProps/core.xml; its dates are the as-of moment, never the clock's."""
    moment = f'<dcterms:{{0}} xsi:type="dcterms:W3CDTF">{_moment(stamp)}</dcterms:{{0}}>'
    xml = (
        f'{_HEAD}<cp:coreProperties xmlns:cp="{_CORE}" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(stamp.title)} {what.say(lang)}</dc:title>"
        f"<dc:subject>{escape(stamp.title)}</dc:subject><dc:creator>promo_xl</dc:creator>"
        f"<cp:lastModifiedBy>promo_xl</cp:lastModifiedBy><cp:revision>1</cp:revision>"
        f"{moment.format('created')}{moment.format('modified')}"
        f"<dc:language>{'zh-CN' if lang == 'zh' else 'en-US'}</dc:language>"
        "</cp:coreProperties>"
    )
    return xml.encode()


def custom_xml(stamp: Stamp, lang: str) -> bytes:
    """Give docProps/custom.xml, by which a document finds its workbook again."""
    values = {
        "promo_xl_version": stamp.version,
        "promo_xl_as_of": stamp.as_of.isoformat(),
        "promo_xl_workbook": stamp.workbook,
        "promo_xl_workbook_sha256": stamp.sha256,
        "promo_xl_template_sha256": stamp.template,
        "promo_xl_draft": "1" if stamp.draft else "0",
        "promo_xl_audience": stamp.audience.say(lang),
        "promo_xl_stage": stamp.stage.say(lang) if stamp.stage else "",
    }
    body = "".join(
        f'<property fmtid="{_FMTID}" pid="{i}" name="{name}"><vt:lpwstr>{escape(value)}'
        "</vt:lpwstr></property>"
        for i, (name, value) in enumerate(values.items(), 2)
    )
    xml = f'{_HEAD}<Properties xmlns="{_CUSTOM}" xmlns:vt="{_VT}">{body}</Properties>'
    return xml.encode()


def _moment(stamp: Stamp) -> str:
    return stamp.as_of.replace(microsecond=0, tzinfo=None).isoformat() + "Z"
