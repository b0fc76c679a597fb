"""After a purge no word and no vector of a deleted report is in any file of the data folder, in any form that we write."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.desk import Actions, Desk
from assistant.draft.draft import DraftKind, DraftRequest
from assistant.respond import Responder
from assistant.strike import STRUCK, strike
from ingest.pipeline import FileState, ingest_path
from tests.torture.made import file_bytes, file_name, opened
from vectorstore.conversations import list_conversations, messages
from vectorstore.jobs import JobFile, create_job
from vectorstore.library import Library
from vectorstore.report import Report
from vectorstore.text.normalize import fold
from vectorstore.vectors import packed

SECRET = """ỦY BAN NHÂN DÂN
XÃ SUỐI MÂY
Số: 9/BC-UBND

BÁO CÁO
Kết quả trồng cây đặc chủng tháng 6 năm 2026

I. KẾT QUẢ THỰC HIỆN
1. Trồng cây: Xã đã trồng 4.711 cây kơnia giống Zưmbala đặc chủng tại bản Phjăng Kruôt, cao trung bình 37,25 mét.
2. Chăm sóc: Tổ chăm sóc gồm 58 hộ do ông Vừ Xpalinh đứng đầu đã bón 91,5 tấn phân cho cây đặc chủng.
"""
RARE = ("Zưmbala", "Kruôt", "Xpalinh")  # words that stand in no other report
Held = dict[str, list[str]]


def desk_of(library: Library) -> Desk:
    actions = Actions(lambda files, level: "", lambda id, changes: library.update(id, **changes), library.delete)
    return Desk(library.archive, library.search, Responder(library.archive, library.search), actions)


def needles(report: Report) -> dict[str, bytes]:
    """Every sentence as it stands, folded, and as JSON keeps it; the rare words as the lexical index keeps them."""
    found: dict[str, bytes] = {}
    for passage in report.passages:
        for sentence in (one for one in passage.sentences if len(one.clean(report.text).split()) > 5):  # "BÁO CÁO" every report says
            for words in (sentence.quote(report.text), sentence.clean(report.text)):
                for form in (words, words.lower(), fold(words), json.dumps(words)[1:-1]):
                    found[form] = form.encode()
    for word in RARE:
        for form in (word, word.lower(), fold(word), json.dumps(word)[1:-1]):
            found[form] = form.encode()
    return found


def left(data: Path, sought: dict[str, bytes]) -> Held:
    """What is found in which files."""
    contents = {path.relative_to(data).as_posix(): path.read_bytes() for path in data.rglob("*") if path.is_file()}
    held = {name: [file for file, content in contents.items() if needle in content] for name, needle in sought.items()}
    return {name: files for name, files in held.items() if files}


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """An archive of which one report was asked about and drafted from, and then deleted."""
    inbox = tmp_path / "in"
    inbox.mkdir()
    (inbox / "mat.txt").write_text(SECRET, encoding="utf-8")
    with opened(tmp_path / "data") as library:
        for n in range(5):
            (inbox / file_name(n)).write_bytes(file_bytes(n))
            assert ingest_path(inbox / file_name(n), library)[0].state is FileState.ADDED
        (result,) = ingest_path(inbox / "mat.txt", library)
        assert result.report_id
        create_job(library.archive, (JobFile("Xpalinh.txt", "added", "Đã nạp.", result.report_id),))
        desk = desk_of(library)
        answer = desk.ask("Xã Suối Mây trồng bao nhiêu cây đặc chủng?")
        assert [cited.report_id for cited in answer.citations] == [result.report_id]
        other = desk.ask("Xã Thông Reo số 2 thực hiện bao nhiêu lượt trồng rừng tại thôn 8?")
        assert result.report_id not in {cited.report_id for cited in other.citations}
        desk.drafts.write(desk.drafts.outline(DraftRequest(DraftKind.SUMMARY, report_ids=(result.report_id,))))
        sought = needles(library.archive.report(result.report_id))
        vectors = library.archive.vectors([f"{result.report_id}:{n}" for n in range(2)])
        sought |= {key: packed(vector) for key, vector in vectors.items()}
        (tmp_path / "needles.json").write_text(json.dumps({name: needle.hex() for name, needle in sought.items()}))
        assert left(tmp_path / "data", sought)
        library.delete(result.report_id)
    return tmp_path / "data"


def test_a_purge_leaves_no_word_and_no_vector_of_a_deleted_report(data: Path) -> None:
    sought = {name: bytes.fromhex(needle) for name, needle in json.loads((data.parent / "needles.json").read_text()).items()}
    before = left(data, sought)
    assert any("archive.sqlite3" in files for files in before.values())  # the conversation and the draft still tell
    with opened(data) as library:
        struck = strike(library.archive)
        library.purge()
        told = [messages(library.archive, one.id)[0].answer["answer"] for one in list_conversations(library.archive)]
    assert (struck.messages, struck.drafts) == (1, 1)
    assert left(data, sought) == {}
    assert [words == STRUCK for words in told] == [False, True]  # the newest first


def test_a_purge_takes_nothing_of_the_reports_that_stay(data: Path) -> None:
    with opened(data) as library:
        before = [library.archive.report(id) for id in sorted(library.archive.ids())]
        strike(library.archive)
        library.purge()
        assert [library.archive.report(id) for id in sorted(library.archive.ids())] == before
        assert library.search.search("trồng rừng thôn 3")
