"""A question in the chat that asks for a document: "Soạn dự thảo báo cáo sơ kết 6 tháng đầu năm 2026 về …"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer import ChatFilters
from assistant.draft.draft import DraftKind, DraftRequest
from assistant.ledger.slots import is_of
from assistant.named import named_reports
from assistant.question import Place, understand
from assistant.scope import is_own, places_meant
from vectorstore.stored import ReportHeader
from vectorstore.text.normalize import fold
from vectorstore.text.period import PeriodMention

_POLITELY = r"^(?:(?:xin|hay|nho|giup toi|vui long|de nghi|ban|em|hay giup toi)\s+)*"
_ASKS = re.compile(
    _POLITELY + r"(?:(?:soan(?: thao)?|viet|lap|du thao)(?: giup(?: toi)?| ho(?: toi)?)?\s+(?:(?:mot|ban|bai|van ban)\s+)*"
    r"(?:du thao|bao cao (?:tong hop|so ket|tom tat|so sanh)|phan tra loi|tra loi chat van|ban tom tat)"
    r"|soan(?: thao)?(?: giup(?: toi)?| ho(?: toi)?)? (?:mot )?(?:bao cao|tom tat)|viet du thao"
    r"|tom tat (?:toan bo |toan van |giup toi )?bao cao)\b"
)
_KINDS = (
    (DraftKind.REPLY, re.compile(r"\btra loi (?:chat van|kien nghi|cu tri)|\bchat van\b")),
    (DraftKind.COMPARISON, re.compile(r"\bso sanh\b")),
    (DraftKind.SUMMARY, re.compile(r"\btom tat\b")),
    (DraftKind.HALF_YEAR, re.compile(r"\bso ket\b")),
)
_ABOUT = (
    re.compile(r"\bvề\s+(?:việc\s+|nội dung\s+)?(?P<about>.+)", re.IGNORECASE),
    re.compile(r"\bve\s+(?:viec\s+|noi dung\s+)?(?P<about>.+)", re.IGNORECASE),
    re.compile(r"\bso sánh\s+(?!(?:hai|2|các|giữa)\b|báo cáo|kết quả)(?P<about>.+)", re.IGNORECASE),
)
# What leads up to a place or a period: "của UBND xã …", "trong 6 tháng đầu năm".
_TAIL = re.compile(
    r"[\s,.;:?!]+(?:của|cua|trên địa bàn|tren dia ban|tại|tai|ở|trong|từ|theo|giữa|kỳ|ky|xã|xa|huyện|huyen|tỉnh|tinh|phường|phuong"
    r"|UBND|ủy ban nhân dân|uỷ ban nhân dân|đảng ủy|đảng uỷ|dang uy|huyện ủy|MTTQ|HĐND|các báo cáo)?[\s,.;:?!]*$",
    re.IGNORECASE,
)


def is_commission(question: str) -> bool:
    """Whether a question asks that a document be written, and not what a report says."""
    return _ASKS.match(fold(" ".join(question.split()))) is not None


def request_of(question: str, reports: Sequence[ReportHeader], filters: ChatFilters | None) -> DraftRequest:
    """What is to be drafted, from the reports of the places and periods named, within the reader's own limits."""
    text = " ".join(question.split())
    flat, read = fold(text), understand(text)
    places = places_meant(read, reports)
    kind = next((kind for kind, pattern in _KINDS if pattern.search(flat)), DraftKind.SYNTHESIS)
    periods = [period for period in read.periods if period.start and period.end]
    limits = filters or ChatFilters()
    own = _of_places(places, reports)
    named, _ = named_reports(text, own or reports, lambda word: 1) if kind is DraftKind.SUMMARY else (frozenset(), frozenset())
    issuers = limits.issuers or tuple(dict.fromkeys(report.issuer for report in own if report.issuer))
    if kind is DraftKind.COMPARISON and len(periods) == 2:
        ids = tuple(report.id for report in own or reports if any(is_of(report, period) for period in periods))
        return DraftRequest(kind, _subject(text, places, periods), report_ids=limits.report_ids or ids)
    start = limits.start or min((period.start for period in periods if period.start), default=None)
    end = limits.end or max((period.end for period in periods if period.end), default=None)
    subject = _subject(text, places, periods)
    return DraftRequest(kind, subject, limits.report_ids or tuple(sorted(named)), issuers, start, end)


def _of_places(places: Sequence[Place], reports: Sequence[ReportHeader]) -> list[ReportHeader]:
    return [report for report in reports if any(is_own(place, report) for place in places)]


def _subject(text: str, places: Sequence[Place], periods: Sequence[PeriodMention]) -> str:
    """The words after "về", without the places and the periods that say which reports are meant."""
    match = next((found for pattern in _ABOUT if (found := pattern.search(text))), None)
    if match is None:
        return ""
    about = match["about"]
    flat = fold(about)  # as long as it was
    cuts = [flat.find(fold(named)) for named in (*(period.label for period in periods), *(place.name for place in places))]
    left = about[: min((cut for cut in cuts if cut >= 0), default=len(about))]
    before = None
    while left != before:
        before = left
        left = _TAIL.sub("", left)
    return left.strip(" ,.;:?!")
