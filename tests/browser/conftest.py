"""A real Chromium, headless, driven by Playwright. ``make browser`` fetches what is missing; else the tests are skipped."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from browser.pages import WIDE, page_of

# Headless in a container, and quiet: nothing is looked up, reported or updated.
FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()
_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


@pytest.fixture(scope="session")
def chromium() -> Iterator[object]:
    api = pytest.importorskip("playwright.sync_api", reason="no Playwright; `make browser` fetches it")
    found = next(filter(None, map(shutil.which, _NAMES)), None)
    with api.sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(executable_path=found, args=FLAGS)
        except api.Error as error:
            pytest.skip(f"no Chromium that starts; `make browser` fetches one: {str(error).splitlines()[0]}")
        yield browser
        browser.close()


class Watched:
    """A page, and what it complained of."""

    def __init__(self, page) -> None:
        self.page = page
        self.complaints: list[str] = []
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("dialog", lambda dialog: (self.complaints.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        page.on("request", self._requested)

    def _hear(self, message) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(message.text)

    def _requested(self, request) -> None:
        if not request.url.startswith(("file:", "data:", "blob:")):
            self.complaints.append(f"asks for {request.url}")


@pytest.fixture
def visit(chromium, tmp_path: Path) -> Iterator[Callable]:
    """Opens a sample's page, or any HTML; keywords are Playwright's for the context. Afterwards nothing was complained of."""
    opened: list[Watched] = []

    def call(what: str, *, html: str | None = None, viewport=WIDE, **options):
        context = chromium.new_context(viewport=viewport, reduced_motion="reduce", **options)
        context.set_default_timeout(5_000)
        watched = Watched(context.new_page())
        opened.append(watched)
        path = tmp_path / f"{what}.html"
        if html is None:
            html = page_of(what)
        path.write_text(html, "utf-8")
        watched.page.goto(path.as_uri())
        return watched.page

    yield call
    complaints = [complaint for watched in opened for complaint in watched.complaints]
    for watched in opened:
        watched.page.context.close()
    assert not complaints
