"""Vietnamese letters are told by case."""

from vectorstore.text.letters import LOWER, UPPER


def test_every_vietnamese_letter_stands_in_its_class() -> None:
    assert set("AĂÂBCDĐEÊGHIKLMNOÔƠPQRSTUƯVXYẢẪẬẮỆỒỢỮỰỴ") <= set(UPPER)
    assert set("aăâbcdđeêghiklmnoôơpqrstuưvxyảẫậắệồợữựỵ") <= set(LOWER)


def test_no_letter_is_in_both() -> None:
    assert not set(UPPER) & set(LOWER)
    assert len(UPPER) == len(set(UPPER)) and len(LOWER) == len(set(LOWER))


def test_ordinal_marks_are_no_letters() -> None:
    assert not set("ªº") & set(LOWER + UPPER)
