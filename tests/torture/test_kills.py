"""A process that is killed, at any moment, loses nothing that it acknowledged and leaves nothing half done."""

from __future__ import annotations

import random
import signal
from collections.abc import Iterator
from multiprocessing.context import ForkServerContext
from pathlib import Path
from typing import Any

from tests.torture.conftest import sized
from tests.torture.made import report_id
from tests.torture.work import Deadly, Seen, Step, expected, look, work

KILLS = sized(20, 200)
REPORTS = sized(20, 80)
RECOVERY_S = 60
STEPS_S = 2.5  # in which a process has mostly done its steps
# Every boundary between two things that are written, and the middle of some.
BOUNDARIES = (
    ("vectorstore.originals:keep", 4),
    ("vectorstore.originals:drop", 3),
    ("vectorstore.durable:flush_folder", 8),
    ("vectorstore.archive:ledger.erase", 4),
    ("vectorstore.archive:ledger.write", 4),
    ("vectorstore.archive:passage_row", 20),
    ("vectorstore.archive:Archive.add", 4),
    ("vectorstore.archive:Archive.delete", 1),
    ("vectorstore.archive:Archive.update", 1),
    ("vectorstore.archive:Archive.clear_log", 1),
    ("sqlalchemy.engine.default:DefaultDialect.do_commit", 12),
    ("vectorstore.lexical:LexicalIndex.put", 5),
    ("vectorstore.lexical:LexicalIndex.drop", 3),
    ("vectorstore.lexical:LexicalIndex._write", 5),
    ("vectorstore.dense:DenseIndex.put", 5),
    ("vectorstore.dense:DenseIndex.drop", 5),
    ("vectorstore.dense:DenseIndex._add", 5),
    ("vectorstore.dense:DenseIndex.settle", 4),
    ("vectorstore.index:break_seal", 6),
    ("vectorstore.index:put_seal", 6),
    ("vectorstore.index:write_whole", 2),
    ("vectorstore.index:Derived._remove", 2),
    ("vectorstore.index:Derived.rebuild", 2),
    ("vectorstore.lexical:LexicalIndex.fill", 1),
    ("vectorstore.dense:DenseIndex.fill", 1),
    ("vectorstore.dense:DenseIndex.discard", 1),
    ("vectorstore.library:clear", 1),
    ("vectorstore.archive:Archive.compact", 1),
)
Held = tuple[int, str | None] | None  # version and corrected number of a report, None where it is not there


def test_nothing_acknowledged_is_lost_to_a_kill(tmp_path: Path, processes: ForkServerContext, record_property: Any) -> None:
    campaign = Campaign(tmp_path, processes)
    campaign.run([("many", [(n, 0) for n in range(REPORTS)])], None, None)
    campaign.check()
    while campaign.kills < KILLS:
        campaign.round()
    record_property("worst_recovery_s", round(campaign.worst, 2))
    print(f"{campaign.kills} kills in {campaign.rounds} rounds, worst recovery {campaign.worst:.2f} s, at {sorted(campaign.hit)}")
    assert campaign.worst <= RECOVERY_S


