"""A headless Chromium, spoken to through two pipes: what the tests of pages need and no more."""

import base64
import contextlib
import json
import os
import select
import shutil
import subprocess
from pathlib import Path
from typing import Any

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
STARTS, PATIENCE = 2, 90.0
"""How often a browser may fail to start, and the seconds it may stay silent, less than a test may take."""
SETTLED = """document.fonts.ready.then(() => Promise.race([
    new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))),
    new Promise(done => setTimeout(done, 1000)),
])).then(() => true)"""
"""True once fonts are there and the page was laid out; after a second at most, since a hidden page draws nothing."""
READ, WRITE = 3, 4
"""The descriptors from which Chromium reads commands and to which it writes answers."""


def found() -> str | None:
    """The program named in PROGRAMME_CHECK_CHROMIUM, else one on the path; None where there is none."""
    return os.environ.get("PROGRAMME_CHECK_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)


class Gone(RuntimeError):
    """The browser ended, or said nothing for too long."""


class Browser:
    """One page of a browser that never reaches the network."""

    def __init__(self, program: str, home: Path) -> None:
        for attempt in range(STARTS):
            try:
                self._start(program, home / str(attempt))
                return
            except (Gone, OSError):  # a loaded machine can lose a browser while it starts
                self._end()
                if attempt + 1 == STARTS:
                    raise

    def _start(self, program: str, home: Path) -> None:
        commands, self._commands = os.pipe()
        self._answers, answers = os.pipe()
        for end in (commands, answers):
            os.set_inheritable(end, True)
        shell = f'exec "$0" "$@" {READ}<&{commands} {WRITE}>&{answers}'
        options = [
            "--headless=new", "--no-sandbox", "--disable-gpu", "--remote-debugging-pipe", "--no-first-run",
            "--disable-dev-shm-usage", "--hide-scrollbars", "--disable-background-networking",
            f"--user-data-dir={home}", "about:blank",
        ]  # fmt: skip
        self._process = subprocess.Popen(
            ["/bin/bash", "-c", shell, program, *options],
            pass_fds=(commands, answers),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(commands)
        os.close(answers)
        self._number, self._rest = 0, b""
        self.events: list[dict[str, Any]] = []
        self._session: str | None = None
        page = self.do("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.do("Target.attachToTarget", targetId=page, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.do(f"{domain}.enable")

    def do(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Run a command and wait for its answer. What happens meanwhile goes to `events`."""
        self._number += 1
        message: dict[str, Any] = {"id": self._number, "method": method, "params": parameters}
        if self._session is not None:
            message["sessionId"] = self._session
        os.write(self._commands, json.dumps(message).encode() + b"\0")
        while True:
            answer = self._next()
            if answer.get("id") == self._number:
                assert "error" not in answer, answer
                result: dict[str, Any] = answer["result"]
                return result

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self._rest:
            heard, _, _ = select.select([self._answers], [], [], PATIENCE)
            if not heard:
                raise Gone(f"the browser said nothing for {PATIENCE:g} seconds")
            more = os.read(self._answers, 1 << 20)
            if not more:
                raise Gone(f"the browser ended with status {self._process.poll()}")
            self._rest += more
        text, self._rest = self._rest.split(b"\0", 1)
        message: dict[str, Any] = json.loads(text)
        if "method" in message:
            self.events.append(message)
        return message

    def open(self, page: Path, *, width: int = 1280, dark: bool = False) -> None:
        """Open a file as a page of this width, and wait until it is there."""
        scheme = [{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}]
        self.do("Emulation.setEmulatedMedia", features=scheme)
        self.do("Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1, mobile=width < 500)
        self.events.clear()
        self.do("Page.navigate", url=page.as_uri())
        while not any(event["method"] == "Page.loadEventFired" for event in self.events):
            self._next()
        self.settle()

    def settle(self) -> None:
        """Wait until fonts and layout are done."""
        assert self.value(SETTLED)

    def on_paper(self, *, width: int, height: int, family: str = "") -> None:
        """Lay the page out for paper of this size, in pixels, and in this family of fonts."""
        self.do("Emulation.setEmulatedMedia", media="print")
        self.do("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)
        rule = f"*{{font-family:'{family}'!important}}" if family else ""
        self.value(
            "(document.getElementById('forced') || document.head.appendChild(Object.assign("
            f"document.createElement('style'), {{id: 'forced'}}))).textContent = {json.dumps(rule)}"
        )
        self.settle()

    def value(self, expression: str) -> Any:
        """What a JavaScript expression comes to; a promise is waited for."""
        done = self.do("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in done, done
        return done["result"].get("value")

    def requests(self) -> list[str]:
        """What the page asked for beside itself."""
        asked = [event["params"] for event in self.events if event["method"] == "Network.requestWillBeSent"]
        return [one["request"]["url"] for one in asked if one["type"] != "Document"]

    def messages(self) -> list[str]:
        """What the browser had to say of the page."""
        kinds = {"Log.entryAdded", "Runtime.consoleAPICalled", "Runtime.exceptionThrown"}
        return [json.dumps(event["params"]) for event in self.events if event["method"] in kinds]

    def picture(self) -> bytes:
        """The whole page as PNG."""
        size = self.do("Page.getLayoutMetrics")["cssContentSize"]
        clip = {"x": 0, "y": 0, "width": size["width"], "height": size["height"], "scale": 1}
        shot = self.do("Page.captureScreenshot", captureBeyondViewport=True, clip=clip)
        return base64.b64decode(shot["data"])

    def printed(self) -> bytes:
        """The page as it is printed, as PDF."""
        sheet = self.do("Page.printToPDF", printBackground=True, preferCSSPageSize=True)
        return base64.b64decode(sheet["data"])

    def close(self) -> None:
        """End the browser."""
        self._session = None
        with contextlib.suppress(Gone, OSError):  # it may end before it could say so, which is what was asked for
            self.do("Browser.close")
        self._end()

    def _end(self) -> None:
        """Wait for the process, not for ever, and close the pipes."""
        try:
            self._process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        for end in (self._commands, self._answers):
            os.close(end)
