"""From what was read to what may be said: figures, tables, sentences, the home page.

Total on any book: blank in, blank out; nothing here raises for what people typed.
"""

from collections.abc import Iterator
from datetime import datetime

from promo_xl.book import Array, Book
from promo_xl.derive.blocks import make_blocks
from promo_xl.derive.claims import make_claims
from promo_xl.derive.derived import Derived, derive
from promo_xl.derive.figures import daily_figures
from promo_xl.derive.home import make_home
from promo_xl.derive.inputs import channel_figures, ledger_figures
from promo_xl.derive.lines import budget_figures, goal_figures, task_figures
from promo_xl.derive.story import Story
from promo_xl.facts import Facts, Figure
from promo_xl.schema.sheet import Owner

__all__ = ["derive_facts"]


def derive_facts(book: Book, as_of: datetime) -> Facts:
    """Compute everything a run may say about *book* at *as_of*.

    A bare date (midnight) is the end of that day. Rows dated later are left out.
    """
    d = derive(book, as_of)
    story = Story(d, {figure.key: figure for figure in _figures(d)})
    return Facts(
        as_of=as_of,
        figures=story.figures,
        blocks=make_blocks(story),
        claims=make_claims(story),
        columns=_columns(d),
        home=make_home(story),
        later=d.scope.later,
    )


def _figures(d: Derived) -> Iterator[Figure]:
    yield from daily_figures(d)
    yield from ledger_figures(d)
    yield from channel_figures(d)
    yield from budget_figures(d)
    yield from goal_figures(d)
    yield from task_figures(d)


def _columns(d: Derived) -> dict[tuple[str, str], Array]:
    return {
        (table.sheet.key, column.key): d.columns.of(table.sheet.key, column.key)
        for table in d.book
        for column in table.sheet.columns
        if column.owner in (Owner.FORMULA, Owner.TOOL)
    }
