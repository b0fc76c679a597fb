"""What Prometheus may know: counts and times; no word of a question or a report, and no name."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from prometheus_client import CollectorRegistry, Counter, Histogram, ProcessCollector, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from assistant.observed import Asked
from vectorstore.archive import Archive
from vectorstore.index import IndexState
from vectorstore.jobs import JobState, job_counts

SECONDS = (0.01, 0.02, 0.04, 0.08, 0.12, 0.25, 0.5, 1.0, 2.0, 5.0, 15.0, 60.0)
WHOLE = "question"


class Measures:
    """The counters of one service."""

    def __init__(self, state: Callable[[], State]) -> None:
        self.registry = CollectorRegistry()
        self._questions = Counter(
            "hoibaocao_questions",
            "Questions by kind of answer and outcome",
            ("kind", "answerable", "outcome", "mode"),
            registry=self.registry,
        )
        self._stages = Histogram(
            "hoibaocao_stage_seconds", f"Time of the stages of a question; '{WHOLE}' is all of it", ("stage",),
            buckets=SECONDS, registry=self.registry,
        )  # fmt: skip
        self._requests = Counter(
            "hoibaocao_requests",
            "Answered HTTP requests by status: 401, 403 are refused, 413, 429 limited",
            ("status",),
            registry=self.registry,
        )
        self.registry.register(_Now(state))
        ProcessCollector(registry=self.registry)

    def asked(self, asked: Asked) -> None:
        """A listener of questions."""
        self._questions.labels(asked.kind.value, str(asked.answerable).lower(), asked.outcome.value, asked.mode or "none").inc()
        self._stages.labels(WHOLE).observe(asked.seconds)
        for stage in asked.stages:
            self._stages.labels(stage.name).observe(stage.seconds)

    def replied(self, status: int) -> None:
        """An HTTP request was answered."""
        self._requests.labels(str(status)).inc()

    def text(self) -> bytes:
        """All of it in Prometheus' text format."""
        return generate_latest(self.registry)


State = tuple[Archive | None, dict[str, IndexState]]


class _Now(Collector):
    """What is looked up when it is asked for."""

    def __init__(self, state: Callable[[], State]) -> None:
        self._state = state

    def collect(self) -> Iterator[Metric]:
        archive, parts = self._state()
        states = GaugeMetricFamily("hoibaocao_part_state", "1 at the state that a part is in", labels=("part", "state"))
        for part, found in parts.items():
            for state in IndexState:
                states.add_metric((part, state.value), float(state is found))
        yield states
        if archive is None:
            return
        reports, passages = archive.counts()
        yield GaugeMetricFamily("hoibaocao_reports", "Current reports in the archive", value=reports)
        yield GaugeMetricFamily("hoibaocao_passages", "Passages of current reports", value=passages)
        jobs, counted = GaugeMetricFamily("hoibaocao_jobs", "Ingest jobs by state", labels=("state",)), job_counts(archive)
        for ended in JobState:
            jobs.add_metric((ended.value,), counted.get(ended, 0))
        yield jobs

    def describe(self) -> list[Metric]:
        return []  # asked while the archive is not open yet
