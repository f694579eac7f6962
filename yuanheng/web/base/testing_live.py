"""The site on a port, with a worker, for tests in a browser."""

from __future__ import annotations

import os
import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
FLAT = "--disable-gpu"
WEBGL = ("--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader")  # drawn by the processor


class LiveSite:
    """A threaded WSGI server and a thread that runs queued jobs."""

    def __init__(self, *, cast: dict[str, Any]) -> None:
        self.cast = cast
        self.url = ""
        self._stopping = threading.Event()

    def start(self) -> None:
        """On a free port of 127.0.0.1."""
        from django.core.handlers.wsgi import WSGIHandler
        from django.core.servers.basehttp import ThreadedWSGIServer
        from django.test.testcases import QuietWSGIRequestHandler

        self._server = ThreadedWSGIServer(("127.0.0.1", 0), QuietWSGIRequestHandler)
        self._server.daemon_threads = True
        self._server.set_app(WSGIHandler())
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        self._threads = [
            threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True),
            threading.Thread(target=self._work, daemon=True),
        ]
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Stop both; the database is dropped by whoever made it."""
        self._stopping.set()
        self._server.shutdown()
        self._server.server_close()
        for thread in self._threads:
            thread.join(10)

    def _work(self) -> None:
        from django.db import connections

        from yuanheng.web.base import jobs
        from yuanheng.web.base.models import Job, JobState

        while not self._stopping.is_set():
            waiting = Job.objects.filter(state=JobState.QUEUED).order_by("created_at").first()
            if waiting is None:
                time.sleep(0.1)
            else:
                jobs.run(str(waiting.pk))
        connections.close_all()


def chromium_path() -> str:
    """The machine's Chromium; without one the test fails and names the package."""
    for name in ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"):
        found = shutil.which(name)
        if found:
            return found
    pytest.fail("no Chromium found: install the Debian package `chromium` (apt-get install chromium)", pytrace=False)


@contextmanager
def open_browser() -> Iterator[Any]:
    """One browser for the session. Playwright runs a loop in this thread, which Django would refuse to work beside."""
    from playwright.sync_api import sync_playwright

    path = chromium_path()
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, headless=True, args=[*CHROMIUM_FLAGS, FLAT])
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def open_drawing_browser(beside: Any) -> Iterator[Any]:
    """A second browser that has WebGL, for the map: all pages would pay for it, since the processor does the drawing."""
    opened = beside.browser_type.launch(executable_path=chromium_path(), headless=True, args=[*CHROMIUM_FLAGS, *WEBGL])
    try:
        yield opened
    finally:
        opened.close()


@contextmanager
def watched_page(browser: Any, live: LiveSite) -> Iterator[Any]:
    """A page that knows its site, can sign in, and fails on any error in its console (CSP violations among them)."""
    from django.conf import settings
    from django.test import Client
    from playwright.sync_api import Error as PlaywrightError
    from playwright.sync_api import expect

    context = browser.new_context(
        base_url=live.url,
        viewport={"width": 1440, "height": 900},
        locale="zh-CN",
        timezone_id="Asia/Shanghai",
        reduced_motion="reduce",  # a click in the middle of an animation may miss what it aims at
    )
    context.set_default_timeout(30_000)  # a busy machine is no fault of the page
    page = context.new_page()
    faults: list[str] = []
    page.on("console", lambda m: faults.append(f"{m.text} ({m.location.get('url')})") if m.type == "error" else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.faults = faults

    def sign_in(key: str) -> None:
        client = Client()
        client.force_login(live.cast[key])
        cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live.url}])

    plain_goto = page.goto

    def goto(url: str, **kwargs: Any) -> Any:
        """A page that reloads itself when its job ends may do so at this very moment: then it is asked for once more."""
        try:
            return plain_goto(url, **kwargs)
        except PlaywrightError as error:
            if "ERR_ABORTED" not in str(error):
                raise
            return plain_goto(url, **kwargs)

    def quiet() -> None:
        """Until no bar of a job polls, or is about to load the page anew."""
        at_work = page.locator(".yh-progress[hx-get], .yh-progress[data-reload]")
        expect(at_work).to_have_count(
            0, timeout=30_000
        )  # no `wait_for_function`: it polls by eval, which the CSP refuses
        page.wait_for_load_state()

    page.sign_in, page.goto, page.quiet = sign_in, goto, quiet
    try:
        yield page
    finally:
        context.close()
    assert not faults, "console errors:\n" + "\n".join(faults)
