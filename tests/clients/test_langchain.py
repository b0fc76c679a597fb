"""The LangChain retriever, by a folder and by a service, in a chain as others build one."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest
from langchain_core.documents import Document
from langchain_core.runnables import RunnableLambda

from tests.clients.conftest import House
from vectorstore.errors import ArchiveError, ArchiveInUse
from vectorstore.retriever import ReportArchiveRetriever

WORDS = "tuần tra chung quý IV năm 2026"
CITED = {"report_id", "file_name", "title", "issuer", "period", "section", "page", "start", "end", "score"}


def test_a_folder_and_a_service_give_the_same_documents(folder: Path, address: str) -> None:
    own = ReportArchiveRetriever.of_folder(folder, k=4)
    try:
        found = own.invoke(WORDS)
        with pytest.raises(ArchiveInUse):
            ReportArchiveRetriever.of_folder(folder)
    finally:
        own.close()
    asked = ReportArchiveRetriever.of_service(address, k=4).invoke(WORDS)
    assert len(found) == len(asked) == 4
    for one, other in zip(found, asked, strict=True):
        assert one.page_content == other.page_content
        assert set(one.metadata) == set(other.metadata) == CITED
        assert {name: one.metadata[name] for name in CITED - {"score"}} == {name: other.metadata[name] for name in CITED - {"score"}}


def test_metadata_point_to_the_very_words(address: str) -> None:
    for found in ReportArchiveRetriever.of_service(address).invoke(WORDS):
        text = httpx.get(f"{address}/api/v1/reports/{found.metadata['report_id']}/text").text
        words = text[found.metadata["start"] : found.metadata["end"]]
        assert words.split()[0] == found.page_content.split()[0] and words.split()[-1] == found.page_content.split()[-1]


def test_it_is_a_part_of_a_chain(address: str) -> None:
    def sources(found: list[Document]) -> list[str]:
        return [document.metadata["title"] for document in found]

    chain = ReportArchiveRetriever.of_service(address, k=2) | RunnableLambda(sources)
    assert len(chain.invoke(WORDS)) == 2


def test_a_token_opens_what_its_account_may_see(house: House) -> None:
    assert ReportArchiveRetriever.of_service(house.address, house.read).invoke(WORDS)
    assert ReportArchiveRetriever.of_service(house.address, house.stranger).invoke(WORDS) == []
    with pytest.raises(ArchiveError, match="đăng nhập"):
        ReportArchiveRetriever.of_service(house.address).invoke(WORDS)


def test_a_service_that_is_not_there_is_told() -> None:
    with pytest.raises(ArchiveError, match="không trả lời"):
        ReportArchiveRetriever.of_service("http://127.0.0.1:1").invoke(WORDS)
