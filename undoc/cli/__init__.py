"""The command line: options in, pipeline, files out. Each command is a module here, imported when it is called."""

from undoc.cli.app import main

__all__ = ["main"]
