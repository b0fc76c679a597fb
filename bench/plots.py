"""The plots of a run."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from bench.report import Seen

OURS = "Hỏi Báo Cáo"
BLUE, GREY, RED = "#1f5fa8", "#9aa5b1", "#b5443a"
TIMES = (("ask_p50", "question p50", BLUE), ("ask_p95", "question p95", RED), ("cpu_p50", "processor time, p50", GREY))
ROOMS = (("disk", "disk", RED), ("memory", "memory", BLUE))
SHARES = (("source", "source among the first four", GREY, 0.2), ("value", "value in what is shown", BLUE, -0.2))


def draw(seen: Seen, folder: Path) -> None:
    import matplotlib

    matplotlib.use("Agg")
    if seen.growth:
        _growth(seen, folder / "bench-growth.png")
    if seen.quality:
        _quality(seen, folder / "bench-quality.png")


def _growth(seen: Seen, path: Path) -> None:
    figure, (times, rooms) = _axes(2)
    sizes = [row["passages"] for row in seen.growth]
    for key, label, colour in TIMES:
        times.plot(sizes, [1000 * row[key] for row in seen.growth], "o-", color=colour, label=label)
    times.set(title="Question to answer", xlabel="passages", ylabel="ms", xscale="log", yscale="log")
    for key, label, colour in ROOMS:
        rooms.plot(sizes, [row[key] / 1e6 for row in seen.growth], "o-", color=colour, label=label)
    rooms.set(title="Room", xlabel="passages", ylabel="MB", xscale="log", yscale="log")
    for axis in (times, rooms):
        axis.grid(alpha=0.3, which="both")
        axis.legend(frameon=False)
    _saved(figure, path)


def _quality(seen: Seen, path: Path) -> None:
    figure, axes = _axes(len(seen.quality))
    for axis, (gold, programs) in zip(axes if len(seen.quality) > 1 else [axes], seen.quality.items(), strict=True):
        names = list(programs)[::-1]
        places = range(len(names))
        for key, label, colour, shift in SHARES:
            axis.barh([at + shift for at in places], [programs[name][key] for name in names], 0.38, color=colour, label=label)
        axis.set(title=gold, xlim=(0, 1), yticks=list(places), yticklabels=names)
        axis.grid(alpha=0.3, axis="x")
    figure.legend(*axis.get_legend_handles_labels(), loc="lower center", ncols=2, frameon=False, bbox_to_anchor=(0.5, -0.12))
    _saved(figure, path)


def _axes(count: int) -> Any:
    from matplotlib import pyplot

    return pyplot.subplots(1, count, figsize=(5.2 * count, 3.6), layout="constrained")


def _saved(figure: Any, path: Path) -> None:
    from matplotlib import pyplot

    figure.savefig(path, dpi=130, bbox_inches="tight")
    pyplot.close(figure)
