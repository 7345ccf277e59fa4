"""What of a batch is done already, so that ``--resume`` leaves it alone.

A folder of outputs has one small file for each form, ``.undoc-json``, that says with which version and options the
outputs are made; it is written anew when those change, before the first output. An output is up to date where it is
newer than its source and no older than that file.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

from undoc import __version__
from undoc.batch.plan import Task
from undoc.batch.work import Order
from undoc.write.files import write_whole


def begin(folder: Path, order: Order) -> int:
    """Make the folder and its stamp. Gives the time (ns) before which outputs are not of this version and options."""
    folder.mkdir(parents=True, exist_ok=True)
    stamp = folder / f".undoc-{order.form}"
    made_by = {"undoc": __version__, "encoding": order.encoding, **asdict(order.options)}
    content = (json.dumps(made_by, sort_keys=True) + "\n").encode()
    try:
        current = stamp.read_bytes() == content
    except OSError:
        current = False
    if not current:
        write_whole(stamp, content)
    return stamp.stat().st_mtime_ns


def is_done(task: Task, since: int) -> bool:
    """Whether a task's output is up to date."""
    try:
        made = task.target.stat().st_mtime_ns
        return made >= since and made > task.source.stat().st_mtime_ns
    except OSError:
        return False
