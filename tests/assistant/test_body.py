"""Which body a text is about."""

from __future__ import annotations

from assistant.body import mentions_body


def test_a_body_is_mentioned_by_any_of_its_forms() -> None:
    assert mentions_body("phu nu", "hoi lien hiep phu nu xa suoi may")
    assert mentions_body("phu nu", "hoi phu nu xa suoi may")
    assert not mentions_body("phu nu", "hoi nong dan xa suoi may")
