"""Evidence becomes a short cited reply."""

from __future__ import annotations

from collections.abc import Sequence

from assistant import wording
from assistant.answer import AnswerKind, StatedFigure
from assistant.conflict import Conflicts, contradiction, no_conflicts
from assistant.evidence import Evidence
from assistant.excerpt import excerpt
from assistant.paragraph import Following, Said, sentences_around
from assistant.question import Asks
from assistant.reply import Draft, Reply
from assistant.retrieve import Findings
from assistant.total import Operand, computed, stated
from vectorstore.text.number import format_number

LIST_MOST = 1500  # characters of a list or a description
TOTAL_MOST = 440  # characters that the operands of a sum have together
CONFIRM_MOST = 480  # characters of what confirms or denies
CONFIRM_AMONG, CONFIRM_LINES = 6, 3  # sentences that are looked at and those that are shown
LONG_POINT = 240  # characters up to which a point is shown whole
POINT = 110  # characters that a point keeps at least where the list grows long
HALF = 0.42  # of the best score that another report's sentence must reach
SECOND = 0.75  # the same for a further sentence of the same report, where a yes or no is asked for
AS_GOOD = 0.85  # the same where reports are set side by side
NEAREST = 0.3  # share of the question from which a sentence is shown as the nearest

_KINDS = {Asks.QUANTITY: AnswerKind.FIGURE, Asks.LIST: AnswerKind.LIST, Asks.REPORTS: AnswerKind.COMPARISON}

Answered = tuple[Findings, Evidence]  # a question, or a part of one, and the sentence that answers it


def compose(findings: Findings, evidence: Sequence[Evidence], following: Following, conflicts: Conflicts = no_conflicts) -> Reply:
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
    return _fact(findings, evidence, conflicts)


def _fact(findings: Findings, evidence: Sequence[Evidence], conflicts: Conflicts) -> Reply:
    """The words that answer, and what in the report speaks against them."""
    draft = Draft()
    best = evidence[0]
    shown, n = _say(draft, findings, best)
    words = f"{shown} [{n}]"
    if other := contradiction(findings, shown, evidence):
        also, n = _say(draft, findings, other)
        draft.warnings.append(wording.TWO_VALUES)
        words += f"\n{wording.also(also, n)}"
    for conflict in conflicts(best, shown):
        words += f"\n{draft.warn(conflict)}"
    return draft.reply(f"{words}\n\n{wording.source_line(best.passage.report)}", _KINDS.get(findings.question.asks, AnswerKind.PASSAGE))


def _say(draft: Draft, findings: Findings, evidence: Evidence) -> tuple[str, int]:
    """The words that a sentence is shown by, and the number that they are cited by."""
    found = excerpt(findings, evidence)
    n = draft.cite(evidence.passage, found.cited)
    draft.state(found.text, n)
    return found.text, n


def _confirm(findings: Findings, evidence: Sequence[Evidence]) -> Reply:
    """What the report says of it, also where it says it twice and not alike."""
    draft = Draft()
    best = evidence[0]
    lines: list[str] = []
    for other in evidence[:CONFIRM_AMONG]:
        same_report = other.passage.report.id == best.passage.report.id
        if not same_report or other.score < SECOND * best.score or len(lines) == CONFIRM_LINES:
            continue
        if sum(map(len, lines)) + len(excerpt(findings, other).text) <= CONFIRM_MOST:
            lines.append("{} [{}]".format(*_say(draft, findings, other)))
    words = lines[0] if len(lines) == 1 else "\n".join(f"- {line}" for line in lines)
    return draft.reply(f"{words}\n\n{wording.source_line(best.passage.report)}", AnswerKind.PASSAGE)


def _by_report(findings: Findings, evidence: Sequence[Evidence]) -> Reply:
    """A line for each report that says it, by its title."""
    draft = Draft()
    lines: list[str] = []
    best = {found.passage.report.id: found for found in reversed(evidence) if found.score >= HALF * evidence[0].score}
    for found in sorted(best.values(), key=lambda found: _order(findings, found)):
        said = [_say(draft, findings, one) for one in (found, *_as_good(found, evidence))]
        lines.append(f"- {wording.title_line(found.passage.report)}: {'; '.join(f'{words} [{n}]' for words, n in said)}")
    return draft.reply("\n".join(lines), AnswerKind.COMPARISON)


def _as_good(best: Evidence, evidence: Sequence[Evidence]) -> list[Evidence]:
    """One more sentence of the same report that says nearly as much."""
    same = (other for other in evidence if other.passage.report.id == best.passage.report.id and other is not best)
    return [other for other in same if other.score >= AS_GOOD * best.score][:1]


def _order(findings: Findings, found: Evidence) -> tuple[float, float]:
    """By time where the question follows something through the periods, else the best first."""
    period = found.passage.report.period
    return (period.start.toordinal() if period and findings.question.through else 0.0, -found.score)


def _passage(findings: Findings, evidence: Sequence[Evidence], kind: AnswerKind, following: Following) -> Reply:
    """The sentences that say it, in the report's own order."""
    draft = Draft()
    best = evidence[0]
    said = sentences_around(findings, evidence, following)
    shortened = kind is AnswerKind.LIST and sum(len(sentence.clean(stored.source)) for stored, sentence in said) > LIST_MOST
    lines: list[str] = []
    length = 0
    for one in said:
        words = _first_words(_words(one)) if shortened and one[1] is not best.sentence else _words(one)
        if lines and length + len(words) > LIST_MOST:
            break
        lines.append(_quoted(draft, one, words))
        length += len(words)
    joined = "\n".join(f"- {line}" for line in lines) if kind is AnswerKind.LIST and len(lines) > 1 else " ".join(lines)
    return draft.reply(f"{joined}\n\n{wording.source_line(best.passage.report)}", kind)


