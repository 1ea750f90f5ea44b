"""Computers as plain data: a Windows one and a Mac with everything in place."""

from dataclasses import replace
from pathlib import Path

from promo_xl.buttons.machine import Machine

EXCEL_WIN = r'"C:\Program Files\Microsoft Office\root\Office16\EXCEL.EXE" /automation'
EXCEL_MAC = "/Applications/Microsoft Excel.app"
WPS_WIN = r'"C:\Users\li\AppData\Local\Kingsoft\WPS Office\12.1\office6\et.exe" /automation'


def windows(folder: Path, python: str = r"C:\Program Files\Python 3\python.exe") -> Machine:
    """Give a Windows computer whose person's folder is *folder*."""
    site = folder / "site"
    site.mkdir(exist_ok=True)
    return Machine(
        system="win",
        python=python,
        version=(3, 13, 1),
        bits=64,
        home=folder,
        package=folder / "site" / "promo_xl",
        site=site,
        promo_xl="0.1.0",
        command=r"C:\Program Files\Python 3\Scripts\promo-xl.exe",
        xlwings="0.37.8",
        pyopenvba="6.5.0",
        excel=EXCEL_WIN,
        fonts=("微软雅黑", "宋体"),
        encoding="cp936",
        code_page="gbk",
    )


def mac(folder: Path, xlwings_folder: Path) -> Machine:
    """Give a Mac whose person's folder is *folder*."""
    return replace(
        windows(folder, "/Users/li/my env/bin/python3"),
        system="mac",
        excel=EXCEL_MAC,
        xlwings_folder=xlwings_folder,
        encoding="utf-8",
        code_page="utf-8",
    )
