"""Words that would be a script or a request, in a real browser under the page's own policy: nothing runs and nothing is asked for."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from fastapi import FastAPI

from assistant.service.policy import Policy
from tests.ui.payloads import PAYLOADS, HostileDesk
from tests.ui.test_browser import BROWSER, DRIVER, Reader, reader_of, served
from ui import words
from ui.page import mount_page

pytestmark = pytest.mark.skipif(not (BROWSER and DRIVER), reason="no chromium with chromedriver (Debian: chromium, chromium-driver)")

SHOWN = PAYLOADS if os.environ.get("HOIBAOCAO_TORTURE") == "1" else PAYLOADS[:: len(PAYLOADS) // 50]
LIVE = "script[src^='//'], iframe, object, embed, base, meta[http-equiv], link[href*='foreign'], img[src*='foreign'], a[href^='javascript']"
HANDLERS = """
return [...document.querySelectorAll("#transcript *, #source *, #reports *, #history *")]
  .filter((part) => [...part.attributes].some((attribute) => attribute.name.startsWith("on"))).map((part) => part.outerHTML);
"""


@pytest.fixture
def page(tmp_path: Path) -> Iterator[Reader]:
    app = mount_page(FastAPI(), HostileDesk(SHOWN))
    app.add_middleware(Policy)
    with served(app) as address:
        reader = reader_of(address, tmp_path, 1366, 768)
        yield reader
        reader.driver.quit()


def test_no_payload_runs_or_asks_for_anything(page: Reader) -> None:
    page.tab(words.TAB_REPORTS)
    page.until(lambda: len(page.all("[data-act=report]")) == len(SHOWN))
    page.tab(words.TAB_HISTORY)
    page.wait("[data-act=reopen]")[0].click()
    page.until(lambda: len(page.all("#transcript .turn")) == len(SHOWN))
    page.script("arguments[0].scrollIntoView()", page.all("#transcript .cite")[0])
    page.all("#transcript .cite")[0].click()
    page.wait("#source dl")
    assert page.script("return window.pwned") is None
    made = [part for shown in page.all("#tabs, #source") for part in shown.find_elements("css selector", LIVE)]
    assert [part.get_attribute("outerHTML") for part in made] == []
    assert page.script(HANDLERS) == []
    assert foreign(page) == []


def test_what_is_written_into_the_page_would_not_run(page: Reader) -> None:
    """The policy by itself, should a text ever reach the page unescaped."""
    page.script("document.querySelector('#source').insertAdjacentHTML('beforeend', arguments[0])", "\n".join(PAYLOADS[:12]))
    page.script("const bare = document.createElement('script'); bare.textContent = 'window.pwned=1'; document.body.append(bare)")
    page.script("return new Promise((done) => setTimeout(done, 500))")
    assert page.script("return window.pwned") is None


def foreign(page: Reader) -> list[str]:
    """Addresses outside the page's own that the browser asked for."""
    own = urlsplit(page.driver.current_url).netloc
    events = (json.loads(entry["message"])["message"] for entry in page.driver.get_log("performance"))
    asked = [event["params"]["request"]["url"] for event in events if event["method"] == "Network.requestWillBeSent"]
    return [url for url in asked if urlsplit(url).scheme in ("http", "https", "ws", "wss") and urlsplit(url).netloc != own]
