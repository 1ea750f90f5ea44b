"""Saving never harms: runs that are killed, disks that fill, rights that lack, runs at once.

Whatever happens, the workbook is the whole old one or the whole new one, the exit code says
which, and the next run clears what a dead one left.
"""

import hashlib
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from promo_xl.cli import run
from promo_xl.edit.tabs import list_tabs
from promo_xl.errors import RefusedError
from promo_xl.ooxml.package import open_package, zip_bytes
from promo_xl.ooxml.save import save_over
from promo_xl.ooxml.temps import clear_orphans
from promo_xl.patch import SetCells
from promo_xl.read import read_book
from promo_xl.workbook.file import FileWorkbook
from tests.chain.children import Child, fork, how_long, temps, verb
from tests.chain.conftest import ROOT, sample_book

pytestmark = pytest.mark.linux

DAYS = ("--as-of", "2026-06-28"), ("--as-of", "2026-06-29")
KILLS = 200


@pytest.fixture(scope="module")
def states() -> tuple[bytes, bytes]:
    """Give a real workbook with 300 KB of pictures, and the same after one cell changed."""
    noise = random.Random(618).randbytes(300_000)
    package = open_package(sample_book("a")).changed({"xl/media/photo.bin": noise})
    old = package.to_bytes()
    workbook = FileWorkbook(old, "a.xlsx")
    workbook.apply((SetCells(workbook.titles()[0], {(1, 1): "x"}),))
    assert workbook._package is not package
    return old, workbook._package.to_bytes()


@pytest.fixture
def path(tmp_path: Path, states: tuple[bytes, bytes]) -> Path:
    """Give the workbook as a file."""
    found = tmp_path / "大促.xlsx"
    found.write_bytes(states[0])
    return found


@pytest.fixture(scope="module")
def stale(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, bytes]:
    """Give a workbook as of one day, and what a refresh as of the next makes of it."""
    path = tmp_path_factory.mktemp("stale") / "618.xlsx"
    path.write_bytes(sample_book("a"))
    made = []
    for day in DAYS:
        assert run(["refresh", str(path), *day]) == 0
        made.append(path.read_bytes())
    assert made[0] != made[1]
    return made[0], made[1]


@pytest.fixture
def book(tmp_path: Path, stale: tuple[bytes, bytes]) -> Path:
    """Give the stale workbook as a file."""
    found = tmp_path / "618.xlsx"
    found.write_bytes(stale[0])
    return found


