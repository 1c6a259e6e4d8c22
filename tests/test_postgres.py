"""A dossier on a PostgreSQL server: the same answers as from files, and failures."""

import os
import random
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest

import brief as library
import terminals
from brief.cli.main import run
from brief.model.user_error import UserError
from brief.stores.postgres import full_text
from brief.stores.query import Store
from brief.stores.text import Expression, Group, all_of, any_of, beginning, having, phrase
from servers import PASSWORD, Server, free_port
from test_golden import CASES, DOSSIERS, GOLDEN, compare

pytestmark = pytest.mark.usefixtures("asked_of_server")
Brief = Callable[..., "subprocess.CompletedProcess[str]"]
_NEED_FILES = ("check", "why", "source", "ripple")
_ASKED_ALREADY = {
    "graph": "beacons-as-of beacons-first",
    "list": "beacons-as-of beacons-known-by",
    "memo": "shipped-one-pager shipped-bio-note beacons-bio-note beacons-own-layout beacons-agreement beacons-event "
    "beacons-head beacons-known-by beacons-topic",
    "search": "shipped-narrowed shipped-promise shipped-question shipped-who",
    "show": "beacons-as-of beacons-known-by shipped-commitment shipped-nothing shipped-organization shipped-program "
    "shipped-topic",
    "timeline": "beacons-chart",
    "who": "beacons-first beacons-wide shipped-everyone shipped-joyce shipped-pham-manh-thang",
    "commitments": "shipped-narrowed",
    "gaps": "shipped-as-of",
}
"""Cases whose every SQL statement is also that of another case, by report."""
_ADDRESS = "postgresql:///desk"
LAST = 99
"""The step of a push that makes it visible."""
HEAD = "dossier: {title: Harbour}\nsources: {log: {title: The log}}\n"


@pytest.fixture
def harbour(tmp_path: Path, there: Brief, server: Server) -> Iterator[Path]:
    """A small dossier, pushed to the server."""
    folder = tmp_path / "harbour"
    folder.mkdir()
    told(folder, "Pilots strike")
    assert there("push", f"{_ADDRESS}#harbour", "-d", str(folder)).returncode == 0
    yield folder
    server.run("DELETE FROM brief.dossier WHERE name = 'harbour'")


def told(folder: Path, *titles: str) -> None:
    """Write a dossier of events with these titles."""
    events = "".join(f"  e{number}: {{title: {title}, cite: log}}\n" for number, title in enumerate(titles))
    (folder / "dossier.yaml").write_text(f"{HEAD}events:\n{events}")


# The same answers


@pytest.fixture(scope="session")
def pushed(server: Server, cache: Path) -> None:
    """The dossiers of the golden files on the server."""
    for name, folder in DOSSIERS.items():
        with library.open(folder, keep_going=True) as dossier:
            library.push(dossier, f"postgresql://desk@/desk?host={server.folder}&port={server.port}#{name}")


@pytest.mark.parametrize(
    "case",
    [
        case
        for case in CASES
        if case.partition("/")[0] not in _NEED_FILES
        and case.partition("/")[2] not in _ASKED_ALREADY.get(case.partition("/")[0], "").split()
        and case.replace("/shipped", "/beacons") not in {*CASES} - {case}
    ],
)
@pytest.mark.usefixtures("pushed")
def test_a_report_says_the_same_as_from_the_files(case: str, capsys: pytest.CaptureFixture[str]) -> None:
    name = case.partition("/")[2].partition("-")[0]
    run([*CASES[case].split(), "--dossier", f"{_ADDRESS}#{name}", "--format", "json"])
    printed, said = capsys.readouterr()
    assert said == ""
    compare(GOLDEN / f"{case}.json", printed, update=False)


_SAID = "quay crane strike pilots harbour visiting visits visited light lights la sea seas keeper đê war-ship"
WORDS = _SAID.split()
_IDS = ("quay-crane", "la-la", "lights-light", "visit-sea-strike")
"""Ids of several words, which have lexemes of their own."""


