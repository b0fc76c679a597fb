"""What a figure in prose is about, by the words around it: what is counted, of what kind, and where."""

from __future__ import annotations

import re

from vectorstore.figure import FigureKind
from vectorstore.text.figures import FigureMention
from vectorstore.text.letters import UPPER
from vectorstore.text.unit import COUNTED, MEASURES

# --- What is counted --------------------------------------------------------------------------------------------------------------

_BREAKS = re.compile(r"[,;:(–]\s|\(|\b(?:trong đó|bao gồm|gồm|cụ thể|và|với|thu hút)\b")
_LEADING = r"và|với|trong đó|gồm|bao gồm|cụ thể|có|đã|thì|riêng|còn|nay|hiện|là|do|cho|để|tại|các|được|số|\d+"
_OPENS = re.compile(
    rf"^[\s\-–+*•.,:;()“”\"]*(?:(?:\d+(?:\.\d+)*|[a-zđ])[.)]\s+)?(?:(?:{_LEADING})\s+)*",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"[\s,:;(\-–]*(?:\s(?:đạt|là|được|ước|còn|tăng|giảm|lên|xuống|chiếm|bằng|khoảng|với|gồm|bao gồm|cho|trên|thêm|ở mức|mức|cả|tới|đến))*$"
)
_HAS = re.compile(r"(?:^|\s)(?:có|gồm)$")
_ENDING = r"và|với|trong|tại|ở|cho|để|theo|do|so|từ|đến|trên|nhằm|tăng|giảm|đạt|chiếm|bằng|gồm|có|là|đã|thu hút|sang|vào|nay|hoặc|của các"
_NOUN_ENDS = re.compile(rf"\s(?:{_ENDING})(?:\s|$)")
_COUNTED = re.compile(rf"(?:{'|'.join(map(re.escape, COUNTED))})(?![^\W\d_])", re.IGNORECASE)
_PER = re.compile(r"/[^\W\d_]+[²³]?")
_SCALE = re.compile(r"\b(?:nghìn|ngàn|triệu|tỷ|tỉ)\b(?:\s+rưỡi\b)?|(?<!\w)[\d.,]+(?!\w)", re.IGNORECASE)
_NUMBER_OF = re.compile(rf"\b[Ss]ố (?:lượng )?({'|'.join(map(re.escape, COUNTED))})(?![^\W\d_])")
_MEASURES = frozenset(MEASURES)
_ASIDE = re.compile(r"\s\([^()]{1,20}\)(?=[\s:,])")  # "xã Lùng Thẩn (cũ): "
_LITTLE = re.compile(
    r"(?<!\w)(?:đạt|bằng|và|của|đang|thêm|tăng|giảm|trong đó|có|còn|chỉ|tỷ lệ|tổng số|số|là|được|với|cho|chiếm|mới|diện tích|kinh phí"
    r"|trị giá|số tiền|tiền|giá trị|khoảng|hơn|cao|thấp|vượt|kế hoạch|năm|như|cả|về|cùng kỳ|so|bình quân|ước"
    r"|trước|ngoái|lũy kế|luỹ kế|cộng dồn|từ đầu)(?!\w)"
)
_OTHER_TIME = re.compile(r"\b(?:cùng kỳ|lũy kế|luỹ kế|cộng dồn|từ đầu năm)\b", re.IGNORECASE)
_NAMED_BEFORE = frozenset(("con", "hộ", "người", "em", "cây", "nhà", "khẩu", "nhân khẩu"))  # "trâu 2.315 con"
_TAKE_PART = re.compile(r"(?<!\w)(?:thu hút|huy động|tham gia|tham dự|dự|nghe|phục vụ|lượt)(?!\w)")
_GATHERINGS = frozenset(("cuộc", "buổi", "lớp", "hội nghị", "đợt", "phiên", "lần", "hội thi"))
_WHO_COME = ("lượt", "người", "đại biểu", "cán bộ", "học viên", "đồng chí")
LONGEST = 14  # words of an indicator


