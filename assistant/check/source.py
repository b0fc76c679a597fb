"""The words that a sentence may cite, and what is known of the report that they are from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from assistant.answer import Citation
from assistant.check.words import is_claim
from vectorstore.text.clean import cleaned


@dataclass(frozen=True, slots=True)
class Source:
    """Cited words, clean; `about` names the report, its issuer and period, and gives no figures."""

    n: int
    words: str
    about: str
    period: str = ""  # that the report is of, where its title may name others

    @property
    def all(self) -> str:
        return f"{self.words} . {self.about}"


def sources_of(citations: Iterable[Citation]) -> dict[int, Source]:
    """The sources by the number that they are cited by."""
    return {citation.n: Source(citation.n, _words(citation), _about(citation), _period(citation)) for citation in citations}


def _words(citation: Citation) -> str:
    return cleaned(citation.quote.replace("[…]", " "))


def _period(citation: Citation) -> str:
    return citation.period.label if citation.period else ""


def _about(citation: Citation) -> str:
    day = f"ngày {citation.issued_on:%d/%m/%Y}" if citation.issued_on else ""
    parts = (citation.title, citation.issuer, citation.number, day, _period(citation), citation.section)
    return " . ".join(part for part in parts if part and not is_claim(part))  # a heading may hold an order too