@pytest.fixture(scope="module")
def corpus(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Store, Store]]:
    """A dossier of random words, compiled from files and on the server."""
    chance = random.Random(7)
    folder = tmp_path_factory.mktemp("corpus")
    told(folder, *(" ".join(chance.choices(WORDS, k=chance.randrange(1, 12))) for _ in range(300)))
    topics = "".join(f"  {id_}: {{name: Zone {number}}}\n" for number, id_ in enumerate(_IDS))
    (folder / "topics.yaml").write_text(f"topics:\n{topics}", encoding="utf-8")
    address = f"postgresql://desk@/desk?host={server.folder}&port={server.port}#corpus"
    with pytest.MonkeyPatch.context() as patch, library.open(folder) as files:
        patch.setattr(full_text, "CROWD", 40)
        library.push(files, address)
        with library.open(address) as served:
            yield files.shown.store, served.shown.store
    server.run("DELETE FROM brief.dossier WHERE name = 'corpus'")


@pytest.mark.parametrize("seed", range(30))
def test_the_text_index_finds_and_weighs_as_fts5_does(corpus: tuple[Store, Store], seed: int) -> None:
    chance = random.Random(seed)
    phrases = [phrase(chance.choices(WORDS, k=chance.choice((1, 1, 1, 2, 2, 3)))) for _ in range(3)]
    phrases += [phrase(("la", "la")), beginning("đ"), having("isevent")][: chance.randrange(4)]
    phrases += [phrase(chance.choice(_IDS).split("-"))]
    tried: list[Expression] = [*phrases, any_of(phrases), all_of(phrases), all_of((any_of(phrases), having("isevent")))]
    here, served = (store._index for store in corpus)
    both = (any_of(phrases), all_of(phrases[:2]), phrases[0])
    assert here.first(all_of(both), 50) == here.first(Group("AND", both), 50)
    tried += [all_of(both), all_of((any_of(phrases[1:]), phrases[0]))]
    for expression in tried:
        for most in (1, 41, 50):  # within the records of a crowd, and beyond them
            assert served.first(expression, most) == here.first(expression, most)
    assert served.bm25(any_of(phrases)) == pytest.approx(here.bm25(any_of(phrases)), rel=1e-12)
    assert served.count(100) == here.count(100) == 100


@pytest.mark.parametrize("question", ["visit to the quay", "strike", "keper", "sea la", "crane light -- đê", "unknown"])
def test_a_search_finds_the_same_in_the_same_order(corpus: tuple[Store, Store], question: str) -> None:
    here, served = (store.search(question, limit=30) for store in corpus)
    assert served == here
    assert here.found or question == "unknown"


def test_papers_and_pages_have_the_same_bytes(there: Brief, server: Server, tmp_path: Path) -> None:
    pillow = pytest.importorskip("PIL.Image")
    files = tmp_path / "pilots"
    files.mkdir()
    told(files, "Pilots strike")
    pillow.new("RGB", (30, 40), "teal").save(files / "ada.png")
    with (files / "dossier.yaml").open("a") as dossier:
        dossier.write("people:\n  ada: {name: Ada Quay, portrait: ada.png, cite: log}\n")
    assert there("push", _ADDRESS, "-d", str(files)).returncode == 0
    written = {}
    for where in (str(files), f"{_ADDRESS}#pilots"):
        out = tmp_path / ("files" if where == str(files) else "server")
        out.mkdir()
        for words in (["who", "ada", "-o", str(out / "ada.html")], ["memo", "-o", str(out / "memo.docx")]):
            assert there(*words, "-d", where).returncode == 0
        for kind in ("vault", "site"):
            assert there("export", kind, str(out / kind), "-d", where).returncode == 0
        written[out.name] = {str(path.relative_to(out)): path.read_bytes() for path in out.rglob("*") if path.is_file()}
    assert written["server"] == written["files"]
    assert b"data:image/png" in written["files"]["ada.html"]
    assert len(written["files"]) > 10


# What is there


