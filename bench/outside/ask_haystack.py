"""Haystack with what it sets by itself: pieces of 200 words, BM25 in memory. Run by bench/peers.py in an environment of its own."""

import json
import sys
import time
from typing import Any

from haystack import Document
from haystack.components.preprocessors import DocumentSplitter
from haystack.components.retrievers.in_memory import InMemoryBM25Retriever
from haystack.document_stores.in_memory import InMemoryDocumentStore

with open(sys.argv[1], encoding="utf-8") as file:
    given = json.load(file)
begun = time.perf_counter()
splitter = DocumentSplitter(split_by="word")
splitter.warm_up()
store = InMemoryDocumentStore()
store.write_documents(splitter.run(documents=[Document(content=text) for text in given["texts"]])["documents"])
retriever = InMemoryBM25Retriever(store, top_k=given["top"])
told: dict[str, Any] = {"fill_s": time.perf_counter() - begun, "shown": [], "ask_s": []}
for question in given["questions"]:
    begun = time.perf_counter()
    found = retriever.run(query=question)["documents"]
    told["ask_s"].append(time.perf_counter() - begun)
    told["shown"].append([document.content for document in found])
with open(sys.argv[2], "w", encoding="utf-8") as file:
    json.dump(told, file)
