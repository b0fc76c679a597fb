"""Turns of a conversation as HTML and as copied text; all that comes from outside is escaped here."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from html import escape

from assistant.answer import Answer, AnswerKind, Citation, StatedFigure
from ui import words
from ui.page_bars import bars_html, compared, stated_bar
from ui.page_html import button

_MARKER = re.compile(r"\[(\d{1,3}(?:\s*,\s*\d{1,3})*)\]")
_BOLD = re.compile(r"\*\*(.+?)\*\*")
_BULLET = re.compile(r"^\s*(?:[-*•+–]|\d{1,2}[.)])\s+")
# The source list below the answer says these again, so here they are set small.
_ASIDE = re.compile(r"Nguồn: |Gần nhất \(|Đã kiểm chứng: |Đã bỏ những câu ")
_HASHES = re.compile(r"^\s*#{1,6}\s+")
_DRAWN = '<path d="M7 10v10H4V10zm3 10h7.5a2 2 0 0 0 2-1.6l1.2-6A2 2 0 0 0 18.7 10H14l.7-4.2A2 2 0 0 0 12.7 3.5L10 10z"/></svg>'
_THUMB = {rating: f'<svg class="{css}" viewBox="0 0 24 24" aria-hidden="true">{_DRAWN}' for rating, css in ((1, "up"), (-1, "down"))}
_SHOWN_SOURCES = 3
_EXCERPT = 220
_SHORT_TITLE = 76


@dataclass(frozen=True, slots=True)
class Turn:
    """One question with its answer, or with the sentence that says why there is none."""

    question: str
    answer: Answer | None = None
    error: str | None = None
    rating: int = 0
    limits: str = ""  # what the reader limited the question to


@dataclass(frozen=True, slots=True)
class Talk:
    """The conversation that a reader has open."""

    conversation_id: str | None = None
    turns: tuple[Turn, ...] = ()

    def citation(self, key: str) -> Citation | None:
        """The citation that a button names as `turn:n`."""
        turn, _, n = key.partition(":")
        if not (turn.isdecimal() and n.isdecimal() and int(turn) < len(self.turns)):
            return None
        answer = self.turns[int(turn)].answer
        return next((cited for cited in answer.citations if cited.n == int(n)), None) if answer else None


def shortened(text: str, limit: int) -> str:
    """At most `limit` characters, cut at a word."""
    text = " ".join(text.split())
    return text if len(text) <= limit else text[:limit].rsplit(" ", 1)[0] + "…"


def talk_html(talk: Talk) -> str:
    return "".join(_turn(turn, index, index == len(talk.turns) - 1) for index, turn in enumerate(talk.turns))


def live_html(question: str, status: str, text: str = "", limits: str = "") -> str:
    """The turn that is being answered; its markers are not buttons yet."""
    body = f'<div class="words">{text_html(text)}</div>' if text else ""
    state = f'<p class="working" data-say="{escape(status)}"><i></i><i></i><i></i>{escape(status)}</p>'
    return f'<section class="turn live">{_question(question, limits)}<div class="answer">{body}{state}</div></section>'


def text_html(text: str, numbers: Collection[int] = (), turn: int = 0) -> str:
    """Paragraphs, bullets, bold and [n] markers; everything else stands as it is written."""
    html: list[str] = []
    bullets: list[str] = []
    for raw in [*text.splitlines(), ""]:
        line = _HASHES.sub("", raw).strip("* ").join(("**", "**")) if _HASHES.match(raw) else raw
        if _BULLET.match(line):
            bullets.append(f"<li>{_inline(_BULLET.sub('', line), numbers, turn)}</li>")
            continue
        if bullets:
            html.append(f"<ul>{''.join(bullets)}</ul>")
            bullets = []
        if line.strip():
            aside = ' class="aside"' if _ASIDE.match(line) else ""
            html.append(f"<p{aside}>{_inline(line.strip(), numbers, turn)}</p>")
    return "".join(html)


def plain_text(turn: Turn) -> str:
    """What is copied: the question, the answer and its sources, one a line."""
    answer = turn.answer
    if answer is None:
        return turn.question
    lines = [turn.question, "", answer.answer.replace("**", "")]
    lines += [f"{words.CAUTION}: {warning.removeprefix(f'{words.CAUTION}: ')}" for warning in answer.warnings]
    if answer.citations:
        lines += ["", words.COPY_SOURCES if answer.answerable else f"{words.NEAREST}:", *(_copied(cited) for cited in answer.citations)]
    return "\n".join([*lines, "", words.NOTICE])


def _inline(line: str, numbers: Collection[int], turn: int) -> str:
    def marker(found: re.Match[str]) -> str:
        wanted = [int(n) for n in found[1].split(",")]
        known = [n for n in wanted if n in numbers]
        return "".join(_cite(n, turn) for n in known) if known == wanted else f'<span class="mark-n">{found[0]}</span>'

    return _MARKER.sub(marker, _BOLD.sub(r"<strong>\1</strong>", escape(line)))


def _cite(n: int, turn: int) -> str:
    label = words.OPEN_NUMBER.format(n=n)
    return button(f"[{n}]", "cite", "cite", f"{turn}:{n}", aria_label=label, title=label)


def _turn(turn: Turn, index: int, last: bool) -> str:
    said = f' data-say="{_spoken(turn)}"' if last else ""
    css = "stopped" if turn.error == words.STOPPED else "error"
    failed = f'<div class="answer {css}"><p>{escape(turn.error or words.FAILED)}</p></div>'
    body = _answer(turn, turn.answer, index) if turn.answer else failed
    return f'<section class="turn"{said}>{_question(turn.question, turn.limits)}{body}</section>'


def _spoken(turn: Turn) -> str:
    """What a screen reader says when the turn is over."""
    if turn.answer is None:
        return escape(turn.error or words.FAILED)
    if turn.answer.choices:
        return words.ASKED_BACK
    return words.ANSWER_READY if turn.answer.answerable else words.NOT_FOUND


def _question(question: str, limits: str) -> str:
    note = f"<small>{escape(limits)}</small>" if limits else ""
    return f'<h2 class="question"><span class="sr-only">{words.YOU_ASKED}: </span>{escape(question)}{note}</h2>'


def _answer(turn: Turn, answer: Answer, index: int) -> str:
    refused = not (answer.answerable or answer.choices)
    refusal = f'<p class="refusal-title">{words.NOT_FOUND}</p>' if refused else ""
    text = text_html(_without_title(answer), {cited.n for cited in answer.citations}, index)
    parts = (
        refusal,
        f'<div class="words">{text}</div>',
        _choices(answer.choices),
        _bars(answer, index),
        _computed(answer.figures),
        _cautions(answer.warnings),
    )
    return (
        f'<div class="answer{" refusal" if refused else ""}">{"".join(parts)}{_sources(answer, index)}{_tools(turn, answer, index)}</div>'
    )


def _choices(choices: Sequence[str]) -> str:
    """The questions of which one is meant; a press sends it."""
    chips = "".join(f"<li>{button(escape(question), 'suggest', 'chip', question)}</li>" for question in choices)
    return f'<ul class="chips" aria-label="{words.CHOICES}">{chips}</ul>' if chips else ""


def _bars(answer: Answer, turn: int) -> str:
    """What a comparison compares, as bars."""
    values = compared(answer.figures) if answer.kind is AnswerKind.COMPARISON else {}
    if not values:
        return ""
    known = {cited.n for cited in answer.citations}
    bars = [stated_bar(figure, value, _source_mark(figure, known, turn)) for figure, value in values.items()]
    return bars_html(words.COMPARED.format(unit=next(iter(values)).unit), {"": bars})


def _source_mark(figure: StatedFigure, known: Collection[int], turn: int) -> str:
    return f" {_cite(figure.citation, turn)}" if figure.citation in known and figure.citation is not None else ""


def _without_title(answer: Answer) -> str:
    """The words of a refusal less those that stand above them as its title."""
    rest = answer.answer.removeprefix(f"{words.NOT_FOUND}: ")
    return answer.answer if answer.answerable or rest == answer.answer else rest[:1].upper() + rest[1:]


def _computed(figures: Sequence[StatedFigure]) -> str:
    lines = "".join(f"<p>{words.COMPUTED}: {escape(_formula(figure))}</p>" for figure in figures if figure.computed and figure.formula)
    return f'<div class="computed">{lines}</div>' if lines else ""


def _formula(figure: StatedFigure) -> str:
    label = f" ({figure.label})" if figure.label else ""
    return f"{figure.formula} = {figure.value} {figure.unit}".rstrip() + label


def _cautions(warnings: Sequence[str]) -> str:
    said = (warning.removeprefix(f"{words.CAUTION}: ") for warning in warnings)
    return "".join(f'<p class="caution"><strong>{words.CAUTION}:</strong> {escape(warning)}</p>' for warning in said)


def _sources(answer: Answer, turn: int) -> str:
    if not answer.citations:
        return ""
    items = [_source(cited, turn) for cited in answer.citations]
    shown, rest = items[:_SHOWN_SOURCES], items[_SHOWN_SOURCES:]
    more = f"<details><summary>{words.MORE_SOURCES.format(n=len(rest))}</summary><ol>{''.join(rest)}</ol></details>" if rest else ""
    head = words.SOURCES if answer.answerable else words.NEAREST
    return f'<div class="sources"><h3>{head}</h3><ol>{"".join(shown)}</ol>{more}</div>'


def _source(cited: Citation, turn: int) -> str:
    title = shortened(cited.title, _SHORT_TITLE)
    page = words.PAGE.format(n=cited.page) if cited.page else None
    about = (cited.issuer, cited.period.label if cited.period else None, cited.section, page)
    body = (
        f'<span class="n" aria-hidden="true">{cited.n}</span><span class="about"><b>{escape(title)}</b>'
        f"<small>{escape(' · '.join(part for part in about if part))}</small><q>{escape(shortened(cited.quote, _EXCERPT))}</q></span>"
    )
    label = words.OPEN_CITATION.format(n=cited.n, title=title)
    return f"<li>{button(body, 'cite', 'source', f'{turn}:{cited.n}', aria_label=label)}</li>"


def _tools(turn: Turn, answer: Answer, index: int) -> str:
    copy = button(words.COPY, "copy", "quiet", data_text=plain_text(turn))
    rates = _rate(turn, index, 1, words.USEFUL) + _rate(turn, index, -1, words.NOT_USEFUL)
    mode = escape(words.MODE.get(answer.mode, answer.mode)) if answer.answerable else ""
    return (
        f'<div class="tools">{copy}<span role="group" aria-label="{words.RATE_GROUP}">{rates}</span><span class="mode">{mode}</span></div>'
    )


def _rate(turn: Turn, index: int, rating: int, label: str) -> str:
    pressed = "true" if turn.rating == rating else "false"
    return button(_THUMB[rating], "rate", "quiet rate", f"{index}:{rating}", aria_pressed=pressed, aria_label=label, title=label)


def _copied(cited: Citation) -> str:
    issued = words.COPY_ISSUED.format(day=f"{cited.issued_on:%d/%m/%Y}") if cited.issued_on else None
    number = words.COPY_NUMBER.format(number=cited.number) if cited.number else None
    about = ", ".join(part for part in (cited.title, cited.issuer, number, issued, cited.section) if part)
    return f"[{cited.n}] {about}: “{cited.quote}”"
