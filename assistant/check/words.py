"""Whether a sentence says no more than the words that it cites: by its words, where it states no number and no name."""

from __future__ import annotations

import re

from assistant.fit import says_why
from assistant.stop import STOP
from vectorstore.text.normalize import normalize, syllables

NEW = 0.15  # share of a sentence's own words that its sources may lack
ANY = 1  # so many may always be new
_CONNECTING_WORDS = """
bao gồm đạt đó ngoài khoảng tổng số kỳ giai đoạn thực hiện tổ chức tham gia báo cáo kết quả đồng thời cụ thể tương ứng lần lượt năm tháng
quý ngày đơn vị thời gian nêu ghi nhận số lượng con tỷ lệ phần trăm mức so sánh đầu cuối
"""
CONNECTING = frozenset(_CONNECTING_WORDS.split())
_TURNS = re.compile(
    r"(?<!\w)(?:không|chưa|chẳng|tăng|giảm|vượt|hụt|thiếu|mất|nhất|hơn|kém|cao|thấp|nhiều|ít"
    r"|toàn bộ|tất cả|duy nhất|chỉ|mọi|mỗi|hoàn thành|sẽ|hết|bao nhiêu|mấy|ngoài(?! ra))(?!\w)"
)
_MARKUP = re.compile(r"[<>‹›`{}|\\]|\]\(|!\[|https?:|www\.|\*\*\*|#{2,}")
_CLAIM = re.compile(r"(?i:kiểm\s+chứng|xác\s+thực|mô\s+hình\s+ngôn\s+ngữ)|\bAI\b")

_ORDER = re.compile(r"(?<!\w)(?:hãy|trợ lý|(?:phải|cần|chỉ) (?:nêu(?! gương| cao)|nói|trả lời|ghi)|bỏ qua|assistant|ignore)(?!\w)")


def is_markup(text: str) -> bool:
    """Whether a sentence holds what a page may take for a link, a picture, code or a role."""
    return bool(_MARKUP.search(text))


def is_claim(text: str) -> bool:
    """Whether a sentence speaks of its own truth or of its writer, or gives an order, which is not the model's to say."""
    return bool(_CLAIM.search(text) or _ORDER.search(normalize(text)))


def first_turned(text: str, held: str) -> str | None:
    """A word that turns the sense, or a cause, that the sources do not have."""
    have, said = set(syllables(held)), normalize(text)
    turned = next((match[0] for match in _TURNS.finditer(said) if not set(match[0].split()) <= have), None)
    return turned or ("a cause" if says_why(text) and not says_why(held) else None)


def first_new_word(text: str, known: str) -> str | None:
    """The first word that is new, where too many are."""
    have = set(syllables(known)) | CONNECTING | STOP | set(_TURNS.findall(normalize(text)))
    own = [word for word in syllables(text) if not word[0].isdigit() and word not in STOP and word not in CONNECTING]
    new = [word for word in own if word not in have]
    return new[0] if len(new) > min(max(ANY, NEW * len(own)), len(own) / 2) else None
