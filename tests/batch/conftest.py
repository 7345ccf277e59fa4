"""Documents of a batch."""

from __future__ import annotations

from pathlib import Path

import pytest

import undoc

SAMPLES = Path(undoc.__file__).parents[1] / "samples"


@pytest.fixture(scope="session")
def samples() -> Path:
    return SAMPLES
