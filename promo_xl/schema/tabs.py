"""What 首页 says of the tabs out of view."""

from collections.abc import Sequence

from promo_xl.schema.label import Label

_HIDDEN = Label(
    "隐藏的表：{names}。在任意标签上点右键，选“取消隐藏”即可看到；列上方的 ＋ 展开选填列。",
    "Hidden sheets: {names}. Right-click any tab and choose Unhide to see them; the + above "
    "the columns unfolds optional ones.",
)
_NONE = Label(
    "没有隐藏的表。列上方的 ＋ 展开选填列。",
    "No sheet is hidden. The + above the columns unfolds optional ones.",
)


def hidden_tabs(titles: Sequence[str]) -> Label:
    """Name the tabs out of view and say how to see them: links to them would do nothing."""
    if not titles:
        return _NONE
    zh, en = "、".join(titles), ", ".join(titles)
    return Label(_HIDDEN.say("zh", names=zh), _HIDDEN.say("en", names=en))
