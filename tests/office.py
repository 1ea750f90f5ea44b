"""LibreOffice as referee: recalculates workbooks hard, prints documents, draws pages.

One profile a process, thrown away at its end, whose only setting is that every formula of
an Excel file is computed again on loading.
"""

import atexit
import functools
import math
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path

import openpyxl
from lxml import etree
from openpyxl.workbook import Workbook

_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""
_SECONDS = 300
_AT_ONCE = 9
_LANES = 2
"""Files a call: one call for all would run into the time limit of a hang."""


def recalculate(books: Mapping[str, bytes], folder: Path) -> dict[str, Workbook]:
    """Give each book (xlsx bytes) as LibreOffice computes it: values only.

    Error cells read `#N/A`, `#VALUE!` …; a formula giving "" reads None or "".
    """
    return {
        name: openpyxl.load_workbook(BytesIO(data), data_only=True)
        for name, data in computed_books(books, folder).items()
    }


def computed_books(books: Mapping[str, bytes], folder: Path) -> dict[str, bytes]:
    """Give each book (xlsx bytes) as LibreOffice saves it after computing every formula."""
    typed, computed = folder / "typed", folder / "computed"
    typed.mkdir(parents=True, exist_ok=True)
    files = {name: typed / f"{i}.xlsx" for i, name in enumerate(books)}
    for name, file in files.items():
        file.write_bytes(books[name])
    _convert("xlsx:Calc MS Excel 2007 XML", list(files.values()), computed)
    return {name: (computed / file.name).read_bytes() for name, file in files.items()}


def to_pdf(files: Sequence[Path], folder: Path) -> list[Path]:
    """Print files (of distinct stems) to PDF in *folder*, one soffice call."""
    _convert("pdf", files, folder)
    return [folder / f"{file.stem}.pdf" for file in files]


def to_png(pdf: Path, folder: Path, dpi: int = 60) -> list[Path]:
    """Draw every page of *pdf* as a PNG in *folder*, in page order."""
    folder.mkdir(parents=True, exist_ok=True)
    start = folder / pdf.stem
    subprocess.run(
        [_program("pdftoppm"), "-r", str(dpi), "-png", str(pdf), str(start)],
        check=True,
        timeout=_SECONDS,
    )
    return sorted(folder.glob(f"{pdf.stem}-*.png"))


def page_texts(pdf: Path) -> list[str]:
    """Give what each page of *pdf* says."""
    done = subprocess.run(
        [_program("pdftotext"), "-layout", str(pdf), "-"],
        check=True,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=_SECONDS,
    )
    return done.stdout.split("\f")[:-1]


def _convert(form: str, files: Sequence[Path], folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    some = [files[start : start + _AT_ONCE] for start in range(0, len(files), _AT_ONCE)]
    lanes = min(_LANES, len(some))

    def convert(lane: int) -> None:
        for chosen in some[lane::lanes]:
            _convert_some(form, chosen, folder, _profile(lane))

    with ThreadPoolExecutor(max(lanes, 1)) as pool:
        list(pool.map(convert, range(lanes)))


def _convert_some(form: str, files: Sequence[Path], folder: Path, profile: Path) -> None:
    command = [
        _program("soffice"),
        f"-env:UserInstallation={profile.as_uri()}",
        *("--headless", "--norestore", "--nologo", "--convert-to", form),
        *("--outdir", str(folder), *map(str, files)),
    ]
    done = subprocess.run(
        command, capture_output=True, check=False, text=True, timeout=_SECONDS
    )
    ending = form.partition(":")[0]
    missing = [f.name for f in files if not (folder / f"{f.stem}.{ending}").exists()]
    if missing:
        raise RuntimeError(f"soffice made nothing of {missing}: {done.stdout}{done.stderr}")


def _program(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        raise RuntimeError(f"{name} is not installed")
    return found


@functools.cache
def _profile(lane: int) -> Path:
    """Give a profile of its own: two LibreOffices in one would stop each other."""
    folder = Path(tempfile.mkdtemp(prefix="promo_xl_office_"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    user = folder / "user"
    user.mkdir()
    (user / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
    return folder


def differences(data: bytes, computed: bytes) -> list[str]:
    """List the formula cells whose cached value is not what LibreOffice computed.

    An error counts unless it was cached too (#N/A is how a chart leaves a gap); numbers agree
    to 1e-9 relative, blank is the empty text.
    """
    theirs = {title: dict(cells) for title, cells in _cells(computed, formulas=False)}
    return [
        f"{title}!{at}: {ours!r}, LibreOffice {theirs[title].get(at)!r}"
        for title, cells in _cells(data, formulas=True)
        for at, ours in cells
        if not _agree(ours, theirs[title].get(at))
    ]


_X = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_Cells = list[tuple[str, object]]


def _cells(data: bytes, *, formulas: bool) -> Iterator[tuple[str, _Cells]]:
    """Read (address, value) of every cell, or of those with a formula, tab by tab.

    Straight from the XML: a reader that builds every formatted blank cell takes ten times
    as long, and one that shows errors as blanks would hide what is looked for.
    """
    with zipfile.ZipFile(BytesIO(data)) as package:
        targets = {
            e.get("Id"): str(e.get("Target")).removeprefix("/xl/")
            for e in etree.fromstring(package.read("xl/_rels/workbook.xml.rels"))
        }
        shared: list[str] = []
        if "xl/sharedStrings.xml" in package.namelist():
            root = etree.fromstring(package.read("xl/sharedStrings.xml"))
            shared = ["".join(t.text or "" for t in one.iter(f"{_X}t")) for one in root]
        for tab in etree.fromstring(package.read("xl/workbook.xml")).iter(f"{_X}sheet"):
            root = etree.fromstring(package.read(f"xl/{targets[tab.get(_R)]}"))
            cells = (c for c in root.iter(f"{_X}c") if len(c))
            wanted = (c for c in cells if not formulas or c.find(f"{_X}f") is not None)
            yield (
                str(tab.get("name")),
                [(str(c.get("r")), _held(c, shared)) for c in wanted],
            )


def _held(cell: etree._Element, shared: Sequence[str]) -> object:
    text = cell.findtext(f"{_X}v")
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        return "".join(t.text or "" for t in cell.iter(f"{_X}t"))
    if text is None or kind in ("str", "e"):
        return text
    if kind == "s":
        return shared[int(text)]
    return float(text)


def _agree(ours: object, theirs: object) -> bool:
    if isinstance(theirs, str) and theirs.startswith("#"):
        return ours == theirs == "#N/A"
    if isinstance(ours, int | float) and isinstance(theirs, int | float):
        return math.isclose(ours, theirs, rel_tol=1e-9, abs_tol=1e-12)
    return (ours or "") == (theirs or "") or str(ours) == str(theirs)
