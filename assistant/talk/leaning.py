"""The turns of phrase of one who goes on talking: how a follow-up opens, ends, corrects, points back, counts back and compares.

Most are matched against folded text. Where a word without its diacritics is another word ("còn", "con") there is a pair of patterns,
by whether the text has any.
"""

from __future__ import annotations

import re

from assistant.stop import BARE_STOP
from vectorstore.text.normalize import fold, has_diacritics, normalize


def _folded(pattern: str) -> re.Pattern[str]:
    return re.compile(fold(pattern))


def _pair(pattern: str) -> dict[bool, re.Pattern[str]]:
    return {True: re.compile(normalize(pattern)), False: _folded(pattern)}


# --- Around what is asked ---------------------------------------------------------------------------------------------------------

_ME = "(?:tôi|mình|em|anh|chị|chúng tôi|tui)"
_OPENS = _pair(
    r"^\s*(?:(?:à|ừ|ờ|dạ|vâng|ồ|ok|rồi|được rồi|cảm ơn|vậy|thế|thì|còn|và|như vậy|nếu vậy|cho hỏi|hỏi thêm|riêng|tương tự|hồi"
    rf"|cho {_ME} (?:hỏi|biết)(?: thêm)?)(?:\s*[,.:;]\s*|\s+|$))+"
)
_ENDS = _pair(
    r"(?:(?:\s*,|\s|^)\s*(?:thì sao|thì thế nào|thì như thế nào|thì ra sao|thế nào|như thế nào|ra sao|là sao|(?<!vì )(?<!tại )(?<!làm )sao"
    r"|nhỉ|ạ|vậy|hả|cơ|chứ|nhé|nha|đấy|mà|ấy|(?<!như )thế))+\s*[?.!]*\s*$"
)
_CORRECTS = _pair(
    r"^\s*(?:(?:à|ừ|ờ|ấy chết|ấy|chết|ồ)[\s,]*)?"
    r"(?:(?:không phải|không|nhầm|lộn|quên|xin lỗi|khoan|khoan đã|sai rồi|chưa đúng)(?:\s+(?:nữa|rồi))*\s*(?:[,.;:]\s*|\s+|$)){0,2}"
    rf"(?:ý (?:của )?{_ME}(?: muốn)?(?: là| nói| hỏi)*|{_ME} (?:muốn |định |đang )?(?:hỏi|nói|biết)(?: là| về)?|phải là|là)?\s*[,:]?\s*"
)
SAID_WRONG = _folded(
    r"^(?:(?:à|ừ|ờ|ấy|ồ)[\s,]+)?"
    r"(?:không(?: phải)?\s*[,.]|không phải\b|nhầm\b|lộn\b|quên\s*[,.]|xin lỗi\b|sai rồi\b|khoan\b|ấy chết\b|chưa đúng\b"
    rf"|ý (?:của )?{_ME}\b|{_ME} (?:hỏi|nói)\b)"
)
NOT_BUT = _folded(r"^.{0,20}?\bkhông phải(?: là)? ([^,;]+?)(?:,? mà (?:là |phải là )?|, )(.+?)(?: cơ)?[\s?.!]*$")  # wrong, right
BUT_NOT = _folded(r"^(.+?),? (?:chứ|chớ) không phải(?: là)? (.+?)[\s?.!]*$")  # right, wrong
_BARE_WHY = _pair(r"^sao\b(?: lại\b)?")

# Words that say nothing of what is asked: of asking itself, of having misspoken, of unit and period without a name, of money.
_SAYS_NOTHING = """
ai bao nhiêu các cái cho chỉ có còn của cũng được đã đang đến tới để đều gì hay hãy hỏi hơn không là làm một mỗi nào này nên nhé những
ở qua ra rằng rồi sao sẽ tại thì theo thế trong từ tính và vào vậy về vì với xin bên riêng đối sang xã huyện tỉnh phường thôn đơn vị kỳ
khác cùng nữa lấy thôi nói quên nhầm lộn đúng mới phải ý rõ sửa lại muốn định cần cứ nghĩa tức lỗi đây kia ấy đó đi chưa hẳn lúc thời gian
xem câu nhưng nếu thay đổi bằng con số liệu luôn cả viết ghi hết cuối biết mà thật ủy ban nhân dân tôi mình em anh chị ạ à đâu mấy
triệu tỷ tỉ đồng tiền
"""
_OTHER_WORDS = frozenset({"dau", "moi", "so", "tu", "can"})  # without their diacritics
_MARKED = frozenset(_SAYS_NOTHING.split())
_UNMARKED = (BARE_STOP | frozenset(fold(_SAYS_NOTHING).split())) - _OTHER_WORDS


# --- Pointing back ----------------------------------------------------------------------------------------------------------------

_THAT = r"(?:đó|này|ấy|đấy)"
THAT_UNIT = _folded(rf"\b(?:xã|huyện|phường|đơn vị|địa phương|bên|nơi|ở|chỗ|trên|dưới) {_THAT}\b")
OTHER_UNIT = _folded(r"\b(?:xã|huyện|phường|đơn vị|địa phương|bên) (?:kia|còn lại)\b")
THAT_PERIOD = _folded(rf"\b(?:kỳ|quý|tháng|năm|thời gian|giai đoạn|lúc|dịp) {_THAT}\b")
REFERS = _folded(r"\b(?:trong (?:đó|số đó|số này|số ấy|ấy)|này|đó|ấy|kia|vừa rồi|còn lại)\b")

# --- Other periods ----------------------------------------------------------------------------------------------------------------