class Campaign:
    """One archive that is worked on, killed and looked at again and again."""

    def __init__(self, folder: Path, processes: ForkServerContext) -> None:
        self.folder = folder
        self.held: dict[int, Held] = {}
        self.kills = self.rounds = 0
        self.worst = 0.0
        self.hit: set[str] = set()
        self._processes = processes
        self._dice = random.Random(11)
        self._next = REPORTS

    def round(self) -> None:
        """Some steps, a kill at a boundary or at any moment, a look."""
        self.rounds += 1
        target, calls = BOUNDARIES[self.rounds % len(BOUNDARIES)]
        deadly = Deadly(target, self._dice.randint(1, calls), after=self._dice.random() < 0.5)
        if self.rounds % 3 == 0:
            self.run(self.steps(), None, self._dice.uniform(0, STEPS_S))
        elif self.run(self.steps(), deadly, None):
            self.hit.add(f"{target}{' after' if deadly.after else ''}")
        self.check()
        print(f"round {self.rounds}: {self.kills} kills, worst recovery {self.worst:.2f} s", flush=True)

    def run(self, steps: list[Step], deadly: Deadly | None, seconds: float | None) -> bool:
        """Whether the process that did the steps was killed."""
        process = self._processes.Process(target=work, args=(self.folder / "data", steps, self.folder / "journal", deadly))
        process.start()
        process.join(seconds)
        if process.is_alive() and seconds is not None:
            process.kill()
        process.join()
        assert process.exitcode in (0, -signal.SIGKILL)
        self.kills += process.exitcode != 0
        return process.exitcode != 0

    def steps(self) -> list[Step]:
        """New reports, a new version, a correction and a deletion, in any order; sometimes a purge."""
        there = [n for n, held in self.held.items() if held]
        self._dice.shuffle(there)
        corrected, *gone = there[:7]
        old = next(n for n in there[7:] if self.held[n] == (self._version(n), None))  # a corrected number makes it another report
        new = [self._next + n for n in range(5)]
        self._next += len(new)
        steps: list[Step] = [("add", n, 0) for n in new[:2]]
        steps += [("many", [(n, 0) for n in new[2:]]), ("add", old, self._version(old) + 1)]
        steps += [("edit", corrected, self._version(corrected), f"{self._dice.randint(100, 999)}/BC")]
        steps += [("delete", n, self._version(n)) for n in gone[: 6 if len(there) > REPORTS else 1]]
        self._dice.shuffle(steps)
        return [*steps, ("purge",)] if self.rounds % 2 == 0 else steps

    def _version(self, n: int) -> int:
        held = self.held.get(n)
        return held[0] if held else 0

    def check(self) -> None:
        """What is there is what was acknowledged, whole; what was only begun is there whole or not at all."""
        allowed = self._allowed()
        lost = [n for n, states in allowed.items() if None in states]
        again = {n: self._version(n) for n in lost}  # another version would take the place of one that is there after all
        seen = self._look(list(again.items()))
        assert seen.faults == []
        self.worst = max(self.worst, seen.seconds)
        for n, states in allowed.items():
            self.held[n] = _one_of(n, states, seen)
        known = {report_id(n, held[0]) for n, held in self.held.items() if held}
        assert set(seen.reports) == known
        for n in lost:
            self.held[n] = self.held[n] or (again[n], None)
        (self.folder / "journal").unlink(missing_ok=True)

    def _allowed(self) -> dict[int, list[Held]]:
        """The states that each report may be in, as the journal tells; what was only begun may be done or not."""
        allowed: dict[int, list[Held]] = {n: [held] for n, held in self.held.items()}
        for mark, kind, n, version, *more in self._journal():
            before = allowed.get(n, [None])
            after: Held = None if kind == "delete" else (version, more[0] if kind == "edit" else None)
            allowed[n] = [after] if mark == "!" else [*before, after]
        return allowed

    def _journal(self) -> Iterator[tuple[Any, ...]]:
        path = self.folder / "journal"
        lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
        for mark, kind, n, version, *more in (line.split() for line in lines if line != "up"):
            yield mark, kind, int(n), int(version), *more

    def _look(self, again: list[tuple[int, int]]) -> Seen:
        with self._processes.Pool(1) as pool:
            return pool.apply(look, (self.folder / "data", again))


def _one_of(n: int, states: list[Held], seen: Seen) -> Held:
    """The one state of those allowed that is seen."""
    for state in reversed(states):
        if state is not None and seen.reports.get(report_id(n, state[0])) == expected(n, *state):
            return state
    assert None in states, f"report {n} should be in one of {states}"
    assert not any(report_id(n, state[0]) in seen.reports for state in states if state), f"report {n} is there, and not whole"
    return None
