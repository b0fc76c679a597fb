"""The functions behind both the API and the page: one object, made at the composition root."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol
from uuid import uuid4

from pydantic import TypeAdapter
from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute

from assistant.answer import Answer, AnswerKind, ChatFilters
from assistant.doubted import doubted
from assistant.draft.drafting import Drafting
from assistant.model import ModelState
from assistant.observed import Event, Listener, observed
from assistant.prose import Writer, Written
from assistant.reader import IMPLIED, Reader
from assistant.reply import Reply
from assistant.reproduce import evidence_of
from assistant.rights import Right
from assistant.service import words
from assistant.service.suggest import suggest
from vectorstore import audit, conversations, governments, jobs, ledger, scans, watched
from vectorstore.archive import Archive
from vectorstore.conversations import Conversation, Message
from vectorstore.jobs import Job, JobFile, JobState
from vectorstore.records import ReportRow
from vectorstore.report import Report
from vectorstore.scan import Doubt
from vectorstore.sight import Level, Sight
from vectorstore.stages import stage
from vectorstore.stored import CardFilter, CardPage, ReportCard, ReportHeader, StoredFile, Versions
from vectorstore.units import require_unit
from vectorstore.watched import Tried

if TYPE_CHECKING:
    from vectorstore.figure import ConflictPage, FigureFilter, LedgerPage
    from vectorstore.government import Government
    from vectorstore.search import Hit  # brings Chroma in, which the service need not wait for

ANSWER = TypeAdapter(Answer)
TITLE_LIMIT = 80
LIST_LIMIT = 1000  # what the page shows without paging
TOKEN_WORDS = 4
VIEWS = 32  # readers whose desks are kept
_PENDING = frozenset({"queued", "reading"})


class Responder(Protocol):
    """Answers one question; the state is what the next question of the conversation may refer to."""

    def respond(self, question: str, state: dict[str, Any] | None, filters: ChatFilters | None) -> tuple[Reply, dict[str, Any]]: ...


class Search(Protocol):
    """HybridSearch, as far as the desk asks it."""

    def search(self, query: str, report_ids: frozenset[str] | None, k: int) -> Sequence[Hit]: ...


@dataclass(frozen=True, slots=True)
class Actions:
    """What changes the archive and its indexes; the composition root supplies it, because ingesting is not this package's."""

    submit: Callable[[Sequence[Path], Level], str]
    revise: Callable[[str, Mapping[str, Any]], Report]
    delete: Callable[[str], object]


@dataclass(frozen=True, slots=True)
class Parts:
    """What a desk is made of, as far as one sight goes."""

    archive: Archive
    search: Search
    responder: Responder
    actions: Actions


@dataclass(frozen=True, slots=True)
class JobProgress:
    """An upload as the reader sees it."""

    id: str
    state: str
    done: int
    total: int
    results: tuple[JobFile, ...]

    @property
    def files(self) -> tuple[tuple[str, str, str], ...]:
        """As the page reads them."""
        return tuple((file.name, file.state, file.message) for file in self.results)


