"""The topics of a subject, and whether words are about one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.draft.choose import NEAR
from assistant.draft.topic import frequency_in, split, topics_of, weighed
from tests.assistant.made import passage
from vectorstore.text.normalize import folded_syllables

PASSAGES = [passage("Thu ngân sách đạt 12 triệu đồng."), passage("Mở tài khoản tại ngân hàng khu vực.", ordinal=1)]


@pytest.mark.parametrize(
    ("subject", "topics"),
    [
        ("phòng cháy, chữa cháy rừng và an ninh trật tự", ("phòng cháy, chữa cháy rừng", "an ninh trật tự")),
        ("thu ngân sách và giảm nghèo", ("thu ngân sách", "giảm nghèo")),
        ("công tác phòng, chống ma túy", ("công tác phòng, chống ma túy",)),
        ("giáo dục; y tế", ("giáo dục", "y tế")),
        ("an ninh trật tự", ("an ninh trật tự",)),
    ],
)
def test_a_subject_may_hold_several_topics(subject: str, topics: tuple[str, ...]) -> None:
    assert topics_of(subject, []) == topics


def test_what_a_report_heads_together_is_one_topic() -> None:
    assert topics_of("quốc phòng và an ninh biên giới", ["III. Quốc phòng, an ninh biên giới"]) == ("quốc phòng và an ninh biên giới",)
    assert topics_of("quốc phòng và an ninh biên giới", []) == ("quốc phòng", "an ninh biên giới")


words = st.lists(st.sampled_from(["rừng", "cháy", "và", ",", ";", "phòng", "an", "ninh", "y", "tế"]), min_size=1, max_size=12).map(" ".join)


@given(words)
def test_no_word_of_a_subject_is_lost(subject: str) -> None:
    topics = topics_of(subject, [])
    kept = {word for topic in topics for word in folded_syllables(topic)}
    assert set(folded_syllables(subject)) - {"va"} <= kept


def test_an_outline_parts_topics_by_semicolons_alone() -> None:
    assert split(" giáo dục và y tế ; an ninh, trật tự;; ") == ("giáo dục và y tế", "an ninh, trật tự")
    assert split("") == ()


def test_half_a_word_is_not_the_topic() -> None:
    (budget,) = weighed(["thu ngân sách"], frequency_in(PASSAGES), 2)
    assert budget.held("Thu ngân sách đạt 12 triệu đồng.") > 0.9
    assert budget.held("Mở tài khoản tại ngân hàng khu vực.") < NEAR
    assert 0.5 < budget.held("Đạt 12 triệu đồng.", "2. Thu ngân sách") < 0.9


def test_what_is_fought_weighs_more_than_the_fight() -> None:
    (drugs,) = weighed(["phòng, chống ma túy"], frequency_in(PASSAGES), 2)
    assert drugs.held("Ra mắt mô hình xã không ma túy.") > drugs.held("Làm tốt công tác phòng, chống thiên tai.")
