"""A warning for each number of an answer that a machine read from a scan and was not sure of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant import wording
from assistant.reply import Reply
from vectorstore import scans

if TYPE_CHECKING:
    from assistant.answer import Citation
    from vectorstore.archive import Archive
    from vectorstore.scan import Doubt

_MOST = 5  # warnings of one answer
_EDGES = ".,;:()[]“”\"'"
_PAGE = "trang {page}, nguồn [{n}]"


def doubted(reply: Reply, archive: Archive) -> Reply:
    """The reply with its warnings; a number counts as stated where the answer or a formula has it."""
    stated = "\n".join((reply.answer, *(figure.formula or "" for figure in reply.figures)))
    said = dict.fromkeys(warning for citation in reply.citations for warning in _warnings(citation, stated, archive))
    return replace(reply, warnings=(*reply.warnings, *list(said)[:_MOST])) if said else reply


def _warnings(citation: Citation, stated: str, archive: Archive) -> Iterator[str]:
    for doubt in scans.doubts(archive, citation.report_id):
        inside = citation.start < doubt.end and doubt.start < citation.end
        number = archive.text(citation.report_id)[doubt.start : doubt.end].strip(_EDGES) if inside else ""
        if number and _has(stated, number):
            yield _warning(number, doubt, citation.n)


def _has(words: str, number: str) -> bool:
    """Whether the number stands there by itself, not inside a longer one."""
    return re.search(rf"(?<![\w.,]){re.escape(number)}(?![.,]?\w)", words) is not None


def _warning(number: str, doubt: Doubt, n: int) -> str:
    page = _PAGE.format(page=doubt.page, n=n)
    return wording.DOUBTED.format(number=number, page=page, sure=round(100 * doubt.confidence))
