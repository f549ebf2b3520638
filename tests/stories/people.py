"""People at their browsers: a phone of 360 px without scripts, a desk of 1280 px with them."""

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Dialog, Page, Response

from tests.stories.system import System

PHONE = {"width": 360, "height": 740}
PATIENCE = 15_000  # milliseconds
DESK = {"width": 1280, "height": 900}


@dataclass
class Visit:
    """One person at one browser: the page, what was loaded, and what went wrong."""

    system: System
    context: BrowserContext
    page: Page
    weights: dict[str, int] = field(default_factory=dict)
    trouble: list[str] = field(default_factory=list)

    def open(self, path: str) -> Response | None:
        return self.page.goto(self.system.base + path)

    def press(self, words: str) -> None:
        """A button, or a link that looks like one."""
        button = self.page.get_by_role("button", name=words, exact=True)
        link = self.page.get_by_role("link", name=words)
        button.or_(link).first.wait_for()
        (button if button.count() else link).first.click()
        self.page.wait_for_load_state()

    def sign_in(self, key: str) -> None:
        """On the page of the e-identity: be this one."""
        self.page.locator(f'input[name="who"][value="sub-{key}"]').check()
        self.press("Đăng nhập")

    def grow_stale(self, minutes: int) -> None:
        """The session goes on; the sign-in was a while ago."""
        then = datetime.now(UTC) - timedelta(minutes=minutes)
        self.system.change_session(self.session_key, fresh_at=then.isoformat())

    def end_session(self) -> None:
        """Eight hours pass: the session is forgotten here, and at the provider as well."""
        key = self.session_key
        self.system.ask("delete from django_session where session_key = %s", key)
        self.context.clear_cookies(name="sandbox_eidentity")

    @property
    def session_key(self) -> str:
        cookies = self.context.cookies(self.system.base)
        return next(one["value"] for one in cookies if one["name"] == "sessionid")

    @property
    def text(self) -> str:
        return " ".join(self.page.inner_text("main").split())

    @property
    def path(self) -> str:
        return re.sub(r"^\w+://[^/]+", "", self.page.url)

    def reload_until(self, words: str, seconds: float = 40) -> None:
        """Look again until the page says it: what the worker does takes a moment."""
        for _ in range(int(seconds / 0.5)):
            if words in self.text:
                return
            self.page.wait_for_timeout(500)
            self.page.reload()
        raise AssertionError(f"“{words}” not said at {self.path}: {self.text[:1500]}")


class People:
    """Opens browsers, one for each person, and remembers what each complained about."""

    def __init__(self, system: System, browser: Browser) -> None:
        self.system, self.browser = system, browser
        self.visits: list[Visit] = []

    def at(self, size: dict[str, int] = DESK, script: bool = True, **more: Any) -> Visit:
        context = self.browser.new_context(
            viewport=size, java_script_enabled=script, locale="vi-VN", **more
        )
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        visit = Visit(self.system, context, page)
        page.on("console", lambda said: visit.trouble.append(said.text) if bad(said) else None)
        page.on("pageerror", lambda error: visit.trouble.append(str(error)))
        page.on("dialog", lambda box: dismiss(visit, box))
        weigh(visit)
        self.visits.append(visit)
        return visit

    def signed_in(self, key: str, path: str = "/ho-so", **more: Any) -> Visit:
        visit = self.at(**more)
        visit.open(path)
        if "/authorize" not in visit.page.url:
            visit.open(f"/dang-nhap/?next={path}")
        visit.sign_in(key)
        return visit

    def tell(self) -> None:
        """What each browser showed last: for a test that failed."""
        for visit in self.visits:
            body = " ".join(visit.page.inner_text("body").split())
            print(f"\n{visit.page.url}\n{body[:1500]}\n{visit.trouble}")  # noqa: T201

    def leave(self) -> None:
        for visit in self.visits:
            visit.context.close()
        self.visits.clear()


def bad(said: Any) -> bool:
    """What a browser complains about; a status of 4xx that a test asked for is none."""
    return said.type in ("error", "warning") and "Failed to load resource" not in said.text


def dismiss(visit: Visit, box: Dialog) -> None:
    """No page of ours opens one: it would be a script that somebody typed."""
    visit.trouble.append(f"dialog: {box.message}")
    box.dismiss()


def weigh(visit: Visit) -> None:
    """What really comes over the line, headers and all, by path."""
    line = visit.context.new_cdp_session(visit.page)
    paths: dict[str, str] = {}

    def received(said: dict[str, Any]) -> None:
        url = said["response"]["url"]
        if url.startswith(visit.system.base):
            paths[said["requestId"]] = url.removeprefix(visit.system.base)

    def finished(said: dict[str, Any]) -> None:
        if path := paths.get(said["requestId"]):
            visit.weights[path] = max(visit.weights.get(path, 0), said["encodedDataLength"])

    line.on("Network.responseReceived", received)
    line.on("Network.loadingFinished", finished)
    line.send("Network.enable")