def test_dossiers_are_listed_and_the_only_one_needs_no_name(there: Brief, harbour: Path, server: Server) -> None:
    server.run("DELETE FROM brief.dossier WHERE name <> 'harbour'")
    listed = there("dossiers", _ADDRESS)
    assert [line for line in listed.stdout.splitlines() if line.startswith("harbour  Harbour  2 ")]
    assert "Pilots strike" in there("timeline", "-d", _ADDRESS).stdout
    assert "Pilots strike" in there("timeline", env={"BRIEF_DOSSIER": f"{_ADDRESS}#harbour"}).stdout
    nothing = there("timeline", "-d", f"{_ADDRESS}#harbor")
    assert (nothing.returncode, nothing.stdout) == (2, "")
    assert nothing.stderr == f"brief: there is no dossier `harbor` on {_ADDRESS} (there are: harbour)\n"


def test_what_needs_files_says_so(there: Brief, harbour: Path) -> None:
    for words in (["check"], ["why", "e0"], ["edit", "e0"], ["rm", "e0"], ["diff", "HEAD~1"], ["source", "verify"]):
        done = there(*words, "-d", f"{_ADDRESS}#harbour")
        assert (done.returncode, done.stdout) == (2, ""), words
        assert done.stderr.startswith("brief: this needs the files of a dossier, but "), words
        assert done.stderr.count("\n") == 1


def test_the_schema_is_that_of_the_files(there: Brief, harbour: Path) -> None:
    files, server = (there("schema", "--dossier", place) for place in (str(harbour), f"{_ADDRESS}#harbour"))
    assert '"e0"' in files.stdout
    assert (server.returncode, server.stdout) == (0, files.stdout)


def test_a_reader_has_one_state_and_the_next_reader_the_new_one(there: Brief, harbour: Path) -> None:
    with library.open(f"{_ADDRESS}#harbour") as before:
        told(harbour, "Pilots strike", "Pilots agree")
        assert there("push", f"{_ADDRESS}#harbour", "-d", str(harbour)).returncode == 0
        assert len(before.events) == 1
        with library.open(f"{_ADDRESS}#harbour") as after:
            assert [event.title for event in after.events] == ["Pilots strike", "Pilots agree"]
        assert [event.title for event in before.events] == ["Pilots strike"]


def test_a_state_that_was_replaced_long_ago_is_deleted(there: Brief, harbour: Path, server: Server) -> None:
    states = "SELECT count(*) FROM pg_namespace WHERE nspname LIKE 'brief\\_%'"
    ((before,),) = server.run(states)
    there("push", f"{_ADDRESS}#harbour", "-d", str(harbour))
    assert server.run(states) == [(before + 1,)]
    server.run("UPDATE brief.former SET since = since - interval '1 day'")
    there("push", f"{_ADDRESS}#harbour", "-d", str(harbour))
    assert server.run("SELECT count(*) FROM brief.former") == [(1,)]
    assert "Pilots strike" in there("timeline", "-d", f"{_ADDRESS}#harbour").stdout


def test_a_paper_that_cannot_be_noted_in_the_register_says_so(there: Brief, harbour: Path, tmp_path: Path) -> None:
    text = (harbour / "dossier.yaml").read_text()
    (harbour / "dossier.yaml").write_text(text.replace("Harbour}", "Harbour, register: true}"))
    there("push", f"{_ADDRESS}#harbour", "-d", str(harbour))
    done = there("timeline", "-d", f"{_ADDRESS}#harbour", "-o", str(tmp_path / "timeline.md"))
    assert done.returncode == 0
    assert done.stderr == "brief: the register of papers is not on the server, so this paper is not added to it\n"
    assert not (harbour / "papers.jsonl").exists()


# What may go wrong


def killed_at(step: int) -> Callable[[], None]:
    """Return a function that lets a push kill itself before it writes a table, or before it makes all visible."""

    def prepare() -> None:
        from psycopg import Connection, Cursor

        steps = count()

        def copy(cursor: "Cursor[tuple[()]]", query: str) -> object:
            if next(steps) == step:
                os.kill(os.getpid(), signal.SIGKILL)
            return original_copy(cursor, query)

        def execute(connection: "Connection[tuple[()]]", query: str, *values: object) -> object:
            if step == LAST and "INTO brief.dossier" in query:
                os.kill(os.getpid(), signal.SIGKILL)
            return original_execute(connection, query, *values)

        original_copy: Any = Cursor.copy
        original_execute: Any = Connection.execute
        setattr(Cursor, "copy", copy)  # noqa: B010 - mypy forbids assigning to a method
        setattr(Connection, "execute", execute)  # noqa: B010 - as above

    return prepare