class Desk:
    """Every function may raise ArchiveError, whose text is a sentence for the reader."""

    def __init__(
        self,
        archive: Archive,
        search: Search,
        responder: Responder,
        actions: Actions,
        writer: Writer | None = None,
        over: Callable[[Sight], Parts] | None = None,
    ) -> None:
        self.archive = archive
        self.reader = IMPLIED
        self._over = over
        self._views = lru_cache(maxsize=VIEWS)(self._view)
        self._search = search
        self._responder = responder
        self._actions = actions
        self._writer = writer
        self.drafts = Drafting(archive, search)
        self.listeners: list[Listener] = []  # of questions, the readers' too
        self._suggesting = threading.Lock()
        self._suggested: tuple[tuple[int, int], tuple[str, ...]] | None = None

    def seen_by(self, reader: Reader) -> Desk:
        """The same desk as far as a reader may see."""
        return self if reader == IMPLIED else self._views(reader)

    def _view(self, reader: Reader) -> Desk:
        if self._over is None:
            raise ValueError("this desk was made for one reader")
        parts = self._over(reader.sight)
        view = Desk(parts.archive, parts.search, parts.responder, parts.actions, self._writer)
        view.reader, view.listeners = reader, self.listeners
        if reader.sight.all_reports:
            view.suggestions = self.suggestions  # type: ignore[method-assign]  # found once for all who see everything
        return view

    @property
    def model(self) -> ModelState | None:
        """The language model that writes; None where answers are composed of the reports' own words."""
        return self._writer.state if self._writer else None

    def ask(self, question: str, conversation_id: str | None = None, filters: ChatFilters | None = None) -> Answer:
        """Answer, and keep question and answer in the conversation (a new one when no id is given)."""
        *_, (_, answer) = self.stream(question, conversation_id, filters)
        assert isinstance(answer, Answer)  # a stream ends with it
        return answer

    def stream(self, question: str, conversation_id: str | None = None, filters: ChatFilters | None = None) -> Iterator[tuple[str, object]]:
        """("sources", citations), then ("token", str) many times, then ("answer", Answer).

        Where a language model writes, ("rewrite", ()) comes between, and the tokens after it are its prose, which stands above the words so
        far.
        """
        return observed(self._stream(question, conversation_id, filters), self.listeners)

    def _stream(self, question: str, conversation_id: str | None, filters: ChatFilters | None) -> Generator[Event, None, None]:
        start = time.perf_counter()
        reply, state = self._replied(question, self._state(conversation_id), filters)
        reply = doubted(reply, self.archive)
        conversation = conversation_id or conversations.create_conversation(self.archive, question[:TITLE_LIMIT]).id
        written = Written(reply)
        try:
            yield "sources", reply.citations
            # The extractive answer is checked as a whole before a word of it is shown, so it is cut into tokens afterwards.
            yield from (("token", token) for token in _tokens(reply.answer))
            if self._writer and reply.kind is not AnswerKind.SUMMARY:  # a draft's words are kept as they are in the draft
                with stage("write"):
                    written = yield from _rewritten(self._writer, " ".join(state.get("turns") or [question]), reply)
        finally:  # also when the reader leaves half-way: what was answered is kept
            answer = _answer(conversation, written.reply, round(1000 * (time.perf_counter() - start)))
            self._keep(answer, question, state, filters, written)
        yield "answer", answer

    def recalled(self, questions: Sequence[str]) -> str | None:
        """The conversation in which these were asked one after the other; where there is none they are asked again, without a model.

        For clients that keep a conversation themselves and send all of it each time.
        """
        if not questions:
            return None
        title = questions[0][:TITLE_LIMIT]
        return conversations.conversation_of(self.archive, title, questions) or self._asked_again(title, questions)

    def _asked_again(self, title: str, questions: Sequence[str]) -> str:
        conversation, state = conversations.create_conversation(self.archive, title).id, None
        for question in questions:
            reply, state = self._replied(question, state, None)
            self._keep(_answer(conversation, doubted(reply, self.archive), 0), question, state, None, Written(reply))
        return conversation

    @stage("respond")
    def _replied(self, question: str, state: dict[str, Any] | None, filters: ChatFilters | None) -> tuple[Reply, dict[str, Any]]:
        """A draft where the question asks for a document, which no later question leans on; else the responder's answer."""
        draft = self.drafts.asked(question, filters) if Right.DRAFT in self.reader.rights else None
        return (draft, state or {}) if draft else self._responder.respond(question, state, filters)

    @stage("keep")
    def _keep(self, answer: Answer, question: str, state: dict[str, Any], filters: ChatFilters | None, written: Written) -> None:
        stored = ANSWER.dump_python(answer, mode="json")
        prompt = json.dumps(written.prompt, ensure_ascii=False) if written.prompt else ""
        evidence = evidence_of(self.archive, answer, filters, written.model, prompt, written.raw)
        conversations.add_message(self.archive, answer.conversation_id, question, stored, state, answer.message_id, evidence)

    def _state(self, conversation_id: str | None) -> dict[str, Any] | None:
        earlier = conversations.messages(self.archive, conversation_id) if conversation_id else []
        return earlier[-1].state if earlier else None

    def search(self, query: str, k: int) -> Sequence[Hit]:
        audit.note(self.archive, "searched", words=query)
        return self._search.search(query, None, k)

    def report_text(self, report_id: str) -> str:
        text = self.archive.text(report_id)
        audit.note(self.archive, "report read", report=report_id)
        return text

    def report_card(self, report_id: str) -> ReportHeader:
        return self.archive.header(report_id)

    def report_file(self, report_id: str) -> StoredFile:
        file = self.archive.file(report_id)
        audit.note(self.archive, "file taken", report=report_id)
        return file

    def doubts(self, report_id: str) -> tuple[Doubt, ...]:
        """The numbers of a scanned report that the machine was not sure of."""
        return scans.doubts(self.archive, report_id)

    def page_image(self, report_id: str, page: int) -> bytes:
        """The picture of a page that was recognised, as WebP."""
        return scans.page_image(self.archive, report_id, page)

    def unread(self) -> tuple[Tried, ...]:
        """The files of watched folders that could not be taken in, the latest first."""
        return watched.ended(self.archive, "failed")

    def card(self, report_id: str) -> ReportCard:
        return self.archive.card(report_id)

    def cards(self, wanted: CardFilter, limit: int, offset: int) -> CardPage:
        """Superseded reports too, each with the newer version that stands for it."""
        return self.archive.cards(replace(wanted, versions=Versions.ALL), limit, offset)

    def texts(self) -> dict[str, str]:
        """The stored text of every report by its file name."""
        return {report.file_name: report.text for report in self.archive.reports()}

    def reports(self, issuer: str | None, period_from: date | None, period_to: date | None, type: str | None) -> tuple[ReportHeader, ...]:
        wanted = CardFilter((issuer,) if issuer else (), (type,) if type else (), period_from, period_to, versions=Versions.ALL)
        return tuple(card.report for card in self.archive.cards(wanted, LIST_LIMIT).cards)

    def figures(self, wanted: FigureFilter, limit: int, offset: int = 0) -> LedgerPage:
        if wanted.words:
            audit.note(self.archive, "figures looked up", words=wanted.words)
        return ledger.figures(self.archive, wanted, limit, offset)

    def conflicts(self, limit: int, offset: int = 0) -> ConflictPage:
        return ledger.conflicts(self.archive, limit, offset)

    def governments(self) -> tuple[Government, ...]:
        return governments.governments(self.archive)

    def put_government(self, government: Government) -> None:
        governments.put(self.archive, government)

    def remove_government(self, id: str) -> None:
        governments.remove(self.archive, id)

    def import_governments(self, text: str) -> int:
        """Take in a CSV table of units of government; how many it has."""
        return governments.imported(self.archive, governments.read_csv(text))

    def submit(self, files: Sequence[Path], level: Level = Level.COMMON) -> str:
        """Hand files in; they are copied at once. Returns the id of the job that reads them."""
        return self._actions.submit(files, level)

    def revise(self, report_id: str, changes: Mapping[str, Any]) -> Report:
        """Correct a report's metadata; its passages are indexed anew, because their context changes with it."""
        self._require_own(report_id)
        return self._actions.revise(report_id, changes)

    def delete(self, report_id: str) -> None:
        self._require_own(report_id)
        self._actions.delete(report_id)

    def shelve(self, report_id: str, unit: str, level: Level) -> None:
        """Say whose a report is and who may see it; to another unit only an administrator gives it."""
        self._require_own(report_id)
        self.reader.require_own(unit)
        with self.archive.read() as session:
            require_unit(session, unit)
        self.archive.shelve(report_id, unit, level)

    def _require_own(self, report_id: str) -> None:
        self.reader.require_own(self.archive.card(report_id).unit)

    def note(self, what: str, **about: object) -> None:
        """An entry in the log, for what is taken out of the house."""
        audit.note(self.archive, what, **about)

    def job(self, job_id: str) -> JobProgress:
        return _progress(jobs.get_job(self.archive, job_id))

    def conversations(self, words: str = "", limit: int = 50, offset: int = 0) -> list[tuple[str, str, datetime]]:
        """(id, title, updated at) of those that have all the words, the latest first."""
        found = conversations.list_conversations(self.archive, words, limit, offset)
        return [(conversation.id, conversation.title, conversation.updated_at) for conversation in found]

    def conversation(self, id: str) -> list[tuple[str, Answer]]:
        """(question, answer) in the order they were asked."""
        return [(message.question, ANSWER.validate_python(message.answer)) for message in conversations.messages(self.archive, id)]

    def transcript(self, id: str) -> tuple[Conversation, list[Message]]:
        return conversations.get_conversation(self.archive, id), conversations.messages(self.archive, id)

    def rename(self, id: str, title: str) -> Conversation:
        return conversations.rename_conversation(self.archive, id, title)

    def forget(self, id: str) -> None:
        conversations.delete_conversation(self.archive, id)

    def rate(self, message_id: str, rating: int) -> None:
        """1 is useful, -1 is not, 0 takes a rating back."""
        conversations.rate(self.archive, message_id, rating)

    def suggestions(self) -> tuple[str, ...]:
        """Questions that this archive answers; found once for each state of the archive."""
        with self._suggesting:  # one reader finds them, the others wait for what it found
            revision = self.archive.seen_revision
            if self._suggested is None or self._suggested[0] != revision:
                self._suggested = revision, suggest(self.archive, self._responder)
            return self._suggested[1]

    def issuers(self) -> list[str]:
        return self._distinct(ReportRow.issuer)

    def types(self) -> list[str]:
        return self._distinct(ReportRow.type)

    def _distinct(self, column: InstrumentedAttribute[str] | InstrumentedAttribute[str | None]) -> list[str]:
        with self.archive.read() as session:
            return sorted(value for value in session.scalars(select(column).distinct()) if value)


