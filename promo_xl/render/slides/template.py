"""A deck template: its layouts and placeholders as people named them, ready to be filled.

Slides that stand in the template, and their notes and charts, are left out.
"""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from lxml import etree

from promo_xl.errors import TemplateError, UnreadableError
from promo_xl.ooxml.package import Package, open_package
from promo_xl.render.slides import names, parts
from promo_xl.render.slides.holders import Holder, read_holders, read_inherited
from promo_xl.schema.label import Label


@dataclass(frozen=True, slots=True)
class Layout:
    """One layout of the template."""

    name: str
    part: str
    holders: tuple[Holder, ...]
    found: dict[Label, Holder | None] = field(default_factory=dict, compare=False)
    """Placeholders looked for before."""

    def find(self, name: Label) -> Holder | None:
        """Give the placeholder called *name*, None where people took it away."""
        if name not in self.found:
            fitting = (holder for holder in self.holders if holder.matches(name))
            self.found[name] = next(fitting, None)
        return self.found[name]

    def holder(self, name: Label) -> Holder:
        """Give the placeholder called *name*; without it the slide cannot be made."""
        found = self.find(name)
        if found is None:
            raise _missing_holder(self, name)
        return found


@dataclass(frozen=True, slots=True)
class Template:
    """A template's package without its slides, and the texts new slides are written into."""

    package: Package
    """Only what is kept."""
    layouts: tuple[Layout, ...]
    presentation: str
    """Name of the main part."""
    before: str
    after: str
    """The main part's text before and after the list of slides."""
    relations: str
    root: str
    """Relationships of the main part and of the package, as elements."""
    types: str
    """Content types of what is kept, as elements."""
    theme: bytes
    notes_master: str
    """Name of its notes master, "" where it has none."""

    def layout(self, name: Label) -> Layout:
        """Give the layout called *name* in either language."""
        for layout in self.layouts:
            if name.matches(layout.name):
                return layout
        raise _missing_layout(self, name)


@lru_cache(maxsize=8)
def read_template(data: bytes) -> Template:
    """Read a template; the same bytes are read once. What looks misspelt is an error."""
    template = _opened(data)
    for name, known in names.HOLDERS.items():
        layout = next((one for one in template.layouts if name.matches(one.name)), None)
        if layout is not None:
            _check_names(layout, known)
    return template


def _check_names(layout: Layout, known: Sequence[Label]) -> None:
    """Stop at a placeholder nearly called as one that would be missed in silence."""
    absent = [name for name in known if name in names.OPTIONAL and not layout.find(name)]
    for holder in layout.holders:
        if any(holder.matches(name) for name in known):
            continue
        for name in absent:
            if difflib.get_close_matches(holder.name, (name.zh, name.en), 1, _NEAR):
                raise _unknown_holder(layout, holder, name)


def _opened(data: bytes) -> Template:
    try:
        return _read(open_package(data))
    except (UnreadableError, etree.XMLSyntaxError, KeyError, ValueError) as exc:
        raise TemplateError(
            "演示模板打不开：文件不是 .pptx/.potx，或已损坏。请用 PowerPoint 打开后另存为 .pptx",
            "The deck template cannot be opened: it is no .pptx/.potx or it is damaged. "
            "Open it in PowerPoint and save it as .pptx",
        ) from exc


def _read(package: Package) -> Template:
    main = _target(parts.relations(package, ""), "/officeDocument")
    related = parts.relations(package, main)
    masters = [
        relation.target for relation in related if relation.kind.endswith("/slideMaster")
    ]
    notes = [r.target for r in related if r.kind.endswith("/notesMaster")]
    kept = parts.kept_parts(package)
    before, after, has_notes = parts.strip_presentation(package, main)
    theme = _target(parts.relations(package, masters[0] if masters else main), "/theme")
    return Template(
        package=Package({n: m for n, m in package.members.items() if n in kept}),
        layouts=tuple(layout for master in masters for layout in _layouts(package, master)),
        presentation=main,
        before=before,
        after=after,
        relations=parts.strip_relations(package, main),
        root=parts.strip_relations(package, ""),
        types=parts.strip_types(package, kept, main),
        theme=package.read(theme),
        notes_master=notes[0] if notes and has_notes else "",
    )


def _target(related: Sequence[parts.Relation], kind: str) -> str:
    for relation in related:
        if relation.kind.endswith(kind):
            return relation.target
    raise KeyError(kind)


def _layouts(package: Package, master: str) -> list[Layout]:
    inherited = read_inherited(parts.parse(package.read(master)))
    found = []
    for relation in parts.relations(package, master):
        if relation.kind.endswith("/slideLayout"):
            root = parts.parse(package.read(relation.target))
            common = root.find(f"{{{parts.P}}}cSld")
            name = "" if common is None else common.get("name", "")
            found.append(Layout(name, relation.target, read_holders(root, inherited)))
    return found


def _missing_layout(template: Template, name: Label) -> TemplateError:
    found = [layout.name for layout in template.layouts]
    zh, en = _nearest(name, found)
    return TemplateError(
        f"演示模板缺少版式“{name.zh}”（英文名 {name.en}）；现有版式：{'、'.join(found) or '无'}。{zh}"
        "请在 PowerPoint 的“视图 → 幻灯片母版”里改名或补上。",
        f'The deck template has no layout "{name.en}" ({name.zh}); it has: '
        f"{', '.join(found) or 'none'}. {en}Rename or add it in View → Slide Master.",
    )


def _missing_holder(layout: Layout, name: Label) -> TemplateError:
    found = [holder.name for holder in layout.holders]
    zh, en = _nearest(name, found)
    return TemplateError(
        f"演示模板的版式“{layout.name}”缺少占位符“{name.zh}”（英文名 {name.en}）；"
        f"现有占位符：{'、'.join(found) or '无'}。{zh}"
        "请在“幻灯片母版”里打开“选择窗格”改名或补上。",
        f'Layout "{layout.name}" of the deck template has no placeholder "{name.en}" '
        f"({name.zh}); it has: {', '.join(found) or 'none'}. {en}"
        "Rename or add it in Slide Master, with the Selection Pane open.",
    )


def _unknown_holder(layout: Layout, holder: Holder, name: Label) -> TemplateError:
    return TemplateError(
        f"演示模板的版式“{layout.name}”里有不认识的占位符“{holder.name}”，"
        f"是否想写“{name.zh}”（英文名 {name.en}）？请在“幻灯片母版”里打开“选择窗格”改名。",
        f'Layout "{layout.name}" of the deck template has an unknown placeholder '
        f'"{holder.name}"; did you mean "{name.en}" ({name.zh})? Rename it in Slide '
        "Master, with the Selection Pane open.",
    )


_NEAR = 0.6


def _nearest(name: Label, found: Sequence[str]) -> tuple[str, str]:
    for wanted in (name.zh, name.en):
        close = difflib.get_close_matches(wanted, found, 1, 0.5)
        if close:
            return f"是否把“{close[0]}”改名？", f'Is "{close[0]}" the one to rename? '
    return "", ""
