"""Persons by name, and the office that a question asks the holder of."""

from __future__ import annotations

import re

from assistant.question import Question
from vectorstore.text.letters import UPPER
from vectorstore.text.normalize import folded_syllables

# The commonest surnames of the Kinh and of the peoples of the northern mountains.
_SURNAME = (
    "Nguyễn|Trần|Lê|Phạm|Hoàng|Huỳnh|Phan|Vũ|Võ|Đặng|Bùi|Đỗ|Hồ|Ngô|Dương|Lý|Đinh|Lương|Mai|Trịnh|Vàng|Giàng|Sùng|Thào|Lù|Lò|Hà|Tráng|"
    "Má|Ly|Cư|Hảng|Lừu|Chảo|Tẩn|Phàn|Lèng|Vừ|Mùa|Hạng|Tòng|Quàng|Cà|Lường|Đèo|Tao|Điêu|Nông|Hứa|Ma|Bế|Chu|Đàm|Tạ|Cao|Trương|Quách|"
    "Triệu|Tô|Thái|Thân|Lâm|Châu|Kiều|Đoàn|Đào|Tống|Vương|Lục|La|Bàn|Đường|Hầu|Ngải|Seo|Thền|Vi|Lộc|Lưu|Khổng|Phùng|Đồng|Doãn|Tăng|Từ|Ninh"
)
_PERSON = re.compile(rf"\b(?:{_SURNAME})(?: [{UPPER}]\w*){{1,3}}")
_OFFICE = re.compile(r"\b(?:bi thu|chu tich|truong ban|truong phong|chanh van phong|giam doc|chi huy truong|chu nhiem|truong cong an)\b")
_BODY_AFTER = re.compile(
    r"(?: thuong truc| truong)? ?(uy ban nhan dan|hoi dong nhan dan|dang uy|huyen uy|tinh uy|hoi [a-z]+ [a-z]+|doan [a-z]+)"
)
_BODY_WITHIN = 60  # characters after the office


def names_person(text: str) -> bool:
    """Whether a text has a name of a person."""
    return bool(_PERSON.search(text))


def names_who(question: Question, text: str) -> bool:
    """Whether a text names a person, or an office that the question does not."""
    asked_for = set(_OFFICE.findall(" ".join(folded_syllables(question.text))))
    return names_person(text) or bool(set(_OFFICE.findall(" ".join(folded_syllables(text)))) - asked_for)


def names_holder(question: Question, text: str) -> bool:
    """Whether a sentence names a person, in the very office: a "Phó Bí thư" is not the "Bí thư"."""
    if not names_person(text):
        return False
    asked_for = " ".join(folded_syllables(question.text))
    office = _OFFICE.search(asked_for)
    if not office:
        return True
    deputy = f"pho {office[0]}" in asked_for
    body = _body_after(asked_for, office.end())
    flat = " ".join(folded_syllables(text))
    held = [match.end() for match in re.finditer(rf"(?P<deputy>pho )?{office[0]}", flat) if bool(match["deputy"]) == deputy]
    return any(not body or _body_after(flat, end) in ("", body) for end in held)


def _body_after(flat: str, at: int) -> str:
    """The body whose office it is, when one is named right after it."""
    match = _BODY_AFTER.match(flat[at : at + _BODY_WITHIN])
    return match[1] if match else ""
