"""Splicing bytes gives what a tree of the sheet gives, and leaves other rows as they were."""

import random
import re
from collections.abc import Iterator, Mapping

import pytest

from promo_xl.errors import RefusedError
from promo_xl.ooxml.cell import Content
from promo_xl.ooxml.sheet import SheetXml
from tests.ooxml.books import MAIN
from tests.ooxml.dom_patcher import DomSheet, Place, RefusedHereError, letters, tidy

SHARED = ["甲", "a&b", "", " 东京 ", "_x0041_"]
CASES = 1_500
WIDTH = 12
TEXTS = (
    "新",
    "",
    " a\nb ",
    "A&B <满300减50> =1+1",
    "_x0041_",
    "bell\x07",
    "👍",
    "甲",
    "a&b",
    "]]>",
)
NUMBERS = (0.0, 1.0, -4.5, 0.1 + 0.2, 1e21, 46174.0, 7)


class Sheets:
    """Random sheets, each written in one of the ways that are around."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.p = self.random.choice(["", "", "x:"])
        self.odd = self.random.random() < 0.3
        """Cells and rows without addresses, single quotes, white space."""
        self.filled: list[Place] = []
        self.live: set[str] = set()
        """Cells with a formula."""

    def chance(self, of: float) -> bool:
        """Whether it happens."""
        return self.random.random() < of

    def sheet(self) -> bytes:
        """Give a sheet's XML."""
        rows = "".join(self.rows())
        p, space = self.p, "\n" if self.odd and self.chance(0.5) else ""
        data = f"<{p}sheetData>{space}{rows}</{p}sheetData>" if rows else f"<{p}sheetData/>"
        head = self.random.choice(["", f'<{p}dimension ref="B2:D7"/>'])
        if self.chance(0.5):
            head += f'<{p}cols><{p}col min="2" max="4" style="3"/><{p}col min="9" max="9"/></{p}cols>'
        tail = ""
        if self.chance(0.3):
            tail = f'<{p}mergeCells><{p}mergeCell ref="C3:D4"/></{p}mergeCells>'
        name = f'xmlns:{p[:-1]}="{MAIN}"' if p else f'xmlns="{MAIN}"'
        xml = f"<{p}worksheet {name}>{head}{data}{tail}</{p}worksheet>"
        return ('<?xml version="1.0" encoding="UTF-8"?>\n' + xml).encode()

    def rows(self) -> Iterator[str]:
        """Give rows with gaps between."""
        number = 0
        for _ in range(self.random.randrange(9)):
            step = self.random.choice([1, 1, 1, 2, 40])
            number += step
            said = f' r="{number}"' if step > 1 or not self.odd or self.chance(0.5) else ""
            more = self.random.choice(
                [
                    "",
                    ' spans="1:4"',
                    ' s="7" customFormat="1"',
                    ' ht="20" hidden="1"',
                    ' s="9"',
                ]
            )
            cells = "".join(self.cells(number))
            extra = f"<{self.p}extLst/>" if self.chance(0.05) else ""
            if cells or extra or self.chance(0.5):
                yield f"<{self.p}row{said}{more}>{cells}{extra}</{self.p}row>"
            else:
                yield f"<{self.p}row{said}{more}/>"
            yield "\n  " if self.odd and self.chance(0.3) else ""

    def cells(self, row: int) -> Iterator[str]:
        """Give cells with gaps between."""
        column = 0
        for _ in range(self.random.randrange(8)):
            step = self.random.choice([1, 1, 1, 2, 3])
            column += step
            if column > WIDTH:
                return
            named = step > 1 or not self.odd or self.chance(0.6)
            self.filled.append((row, column))
            yield self.cell(f"{letters(column)}{row}", named=named)
            yield " " if self.odd and self.chance(0.2) else ""

    def cell(self, ref: str, *, named: bool) -> str:
        """Give one cell of any kind."""
        q = "'" if self.odd and self.chance(0.3) else '"'
        at = f" r={q}{ref}{q}" if named else ""
        style = self.random.choice(["", f" s={q}5{q}", ' s="1" cm="1"', ' vm="2"'])
        kind, body = self.random.choice(self.kinds(ref))
        if "<f" in body:
            self.live.add(ref)
        kind = f" t={q}{kind}{q}" if kind else ""
        body = re.sub(r"<(/?)(?=[a-zA-Z])", rf"<\1{self.p}", body)
        name = f"{self.p}c"
        if not body and self.chance(0.5):
            return f"<{name}{at}{style}{kind}/>"
        return f"<{name}{at}{style}{kind}>{body}</{name}>"

    def kinds(self, ref: str) -> list[tuple[str, str]]:
        """List what may stand in a cell: type and body."""
        column, row = (
            ref.rstrip("0123456789"),
            int(ref.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")),
        )
        below = f"{ref}:{column}{row + 2}"
        found = [
            ("", ""),
            ("", "<v>46174</v>"),
            ("", "<v>-4.50</v>"),
            ("n", "<v>7</v>"),
            ("s", "<v>0</v>"),
            ("s", f"<v>{self.random.randrange(len(SHARED))}</v>"),
            ("b", "<v>1</v>"),
            ("e", "<v>#N/A</v>"),
            ("d", "<v>2026-06-01</v>"),
            ("inlineStr", "<is><t>新</t></is>"),
            (
                "inlineStr",
                "<is><r><rPr><color/><charset/></rPr><t>a&amp;</t></r><r><t>b</t></r></is>",
            ),
            (
                "inlineStr",
                '<is><t>甲</t><rPh sb="0" eb="1"><t>キノエ</t></rPh><phoneticPr fontId="1"/></is>',
            ),
            ("", "<f>A1*2</f><v>7</v>"),
            ("", "<f>A1*2</f>"),
            ("str", '<f>A1&lt;"x"</f><v>新</v>'),
            ("str", "<f>A9</f><v></v>"),
            ("", '<f t="shared" si="3"/><v>1</v>'),
            ("e", "<f>1/0</f><v>#DIV/0!</v>"),
        ]
        if self.chance(0.15):
            found = [
                ("", f'<f t="shared" ref="{below}" si="3">A1</f><v>1</v>'),
                ("", f'<f t="array" ref="{below}">A1:A3</f><v>1</v>'),
                ("", f'<f t="dataTable" ref="{ref}" r1="A1"/><v>1</v>'),
            ]
        return found

    def patch(self) -> dict[Place, Content]:
        """Give contents for cells that are there and cells that are not."""
        contents: dict[Place, Content] = {}
        for _ in range(self.random.choice([1, 1, 2, 6, 40])):
            place = (self.random.choice([1, 2, 3, 4, 5, 44, 99, 1_048_576]), 0)
            place = (place[0], self.random.randrange(1, WIDTH + 20))
            if self.filled and self.chance(0.6):
                place = self.random.choice(self.filled)
            contents[place] = self.content(place)
        return contents

    def content(self, place: Place) -> Content:
        """Give what a cell may be made to hold."""
        value = self.random.choice([*TEXTS, *NUMBERS, True, False, None])
        if f"{letters(place[1])}{place[0]}" in self.live and self.chance(0.5):
            return Content(value, keeps_formula=True)
        if self.chance(0.01):
            return Content(value, keeps_formula=True)
        formula = self.random.choice([None, None, 'A1<"x"', "A1*2"])
        return Content(value, formula=formula)


def _rows(xml: bytes) -> dict[int, bytes]:
    """Give each row's bytes by its number."""
    text = xml[: xml.rfind(b"sheetData>")]
    parts = re.split(rb"(?=<(?:x:)?row\b)", text)[1:]
    rows: dict[int, bytes] = {}
    for part in parts:
        said = re.match(rb"<(?:x:)?row\b[^>]*?\sr=[\"'](\d+)", part)
        number = int(said[1]) if said else max(rows, default=0) + 1
        rows[number] = re.sub(rb"(</(x:)?row>|/>)\s*(</(x:)?)?\Z", rb"\1", part)
    return rows


def _apply(sheet: SheetXml, patch: Mapping[Place, Content]) -> bool:
    try:
        sheet.set_cells(patch)
    except RefusedError:
        return False
    return True


@pytest.mark.parametrize("tenth", range(10))
def test_splicing_equals_a_tree_on_random_sheets(tenth: int) -> None:
    done = refused = 0
    for seed in range(tenth * CASES // 10, (tenth + 1) * CASES // 10):
        made = Sheets(seed)
        before = made.sheet()
        patches = [made.patch() for _ in range(made.random.choice([1, 1, 2]))]
        sheet, tree = SheetXml(before, "甲", lambda: SHARED), DomSheet(before, SHARED)
        touched: set[int] = set()
        for patch in patches:
            try:
                tree.set(patch)
            except RefusedHereError:
                assert not _apply(sheet, patch), seed
                refused += 1
                break
            assert _apply(sheet, patch), seed
            touched |= {row for row, _ in patch}
        else:
            after = sheet.to_bytes()
            assert tidy(after) == tree.tidy(), seed
            assert b"".join(sheet.pieces()) == after or not sheet.changes
            old, new = _rows(before), _rows(after)
            same = {n: xml for n, xml in old.items() if n not in touched}
            assert {n: new[n] for n in same} == same, seed
            done += 1
    assert done > CASES // 20
    assert refused
