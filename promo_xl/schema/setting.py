"""One setting of the form 设置: a threshold or switch, its default and where that comes from."""

from promo_xl.schema.kind import Kind
from promo_xl.schema.label import named
from promo_xl.schema.sheet import Column, Owner


def setting(key: str, name: str, kind: Kind, default: str | float, why: str) -> Column:
    """Declare a setting; *name* and *why* are `中文 | English`."""
    said = named(why)
    return Column(
        key,
        named(name),
        kind,
        owner=Owner.SETTING,
        default=default,
        note=said.en,
        note_zh=said.zh,
    )
