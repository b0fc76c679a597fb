"""A reader in a real browser: asks, opens a citation, sees the words; on a screen and on a phone."""

from __future__ import annotations

import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from fastapi import FastAPI

from assistant.service.policy import Policy
from tests.ui.fake_desk import SUGGESTIONS, FakeDesk
from tests.ui.fake_drafts import FOREST
from ui import words
from ui.page import mount_page

webdriver = pytest.importorskip("selenium.webdriver", reason="selenium is not installed")
BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
DRIVER = shutil.which("chromedriver")
pytestmark = pytest.mark.skipif(not (BROWSER and DRIVER), reason="no chromium with chromedriver (Debian: chromium, chromium-driver)")

FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
WAIT_S = 20
INDICATOR = "#indicator input, #indicator textarea"
VISIBLE = """
const box = document.querySelector("#source .report").getBoundingClientRect();
return [...document.querySelectorAll("mark.hit")].map((hit) => {
  const at = hit.getBoundingClientRect();
  return at.width > 0 && at.top >= box.top && at.bottom <= box.bottom && at.left >= 0 && at.right <= innerWidth;
});
"""


@contextmanager
def served(app: FastAPI) -> Iterator[str]:
    """The address of an app that a server in this process serves."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=port, log_level="warning", timeout_graceful_shutdown=1))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(timeout=10)


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    app = mount_page(FastAPI(), FakeDesk(pause=0.1))
    app.add_middleware(Policy)
    with served(app) as address:
        yield address


class Reader:
    """The page as somebody uses it."""

    def __init__(self, driver: Any) -> None:
        self.driver = driver

    def all(self, css: str) -> list[Any]:
        return list(self.driver.find_elements("css selector", css))

    def wait(self, css: str, count: int = 1) -> list[Any]:
        self.until(lambda: len(self.all(css)) >= count)
        return self.all(css)

    def until(self, holds: Callable[[], bool]) -> None:
        end = time.monotonic() + WAIT_S
        while not holds():
            assert time.monotonic() < end, "it did not come in time"
            time.sleep(0.05)

    def reloaded(self, css: str) -> list[Any]:
        """What is there now; while the page is still being built it is asked for again."""
        if not (found := self.all(css)):
            time.sleep(0.5)
            self.driver.refresh()
            time.sleep(1.5)
            found = self.all(css)
        return found

    def script(self, code: str, *values: Any) -> Any:
        return self.driver.execute_script(code, *values)

    def ask(self, question: str) -> None:
        turns = len(self.all("#transcript .turn"))
        self.wait("#question textarea")[0].send_keys(question + "\n")
        self.wait("#transcript .turn", turns + 1)

    def tab(self, name: str) -> None:
        next(tab for tab in self.all("#tabs button[role=tab]") if tab.text == name).click()

    def look_up(self, indicator: str) -> None:
        self.tab(words.TAB_FIGURES)
        field = self.wait(INDICATOR)[0]
        self.until(field.is_displayed)
        field.clear()
        field.send_keys(indicator + "\n")
        self.wait("#figures .ledger")

    def open(self, css: str) -> list[str]:
        """Click, wait for the marked words, return them."""
        self.script("arguments[0].scrollIntoView({block: 'center'})", self.wait(css)[0])
        self.all(css)[0].click()
        self.wait("#source mark.hit")
        self.until(lambda: all(self.script(VISIBLE)))
        return self.marked()

    def marked(self) -> list[str]:
        return list(self.script("return [...document.querySelectorAll('mark.hit')].map((hit) => hit.innerText)"))

    def width_left_over(self) -> int:
        return int(self.script("return document.documentElement.scrollWidth - innerWidth"))


def driver_of(profile: Path, width: int, height: int) -> Reader:
    """A browser with nothing open."""
    options = webdriver.ChromeOptions()
    options.binary_location = str(BROWSER)
    for flag in (*FLAGS, f"--user-data-dir={profile}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"performance": "ALL"})
    reader = Reader(webdriver.Chrome(options=options, service=webdriver.ChromeService(str(DRIVER))))
    size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 800}
    reader.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    return reader


def reader_of(address: str, profile: Path, width: int, height: int) -> Reader:
    reader = driver_of(profile, width, height)
    reader.driver.get(address)
    reader.wait(".chip")
    return reader


@pytest.fixture
def screen(address: str, tmp_path: Path) -> Iterator[Reader]:
    reader = reader_of(address, tmp_path, 1366, 768)
    yield reader
    reader.driver.quit()


@pytest.fixture
def phone(address: str, tmp_path: Path) -> Iterator[Reader]:
    reader = reader_of(address, tmp_path, 390, 844)
    yield reader
    reader.driver.quit()


def test_a_citation_opens_the_report_at_the_very_words(screen: Reader) -> None:
    screen.ask(SUGGESTIONS[0])
    marked = screen.open('[data-key="0:2"].cite')
    assert marked == ["Xã đã tổ chức trên 6 cuộc diễn tập, tuần tra", "phòng cháy, chữa cháy rừng; không để xảy ra vụ cháy lớn"]
    assert screen.script(VISIBLE) == [True, True]
    assert "214/BC-UBND" in screen.all("#source dl")[0].text
    assert screen.script("return document.activeElement.id") == "hit"
    assert screen.width_left_over() == 0


def test_another_citation_moves_the_mark(screen: Reader) -> None:
    screen.ask(SUGGESTIONS[3])
    screen.ask(SUGGESTIONS[1])
    assert screen.open('[data-key="1:1"].source') == ["tỷ lệ giải quyết đúng hạn đạt 99,1% (2.318/2.339 hồ sơ)"]
    screen.open('[data-key="0:1"].cite')
    screen.until(lambda: screen.marked() == ["Hộ nghèo", "214", "187"])


def test_a_report_from_the_list_opens_at_its_beginning(screen: Reader) -> None:
    screen.ask(SUGGESTIONS[0])
    screen.open('[data-key="0:2"].cite')
    screen.tab(words.TAB_REPORTS)
    screen.wait("[data-act=report]", 3)[0].click()
    screen.until(lambda: not screen.marked())
    assert screen.script("return document.querySelector('#source .report').scrollTop") == 0


def test_deleting_asks_again_for_each_conversation(screen: Reader) -> None:
    screen.ask(SUGGESTIONS[0])
    screen.tab(words.TAB_HISTORY)
    kept = len(screen.wait("[data-act=forget]", 2)) - 1
    screen.all("[data-act=forget]")[0].click()
    assert screen.all("[data-act=forget]")[0].text == words.FORGET_SURE
    screen.all("[data-act=forget]")[0].click()
    screen.until(lambda: len(screen.all("[data-act=forget]")) == kept)
    screen.all("[data-act=forget]")[0].click()
    assert len(screen.all("[data-act=forget]")) == kept
    assert screen.all("[data-act=forget]")[0].text == words.FORGET_SURE


def test_a_conversation_is_renamed_in_its_place(screen: Reader) -> None:
    screen.ask(SUGGESTIONS[1])
    screen.tab(words.TAB_HISTORY)
    screen.wait("[data-act=name]")[0].click()
    field = screen.all(".naming input")[0]
    assert screen.script("return document.activeElement === arguments[0]", field)
    field.send_keys("bỏ đi\ue00c")  # Escape
    assert not screen.all(".naming")
    screen.all("[data-act=name]")[0].click()
    assert field.get_attribute("value") == field.get_attribute("defaultValue")
    field.clear()
    field.send_keys("Hồ sơ <b>quý I</b>\n")
    screen.until(lambda: bool(screen.script("return document.querySelector('.past b').innerText === 'Hồ sơ <b>quý I</b>'")))
    assert not screen.all(".naming")


def test_history_is_searched_while_one_types(phone: Reader, address: str) -> None:
    phone.ask(SUGGESTIONS[3])
    phone.tab(words.TAB_HISTORY)
    phone.wait(".past")
    phone.all("#history-words input, #history-words textarea")[0].send_keys("so sanh ho ngheo")
    titles = "return [...document.querySelectorAll('.past b')].map((title) => title.innerText)"  # at one moment: the list changes
    phone.until(lambda: set(phone.script(titles)) == {SUGGESTIONS[3]})
    assert phone.width_left_over() == 0
    links = [link.get_attribute("href") for link in phone.all(".past")[0].find_elements("css selector", "a")]
    assert [link.partition("/export?")[2] for link in links] == ["format=docx", "format=md"]
    assert all(link.startswith(f"{address}/api/v1/conversations/c-") for link in links)
    assert all(part.rect["height"] >= 40 for part in phone.all(".past .acts .quiet"))


def drafted(reader: Reader) -> None:
    """A draft from the outline that the page proposes."""
    reader.tab(words.TAB_DRAFTS)
    reader.until(reader.wait("#propose")[0].is_displayed)
    reader.all("#propose")[0].click()
    reader.until(lambda: bool(reader.script("return document.querySelector('#sections textarea')?.value")))
    reader.all("#write")[0].click()
    reader.wait("#draft article")


def test_a_draft_is_outlined_written_and_opens_its_sources(screen: Reader) -> None:
    drafted(screen)
    assert screen.open('#draft [data-key="1"].cite') == [FOREST]
    screen.until(lambda: len(screen.all("#drafts [data-act=open]")) > 0)
    assert screen.width_left_over() == 0


def test_a_section_of_a_draft_is_edited_on_a_phone(phone: Reader) -> None:
    drafted(phone)
    phone.all("#draft [data-act=edit]")[0].click()
    field = phone.wait("#editor textarea")[0]
    phone.until(lambda: FOREST in field.get_attribute("value"))
    field.send_keys("\nCâu tự viết.")
    phone.all("#save-section")[0].click()
    assert "Câu tự viết." in phone.wait("#draft .unverified")[0].text
    assert phone.width_left_over() == 0


def test_a_phone_covers_the_chat_with_the_report_and_closes_it(phone: Reader) -> None:
    phone.ask(SUGGESTIONS[0])
    assert phone.width_left_over() == 0
    phone.open('[data-key="0:1"].cite')
    assert all(phone.script(VISIBLE))
    assert phone.script("const at = document.querySelector('#pane').getBoundingClientRect(); return [at.left, at.width]") == [0, 390]
    close = phone.all("#source .close")[0]
    assert close.text == words.CLOSE
    close.click()
    assert phone.all("#question textarea")[0].is_displayed()
    assert not phone.all("#pane")[0].is_displayed()
    assert phone.script("return document.activeElement.dataset.key") == "0:1"


def test_what_looks_like_markup_stays_text(screen: Reader) -> None:
    screen.ask("hiểm độc")
    assert screen.open(".cite") == ["<script>window.pwned=1</script>"]
    assert screen.script("return window.pwned") is None
    assert not screen.all(".turn img, .turn a, #source img")


def test_the_browser_asks_nothing_of_other_machines(screen: Reader, address: str) -> None:
    screen.ask(SUGGESTIONS[1])
    sent = [entry["message"] for entry in screen.driver.get_log("performance") if '"Network.requestWillBeSent"' in entry["message"]]
    assert any(address in message for message in sent)
    assert not [message for message in sent if '"url":"http' in message and address not in message]


def test_a_rating_and_a_copy_answer_the_click(screen: Reader) -> None:
    screen.ask(SUGGESTIONS[1])
    screen.wait(".rate")[0].click()
    assert screen.wait(".rate[aria-pressed=true]")[0].get_attribute("aria-label") == words.USEFUL
    screen.all("[data-act=copy]")[0].click()
    screen.until(lambda: screen.all("[data-act=copy]")[0].text == words.COPIED)


def test_a_value_opens_the_report_at_the_number(screen: Reader, address: str) -> None:
    screen.look_up("hộ nghèo")
    assert len(screen.all("#figures .bars i")) == 4
    assert screen.open('#figures .ledger [data-key="1"]') == ["Đến 30/6/2026 còn ", "1.318", " hộ nghèo, giảm 24 hộ."]
    assert screen.script("return document.activeElement.innerText") == "1.318"
    link = screen.all("#figures .files a")[1].get_attribute("href")
    assert link.startswith(f"{address}/api/v1/figures/export?q=h%E1%BB%99+ngh%C3%A8o&format=xlsx")
    screen.open('#conflicts [data-key="0:0"]')
    screen.until(lambda: screen.marked() == ["Cuối năm, toàn xã còn ", "214", " hộ nghèo."])


def test_more_figures_come_below_and_markup_stays_text(screen: Reader) -> None:
    screen.look_up("lượt")
    screen.script("arguments[0].scrollIntoView({block: 'center'})", screen.wait("#figures [data-act=more]")[0])
    screen.all("#figures [data-act=more]")[0].click()
    screen.wait("#figures .ledger tbody tr", 60)
    screen.look_up("hiểm độc")
    screen.until(lambda: len(screen.all("#figures .ledger tbody tr")) == 1)
    assert not screen.all("#figures img, #figures script")
    assert screen.script("return window.pwned") is None


def test_a_phone_scrolls_the_table_inside_its_box(phone: Reader) -> None:
    phone.look_up("hộ nghèo")
    assert phone.width_left_over() == 0
    assert phone.script("const box = document.querySelector('#figures .ledger'); return box.scrollWidth > box.clientWidth")
    phone.open('#figures .bars [data-key="0"]')
    phone.all("#source .close")[0].click()
    assert phone.script("return document.activeElement.dataset.key") == "0"


def test_an_upload_shows_the_result_of_every_file(screen: Reader, tmp_path: Path) -> None:
    files = [tmp_path / "mot.txt", tmp_path / "hai.txt", tmp_path / "ba.txt"]
    for file in files:
        file.write_text(file.name)
    screen.tab(words.TAB_UPLOAD)
    screen.wait("#files input[type=file]")[0].send_keys("\n".join(map(str, files)))
    screen.wait("#files .file-preview tr, #files .file", 3)
    screen.all("#upload")[0].click()
    screen.wait("#job [data-state=failed]")
    assert [row.get_attribute("data-state") for row in screen.all("#job li")] == ["added", "already", "failed"]
