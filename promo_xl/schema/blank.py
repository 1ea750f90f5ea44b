"""What counts as *not measured*: never 0, never guessed."""

from promo_xl.schema.label import fold

MARKERS = frozenset(
    {"", "-", "--", "—", "——", "–", "−", "/", "\\", "n/a", "na", "null", "none", "(none)"}
    | {"(notset)", "暂无", "无", "未填", "待定", "tbd", "#n/a", "#div/0!", "#value!"}
)
"""What people and exports write into an unmeasured cell, folded.

`nan` is not among them: in a workbook it comes from a broken export, and a person should
look at it.
"""


def is_blank(raw: object) -> bool:
    """Whether *raw* says nothing: an empty cell, spaces, or a marker for not measured."""
    return raw is None or (isinstance(raw, str) and fold(raw) in MARKERS)
