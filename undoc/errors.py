"""What can go wrong, as exceptions. Each message is one line that a person can act on."""

from __future__ import annotations


class UndocError(Exception):
    """Base of all errors that undoc raises on purpose."""


class InputError(UndocError):
    """The input cannot be read: missing, binary, in an unknown encoding, empty, too large."""


class LimitExceeded(InputError):
    """The input costs more than it may. limit: ``size``, ``nesting``, ``time`` or ``memory`` (``undoc.limits``)."""

    def __init__(self, message: str, limit: str) -> None:
        super().__init__(message, limit)
        self.limit = limit

    def __str__(self) -> str:
        return str(self.args[0])


class MissingExtra(UndocError):
    """An optional dependency is not installed; the message names the extra."""


class InternalError(UndocError):
    """A promise of undoc's own was broken. Please report it."""


class ConservationError(InternalError):
    """A character would be lost or invented, so that no output is made.

    lost, invented: the characters. report: a text to send to undoc's authors; of the document it holds these characters,
    their lines and the source's hash, nothing else.
    """

    def __init__(self, message: str, lost: str, invented: str, report: str) -> None:
        super().__init__(message, lost, invented, report)
        self.lost, self.invented, self.report = lost, invented, report

    def __str__(self) -> str:
        return str(self.args[0])
