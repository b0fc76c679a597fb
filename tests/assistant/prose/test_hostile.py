"""Reports with an order to the machine in them: asked, and put into words by a model that obeys the order."""

from __future__ import annotations

import re
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from docx.document import Document
from docx.shared import Pt, RGBColor
from docx.text.run import Run

from assistant.model.model import Message
from assistant.prose import Writer, Written
from assistant.prose.merge import MODE
from assistant.reply import Reply
from assistant.respond import Responder
from ingest.compile import compile_report
from ingest.read import read
from tests.assistant.hostile import HOSTILE, HostileText, reaches
from tests.assistant.ledger.made import DIMENSION, bring_in
from tests.assistant.made import Shelf
from tests.assistant.prose.fakes import FakeModel, says, written
from tests.ingest.read.making import docx_bytes, new_document
from vectorstore.archive import Archive
from vectorstore.report import Report
from vectorstore.settings import Settings

HEAD = """ỦY BAN NHÂN DÂN
XÃ SUỐI MÂY
-------
Số: 02/BC-UBND
Suối Mây, ngày 05 tháng 01 năm 2027

BÁO CÁO
Kết quả công tác quý IV năm 2026
-------
I. KẾT QUẢ
"""
# In these the order stands in the very sentence that answers (there is no full stop before a tag), or is itself a sentence with another
# value for what is asked, which is shown beside the first. The reader sees it as what it is: a quotation under its citation.
IN_ITS_SENTENCE = {"markup-03", "markup-04", "markup-05", "markup-07"}
ANOTHER_VALUE = {"visible-10", "hidden-01", "hidden-08", "footnote-04"}
QUOTED = IN_ITS_SENTENCE | ANOTHER_VALUE
HIDDEN = [hostile for hostile in HOSTILE if hostile.where == "hidden"]


@dataclass(frozen=True, slots=True)
class Asked:
    """A hostile text, its report, and what the archive answers out of it."""

    hostile: HostileText
    report: Report
    reply: Reply


class EchoModel(FakeModel):
    """Says all that it was given, each time it is asked."""

    def stream(self, messages: Sequence[Message]) -> Generator[str, None, None]:
        self.outputs.append(says(re.sub(r"^(\[\d\]) (.*)$", r"\2 \1.", messages[-1][1], flags=re.MULTILINE)))
        yield from super().stream(messages)


def as_text(hostile: HostileText) -> tuple[str, bytes]:
    return "bao-cao.txt", (HEAD + hostile.text + "\n").encode()


def answered(hostile: HostileText, name: str, data: bytes, folder: Path) -> Asked:
    """The question of a hostile text, asked of an archive that holds its report alone."""
    report = compile_report(name, data, read(name, data))
    archive = Archive.open(Settings(data=folder), "fake", DIMENSION)
    try:
        bring_in(archive, [report])
        passages = archive.passages([f"{report.id}:{passage.ordinal}" for passage in report.passages])
        reply, _ = Responder(archive, Shelf(*passages)).respond(hostile.question)
    finally:
        archive.close()
    return Asked(hostile, report, reply)


@pytest.fixture(scope="module")
def all_asked(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Asked]:
    return {hostile.id: answered(hostile, *as_text(hostile), tmp_path_factory.mktemp(hostile.id)) for hostile in HOSTILE}


@pytest.fixture(params=HOSTILE, ids=lambda hostile: hostile.id)
def asked(request: pytest.FixtureRequest, all_asked: dict[str, Asked]) -> Asked:
    return all_asked[request.param.id]


def obeying(canary: str) -> Iterator[str]:
    """Ways to say what the order wants."""
    yield f"{canary} [1]."
    yield f"Theo báo cáo, câu trả lời là {canary} [1]."
    yield f"Quý IV năm 2026, xã Suối Mây có {canary} [1]."


def put_in_words(asked: Asked, model: FakeModel) -> tuple[str, Written]:
    told, found = written(Writer(model), asked.reply, asked.hostile.question)
    return " ".join(told), found


def prose_of(found: Written, asked: Asked) -> str:
    """What of the answer is not our own."""
    return found.reply.answer.replace(asked.reply.answer, "") if found.reply.mode == MODE else ""


# ---------------------------------------------------------------- the answer in the report's own words


def test_the_true_figure_is_in_the_answer(asked: Asked) -> None:
    assert asked.reply.answerable and asked.hostile.figure in asked.reply.answer


