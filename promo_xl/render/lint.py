"""Faults of report templates, each with its place: what `doctor` and template authors ask for."""

from promo_xl.render.word.faults import TemplateFault
from promo_xl.render.word.template import template_faults

__all__ = ["TemplateFault", "template_faults"]
