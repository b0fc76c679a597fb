"""txtai over paragraphs; its default model is downloaded, so without a network its keyword index is asked. Run by bench/peers.py."""

import json
import sys
import time
from typing import Any

from txtai import Embeddings

with open(sys.argv[1], encoding="utf-8") as file:
    given = json.load(file)
begun = time.perf_counter()
pieces = [part.strip() for text in given["texts"] for part in text.split("\n") if part.strip()]
embeddings = Embeddings(keyword=True, content=True)
embeddings.index(pieces)
told: dict[str, Any] = {"fill_s": time.perf_counter() - begun, "shown": [], "ask_s": []}
for question in given["questions"]:
    begun = time.perf_counter()
    found = embeddings.search(question, given["top"])
    told["ask_s"].append(time.perf_counter() - begun)
    told["shown"].append([one["text"] for one in found])
embeddings.close()
with open(sys.argv[2], "w", encoding="utf-8") as file:
    json.dump(told, file)
