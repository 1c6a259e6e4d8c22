"""One process at a time: the lock of an open file or folder."""

import errno
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager

_WAIT = 0.02
"""Seconds between two attempts to get the lock."""
_ATTEMPTS = 3_000


class Busy(OSError):
    """Another process has held the lock for more than a minute."""

    def __init__(self) -> None:
        """Give the reason of the system: `resource temporarily unavailable`."""
        super().__init__(errno.EAGAIN, os.strerror(errno.EAGAIN))


@contextmanager
def locked(handle: int) -> Iterator[None]:
    """Hold the lock of an open file or folder; raise `Busy` if others hold it for more than a minute.

    It ends when the handle is closed, so also with the process. Where the system has no such locks, as on Windows and
    on some network file systems, nothing is locked.
    """
    try:
        import fcntl
    except ImportError:
        yield
        return
    for _ in range(_ATTEMPTS):
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            break
        except BlockingIOError:
            time.sleep(_WAIT)
        except OSError:  # a network file system without locks
            break
    else:
        raise Busy
    yield
