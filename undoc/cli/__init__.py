"""The command line: options in, pipeline, files out. Each command is a module here, imported when it is called."""

import gc

gc.disable()  # nothing that is loaded goes away again: looking through it is a thirtieth of the start
from undoc.cli.app import main  # noqa: E402

gc.enable()

__all__ = ["main"]
