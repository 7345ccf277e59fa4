"""What the tests of crashes share: the command line, documents, and how many moments are tried."""

from __future__ import annotations

import os
from math import ceil
from pathlib import Path

import pytest
from cli.conftest import REPORT, report, run

__all__ = ["report", "run", "share", "sources"]

# Of parse and of batch each, shared among the forms; `make crash` tries a hundred.
MOMENTS = int(os.environ.get("UNDOC_MOMENTS", "1"))
DOCUMENTS = 24


def share(forms: int) -> range:
    """The moments of one of several forms, at least one."""
    return range(ceil(MOMENTS / forms))


@pytest.fixture(scope="session")
def sources(tmp_path_factory) -> Path:
    """A folder of documents on two levels, some long, which take some tenths of a second together."""
    folder = tmp_path_factory.mktemp("sources")
    for number in range(DOCUMENTS):
        place = folder / f"{number % 3}" / f"{number:02}.txt"
        place.parent.mkdir(exist_ok=True)
        place.write_text(REPORT * (1 + number % 5 * 4) + f"\n4. 第{number + 1}次会议。\n", "utf-8")
    return folder
