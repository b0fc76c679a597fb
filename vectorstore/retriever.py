"""The hybrid search as a LangChain retriever."""

from __future__ import annotations

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from vectorstore.search import Hit, HybridSearch


class ReportRetriever(BaseRetriever):
    """Passages as Documents: the own words as content, where they stand as metadata."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    search: HybridSearch
    report_ids: frozenset[str] | None = None
    k: int = 10

    def _get_relevant_documents(self, query: str, *, run_manager: CallbackManagerForRetrieverRun) -> list[Document]:
        return [document(hit) for hit in self.search.search(query, self.report_ids, self.k)]


def document(hit: Hit) -> Document:
    stored = hit.passage
    metadata = {
        "report_id": stored.report.id,
        "file_name": stored.report.file_name,
        "title": stored.report.title,
        "section": " › ".join(stored.passage.section),
        "page": stored.passage.page,
        "score": hit.score,
    }
    return Document(id=stored.key, page_content=stored.text, metadata=metadata)
