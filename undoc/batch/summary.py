"""What a batch came to: counts as the outcomes come, its lines for a person, its report as JSON, its depfile."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

from undoc import __version__
from undoc.batch.plan import Task
from undoc.batch.work import Outcome


@dataclass(slots=True)
class Summary:
    """The counts so far. total: documents to do; failures: place, reason, cause (see ``undoc.batch.work.Outcome``)."""

    total: int = 0
    done: int = 0
    fresh: int = 0
    characters: int = 0
    diagnostics: Counter[str] = field(default_factory=Counter)
    failures: list[tuple[str, str, str]] = field(default_factory=list)
    begun: datetime = field(default_factory=lambda: datetime.now(UTC))
    _start: float = field(default_factory=perf_counter)

    def count(self, outcome: Outcome) -> None:
        if outcome.error is not None:
            self.fail(outcome.task.place, outcome.error, outcome.cause or "internal")
        elif outcome.fresh:
            self.fresh += 1
        else:
            self.done += 1
            self.characters += outcome.characters
            self.diagnostics += outcome.diagnostics

    def fail(self, place: str, why: str, cause: str) -> None:
        self.failures.append((place, why, cause))

    @property
    def seen(self) -> int:
        """Documents that something has come of."""
        return self.done + self.fresh + len(self.failures)

    @property
    def seconds(self) -> float:
        return perf_counter() - self._start

    @property
    def rate(self) -> float:
        """Characters a second."""
        return self.characters / self.seconds if self.seconds else 0.0

    @property
    def left(self) -> float | None:
        """Seconds that the rest will take, as far as the documents are alike; ``None`` before the first."""
        return self.seconds / self.seen * (self.total - self.seen) if self.seen else None

    def lines(self, *, resumed: bool) -> list[str]:
        """The summary for a person. resumed: whether documents might be up to date."""
        counts = f"{self.done:,} done, {len(self.failures):,} failed" + (
            f", {self.fresh:,} up to date" if resumed else ""
        )
        lines = [f"{counts}; {self.characters:,} characters in {self.seconds:.1f} s ({self.rate:,.0f} a second)"]
        if self.failures:
            lines.append(f"failed by cause: {_counts(Counter(cause for *_, cause in self.failures))}")
        if self.diagnostics:
            lines.append(f"diagnostics: {_counts(self.diagnostics)}")
        return lines

    def report(self, form: str) -> bytes:
        """The summary for a program, as JSON. form: of the outputs."""
        content = {
            "undoc": __version__,
            "form": form,
            "begun": self.begun.isoformat(timespec="seconds"),
            "seconds": round(self.seconds, 3),
            "documents": {"done": self.done, "failed": len(self.failures), "up_to_date": self.fresh},
            "characters": self.characters,
            "characters_per_second": round(self.rate),
            "causes": dict(sorted(Counter(cause for *_, cause in self.failures).items())),
            "diagnostics": dict(self.diagnostics.most_common()),
            "failures": [{"source": place, "reason": why, "cause": cause} for place, why, cause in self.failures],
        }
        return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode("utf-8", "backslashreplace")


def _counts(counts: Counter[str]) -> str:
    return ", ".join(f"{number:,} {name}" for name, number in counts.most_common())


def depfile(tasks: Iterable[Task], target: Path | None = None) -> bytes:
    """Rules for make: which outputs are made from which sources. target: the one file of all, where there is one.

    As compilers write them: ``include`` it in a Makefile. Sources have an empty rule, so that one that is gone is no error.
    """
    rules: dict[str, list[str]] = {}
    for task in tasks:
        rules.setdefault(_escaped(target or task.target), []).append(_escaped(task.source))
    lines = [f"{made}: {' '.join(dict.fromkeys(sources))}\n" for made, sources in rules.items()]
    sources = dict.fromkeys(source for some in rules.values() for source in some)
    return "".join([*lines, *(f"{source}:\n" for source in sources)]).encode("utf-8", "surrogateescape")


def _escaped(path: Path) -> str:
    """A path as make reads it."""
    text = str(path).replace("$", "$$")
    for sign in ("\\#", "#"), ("\\ ", " "), ("\\:", ":"):
        text = text.replace(sign[1], sign[0])
    return text
