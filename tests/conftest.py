"""What all tests share: undoc's own files go into a folder of theirs."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from undoc import kept


@pytest.fixture(scope="session", autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    patch = pytest.MonkeyPatch()
    patch.setenv(kept.FOLDER, str(tmp_path_factory.mktemp("cache")))
    yield
    patch.undo()
