"""A PostgreSQL server of the tests' own, in a folder of its own, run by an ordinary user."""

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
"""Of the user `desk`, over TCP."""
_SETTINGS = {"fsync": "off", "listen_addresses": "127.0.0.1", "max_connections": "120", "wal_level": "replica"}
_SECONDS = 60
"""So long a server may take to start or stop."""
_DEATH_SIGNAL = 1
"""PR_SET_PDEATHSIG."""
_SERVERS = ("postgres", "nobody")
"""Users that may run a server if the tests belong to root, whom PostgreSQL refuses."""


class Server:
    """A server that is running."""

    def __init__(self, programs: Path, folder: Path, port: int) -> None:
        self.port = port
        self.folder = folder
        self._programs = programs
        self._data = folder / "data"
        self._running: subprocess.Popen[bytes] | None = None
        self.environment = {"PGHOST": str(folder), "PGPORT": str(port), "PGUSER": "desk", "PGDATABASE": "desk"}
        """For an address without host and user; by the socket no password is needed."""

    def program(self, name: str, *words: str) -> None:
        """Run a program of PostgreSQL; its last lines are the message if it fails."""
        log = self.folder / f"{name}.log"
        with log.open("w") as said:
            command = [str(self._programs / name), *words]
            done = subprocess.run(
                command, stdout=said, stderr=said, cwd=self.folder, check=False, timeout=120, **_as_owner()
            )
        assert done.returncode == 0, log.read_text()[-2000:]

    def create(self) -> None:
        """Make the data of a new server, whose words are in the order of a dictionary."""
        secret = self.folder / "password"
        secret.write_text(PASSWORD)
        secret.chmod(0o644)
        order = ("--locale-provider=icu", "--icu-locale=en", "--locale=C", "--encoding=UTF8")
        trust = ("--auth-local=trust", "--auth-host=scram-sha-256", f"--pwfile={secret}")
        self.program("initdb", "--no-sync", f"--pgdata={self._data}", "--username=desk", *order, *trust)

    def start(self) -> None:
        """Start it, and wait until it answers. It ends with the tests, however they end."""
        settings = _SETTINGS | {"port": str(self.port), "unix_socket_directories": str(self.folder)}
        words = [f"--{name}={value}" for name, value in settings.items()]
        with (self.folder / "server.log").open("a") as said:
            self._running = subprocess.Popen(
                [self._programs / "postgres", "-D", self._data, *words],
                stdout=said,
                stderr=said,
                cwd=self.folder,
                preexec_fn=_end_with_the_tests,  # noqa: PLW1509 - it calls the system only
                **_as_owner(),
            )
        asking = [str(self._programs / "pg_isready"), "--quiet", "--host", str(self.folder), "--port", str(self.port)]
        for _ in range(_SECONDS * 10):
            if subprocess.run(asking, check=False).returncode == 0:
                return
            time.sleep(0.1)
        raise AssertionError((self.folder / "server.log").read_text()[-2000:])

    def stop(self) -> None:
        """Stop it as a power cut would."""
        if self._running:
            self._running.send_signal(signal.SIGQUIT)
            self._running.wait(_SECONDS)
            self._running = None

    def replica(self, folder: Path) -> "Server":
        """Start a replica of it in another folder."""
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
        """The address over TCP, with a password."""
        return f"postgresql://desk:{password}@127.0.0.1:{port or self.port}/desk"


def _owner() -> str:
    """The user of the server, if the tests belong to root."""
    if os.name != "posix" or os.geteuid():
        return ""
    import pwd

    return next(name for name in _SERVERS if name in {found.pw_name for found in pwd.getpwall()})


def _as_owner() -> dict[str, Any]:
    """What has a program run as that user."""
    if not _owner():
        return {}
    import pwd

    return {"user": _owner(), "group": pwd.getpwnam(_owner()).pw_gid, "extra_groups": []}


def _end_with_the_tests() -> None:
    """Have Linux stop this process when the one of the tests has ended, killed or not (prctl(2))."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_DEATH_SIGNAL, signal.SIGQUIT)


def programs() -> Path:
    """The folder of PostgreSQL's programs; skips the test where there is none."""
    pytest.importorskip("psycopg", reason="psycopg is not installed: pip install -e '.[dev]'")
    folders = [*sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda found: -int(found.parent.name))]
    if found := shutil.which("initdb"):
        folders.insert(0, Path(found).resolve().parent)
    if not folders:
        missing = "there is no PostgreSQL: apt-get install postgresql"
        pytest.fail(missing) if os.environ.get("BRIEF_POSTGRES") == "needed" else pytest.skip(missing)
    return folders[0]


def free_port() -> int:
    """A port that nobody has now."""
    with socket.socket() as tried:
        tried.bind(("127.0.0.1", 0))
        return int(tried.getsockname()[1])


@contextmanager
def running() -> Iterator[Server]:
    """A server with the database `desk`, until the block ends."""
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
