"""Evidence becomes a short cited reply."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from assistant import wording
from assistant.answer import AnswerKind, StatedFigure
from assistant.conflict import contradiction, mismatch
from assistant.evidence import Evidence, says_why
from assistant.excerpt import excerpt
from assistant.question import Asks
from assistant.reply import Draft, Reply
from assistant.retrieve import Findings
from assistant.total import Operand, computed, stated
from vectorstore.report import PassageKind, Sentence
from vectorstore.stored import StoredPassage
from vectorstore.text.figures import format_number

LIST_MOST = 1500  # characters of a list or a description
LONG_POINT = 240
POINT = 110  # characters that a point keeps where the list grows long
EXPLAIN_SENTENCES = 5
CLOSE = 0.62  # of the best score that a further sentence of an explanation must reach
TOTAL_MOST = 440  # characters that the operands of a sum have together
AS_GOOD = 0.85
HALF = 0.42
SECOND = 0.75  # of the best score that another report's sentence must reach

_KINDS = {Asks.QUANTITY: AnswerKind.FIGURE, Asks.LIST: AnswerKind.LIST, Asks.REPORTS: AnswerKind.COMPARISON}


Following = Callable[[StoredPassage], StoredPassage | None]  # the passage that goes on with the same paragraph


def compose(findings: Findings, evidence: Sequence[Evidence], following: Following) -> Reply:
    """The reply that the question's kind asks for; `evidence` holds an answer, the best first."""
    asks = findings.question.asks
    if asks is Asks.REPORTS:
        return _by_report(findings, evidence)
    if asks is Asks.LIST:
        return _passage(findings, evidence, AnswerKind.LIST, following)
    if asks is Asks.EXPLAIN:
        return _passage(findings, evidence, AnswerKind.PASSAGE, following)
    if asks is Asks.CONFIRM:
        return _confirm(findings, evidence)
    return _fact(findings, evidence)


def _fact(findings: Findings, evidence: Sequence[Evidence]) -> Reply:
    draft = Draft()
    best = evidence[0]
    found = excerpt(findings, best)
    n = draft.cite(best.passage, found.cited)
    draft.state(found.text, n)
    words = f"{found.text} [{n}]"
    if other := contradiction(findings, found.text, evidence):
        also = excerpt(findings, other)
        n = draft.cite(other.passage, also.cited)
        draft.state(also.text, n)
        draft.warnings.append(wording.TWO_VALUES)
        words += f"\n{wording.also(also.text, n)}"
    if uneven := mismatch(best.text):
        draft.warnings.append(wording.uneven(uneven.total, uneven.parts, uneven.added))
        draft.figures.append(StatedFigure(wording.COMPUTED, uneven.added, "", None, True, " + ".join(uneven.parts), n))
        draft.cite(best.passage, best.sentence)
        words += f"\n{wording.uneven(uneven.total, uneven.parts, uneven.added)}"
    return draft.reply(f"{words}\n\n{wording.source_line(best.passage.report)}", _KINDS.get(findings.question.asks, AnswerKind.PASSAGE))


def _confirm(findings: Findings, evidence: Sequence[Evidence]) -> Reply:
    """What the report says of it, also where it says it twice and not alike."""
    draft = Draft()
    best = evidence[0]
    lines: list[str] = []
    for other in evidence[:6]:
        same_report = other.passage.report.id == best.passage.report.id
        if other.score < SECOND * best.score or not same_report or len(lines) == 3:
            continue
        found = excerpt(findings, other)
        if sum(map(len, lines)) + len(found.text) > 480:
            continue
        n = draft.cite(other.passage, found.cited)
        draft.state(found.text, n)
        lines.append(f"{found.text} [{n}]")
    words = lines[0] if len(lines) == 1 else "\n".join(f"- {line}" for line in lines)
    return draft.reply(f"{words}\n\n{wording.source_line(best.passage.report)}", AnswerKind.PASSAGE)


def _by_report(findings: Findings, evidence: Sequence[Evidence]) -> Reply:
    draft = Draft()
    lines: list[str] = []
    best = {found.passage.report.id: found for found in reversed(evidence) if found.score >= HALF * evidence[0].score}
    for found in sorted(best.values(), key=lambda found: _order(findings, found)):
        said = []
        for one in [found, *_as_good(found, evidence)]:
            words = excerpt(findings, one)
            n = draft.cite(one.passage, words.cited)
            draft.state(words.text, n)
            said.append(f"{words.text} [{n}]")
        lines.append(f"- {wording.title_line(found.passage.report)}: {'; '.join(said)}")
    return draft.reply("\n".join(lines), AnswerKind.COMPARISON)