@pytest.mark.parametrize("step", [0, 6, LAST])
def test_a_push_that_is_killed_leaves_the_old_state(
    step: int, there: Brief, harbour: Path, server: Server, environment: dict[str, str]
) -> None:
    import command

    told(harbour, "Pilots agree")
    before = server.run("SELECT nspname FROM pg_namespace ORDER BY 1")
    done = command.run(
        ["push", f"{_ADDRESS}#harbour", "-d", str(harbour)], environment, harbour, prepare=killed_at(step)
    )
    assert done.returncode == -signal.SIGKILL
    assert "Pilots strike" in there("timeline", "-d", f"{_ADDRESS}#harbour").stdout
    assert server.run("SELECT nspname FROM pg_namespace ORDER BY 1") == before
    there("push", f"{_ADDRESS}#harbour", "-d", str(harbour))
    assert "Pilots agree" in there("timeline", "-d", f"{_ADDRESS}#harbour").stdout


def test_a_password_is_never_shown(there: Brief, harbour: Path, server: Server) -> None:
    right = server.over_tcp(PASSWORD)
    assert there("timeline", "-d", f"{right}#harbour").returncode == 0
    assert PASSWORD not in there("dossiers", right).stdout
    assert PASSWORD not in there("push", f"{right}#harbour", "-d", str(harbour)).stdout
    for address in (
        server.over_tcp("wrong"),
        server.over_tcp("wrong", free_port()),
        "postgresql://desk:wrong@127.0.0.1:x/desk",
        "postgresql://desk:wrong@[::1/desk",
        "postgresql:///desk?sslmode=odd&password=wrong",
    ):
        done = there("timeline", "-d", f"{address}#harbour")
        assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1), address
        assert "wrong" not in done.stderr, done.stderr


@pytest.mark.parametrize("words", ["harbour", "host=localhost", "sqlite:///desk", "postgresql://[::1/desk"])
def test_what_is_no_address_is_refused(words: str, there: Brief, shipped: str) -> None:
    for command in (["dossiers", words], ["push", words, "-d", shipped]):
        done = there(*command)
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr.startswith("brief: this is not the address of a PostgreSQL server (")


def test_a_hint_names_the_server_without_the_password(
    there: Brief, harbour: Path, server: Server, environment: dict[str, str], tmp_path: Path
) -> None:
    words = ["timeline", "-d", f"{server.over_tcp(PASSWORD)}#harbour"]
    shown = terminals.shown(words, environment | server.environment, tmp_path)
    address = f"postgresql://desk@127.0.0.1:{server.port}/desk#harbour"
    assert f"more: brief timeline -v -d '{address}'\n" in shown
    assert PASSWORD not in shown
    piped = there(*words)
    assert "more: brief timeline -v\n" in piped.stdout
    assert "127.0.0.1" not in piped.stdout
    assert PASSWORD not in piped.stdout + piped.stderr


def test_a_lost_connection_is_made_again(harbour: Path, server: Server) -> None:
    with library.open(f"{_ADDRESS}#harbour") as dossier:
        server.run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'brief'")
        assert [event.title for event in dossier.events] == ["Pilots strike"]


def test_a_server_that_stops_is_named(harbour: Path, server: Server) -> None:
    with library.open(f"{_ADDRESS}#harbour") as dossier:
        server.stop()
        try:
            with pytest.raises(UserError, match=r"^cannot connect to postgresql:///desk: "):
                len(dossier.events)
        finally:
            server.start()


@pytest.mark.parametrize(
    ("format", "said"),
    [
        (1, "`harbour` was pushed with an older version of brief (push it again)"),
        (9999, "`harbour` was pushed with a newer version of brief (update brief)"),
    ],
)
def test_a_dossier_of_another_version_is_refused(
    format: int, said: str, there: Brief, harbour: Path, server: Server
) -> None:
    server.run(f"UPDATE brief.dossier SET format = {format} WHERE name = 'harbour'")
    done = there("timeline", "-d", f"{_ADDRESS}#harbour")
    assert (done.returncode, done.stdout, done.stderr) == (2, "", f"brief: {said}\n")


