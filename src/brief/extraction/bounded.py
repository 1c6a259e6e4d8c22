"""Runs an extraction in a separate process, with limits on time, memory and output."""

import subprocess
import sys
from contextlib import suppress

from brief.extraction.extract import Kind, Unextractable
from brief.locale import say
from brief.model.sources import MOST_TEXT

SECONDS = 60
"""Time limit for one file in seconds."""
MEMORY = 2 << 30
"""Memory limit in bytes, where the system supports one."""
_MOST_OUTPUT = 8 * MOST_TEXT
"""Greatest size of the output in bytes: JSON may need six bytes for a character, and some for the other fields."""


def run(kind: Kind, content: bytes) -> bytes:
    """Return the output of the process for a file; raise `Unextractable` if it fails."""
    command = [sys.executable, "-P", "-m", "brief.extraction.process", kind.value, str(MEMORY)]
    try:
        done = subprocess.run(
            command, input=content, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=SECONDS, check=False
        )
    except subprocess.TimeoutExpired as error:
        sentence = say("reading it takes longer than {seconds} seconds", seconds=SECONDS)
        raise Unextractable(sentence, _by_hand()) from error
    if done.returncode or len(done.stdout) > _MOST_OUTPUT:
        raise Unextractable(_reason(done.returncode, done.stdout), _by_hand())
    return done.stdout


def _reason(code: int, printed: bytes) -> str:
    """Return why the process failed."""
    if code == 1 and printed and len(printed) < MOST_TEXT:
        return printed.decode("utf-8", "replace")
    return say("it is damaged, or reading it needs too much memory or time")


def _by_hand() -> str:
    return say("save its text as a plain file, and add that")


def limit(memory: int) -> None:
    """Limit the memory in bytes and the time of this process, if the system supports it."""
    with suppress(ImportError, AttributeError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
