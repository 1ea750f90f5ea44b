"""Asking the computer at hand: the only place that reads registry, fonts and programs.

Nothing is started but `fc-list` and `xattr`; xlwings is found, not loaded.
"""

from __future__ import annotations

import locale
import os
import re
import shutil
import site
import stat
import struct
import subprocess
import sys
import sysconfig
import time
from importlib import import_module, metadata
from importlib.util import find_spec
from pathlib import Path

import promo_xl
from promo_xl.buttons.health_file import Place
from promo_xl.buttons.machine import Machine

_SYSTEMS = {"win32": "win", "cygwin": "win", "darwin": "mac"}
_OFFICE = r"Software{}\Microsoft\Office\16.0\Excel\Security"
_POLICIES = {
    "policy.vbawarnings": (r"\Policies", "VBAWarnings"),
    "vbawarnings": ("", "VBAWarnings"),
}
_NEEDED = {
    "python_calamine": "python-calamine",
    "xlsxwriter": "XlsxWriter",
    "numpy": "numpy",
    "lxml.etree": "lxml",
    "jinja2": "jinja2",
    "filelock": "filelock",
}
"""What is imported, and what is installed for it."""
_INTERNET = 3
"""The zone from which on Office blocks macros."""
_MAC_APPS = ("Applications/Microsoft Excel.app", "Applications/wpsoffice.app")
_LIBREOFFICE = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
)
_FONT_FILES = {
    "msyh.ttc": "微软雅黑",
    "simsun.ttc": "宋体",
    "PingFang.ttc": "苹方",
    "Hiragino Sans GB.ttc": "冬青黑体",
}


def this_system() -> str:
    """Give win, mac or linux."""
    return _SYSTEMS.get(sys.platform, "linux")


def this_machine() -> Machine:
    """Gather what is known of this computer."""
    system, home = this_system(), Path.home()
    spec = find_spec("xlwings")
    folders = spec.submodule_search_locations if spec else None
    return Machine(
        system=system,
        python=sys.executable,
        version=sys.version_info[:3],
        bits=struct.calcsize("P") * 8,
        home=home,
        package=Path(promo_xl.__file__).parent,
        site=_site(),
        promo_xl=promo_xl.__version__,
        command=shutil.which("promo-xl") or "",
        broken=_broken(),
        xlwings=_version("xlwings"),
        xlwings_folder=Path(next(iter(folders))) if folders else None,
        pyopenvba=_version("pyopenvba"),
        excel=_excel(system, home),
        policies=_policies(),
        fonts=_fonts(system, home),
        soffice=_soffice(),
        encoding=sys.stdout.encoding or "utf-8",
        code_page=locale.getencoding() if system == "win" else "utf-8",
        utf8_mode=system == "win" and _is_utf8_mode(),
        environ=dict(os.environ),
    )


def this_place(file: Path) -> Place:
    """Gather what is known of a workbook's folder and of the file itself."""
    folder = file.parent
    return Place(
        path=file,
        free=shutil.disk_usage(folder).free,
        writable=os.access(folder, os.W_OK) and bool(file.stat().st_mode & stat.S_IWUSR),
        downloaded=downloaded(file),
        now=time.time_ns(),
    )


def downloaded(file: Path) -> bool:
    """Tell whether the system holds the file for one from the internet."""
    try:  # Windows keeps it in a second stream of the file
        with Path(f"{file}:Zone.Identifier").open("rb") as stream:
            zone = re.search(rb"ZoneId\s*=\s*(\d)", stream.read(4096))
            return zone is not None and int(zone[1]) >= _INTERNET
    except OSError:
        pass
    return _asked(["xattr", "-p", "com.apple.quarantine", str(file)]) is not None


def _is_utf8_mode() -> bool:
    other = locale.getencoding().lower() not in ("utf-8", "cp65001")
    return bool(sys.flags.utf8_mode) and other


def _broken() -> dict[str, str]:
    """Try what the program stands on: a library may be there and still not load."""
    found = {}
    for name, package in _NEEDED.items():
        try:
            import_module(name)
        except ImportError as exc:
            found[package] = str(exc)
    return found


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""


def _site() -> Path:
    """Give the folder of start-up files we were installed into, a person's own or all's."""
    beside = Path(promo_xl.__file__).parent.parent
    folders = [*site.getsitepackages(), site.getusersitepackages()]
    if any(beside == Path(folder) for folder in folders):
        return beside
    return Path(sysconfig.get_path("purelib"))  # run from a checkout


def _excel(system: str, home: Path) -> str:
    if system == "win":
        return _com_server()
    if system == "mac":
        for root in (Path("/"), home):
            for app in _MAC_APPS:
                if (root / app).exists():
                    return str(root / app)
    return ""


def _com_server() -> str:
    """Follow `Excel.Application` to the program that Windows starts for it."""
    clsid = registry("HKEY_CLASSES_ROOT", r"Excel.Application\CLSID", "")
    if not isinstance(clsid, str):
        return ""
    for key in (r"CLSID\{}\LocalServer32", r"WOW6432Node\CLSID\{}\LocalServer32"):
        found = registry("HKEY_CLASSES_ROOT", key.format(clsid), "")
        if isinstance(found, str) and found:
            return found
    return ""


def _policies() -> dict[str, int]:
    found = {
        name: registry("HKEY_CURRENT_USER", _OFFICE.format(under), value)
        for name, (under, value) in _POLICIES.items()
    }
    return {name: value for name, value in found.items() if isinstance(value, int)}


def registry(root: str, key: str, name: str) -> object:
    """Read one value of the Windows registry; None where there is none."""
    if sys.platform != "win32":
        return None
    import winreg

    try:
        with winreg.OpenKey(getattr(winreg, root), key) as opened:
            return winreg.QueryValueEx(opened, name)[0]
    except OSError:
        return None


def _fonts(system: str, home: Path) -> list[str]:
    if shutil.which("fc-list"):
        return _listed_fonts()
    folders = {
        "win": [
            Path(os.environ.get("SYSTEMROOT", r"C:\Windows")) / "Fonts",
            home / "AppData/Local/Microsoft/Windows/Fonts",
        ],
        "mac": [
            Path("/System/Library/Fonts"),
            Path("/Library/Fonts"),
            home / "Library/Fonts",
        ],
    }.get(system, [Path("/usr/share/fonts")])
    names = {
        path.name for folder in folders if folder.is_dir() for path in folder.iterdir()
    }
    return [font for file, font in _FONT_FILES.items() if file in names]


def _listed_fonts() -> list[str]:
    said = _asked(["fc-list", ":lang=zh-cn", "family"]) or ""
    return sorted({line.split(",")[0].strip() for line in said.splitlines() if line})


def _asked(command: list[str]) -> str | None:
    """Give what a program answers; None where it fails or says nothing for too long."""
    try:
        done = subprocess.run(
            command,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=30,
            check=True,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout


def _soffice() -> str:
    found = shutil.which("soffice") or shutil.which("libreoffice")
    return found or next((path for path in _LIBREOFFICE if Path(path).exists()), "")
