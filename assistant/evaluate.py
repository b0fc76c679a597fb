"""Gold questions put to the desk and judged: right, to the point, cited, word for word, every number with a source.

A gold line: id, category, question, turns (earlier questions), must_contain (each inner list needs one of its strings in the answer),
must_not_contain, sources [{file, quote}], answerable, clarify (asked back, and the answer names the choices in must_contain).
"""

from __future__ import annotations

import json
import re
import time
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from assistant.answer import Answer, Citation
from vectorstore.errors import BadRequest
from vectorstore.report import GAP
from vectorstore.text.normalize import normalize

LONG = frozenset({"list", "descriptive_why_how", "cross_report"})  # categories whose answer may be a page
SHORT_LIMIT, LONG_LIMIT = 600, 1800
LEAD = 250  # a short answer's fact comes within these first characters
GRAM = 4
_MARKER = re.compile(r"\[\d+\]")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_LEADING_ZERO = re.compile(r"(?<![\d.,])0+(?=\d)")
_MARKUP = re.compile(r"</?su[pb]>|[*#_`]")
# What the reader sees of a citation; file name, page and offsets support no number.
_SHOWN = ("quote", "title", "period", "number", "issued_on", "section")
_ITEM_NUMBER = re.compile(r"(?m)^\s*\d+[.)]\s")

Ask = Callable[[str, str | None], Answer]


@dataclass(frozen=True, slots=True)
class GoldSource:
    file: str
    quote: str


@dataclass(frozen=True, slots=True)
class GoldItem:
    id: str
    category: str
    question: str
    answerable: bool
    turns: tuple[str, ...] = ()
    must_contain: tuple[tuple[str, ...], ...] = ()
    must_not_contain: tuple[str, ...] = ()
    sources: tuple[GoldSource, ...] = ()
    clarify: bool = False  # right when it is asked back and the choices are named


@dataclass(frozen=True, slots=True)
class Verdict:
    item: GoldItem
    answer: Answer
    correct: bool
    lead: bool | None  # None where the category's answers are long, or nothing is to be answered
    cited: bool
    valid: bool
    unsupported: tuple[str, ...]  # numbers of the answer that no cited word supports
    took_ms: float

    @property
    def grounded(self) -> bool:
        return not self.unsupported

    @property
    def passed(self) -> bool:
        return self.correct and self.valid and self.grounded and (self.cited or not self.item.answerable)


@dataclass(frozen=True, slots=True)
class Score:
    """Shares from 0 to 1; None where no item of the kind was asked."""

    category: str
    n: int
    correct: float | None
    lead: float | None
    refused: float | None
    cited: float | None
    valid: float | None
    grounded: float | None


_GOLD = TypeAdapter(GoldItem)


def read_gold(path: Path) -> list[GoldItem]:
    """The items of a JSON-lines file; BadRequest names the first line that is none."""
    items = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if line.strip():
            try:
                items.append(_GOLD.validate_json(line))
            except ValidationError as error:
                raise BadRequest(f"Dòng {number} của tệp {path.name} không đúng định dạng câu hỏi kiểm tra.") from error
    return items


def evaluate(items: Iterable[GoldItem], ask: Ask, texts: Mapping[str, str]) -> Iterator[Verdict]:
    """Ask every item, its earlier turns first in the same conversation; `texts` is file name to stored text."""
    flat = {name: canonical(text) for name, text in texts.items()}
    for item in items:
        conversation = None
        for question in item.turns:
            conversation = ask(question, conversation).conversation_id
        start = time.perf_counter()
        answer = ask(item.question, conversation)
        yield judge(item, answer, flat, 1000 * (time.perf_counter() - start))


def judge(item: GoldItem, answer: Answer, texts: Mapping[str, str], took_ms: float = 0.0) -> Verdict:
    """Judge one answer; `texts` is file name to canonical text."""
    bare = _MARKER.sub("", answer.answer)
    return Verdict(
        item,
        answer,
        correct=_correct(item, answer, bare),
        lead=answer.answerable and _has_all(item, bare[:LEAD]) if item.answerable and item.category not in LONG else None,
        cited=any(_overlaps(source, citation) for source in item.sources for citation in answer.citations),
        valid=_valid(item, answer, texts),
        unsupported=_unsupported(item, answer, bare),
        took_ms=took_ms,
    )