def _first_words(words: str) -> str:
    """A long point cut at a comma, since the citation opens the rest."""
    if len(words) <= LONG_POINT:
        return words
    cut = words.rfind(",", POINT, LONG_POINT)
    return f"{words[: cut if cut > 0 else words.rfind(' ', 0, LONG_POINT)]}…"


def _quoted(draft: Draft, said: Said, words: str) -> str:
    """Words of a sentence with the number that it is cited by."""
    n = draft.cite(*said)
    draft.state(words, n)
    return f"{words} [{n}]"


def _words(said: Said) -> str:
    """A sentence without its bullet."""
    stored, sentence = said
    return sentence.clean(stored.source).lstrip("-–+*• ")


def compose_points(points: Sequence[Said]) -> Reply:
    """The points below a heading, in order; the last ones shortened where they are many."""
    draft = Draft()
    lines: list[str] = []
    for point in points:
        words, length = _words(point), sum(map(len, lines))
        if length + len(words) > LIST_MOST:
            words = words[:POINT].rsplit(" ", 1)[0] + "…"
        if length + len(words) > LIST_MOST + POINT:
            break
        lines.append(f"- {_quoted(draft, point, words)}")
    return draft.reply("\n".join(lines) + f"\n\n{wording.source_line(points[0][0].report)}", AnswerKind.LIST)


def compose_several(answered: Sequence[Answered]) -> Reply:
    """One line for each part, each with the report that it is from."""
    draft = Draft()
    lines = [_line_of(draft, findings, best) for findings, best in answered]
    return draft.reply("\n".join(lines), AnswerKind.COMPARISON)


def compose_compared(answered: Sequence[Answered]) -> Reply:
    """Two periods side by side, the difference first where both state one figure of the same kind."""
    draft = Draft()
    lines = [_line_of(draft, findings, best) for findings, best in answered]
    figures = [stated(findings, [best]) for findings, best in answered]
    now, before = figures[0], figures[-1]
    if now and before and now.figure.unit == before.figure.unit:
        lines.insert(0, _change(draft, now, before))
    return draft.reply("\n".join(lines), AnswerKind.COMPARISON)


def _change(draft: Draft, now: Operand, before: Operand) -> str:
    change = computed("-", [now, before])
    formula = f"{now.figure.written} - {before.figure.written}"
    shown = format_number(abs(change))
    draft.figures.append(StatedFigure(wording.COMPUTED, shown, now.unit, None, True, formula, None))
    return wording.change(change, shown, now.unit, formula)


def compose_missing(period: str, near: Sequence[str], found: Sequence[Answered]) -> Reply:
    """That a period has no answer, which periods there are, and what the other period says, marked as that."""
    draft = Draft()
    lines = [wording.missing(period, near), *(_line_of(draft, findings, best) for findings, best in found)]
    draft.warnings.append(wording.missing(period, near))
    draft.figures.append(StatedFigure(wording.COUNTED, period, "", None, True, None, None))
    draft.figures.append(StatedFigure(wording.HELD, "; ".join(near), "", None, True, None, None))
    return draft.reply("\n".join(lines), AnswerKind.NONE, answerable=False)


def _line_of(draft: Draft, findings: Findings, best: Evidence) -> str:
    words, n = _say(draft, findings, best)
    return f"- {words} [{n}] ({wording.report_name(best.passage.report)})"


def compose_total(sign: str, found: Sequence[Operand]) -> Reply:
    """The computed number first, its formula, then every operand's own words."""
    draft = Draft()
    total = format_number(computed(sign, found))
    formula = f" {sign} ".join(operand.figure.written for operand in found)
    lines = [f"{total} {found[0].unit} ({wording.COMPUTED}: {formula})", *_operand_lines(draft, found)]
    draft.figures.append(StatedFigure(wording.COMPUTED, total, found[0].unit, None, True, formula, None))
    return draft.reply("\n".join(lines), AnswerKind.FIGURE)


def _operand_lines(draft: Draft, found: Sequence[Operand]) -> list[str]:
    """Each operand's words, with its report where there are several, else the report once."""
    reports = [operand.evidence.passage.report for operand in found]
    several = len({report.id for report in reports}) > 1
    lines: list[str] = []
    for operand, report in zip(found, reports, strict=True):
        n = draft.cite(operand.evidence.passage, operand.evidence.sentence)
        draft.state(operand.words, n)
        words = _tail(operand.words.strip(" ,;-+"), TOTAL_MOST // len(found))
        lines.append(f"- {words} [{n}]" + (f" ({wording.report_name(report)})" if several else ""))
    return lines if several else [*lines, wording.source_line(reports[0])]


def _tail(words: str, most: int) -> str:
    """The end of an operand's words, where its figure mostly stands, when they are many."""
    return words if len(words) <= most else "…" + words[-most:].split(" ", 1)[1]


def compose_refusal(findings: Findings, evidence: Sequence[Evidence]) -> Reply:
    """That it is not in the archive, how the question was read, and what is nearest."""
    draft = Draft()
    place = ", ".join(place.shown for place in findings.scope.places)
    words = wording.refusal(place, "; ".join(period.label for period in findings.scope.periods))
    if evidence and evidence[0].held >= NEAREST:
        near = excerpt(findings, evidence[0])
        n = draft.cite(evidence[0].passage, near.cited)
        words += "\n\n" + wording.nearest(near.text, n, evidence[0].passage.report)
    return draft.reply(words, AnswerKind.NONE, answerable=False)