def _answer(conversation: str, reply: Reply, took_ms: int) -> Answer:
    return Answer(
        conversation_id=conversation,
        message_id=uuid4().hex,
        answer=reply.answer,
        answerable=reply.answerable,
        kind=reply.kind,
        mode=reply.mode,
        citations=reply.citations,
        figures=reply.figures,
        warnings=reply.warnings,
        took_ms=took_ms,
        choices=reply.choices,
    )


def _rewritten(writer: Writer, question: str, reply: Reply) -> Generator[tuple[str, object], None, Written]:
    """The events of a model's writing: what it says, sentence by sentence, once a first one holds."""
    writing, said = writer.write(question, reply), ""
    while True:
        try:
            sentence = next(writing)
        except StopIteration as done:
            written: Written = done.value
            return written
        if not said:
            yield "rewrite", ()
        yield "token", f" {sentence}" if said else sentence
        said = sentence


def _tokens(text: str) -> Iterator[str]:
    """The text in runs of a few words; joined again they are the text, white space and all."""
    pieces = text.split(" ")
    for at in range(0, len(pieces), TOKEN_WORDS):
        yield " ".join(pieces[at : at + TOKEN_WORDS]) + (" " if at + TOKEN_WORDS < len(pieces) else "")


def _progress(job: Job) -> JobProgress:
    done = sum(file.state not in _PENDING for file in job.files)
    files = job.files
    if job.state is JobState.INTERRUPTED:
        files = tuple(replace(file, message=words.INTERRUPTED) if file.state in _PENDING else file for file in files)
    return JobProgress(job.id, job.state.value, done, len(files), files)