def unit_of(mention: FigureMention, before: str = "") -> str:
    """The unit without scale: "tỷ 897,8 triệu đồng" is "đồng"; what is counted where nothing is measured ("số chi bộ … 17")."""
    if not mention.unit and not mention.noun and (named := _NUMBER_OF.findall(before)):
        return str(named[-1])
    bare = " ".join(_SCALE.sub(" ", mention.unit).split())
    if bare and bare in _MEASURES | {bare for bare in [mention.unit] if "/" in bare}:
        return bare
    noun = _SCALE.sub(" ", mention.noun).strip() if _SCALE.search(mention.unit) else mention.noun
    if found := _COUNTED.match(noun):
        per = _PER.match(mention.unit, len(found[0])) if mention.unit.startswith(found[0]) else None
        return _cased(found[0]) + (per[0] if per else "")
    if _SCALE.search(mention.unit):
        return bare or "đồng"  # "185 triệu từ nguồn …": money that is not named
    return _cased(bare or noun.split(" ", 1)[0].split("-")[0])


def _cased(word: str) -> str:
    return word if word.isupper() else word.lower()


def indicator_of(mention: FigureMention, before: str) -> str:
    """What is counted, in the report's own words; `before` are the words of its phrase that stand before the number."""
    noun, unit = _noun(mention), unit_of(mention)
    lead = _lead(before)
    measured = unit in _MEASURES or "/" in unit
    if not measured and len(noun.split()) > len(unit.split()):
        return noun
    if not measured and noun and (unit not in _NAMED_BEFORE or _HAS.search(_bare(before))):
        return f"{noun} ({lead})" if lead else noun
    if measured and len(lead.split()) < 2 and noun.startswith(f"{unit} "):
        return f"{lead} {noun.removeprefix(f'{unit} ')}".strip()  # "cấp 8.670 kg gạo cứu đói"
    return lead or noun or unit


def is_weak(indicator: str) -> bool:
    """Whether the words say nothing by themselves: "đạt", "trong đó", "%"."""
    return not _LITTLE.sub("", indicator.lower()).strip(" –-+()%")


def takes_part(indicator: str, unit: str, gathering: str) -> bool:
    """Whether a figure counts only who came to what was told before: "26 buổi …, thu hút 1.702 lượt người"."""
    if not unit.startswith(_WHO_COME) or gathering not in _GATHERINGS:
        return False
    return is_weak(_TAKE_PART.sub("", indicator.lower().removeprefix(unit)))


def other_time(indicator: str, unit: str) -> str:
    """The time in words that say no more than another time of what was told before: "lớp (cùng kỳ năm trước)"; else ""."""
    words = indicator.removeprefix(unit).strip(" ()")
    return words if _OTHER_TIME.search(words) and is_weak(words) else ""


def _noun(mention: FigureMention) -> str:
    noun = _SCALE.sub(" ", mention.noun).strip() if _SCALE.search(mention.unit) else mention.noun
    end = _NOUN_ENDS.search(f"{noun} ")
    return noun[: end.start()] if end else noun


def _bare(before: str) -> str:
    return _TAIL.sub("", before)


def _lead(before: str) -> str:
    """The words that introduce a number: what follows the last break, without the verb that leads to it."""
    words = _HAS.sub("", _bare(_ASIDE.sub(" ", before)))
    last = [match.end() for match in _BREAKS.finditer(words) if _bare(f" {words[match.end() :]}").strip(" -–+")]
    own = _OPENS.sub("", words[last[-1] :] if last else words)
    return " ".join(_HAS.sub("", _bare(own)).split()[-LONGEST:])


# --- Of what kind -----------------------------------------------------------------------------------------------------------------

