"""Passages follow the document, stay short, and lose nothing."""

from __future__ import annotations

import re

from hypothesis import example, given, settings
from hypothesis import strategies as st

from ingest.split import WORDS, TableRows, split
from vectorstore.report import Passage, PassageKind, Span
from vectorstore.text.clean import cleaned

LINES = """\
I. KẾT QUẢ THỰC HIỆN
II- ĐÁNH GIÁ
Phần thứ nhất
TÌNH HÌNH CHUNG
1. Về trồng trọt
1.1. Lúa nước
2. Đã mở 12 lớp cho 300 người.
a) Chăn nuôi
(1) Họp thôn
- Ưu điểm
- Đã trồng 12,5 ha rừng;
+ Thôn Nà Hin có 6 hộ
Các thôn làm đường:
Có việc. Trong đó:
Xã đã họp 06 cuộc¹ và giao ban hằng tuần.
Xã[footnoteRef:2] có 5 thôn
và tiếp tục làm.
¹ Theo sổ của thôn
² Gồm ba thôn.
Chợ họp [1: Theo lệ
cũ] hằng tuần.
x [2: y] z
[bookmark: _Hlk1]- Về xã
Nơi nhận:
[1:  ]
¹
1.
-
)
.

"""
documents = st.lists(st.sampled_from([*LINES.split("\n"), "việc " * 70 + ".", "họp " * 160]), max_size=14).map("\n".join)
_ARTEFACT = re.compile(r"\[bookmark:[^\]\n]*\]|\[footnoteRef:\d+\]|\[\d{1,3}:|\]")


def passages(text: str) -> tuple[Passage, ...]:
    return split(text, Span(0, len(text)))


def shown(text: str) -> list[tuple[tuple[str, ...], str]]:
    return [(passage.section, passage.clean(text)) for passage in passages(text)]


def uncovered(text: str, found: tuple[Passage, ...]) -> list[str]:
    """What of each line stands in no passage and no section."""
    covered = {at for p in found for s in p.sentences for span in s.spans for at in range(span.start, span.end)}
    sections = {cleaned(_ARTEFACT.sub("", words)) for passage in found for words in passage.section}
    rests = ("".join(c for at, c in enumerate(line[0], line.start()) if at not in covered) for line in re.finditer(r"[^\n]+", text))
    words = (cleaned(_ARTEFACT.sub("", rest)).rstrip(":").strip() for rest in rests)
    return [rest for rest in words if re.search(r"\w", rest) and not any(rest in section for section in sections)]


def test_sections_follow_the_kind_of_sign_even_where_the_numbers_do_not() -> None:
    text = "II. KẾT QUẢ\n2. Kinh tế\n1.1. Lúa nước\nGieo 30 ha.\n1.2. Ngô\nGieo 12 ha.\n3. Xã hội\nMở hai lớp."
    assert shown(text) == [
        (("II. KẾT QUẢ", "2. Kinh tế", "1.1. Lúa nước"), "Gieo 30 ha."),
        (("II. KẾT QUẢ", "2. Kinh tế", "1.2. Ngô"), "Gieo 12 ha."),
        (("II. KẾT QUẢ", "3. Xã hội"), "Mở hai lớp."),
    ]


def test_a_run_in_heading_heads_its_paragraph_and_ends_with_the_next_bullet() -> None:
    text = "1. Đánh giá\n- Ưu điểm\nCác thôn đoàn kết.\n- Hạn chế\nĐường còn lầy.\n- Đã sửa 3 cầu."
    assert [section[1:] for section, _ in shown(text)] == [("- Ưu điểm",), ("- Hạn chế",), ()]


def test_a_heading_over_nothing_is_an_item_and_not_lost() -> None:
    text = "III. VIỆC TỚI\n1. Mở rộng chợ Bó Mạ\n2. Lát mương Pa Thín\nIV. KIẾN NGHỊ\nXin thêm giống."
    assert shown(text)[0] == (("III. VIỆC TỚI",), "1. Mở rộng chợ Bó Mạ 2. Lát mương Pa Thín")


def test_an_item_after_a_section_does_not_fall_under_it() -> None:
    text = "I. CHUNG\n1. Kinh tế\nGieo 30 ha.\n2. Mở rộng chợ\nII. RIÊNG\nHết."
    assert shown(text)[1] == (("I. CHUNG",), "2. Mở rộng chợ")


def test_short_bullets_run_together_with_the_sentence_that_opens_them() -> None:
    text = "Các thôn đã góp công:\n- Nà Hin 45 công;\n- Bó Mạ 30 công.\nViệc sửa đường xong trước mùa mưa."
    opened, rest = passages(text)[:2]
    assert opened.clean(text) == "Các thôn đã góp công: - Nà Hin 45 công;"
    assert (rest.clean(text), rest.lead) == ("- Bó Mạ 30 công.", "Các thôn đã góp công:")


