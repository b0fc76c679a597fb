"""Sentences that may answer, scored by how much of the question they hold and whether they hold what it asks for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.match import BARE_STOP, Asked, credits, share, words_of
from assistant.named import head_words
from assistant.question import ALIKE_PARTS, BODIES, PARTS, PLACE, Asks, Question, mentions_body
from assistant.scope import Scope
from vectorstore.report import PassageKind, Sentence
from vectorstore.search import Hit
from vectorstore.stored import StoredPassage
from vectorstore.text.figures import FigureMention, find_figures
from vectorstore.text.letters import UPPER
from vectorstore.text.normalize import fold, folded_syllables
from vectorstore.text.period import PeriodKind, find_periods
from vectorstore.text.sentence import phrases

HELD = 0.65  # what the sentence with its context weighs against the sentence alone
CONTEXT = 0.7  # what stands in the heading or the opening words, not in the sentence
CITING = 0.85  # what stands in the sentence that cites a footnote
BEFORE = 0.6  # what stands in the sentence before
AROUND = 0.4  # what stands elsewhere in the passage
RANK = 0.06  # what the search's own order adds, from the first hit down to the last
NO_FIGURE = 0.35
NO_DATE = 0.5
NO_CODE = 0.5
NO_PERSON = 0.3
NO_CAUSE = 0.75
NO_PLACE = 0.7
OTHER_BODY = 0.55
FOREIGN = 0.3  # the sentence or its heading is about another body than the one asked about
ABSENT_NUMBER = 0.6  # "lần thứ 10" is not the ninth
OTHER_LEVEL = 0.6
UNQUOTED = 0.4  # the question sets words in quotation marks that are not there
NOT_ALONE = 0.6  # "riêng xã A" is asked, and the sentence does not name it
OUTLINE = 0.6  # letterhead, recipients
LABELLED = 0.12  # a paragraph that says by its label that it is about what is asked
MISSING = 0.17  # share of the question that one word makes up without which a sentence is about something else
CLOSE = 0.14  # what a report adds whose period is the very one asked for
OTHER_PART = 0.75
PLANNED = 0.8
MEANT = 0.55  # an aim under a heading of aims
STRETCH = 45  # words
NOT_LISTED = 0.7

_PLAN = re.compile(r"\b(?:phuong huong|nhiem vu|giai phap|thoi gian toi|ke hoach phoi hop|du bao)\b")
_INTENT = re.compile(r"\b(?:phấn đấu|mục tiêu|sẽ|dự kiến|xuống còn|trong thời gian tới)\b", re.IGNORECASE)
_DONE = re.compile(r"\b(?:ket qua|danh gia|uu diem|han che)\b")

RANKED = re.compile(r"\bthứ \d+|\bhạng \d+", re.IGNORECASE)
_SURNAME = (
    "Nguyễn|Trần|Lê|Phạm|Hoàng|Huỳnh|Phan|Vũ|Võ|Đặng|Bùi|Đỗ|Hồ|Ngô|Dương|Lý|Đinh|Lương|Mai|Trịnh|Vàng|Giàng|Sùng|Thào|Lù|Lò|Hà|Tráng|"
    "Má|Ly|Cư|Hảng|Lừu|Chảo|Tẩn|Phàn|Lèng|Vừ|Mùa|Hạng|Tòng|Quàng|Cà|Lường|Đèo|Tao|Điêu|Nông|Hứa|Ma|Bế|Chu|Đàm|Tạ|Cao|Trương|Quách|"
    "Triệu|Tô|Thái|Thân|Lâm|Châu|Kiều|Đoàn|Đào|Tống|Vương|Lục|La|Bàn|Đường|Hầu|Ngải|Seo|Thền|Vi|Lộc|Lưu|Khổng|Phùng|Đồng|Doãn|Tăng|Từ|Ninh"
)  # the commonest of the Kinh and of the peoples of the northern mountains
PERSON = re.compile(rf"\b(?:{_SURNAME})(?: [{UPPER}]\w+){{1,3}}")
_BECAUSE = re.compile(r"\b(?:vì|do|bởi|nguyên nhân|lý do|xuất phát từ|bắt nguồn)\b", re.IGNORECASE)
_CODE = re.compile(
    rf"\d+\s?[-/]\s?[{UPPER}][\w-]+|số\s+\d+|(?:Quyết định|Nghị quyết|Kế hoạch|Thông báo|Chỉ thị|Kết luận|Công văn|Quy chế|Nghị định|Đề án)\s+\d+",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Evidence:
    """One sentence with its passage; `parts` is the credit of each term of the question."""

    passage: StoredPassage
    sentence: Sentence
    text: str
    parts: tuple[float, ...]
    own: float  # share of the question in the sentence itself
    held: float  # share of the question in the sentence and its context
    score: float
    foreign: bool = False  # about another body than the one asked about
    lacking: bool = False  # a weighty word of the question stands nowhere near


def gather(question: Question, asked: Asked, scope: Scope, hits: Sequence[Hit]) -> list[Evidence]:
    """All sentences of the hits that fit the scope, the best first."""
    found = [
        evidence
        for rank, hit in enumerate(hits)
        for evidence in _of_passage(question, asked, scope, hit.passage, RANK * (1 - rank / max(1, len(hits))))
    ]
    return sorted(found, key=lambda evidence: -evidence.score)


def _of_passage(question: Question, asked: Asked, scope: Scope, stored: StoredPassage, bonus: float) -> Iterable[Evidence]:
    passage = stored.passage
    heading = " . ".join([*passage.section, passage.lead, *passage.heads])
    above = credits(asked, words_of(heading))
    title = credits(asked, words_of(head_words(stored.report)))
    around = credits(asked, words_of(stored.text))
    context = CITING if passage.kind is PassageKind.FOOTNOTE else CONTEXT
    before = [0.0] * len(asked.terms)
    for sentence in passage.sentences:
        text = sentence.clean(stored.source)
        inside = credits(asked, words_of(text))
        earlier, before = before, inside
        if not scope.fits(stored.report, f"{heading} . {text}"):
            continue
        parts = [
            max(a, context * b, CONTEXT * c, AROUND * d, BEFORE * e)
            for a, b, c, d, e in zip(inside, above, title, around, earlier, strict=True)
        ]
        held = share(asked, parts)
        own = share(asked, inside)
        own = own if len(text.split()) <= STRETCH else 0.5 * own + 0.5 * _near(asked, text)
        row = passage.kind is PassageKind.TABLE
        if row and text.replace(" ", "") == "|".join(passage.heads).replace(" ", ""):
            continue
        body = _body_fit(question, f"{heading} . {stored.report.title} . {text}")
        fit = (_row_fit(question, text) if row else kind_fit(question, text)) * body
        fit *= OUTLINE if passage.kind is PassageKind.HEAD else 1.0
        fit *= _part_fit(question, passage.section)
        fit *= _time_fit(question, passage.section, text)
        near = [max(a, b, c, d) for a, b, c, d in zip(inside, above, earlier, title, strict=True)]
        lacking = _missing(asked, near)
        held -= lacking
        if any(number not in words_of(f"{heading} . {stored.report.title} . {text}").exact for number in question.numbers):
            held *= ABSENT_NUMBER
        if question.quoted and not _quotes(question, text if question.asks is Asks.REPORTS else f"{heading} . {stored.text}"):
            fit *= UNQUOTED
        fit *= OTHER_LEVEL if other_level(question, text) else 1.0
        if question.alone and not any(place.name in fold(text) for place in scope.places):
            fit *= NOT_ALONE
        score = (HELD * held + (1 - HELD) * own) * fit + bonus + LABELLED * _label_fit(asked, text) + CLOSE * scope.closeness(stored.report)
        yield Evidence(stored, sentence, text, tuple(parts), own, held, score, body == FOREIGN, lacking > 0)


def _quotes(question: Question, words: str) -> bool:
    flat = " ".join(folded_syllables(words))
    return all(" ".join(folded_syllables(quoted)) in flat for quoted in question.quoted)


def _missing(asked: Asked, near: Sequence[float]) -> float:
    """What one weighty word that is nowhere near takes away."""
    total = asked.total or 1.0
    shares = [term.weight / total for term, part, key in zip(asked.terms, near, asked.keys, strict=True) if key and part == 0.0]
    return sum(share for share in shares if share >= MISSING)


def _time_fit(question: Question, section: Sequence[str], text: str) -> float:
    """What is planned is no answer to what was done, and the other way round."""
    flat = fold(" . ".join(section))
    planned = (bool(_PLAN.search(flat)) and not _DONE.search(flat)) or bool(_INTENT.search(text))
    if planned == question.ahead:
        return 1.0
    return PLANNED if question.ahead or not _INTENT.search(text) else (MEANT if _PLAN.search(flat) else PLANNED)


def _part_fit(question: Question, section: Sequence[str]) -> float:
    """Causes are sought under the heading that says "Nguyên nhân", not under "Ưu điểm"."""
    heading = fold(section[-1]) if section else ""
    if question.why and "nguyen nhan" in heading:
        return 1.12
    if not question.part or not any(part in heading for part in PARTS):
        return 1.0
    alike = next((parts for parts in ALIKE_PARTS if question.part in parts), {question.part})
    return 1.12 if any(part in heading for part in alike) else OTHER_PART


def _near(asked: Asked, text: str) -> float:
    """The best share of the question within a stretch of a long sentence: words far apart are matched by chance."""
    pieces = [words_of(text[start:end]) for start, end in phrases(text)]
    best = 0.0
    for first in range(len(pieces)):
        parts, length = [0.0] * len(asked.terms), 0
        for piece in pieces[first:]:
            length += len(piece.exact)
            if length > STRETCH and piece is not pieces[first]:
                break
            parts = [max(a, b) for a, b in zip(parts, credits(asked, piece), strict=True)]
        best = max(best, share(asked, parts))
    return best


def _label_fit(asked: Asked, text: str) -> float:
    """From 0 to 1: whether the words before the first colon are all words of the question."""
    label, colon, _ = text.partition(":")
    words = folded_syllables(label)
    if not colon or not 2 <= len(words) <= 8:
        return 0.0
    have = {term.folded for term in asked.terms if term.weight}
    return sum(word in have for word in words) / len(words) if sum(word in have for word in words) >= 0.75 * len(words) else 0.0


COUNTED = 0.55  # from which a figure is taken to count what is asked


def kind_fit(question: Question, text: str) -> float:
    """From 0 to 1: whether the sentence holds the kind of thing that is asked for."""
    if question.asks is Asks.QUANTITY:
        figures = [figure for figure in find_figures(text) if figure.written not in numbers_of(question.text)]
        if not figures:
            return NO_FIGURE
        nouns = question.counted or ("",)
        return _attributed(nouns, text) * (0.7 + 0.3 * sum(max(counts(noun, figure) for figure in figures) for noun in nouns) / len(nouns))
    if question.asks is Asks.DATE:
        days = [m for m in find_periods(text) if m.kind in (PeriodKind.DAY, PeriodKind.MONTH, PeriodKind.YEAR)]
        return 1.0 if days or re.search(r"\d{1,2}/\d{1,2}", text) else NO_DATE
    if question.asks is Asks.CODE:
        return 1.0 if _CODE.search(text) else NO_CODE
    if question.person:
        return 1.0 if _names_office(question, text) else NO_PERSON
    if question.rank:
        return 1.0 if RANKED.search(text) else NO_CODE
    if question.place_asked:
        return 1.0 if names_place(question.place_asked, text) else NO_PLACE
    if question.why:
        return 1.0 if says_why(text) else NO_CAUSE
    if question.asks is Asks.LIST and question.named:
        return NOT_LISTED + (1 - NOT_LISTED) * _lists(question.named, text)
    return 1.0


def _row_fit(question: Question, row: str) -> float:
    """A table row holds figures and little else."""
    if question.asks in (Asks.QUANTITY, Asks.FACT, Asks.CONFIRM, Asks.REPORTS):
        return 1.0 if any(char.isdigit() for char in row) else NO_FIGURE
    return NO_FIGURE


_OFFICE = re.compile(r"\b(?:bi thu|chu tich|truong ban|truong phong|chanh van phong|giam doc|chi huy truong|chu nhiem|truong cong an)\b")


def _names_office(question: Question, text: str) -> bool:
    """Whether a sentence names a person, in the very office: a "Phó Bí thư" is not the "Bí thư"."""
    flat, asked_for = " ".join(folded_syllables(text)), " ".join(folded_syllables(question.text))
    office = _OFFICE.search(asked_for)
    if not office or not PERSON.search(text):
        return bool(PERSON.search(text))
    wanted = "pho " if f"pho {office[0]}" in asked_for else ""
    body = _body_after(asked_for, office.end())
    places = [match for match in re.finditer(rf"(?P<pho>pho )?{office[0]}", flat) if (match["pho"] or "") == wanted]
    return any(not body or _body_after(flat, match.end()) in ("", body) for match in places)


def _body_after(flat: str, at: int) -> str:
    """The body whose office it is, when one is named right after it."""
    match = re.match(
        r"(?: thuong truc| truong)? ?(uy ban nhan dan|hoi dong nhan dan|dang uy|huyen uy|tinh uy|hoi [a-z]+ [a-z]+|doan [a-z]+)",
        flat[at : at + 60],
    )
    return match[1] if match else ""


def numbers_of(text: str) -> set[str]:
    """The numbers of a question as written: a figure that it states itself is not its answer."""
    return set(re.findall(r"\d+(?:[.,]\d+)*", text))


def says_why(text: str) -> bool:
    """Whether a sentence gives a cause."""
    return bool(_BECAUSE.search(text))


_LEVEL = re.compile(r"\bcap (xa|huyen|tinh)\b")


def other_level(question: Question, text: str) -> bool:
    """Whether words are about another level of government than the one asked about: "cấp xã" for "cấp huyện"."""
    asked_for, told = set(_LEVEL.findall(fold(question.text))), set(_LEVEL.findall(fold(text)))
    return bool(asked_for and told and not asked_for & told)


def names_place(kind: str, text: str) -> bool:
    """Whether a text names a unit of a kind ("huyện Bảo …"), folded "huyen"."""
    return any(fold(match["kind"]) == kind for match in PLACE.finditer(text))


def _attributed(nouns: Sequence[str], text: str) -> float:
    """ "hồ sơ hộ tịch" is more than "hồ sơ": the words after the counted noun should stand there too."""
    flat = set(folded_syllables(text))
    more = [word for noun in nouns for word in noun.split()[2:] if word not in BARE_STOP]
    return 0.75 + 0.25 * sum(word in flat for word in more) / len(more) if more else 1.0


def _lists(noun: str, text: str) -> float:
    """From 0 to 1: whether a sentence names the listed thing and strings several together."""
    flat = " ".join(folded_syllables(text))
    words = noun.split()
    named = sum(word in flat for word in words) / len(words)
    several = min(1.0, (text.count(",") + 2 * text.count(";") + text.count("“")) / 6)
    return 0.5 * named + 0.5 * several


def _body_fit(question: Question, words: str) -> float:
    flat = " ".join(folded_syllables(words))
    if question.asks is Asks.REPORTS or all(mentions_body(body, flat) for body in question.bodies):
        return 1.0
    return FOREIGN if any(mentions_body(body, flat) for body in BODIES if body not in question.bodies) else OTHER_BODY


_MONEY = ("tien", "dong", "trieu", "ti", "ty", "kinh phi", "nghin", "von", "du no", "tri gia", "gia tri")
_PEOPLE = (
    "nguoi", "dong chi", "can bo", "dai bieu", "cu tri", "luot", "dang vien", "uy vien", "bien che", "hoi vien", "doan vien", "thanh vien",
    "quan chung", "lao dong", "thi sinh", "cong chuc", "hoc sinh", "nhan khau", "ai", "em", "chau", "ba con", "hoc vien", "can bo",
)  # fmt: skip
_PERCENT = re.compile(r"phan (?:tram|cham|tam|chan)\b")  # as it is misspelt
_CLASSIFIER = re.compile(r"^(?:cai|chiec|ngoi|cuon|con) (?=[a-z])")
_MEASURES = frozenset({"ha", "km", "m2", "tan", "kg", "m", "km2", "mbps"})


def counts(noun: str, figure: FigureMention) -> float:
    """From 0 to 1: whether a figure counts what stands after "bao nhiêu" (folded words; "" fits anything)."""
    unit, follows = fold(figure.unit), " ".join(folded_syllables(figure.noun))
    if not noun:
        return 0.8
    if noun.startswith("%") or _PERCENT.match(noun):
        return 1.0 if unit == "%" else 0.0
    if unit == "%":
        return 0.1
    if noun.startswith(_MONEY):
        return 1.0 if {"dong", "trieu", "ti", "ty", "nghin"} & set(unit.split()) else 0.1
    if noun == "con" or noun.startswith("con "):
        return 1.0 if follows.startswith("con") else 0.1
    if _same_words(noun, follows or unit) >= 0.85:
        return _same_words(noun, follows or unit)
    noun = _CLASSIFIER.sub("", noun)
    first = noun.split()[0]
    if first in _MEASURES or unit in _MEASURES:
        return 1.0 if first == unit.split("/")[0] or first == follows.split(" ")[0] else 0.1
    return _same_words(noun, _CLASSIFIER.sub("", follows) or unit)


def counts_all(question: Question, text: str) -> bool:
    """Whether a sentence has a figure of every thing that is counted and named."""
    figures = [figure for figure in find_figures(text) if figure.written not in numbers_of(question.text)]
    return any(question.counted) and all(any(counts(noun, figure) >= 0.85 for figure in figures) for noun in question.counted if noun)


def states_what_is_counted(question: Question, text: str) -> bool:
    """Whether a sentence has a figure of what is counted, other than those of the question: "bao nhiêu vụ việc", not "12 lần"."""
    figures = [figure for figure in find_figures(text) if figure.written not in numbers_of(question.text)]
    return any(counts(noun, figure) >= COUNTED for noun in question.counted or ("",) for figure in figures)


def _same_words(noun: str, follows: str) -> float:
    wanted, have = noun.split(), follows.split()
    if wanted[:2] == have[:2]:
        return 1.0
    if have and wanted[0] == have[0]:
        return 0.85
    if noun.startswith(_PEOPLE) and follows.startswith(_PEOPLE):
        return 0.75
    return 0.6 if have and wanted[0] in have[:4] else 0.2