def _as_good(best: Evidence, evidence: Sequence[Evidence]) -> list[Evidence]:
    """One more sentence of the same report that says nearly as much."""
    return [
        other
        for other in evidence
        if other.passage.report.id == best.passage.report.id and other is not best and other.score >= AS_GOOD * best.score
    ][:1]


def _order(findings: Findings, found: Evidence) -> tuple[float, float]:
    """By time where the question follows something through the periods, else the best first."""
    period = found.passage.report.period
    return (period.start.toordinal() if period and findings.question.through else 0.0, -found.score)


def _passage(findings: Findings, evidence: Sequence[Evidence], kind: AnswerKind, following: Following) -> Reply:
    """The sentences that say it, in the report's own order."""
    draft = Draft()
    best = evidence[0]
    chosen = _run(findings, best, evidence)
    if chosen[-1][1] is chosen[-1][0].passage.sentences[-1] and (rest := following(chosen[-1][0])):
        chosen += [(rest, sentence) for sentence in rest.passage.sentences]
    lines: list[str] = []
    length = 0
    long = sum(len(sentence.clean(stored.source)) for stored, sentence in chosen) > LIST_MOST
    for stored, sentence in chosen:
        words = sentence.clean(stored.source).lstrip("-–+*• ")
        words = _first_words(words) if long and kind is AnswerKind.LIST and sentence is not best.sentence else words
        if lines and length + len(words) > LIST_MOST:
            break
        n = draft.cite(stored, sentence)
        draft.state(words, n)
        lines.append(f"{words} [{n}]")
        length += len(words)
    joined = "\n".join(f"- {line}" for line in lines) if kind is AnswerKind.LIST and len(lines) > 1 else " ".join(lines)
    return draft.reply(f"{joined}\n\n{wording.source_line(best.passage.report)}", kind)


def _first_words(words: str) -> str:
    """A long point cut at a comma, since the citation opens the rest."""
    if len(words) <= LONG_POINT:
        return words
    cut = words.rfind(",", POINT, LONG_POINT)
    return f"{words[: cut if cut > 0 else words.rfind(' ', 0, LONG_POINT)]}…"


def compose_points(points: Sequence[tuple[StoredPassage, Sentence]]) -> Reply:
    """The points below a heading, in order."""
    draft = Draft()
    lines: list[str] = []
    for stored, sentence in points:
        words = sentence.clean(stored.source).lstrip("-–+*• ")
        if sum(map(len, lines)) + len(words) > LIST_MOST:
            words = words[:POINT].rsplit(" ", 1)[0] + "…"
        if sum(map(len, lines)) + len(words) > LIST_MOST + POINT:
            break
        n = draft.cite(stored, sentence)
        draft.state(words, n)
        lines.append(f"- {words} [{n}]")
    return draft.reply("\n".join(lines) + f"\n\n{wording.source_line(points[0][0].report)}", AnswerKind.LIST)


def compose_several(answered: Sequence[tuple[Findings, Evidence]]) -> Reply:
    """One line for each part, each with the report that it is from."""
    draft = Draft()
    lines = [_line_of(draft, findings, best) for findings, best in answered]
    return draft.reply("\n".join(lines), AnswerKind.COMPARISON)


def compose_compared(answered: Sequence[tuple[Findings, Evidence]]) -> Reply:
    """Two periods side by side, the difference first where both state one figure of the same kind."""
    draft = Draft()
    lines = [_line_of(draft, findings, best) for findings, best in answered]
    figures = [stated(findings, [best]) for findings, best in answered]
    now, before = figures[0], figures[-1]
    if now and before and now.figure.unit == before.figure.unit:
        change = now.figure.value - before.figure.value
        unit = now.figure.unit or now.figure.noun.split(" ")[0]
        formula = f"{now.figure.written} - {before.figure.written}"
        shown = format_number(abs(change))
        draft.figures.append(StatedFigure(wording.COMPUTED, shown, unit, None, True, formula, None))
        lines.insert(0, wording.change(change, shown, unit, formula))
    return draft.reply("\n".join(lines), AnswerKind.COMPARISON)


