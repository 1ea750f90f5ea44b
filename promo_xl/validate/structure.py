"""Group A, structure, types and references: what a reader could not take as it stands."""

from promo_xl.validate.structure_cells import CELLS
from promo_xl.validate.structure_names import NAMES
from promo_xl.validate.structure_shape import SHAPE
from promo_xl.validate.structure_sheets import SHEETS

STRUCTURE = (*SHEETS, *CELLS, *NAMES, *SHAPE)
