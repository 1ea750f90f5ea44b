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
from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path

import openpyxl
from openpyxl.workbook import Workbook

_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""
_SECONDS = 300
_AT_ONCE = 12
"""Files a call: one call for all would run into the time limit of a hang."""


def recalculate(books: Mapping[str, bytes], folder: Path) -> dict[str, Workbook]:
    """Give each book (xlsx bytes) as LibreOffice computes it: values only, one soffice call.

    Error cells read `#N/A`, `#VALUE!` …; a formula giving "" reads None or "".
    """
    typed, computed = folder / "typed", folder / "computed"
    typed.mkdir(parents=True, exist_ok=True)
    files = {name: typed / f"{i}.xlsx" for i, name in enumerate(books)}
    for name, file in files.items():
        file.write_bytes(books[name])
    _convert("xlsx:Calc MS Excel 2007 XML", list(files.values()), computed)
    return {
        name: openpyxl.load_workbook(computed / file.name, data_only=True)
        for name, file in files.items()
    }


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
    for start in range(0, len(files), _AT_ONCE):
        _convert_some(form, files[start : start + _AT_ONCE], folder)


def _convert_some(form: str, files: Sequence[Path], folder: Path) -> None:
    command = [
        _program("soffice"),
        f"-env:UserInstallation={_profile().as_uri()}",
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
def _profile() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="promo_xl_office_"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    user = folder / "user"
    user.mkdir()
    (user / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
    return folder


def differences(data: bytes, computed: Workbook) -> list[str]:
    """List the formula cells whose cached value is not what LibreOffice computed.

    An error counts unless it was cached too (#N/A is how a chart leaves a gap); numbers agree
    to 1e-9 relative, blank is the empty text.
    """
    formulas = openpyxl.load_workbook(BytesIO(data))
    cached = openpyxl.load_workbook(BytesIO(data), data_only=True)
    return [
        f"{sheet.title}!{cell.coordinate}: {ours!r}, LibreOffice {theirs!r}"
        for sheet in formulas
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
        and not _agree(
            ours := cached[sheet.title][cell.coordinate].value,
            theirs := computed[sheet.title][cell.coordinate].value,
        )
    ]


def _agree(ours: object, theirs: object) -> bool:
    if isinstance(theirs, str) and theirs.startswith("#"):
        return ours == theirs == "#N/A"
    if isinstance(ours, int | float) and isinstance(theirs, int | float):
        return math.isclose(ours, theirs, rel_tol=1e-9, abs_tol=1e-12)
    return (ours or "") == (theirs or "") or str(ours) == str(theirs)
