"""Small reports made by hand, and vectors that need no model."""

from __future__ import annotations

import hashlib
import random
from dataclasses import replace
from datetime import date

import numpy as np

from vectorstore.archive import Archive
from vectorstore.figure import Conflict, ConflictKind, Figure, FigureKind
from vectorstore.report import Passage, PassageKind, Period, Report, Sentence, Span
from vectorstore.stored import Outcome
from vectorstore.text.number import parse_number
from vectorstore.vectors import Vectors

DIMENSION = 384
TOPICS = ("hộ nghèo", "trồng rừng", "đường giao thông", "dạy học", "khám bệnh", "thu ngân sách", "chăn nuôi", "an ninh trật tự")
MARCH = Period("tháng 3 năm 2026", date(2026, 3, 1), date(2026, 3, 31))


def made_report(
    sentences: list[str],
    title: str = "Kết quả công tác tháng 3",
    file_name: str = "bao-cao.txt",
    issuer: str = "UBND xã Suối Mây",
    period: Period | None = MARCH,
    **more: object,
) -> tuple[Report, bytes]:
    """A report with one passage a sentence, and the bytes of its file."""
    text = "\n".join(sentences)
    data = f"{title}\n{issuer}\n{period}\n{text}".encode()
    digest = hashlib.sha256(data).hexdigest()
    passages, at = [], 0
    for ordinal, sentence in enumerate(sentences):
        span = Span(at, at + len(sentence))
        passages.append(Passage(ordinal, PassageKind.BODY, ("I. KẾT QUẢ",), (Sentence((span,)),)))
        at = span.end + 1
    fields: dict[str, object] = {"number": "12/BC-UBND", "issued_on": date(2026, 4, 2), "issued_label": "ngày 02 tháng 4 năm 2026"} | more
    report = Report(
        id=digest[:16],
        sha256=digest,
        file_name=file_name,
        title=title,
        type="Báo cáo",
        issuer=issuer,
        period=period,
        text=text,
        passages=tuple(passages),
        **fields,  # type: ignore[arg-type]
    )
    return report, data


def made_reports(count: int, passages: int = 12) -> list[tuple[Report, bytes]]:
    """Reports that differ in file, issuer and figures."""
    dice = random.Random(7)
    return [
        made_report(
            [f"Đến cuối tháng, xã có {dice.randint(10, 9999)} lượt về {dice.choice(TOPICS)}, lần {n}." for n in range(passages)],
            file_name=f"bao-cao-{number}.txt",
            issuer=f"UBND xã số {number}",
        )
        for number in range(count)
    ]


def made_vectors(report: Report) -> Vectors:
    """Unit vectors that depend on the report alone."""
    dice = np.random.default_rng(int(report.sha256[:8], 16))
    vectors = dice.normal(size=(len(report.passages), DIMENSION)).astype(np.float32)
    unit: Vectors = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    return unit


Stated = tuple[str, str, str, str]  # the sentence, and of its figure the number, the unit and the indicator


def made_figure(report: Report, passage: int, written: str, unit: str, indicator: str, **more: object) -> Figure:
    """The figure `written` in the only sentence of a passage."""
    (sentence,) = report.passages[passage].sentences
    start = report.text.index(written, sentence.start)
    figure = Figure(
        ordinal=passage,
        passage=passage,
        sentence=0,
        span=Span(start, start + len(written)),
        indicator=indicator,
        words=sentence.quote(report.text),
        value=parse_number(written),
        written=written,
        unit=unit,
        kind=FigureKind.FLOW,
    )
    return replace(figure, **more)  # type: ignore[arg-type]


def made_ledger(*stated: Stated, **more: object) -> tuple[Report, bytes]:
    """A report with one figure a sentence; `more` is for the report."""
    report, data = made_report([sentence for sentence, *_ in stated], **more)  # type: ignore[arg-type]
    figures = (made_figure(report, at, *figure) for at, (_, *figure) in enumerate(stated))
    return replace(report, figures=tuple(figures)), data


def made_conflict(said: str, *figures: tuple[Report, int]) -> Conflict:
    return Conflict(ConflictKind.VALUES, said, tuple((report.id, ordinal) for report, ordinal in figures))


def bring_in(archive: Archive, report: Report, data: bytes) -> Outcome:
    return archive.add(report, data, made_vectors(report)).outcome
