"""Draw README's picture from what the demo leaves: `python docs/picture.py`.

Home page, close-out report and review deck as LibreOffice prints them, side by side.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.office import to_pdf, to_png  # noqa: E402

WIDE, HIGH = 1800, 1000
GROUND, EDGE, SHADE = (238, 242, 247), (200, 208, 219), (214, 220, 229)
Box = tuple[int, int, int, int]
"""Left, top, width, height of a page on the picture."""
SHOWN: tuple[tuple[str, int, Box], ...] = (
    (".xlsx", 1, (40, 60, 980, 693)),
    (".pptx", 1, (40, 790, 300, 169)),
    (".pptx", 3, (380, 790, 300, 169)),
    (".pptx", 4, (720, 790, 300, 169)),
    (".docx", 1, (1070, 60, 330, 467)),
    (".docx", 2, (1430, 60, 330, 467)),
    (".docx", 3, (1070, 560, 282, 399)),
    (".docx", 4, (1478, 560, 282, 399)),
)
"""Which page of which file stands where."""


def draw(lang: str, folder: Path) -> Image.Image:
    """Run the demo in *lang* and put its pages together."""
    command = [sys.executable, "-m", "promo_xl", "demo", "-o", str(folder), "--lang", lang]
    subprocess.run(command, check=True, cwd=ROOT, stdout=subprocess.DEVNULL)
    pages: dict[str, list[Path]] = {}
    for ending in {ending for ending, _, _ in SHOWN}:
        file = next(folder.glob(f"*{ending}"))
        (pdf,) = to_pdf([file], folder / "pdf")
        pages[ending] = to_png(pdf, folder / ending[1:], dpi=130)
    picture = Image.new("RGB", (WIDE, HIGH), GROUND)
    for ending, number, box in SHOWN:
        _put(picture, Image.open(pages[ending][number - 1]).convert("RGB"), box)
    return picture


def _put(picture: Image.Image, page: Image.Image, box: Box) -> None:
    left, top, wide, high = box
    scale = min(wide / page.width, high / page.height)
    size = round(page.width * scale), round(page.height * scale)
    picture.paste(Image.new("RGB", size, SHADE), (left + 6, top + 6))
    framed = Image.new("RGB", (size[0] + 2, size[1] + 2), EDGE)
    framed.paste(page.resize(size, Image.Resampling.LANCZOS), (1, 1))
    picture.paste(framed, (left, top))


if __name__ == "__main__":
    for language in ("zh", "en"):
        with tempfile.TemporaryDirectory() as made:
            path = ROOT / "docs" / f"demo.{language}.png"
            draw(language, Path(made)).save(path, optimize=True)
            print(path.name)
