"""The turns of phrase that tell what a question asks for.

All but those of the sections "what is counted" and "names as written" are matched against folded text, so that a question typed
without diacritics reads the same.
"""

from __future__ import annotations

import re

from vectorstore.text.letters import UPPER


def _words(alternatives: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{alternatives})\b")


# --- The kind of answer -----------------------------------------------------------------------------------------------------------

# Which reports say it, or what each of several says.
REPORTS = _words(
    r"bao cao nao|nhung bao cao|cac bao cao|tung bao cao|moi bao cao|hai bao cao"
    r"|bao cao .{3,90} va (?:trong |o )?bao cao"
    r"|bao cao cua (?:nhung|cac) .{3,30} nao"
    r"|(?:nhung|cac) (?:dia phuong|don vi|xa|huyen) nao (?:bao cao|co bao cao|neu|ghi)"
)
# One thing followed through several periods.
WHICH = _words(r"\w+ nao")
THROUGH = _words(r"qua (?:cac|tung) (?:qui|ki|nam|thang)|(?:tung|cac) (?:qui|ki) (?:ra sao|the nao)|qua thoi gian")
# A yes or no that stands inside the question: "có … hay không, bao nhiêu …".
EITHER = _words(r"hay (?:khong|chua)")
# The number of a document.
CODE = _words(r"so hieu|so may|so bao nhieu|ke hoach so|mang so|so van ban|van ban so|ki hieu")
DATE = _words(
    r"ngay nao|ngay may|hom nao|khi nao|luc nao|bao gio|ngay bao nhieu|thang nao|nam nao"
    r"|thoi gian nao|thoi diem nao|ngay thang nam nao|ngay thang nao"
)
# Several sentences are the answer.
EXPLAIN = _words(
    r"tai sao|vi sao|nguyen nhan|li do|nhu the nao|the nao|ra sao|nham muc dich|do dau|tu dau|vi dau"
    r"|bang cach|cach nao|thay doi|dien bien|mo ta|trinh bay"
)
NAMES = _words(r"(?:ke|neu|ghi ro|cho biet|cho xin|xin|liet ke) ten|ten (?:cac|nhung|cua|\d+)|neu ro ten")  # the things by their names
LIST = _words(
    r"may .{2,60}? (?:gi|nao)|ke ten|liet ke"
    r"|(?:neu|ke|cho biet) (?:cac|nhung|ten|bai hoc|han che|ton tai|kho khan|thuan loi|uu diem"
    r"|giai phap|kien nghi|de xuat|phuong huong|nhiem vu)|nhung .{0,80}? nao|cac .{0,80}? nao"
    r"|gom nhung|nhung gi|bao gom|nhung (?:ai|viec|noi dung|nhom|bai hoc)"
)
# A yes or no at the end.
CONFIRM = re.compile(r"\b(?:chua|hay khong|hay chua|phai khong|dung khong|co .{2,120} khong)\s*(?:a|vay|nhi|the)?\s*\??$")
# A thing that is always a number, asked for without "bao nhiêu".
AMOUNT = _words(r"ti le|tong so|dien tich|san luong|dan so|nang suat|tong du no|tong muc")
NAME = _words(
    r"ai|ten la gi|ten gi|co quan nao|don vi nao|to chuc nao|nguoi nao|dong chi nao|xa nao|huyen nao|thon nao|noi nao|o dau"
    r"|tinh nao|ban nao|phong nao|hoi nao|nao"
)

# --- What stands in the answer ----------------------------------------------------------------------------------------------------

CAUSE = _words(r"tai sao|vi sao|nguyen nhan|li do|do dau|tu dau|vi dau")
WHO = _words(r"ai (?:lam|giu|duoc bau|dai dien|ki|gianh|dat|trung|dung dau|chu tri|dan dau|phu trach)")  # a name or an office
PERSON = _words(r"la ai|ai la|ten la gi|ten gi|ho ten|la dong chi nao|la nguoi nao")
RANK = _words(r"thu may|xep hang may|hang may")
KIND_OF_PLACE = re.compile(r"\b(xa|huyen|thon|tinh|phuong|thi tran) nao\b")
# What is to be listed when it is a part of a report ("hạn chế gì"), and when it is anything else ("những nhiệm vụ nào").
POINTS = re.compile(r"\b(?P<noun>uu diem|han che|ton tai|kho khan|thuan loi|giai phap|kien nghi|de xuat|bai hoc|muc tieu) (?:gi|nao)\b")
LISTED = re.compile(
    r"\b(?:nhung|cac|ke ten|liet ke|neu)(?: cac| nhung)? "
    r"(?P<noun>[a-z]+(?: [a-z]+){0,5}?)"
    r"(?: nao| gi\b| ve\b| cua\b| trong\b| o\b| tai\b| ma\b| sau\b|$)"
)
# An ordinal is part of a name ("đại hội lần thứ 10"), unless it counts months.
ORDINAL = re.compile(r"\b(?:thu|lan|khoa) (\d{1,3})\b(?! thang)")

# The parts that a report has headings for, and those that are two names of one part.
PARTS = (
    *("nguyen nhan", "uu diem", "han che", "ton tai", "kho khan", "thuan loi"),
    *("giai phap", "bai hoc", "kien nghi", "de xuat", "phuong huong"),
)
ALIKE_PARTS = ({"han che", "ton tai", "kho khan"}, {"uu diem", "thuan loi"}, {"giai phap", "phuong huong"}, {"kien nghi", "de xuat"})
PART = re.compile(rf"\b({'|'.join(PARTS)})\b")

