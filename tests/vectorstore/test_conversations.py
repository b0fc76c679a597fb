"""Conversations, ratings and jobs outlive the process."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.vectorstore.made import DIMENSION
from vectorstore.archive import Archive
from vectorstore.conversations import (
    add_message,
    create_conversation,
    delete_conversation,
    get_conversation,
    list_conversations,
    messages,
    rate,
    rename_conversation,
)
from vectorstore.errors import BadRequest, NotFound
from vectorstore.jobs import JobFile, JobState, create_job, get_job, list_jobs, update_job
from vectorstore.settings import Settings


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
