"""A reply being put together: words, citations numbered as they are used, figures."""

from __future__ import annotations

from dataclasses import dataclass, field

from assistant.answer import AnswerKind, Citation, CitedPeriod, StatedFigure
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


@dataclass(slots=True)
class Draft:
    """Collects citations; the same words are cited once."""

    citations: list[Citation] = field(default_factory=list)
    figures: list[StatedFigure] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    def cite(self, stored: StoredPassage, sentence: Sentence) -> int:
        """The number of the citation of these words."""
        for citation in self.citations:
            if citation.report_id == stored.report.id and citation.start <= sentence.start and sentence.end <= citation.end:
                return citation.n
        self.citations.append(cited(len(self.citations) + 1, stored, sentence))
        return len(self.citations)

    def state(self, words: str, n: int) -> None:
        """Note every figure in words that are shown."""
        for figure in find_figures(words):
            label = figure.noun or words[max(0, figure.at[0] - 40) : figure.at[0]].strip()
            self.figures.append(StatedFigure(label, figure.written, figure.unit, figure.qualifier, False, None, n))

    def reply(self, answer: str, kind: AnswerKind, answerable: bool = True) -> Reply:
        """The reply with all that was collected for it."""
        return Reply(answer, answerable, kind, tuple(self.citations), tuple(self.figures), tuple(self.warnings))


def cited(n: int, stored: StoredPassage, sentence: Sentence) -> Citation:
    """A citation of a sentence: its words as they stand and where they stand."""
    report = stored.report
    return Citation(
        n=n,
        report_id=report.id,
        file_name=report.file_name,
        title=report.title,
        issuer=report.issuer,
        number=report.number,
        issued_on=report.issued_on,
        period=_period(report),
        section=" › ".join(stored.passage.section),
        page=stored.passage.page,
        quote=stored.quote(sentence),
        start=sentence.start,
        end=sentence.end,
    )


def _period(report: ReportHeader) -> CitedPeriod | None:
    return CitedPeriod(report.period.label, report.period.start, report.period.end) if report.period else None
