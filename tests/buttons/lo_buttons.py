"""Press every button of a workbook in LibreOffice; run by the Python that has `uno`.

    python3 lo_buttons.py profile job.json    (prints a JSON list, one entry a workbook)

A workbook must carry a module named xlwings that records what RunPython is given: a shape's
macro is taken from its own click event, never from what its name says.
"""

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import uno  # type: ignore[import-not-found]
from com.sun.star.beans import PropertyValue  # type: ignore[import-not-found]
from com.sun.star.connection import NoConnectException  # type: ignore[import-not-found]
from com.sun.star.lang import DisposedException  # type: ignore[import-not-found]

SECONDS = 60


def start(profile: str) -> tuple[Any, Any]:
    """Start one LibreOffice with a profile of its own; give its process and desktop."""
    pipe = f"buttons{os.getpid()}"
    program = ["soffice", f"-env:UserInstallation={uno.systemPathToFileUrl(profile)}"]
    program += ["--headless", "--norestore", "--nologo"]
    process = subprocess.Popen([*program, f"--accept=pipe,name={pipe};urp;"])
    here = uno.getComponentContext()
    manager = here.ServiceManager
    service = "com.sun.star.bridge.UnoUrlResolver"
    resolver = manager.createInstanceWithContext(service, here)
    address = f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext"
    for _ in range(SECONDS * 4):
        try:
            context = resolver.resolve(address)
        except NoConnectException:
            time.sleep(0.25)
            continue
        desktop = "com.sun.star.frame.Desktop"
        return process, context.ServiceManager.createInstanceWithContext(desktop, context)
    process.kill()
    raise RuntimeError("LibreOffice did not start")


def value(name: str, given: object) -> Any:
    """Give a property as LibreOffice takes it."""
    one = PropertyValue()
    one.Name, one.Value = name, given
    return one


def click(shape: Any) -> str:
    """Give the script a click on *shape* runs, "" for none."""
    events = shape.getEvents()
    for name in events.ElementNames:
        for prop in events.getByName(name) or ():
            if prop.Name == "Script":
                return str(prop.Value)
    return ""


def press_all(desktop: Any, path: str) -> dict[str, object]:
    """Run what each shape of each sheet is bound to; say what RunPython was given."""
    hidden, macros = value("Hidden", True), value("MacroExecutionMode", 4)
    url = uno.systemPathToFileUrl(path)
    book = desktop.loadComponentFromURL(url, "_blank", 0, (hidden, macros))
    scripts = book.getScriptProvider()
    before = [sheet.isProtected() for sheet in book.Sheets]
    pressed = []
    for sheet in book.Sheets:
        for shape in sheet.DrawPage:
            script = click(shape)
            if not script:
                continue
            scripts.getScript(script).invoke((), (), ())
            said = scripts.getScript(script.replace(*_recorder(script))).invoke((), (), ())[
                0
            ]
            entry = {
                "name": shape.Name,
                "text": shape.String,
                "script": script,
                "said": said,
            }
            entry["restored"] = [one.isProtected() for one in book.Sheets] == before
            pressed.append(entry)
    book.close(True)
    return {"protected": sum(before), "pressed": pressed}


def _recorder(script: str) -> tuple[str, str]:
    """Replace module and macro by those that tell, once, what was recorded."""
    old = script.split(":", 1)[1].split("?", 1)[0]
    return old, old.split(".")[0] + ".xlwings.Told"


def main(profile: str, job: str) -> list[dict[str, object]]:
    """Press the buttons of every workbook of the job."""
    process, desktop = start(profile)
    try:
        paths = json.loads(Path(job).read_text(encoding="utf-8"))
        return [press_all(desktop, path) for path in paths]
    finally:
        try:
            desktop.terminate()
        except DisposedException:
            process.kill()
        process.wait(SECONDS)


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(*sys.argv[1:])))