_PERIOD = r"(?:kỳ|quý|tháng|năm|6 tháng|9 tháng)"
FORWARD = _folded(rf"\b{_PERIOD} (?:liền sau|kế sau|sau|tiếp theo|kế tiếp|tiếp)\b(?: đó)?(?: nữa)?")
BACK = _folded(
    rf"\b(?:cùng (?:kỳ|thời điểm)(?: (?:của )?năm (?:trước|ngoái))?|(?:cả |cuối |hết )?năm (?:liền )?(?:ngoái|trước)"
    rf"|{_PERIOD} (?:liền |kế )?(?:trước|liền kề|vừa rồi|rồi))\b(?: đó)?(?: nữa)?"
)
ALL_YEAR = _folded(r"\b(?:cả|trọn|toàn|hết|cuối) năm\b(?! (?:19|20|trước|ngoái|nay))")
HALF_YEAR = _folded(r"\b(?:giữa năm|nửa (?:đầu )?năm(?: đầu)?)\b(?! (?:19|20))")
LAST_YEARS = _folded(r"(?<=[\w] )năm (?:ngoái|trước)\b")
QUARTER = _folded(r"\b(?:quý) (một|nhất|đầu năm|hai|nhì|ba|tư|bốn|cuối năm)\b")
QUARTERS = {"mot": "I", "nhat": "I", "dau nam": "I", "hai": "II", "nhi": "II", "ba": "III", "tu": "IV", "bon": "IV", "cuoi nam": "IV"}
MONTHS_ONLY = _folded(r"\b(6|sáu|9|chín) tháng\b(?! (?:đầu|cuối|năm|19|20|trước|sau|liền|tiếp)|/)(?: đầu)?")

# --- What is put on the question before -------------------------------------------------------------------------------------------

# Nothing of its own but a question word: it is asked of all that was said before.
BARE = _folded(
    r"^(?:vì sao|tại sao|do đâu|(?:nguyên nhân|lý do)(?: (?:là gì|do đâu|vì sao|tại sao|gì))?|chỗ nào|ai|(?:ở )?đâu|khi nào"
    r"|bao giờ|ngày nào|(?:ở |tại |là |thuộc )*(?:thôn|nơi|lĩnh vực|công trình|cơ quan) nào|gồm (?:những )?gì|là những gì"
    r"|cụ thể(?: (?:là gì|ra sao|thế nào))?)(?: (?:vậy|thế|lại|như vậy|tăng|giảm|thấp|cao|chậm|trễ|hụt|tụt))*\s*[?.!]*$"
)
WHY = _folded(r"\b(?:vì sao|tại sao|nguyên nhân|lý do|do đâu)\b")
NEEDS_SUBJECT = _folded(r"^(?:được )?(?:đạt|chiếm|bằng|tăng|giảm|hụt|vượt|làm|gồm|trong|nữ|nam|riêng|trị giá|liên quan|thuộc|do|mấy)\b")
_LEADS = r"(?:\b(?:là|có|được|đạt|hết|khoảng|thì|còn)\s+)*"
_HOW_MANY = {
    True: re.compile(normalize(rf"{_LEADS}\b(?:bao nhiêu|mấy|thế nào|như thế nào|ra sao)\b")),
    False: _folded(rf"{_LEADS}\b(?:bao nhiêu|mấy (?=(?:cuộc|vụ|con|hộ|người|buổi|lớp|ha|đồng chí)\b)|thế nào|như thế nào|ra sao)\b"),
}  # without diacritics "may" is mostly a name's
TAIL = _folded(
    r"\s*,?\s*\b(?:so với|tăng hay giảm|tăng giảm|hơn hay kém|chênh|(?:tăng|giảm) bao nhiêu|(?:cao|thấp|nhiều|ít) hơn|lũy kế|cộng dồn"
    r"|tính từ đầu năm)\b.*$"
)
ASKS = _folded(r"\b(?:gì|đâu|nào|ai|sao|thế nào|như thế nào|hay không|khi nào)\b")
COMPARES = frozenset(["nam", "cung", "cao", "thap", "nhieu", "it", "lon", "nho", "voi"])


def says_nothing(word: str, marked: bool) -> bool:
    """Whether a syllable tells nothing of what is asked."""
    return word in _MARKED if marked else word in _UNMARKED


def between(text: str) -> str:
    """A follow-up without how it opens and ends: "Còn hộ nghèo thì sao?" is "hộ nghèo"."""
    opened = _cut(text, _OPENS[has_diacritics(text)])
    why = _BARE_WHY[has_diacritics(opened)].search(_flat(opened))
    asked = f"{'vì' if has_diacritics(opened) else 'vi'} sao{opened[why.end() :]}" if why else opened
    ended = _ENDS[has_diacritics(asked)].search(_flat(asked))
    return (asked[: ended.start()] if ended else asked).strip(" ?.!,;:")


def uncorrected(text: str) -> str:
    """What a correction puts right: "à không, ý tôi là xã A" is "xã A"."""
    return _cut(text, _CORRECTS[has_diacritics(text)])


def how_many(text: str) -> list[tuple[int, int]]:
    """Where a text asks for a number, or how something is."""
    return [match.span() for match in _HOW_MANY[has_diacritics(text)].finditer(_flat(text))]


def _cut(text: str, pattern: re.Pattern[str]) -> str:
    found = pattern.search(_flat(text))
    return text[found.end() :] if found else text


def _flat(text: str) -> str:
    flat = normalize(text) if has_diacritics(text) else fold(text)
    return flat if len(flat) == len(text) else ""
