"""The layouts and placeholders a deck template has, under the names a person sees."""

from promo_xl.schema.label import Label

COVER = Label("封面", "Cover")
KPI = Label("指标", "KPI")
CHART_POINTS = Label("图表与要点", "Chart and points")
FULL_CHART = Label("全幅图表", "Full chart")
TABLE_PAGE = Label("表格", "Table")
TWO_COLUMNS = Label("两栏", "Two columns")
LAYOUTS = (COVER, KPI, CHART_POINTS, FULL_CHART, TABLE_PAGE, TWO_COLUMNS)

TITLE = Label("标题", "Title")
SUBTITLE = Label("副标题", "Subtitle")
BYLINE = Label("部门与日期", "Department and date")
TILES = Label("指标", "KPI")
CHART = Label("图表", "Chart")
POINTS = Label("要点", "Points")
SUMMARY = Label("结论", "Conclusion")
TABLE = Label("表格", "Table")
LEFT_TITLE = Label("左标题", "Left title")
LEFT_TEXT = Label("左内容", "Left text")
RIGHT_TITLE = Label("右标题", "Right title")
RIGHT_TEXT = Label("右内容", "Right text")
SOURCE = Label("数据来源", "Source")
HEADER = Label("页眉", "Header")
PAGE_NUMBER = Label("页码", "Page number")
DRAFT = Label("草稿", "Draft")
OPTIONAL = (SUMMARY, HEADER, PAGE_NUMBER, DRAFT)
"""A slide is made without them where people took them away."""
_COMMON = (TITLE, SOURCE, HEADER, PAGE_NUMBER, DRAFT)
HOLDERS = {
    KPI: (*_COMMON, TILES, SUMMARY),
    CHART_POINTS: (*_COMMON, CHART, POINTS),
    FULL_CHART: (*_COMMON, CHART, SUMMARY),
    TABLE_PAGE: (*_COMMON, TABLE, SUMMARY),
    TWO_COLUMNS: (*_COMMON, LEFT_TITLE, LEFT_TEXT, RIGHT_TITLE, RIGHT_TEXT),
}
"""The placeholders of the layouts slides are made of; others a brand brings stay unused."""
