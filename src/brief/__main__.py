"""Where the command begins and ends."""

import contextlib
import gc
import os
import sys


def main() -> None:
    """Run `brief` and leave."""
    # A command lives for a moment and makes no garbage worth collecting.
    gc.disable()
    from brief.cli.main import INTERRUPTED, run

    code = run(sys.argv[1:])
    if code != INTERRUPTED:  # who interrupts waits for no reader
        with contextlib.suppress(OSError):
            sys.stdout.flush()
            sys.stderr.flush()
    # Everything is written and closed; taking the interpreter apart would cost as much as the answer did.
    os._exit(code)


if __name__ == "__main__":
    main()
