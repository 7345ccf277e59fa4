"""What holds for all tests."""

from __future__ import annotations

import signal

# A shell's background job ignores Ctrl-C, one under nohup hang-ups, and so do all that it starts: what is tested with
# signals is to start as from a terminal.
for _name in ("SIGINT", "SIGTERM", "SIGHUP"):
    _signal = getattr(signal, _name, None)
    if _signal is not None and signal.getsignal(_signal) is signal.SIG_IGN:
        signal.signal(_signal, signal.default_int_handler if _name == "SIGINT" else signal.SIG_DFL)
