"""A question asked back, where what was asked is stated for several units alike and nothing says which is meant."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant import wording
from assistant.answer import AnswerKind
from assistant.enough import is_enough
from assistant.evidence import Evidence
from assistant.ledger.slots import Slot
from assistant.question import Asks, Place
from assistant.reply import Reply
from assistant.retrieve import Findings
from assistant.scope import own_place
from assistant.talk import leaning
from assistant.talk.pointed import Choice
from vectorstore.text.normalize import fold
from vectorstore.text.period import find_periods

MOST = 6  # choices
ALIKE = 0.15  # how much worse than the best a unit's figure may fit
NEAR = 0.8  # of the best score that another unit's sentence must reach
FEW = 2
_ORDINALS = ("dau tien|dau|nhat|mot|1", "hai|2", "ba|3", "tu|bon|4", "nam|5", "sau|6")
_LEAD = "(?:(?:chon|xa|huyen|don vi|cai|cau|muc|y|lua chon|phuong an|so|thu) )*"
_PICKED = [re.compile(rf"{_LEAD}(?:{words})(?: (?:a|nhe|di|do|ay))*") for words in _ORDINALS]
_LAST = re.compile(rf"{_LEAD}(?:cuoi|cuoi cung)(?: (?:a|nhe|di|do|ay))*")


def names_no_unit(findings: Findings) -> bool:
    """Whether a question asks for one figure without saying whose."""
    scope, question = findings.scope, findings.question
    named = any(phrase.startswith("bao cao") for phrase in findings.told)
    limited = scope.places or scope.day or scope.together or named or question.bodies or question.place_asked
    return question.asks is Asks.QUANTITY and not limited


def units_alike(findings: Findings, slots: Sequence[Slot], evidence: Sequence[Evidence], reply: Reply) -> list[Place]:
    """The units whose figures or sentences answer alike, the answered one among them; [] where one answers better."""
    stated = [(slot.stated.fit, slot.place) for slot in slots if slot.stated and slot.place]
    best = max((fit for fit, _ in stated), default=0.0)
    alike = [place for fit, place in stated if fit >= best - ALIKE]
    enough = [one for one in evidence if one.score >= NEAR * evidence[0].score and is_enough(findings, one)]
    alike += [place for one in enough if (place := own_place(one.passage.report.issuer))]
    alike = list(dict.fromkeys(place for place in alike if place.kind == alike[0].kind))
    own = own_place(reply.citations[0].issuer) if reply.citations else None
    return alike if len(alike) >= FEW and own in alike else []


def asked_back(choices: Sequence[Choice]) -> Reply:
    """Which of several things is meant, with the question to send for each."""
    names = [choice.shown for choice in choices[:MOST]]
    ask = wording.which_period if find_periods(names[0]) else wording.which_unit
    questions = tuple(choice.question for choice in choices[:MOST])
    return Reply(ask(names, len(choices) > MOST), False, AnswerKind.NONE, (), (), choices=questions)


def picked(text: str, choices: Sequence[str]) -> str | None:
    """The choice that a reply is, or picks by its place in the row: "xã thứ hai", "cái đầu"."""
    if text in choices:
        return text
    flat = fold(leaning.between(text))
    if choices and _LAST.fullmatch(flat):
        return choices[-1]
    return next((choice for choice, pattern in zip(choices, _PICKED, strict=False) if pattern.fullmatch(flat)), None)