def compose_missing(period: str, near: Sequence[str], found: Sequence[tuple[Findings, Evidence]]) -> Reply:
    """That a period has no answer, which periods there are, and what the other period says, marked as that."""
    draft = Draft()
    lines = [wording.missing(period, near), *(_line_of(draft, findings, best) for findings, best in found)]
    draft.warnings.append(wording.missing(period, near))
    draft.figures.append(StatedFigure(wording.COUNTED, period, "", None, True, None, None))
    return draft.reply("\n".join(lines), AnswerKind.NONE, answerable=False)


def _line_of(draft: Draft, findings: Findings, best: Evidence) -> str:
    found = excerpt(findings, best)
    n = draft.cite(best.passage, found.cited)
    draft.state(found.text, n)
    return f"- {found.text} [{n}] ({wording.report_name(best.passage.report)})"


def compose_total(sign: str, found: Sequence[Operand]) -> Reply:
    """The computed number first, its formula, then every operand's own words."""
    draft = Draft()
    total = format_number(computed(sign, found))
    formula = f" {sign} ".join(operand.figure.written for operand in found)
    unit = found[0].figure.unit or found[0].figure.noun.split(" ")[0]
    lines: list[str] = []
    most = TOTAL_MOST // len(found)
    for operand in found:
        n = draft.cite(operand.evidence.passage, operand.evidence.sentence)
        draft.state(operand.words, n)
        lines.append(f"- {_tail(operand.words.strip(' ,;-+'), most)} [{n}]{_from(operand, found)}")
    if len({operand.evidence.passage.report.id for operand in found}) == 1:
        lines.append(wording.source_line(found[0].evidence.passage.report))
    draft.figures.append(StatedFigure(wording.COMPUTED, total, unit, None, True, formula, None))
    return draft.reply(f"{total} {unit} ({wording.COMPUTED}: {formula})\n" + "\n".join(lines), AnswerKind.FIGURE)


def _tail(words: str, most: int) -> str:
    """The end of an operand's words, where its figure mostly stands, when they are many."""
    return words if len(words) <= most else "…" + words[-most:].split(" ", 1)[1]


def _paragraph(stored: StoredPassage, at: int) -> list[tuple[StoredPassage, Sentence]]:
    """A sentence with those before and after it in its paragraph, as many as an explanation may have."""
    sentences = stored.passage.sentences
    first, last = at, at
    while first and "\n" not in stored.source[sentences[first - 1].end : sentences[first].start] and at - first < 2:
        first -= 1
    while last + 1 < len(sentences) and "\n" not in stored.source[sentences[last].end : sentences[last + 1].start]:
        last += 1
    return [(stored, sentence) for sentence in sentences[first : last + 1][:EXPLAIN_SENTENCES]]


def _from(operand: Operand, found: Sequence[Operand]) -> str:
    """The report of an operand, where the operands are from several."""
    several = len({other.evidence.passage.report.id for other in found}) > 1
    return f" ({wording.report_name(operand.evidence.passage.report)})" if several else ""


def _run(findings: Findings, best: Evidence, evidence: Sequence[Evidence]) -> list[tuple[StoredPassage, Sentence]]:
    """The best sentence, what it introduces, and those next to it that say nearly as much."""
    stored = best.passage
    sentences = stored.passage.sentences
    at = sentences.index(best.sentence)
    scores = {other.sentence: other.score for other in evidence if other.passage.key == stored.key}
    chosen = [(stored, best.sentence)]
    notes = [other for other in evidence if other.passage.passage.kind is PassageKind.FOOTNOTE and other.passage.passage.lead == best.text]
    opens = best.text.rstrip().endswith(":") or ":" in best.text[-220:]
    labelled = ":" in best.text[:90]
    causes = findings.question.why and not says_why(best.text)
    for sentence in sentences[at + 1 : at + (20 if opens or stored.passage.lead else EXPLAIN_SENTENCES)]:
        if causes and says_why(sentence.clean(stored.source)):
            chosen.append((stored, sentence))
            causes = False
        elif opens or labelled or stored.passage.lead or scores.get(sentence, 0.0) >= CLOSE * best.score:
            chosen.append((stored, sentence))
    if findings.question.asks is Asks.EXPLAIN and not opens:
        chosen = _paragraph(stored, at)
    elif at and not opens and scores.get(sentences[at - 1], 0.0) >= CLOSE * best.score:
        chosen.insert(0, (stored, sentences[at - 1]))
    return [*chosen, *((other.passage, other.sentence) for other in notes[:2])]
