"""All the hostile files, in the order of their kinds."""

from __future__ import annotations

from itertools import chain

from tests.ingest.hostile import markup, pdfs, texts, zips
from tests.ingest.hostile.case import Hostile

CASES: tuple[Hostile, ...] = tuple(
    chain(
        zips.of_packages(),
        zips.of_archives(),
        markup.of_entities(),
        markup.of_size(),
        markup.of_oddities(),
        pdfs.of_pages(),
        texts.of_damage(),
        texts.of_texts(),
        texts.of_pages(),
        texts.of_mails(),
        texts.of_disguises(),
        texts.of_names(),
    )
)
