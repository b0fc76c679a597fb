"""Drafts over the demo archive: from the outline to the numbered statements."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from itertools import chain

import pytest

from assistant.draft import words
from assistant.draft.draft import Draft, DraftKind, DraftRequest, DraftSection, Outline, OutlineSection
from assistant.draft.outline import outline_of
from assistant.draft.write import drafted
from tests.assistant.draft.made import faults, texts
from vectorstore.errors import BadRequest, NotFound
from vectorstore.library import Library

HALF = (date(2026, 1, 1), date(2026, 6, 30))
QUARTERS = (date(2025, 7, 1), date(2026, 12, 31))
FOREST = "bảo vệ rừng, phòng cháy rừng và an ninh trật tự"


def ids(library: Library, *names: str) -> tuple[str, ...]:
    """The reports whose file names begin so."""
    cards = library.archive.cards(limit=100).cards
    return tuple(card.report.id for name in names for card in cards if card.report.file_name.startswith(name))


def outlined(library: Library, request: DraftRequest) -> list[str]:
    return [section.heading for section in outline_of(library.archive, request).sections]


def written(library: Library, request: DraftRequest) -> Draft:
    return drafted(library.archive, library.search, outline_of(library.archive, request), "d")


def section(draft: Draft, heading: str) -> DraftSection:
    return next(one for one in draft.sections if one.heading == heading)


def table(one: DraftSection) -> dict[str, list[str]]:
    assert one.table is not None
    return {row[0].text: [cell.text for cell in row[1:]] for row in one.table.rows}


@pytest.fixture(scope="session")
def half_year(library: Library) -> Draft:
    return written(library, DraftRequest(DraftKind.HALF_YEAR, "thu ngân sách và giảm nghèo", start=HALF[0], end=HALF[1]))


@pytest.fixture(scope="session")
def coordination(library: Library) -> Draft:
    request = DraftRequest(DraftKind.SYNTHESIS, FOREST, issuers=("Đảng ủy xã Mường Vân",), start=QUARTERS[0], end=QUARTERS[1])
    return written(library, request)


@pytest.fixture(scope="session")
def summary(library: Library) -> Draft:
    return written(library, DraftRequest(DraftKind.SUMMARY, report_ids=ids(library, "08")))


@pytest.fixture(scope="session")
def compared(library: Library) -> Draft:
    return written(library, DraftRequest(DraftKind.COMPARISON, report_ids=ids(library, "23", "24")))


@pytest.fixture(scope="session")
def reply(library: Library) -> Draft:
    return written(library, DraftRequest(DraftKind.REPLY, "hồ sơ thủ tục hành chính trễ hạn", report_ids=ids(library, "16", "08")))


@pytest.fixture(scope="session", params=["half_year", "coordination", "summary", "compared", "reply"])
def draft(request: pytest.FixtureRequest) -> Draft:
    made: Draft = request.getfixturevalue(request.param)
    return made


# --- What holds of every draft ----------------------------------------------------------------------------------------------------


def test_every_statement_stands_in_its_quote_and_every_quote_in_its_report(draft: Draft, library: Library) -> None:
    assert draft.citations
    assert faults(draft, library.archive) == []


def test_nothing_is_told_twice(draft: Draft) -> None:
    cited = [statement.text for one in draft.sections for statement in one.statements if statement.citations]
    assert not [text for text, times in Counter(cited).items() if times > 1]


def test_no_scrap_stands_in_it(draft: Draft) -> None:
    for text in texts(draft):
        assert text[0].isupper() or text[0].isdigit() or text[0] in '“"'
        assert text.endswith((".", "!", "?", "…", "”", '"', ":"))
        assert " | " not in text and "\n" not in text and not text.endswith("./.")


def test_what_is_our_own_says_whose_words_follow(draft: Draft) -> None:
    own = [statement.text for one in draft.sections for statement in one.statements if not statement.citations]
    assert all(text.startswith(("Theo Báo cáo của ", "Về ")) and text.endswith(":") for text in own)


def test_citations_are_numbered_in_the_order_of_use(draft: Draft) -> None:
    used = chain.from_iterable(
        [*chain.from_iterable(s.citations for s in one.statements), *(c.citation for r in (one.table.rows if one.table else ()) for c in r)]
        for one in draft.sections
    )
    assert list(dict.fromkeys(n for n in used if n)) == [citation.n for citation in draft.citations]


# --- A synthesis ------------------------------------------------------------------------------------------------------------------


def test_a_synthesis_has_a_section_for_each_topic_then_lacks_and_tasks(library: Library) -> None:
    request = DraftRequest(DraftKind.HALF_YEAR, "thu ngân sách và giảm nghèo", start=HALF[0], end=HALF[1])
    assert outlined(library, request) == ["Thu, chi ngân sách", "Giảm nghèo", words.LIMITS, words.AHEAD]
    assert outline_of(library.archive, request).title == "Sơ kết công tác thu ngân sách và giảm nghèo 6 tháng đầu năm 2026"


def test_each_report_is_named_before_its_words(half_year: Draft) -> None:
    told = [statement.text for statement in section(half_year, "Thu, chi ngân sách").statements]
    at = told.index("Theo Báo cáo của UBND xã Sảng Pờ, kỳ 6 tháng đầu năm 2026:")
    assert told[at + 1].startswith("Thu ngân sách nhà nước trên địa bàn 327,4 triệu đồng, đạt 45,5% dự toán")


def test_the_units_of_a_period_stand_side_by_side(half_year: Draft) -> None:
    budget = section(half_year, "Thu, chi ngân sách")
    assert budget.table is not None
    assert budget.table.heads == ("Chỉ tiêu", "Xã Bản Sen", "Xã Mó Luông", "Xã Mường Vân", "Xã Pắc Ngần", "Xã Sảng Pờ")
    row = table(budget)["Thu ngân sách nhà nước"]
    assert row == ["561,6 triệu đồng", "418,9 triệu đồng", "742,8 triệu đồng", "968,5 triệu đồng", "327,4 triệu đồng"]


def test_reports_that_say_nothing_of_a_topic_are_named(half_year: Draft) -> None:
    (gap,) = section(half_year, "Giảm nghèo").gaps
    assert gap.startswith("Chưa có số liệu, nội dung về giảm nghèo trong ")
    assert "Báo cáo của UBND xã Mó Luông, kỳ quý I năm 2026" in gap
    assert "UBND xã Sảng Pờ" not in gap


def test_the_periods_of_a_unit_stand_side_by_side(coordination: Draft) -> None:
    security = section(coordination, "An ninh trật tự")
    assert security.table is not None
    assert security.table.heads[1:] == ("quý III năm 2025", "quý IV năm 2025", "quý I năm 2026", "quý III năm 2026", "quý IV năm 2026")
    assert table(security)["Cuộc tuần tra chung"] == ["06 cuộc", "09 cuộc", "08 cuộc", "11 cuộc", "12 cuộc"]


def test_a_period_without_a_report_is_named(coordination: Draft) -> None:
    assert section(coordination, words.MISSING).gaps == ("Chưa có báo cáo quý II/2026 của Đảng ủy xã Mường Vân.",)


def test_a_body_without_any_report_is_named(library: Library) -> None:
    issuers = ("UBND xã Mường Vân", "UBND xã Không Có")
    draft = written(library, DraftRequest(DraftKind.SYNTHESIS, "giảm nghèo", issuers=issuers, start=HALF[0], end=HALF[1]))
    assert "Chưa có báo cáo của UBND xã Không Có trong khoảng thời gian đã chọn." in section(draft, words.MISSING).gaps


def test_a_heading_on_which_no_report_says_anything_has_a_gap(library: Library) -> None:
    outline = outline_of(library.archive, DraftRequest(DraftKind.SYNTHESIS, "giảm nghèo", report_ids=ids(library, "08")))
    edited = replace(outline, sections=(OutlineSection("Khai thác dầu khí", "khai thác dầu khí ngoài khơi"),))
    (only,) = drafted(library.archive, library.search, edited, "d").sections
    assert only.statements == ()
    assert only.gaps == (
        "Chưa có số liệu, nội dung về khai thác dầu khí ngoài khơi trong Báo cáo của UBND xã Mường Vân, kỳ 6 tháng đầu năm 2026.",
    )


def test_without_a_subject_the_fields_are_those_of_the_reports(library: Library) -> None:
    request = DraftRequest(DraftKind.SYNTHESIS, report_ids=ids(library, "08", "11", "18"))
    headings = outlined(library, request)
    assert headings[0] == words.INDICATORS
    assert {"Nông nghiệp", "Văn hóa, xã hội"} <= set(headings)
    assert headings[-2:] == [words.LIMITS, words.AHEAD]
    assert table(written(library, request).sections[0])["Trồng rừng mới"] == ["64,7 ha", "71,5 ha", "88,4 ha"]


# --- A summary --------------------------------------------------------------------------------------------------------------------


def test_a_summary_follows_the_reports_own_headings_on_about_a_page(summary: Draft) -> None:
    assert [one.heading for one in summary.sections][:2] == ["Nông, lâm nghiệp", "Thu chi ngân sách và đầu tư"]
    assert summary.sections[-1].heading == "Giải pháp 6 tháng cuối năm"
    assert 350 <= sum(len(text.split()) for text in texts(summary)) <= 650


def test_a_summary_keeps_the_reports_order(summary: Draft) -> None:
    starts = [summary.citations[n - 1].start for one in summary.sections for statement in one.statements for n in statement.citations]
    assert starts == sorted(starts)


def test_subheadings_say_what_the_sentences_below_are_about(summary: Draft) -> None:
    assert "Về giáo dục và y tế:" in [statement.text for statement in section(summary, "Văn hóa - xã hội").statements]


def test_what_the_reader_adds_to_a_summary_is_looked_for(library: Library) -> None:
    outline = outline_of(library.archive, DraftRequest(DraftKind.SUMMARY, report_ids=ids(library, "08")))
    edited = replace(outline, sections=(OutlineSection("Hồ sơ trực tuyến", "hồ sơ trực tuyến"), OutlineSection("Dầu khí", "dầu khí")))
    files, oil = drafted(library.archive, library.search, edited, "d").sections
    assert [s.text for s in files.statements if s.citations] == ["Tiếp nhận 2.988 hồ sơ; trong đó trực tuyến 2.450 hồ sơ, đạt 82,0%."]
    assert oil.gaps == ("Chưa có số liệu, nội dung về dầu khí trong Báo cáo của UBND xã Mường Vân, kỳ 6 tháng đầu năm 2026.",)


def test_a_summary_is_of_one_report(library: Library) -> None:
    with pytest.raises(BadRequest, match="đúng một báo cáo"):
        outline_of(library.archive, DraftRequest(DraftKind.SUMMARY, report_ids=ids(library, "08", "11")))


# --- A comparison -----------------------------------------------------------------------------------------------------------------


def test_a_comparison_begins_with_the_figures_and_their_change(compared: Draft) -> None:
    figures = section(compared, words.FIGURES)
    assert figures.table is not None and figures.table.heads[-1] == words.CHANGE
    rows = table(figures)
    assert rows["Thu ngân sách nhà nước trên địa bàn"] == ["86,4 triệu đồng", "92,8 triệu đồng", "tăng 6,4 triệu đồng"]
    assert rows["Hồ sơ thủ tục hành chính"] == ["318 hồ sơ", "341 hồ sơ", "tăng 23"]


def test_both_sides_speak_below_a_common_heading(compared: Draft) -> None:
    leads = [statement.text for statement in section(compared, "Kinh tế").statements if not statement.citations]
    assert leads == [f"Theo Báo cáo của UBND xã Bản Sen, kỳ tháng {month} năm 2026:" for month in (9, 10)]


def test_what_only_one_side_has_a_heading_for_is_a_gap_of_the_other(library: Library) -> None:
    draft = written(library, DraftRequest(DraftKind.COMPARISON, report_ids=ids(library, "01", "04")))
    own = section(draft, words.beside("kỳ quý III năm 2026"))
    assert [s.text for s in own.statements if s.text.startswith("Về hòa giải")] == ["Về hòa giải ở cơ sở:"]
    assert own.gaps == (
        "Chưa có mục riêng về công tác chỉ đạo; hòa giải ở cơ sở; văn hóa, thể thao trong "
        "Báo cáo của Đảng ủy xã Mường Vân, kỳ quý III năm 2025.",
    )


def test_a_comparison_needs_two_sides(library: Library) -> None:
    with pytest.raises(BadRequest, match="đúng hai"):
        outline_of(library.archive, DraftRequest(DraftKind.COMPARISON, report_ids=ids(library, "01")))


# --- A reply ----------------------------------------------------------------------------------------------------------------------


def test_a_reply_tells_results_lacks_and_measures(reply: Draft) -> None:
    assert [one.heading for one in reply.sections] == [words.BACKGROUND, words.RESULTS, words.LIMITS, words.MEASURES]
    lacks = [statement.text for statement in section(reply, words.LIMITS).statements]
    assert "Trong 12 hồ sơ trễ hạn có 11 hồ sơ đất đai." in lacks
    assert "Giảm hồ sơ trễ hạn xuống dưới 05 hồ sơ." in [statement.text for statement in section(reply, words.MEASURES).statements]


def test_a_reply_needs_a_question(library: Library) -> None:
    with pytest.raises(BadRequest, match="chất vấn"):
        outline_of(library.archive, DraftRequest(DraftKind.REPLY, report_ids=ids(library, "08")))


# --- What cannot be drafted -------------------------------------------------------------------------------------------------------


def test_an_outline_without_headings_is_refused(library: Library) -> None:
    request = DraftRequest(DraftKind.SYNTHESIS, "giảm nghèo", report_ids=ids(library, "08"))
    with pytest.raises(BadRequest, match="Đề cương"):
        drafted(library.archive, library.search, Outline(request, "x", ()), "d")


def test_no_report_and_a_lost_report_are_said(library: Library) -> None:
    with pytest.raises(BadRequest, match="Chưa có báo cáo nào"):
        outline_of(library.archive, DraftRequest(DraftKind.SYNTHESIS, issuers=("UBND xã Không Có",)))
    with pytest.raises(NotFound):
        outline_of(library.archive, DraftRequest(DraftKind.SYNTHESIS, report_ids=("0" * 16,)))
