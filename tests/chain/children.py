"""Children of the test process: forked with everything imported, so that hundreds are cheap."""

import os
import signal
import sys
import time
import traceback
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from promo_xl.cli import run


@dataclass
class Child:
    """A forked child, what it says coming through a pipe."""

    pid: int
    pipe: int

    def kill(self) -> None:
        """Kill -9, and wait until it is gone."""
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.pipe)

    def done(self) -> tuple[int, str]:
        """Wait for its end: exit code, and what it said."""
        said = b""
        while piece := os.read(self.pipe, 1 << 16):
            said += piece
        os.close(self.pipe)
        _, status = os.waitpid(self.pid, 0)
        return os.waitstatus_to_exitcode(status), said.decode()


def fork(work: Callable[[], int]) -> Child:
    """Run *work* in a child; what it returns is the child's exit code."""
    reading, writing = os.pipe()
    with warnings.catch_warnings():  # the threads are numpy's, and hold nothing of ours
        warnings.simplefilter("ignore", DeprecationWarning)
        pid = os.fork()
    if pid:
        os.close(writing)
        return Child(pid, reading)
    code = 99
    try:
        os.close(reading)
        os.dup2(writing, 1)
        os.dup2(writing, 2)
        sys.stdout = sys.stderr = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
        code = work()
        sys.stdout.flush()
    except BaseException:  # noqa: BLE001  (the child must never go on as a second pytest)
        os.write(2, traceback.format_exc().encode())
    finally:
        os._exit(code)


def verb(*args: object) -> Callable[[], int]:
    """Give a child's work: one call of promo-xl."""
    return lambda: run([str(arg) for arg in args])


def temps(folder: Path) -> list[str]:
    """List what is half-way anywhere below a folder."""
    return [path.name for path in folder.rglob("*.tmp")]


def how_long(work: Callable[[], object]) -> float:
    """Measure one run of *work*."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun
