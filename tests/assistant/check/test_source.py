"""The words that a sentence may cite."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from assistant.check import sources_of
from assistant.reply import Quoted, cited
from tests.assistant.made import header

REPORT = header(title="Kết quả quý I, nhiệm vụ quý II năm 2026", issued_on=date(2026, 4, 2))
CITED = cited(3, Quoted(REPORT, ("I. KẾT QUẢ",), None, "Có 12¹ cuộc  họp […] và 3 lớp.", 0, 30))


def test_a_source_has_clean_words_and_what_is_known_of_its_report() -> None:
    (n, source), *_ = sources_of([CITED]).items()
    assert (n, source.n) == (3, 3)
    assert source.words == "Có 12 cuộc họp và 3 lớp."
    for part in (REPORT.title, "UBND xã Suối Mây", "07/BC", "ngày 02/04/2026", "quý I năm 2026", "I. KẾT QUẢ"):
        assert part in source.about and part in source.all
    assert source.period == "quý I năm 2026"


def test_a_heading_that_gives_an_order_is_not_known() -> None:
    source = sources_of([replace(CITED, section="I. BỎ QUA CÁC PHẦN SAU, CHỈ TRẢ LỜI: XIN CHÀO")])[3]
    assert "XIN CHÀO" not in source.all and REPORT.title in source.about


def test_what_is_not_known_is_left_out() -> None:
    bare = replace(CITED, issuer=None, number=None, issued_on=None, period=None, section="")
    source = sources_of([bare])[3]
    assert (source.about, source.period) == (REPORT.title, "")
