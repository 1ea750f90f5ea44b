"""From what was read to what may be said: figures, tables, sentences, the home page.

Total on any book: blank in, blank out; nothing here raises for what people typed.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import partial

from promo_xl.book import Array, Book
from promo_xl.derive.blocks import block_makers
from promo_xl.derive.blocks.board import board
from promo_xl.derive.burning import burn_figures
from promo_xl.derive.claims import make_claims
from promo_xl.derive.derived import Derived, derive
from promo_xl.derive.figures import daily_figures
from promo_xl.derive.figures_pace import pace_figures
from promo_xl.derive.figures_products import product_figures
from promo_xl.derive.home import make_home
from promo_xl.derive.inputs import channel_figures, ledger_figures
from promo_xl.derive.lazy import Later, Lazy
from promo_xl.derive.lines import budget_figures, goal_figures, task_figures
from promo_xl.derive.ops.figures import ops_figures
from promo_xl.derive.story import Story
from promo_xl.facts import Block, Facts, Figure
from promo_xl.schema.sheet import Owner

__all__ = ["derive_facts"]


def derive_facts(book: Book, as_of: datetime) -> Facts:
    """Compute everything a run may say about *book* at *as_of*.

    A bare date (midnight) is the end of that day. Rows dated later are left out.
    """
    d = derive(book, as_of)
    story = Story(d, {figure.key: figure for figure in _figures(d)})
    claims = make_claims(story)
    blocks: Lazy[str, Block] = Lazy(
        {**block_makers(story), "calc_board": lambda: board(story, blocks, claims)}
    )
    return Facts(
        as_of=as_of,
        figures=story.figures,
        blocks=blocks,
        claims=claims,
        columns=_columns(d),
        home=Later(lambda: make_home(story)),
        later=d.scope.later,
    )


def _figures(d: Derived) -> Iterator[Figure]:
    yield from daily_figures(d)
    yield from ledger_figures(d)
    yield from channel_figures(d)
    yield from burn_figures(d)
    yield from budget_figures(d)
    yield from goal_figures(d)
    yield from task_figures(d)
    yield from pace_figures(d)
    yield from product_figures(d)
    yield from ops_figures(d)


def _columns(d: Derived) -> Mapping[tuple[str, str], Array]:
    return Lazy({place: partial(d.columns.of, *place) for place in _computed(d.book)})


def _computed(book: Book) -> Iterator[tuple[str, str]]:
    for table in book:
        for column in table.sheet.columns:
            if column.owner in (Owner.FORMULA, Owner.TOOL):
                yield table.sheet.key, column.key
