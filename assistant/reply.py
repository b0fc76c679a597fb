"""A reply being put together: words, citations numbered as they are used, figures."""

from __future__ import annotations

from dataclasses import dataclass, field

from assistant import wording
from assistant.answer import AnswerKind, Citation, CitedPeriod, StatedFigure
from vectorstore.figure import ConflictKind, LedgerRow, StoredConflict
from vectorstore.report import Sentence
from vectorstore.stored import ReportHeader, StoredPassage
from vectorstore.text.figures import find_figures


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer that no conversation holds yet."""

    answer: str
    answerable: bool
    kind: AnswerKind
    citations: tuple[Citation, ...]
    figures: tuple[StatedFigure, ...]
    warnings: tuple[str, ...] = ()
    mode: str = "extractive"
    choices: tuple[str, ...] = ()  # whole questions of which one is meant, where the question is asked back


@dataclass(slots=True)
class Draft:
    """Collects citations; the same words are cited once."""

    citations: list[Citation] = field(default_factory=list)
    figures: list[StatedFigure] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    def cite(self, stored: StoredPassage, sentence: Sentence) -> int:
        """The number of the citation of a sentence."""
        where = stored.passage
        return self.quote(Quoted(stored.report, where.section, where.page, stored.quote(sentence), sentence.start, sentence.end))

    def cite_row(self, row: LedgerRow) -> int:
        """The number of the citation of a ledger row's sentence."""
        return self.quote(Quoted(row.report, row.section, row.page, row.quote, row.start, row.end))

    def quote(self, words: Quoted) -> int:
        """The number of the citation of these words."""
        for citation in self.citations:
            if citation.report_id == words.report.id and citation.start <= words.start and words.end <= citation.end:
                return citation.n
        self.citations.append(cited(len(self.citations) + 1, words))
        return len(self.citations)

    def warn(self, conflict: StoredConflict) -> str:
        """Note figures that do not agree, cite them all, and return the words that say so."""
        warning = wording.note(conflict.said)
        self.warnings.append(warning)
        marks = "".join(f"[{n}]" for n in dict.fromkeys(self.cite_row(row) for row in conflict.rows))
        parts = [row.figure for row in conflict.rows[1:]] if conflict.kind is ConflictKind.SUM else []
        formula = " + ".join(part.written for part in parts) or None
        self.figures.append(StatedFigure(wording.COMPUTED, conflict.said, "", None, True, formula, None))
        return f"{warning} {marks}"

    def state(self, words: str, n: int) -> None:
        """Note every figure in words that are shown."""
        for figure in find_figures(words):
            label = figure.noun or words[max(0, figure.at[0] - 40) : figure.at[0]].strip()
            self.figures.append(StatedFigure(label, figure.written, figure.unit, figure.qualifier, False, None, n))

    def reply(self, answer: str, kind: AnswerKind, answerable: bool = True) -> Reply:
        """The reply with all that was collected for it."""
        return Reply(answer, answerable, kind, tuple(self.citations), tuple(self.figures), tuple(self.warnings))


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words of a report as they stand, and where they stand."""

    report: ReportHeader
    section: tuple[str, ...]
    page: int | None
    quote: str
    start: int
    end: int


def cited(n: int, words: Quoted) -> Citation:
    """The citation of quoted words."""
    report = words.report
    return Citation(
        n=n,
        report_id=report.id,
        file_name=report.file_name,
        title=report.title,
        issuer=report.issuer,
        number=report.number,
        issued_on=report.issued_on,
        period=_period(report),
        section=" › ".join(words.section),
        page=words.page,
        quote=words.quote,
        start=words.start,
        end=words.end,
    )


def _period(report: ReportHeader) -> CitedPeriod | None:
    return CitedPeriod(report.period.label, report.period.start, report.period.end) if report.period else None
