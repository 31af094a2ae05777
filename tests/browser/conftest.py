"""What journeys in a real browser share: Debian's Chromium, pages, sign-in, axe.

Fixtures: `browser` (one for the whole run), `new_page(width=…, dark=…, javascript=…)`, `page`
(1440 px, light), `sign_in(page, user)` and `axe(page)`. A page that breaks the content policy or
throws in its own script fails its test.
"""

import os
import shutil

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from playwright.sync_api import sync_playwright

CHROMIUM = os.environ.get("NEWSROOM_CHROMIUM") or shutil.which("chromium")


@pytest.fixture(scope="session")
def browser():
    if not CHROMIUM:
        if os.environ.get("CI", "").lower() == "true":
            pytest.fail("Chromium is missing.")
        pytest.skip("Chromium is missing.")
    # Playwright keeps an event loop in this thread, and Django's ORM would refuse to work beside it.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=arguments)
        yield chromium
        chromium.close()


@pytest.fixture
def new_page(browser, live_server):
    """Open pages of any size and mood; relative addresses are those of the live server."""
    opened, faults = [], []

    def note(message):
        if "Content Security Policy" in message.text:
            faults.append(message.text)

    def open_page(*, width=1440, height=900, dark=False, javascript=True, locale="en-GB", **options):
        context = browser.new_context(
            base_url=live_server.url,
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
            java_script_enabled=javascript,
            locale=locale,
            **options,
        )
        context.set_default_timeout(10_000)
        opened.append(context)
        context.on("console", note)
        context.on("weberror", lambda problem: faults.append(str(problem.error)))
        return context.new_page()

    yield open_page
    for context in opened:
        context.close()
    assert faults == []


@pytest.fixture
def page(new_page):
    return new_page()


@pytest.fixture
def sign_in(live_server):
    """Give a page's browser the session of a user, without the form."""

    def sign(page, user):
        client = Client()  # of their own: a second person's sign-in ends nobody's session
        client.force_login(user)
        page.context.add_cookies(
            [
                {
                    "name": settings.SESSION_COOKIE_NAME,
                    "value": client.cookies[settings.SESSION_COOKIE_NAME].value,
                    "url": live_server.url,
                }
            ]
        )

    return sign


@pytest.fixture
def axe():
    """Ask that axe finds nothing wrong with a page as it stands.

    It must not load style sheets a second time, which the content policy of the admin forbids.
    """

    def check(page, part=None):
        found = Axe().run(page, context=part, options={"preload": False})
        assert found.violations_count == 0, found.generate_report()

    return check