def scores(verdicts: Sequence[Verdict]) -> list[Score]:
    """One Score a category, in alphabetical order, and the total last."""
    categories = sorted({verdict.item.category for verdict in verdicts})
    parts = [_score(name, [verdict for verdict in verdicts if verdict.item.category == name]) for name in categories]
    return [*parts, _score("tổng", verdicts)]


def canonical(text: str) -> str:
    """NFC, no markup, single spaces: how a quote is compared with the text it is said to come from."""
    return " ".join(_MARKUP.sub("", unicodedata.normalize("NFC", text)).split())


def loose(text: str) -> str:
    """`canonical`, and spelling variants made one: "Hoà" is "hòa", "06" is "6"."""
    return _LEADING_ZERO.sub("", normalize(canonical(text)))


def _has_all(item: GoldItem, text: str) -> bool:
    low = loose(text)
    return all(any(loose(wanted) in low for wanted in group) for group in item.must_contain)


def _correct(item: GoldItem, answer: Answer, bare: str) -> bool:
    if item.clarify or answer.choices:
        return item.clarify and bool(answer.choices) and _has_all(item, bare)
    if answer.answerable != item.answerable or not item.answerable:
        return answer.answerable == item.answerable
    low = loose(bare)
    limit = LONG_LIMIT if item.category in LONG else SHORT_LIMIT
    return _has_all(item, bare) and len(bare) <= limit and not any(loose(wrong) in low for wrong in item.must_not_contain)


def _valid(item: GoldItem, answer: Answer, texts: Mapping[str, str]) -> bool:
    """Every part of every quote stands word for word in its file, and an answer has at least one."""
    if item.answerable and answer.answerable and not answer.citations:
        return False
    parts = ((citation.file_name, part) for citation in answer.citations for part in citation.quote.split(GAP.strip()))
    return all(bool(part.strip()) and canonical(part) in texts.get(name, "") for name, part in parts)


def _grams(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", loose(text))
    return {tuple(words[at : at + GRAM]) for at in range(max(1, len(words) - GRAM + 1))}


def _overlaps(source: GoldSource, citation: Citation) -> bool:
    gold, own = _grams(source.quote), _grams(citation.quote)
    return citation.file_name == source.file and len(gold & own) >= max(2, 0.5 * min(len(gold), len(own)))


def _numbers(text: str) -> set[str]:
    return {re.sub(r"^0+(?=\d)", "", number) for number in _NUMBER.findall(text)}


def _unsupported(item: GoldItem, answer: Answer, bare: str) -> tuple[str, ...]:
    evidence = [item.question, *item.turns, *(json.dumps(asdict(figure), ensure_ascii=False) for figure in answer.figures)]
    for citation in answer.citations:
        fields = asdict(citation)
        evidence.append(json.dumps([fields[name] for name in _SHOWN], default=str, ensure_ascii=False))
    known = set().union(*map(_numbers, evidence))
    return tuple(sorted(_numbers(_ITEM_NUMBER.sub("", bare)) - known))


def _share(values: Iterable[bool | None]) -> float | None:
    known = [value for value in values if value is not None]
    return sum(known) / len(known) if known else None


def _score(category: str, verdicts: Sequence[Verdict]) -> Score:
    return Score(
        category,
        n=len(verdicts),
        correct=_share(verdict.correct for verdict in verdicts),
        lead=_share(verdict.lead for verdict in verdicts),
        refused=_share(verdict.correct if not verdict.item.answerable else None for verdict in verdicts),
        cited=_share(verdict.cited if verdict.item.answerable else None for verdict in verdicts),
        valid=_share(verdict.valid for verdict in verdicts),
        grounded=_share(verdict.grounded for verdict in verdicts),
    )
