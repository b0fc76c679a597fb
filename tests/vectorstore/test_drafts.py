"""Drafts outlive the process and are deleted without a trace."""

from __future__ import annotations

import pytest

from tests.vectorstore.made import DIMENSION
from vectorstore.archive import Archive
from vectorstore.drafts import create_draft, delete_draft, get_draft, list_drafts, replace_draft
from vectorstore.errors import NotFound
from vectorstore.settings import Settings


def test_a_draft_outlives_the_process(settings: Settings) -> None:
    archive = Archive.open(settings, "model", DIMENSION)
    create_draft(archive, "d1", "Sơ kết", {"id": "d1", "sections": ["Kết quả"]})
    archive.close()
    archive = Archive.open(settings, "model", DIMENSION)
    assert get_draft(archive, "d1") == {"id": "d1", "sections": ["Kết quả"]}
    archive.close()


def test_the_draft_last_changed_comes_first(archive: Archive) -> None:
    for id in ("d1", "d2"):
        create_draft(archive, id, id, {})
    replace_draft(archive, "d1", "Đã sửa", {"text": "khác"})
    assert [(line.id, line.title) for line in list_drafts(archive)] == [("d1", "Đã sửa"), ("d2", "d2")]
    assert [line.id for line in list_drafts(archive, 1, 1)] == ["d2"]
    assert get_draft(archive, "d1") == {"text": "khác"}


def test_a_draft_that_is_gone_is_said_to_be(archive: Archive) -> None:
    create_draft(archive, "d1", "Sơ kết", {})
    delete_draft(archive, "d1")
    assert list_drafts(archive) == []
    for lost in (lambda: get_draft(archive, "d1"), lambda: delete_draft(archive, "d1"), lambda: replace_draft(archive, "d1", "", {})):
        with pytest.raises(NotFound, match="Không tìm thấy dự thảo «d1»"):
            lost()