def _sha(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_a_run_killed_at_any_of_200_moments_leaves_a_whole_workbook(
    path: Path, states: tuple[bytes, bytes]
) -> None:
    old, new = states

    def write_forever() -> int:
        while True:
            for data in (new, old):
                save_over(path, data, None, source=old)

    save_over(path, new, None, source=old)
    once = how_long(lambda: save_over(path, old, None, source=old))
    delays = random.Random(1)
    interrupted = set()
    for _ in range(KILLS):
        child = fork(write_forever)
        os.set_blocking(child.pipe, False)
        time.sleep(0.004 + delays.random() * 2 * once)
        child.kill()
        assert path.read_bytes() in states
        left = temps(path.parent)
        interrupted |= {*left}
        clear_orphans(path)  # what any next run does first
        assert temps(path.parent) == []
    assert len(interrupted) > KILLS / 10  # the kills did fall into the writing
    assert save_over(path, path.read_bytes() + b"", None).written is False
    backups = list((path.parent / ".promo_xl" / "backup").iterdir())
    assert {kept.read_bytes() for kept in backups} <= set(states)


def _kill_when_writing(book: Path, seconds: float) -> None:
    """Kill a refresh some time after it has begun to write."""
    from promo_xl.ooxml import disk

    def work() -> int:
        create = disk.DISK.create

        def told(path: Path, mode: int = 0o666) -> int:
            os.write(1, b"!")
            return create(path, mode)

        disk.DISK.create = told  # type: ignore[method-assign]
        return verb("refresh", book, *DAYS[1])()

    child = fork(work)
    assert os.read(child.pipe, 1) == b"!"
    time.sleep(seconds)
    child.kill()


def test_a_refresh_killed_at_any_moment_leaves_a_workbook_the_next_one_finishes(
    book: Path, stale: tuple[bytes, bytes]
) -> None:
    delays = random.Random(2)
    for turn in range(12):
        book.write_bytes(stale[0])
        if turn % 4:
            _kill_when_writing(book, delays.random() * 0.02)
        else:
            child = fork(verb("refresh", book, *DAYS[1]))
            time.sleep(delays.random())
            child.kill()
        assert book.read_bytes() in stale
    assert run(["refresh", str(book), *DAYS[1]]) == 0
    assert book.read_bytes() == stale[1]
    assert temps(book.parent) == []


def _limited(work: Callable[[], int], most: int) -> tuple[int, str]:
    def in_child() -> int:
        import resource  # Linux has it

        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
        return work()

    return fork(in_child).done()


def test_no_file_size_limit_harms_the_workbook(
    path: Path, states: tuple[bytes, bytes]
) -> None:
    def save() -> int:
        try:
            save_over(path, states[1], states[0])
        except RefusedError as fault:
            os.write(1, fault.en.encode())
            return fault.exit_code
        return 0

    most = max(map(len, states))
    for step in (0, 1, 511, 4096, 100_000, *range(500_000, most, 300_000), most - 1):
        code, said = _limited(save, step)
        assert (code, path.read_bytes() == states[0]) == (3, True), step
        assert "larger than this disk or account allows" in said
        assert temps(path.parent) == []
    assert _limited(save, most) == (0, "")
    assert path.read_bytes() == states[1]


def test_a_refresh_over_the_size_limit_says_so(
    book: Path, stale: tuple[bytes, bytes]
) -> None:
    for most in (0, 100_000):
        code, said = _limited(verb("refresh", book, *DAYS[1]), most)
        assert code == 3
        assert "没有写入" in said or "was not written" in said
        assert book.read_bytes() == stale[0]
    assert temps(book.parent) == []


FULL = """
import json, sys
from pathlib import Path
from promo_xl.cli import run

disk, source, *call = sys.argv[1:]
book, filler = Path(disk, "618.xlsx"), Path(disk, "filler")
old = Path(source).read_bytes()
book.write_bytes(old)
codes = {}
for free in map(int, sys.stdin.read().split()):
    filler.unlink(missing_ok=True)
    import os, shutil
    room = shutil.disk_usage(disk).free
    with filler.open("wb") as file:
        os.posix_fallocate(file.fileno(), 0, max(room - free, 1))
    codes[free] = run(["refresh", str(book), *call])
    temps = [str(p) for p in Path(disk).rglob("*.tmp")]
    assert not temps, temps
    if codes[free]:
        assert book.read_bytes() == old, free
filler.unlink()
print("codes", json.dumps(codes))
Path(source).write_bytes(book.read_bytes())
"""


def _own_mounts() -> list[str]:
    """Say how a disk of our own may be mounted here: as root, as one's own root, by sudo."""
    ways = ["unshare", "-m"], ["unshare", "-rm"], ["sudo", "-n", "-E", "unshare", "-m"]
    may = (
        way for way in ways if not subprocess.run([*way, "true"], check=False).returncode
    )
    return next(may)


def test_a_full_disk_harms_nothing_and_is_named(
    book: Path, stale: tuple[bytes, bytes], tmp_path: Path
) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = f'mount -t tmpfs -o size=4m tmpfs {disk} && exec {sys.executable} "$@"'
    script = tmp_path / "full.py"
    script.write_text(FULL, encoding="utf-8")
    size = len(stale[0])
    frees = (0, 4096, size // 2, size + 30_000, size + size // 2, 3 * size)
    done = subprocess.run(
        [
            *_own_mounts(),
            "sh",
            "-c",
            mounted,
            "sh",
            str(script),
            str(disk),
            str(book),
            *DAYS[1],
        ],
        input=" ".join(map(str, frees)),
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
        check=False,
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout.partition("codes ")[2])
    assert list(told.values()) == [3, 3, 3, 3, 3, 0]
    assert len(done.stderr.splitlines()) == 5
    assert all("磁盘空间不足" in s or "disk is full" in s for s in done.stderr.splitlines())
    assert book.read_bytes() == stale[1]


@pytest.fixture
def shared() -> Iterator[Path]:
    """Give a folder that others may enter."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


def _as_nobody(work: Callable[[], int]) -> Child:
    def in_child() -> int:
        if os.geteuid() == 0:
            os.setgroups([])
            os.setgid(65534)  # nobody's
            os.setuid(65534)
        return work()

    return fork(in_child)


def test_who_may_not_write_is_told_and_harms_nothing(
    shared: Path, stale: tuple[bytes, bytes]
) -> None:
    book = shared / "618.xlsx"
    book.write_bytes(stale[0])
    refresh = verb("refresh", book, *DAYS[1])
    cases = [
        (0o444, 0o555, ("只读", "read-only")),
        (0o666, 0o555, ("这个文件夹不让新建文件", "make files in this folder")),
        (0o444, 0o777, ("只读", "read-only")),
    ]
    for mode, folder, said in cases:
        book.chmod(mode)
        shared.chmod(folder)
        code, words = _as_nobody(refresh).done()
        assert code == 3, words
        assert any(one in words for one in said), words
        assert book.read_bytes() == stale[0]
    shared.chmod(0o777)
    book.chmod(0o666)
    assert _as_nobody(refresh).done()[0] == 0
    assert book.read_bytes() == stale[1]
    assert book.stat().st_mode & 0o777 == 0o666


CALLS = ("open", "write", "fsync", "replace", "mkdir", "chmod", "unlink", "stat", "lstat")
MORE_CALLS = ("fstat", "listdir", "scandir", "listxattr", "getxattr", "setxattr")


def _failing_at(nth: int, work: Callable[[], object]) -> tuple[str, Exception | None]:
    """Run *work* with the n-th call to the system failing: which it was, what came of it."""
    failed = ""
    left = nth

    def shim(name: str, real: Callable[..., object]) -> Callable[..., object]:
        def call(*args: object, **named: object) -> object:
            nonlocal left, failed
            left -= 1
            if left == 0:
                failed = name
                raise OSError(5, "Input/output error", str(args[0]))
            return real(*args, **named)

        return call

    with pytest.MonkeyPatch.context() as patched:
        for name in CALLS + MORE_CALLS:
            patched.setattr(os, name, shim(name, getattr(os, name)))
        try:
            work()
        except Exception as fault:  # noqa: BLE001  (which it is, is what is asked)
            return failed, fault
    return failed, None


def test_a_fault_at_any_system_call_leaves_one_whole_workbook_and_a_sentence(
    tmp_path: Path,
) -> None:
    old, new = zip_bytes({"a.xml": b"<old/>"}), zip_bytes({"a.xml": b"<new/>"})
    seen = set()
    for nth in range(1, 400):
        folder = tmp_path / str(nth)
        folder.mkdir()
        path = folder / "a.xlsx"
        path.write_bytes(old)
        failed, fault = _failing_at(nth, lambda: save_over(path, new, old))  # noqa: B023
        assert fault is None or isinstance(fault, RefusedError), (failed, fault)
        held = path.read_bytes()
        if fault is None or "is the new one" in str(fault):
            assert held == new
        else:
            assert held == old, failed
        seen.add(failed)
        if not failed:
            break
        save_over(path, new, held)  # the next run
        assert path.read_bytes() == new
        assert temps(folder) == []
    assert not failed
    assert {*CALLS} - {"lstat"} <= seen


def test_eight_refreshes_at_once_are_one(book: Path, stale: tuple[bytes, bytes]) -> None:
    children = [fork(verb("refresh", book, *DAYS[1])) for _ in range(8)]
    for child in children:
        code, said = child.done()
        assert code == 0, said
    assert book.read_bytes() == stale[1]
    assert temps(book.parent) == []


def test_eight_different_writes_at_once_are_all_there(book: Path) -> None:
    shown = [
        tab.title for tab in list_tabs(read_book(FileWorkbook(book))) if not tab.hidden
    ]
    tabs = shown[1:9]
    children = [fork(verb("sheets", book, "--hide", tab)) for tab in tabs]
    for child in children:
        code, said = child.done()
        assert code == 0, said
    after = FileWorkbook(book)
    assert [tab for tab in shown if after.grid(tab).hidden] == tabs
    assert temps(book.parent) == []
    log = (book.parent / ".promo_xl" / "log.jsonl").read_text(encoding="utf-8")
    lines = [json.loads(line) for line in log.splitlines()]
    assert len(lines) == len({line["after"] for line in lines}) == 8
    # each was written on top of what stood there, none on what had been
    assert len({line["before"] for line in lines} - {line["after"] for line in lines}) == 1