@pytest.mark.usefixtures("harbour")
def test_the_example_is_pushed_only_if_it_is_named(there: Brief, shipped: str, server: Server) -> None:
    before = server.run("SELECT name, state FROM brief.dossier ORDER BY name")
    for words in ([_ADDRESS], [f"{_ADDRESS}#harbour"]):
        refused = there("push", *words)
        assert (refused.returncode, refused.stdout) == (2, "")
        assert refused.stderr.startswith("brief: there is no dossier.yaml here or above (")
    assert server.run("SELECT name, state FROM brief.dossier ORDER BY name") == before
    assert there("push", f"{_ADDRESS}#desk", "-d", shipped).returncode == 0
    server.run("DELETE FROM brief.dossier WHERE name = 'desk'")


def test_a_failure_names_the_next_step(there: Brief, harbour: Path, server: Server) -> None:
    ((state,),) = server.run("SELECT state FROM brief.dossier WHERE name = 'harbour'")
    server.run(f"DROP TABLE brief_{state}.record")
    for address, said in (
        (f"{_ADDRESS}#harbour", f"{_ADDRESS} lacks a table of this dossier (push it again)"),
        (f"postgresql://nobody@/desk?host={server.folder}&port={server.port}", "does not exist (check user, host, "),
        (f"postgresql://desk@127.0.0.1:{free_port()}/desk", "Connection refused (check user, host, "),
        (f"postgresql://desk@/none?host={server.folder}&port={server.port}", "does not exist (check user, host, "),
    ):
        done = there("timeline", "-d", address)
        assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
        assert said in done.stderr


def test_a_full_disk_leaves_the_old_state(there: Brief, harbour: Path, server: Server) -> None:
    server.run("""
        CREATE FUNCTION fill() RETURNS event_trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = '53100'; END $$;
        CREATE EVENT TRIGGER full_disk ON ddl_command_end WHEN tag IN ('CREATE INDEX') EXECUTE FUNCTION fill()""")
    try:
        told(harbour, "Pilots agree")
        done = there("push", f"{_ADDRESS}#harbour", "-d", str(harbour))
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr == f"brief: the disk of {_ADDRESS} is full (free some of it, and push again)\n"
    finally:
        server.run("DROP EVENT TRIGGER full_disk; DROP FUNCTION fill")
    assert "Pilots strike" in there("timeline", "-d", f"{_ADDRESS}#harbour").stdout


def test_a_database_in_another_encoding_is_refused(there: Brief, shipped: str, server: Server) -> None:
    server.run("CREATE DATABASE latin ENCODING 'LATIN1' LOCALE_PROVIDER libc LOCALE 'C' TEMPLATE template0")
    try:
        done = there("push", "postgresql:///latin#harbour", "-d", shipped)
    finally:
        server.run("DROP DATABASE latin")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("brief: the database of postgresql:///latin is not in UTF-8 (")


def test_who_may_not_read_a_dossier_is_told_so(there: Brief, harbour: Path, server: Server) -> None:
    server.run("CREATE ROLE guest LOGIN")
    try:
        guest = f"postgresql://guest@/desk?host={server.folder}&port={server.port}#harbour"
        for words, may, way in (
            (
                ["timeline", "-d", guest],
                "may read nothing",
                "ask whoever pushes its dossiers for the role of a marking, such as brief_tlp_green",
            ),
            (
                ["push", guest, "-d", str(harbour)],
                "may not do this",
                "name another user, or ask the owner of the database to grant a role that may",
            ),
        ):
            done = there(*words)
            assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
            assert f"the user of the address {may} on postgresql:/" in done.stderr
            assert done.stderr.endswith(f" ({way})\n")
        server.run("GRANT pg_read_all_data TO guest")
        assert "Pilots strike" in there("timeline", "-d", guest).stdout
    finally:
        server.run("DROP ROLE guest")


