"""What Tesseract writes becomes glyphs: lines, bases, raised digits."""

from __future__ import annotations

from ingest.scan.hocr import glyphs, lines

HEIGHT, POINTS = 1000.0, 0.24


def word(*letters: tuple[str, str]) -> str:
    inside = "".join(f"<span class='ocrx_cinfo' title='x_bboxes {box}; x_conf 99.5'>{text}</span>" for text, box in letters)
    return f"<span class='ocrx_word' title='bbox 0 0 0 0; x_wconf 96'>{inside}</span>"


def page(*words: str, kind: str = "ocr_line") -> bytes:
    line = f'<span class="{kind}" title="bbox 10 100 200 150; baseline 0.01 -12; x_size 50; x_descenders 12">{"".join(words)}</span>'
    return f"<html><body>{line}</body></html>".encode()


def test_a_line_has_its_words_base_and_height() -> None:
    (line,) = lines(page(word(("c", "10 110 30 138"), ("ó", "30 100 50 138")), word(("6", "60 105 80 138"))))
    assert [found.text for found in line.words] == ["có", "6"]
    assert (round(line.base, 1), line.height, line.words[1].letters[0].confidence) == (138.9, 50, 0.995)


def test_heads_and_captions_are_lines_too_and_empty_lines_are_none() -> None:
    assert len(lines(page(word(("A", "1 1 2 2")), kind="ocr_header"))) == 1
    assert lines(page()) == []


def test_words_become_glyphs_in_points_from_the_lower_left_corner() -> None:
    first, space, second = glyphs(lines(page(word(("a", "10 110 30 138")), word(("b", "60 110 80 138")))), HEIGHT, POINTS)
    assert (first.text, space.text, second.text) == ("a", " ", "b")
    assert (round(first.left, 2), round(first.right, 2), round(first.base, 2), round(first.size, 2)) == (2.4, 7.2, 206.65, 12.0)


def test_a_raised_digit_stands_apart() -> None:
    body, mark, rest = glyphs(
        lines(page(word(("h", "10 105 30 138"), ("a", "30 105 50 138"), ("9", "50 100 60 118"), (";", "60 120 64 140")))), HEIGHT, POINTS
    )
    assert (body.text, mark.text, rest.text) == ("ha", "9", ";")
    assert mark.base > body.base and mark.size < body.size


def test_a_digit_on_the_line_does_not() -> None:
    (whole,) = glyphs(lines(page(word(("1", "10 105 30 138"), ("9", "30 105 50 138")))), HEIGHT, POINTS)
    assert whole.text == "19"


def test_the_icelandic_letter_that_looks_like_ours_becomes_ours() -> None:
    (line,) = lines(page(word(("Ð", "1 1 2 2"), ("U", "2 1 3 2")), word(("Đ", "1 1 2 2"), ("Ð", "2 1 3 2"), ("U", "3 1 4 2"))))
    assert [found.text for found in line.words] == ["ĐU", "ĐU"]
