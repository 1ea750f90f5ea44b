"""The close-out report in Word: our renderer for templates in docxtpl's syntax."""

from promo_xl.render.word.report import default_template, render_report

__all__ = ["default_template", "render_report"]