def test_a_former_state_that_is_read_stays(there: Brief, harbour: Path, server: Server) -> None:
    with library.open(f"{_ADDRESS}#harbour") as dossier:
        assert dossier.find("Pilots strike")
        there("push", f"{_ADDRESS}#harbour", "-d", str(harbour))
        server.run("UPDATE brief.former SET since = since - interval '1 day'")
        assert there("push", f"{_ADDRESS}#harbour", "-d", str(harbour)).returncode == 0
        assert [event.title for event in dossier.events] == ["Pilots strike"]


def test_a_dossier_with_errors_is_pushed_only_if_told(there: Brief, broken: str, server: Server) -> None:
    refused = there("push", f"{_ADDRESS}#broken", "-d", broken)
    assert (refused.returncode, refused.stdout) == (1, "")
    assert there("push", f"{_ADDRESS}#broken", "-d", broken, "--keep-going").returncode == 0
    assert there("timeline", "-d", f"{_ADDRESS}#broken").returncode == 1
    assert there("timeline", "-d", f"{_ADDRESS}#broken", "--keep-going").returncode == 0


def test_nothing_is_pushed_to_a_server_that_only_reads(there: Brief, harbour: Path, server: Server) -> None:
    server.run("ALTER DATABASE desk SET default_transaction_read_only = on")
    try:
        done = there("push", f"{_ADDRESS}#harbour", "-d", str(harbour))
        assert "Pilots strike" in there("timeline", "-d", f"{_ADDRESS}#harbour").stdout
    finally:
        server.run("SET TRANSACTION READ WRITE; ALTER DATABASE desk RESET default_transaction_read_only")
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert "read-only" in done.stderr


# Several servers


@pytest.fixture(scope="module")
def replicas(server: Server) -> Iterator[list[Server]]:
    """Two replicas of the server."""
    started: list[Server] = []
    try:
        for name in ("one", "two"):
            started.append(server.replica(server.folder / name))
        yield started
    finally:
        for replica in started:
            replica.stop()


def address_of(*found: Server, more: str = "") -> str:
    """Return one address for several servers."""
    hosts, ports = ",".join(str(one.folder) for one in found), ",".join(str(one.port) for one in found)
    return f"postgresql://desk@/desk?host={hosts}&port={ports}{more}"


def caught_up(replica: Server, there: Brief) -> None:
    """Wait until a replica has the latest state of the dossier."""
    for _ in range(100):
        if "Pilots agree" in there("timeline", "-d", f"{address_of(replica)}#harbour").stdout:
            return
        time.sleep(0.1)
    raise AssertionError("the replica does not catch up")


def test_reading_goes_on_from_a_replica_when_the_primary_ends(
    there: Brief, harbour: Path, server: Server, replicas: list[Server]
) -> None:
    told(harbour, "Pilots agree")
    every = address_of(server, *replicas)
    # Readers prefer replicas; a push finds the primary by itself.
    preferring = address_of(*replicas, server, more="&target_session_attrs=prefer-standby&load_balance_hosts=random")
    pushed = there("push", f"{preferring}#harbour", "-d", str(harbour))
    assert pushed.returncode == 0, pushed.stderr
    for replica in replicas:
        caught_up(replica, there)
    with library.open(f"{every}#harbour") as dossier:
        assert len(dossier.events) == 1
        server.stop()
        try:
            assert [event.title for event in dossier.events] == ["Pilots agree"]
            assert "Pilots agree" in there("timeline", "-d", f"{preferring}#harbour").stdout
            refused = there("push", f"{every}#harbour", "-d", str(harbour))
            assert (refused.returncode, refused.stdout, refused.stderr.count("\n")) == (1, "", 1)
            assert "takes a push: all that answer are read-only, as replicas are (name the primary," in refused.stderr
        finally:
            server.start()


def test_a_replica_refuses_a_push(there: Brief, harbour: Path, replicas: list[Server]) -> None:
    done = there("push", f"{address_of(replicas[0])}#harbour", "-d", str(harbour))
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert done.stderr.startswith("brief: no host of ")
    assert done.stderr.endswith(
        " takes a push: all that answer are read-only, as replicas are (name the primary, or start it)\n"
    )
