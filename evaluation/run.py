#!/usr/bin/env python3
"""Scores undoc on made-up documents laid out and damaged in a fixed list of ways, and on folders given.

    run.py [FOLDER…] [--score SCORE.py] [--keep DIR] [--layout NAME] [--worst N] [--undoc COMMAND]

Each clean document of ``tests/clean`` is damaged in each layout of ``tests/damage``; ``score.py DIR --records FILE``
scores each set. One table: sets down, figures (F1) across; the documents held out, which nothing was tuned on, apart.
Under it the median of the layouts, and the lowest tenth.
Nothing is written into the project.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from damage import LAYOUTS, clean_documents, damage  # noqa: E402

FIGURES = {
    "paragraphs": "paras",
    "line ends (accuracy)": "lines",
    "items": "items",
    "headings": "heads",
    "recitals": "recit",
    "speeches": "speech",
    "footnotes": "notes",
    "title": "title",
    "symbol": "symbol",
    "date": "date",
    "document kind": "kind",
    "symbols": "symbols",
    "dates": "dates",
    "speakers": "speakers",
    "offices that spoke": "offices",
    "linked references (recall)": "refs",
}


def build(folder: Path, names: list[str]) -> Iterator[tuple[str, Path]]:
    """Write the damaged sets; gives each set's name and folder."""
    documents = clean_documents()
    for group, held_out in (("tuned", False), ("held-out", True)):
        for name in names:
            target = folder / group / name
            target.mkdir(parents=True)
            for document in documents:
                if document.held_out == held_out:
                    text, gold = damage(document, LAYOUTS[name])
                    (target / f"{document.name}.txt").write_text(text, "utf-8", newline="")
                    answers = json.dumps(gold, ensure_ascii=False, indent=1)
                    (target / f"{document.name}.gold.json").write_text(answers, "utf-8")
            yield f"{group} {name}", target


def score(scorer: Path, folder: Path, command: str, worst: int, made: Path | None = None) -> dict[str, Any]:
    """What the scorer records of one folder. made: where the JSON is, if it is there already."""
    with tempfile.TemporaryDirectory() as scratch:
        records = Path(scratch) / "records.json"
        call = [sys.executable, str(scorer), str(folder), "--records", str(records), "--undoc", command]
        call += ["--worst", str(worst), *(("--json", str(made)) if made else ())]
        done = subprocess.run(call, capture_output=True, text=True, check=False)  # noqa: S603 - named by the caller
        if worst:
            print(f"\n{folder.name}\n{done.stdout}", file=sys.stderr)
        if not records.exists():
            raise SystemExit(f"run.py: {scorer} gave no figures for {folder}: {(done.stderr or done.stdout)[-800:]}")
        return dict(json.loads(records.read_text("utf-8")))


def row(name: str, record: dict[str, Any]) -> str:
    """One line of the table."""
    figures: dict[str, list[float]] = record["rows"]
    cells = [f"{figures[key][2]:9.3f}" if key in figures else f"{'':9}" for key in FIGURES]
    return f"{name:32}{''.join(cells)}   {record['conserved']}/{record['documents']}"


def over_layouts(group: str, records: list[dict[str, Any]]) -> Iterator[str]:
    """The median of each figure over the layouts of a group, and what a tenth of them is not above."""
    for name, share in (("median", 0.5), ("lowest tenth", 0.1)):
        cells = []
        for key in FIGURES:
            values = sorted(record["rows"][key][2] for record in records if key in record["rows"])
            cells.append(f"{values[int(share * (len(values) - 1))]:9.3f}" if values else f"{'':9}")
        yield f"{f'{group}, {name}':32}{''.join(cells)}"


def main() -> int:
    """Build the sets, score them and the folders given, print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path, help="folders of NAME.txt with NAME.gold.json")
    parser.add_argument("--score", type=Path, default=ROOT.parent / "shared" / "evaluate" / "score.py")
    parser.add_argument("--keep", type=Path, help="write the damaged sets here, and keep them")
    parser.add_argument("--layout", action="append", choices=sorted(LAYOUTS), help="this layout only (repeatable)")
    parser.add_argument("--worst", type=int, default=0, help="print the worst N of each figure, too")
    parser.add_argument("--undoc", default=f"{sys.executable} -m undoc", help="how undoc is called")
    arguments = parser.parse_args()
    if not arguments.score.is_file():
        parser.error(f"no scorer at {arguments.score}: name one with --score")
    print(f"{'':32}{''.join(f'{short:>9}' for short in FIGURES.values())}   conserved")
    with tempfile.TemporaryDirectory() as scratch:
        sets = build(arguments.keep or Path(scratch), arguments.layout or list(LAYOUTS))
        folders = ((folder.name, folder) for folder in arguments.folders)
        groups: dict[str, list[dict[str, Any]]] = {}
        for name, folder in [*sets, *folders]:
            record = score(arguments.score, folder, arguments.undoc, arguments.worst)
            print(row(name, record), flush=True)
            if folder not in arguments.folders:
                groups.setdefault(folder.parent.name, []).append(record)
        for group, records in groups.items():
            print(*over_layouts(group, records), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
