"""A private PostgreSQL server for the tests, in a temporary folder, run by an ordinary user."""

import ctypes
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

PASSWORD = "tangerine"
"""Password of the user `desk`, for TCP."""
_SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "max_connections": "120",
    "wal_level": "replica",
    # What is only for large data, for long times, and for power cuts.
    "fsync": "off",
    "full_page_writes": "off",
    "wal_init_zero": "off",
    "autovacuum": "off",
    "jit": "off",
    "max_parallel_workers_per_gather": "0",
    "shared_buffers": "32MB",
    "dynamic_shared_memory_type": "mmap",
}
_SECONDS = 60
"""Maximum time for a server to start or stop, in seconds."""
_DEATH_SIGNAL = 1
"""PR_SET_PDEATHSIG."""
_SERVERS = ("postgres", "nobody")
"""Users that may run the server if the tests run as root, which PostgreSQL refuses."""


class Server:
    """A running server."""

    def __init__(self, programs: Path, folder: Path, port: int) -> None:
        self.port = port
        self.folder = folder
        self._programs = programs
        self._data = folder / "data"
        self._running: subprocess.Popen[bytes] | None = None
        self.environment = {"PGHOST": str(folder), "PGPORT": str(port), "PGUSER": "desk", "PGDATABASE": "desk"}
        """Environment for an address without host and user; the socket needs no password."""

    def program(self, name: str, *words: str) -> None:
        """Run a program of PostgreSQL; if it fails, the message has the end of its log."""
        log = self.folder / f"{name}.log"
        with log.open("w") as said:
            command = [str(self._programs / name), *words]
            done = subprocess.run(
                command, stdout=said, stderr=said, cwd=self.folder, check=False, timeout=120, **_as_owner()
            )
        assert done.returncode == 0, log.read_text()[-2000:]

    def create(self) -> None:
        """Create the data of a new server, which sorts words in dictionary order."""
        secret = self.folder / "password"
        secret.write_text(PASSWORD)
        secret.chmod(0o644)
        order = ("--locale-provider=icu", "--icu-locale=en", "--locale=C", "--encoding=UTF8")
        trust = ("--auth-local=trust", "--auth-host=scram-sha-256", f"--pwfile={secret}")
        self.program("initdb", "--no-sync", f"--pgdata={self._data}", "--username=desk", *order, *trust)

    def start(self) -> None:
        """Start the server, and wait until it answers. It ends when the tests end, even if they are killed."""
        settings = _SETTINGS | {"port": str(self.port), "unix_socket_directories": str(self.folder)}
        words = [f"--{name}={value}" for name, value in settings.items()]
        with (self.folder / "server.log").open("a") as said:
            self._running = subprocess.Popen(
                [self._programs / "postgres", "-D", self._data, *words],
                stdout=said,
                stderr=said,
                cwd=self.folder,
                preexec_fn=_end_with_the_tests,  # noqa: PLW1509 - it only makes a system call
                **_as_owner(),
            )
        asking = [str(self._programs / "pg_isready"), "--quiet", "--host", str(self.folder), "--port", str(self.port)]
        for _ in range(_SECONDS * 10):
            if subprocess.run(asking, check=False).returncode == 0:
                return
            time.sleep(0.1)
        raise AssertionError((self.folder / "server.log").read_text()[-2000:])

    def stop(self) -> None:
        """Stop the server immediately, as in a power cut."""
        if self._running:
            self._running.send_signal(signal.SIGQUIT)
            self._running.wait(_SECONDS)
            self._running = None

    def replica(self, folder: Path) -> "Server":
        """Start a replica of the server in another folder."""
        folder.mkdir()
        if _owner():
            shutil.chown(folder, _owner())
        made = Server(self._programs, folder, free_port())
        place = ("--host", str(self.folder), "--port", str(self.port), "--username", "desk")
        self.program(
            "pg_basebackup", "--pgdata", str(folder / "data"), "--write-recovery-conf", "--checkpoint=fast", *place
        )
        made.start()
        return made

    def run(self, query: str) -> list[tuple[Any, ...]]:
        """Run SQL without brief."""
        import psycopg

        address = f"host={self.folder} port={self.port} user=desk dbname=desk"
        with psycopg.connect(address, autocommit=True) as connection:
            found = connection.execute(query)
            return found.fetchall() if found.description else []

    def over_tcp(self, password: str, port: int | None = None) -> str:
        """Return the address over TCP, with a password."""
        return f"postgresql://desk:{password}@127.0.0.1:{port or self.port}/desk"


def _owner() -> str:
    """Return the user that runs the server if the tests run as root; else empty."""
    if os.name != "posix" or os.geteuid():
        return ""
    import pwd

    return next(name for name in _SERVERS if name in {found.pw_name for found in pwd.getpwall()})


def _as_owner() -> dict[str, Any]:
    """Return the arguments of `subprocess` that run a program as that user."""
    if not _owner():
        return {}
    import pwd

    return {"user": _owner(), "group": pwd.getpwnam(_owner()).pw_gid, "extra_groups": []}


def _end_with_the_tests() -> None:
    """Let Linux stop this process when the test process ends or is killed (prctl(2))."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_DEATH_SIGNAL, signal.SIGQUIT)


def programs() -> Path:
    """Return the folder of PostgreSQL's programs; skips the test if there is none."""
    pytest.importorskip("psycopg", reason="psycopg is not installed: pip install -e '.[dev]'")
    folders = [*sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda found: -int(found.parent.name))]
    if found := shutil.which("initdb"):
        folders.insert(0, Path(found).resolve().parent)
    if not folders:
        missing = "there is no PostgreSQL: apt-get install postgresql"
        pytest.fail(missing) if os.environ.get("BRIEF_POSTGRES") == "needed" else pytest.skip(missing)
    return folders[0]


def free_port() -> int:
    """Return a port that is free at the moment."""
    with socket.socket() as tried:
        tried.bind(("127.0.0.1", 0))
        return int(tried.getsockname()[1])


@contextmanager
def running() -> Iterator[Server]:
    """Run a server with the database `desk` until the block ends."""
    found = programs()
    with tempfile.TemporaryDirectory(prefix="pg-", ignore_cleanup_errors=True) as folder:
        if _owner():
            shutil.chown(folder, _owner())
        server = Server(found, Path(folder), free_port())
        server.create()
        server.start()
        try:
            server.program("createdb", "--host", folder, "--port", str(server.port), "--username", "desk", "desk")
            yield server
        finally:
            server.stop()
