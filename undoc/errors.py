"""What can go wrong, as exceptions. Each message is one line that a person can act on."""

from __future__ import annotations


class UndocError(Exception):
    """Base of all errors that undoc raises on purpose."""


class InputError(UndocError):
    """The input cannot be read: missing, binary, in an unknown encoding, empty, too large."""


class MissingExtra(UndocError):
    """An optional dependency is not installed; the message names the extra."""


class InternalError(UndocError):
    """A promise of undoc's own was broken (a character lost or invented, an invalid tree). Please report it."""