_PLANNED = re.compile(
    r"\b(?:phấn đấu|kế hoạch(?: năm)?|chỉ tiêu(?: năm)?|mục tiêu|dự kiến|sẽ|dự toán(?: năm)?|được giao)\b[^,;]{0,60}$", re.IGNORECASE
)
_AHEAD = re.compile(
    r"^\W*(?:(?:phần|chương|mục)\s+(?:thứ\s+)?\S+\W+)?(?:[IVX\d.]+\W*)?(?:phương hướng|nhiệm vụ|mục tiêu|kế hoạch|chỉ tiêu)\b",
    re.IGNORECASE,
)
_MORE = r"tăng|giảm|thêm|bớt|hụt|vượt|cao hơn|thấp hơn|nhiều hơn|ít hơn"
_ROSE = re.compile(
    rf"\b(?:{_MORE})(?:\s(?:kế hoạch|dự toán|chỉ tiêu|cùng kỳ)(?: năm)?)?(?:\s(?:thêm|được|gần|trên|hơn|khoảng))*\s*$",
    re.IGNORECASE,
)
_AIMED = re.compile(r"\b(?:phấn đấu|dự kiến|sẽ)\b[^,;]{0,60}$", re.IGNORECASE)  # "vượt dự toán 4%" is a change, and done
_EVENTS = frozenset(
    ("cuộc", "buổi", "lượt", "vụ", "vụ việc", "lần", "hồ sơ", "hội nghị", "lớp", "văn bản", "tin", "bài", "ý kiến", "đợt", "phiên")
)
_STANDING = re.compile(
    r"\b(?:hiện có|hiện nay|hiện|tính đến|đến nay|toàn|tổng đàn|dân số|tổng số|diện tích|đàn|duy trì|còn|có)\b", re.IGNORECASE
)
_MONEY = ("đồng",)


def kind_of(mention: FigureMention, before: str, section: tuple[str, ...]) -> FigureKind:
    """Flow, stock, share, plan or change."""
    unit = unit_of(mention)
    ahead = any(_AHEAD.search(heading) for heading in section)
    if _ROSE.search(before):
        return FigureKind.PLAN if ahead or _AIMED.search(before) else FigureKind.CHANGE
    if ahead or _PLANNED.search(before):
        return FigureKind.PLAN
    if unit in ("%", "‰") or unit.startswith(("tạ/", "tấn/", "đồng/")):
        return FigureKind.SHARE
    if unit in _EVENTS or unit.startswith(("lượt", *_MONEY)) or unit in ("tấn", "tạ", "kg"):
        return FigureKind.FLOW
    return FigureKind.STOCK if _STANDING.search(before) or unit in _MEASURES else FigureKind.FLOW


# --- Where ------------------------------------------------------------------------------------------------------------------------

_NAME = rf"[{UPPER}]\w*(?: [{UPPER}]\w*)*"
_NAMED = re.compile(rf"(?:của |tại |ở )?({_NAME})")
_PLACE = re.compile(rf"\b(?:(?:[Tt]hôn|bản|[Xx]ã|[Pp]hường|[Tt]hị trấn|[Hh]uyện|[Tt]ổ dân phố|[Dd]ân tộc|[Nn]gười) {_NAME}|{_NAME}(?=:))")
_KIND = re.compile(r"^(?:thôn|bản|xã|phường|thị trấn|huyện|tổ dân phố|dân tộc|người)\b", re.IGNORECASE)


def place_of(phrase: str, indicator: str, own: str) -> str:
    """The last place or group that a phrase names, other than the report's own (`own` is its issuer); "" for none."""
    alone = _NAMED.fullmatch(indicator)
    if alone and len(alone[1].split()) > 1:  # "trong đó Mường Vân 251,2 triệu đồng"
        return alone[1]
    named = [match[0] for match in _PLACE.finditer(phrase) if _KIND.match(match[0])]
    others = [name for name in named if name.split(" ", 1)[1].lower() not in own.lower()]
    return _cased_place(others[-1]) if others else ""


def _cased_place(name: str) -> str:
    return name[0].lower() + name[1:]