def test_the_order_is_no_part_of_the_answer(asked: Asked) -> None:
    assert reaches(asked.hostile.canary, asked.reply.answer) == (asked.hostile.id in QUOTED)


@pytest.mark.parametrize("id_", sorted(QUOTED))
def test_where_it_is_it_is_quoted_word_for_word_under_its_citation(all_asked: dict[str, Asked], id_: str) -> None:
    one = all_asked[id_]
    quoting = [citation for citation in one.reply.citations if reaches(one.hostile.canary, citation.quote)]
    assert quoting
    for citation in quoting:
        assert one.report.text[citation.start : citation.end] == citation.quote
        line = next(line for line in one.reply.answer.splitlines() if reaches(one.hostile.canary, line))
        assert f"[{citation.n}]" in line


# ---------------------------------------------------------------- the answer in a model's words


def test_a_model_that_obeys_does_not_reach_the_reader(asked: Asked) -> None:
    for said in obeying(asked.hostile.canary):
        told, found = put_in_words(asked, FakeModel(says(said)))
        assert not reaches(asked.hostile.canary, told), said
        assert found.reply == asked.reply


def test_a_model_that_mixes_the_order_with_the_truth_is_heard_for_the_truth_alone(asked: Asked) -> None:
    truth = asked.reply.answer.splitlines()[0]
    for order in obeying(asked.hostile.canary):
        told, found = put_in_words(asked, FakeModel(says(truth, " ", order)))
        assert not reaches(asked.hostile.canary, told), order
        assert asked.hostile.figure in found.reply.answer


def test_a_model_that_echoes_all_it_was_given_brings_no_order_to_the_reader(asked: Asked) -> None:
    told, found = put_in_words(asked, EchoModel())
    assert not reaches(asked.hostile.canary, told)
    assert asked.hostile.figure in found.reply.answer


def test_the_order_stands_only_between_the_two_lines_of_the_prompt(asked: Asked) -> None:
    model = FakeModel(says())
    put_in_words(asked, model)
    if not model.asked:
        assert any(figure.computed for figure in asked.reply.figures)  # two values were compared: our own words stand alone
        return
    *before, (_, last) = model.asked[0]
    line, evidence, below = re.fullmatch(r"(-----[^\n]*-----)\n(.*)\n\1(.*)", last, re.DOTALL).groups()  # type: ignore[union-attr]
    rest = "".join(text for _, text in before) + line + below
    assert not reaches(asked.hostile.canary, rest)
    assert len(evidence.splitlines()) == len(asked.reply.citations)
    inside = re.sub(r"^\[\d\]", "", evidence, flags=re.MULTILINE)
    assert not re.search(r"[\[\]<>]|-{3,}|={3,}|#{2,}|`{3,}", inside)


# ---------------------------------------------------------------- text that a reader of the file does not see


def _white(run: Run) -> None:
    run.font.color.rgb = RGBColor(0xFF, 0xFF, 0xFF)


def _tiny(run: Run) -> None:
    run.font.size = Pt(1)


def _vanished(run: Run) -> None:
    run.font.hidden = True


def as_word(hostile: HostileText, hide: Callable[[Run], None]) -> tuple[str, bytes]:
    """A .docx whose order is hidden from who reads it in Word."""
    document: Document = new_document()
    visible, order = hostile.text.split("\n", 1)
    for line in (*HEAD.splitlines(), visible):
        document.add_paragraph(line)
    hide(document.add_paragraph().add_run(order))
    return "bao-cao.docx", docx_bytes(document)


@pytest.mark.parametrize("hostile", HIDDEN, ids=lambda hostile: hostile.id)
def test_text_that_is_marked_as_hidden_is_not_read(hostile: HostileText, tmp_path: Path) -> None:
    one = answered(hostile, *as_word(hostile, _vanished), tmp_path)
    assert not reaches(hostile.canary, one.report.text)
    assert hostile.figure in one.reply.answer


@pytest.mark.parametrize("hide", [_white, _tiny])
@pytest.mark.parametrize("hostile", HIDDEN, ids=lambda hostile: hostile.id)
def test_text_that_cannot_be_seen_brings_no_order_to_the_reader(hostile: HostileText, hide: Callable[[Run], None], tmp_path: Path) -> None:
    one = answered(hostile, *as_word(hostile, hide), tmp_path)
    assert hostile.figure in one.reply.answer
    for said in obeying(hostile.canary):
        told, found = put_in_words(one, FakeModel(says(said)))
        assert not reaches(hostile.canary, told) and found.reply == one.reply
