"""What a desktop does with an entry: read Exec by the specification's words, then run it."""

import re
import subprocess
from collections.abc import Mapping
from pathlib import Path

_VALUE = {"s": " ", "n": "\n", "t": "\t", "r": "\r", "\\": "\\"}


def entry(path: Path) -> dict[str, str]:
    """Read the keys of the one group, values unescaped once."""
    lines = path.read_text(encoding="utf-8").split("\n")
    lines = [line for line in lines if line and not line.startswith("#")]
    assert lines[0] == "[Desktop Entry]"
    pairs = [re.fullmatch(r"([A-Za-z0-9-]+(?:\[\w+\])?)=(.*)", line) for line in lines[1:]]
    found = {pair[1]: pair[2] for pair in pairs if pair}
    assert len(found) == len(lines) - 1, "every line is a key, none twice"
    return {
        key: re.sub(r"\\(.)", lambda m: _VALUE[m[1]], value) for key, value in found.items()
    }


def arguments(exec_value: str, place: Path) -> list[str]:
    """Split Exec: arguments by spaces, quoted ones with four characters escaped, %k filled."""
    found, rest = [], exec_value
    while rest:
        if rest[0] == '"':
            quoted = re.match(r'"((?:[^"`$\\]|\\["`$\\])*)"(?: |\Z)', rest)
            assert quoted, f"badly quoted: {rest}"
            found.append(re.sub(r"\\(.)", r"\1", quoted[1]).replace("%%", "%"))
            rest = rest[quoted.end() :]
            continue
        word, _, rest = rest.partition(" ")
        assert not set(word) & set("\t\n\"'\\><~|&;$*?#()`"), f"must be quoted: {word}"
        found.append(str(place) if word == "%k" else word)
    return found


def double_click(
    path: Path, environ: Mapping[str, str], cwd: Path
) -> subprocess.CompletedProcess[str]:
    """Run a .command or .desktop file as its desktop does."""
    if path.suffix == ".desktop":
        command = arguments(entry(path)["Exec"], path)
    else:
        command = [str(path)]
    return subprocess.run(
        command,
        env=environ,
        cwd=cwd,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
