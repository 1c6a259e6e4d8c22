"""Where the command begins and ends."""

import contextlib
import gc
import os
import sys
from pathlib import Path

INTERRUPTED = 130
"""The exit code after Ctrl-C: 128 and the number of the signal, as shells have it."""


def main() -> None:
    """Run `brief` and leave."""
    # A command lives for a moment and makes no garbage worth collecting.
    gc.disable()
    for stream in ("stdout", "stderr"):
        if getattr(sys, stream) is None:  # closed by the caller: what would go there goes nowhere
            setattr(sys, stream, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115 - open as long as the process
    code = INTERRUPTED
    with contextlib.suppress(KeyboardInterrupt):
        if language := os.environ.get("BRIEF_LANGUAGE"):
            from brief.locale import use

            use(language)
        from brief.cli.main import run

        code = run(sys.argv[1:])
    if code != INTERRUPTED:  # who interrupts waits for no reader
        with contextlib.suppress(OSError):
            sys.stdout.flush()
            sys.stderr.flush()
    # Everything is written and closed; taking the interpreter apart would cost as much as the answer did.
    os._exit(code)


if __name__ == "__main__":
    main()
