"""Make the sample campaigns: `python samples/build.py`. Seeded, so always the same rows.

(a) a closed 618 at full size, and (d) the same in English: both stand in `a/`; (b) a launch
in mid-flight; (c) a 双11 of planted faults, with the steps to take on its file and the list
of faults and cells; (e) a small shop's weekend, with what `new` was asked.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))  # the package beside us

from closed618 import sample_a
from double11 import sample_c
from launch import sample_b
from rows import said, write
from shop_day import BRIEF, sample_e


def main() -> None:
    """Write every sample's rows beside this script."""
    closed = sample_a()
    for lang in ("zh", "en"):
        write(f"a/rows_{lang}.json", said(closed, lang))
    write("b/rows_zh.json", said(sample_b(), "zh"))
    rows, steps, faults = sample_c()
    write("c/rows_zh.json", said(rows, "zh"))
    write("c/recipe.json", steps)
    write("c/faults.json", faults)
    write("e/new.json", BRIEF)
    write("e/rows_zh.json", said(sample_e(), "zh"))


if __name__ == "__main__":
    main()
