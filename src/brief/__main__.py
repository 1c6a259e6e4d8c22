"""Where the command begins and ends."""

import gc
import os
import sys


def main() -> None:
    """Run `brief` and leave."""
    # A command lives for a moment and makes no garbage worth collecting.
    gc.disable()
    from brief.cli.main import run

    code = run(sys.argv[1:])
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:
        os._exit(code)
    sys.exit(code)


if __name__ == "__main__":
    main()
