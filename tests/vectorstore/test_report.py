"""The value types: what they quote and what they show."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.vectorstore.text.writing import marked
from vectorstore.report import GAP, Passage, PassageKind, Period, Report, Sentence, Span

TEXT = "Xã có 45 hộ¹\n¹ Theo sổ.\nnghèo, giảm 6 hộ."
BROKEN = Sentence((Span(0, 12), Span(24, 41)))


def report(period: Period | None = None, issuer: str | None = None) -> Report:
    passage = Passage(0, PassageKind.BODY, ("I. KẾT QUẢ", "1. Về hộ nghèo"), (BROKEN,), lead="Gồm có:")
    return Report("0" * 16, "0" * 64, "a.txt", "Báo cáo thử", "Báo cáo", issuer, None, None, None, period, TEXT, (passage,))


def test_a_quote_is_word_for_word_with_the_gap_shown() -> None:
    assert BROKEN.quote(TEXT) == f"Xã có 45 hộ¹{GAP}nghèo, giảm 6 hộ."


def test_the_clean_words_read_on_over_the_gap() -> None:
    assert BROKEN.clean(TEXT) == "Xã có 45 hộ nghèo, giảm 6 hộ."


def test_the_clean_words_know_where_they_stand() -> None:
    words, at = BROKEN.located(TEXT)
    assert words == BROKEN.clean(TEXT)
    assert (TEXT[at[words.index("nghèo")]], TEXT[at[words.index("45")] :][:2]) == ("n", "45")
    assert at[words.index("nghèo")] == 24  # behind the footnote


@settings(max_examples=500)
@given(marked, st.lists(st.integers(0, 200), min_size=2, max_size=8))
def test_every_clean_character_is_found_in_the_text(text: str, cuts: list[int]) -> None:
    bounds = sorted(min(cut, len(text)) for cut in cuts)
    sentence = Sentence(tuple(Span(*pair) for pair in zip(bounds[::2], bounds[1::2], strict=False)))
    words, at = sentence.located(text)
    assert words == sentence.clean(text) and len(at) == len(words)
    assert all(letter == " " or text[index] == letter for letter, index in zip(words, at, strict=True))


def test_a_sentence_reaches_from_its_first_span_to_its_last() -> None:
    assert (BROKEN.start, BROKEN.end) == (0, 41)


def test_a_passage_is_its_sentences() -> None:
    passage = Passage(0, PassageKind.BODY, (), (BROKEN, Sentence((Span(13, 23),))))
    assert passage.clean(TEXT) == "Xã có 45 hộ nghèo, giảm 6 hộ. Theo sổ."


def test_the_context_line_leaves_out_what_is_not_known() -> None:
    whole = report(Period("quý I/2026", date(2026, 1, 1), date(2026, 3, 31)), "UBND xã Suối Mây")
    assert whole.context(whole.passages[0]) == "UBND xã Suối Mây › quý I/2026 › Báo cáo thử › I. KẾT QUẢ › 1. Về hộ nghèo › Gồm có:"
    bare = report()
    assert bare.context(bare.passages[0]) == "Báo cáo thử › I. KẾT QUẢ › 1. Về hộ nghèo › Gồm có:"


def test_a_report_prints_without_its_text() -> None:
    assert TEXT not in repr(report())
