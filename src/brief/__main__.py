"""Entry point of the command."""

import gc
import os
import sys

INTERRUPTED = 130
"""Exit code after Ctrl-C: 128 plus the number of the signal, as in shells."""


def main() -> None:
    """Run `brief` and exit."""
    # A command ends too soon to need garbage collection. Nothing else is imported before, because imports trigger it.
    gc.disable()
    for stream, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, stream) is None:  # closed by the caller: empty, or discarded
            from pathlib import Path

            setattr(sys, stream, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115 - open as long as the process
    try:
        if language := os.environ.get("BRIEF_LANGUAGE"):
            from brief.locale import say, use

            if not use(language):
                from brief.last_remarks import remark_at_the_end

                told = say("$BRIEF_LANGUAGE: brief has no translation for `{language}`", language=language)
                remark_at_the_end(told)
        from brief.cli.main import run

        code = run(sys.argv[1:])
    except KeyboardInterrupt:
        code = INTERRUPTED
    if code != INTERRUPTED:  # do not wait for a reader after an interrupt
        from contextlib import suppress

        with suppress(OSError):
            sys.stdout.flush()
            sys.stderr.flush()
    # Everything is written and closed. Shutting down the interpreter would take as long as the answer.
    os._exit(code)


if __name__ == "__main__":
    main()