def test_bullets_too_long_to_run_together_keep_their_opening_as_lead() -> None:
    long = "thôn góp công " * 20
    text = f"Các thôn đã góp công:\n- Một là {long};\n- Hai là {long};\n- Ba là {long}."
    leads = [passage.lead for passage in passages(text)]
    assert leads[0] == "" and set(leads[1:]) == {"Các thôn đã góp công:"}


def test_a_bare_opening_takes_the_sentence_before_it_along() -> None:
    long = "nuôi cá lồng trên hồ " * 13
    text = f"Xã có ba tổ hợp tác. Trong đó:\n- Tổ một {long};\n- Tổ hai {long};\n- Tổ ba {long}."
    assert passages(text)[-1].lead == "Xã có ba tổ hợp tác. Trong đó:"


def test_a_footnote_is_led_by_the_sentence_that_cites_it() -> None:
    text = "Chợ họp hằng tuần. Xã có 45 hộ¹² đang dời nhà.\n¹² Theo sổ của thôn."
    body, note = sorted(passages(text), key=lambda passage: passage.kind)
    assert body.clean(text) == "Chợ họp hằng tuần. Xã có 45 hộ đang dời nhà."
    assert (note.kind, note.lead) == (PassageKind.FOOTNOTE, "Xã có 45 hộ đang dời nhà.")


def test_an_inline_note_is_led_by_its_sentence_too() -> None:
    text = "Chợ họp hằng tuần[footnoteRef:3]. Suối cạn.\n[3: Theo lệ cũ]"
    (note,) = (passage for passage in passages(text) if passage.kind is PassageKind.FOOTNOTE)
    assert (note.clean(text), note.lead) == ("Theo lệ cũ", "Chợ họp hằng tuần.")


def test_the_power_of_a_unit_cites_no_footnote() -> None:
    text = "Dân hiến 86m² đất.\n² Theo sổ của thôn."
    assert [passage.lead for passage in passages(text)] == ["", ""]


def test_a_long_paragraph_is_cut_between_sentences_and_its_parts_keep_its_label() -> None:
    text = "Về chăn nuôi: " + " ".join(f"Thôn số {n} nuôi thêm trâu bò và làm chuồng trại." for n in range(100, 140))
    found = passages(text)
    assert len(found) > 1 and {passage.lead for passage in found[1:]} == {"Về chăn nuôi"}


def test_what_lies_outside_the_body_is_head() -> None:
    text = "UBND XÃ SUỐI MÂY\nXã đã họp ba lần.\nNơi nhận:\n- Lưu."
    body = Span(text.index("Xã đã"), text.index("Nơi nhận"))
    assert [passage.kind for passage in split(text, body)] == [PassageKind.HEAD, PassageKind.BODY, PassageKind.HEAD]


def test_rows_carry_their_column_heads_and_the_sentence_above() -> None:
    text = "Số hộ từng thôn:\nThôn | Số hộ\nNà Hin | 45"
    rows = (Span(17, 29), Span(30, 41))
    table = split(text, Span(0, len(text)), (), (TableRows(rows, ("Thôn", "Số hộ")),))[-1]
    assert (table.kind, table.heads, table.lead) == (PassageKind.TABLE, ("Thôn", "Số hộ"), "Số hộ từng thôn:")
    assert [sentence.quote(text) for sentence in table.sentences] == ["Thôn | Số hộ", "Nà Hin | 45"]


def test_a_passage_knows_its_page() -> None:
    text = "I. CHUNG\nTrang một.\nII. RIÊNG\nTrang hai."
    assert [passage.page for passage in split(text, Span(0, len(text)), (0, text.index("II.")))] == [1, 2]
    assert {passage.page for passage in passages(text)} == {None}


@settings(max_examples=300)
@given(documents)
@example("I. KẾT QUẢ THỰC HIỆN\ncũ] hằng tuần.\n1. Về trồng trọt")
def test_every_sentence_quotes_the_stored_text_and_nothing_is_lost(text: str) -> None:
    found = passages(text)
    for sentence in (sentence for passage in found for sentence in passage.sentences):
        ends = [0, *(span.end for span in sentence.spans)]
        assert all(before <= span.start < span.end <= len(text) for before, span in zip(ends, sentence.spans, strict=False))
        assert all(text[span.start : span.end] in sentence.quote(text) for span in sentence.spans)
    assert uncovered(text, found) == []


@settings(max_examples=300)
@given(documents)
def test_passages_of_a_kind_do_not_run_backwards(text: str) -> None:
    found = passages(text)
    assert [passage.ordinal for passage in found] == list(range(len(found)))
    for kind in (PassageKind.BODY, PassageKind.FOOTNOTE):
        starts = [sentence.start for passage in found if passage.kind is kind for sentence in passage.sentences]
        assert starts == sorted(starts)


@settings(max_examples=300)
@given(documents)
def test_a_passage_is_at_most_150_words_unless_one_sentence_is_longer(text: str) -> None:
    for passage in passages(text):
        counts = [len(sentence.quote(text).split()) for sentence in passage.sentences]
        assert len(counts) == 1 or sum(counts) <= WORDS
