"""Markdown that a reader of Markdown shows as the text was written."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from assistant.transcript.lines import LOST
from assistant.transcript.markdown import escaped, markdown_of_transcript
from tests.assistant.transcript.made import POOR, WHOLE, transcript, turn
from vectorstore.text.writable import writable

READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
HOSTILE = "<script>alert(1)</script> ![x](http://a.vn/b.png) [bấm](javascript:alert(1)) https://a.vn www.a.vn `x` **đậm** &lt; a|b ~~c~~"


class Page(HTMLParser):
    """What a browser makes of HTML: its text and the names of its elements."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text = ""
        self.tags: set[str] = set()
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


@given(st.text(st.characters(blacklist_categories=("Cs", "Cc"))) | st.text("-+=.)(0123456789*_#>|~`[]!&<: \\ab"))
def test_any_text_is_shown_as_it_is_written(text: str) -> None:
    text = " ".join(writable(text).split())
    for opening, tags in (("", {"p"}), ("# ", {"h1"}), ("- ", {"ul", "li"}), ("> ", {"blockquote", "p"})):
        page = Page(READER.render(f"{opening}{escaped(text)}\n"))
        assert (page.text.strip("\n"), page.tags <= tags) == (text, True)


@pytest.mark.parametrize("text", ["1. một", "12) hai", "- ba", "+ bốn", "=== năm", "# sáu", "> bảy", "* tám", "1234567890. chín", "---"])
def test_what_begins_like_a_list_or_a_heading_stays_a_sentence(text: str) -> None:
    assert READER.render(escaped(text)) == f"<p>{text.replace('>', '&gt;')}</p>\n"


def test_addresses_become_no_links() -> None:
    assert escaped("https://a.vn, www.a.vn, a@b.vn") == "https\\://a.vn, www\\.a.vn, a\\@b.vn"


def test_the_whole_transcript_reads_as_headings_bullets_and_quotes() -> None:
    written = markdown_of_transcript(WHOLE)
    assert written.startswith("# Hộ nghèo tháng 12\n\nNgày 05 tháng 01 năm 2026\n\n## Câu hỏi 1. Còn bao nhiêu hộ nghèo?\n\n")
    assert "Còn **45 hộ** nghèo \\[1\\]:\n\n- giảm 6 hộ \\[1\\]\n- 51 hộ \\[2\\]\n\n### Nguồn trích dẫn\n\n" in written
    assert "\n**Lưu ý:** Báo cáo ghi hai giá trị.\n" in written
    html = READER.render(written)
    assert html.count("<h2>") == 3
    assert "<blockquote>\n<p>“Toàn xã có 45 hộ nghèo, giảm 6 hộ.”</p>\n</blockquote>" in html
    assert "<strong>(nguồn đã bị xóa khỏi kho)</strong>" in html


def test_markup_in_a_conversation_stays_text() -> None:
    html = READER.render(markdown_of_transcript(transcript(turn(HOSTILE, POOR, *LOST), title=HOSTILE)))
    assert Page(html).tags <= {"h1", "h2", "h3", "p", "ul", "li", "blockquote", "strong"}
