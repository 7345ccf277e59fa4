"""What the tests against hostile files share: the command line, and somebody who listens."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import pytest
from cli.conftest import folder, report, run

__all__ = ["folder", "report", "run"]


class Listener:
    """A port of this machine. ``visits``: how many connections were made to it."""

    def __init__(self) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self._socket.setblocking(False)
        self.address = f"http://127.0.0.1:{self._socket.getsockname()[1]}"

    def visits(self) -> int:
        """Connections since the last call. The system completes them before anybody accepts, so none is missed."""
        count = 0
        while True:
            try:
                self._socket.accept()[0].close()
            except BlockingIOError:
                return count
            count += 1

    def close(self) -> None:
        self._socket.close()


@pytest.fixture
def listener() -> Iterator[Listener]:
    """Nobody may have come when the test ends."""
    made = Listener()
    yield made
    visits = made.visits()
    made.close()
    assert visits == 0
