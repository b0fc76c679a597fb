"""Made reports are like the demo's in form, unlike each other in words, and whole: every offset points at what it should."""

from __future__ import annotations

import random
from functools import cache

import numpy as np

from bench.archive_made import DEMO
from bench.likeness import Seed, grown, like, shaken
from ingest.compile import compile_report
from ingest.read.file import read

REPORT = "17_kinh-te-xa-hoi_pac-ngan_quy-I-2026.txt"


@cache
def seed() -> Seed:
    data = (DEMO / "reports" / REPORT).read_bytes()
    report = compile_report(REPORT, data, read(REPORT, data))
    vectors = np.random.default_rng(1).normal(size=(len(report.passages), 32)).astype(np.float32)
    return Seed(report, vectors / np.linalg.norm(vectors, axis=1, keepdims=True))


def test_offsets_go_on_pointing_at_the_figures() -> None:
    made = like(seed(), random.Random(4), 4).report
    assert len(made.text) == len(seed().report.text)
    assert made.figures
    for figure in made.figures:
        assert figure.written in made.text[figure.span.start : figure.span.end]


def test_no_two_reports_are_alike() -> None:
    made = [one.report for one in grown([seed()], 10 * len(seed().report.passages))]
    passages = [passage.clean(report.text) for report in made for passage in report.passages if len(passage.clean(report.text)) > 200]
    assert len({report.id for report in made}) == 10
    assert len(set(passages)) == len(passages)


def test_there_are_as_many_passages_as_are_wanted_and_always_the_same() -> None:
    few = list(grown([seed()], 40))
    assert 40 <= sum(len(one.report.passages) for one in few) < 40 + len(seed().report.passages)
    assert [one.report.id for one in grown([seed()], 40)] == [one.report.id for one in few]


def test_vectors_are_near_the_seeds_and_of_length_one() -> None:
    moved = shaken(seed().vectors, random.Random(2))
    near = (moved * seed().vectors).sum(axis=1)
    assert np.allclose(np.linalg.norm(moved, axis=1), 1.0, atol=1e-5)
    assert 0.75 < near.min() < near.max() < 0.999
