"""How much `promo-xl --help` costs over `python -c pass`: CPU of whole processes, in turn."""

import resource
import statistics
import subprocess
import sys
from pathlib import Path

RUNS = 15


def cpu(*words: str) -> float:
    """Give the user and system seconds one run of *words* takes."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(words, capture_output=True, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    """Print both medians and their ratio."""
    command = Path(sys.executable).with_name("promo-xl")
    bare, ours = [], []
    for _ in range(RUNS):
        bare.append(cpu(sys.executable, "-c", "pass"))
        ours.append(cpu(str(command), "--help"))
    a, b = statistics.median(bare), statistics.median(ours)
    print(f"python -c pass   {a * 1e3:7.1f} ms")
    print(f"promo-xl --help  {b * 1e3:7.1f} ms   {b / a:.1f} times")


if __name__ == "__main__":
    main()
