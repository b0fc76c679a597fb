"""A model writes, each sentence is checked, and what holds is told as it comes."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Generator, Iterator
from contextlib import closing
from dataclasses import dataclass, field

from assistant.answer import AnswerKind
from assistant.check import Fault, fault_of, sources_of, whole_sentences
from assistant.check.marks import tidy
from assistant.model import Breaker, LanguageModel, ModelFailed, ModelState
from assistant.prose.merge import accepts, merged
from assistant.prose.prompt import messages_for
from assistant.reply import Reply

log = logging.getLogger(__name__)

MOST = 6  # sentences of prose
_OURS = (AnswerKind.COMPARISON, AnswerKind.NONE)  # put together by us
BAD_IN_A_ROW = 4  # wrong sentences after which a model is not listened to any longer


@dataclass(frozen=True, slots=True)
class Written:
    """A reply, and what a model had to do with it: kept with the answer, so that it can be looked at again."""

    reply: Reply
    model: str = ""
    prompt: tuple[tuple[str, str], ...] = ()
    raw: str = ""  # all that the model returned
    faults: tuple[Fault, ...] = ()


@dataclass(slots=True)
class _Heard:
    """What came of a model so far."""

    raw: str = ""
    kept: list[str] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    def listening(self, pieces: Iterator[str]) -> Iterator[str]:
        for piece in pieces:
            self.raw += piece
            yield piece

    @property
    def is_enough(self) -> bool:
        return len(self.kept) >= MOST or len(self.faults) - len(self.kept) >= BAD_IN_A_ROW


class Writer:
    """Puts answers into a model's words; a model that is slow, down or wrong costs the prose, never the answer."""

    def __init__(self, model: LanguageModel, breaker: Breaker | None = None) -> None:
        self._model = model
        self._breaker = breaker or Breaker()
        self.wrong: Counter[str] = Counter()  # sentences that were left out, by what was wrong with them

    @property
    def state(self) -> ModelState:
        return self._model.state

    def write(self, question: str, reply: Reply) -> Generator[str, None, Written]:
        """The sentences that hold, as they come; returns the reply that stands in the end."""
        if not wants_words(reply) or not self._model.state.ready or not self._breaker.allows():
            return Written(reply)
        messages = messages_for(question, reply)
        heard = _Heard()
        try:
            with closing(self._model.stream(messages)) as pieces:
                yield from self._told(question, reply, heard, pieces)
        except ModelFailed as error:
            log.info("the model failed: %s", error)
            self._breaker.failed()
        else:
            self._breaker.succeeded()
        final = merged(reply, heard.kept, len(heard.faults))
        return Written(final, self._model.state.name, tuple(messages), heard.raw, tuple(heard.faults))

    def wait(self) -> bool:
        """Whether the model can be asked, once it has come up or failed to."""
        return self._model.wait()

    def close(self) -> None:
        self._model.close()

    def _told(self, question: str, reply: Reply, heard: _Heard, pieces: Iterator[str]) -> Iterator[str]:
        """What is told is never taken back: nothing before the prose says enough, and nothing that would make it say too much."""
        told = 0
        for sentence in self._checked(question, reply, heard, pieces):
            if told and not accepts(reply, [*heard.kept, sentence]):
                return
            heard.kept.append(sentence)
            if accepts(reply, heard.kept):
                yield from heard.kept[told:]
                told = len(heard.kept)

    def _checked(self, question: str, reply: Reply, heard: _Heard, pieces: Iterator[str]) -> Iterator[str]:
        """The sentences whose cited words hold them."""
        sources = sources_of(reply.citations)
        for sentence in whole_sentences(heard.listening(pieces)):
            if fault := fault_of(sentence, sources, question):
                heard.faults.append(fault)
                self.wrong[fault.wrong] += 1
            elif (text := tidy(sentence)) in heard.kept:
                return  # it goes round in circles
            else:
                yield text
            if heard.is_enough:
                return


def wants_words(reply: Reply) -> bool:
    """Whether an answer gains by prose: it quotes sentences, and nothing was worked out by us, which our own words say already."""
    if not reply.answerable or reply.kind in _OURS or any(figure.computed for figure in reply.figures):
        return False
    # The cells of a row say nothing without their heads, which stand in our own words and not in the quote.
    return bool(reply.citations) and not any("|" in citation.quote for citation in reply.citations)
