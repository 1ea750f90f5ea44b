"""Words of the workbook that belong to no column: titles, buttons, hints."""

from promo_xl.schema.label import Label

HOME = Label("首页", "Home")
GUIDE = Label("使用说明", "Guide")
CALC = Label("计算", "Calculation")
META = "_meta"

BACK = Label("← 首页", "← Home")
PAGE = Label("第 &P / &N 页", "Page &P of &N")
ITEM, CONTENT, NOTE = Label("项目", "Item"), Label("内容", "Value"), Label("说明", "Note")

REQUIRED = Label("必填", "Required")
OPTIONAL = Label("选填", "Optional")
REQUIRED_WHEN = Label("视情况必填", "Required in some cases")
KIND = Label("填{kind}", "Fill in: {kind}")
KINDS = {
    "text": Label("文字", "text"),
    "longtext": Label("文字", "text"),
    "ref": Label("名称", "a name"),
    "reflist": Label("名称", "names"),
}
"""What people call a kind, where the dictionary's word is a technical one."""
EXAMPLE = Label("如 {example}", "e.g. {example}")
MEANT = {"plan.owner": Label("项目负责人", "project owner")}
"""How a field of the plan is named elsewhere, where its label alone would be taken for another."""
BLANK = Label("空＝{default}", "blank = {default}")
DEFAULT = Label("留空按“{default}”", "Blank counts as “{default}”")
PICK = Label("从下拉列表里选", "Pick from the list")
SEVERAL = Label("多个用“;”隔开", "Separate several with “;”")
FOLDED = Label(
    "收起的选填项：{names}；点左侧 ＋ 展开。",
    "Folded, optional: {names}. The + on the left unfolds them.",
)
AUTOMATIC = Label("自动计算，不用填", "Calculated, nothing to type")

NOT_NUMBER = Label("这里应当是数字", "A number is expected")
NOT_NUMBER_TEXT = Label(
    "Excel 只会对数字求和。“12万”这样的写法校验时认得，也可以选“是”保留。",
    "Excel only adds up numbers. Amounts typed as text are understood when the book is "
    "checked; choose Yes to keep yours.",
)
NOT_DATE = Label("这里应当是日期", "A date is expected")
NOT_DATE_TEXT = Label(
    "请填真正的日期，如 2026-06-01。要保留现在的写法请选“是”。",
    "Type a real date such as 2026-06-01. Choose Yes to keep what you typed.",
)
NOT_LISTED = Label("不在列表里", "Not in the list")
NOT_LISTED_TEXT = Label(
    "请从下拉列表选。要保留现在的写法请选“是”。",
    "Please pick from the list. Choose Yes to keep what you typed.",
)
