"""Whether a sentence is the sort of sentence that is asked for: its kind of thing, its body, its part of the report, its time.

Each fit is a factor: 1 where nothing speaks against the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import prod

from assistant.asking import ALIKE_PARTS, MORE_PLACES, PARTS, PLACE
from assistant.body import BODIES, mentions_body
from assistant.counting import attributed, counts, figures_told
from assistant.person import names_holder, names_who
from assistant.question import Asks, Question
from assistant.scope import Scope
from vectorstore.report import PassageKind
from vectorstore.stored import StoredPassage
from vectorstore.text.letters import UPPER
from vectorstore.text.normalize import fold, folded_syllables
from vectorstore.text.period import PeriodKind, find_periods

# What a sentence keeps that lacks the kind of thing asked for.
UNATTRIBUTED = 0.75  # "hồ sơ" for "hồ sơ hộ tịch"
NO_FIGURE = 0.35
NO_DATE = 0.5
NO_CODE = 0.5
NO_RANK = 0.5
NO_PERSON = 0.3
NO_CAUSE = 0.75
NO_PLACE = 0.7
NOT_LISTED = 0.7
ANY_FIGURE, THE_FIGURE = 0.7, 0.3  # for a figure at all, and for its counting what is counted
# What a sentence keeps that stands in the wrong place or is about something else.
OUTLINE = 0.6  # letterhead, recipients
OTHER_BODY = 0.55  # the body asked about is not named
FOREIGN = 0.3  # another body is
OTHER_LEVEL = 0.6
NOT_ALONE = 0.6  # "riêng xã A" is asked, and the sentence does not name it
UNQUOTED = 0.4  # the question sets words in quotation marks that are not there
THE_PART = 1.12  # under the heading of the part asked for
OTHER_PART = 0.75
PLANNED = 0.8
MEANT = 0.55  # an aim under a heading of aims

_RANKED = re.compile(r"\bthứ \d+|\bhạng \d+", re.IGNORECASE)
_DOES = r"làm chủ đầu tư|chủ trì|tổ chức|phụ trách|quản lý|đăng cai|ban hành|điều phối"  # "do huyện chủ trì" says who, not why
_SO = r"(?<=\w )(?<!trở )(?<!làm )(?<!tạo )(?<!dựng )(?<!gây )(?<!cũng )(?<!không )(?<!cần )nên"  # "… nên thu nhập không đạt"
_BECAUSE = re.compile(
    rf"\b(?:vì|do(?!\s+(?:\S+\s+){{1,4}}(?:{_DOES})\b)|bởi|nguyên nhân|lý do|xuất phát từ|bắt nguồn|{_SO})\b", re.IGNORECASE
)
_CALLED_CAUSE = re.compile(r"\b(?:nguyên nhân|lý do)\b(?:\s+\w+){0,3}\s*(?::|\b(?:là|gồm|do|vì)\b)", re.IGNORECASE)
_CODE = re.compile(
    rf"\d+\s?[-/]\s?[{UPPER}][\w-]+"
    r"|số\s+\d+"
    r"|(?:Quyết định|Nghị quyết|Kế hoạch|Thông báo|Chỉ thị|Kết luận|Công văn|Quy chế|Nghị định|Đề án)\s+\d+",
    re.IGNORECASE,
)
_WHEN = (PeriodKind.DAY, PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.YEAR, PeriodKind.RANGE)
_DAY = re.compile(r"\d{1,2}/\d{1,2}")
_LEVEL = re.compile(r"\bcap (xa|huyen|tinh)\b")
_PLAN = re.compile(
    r"\b(?:phuong huong|nhiem vu|giai phap|thoi gian toi|ke hoach (?:phoi hop|nam)|(?:muc tieu|chi tieu)(?: chu yeu)? nam|du bao)\b"
)
_DONE = re.compile(r"\b(?:ket qua|danh gia|uu diem|han che)\b")
_INTENT = re.compile(r"\b(?:phấn đấu|mục tiêu|sẽ|dự kiến|xuống còn|trong thời gian tới)\b", re.IGNORECASE)


def fit(question: Question, scope: Scope, stored: StoredPassage, heading: str, text: str) -> float:
    """What a sentence keeps of its score; `heading` is what stands above it."""
    passage = stored.passage
    return prod(
        (
            _row_fit(question, text) if passage.kind is PassageKind.TABLE else kind_fit(question, text),
            _body_fit(question, f"{heading} . {stored.report.title} . {text}"),
            OUTLINE if passage.kind is PassageKind.HEAD else 1.0,
            _part_fit(question, passage.section),
            _time_fit(question, passage.section, text),
            1.0 if quotes(question, text if question.asks is Asks.REPORTS else f"{heading} . {stored.text}") else UNQUOTED,
            OTHER_LEVEL if other_level(question, text) else 1.0,
            NOT_ALONE if question.alone and not any(place.name in fold(text) for place in scope.places) else 1.0,
        )
    )


def kind_fit(question: Question, text: str) -> float:
    """From 0 to 1: whether the sentence holds the kind of thing that is asked for."""
    if question.asks is Asks.QUANTITY:
        return _figure_fit(question, text)
    if question.asks is Asks.DATE:
        return 1.0 if _names_day(question, text) else NO_DATE
    if question.asks is Asks.CODE:
        return 1.0 if _CODE.search(text) else NO_CODE
    if question.person:
        return 1.0 if names_holder(question, text) else NO_PERSON
    if question.who:
        return 1.0 if names_who(question, text) else NO_PERSON
    if question.rank:
        return 1.0 if names_rank(text) else NO_RANK
    if question.place_asked:
        return 1.0 if places_told(question, text) else NO_PLACE
    if question.why:
        return 1.0 if says_why(text) else NO_CAUSE
    if question.asks is Asks.LIST and question.named:
        return NOT_LISTED + (1 - NOT_LISTED) * _lists(question.named, text)
    return 1.0


def names_rank(text: str) -> bool:
    """Whether a text has a place in a ranking."""
    return bool(_RANKED.search(text))


def places_told(question: Question, text: str) -> set[str]:
    """The units of the kind asked for that a text names and the question does not, folded."""
    asked_about = {place.name for place in question.places}
    found = [match for match in PLACE.finditer(text) if fold(match["kind"]) == question.place_asked]
    more = [other["name"] for match in found for other in [MORE_PLACES.match(text, match.end())] if other]
    return {fold(name) for name in (*(match["name"] for match in found), *more)} - asked_about


def says_why(text: str) -> bool:
    """Whether a sentence gives a cause."""
    return bool(_BECAUSE.search(text))


def names_causes(text: str) -> bool:
    """Whether a sentence gives causes and calls them so: "nguyên nhân gồm: …"."""
    return bool(_CALLED_CAUSE.search(text))


def other_level(question: Question, text: str) -> bool:
    """Whether words are about another level of government than the one asked about: "cấp xã" for "cấp huyện"."""
    asked_for = set(_LEVEL.findall(fold(question.text)))
    told = set(_LEVEL.findall(fold(text))) if asked_for else asked_for
    return bool(told and not asked_for & told)


def quotes(question: Question, words: str) -> bool:
    """Whether words hold all that the question sets in quotation marks."""
    if not question.quoted:
        return True
    flat = " ".join(folded_syllables(words))
    return all(quoted in flat for quoted in question.quoted)


def is_foreign(question: Question, words: str) -> bool:
    """Whether words (a sentence with its headings) are about another body than the one asked about."""
    return _body_fit(question, words) == FOREIGN


def _body_fit(question: Question, words: str) -> float:
    if question.asks is Asks.REPORTS or not question.bodies:
        return 1.0
    flat = " ".join(folded_syllables(words))
    if all(mentions_body(body, flat) for body in question.bodies):
        return 1.0
    return FOREIGN if any(mentions_body(body, flat) for body in BODIES if body not in question.bodies) else OTHER_BODY


def _figure_fit(question: Question, text: str) -> float:
    figures = figures_told(question, text)
    if not figures:
        return NO_FIGURE
    nouns = question.counted or ("",)
    counted = sum(max(counts(noun, figure) for figure in figures) for noun in nouns)
    return (UNATTRIBUTED + (1 - UNATTRIBUTED) * attributed(nouns, text)) * (ANY_FIGURE + THE_FIGURE * counted / len(nouns))


def _names_day(question: Question, text: str) -> bool:
    """Whether a text says when, other than by a time that the question names itself."""
    asked_about = {(mention.kind, mention.start) for mention in question.periods}
    told = [mention for mention in find_periods(text) if (mention.kind, mention.start) not in asked_about]
    return any(mention.kind in _WHEN for mention in told) or bool(_DAY.search(text))


def _lists(noun: str, text: str) -> float:
    """From 0 to 1: whether a sentence names the listed thing and strings several together."""
    flat = " ".join(folded_syllables(text))
    words = noun.split()
    named = sum(word in flat for word in words) / len(words)
    several = min(1.0, (text.count(",") + 2 * text.count(";") + text.count("“")) / 6)
    return 0.5 * named + 0.5 * several


def _row_fit(question: Question, row: str) -> float:
    """A table row holds figures and little else."""
    may = question.asks in (Asks.QUANTITY, Asks.FACT, Asks.CONFIRM, Asks.REPORTS)
    return 1.0 if may and any(char.isdigit() for char in row) else NO_FIGURE


def _part_fit(question: Question, section: Sequence[str]) -> float:
    """Causes are sought under the heading that says "Nguyên nhân", not under "Ưu điểm"."""
    heading = fold(section[-1]) if section else ""
    if question.why and "nguyen nhan" in heading:
        return THE_PART
    if not question.part or not any(part in heading for part in PARTS):
        return 1.0
    alike = next((parts for parts in ALIKE_PARTS if question.part in parts), {question.part})
    return THE_PART if any(part in heading for part in alike) else OTHER_PART


def _time_fit(question: Question, section: Sequence[str], text: str) -> float:
    """What is planned is no answer to what was done, and the other way round."""
    flat = fold(" . ".join(section))
    aims, intent = bool(_PLAN.search(flat)), bool(_INTENT.search(text))
    planned = (aims and not _DONE.search(flat)) or intent
    if planned == question.ahead:
        return 1.0
    return MEANT if aims and intent and not question.ahead else PLANNED
