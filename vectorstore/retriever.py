"""The archive as a LangChain retriever: of a search at hand, of a data folder, or of a running service."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict, PrivateAttr

from vectorstore.errors import ArchiveError
from vectorstore.search import Hit, HybridSearch
from vectorstore.settings import Settings

if TYPE_CHECKING:
    import httpx

    from vectorstore.library import Library

TIMEOUT_S = 60.0
MOST = 50  # passages that the service gives at a time
NOT_OPENED = "Kho báo cáo tại «{}» chưa tìm kiếm được. Xin kiểm tra bằng lệnh hoibaocao status."
NO_ANSWER = "Dịch vụ tại {} không trả lời được ({}). Xin kiểm tra địa chỉ và mã truy cập."


class ReportArchiveRetriever(BaseRetriever):
    """Passages as Documents: their own words as content; whose they are, for when and where they stand as metadata.

    `start` and `end` are offsets in the stored text of the report, so that what a chain cites can be opened at the very words.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    find: Callable[[str, int], Sequence[Document]]
    k: int = 10
    _library: Library | None = PrivateAttr(default=None)

    @classmethod
    def of_search(cls, search: HybridSearch, report_ids: frozenset[str] | None = None, k: int = 10) -> Self:
        return cls(find=lambda query, most: [document(hit) for hit in search.search(query, report_ids, most)], k=k)

    @classmethod
    def of_folder(cls, data: Path | str, k: int = 10) -> Self:
        """Of an archive that no service holds just now; `close` gives it back."""
        from vectorstore.library import Library

        library = Library.open(Settings(data=Path(data)))
        if not library.wait():
            library.close()
            raise ArchiveError(NOT_OPENED.format(data))
        retriever = cls.of_search(library.search, k=k)
        retriever._library = library
        return retriever

    @classmethod
    def of_service(cls, url: str, token: str = "", k: int = 10) -> Self:
        """Of a running service, as far as the token's account may see."""
        import httpx

        headers = {"Authorization": f"Bearer {token}"} if token else {}
        client = httpx.Client(base_url=url, headers=headers, timeout=TIMEOUT_S, trust_env=False, follow_redirects=False)
        return cls(find=partial(_asked, client), k=k)

    def close(self) -> None:
        if self._library:
            self._library.close()

    def _get_relevant_documents(self, query: str, *, run_manager: CallbackManagerForRetrieverRun) -> list[Document]:
        return list(self.find(query, self.k))


def document(hit: Hit) -> Document:
    stored, report = hit.passage, hit.passage.report
    period, sentences = report.period, stored.passage.sentences
    metadata = {
        "report_id": report.id,
        "file_name": report.file_name,
        "title": report.title,
        "issuer": report.issuer,
        "period": period.label if period else None,
        "section": " › ".join(stored.passage.section),
        "page": stored.passage.page,
        "start": sentences[0].start,
        "end": sentences[-1].end,
        "score": hit.score,
    }
    return Document(id=stored.key, page_content=stored.text, metadata=metadata)


def _asked(client: httpx.Client, query: str, most: int) -> list[Document]:
    """What GET /api/v1/search gives; raises ArchiveError with the service's own words."""
    import httpx

    try:
        reply = client.get("/api/v1/search", params={"q": query, "k": min(most, MOST)})
        body = reply.json()
    except (httpx.HTTPError, ValueError) as error:
        raise ArchiveError(NO_ANSWER.format(client.base_url, type(error).__name__)) from error
    if reply.status_code != 200:
        raise ArchiveError(body.get("error", {}).get("message") or NO_ANSWER.format(client.base_url, reply.status_code))
    return [_document(found) for found in body["hits"]]


def _document(found: dict[str, Any]) -> Document:
    period = found["period"]
    metadata = {**found, "period": period["label"] if period else None}
    return Document(id=f"{found['report_id']}:{found['start']}", page_content=metadata.pop("text"), metadata=metadata)
