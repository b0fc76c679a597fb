"""Conversations, ratings and jobs outlive the process; conversations are found by their words and deleted without a trace."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import select

from tests.vectorstore.made import DIMENSION
from vectorstore.archive import Archive
from vectorstore.conversations import (
    TITLE_LIMIT,
    add_message,
    create_conversation,
    delete_conversation,
    get_conversation,
    get_message,
    list_conversations,
    messages,
    rate,
    rename_conversation,
)
from vectorstore.errors import BadRequest, NotFound
from vectorstore.jobs import JobFile, JobState, create_job, get_job, list_jobs, update_job
from vectorstore.records import Base
from vectorstore.settings import Settings


def found(archive: Archive, words: str) -> list[str]:
    return [conversation.title for conversation in list_conversations(archive, words)]


def test_messages_keep_their_order_and_state(archive: Archive) -> None:
    conversation = create_conversation(archive, "Hộ nghèo")
    first = add_message(archive, conversation.id, "Bao nhiêu hộ nghèo?", {"answer": "12 hộ [1]"}, {"subject": "hộ nghèo"}, "m1")
    add_message(archive, conversation.id, "Còn cận nghèo?", {"answer": "7 hộ"}, {})
    found = messages(archive, conversation.id)
    assert first.id == "m1"
    assert [message.question for message in found] == ["Bao nhiêu hộ nghèo?", "Còn cận nghèo?"]
    assert (found[0].answer, found[0].state) == ({"answer": "12 hộ [1]"}, {"subject": "hộ nghèo"})


def test_the_conversation_last_used_comes_first(archive: Archive) -> None:
    first, second = (create_conversation(archive, title) for title in ("Một", "Hai"))
    add_message(archive, first.id, "Câu hỏi?", {}, {})
    assert [conversation.id for conversation in list_conversations(archive)] == [first.id, second.id]
    assert [conversation.id for conversation in list_conversations(archive, limit=1, offset=1)] == [second.id]


def test_an_answer_is_kept_with_what_it_was_made_from(archive: Archive) -> None:
    conversation = create_conversation(archive, "Hộ nghèo")
    evidence = {"revision": 3, "texts": {"0123": "ab"}, "prompt": "Trả lời «hộ nghèo»", "raw": None}
    message = add_message(archive, conversation.id, "Bao nhiêu hộ nghèo?", {}, {}, evidence=evidence)
    assert get_message(archive, conversation.id, message.id).evidence == evidence
    assert add_message(archive, conversation.id, "Còn cận nghèo?", {}, {}).evidence == {}


def test_a_message_is_looked_up_in_its_own_conversation(archive: Archive) -> None:
    one, other = (create_conversation(archive, title) for title in ("Một", "Hai"))
    message = add_message(archive, one.id, "Câu hỏi?", {}, {})
    for conversation_id, message_id in ((other.id, message.id), (one.id, "none")):
        with pytest.raises(NotFound):
            get_message(archive, conversation_id, message_id)


def test_a_conversation_is_found_by_every_word_of_title_and_questions(archive: Archive) -> None:
    poor = create_conversation(archive, "Hộ nghèo xã Suối Mây")
    add_message(archive, poor.id, "Đến cuối quý I còn bao nhiêu hộ cận nghèo, tỷ lệ 100%?", {}, {})
    create_conversation(archive, "Trồng rừng")
    for words in ("hộ nghèo", "HO NGHEO", "nghèo quý", "can ngheo suoi may", "ngh", "100%", "tỉ lệ"):
        assert found(archive, words) == ["Hộ nghèo xã Suối Mây"], words
    for words in ("hộ rừng", "heo", "99%"):
        assert found(archive, words) == [], words


def test_no_words_find_all_and_pages_go_on(archive: Archive) -> None:
    for number in range(5):
        create_conversation(archive, f"Hộ nghèo lần {number}")
    assert found(archive, " ") == [f"Hộ nghèo lần {number}" for number in (4, 3, 2, 1, 0)]
    page = list_conversations(archive, "ho ngheo", limit=2, offset=2)
    assert [conversation.title for conversation in page] == ["Hộ nghèo lần 2", "Hộ nghèo lần 1"]


def test_a_renamed_conversation_is_found_by_its_new_title_and_its_questions(archive: Archive) -> None:
    conversation = create_conversation(archive, "Bao nhiêu hộ nghèo?")
    add_message(archive, conversation.id, "Bao nhiêu hộ thoát khó khăn?", {}, {})
    renamed = rename_conversation(archive, conversation.id, "  Họp\tgiao ban\x00 ")
    assert (renamed.title, renamed.updated_at) == ("Họp giao ban", get_conversation(archive, conversation.id).updated_at)
    assert found(archive, "giao ban") == found(archive, "thoat") == ["Họp giao ban"]
    assert found(archive, "nghèo") == []


@pytest.mark.parametrize("title", ["", " \n", "\x00", "x" * (TITLE_LIMIT + 1)])
def test_a_title_that_is_none_is_refused(archive: Archive, title: str) -> None:
    conversation = create_conversation(archive, "Cũ")
    with pytest.raises(BadRequest, match="từ 1 đến 200 ký tự"):
        rename_conversation(archive, conversation.id, title)
    assert get_conversation(archive, conversation.id).title == "Cũ"


def test_nothing_of_a_deleted_conversation_stays(archive: Archive) -> None:
    kept, deleted = create_conversation(archive, "Trồng rừng"), create_conversation(archive, "Tên riêng Kxwzq")
    add_message(archive, kept.id, "Trồng bao nhiêu?", {}, {})
    add_message(archive, deleted.id, "Kxwzq ở đâu?", {"answer": "Kxwzq"}, {"subject": "Kxwzq"}, evidence={"prompt": "Kxwzq"})
    rename_conversation(archive, deleted.id, "Kxwzq lần hai")
    delete_conversation(archive, deleted.id)
    with archive.read() as session:
        rows = [str(row).lower() for table in Base.metadata.tables.values() for row in session.execute(select(table))]
    assert not [row for row in rows if "kxwzq" in row or deleted.id in row]
    assert [message.question for message in messages(archive, kept.id)] == ["Trồng bao nhiêu?"]
    files = [file.read_bytes().lower() for file in archive.data.rglob("*") if file.is_file()]
    assert not [file for file in files if b"kxwzq" in file]


def test_rename_and_delete(archive: Archive) -> None:
    conversation = create_conversation(archive, "Cũ")
    message = add_message(archive, conversation.id, "Câu hỏi?", {}, {})
    rename_conversation(archive, conversation.id, "Mới")
    assert get_conversation(archive, conversation.id).title == "Mới"
    delete_conversation(archive, conversation.id)
    with pytest.raises(NotFound):
        messages(archive, conversation.id)
    with pytest.raises(NotFound):
        rate(archive, message.id, 1)


def test_rating(archive: Archive) -> None:
    conversation = create_conversation(archive, "Hỏi")
    message = add_message(archive, conversation.id, "Câu hỏi?", {}, {})
    rate(archive, message.id, -1)
    assert messages(archive, conversation.id)[0].rating == -1
    with pytest.raises(BadRequest):
        rate(archive, message.id, 5)


def test_a_job_that_was_running_is_interrupted(settings: Settings) -> None:
    archive = Archive.open(settings, "model", DIMENSION)
    running, done = (create_job(archive, (JobFile("a.txt"), JobFile("b.txt"))) for _ in range(2))
    update_job(archive, replace(running, files=(JobFile("a.txt", "added", "Đã nạp.", "0" * 16), JobFile("b.txt"))))
    update_job(archive, replace(done, state=JobState.DONE))
    archive.close()
    archive = Archive.open(settings, "model", DIMENSION)
    assert get_job(archive, running.id).state is JobState.INTERRUPTED
    assert get_job(archive, running.id).files[0] == JobFile("a.txt", "added", "Đã nạp.", "0" * 16)
    assert get_job(archive, done.id).state is JobState.DONE
    assert {job.id for job in list_jobs(archive)} == {running.id, done.id}
    with pytest.raises(NotFound):
        get_job(archive, "none")
    archive.close()
