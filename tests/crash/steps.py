"""Kills undoc before each line of the code that writes files, one after the other, and looks at what it leaves.

python steps.py parse|batch|resume FOLDER prints how many lines there were; with a trace where something is not as it is to be.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
from itertools import count
from pathlib import Path
from types import FrameType

from cli.conftest import REPORT
from crash.trees import outputs, tree

from undoc.cli.app import run

WRITING = ("undoc/write/files.py", "undoc/batch/resume.py")
OLD = b"what was there before\n"


def killed_at(step: int, call: list[str]) -> bool:
    """Run a call in a process of its own that is killed before a line of the code. Whether it came so far."""
    child = os.fork()
    if not child:
        left = step

        def trace(frame: FrameType, event: str, argument: object) -> object:
            nonlocal left
            if event == "call":
                return trace if frame.f_code.co_filename.endswith(WRITING) else None
            left -= event == "line"
            if not left:
                os.kill(os.getpid(), signal.SIGKILL)
            return trace

        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        sys.settrace(trace)
        os._exit(run(call))
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert status in (0, -signal.SIGKILL), status
    return status != 0


def main(what: str, folder: Path) -> int:
    source, out = folder / "in", folder / "out"
    source.mkdir()
    for name in ("a.txt", "b.txt"):
        (source / name).write_text(REPORT.replace("波兰", name), "utf-8")
    if what == "parse":
        call = ["parse", f"{source}/a.txt", "-o", f"{out}/a.json"]
    else:
        call = ["batch", str(source), "-d", str(out), "--resume"]
    out.mkdir()
    assert run(call) == 0
    whole = tree(out)
    before = {}
    if what != "batch":  # outputs that are there before, of another source
        before = {name: OLD for name in whole}
    for step in count(1):
        shutil.rmtree(out)
        out.mkdir()
        for name, data in before.items():
            (out / name).write_bytes(data)
        killed = killed_at(step, call)
        for name, data in outputs(out).items():
            assert data in (whole[name], OLD), (step, name)
        assert run(call) == 0
        assert tree(out) == whole, (step, list(tree(out)))
        if not killed:
            return step - 1
    raise AssertionError("never done")


if __name__ == "__main__":
    print(main(sys.argv[1], Path(sys.argv[2])))
