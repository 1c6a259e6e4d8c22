"""Entry point of the command."""

import contextlib
import gc
import os
import sys
from pathlib import Path

INTERRUPTED = 130
"""Exit code after Ctrl-C: 128 plus the number of the signal, as in shells."""


def main() -> None:
    """Run `brief` and exit."""
    # A command ends too soon to need garbage collection.
    gc.disable()
    for stream in ("stdout", "stderr"):
        if getattr(sys, stream) is None:  # closed by the caller: discard the output
            setattr(sys, stream, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115 - open as long as the process
    code = INTERRUPTED
    with contextlib.suppress(KeyboardInterrupt):
        if language := os.environ.get("BRIEF_LANGUAGE"):
            from brief.locale import use

            use(language)
        from brief.cli.main import run

        code = run(sys.argv[1:])
    if code != INTERRUPTED:  # do not wait for a reader after an interrupt
        with contextlib.suppress(OSError):
            sys.stdout.flush()
            sys.stderr.flush()
    # Everything is written and closed. Shutting down the interpreter would take as long as the answer.
    os._exit(code)


if __name__ == "__main__":
    main()