# --- Which time, which place ------------------------------------------------------------------------------------------------------

LATEST = _words(r"moi nhat|gan (?:day )?nhat|ki nay|vua qua|vua roi|hien nay|den nay|hien co|hien")
AHEAD = _words(
    r"nhiem ki toi|thoi gian toi|nam toi|sap toi|ki toi|qui toi|thang toi"
    r"|phuong huong|nhiem vu trong tam|ke hoach nam|giai phap|dinh|se|du kien"
)
# A day that limits the time: "tính đến hết ngày …".
UNTIL = re.compile(r"\btinh (?:den|toi)(?: het)?(?: ngay)?\s*$")
# One unit of those that a report counts together.
ALONE = _words(r"(?:rieng|phan cua|cua rieng) (?:xa|huyen|phuong|tinh)")

# --- What is counted: a pair of patterns, since without diacritics "may" may be "mấy" or "máy", and with them it may not ----------

_MANY = r"(?:\bbao nhi[êe]?u\b|(?<!ngày )(?<!số )(?<!thứ )(?<!lần )(?<!tháng )(?<!tổ )(?<!khóa )\bmấy\b)"
_BARE_MANY = r"(?:\bbao nhie?u\b|(?<!ngay )(?<!so )(?<!thu )(?<!lan )(?<!thang )(?<!to )(?<!khoa )\bmay\b)"
_COUNTED_NOUN = r"\s*(?P<noun>(?:[^\W_]+|%)(?:\s+(?!va\b|và\b|bao\b|may\b|mấy\b|dat\b|đạt\b)[^\W_]+){0,5})?"
_SOME = r"(?!\s+(?:[^\W\d_]+\s+){1,7}(?:gì|nào|gi|nao)\b)"  # "mấy nghề thủ công gì" asks for names
HOW_MANY = {
    True: re.compile(_MANY + _SOME + _COUNTED_NOUN),
    False: re.compile(_BARE_MANY + _SOME + _COUNTED_NOUN),
}  # by whether it has diacritics
NO_THING = _words(r"mot (?:nam|thang|quy|qui|ki|nguoi|ho|lan|ngay|suat)|bao nhieu|roi|vay|nhi|hen|o|tai|trong|cua|a|theo")
# "Số buổi … và số người dự?" counts without "bao nhiêu"; "số hiệu" and "số quyết định" do not.
STATED_NUMBER = {
    True: re.compile(r"(?:^|và )số\s+(?P<noun>(?!hiệu|quyết|nghị|văn bản)[^\W\d_]+(?:\s+[^\W\d_]+){0,2})"),
    False: re.compile(r"(?:^|va )so\s+(?P<noun>(?!hieu|quyet|nghi|van ban)[^\W\d_]+(?:\s+[^\W\d_]+){0,2})"),
}
# "Tổng số đảng viên … là bao nhiêu": what is counted stands before.
NUMBER_OF = {
    True: re.compile(r"\b(?:tổng số|tổng(?! cộng| hợp| kết)|số lượng|^số|(?<=và )số)\s+(?P<noun>[^\W_]+(?:\s+[^\W_]+){0,3})"),
    False: re.compile(r"\b(?:tong so|tong(?! cong| hop| ket)|so luong|^so)\s+(?P<noun>[^\W_]+(?:\s+[^\W_]+){0,3})"),
}
# What an amount is counted in where nothing else says it: "kinh phí … là bao nhiêu".
UNIT_OF_AMOUNT = (
    (_words("ti le"), "%"),
    (
        _words(
            "so tien|chi phi|ton kem|(?:chi|ton|het) (?:het )?bao nhieu|tri gia|kinh phi|gia tri|tong muc|du no|thu ngan sach|chi ngan sach"
        ),
        "tien",
    ),
    (_words("dien tich|rong"), "ha"),
    (_words("dan so"), "nguoi"),
    (_words("san luong"), "tan"),
    (_words("nang suat"), "ta"),
)

# --- Names as written -------------------------------------------------------------------------------------------------------------

_KINDS = r"xã|huyện|tỉnh|phường|thị trấn|thị xã|thành phố|thôn|tổ dân phố"
_PLACE_NAME = rf"[{UPPER}]\w*(?: [{UPPER}]\w*){{0,3}}"
PLACE = re.compile(rf"\b(?P<kind>(?i:{_KINDS}))\s+(?P<name>{_PLACE_NAME})")
MORE_PLACES = re.compile(rf"\s*(?:,|và|-|–)\s*(?P<name>{_PLACE_NAME})")  # "xã A, B và C"
PEOPLE = re.compile(rf"\b(?i:người|dân tộc|đồng bào)\s+(?P<name>[{UPPER}]\w*(?: [{UPPER}]\w*)?)")
QUOTED = re.compile(r"[“\"']([^”\"']{4,80})[”\"']")
# What the asker sets aside in brackets says nothing of what is asked.
NOT_MEANT = re.compile(r"\(\s*(?:không phải|không tính|không kể|trừ|chưa kể|khác với)[^)]*\)", re.IGNORECASE)
