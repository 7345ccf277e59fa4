"""The command line for the tests of readers."""

from __future__ import annotations

from cli.conftest import run

__all__ = ["run"]
