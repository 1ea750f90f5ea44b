"""Which referees this machine has: without one its tests are left out, and counted aloud."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.validator import validator_present

UNO_PYTHON = Path("/usr/bin/python3")


def _has_uno() -> bool:
    """Whether the system's Python can press buttons in LibreOffice."""
    if not (shutil.which("soffice") and UNO_PYTHON.exists()):
        return False
    asked = [str(UNO_PYTHON), "-c", "import uno"]
    return not subprocess.run(asked, capture_output=True, check=False).returncode


MISSING = {
    "linux": not sys.platform.startswith("linux"),
    "office": not shutil.which("soffice"),
    "uno": not _has_uno(),
    "validator": not validator_present(),
    "excel": True,
}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what cannot run here; with PROMO_XL_ALL=1 a missing tool is a failure."""
    must_run = os.environ.get("PROMO_XL_ALL") == "1"
    absent = [m for m, gone in MISSING.items() if gone and not (must_run and m != "excel")]
    left_out = [i for i in items if any(i.get_closest_marker(m) for m in absent)]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [i for i in items if i not in left_out]
        reporter = config.pluginmanager.get_plugin("terminalreporter")
        if reporter is not None:
            reporter.write_line(
                f"left out {len(left_out)} tests: this machine has no {', '.join(absent)}"
            )
