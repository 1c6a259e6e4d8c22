"""Who may read what of a dossier on a PostgreSQL server, with brief and without it."""

import shutil
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import brief as library
import command
from brief.cli.main import run
from brief.model.user_error import UserError
from brief.stores.postgres import push, roles
from brief.stores.postgres.address import parsed
from marked import PLAIN, SECRET, everything, with_ties, written
from servers import Server
from test_golden import CASES, DOSSIERS
from test_postgres import LAST, Brief, killed_at

pytestmark = pytest.mark.usefixtures("asked_of_server")
_ADDRESS = "postgresql:///desk"
_PILOTS = DOSSIERS["pilots"]
_LEVELS = {"PUBLIC": "low", "GUILD": "middle", "SEALED": "high"}
"""The markings of the dossier of pilots, each with a user who may read so much."""
_QUESTIONS = (
    "",
    "timeline",
    "timeline -v",
    "who",
    "who lund",
    "who Agnet",
    "show ines-lund",
    "show dues-doubled",
    "list",
    "memo",
    "memo -v",
    "meeting --with ines-lund --on 2025-01-01",
    "commitments",
    "conflicts",
    "gaps",
    "search agent of the board",
    "search sealed letter",
    "graph",
    "sources",
    "timeline --known-by 2019 --as-of 2019",
    "timeline --no-count",
)
_FORMATS = ("text", "json")
"""A short paper and the whole answer: other formats draw the same two documents."""
_PAPERS = (*_FORMATS, "html", "ics")
_ALL_FORMATS = ("text", "markdown", "html", "json", "csv", "ics", "mermaid", "dot")
_IN_ALL = ("", "timeline", "graph")
_TIED = with_ties(PLAIN, "")
_OF_FERRIES = (
    "",
    "timeline",
    "who ada",
    "who Vane",
    "show board",
    "list",
    "memo -v",
    "meeting --with board --on 2022-01-01",
    "commitments",
    "conflicts",
    "gaps",
    "search pier opens guests",
    "graph",
    "sources",
)


@pytest.fixture(scope="module")
def users(server: Server, cache: Path) -> Iterator[Callable[[str, str], str]]:
    """The address of a dossier as a user sees it, whose name says how much they may read."""
    with library.open(_PILOTS) as dossier:
        place = library.push(dossier, address_of(server, "desk", "pilots"), init=True)
    assert (place.copies, place.is_closed) == (("PUBLIC", "GUILD"), False)
    for marking, user in _LEVELS.items():
        server.run(f"CREATE ROLE {user} LOGIN IN ROLE brief_{marking.lower()}")
    server.run("CREATE ROLE stranger LOGIN")
    yield lambda user, dossier: address_of(server, user, dossier)
    server.run("DELETE FROM brief.dossier; DROP POLICY by_marking ON brief.dossier")
    for table in ("dossier", "former"):
        server.run(f"ALTER TABLE brief.{table} DISABLE ROW LEVEL SECURITY")
    for user in (*_LEVELS.values(), "stranger"):
        server.run(f"DROP ROLE {user}")


def address_of(server: Server, user: str, dossier: str) -> str:
    """The address of a dossier for a user."""
    return f"postgresql://{user}@/desk?host={server.folder}&port={server.port}#{dossier}"


def printed(words: str, dossier: str, capsys: pytest.CaptureFixture[str], *more: str) -> tuple[int, str, str]:
    """The exit code of a command, and what it prints."""
    code = run([*words.split(), "--dossier", dossier, *more])
    answer, said = capsys.readouterr()
    return code, answer, said


# With brief


@pytest.mark.parametrize(
    ("marking", "words"),
    [*(("PUBLIC", words) for words in _QUESTIONS), *(("GUILD", words) for words in _QUESTIONS[::2])],
)
def test_a_low_role_reads_the_release_copy_to_the_byte(
    words: str, marking: str, users: Callable[[str, str], str], capsys: pytest.CaptureFixture[str]
) -> None:
    forms = _ALL_FORMATS if words in _IN_ALL else _PAPERS if words in ("memo", "who") else _FORMATS
    for form in forms if marking == "PUBLIC" else ("json",):
        wanted = printed(words, str(_PILOTS), capsys, "--release-to", marking, "--format", form)
        found = printed(words, users(_LEVELS[marking], "pilots"), capsys, "--format", form)
        assert found == wanted, form


def test_folders_and_printed_pages_are_those_of_the_release_copy(
    users: Callable[[str, str], str], there: Brief, tmp_path: Path
) -> None:
    written_to = {}
    for where, more in ((str(_PILOTS), ["--release-to", "GUILD"]), (users("middle", "pilots"), [])):
        out = tmp_path / str(len(more))
        out.mkdir()
        for words in (["memo", "-o", str(out / "memo.docx")], ["timeline", "-o", str(out / "timeline.pdf")]):
            done = there(*words, "-d", where, *more)
            assert done.returncode == 0, done.stderr
        for kind in ("vault", "site"):
            assert there("export", kind, str(out / kind), "-d", where, *more).returncode == 0
        written_to[out] = {str(path.relative_to(out)): path.read_bytes() for path in out.rglob("*") if path.is_file()}
    files, served = written_to.values()
    assert served == files
    assert len(files) > 10


@pytest.mark.parametrize("case", [case for case in CASES if case.endswith("/pilots")])
def test_the_highest_role_reads_all(
    case: str, users: Callable[[str, str], str], capsys: pytest.CaptureFixture[str]
) -> None:
    wanted = printed(CASES[case], str(_PILOTS), capsys, "--format", "json")
    assert printed(CASES[case], users("high", "pilots"), capsys, "--format", "json") == wanted


@pytest.mark.parametrize("user", ["middle", "high", "desk"])
def test_a_lower_copy_can_be_asked_for(
    user: str, users: Callable[[str, str], str], capsys: pytest.CaptureFixture[str]
) -> None:
    for words in ("timeline", "search agent", "gaps"):
        wanted = printed(words, str(_PILOTS), capsys, "--release-to", "PUBLIC")
        assert printed(words, users(user, "pilots"), capsys, "--release-to", "PUBLIC") == wanted


def test_no_higher_copy_can_be_asked_for(users: Callable[[str, str], str], capsys: pytest.CaptureFixture[str]) -> None:
    own = printed("timeline", users("low", "pilots"), capsys)
    assert "Release copy to PUBLIC" in own[1]
    assert printed("timeline", users("low", "pilots"), capsys, "--release-to", "SEALED") == own
    code, out, said = printed("timeline", users("low", "pilots"), capsys, "--release-to", "TLP:GREEN")
    assert (code, out) == (2, "")
    assert said.startswith("brief: --release-to: TLP:GREEN and PUBLIC belong to different marking schemes (")


def test_who_may_read_nothing_is_told_so(
    users: Callable[[str, str], str], server: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, said = printed("timeline", users("stranger", "pilots"), capsys)
    assert (code, out, said.count("\n")) == (2, "", 1)
    assert said.startswith("brief: the user of the address may read nothing on postgresql://")
    assert said.endswith(" (ask whoever pushes its dossiers for the role of a marking, such as brief_tlp_green)\n")
    server.run("GRANT brief_reader TO stranger")
    code, out, said = printed("timeline", users("stranger", "pilots"), capsys)
    assert (code, out, said.count("\n")) == (2, "", 1)
    assert "that the user can read" in said
    server.run("REVOKE brief_reader FROM stranger")


def test_a_list_has_what_the_user_may_read(users: Callable[[str, str], str], there: Brief, tmp_path: Path) -> None:
    (tmp_path / "open").mkdir()
    (tmp_path / "open" / "dossier.yaml").write_text("dossier: {title: For all}\ntopics: {t: {name: Tides}}\n")
    assert there("push", users("desk", "open"), "-d", str(tmp_path / "open")).returncode == 0
    lists = {user: there("dossiers", users(user, "").rstrip("#")).stdout.splitlines() for user in ("low", "desk")}
    for user, marking in (("low", "PUBLIC (release copy)"), ("desk", "SEALED")):
        (pilots,) = (line for line in lists[user] if line.startswith("pilots"))
        assert pilots.endswith(f"  {marking}")
        assert any(line.split()[:3] == ["open", "For", "all"] for line in lists[user])


# Without brief


def everything_seen(address: str, name: str = "%") -> dict[str, list[tuple[Any, ...]]]:
    """All that a user can read with SQL: every row of every relation of every schema, and how it would be found.

    PostgreSQL reads no index and no composite type by its name.
    """
    import psycopg
    from psycopg import sql

    settings: dict[str, Any] = {**parsed(address).settings}
    seen: dict[str, list[tuple[Any, ...]]] = {}
    with psycopg.connect(**settings, autocommit=True) as connection:
        relations = """
            SELECT nspname, relname FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
            WHERE relkind NOT IN ('i', 'I', 'c') AND relname LIKE %s"""
        for names in connection.execute(relations, [name]).fetchall():
            for query in ("SELECT * FROM {}", "EXPLAIN ANALYZE SELECT * FROM {}")[
                : 2 if names[0][:5] == "brief" else 1
            ]:
                try:
                    found = connection.execute(sql.SQL(query).format(sql.Identifier(*names)))
                    seen[f"{query} {'.'.join(names)}"] = found.fetchall()
                except (psycopg.errors.InsufficientPrivilege, psycopg.errors.WrongObjectType):
                    continue
    return seen


@pytest.fixture(scope="module")
def secret_ferries(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a dossier of ferries with all secrets."""
    return written(tmp_path_factory.mktemp("ferries") / "ferries", everything(_TIED))


@pytest.fixture(scope="module")
def ferries(
    server: Server, users: Callable[[str, str], str], secret_ferries: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[str, str], str]]:
    """The same with two dossiers of ferries: one with all secrets, one from which they were taken out."""
    plain = written(tmp_path_factory.mktemp("ferries") / "ferries", _TIED)
    for name, folder in (("secret", secret_ferries), ("plain", plain)):
        with library.open(folder) as dossier:
            library.push(dossier, users("desk", name), init=True)
    server.run("CREATE ROLE green LOGIN IN ROLE brief_tlp_green")
    yield users
    server.run("DROP ROLE green")


def test_no_byte_above_a_role_can_be_read_with_sql(ferries: Callable[[str, str], str]) -> None:
    seen = everything_seen(ferries("green", "secret"))
    assert any("record" in name and rows for name, rows in seen.items() if "pg_" not in name)
    assert SECRET.lower() in str(everything_seen(ferries("desk", "secret"), "record")).lower()
    for name, rows in seen.items():
        assert SECRET.lower() not in str(rows).lower(), name
        assert not any(
            isinstance(value, bytes) and SECRET.lower().encode() in value.lower() for row in rows for value in row
        )


def test_the_tables_of_a_copy_are_those_of_a_dossier_without_secrets(
    ferries: Callable[[str, str], str], server: Server
) -> None:
    states = dict(server.run("SELECT name, state FROM brief.dossier WHERE marking = 'TLP:GREEN'"))
    tables = {name for (name,) in server.run("SELECT tablename FROM pg_tables WHERE schemaname LIKE 'brief\\_%'")}
    assert len(tables) > 10
    told = {"file": "file, header", "record": "record, id, kind, label, file, body"}
    for table in tables - {"finding"}:
        secret, plain = (
            server.run(f"SELECT {told.get(table, '*')} FROM brief_{states[name]}.{table} ORDER BY ctid")
            for name in ("secret", "plain")
        )
        assert secret == plain, table
    state = states["secret"]
    assert server.run(f"SELECT * FROM brief_{state}.finding") == []
    assert server.run(f"SELECT DISTINCT line FROM brief_{state}.record") == [(0,)]
    assert {path for (path,) in server.run(f"SELECT path FROM brief_{state}.file")} == {f"{n:09}" for n in range(3)}


@pytest.mark.parametrize("words", _OF_FERRIES)
def test_records_that_are_alike_are_in_the_order_of_the_files(
    words: str, ferries: Callable[[str, str], str], capsys: pytest.CaptureFixture[str], secret_ferries: Path
) -> None:
    code, answer, _ = printed(words, str(secret_ferries), capsys, "--release-to", "TLP:GREEN", "--format", "json")
    assert printed(words, ferries("green", "secret"), capsys, "--format", "json")[:2] == (code, answer)


def test_whoever_pushes_is_told_of_positions_in_copies(
    users: Callable[[str, str], str], there: Brief, tmp_path: Path
) -> None:
    position = {"text": "Say nothing.", "use": "point", "handling": "TLP:GREEN"}
    held = {
        **PLAIN,
        "dossier": {**PLAIN["dossier"], "handling": "TLP:CLEAR"},
        "positions": {"a": position, "b": {**position}},
    }
    held["people"] = {**held["people"], "di": {"name": "Di", "handling": "TLP:RED"}}
    del held["questions"]
    folder = written(tmp_path / "ferries", held)
    done = there("push", users("desk", "told"), "-d", str(folder), "--init")
    assert done.returncode == 0, done.stderr
    told = "brief: the copy to TLP:GREEN has 2 positions of our own side (to leave one out, raise its `handling`)"
    assert [line for line in done.stderr.splitlines() if "position" in line] == [told]


# Pushing


@pytest.mark.parametrize("step", [0, 30, LAST])
def test_a_push_that_is_killed_leaves_the_old_state_of_every_copy(
    step: int, users: Callable[[str, str], str], server: Server, environment: dict[str, str], tmp_path: Path
) -> None:
    folder = tmp_path / "pilots"
    shutil.copytree(_PILOTS, folder)
    text = (folder / "dossier.yaml").read_text()
    (folder / "dossier.yaml").write_text(text.replace("Dues are doubled", "Dues are halved"))
    before = server.run("SELECT nspname FROM pg_namespace ORDER BY 1"), server.run("SELECT * FROM brief.dossier")
    done = command.run(
        ["push", users("desk", "pilots"), "-d", str(folder)], environment, folder, prepare=killed_at(step)
    )
    assert done.returncode == -signal.SIGKILL
    after = server.run("SELECT nspname FROM pg_namespace ORDER BY 1"), server.run("SELECT * FROM brief.dossier")
    assert after == before
    for user in ("middle", "high"):
        with library.open(users(user, "pilots")) as dossier:
            assert [event.title for event in dossier.events if event.title.startswith("Dues")] == ["Dues are doubled"]


def test_what_is_marked_anew_is_closed_at_once(
    users: Callable[[str, str], str], server: Server, there: Brief, tmp_path: Path
) -> None:
    import psycopg

    def told(handling: str) -> str:
        (tmp_path / "dossier.yaml").write_text(
            "dossier: {title: Tides, markings: [PUBLIC, GUILD, SEALED]}\n"
            f"topics:\n  a: {{name: Ebb, handling: {handling}}}\n  b: {{name: Flood, handling: SEALED}}\n"
        )
        return str(tmp_path)

    address = users("desk", "tides")
    assert there("push", address, "-d", told("PUBLIC")).returncode == 0
    ((state,),) = server.run("SELECT state FROM brief.dossier WHERE name = 'tides' AND marking = 'PUBLIC'")
    settings: dict[str, Any] = {**parsed(users("low", "tides")).settings}
    query = f"SELECT id FROM brief_{state}.record"
    with psycopg.connect(**settings, autocommit=True) as low, library.open(users("low", "tides")) as reader:
        assert low.execute(query.encode()).fetchall() == [("a",)]
        assert low.execute(f"SELECT 1 FROM pg_stats WHERE schemaname = 'brief_{state}'".encode()).fetchall()
        assert there("push", address, "-d", told("GUILD")).returncode == 0
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            low.execute(query.encode())
        assert len(reader.topics) == 0
        place = f"brief_{state}"
        for seen in (
            f"SELECT * FROM pg_stats WHERE schemaname = '{place}'",
            f"SELECT * FROM pg_stats_ext WHERE schemaname = '{place}'",
            f"SELECT * FROM information_schema.columns WHERE table_schema = '{place}'",
            f"SELECT * FROM information_schema.table_privileges WHERE table_schema = '{place}'",
            f"SELECT relname FROM pg_class WHERE relnamespace = '{place}'::regnamespace AND relkind IN ('r', 'S')"
            " AND (has_table_privilege(oid, 'SELECT') OR has_any_column_privilege(oid, 'SELECT'))",
            f"SELECT 1 WHERE has_schema_privilege('{place}', 'USAGE')",
        ):
            assert low.execute(seen.encode()).fetchall() == [], seen
        assert {*server.run("SELECT state FROM brief.former")} >= {(state,)}


def test_a_scheme_without_roles_is_refused_until_they_are_made(
    users: Callable[[str, str], str], there: Brief, server: Server, tmp_path: Path
) -> None:
    def told(*markings: str, handling: str = "BAY") -> str:
        (tmp_path / "dossier.yaml").write_text(
            f"dossier: {{title: Bays, markings: [{', '.join(markings)}]}}\n"
            f"topics:\n  a: {{name: A, handling: {handling}}}\n  b: {{name: B, handling: {markings[0]}}}\n"
        )
        return str(tmp_path)

    address = users("desk", "bays")
    refused = there("push", address, "-d", told("COVE", "BAY"))
    assert (refused.returncode, refused.stdout, refused.stderr.count("\n")) == (2, "", 1)
    assert "has no roles for COVE, BAY in this order (`brief push --init` makes them)" in refused.stderr
    assert there("push", address, "--init", "-d", told("COVE", "BAY")).returncode == 0
    assert there("push", address, "-d", told("COVE", "BAY")).returncode == 0
    for words in ([], ["--init"]):
        refused = there("push", address, *words, "-d", told("BAY", "COVE", handling="COVE"))
        assert (refused.returncode, refused.stdout, refused.stderr.count("\n")) == (2, "", 1), refused.stderr
    alike = there("push", address, "--init", "-d", told("A B", "A-B", handling="A B"))
    assert (alike.returncode, alike.stdout, alike.stderr.count("\n")) == (1, "", 1)


def test_what_no_scheme_orders_only_its_owner_reads(
    users: Callable[[str, str], str], there: Brief, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "dossier.yaml").write_text(
        "dossier: {title: Odd, markings: [PUBLIC, GUILD, SEALED]}\n"
        "topics:\n  a: {name: Tides, handling: GUILD}\n  b: {name: Wrecks, handling: FOR THE HEAD OF DESK}\n"
    )
    done = there("push", users("desk", "odd"), "-d", str(tmp_path))
    assert (done.returncode, done.stderr.splitlines()[-1]) == (
        0,
        "brief: only you can read the full dossier, because no role is high enough",
    )
    assert printed("list topics", users("high", "odd"), capsys)[1].count("Tides") == 1
    assert "Wrecks" not in printed("list topics", users("high", "odd"), capsys)[1]
    assert "Wrecks" in printed("list topics", users("desk", "odd"), capsys)[1]


def test_without_roles_there_are_no_copies(there: Brief, server: Server) -> None:
    server.run("CREATE DATABASE bare")
    try:
        done = there("push", "postgresql:///bare", "-d", str(_PILOTS))
        assert (done.returncode, done.stderr.count("\n")) == (0, 1)
        assert "SEALED" in there("timeline", "-d", "postgresql:///bare").stdout
        copy = there("timeline", "-d", "postgresql:///bare", "--release-to", "GUILD")
        wanted = there("timeline", "-d", str(_PILOTS), "--release-to", "GUILD")
        assert copy.stdout == wanted.stdout
    finally:
        server.run("DROP DATABASE bare")


# Whoever means harm


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO brief.dossier SELECT 'mine', 0, '', NULL, NULL, 0, 1, 48, '', 0, '', false, now()",
        "UPDATE brief.dossier SET role = 'brief_public'",
        "DELETE FROM brief.dossier",
        "SELECT * FROM brief.former",
        "SELECT nextval('brief.state')",
        "CREATE TABLE brief.mine (a int)",
        "ALTER TABLE brief.dossier DISABLE ROW LEVEL SECURITY",
        "GRANT brief_sealed TO low",
        "SET ROLE brief_sealed",
        "DROP SCHEMA brief CASCADE",
        "CREATE TABLE brief_{own}.mine (a int)",
        "DELETE FROM brief_{own}.record",
        "SELECT * FROM brief_{whole}.record",
        "SELECT count(*) FROM brief_{whole}.text",
        "EXPLAIN ANALYZE SELECT * FROM brief_{whole}.record",
        "LOCK TABLE brief_{whole}.record IN ACCESS SHARE MODE",
        "SELECT lo_import('/etc/passwd')",
    ],
)
def test_a_low_role_cannot_do_more_than_read_its_copy(
    statement: str, users: Callable[[str, str], str], server: Server
) -> None:
    import psycopg

    query = "SELECT marking, state FROM brief.dossier WHERE name = 'pilots'"
    states = dict(server.run(query))
    settings: dict[str, Any] = {**parsed(users("low", "pilots")).settings}
    with psycopg.connect(**settings) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute(statement.format(own=states["PUBLIC"], whole=states["SEALED"]).encode())


@pytest.mark.parametrize(
    ("setting", "reset", "said"),
    [
        ("CONNECTION LIMIT 0", "CONNECTION LIMIT -1", "too many connections for role"),
        ("SET statement_timeout = 1", "RESET statement_timeout", "has stopped the query"),
        ("NOLOGIN", "LOGIN", "is not permitted to log in"),
    ],
)
def test_what_the_server_refuses_is_told_in_a_line(
    setting: str, reset: str, said: str, users: Callable[[str, str], str], server: Server, there: Brief
) -> None:
    server.run("CREATE OR REPLACE FUNCTION slow() RETURNS boolean LANGUAGE sql AS 'SELECT pg_sleep(0.1) IS NOT NULL'")
    server.run("CREATE POLICY slow ON brief.dossier AS RESTRICTIVE FOR SELECT USING (slow())")
    server.run(f"ALTER ROLE low {setting}")
    try:
        done = there("timeline", "-d", users("low", "pilots"))
    finally:
        server.run(f"ALTER ROLE low {reset}")
        server.run("DROP POLICY slow ON brief.dossier")
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert said in done.stderr


def test_a_connection_that_is_lost_amid_a_push_leaves_the_old_state(
    users: Callable[[str, str], str], server: Server, there: Brief
) -> None:
    server.run("""
        CREATE FUNCTION leave() RETURNS event_trigger LANGUAGE plpgsql AS $$
        BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); END $$;
        CREATE EVENT TRIGGER lost ON ddl_command_end WHEN tag IN ('CREATE INDEX') EXECUTE FUNCTION leave()""")
    before = server.run("SELECT * FROM brief.dossier")
    try:
        done = there("push", users("desk", "pilots"), "-d", str(_PILOTS))
    finally:
        server.run("DROP EVENT TRIGGER lost; DROP FUNCTION leave")
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert "terminating connection" in done.stderr
    assert server.run("SELECT * FROM brief.dossier") == before


def test_what_a_database_grants_by_default_is_taken_back(
    users: Callable[[str, str], str], server: Server, there: Brief
) -> None:
    import psycopg

    rights = ("SELECT ON TABLES TO PUBLIC", "SELECT ON TABLES TO low", "USAGE ON SCHEMAS TO low")
    for right in rights:
        server.run(f"ALTER DEFAULT PRIVILEGES GRANT {right}")
    try:
        assert there("push", users("desk", "pilots"), "-d", str(_PILOTS)).returncode == 0
    finally:
        for right in rights:
            server.run(f"ALTER DEFAULT PRIVILEGES REVOKE {right.replace(' TO ', ' FROM ')}")
    states = dict(server.run("SELECT marking, state FROM brief.dossier WHERE name = 'pilots' ORDER BY level"))
    settings: dict[str, Any] = {**parsed(users("low", "pilots")).settings}
    with psycopg.connect(**settings, autocommit=True) as reader:
        seen = {schema for (schema,) in reader.execute("SELECT DISTINCT schemaname FROM pg_stats").fetchall()}
        assert [f"brief_{state}" in seen for state in states.values()] == [True, False, False]
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            reader.execute(f"SELECT * FROM brief_{states['SEALED']}.record".encode())


@pytest.mark.parametrize("table", ["record", "name", "text", "crowd", "totals"])
@pytest.mark.parametrize("change", ["DELETE FROM {}", "TRUNCATE {}", "INSERT INTO {} SELECT * FROM {}"])
@pytest.mark.usefixtures("users")
def test_not_even_its_owner_changes_a_pushed_dossier_by_mistake(change: str, table: str, server: Server) -> None:
    import psycopg

    for (state,) in server.run("SELECT state FROM brief.dossier WHERE name = 'pilots'"):
        with pytest.raises(psycopg.errors.RaiseException, match="correct its files, and push it again"):
            server.run(change.replace("{}", f"brief_{state}.{table}"))


@pytest.mark.parametrize(
    "lock",
    [
        "SELECT pg_advisory_lock(hashtext('brief')), pg_advisory_lock(hashtext('pilots'))",
        "BEGIN; LOCK TABLE brief.dossier IN ACCESS SHARE MODE",
        "BEGIN; SELECT * FROM brief_{own}.record",
    ],
)
def test_no_lock_of_a_reader_makes_a_push_wait(
    lock: str, users: Callable[[str, str], str], server: Server, there: Brief, monkeypatch: pytest.MonkeyPatch
) -> None:
    import psycopg

    monkeypatch.setattr(push, "_PATIENCE", "1s")
    states = dict(server.run("SELECT marking, state FROM brief.dossier WHERE name = 'pilots'"))
    settings: dict[str, Any] = {**parsed(users("low", "pilots")).settings}
    with psycopg.connect(**settings, autocommit=True) as reader, library.open(_PILOTS) as dossier:
        reader.execute(lock.format(own=states["PUBLIC"]).encode())
        assert library.push(dossier, users("desk", "pilots")).copies == ("PUBLIC", "GUILD")


def test_a_push_that_waits_long_for_another_says_so(
    users: Callable[[str, str], str], server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    import psycopg

    monkeypatch.setattr(push, "_PATIENCE", "100ms")
    before = server.run("SELECT * FROM brief.dossier")
    settings: dict[str, Any] = {**parsed(users("desk", "pilots")).settings}
    with psycopg.connect(**settings) as other, library.open(_PILOTS) as dossier:
        other.execute("DELETE FROM brief.dossier")
        with pytest.raises(UserError, match="is busy: someone is reading or pushing this dossier"):
            library.push(dossier, users("desk", "pilots"))
        other.rollback()
    assert server.run("SELECT * FROM brief.dossier") == before


def test_rows_that_were_changed_on_the_server_are_noticed(
    users: Callable[[str, str], str], server: Server, there: Brief
) -> None:
    ((state,),) = server.run("SELECT state FROM brief.dossier WHERE name = 'pilots' AND marking = 'PUBLIC'")
    on_purpose = "SET session_replication_role = replica"
    server.run(f"{on_purpose}; UPDATE brief_{state}.record SET body = replace(body, 'Ines', 'Inez')")
    try:
        done = there("who", "-d", users("low", "pilots"))
    finally:
        server.run(f"{on_purpose}; UPDATE brief_{state}.record SET body = replace(body, 'Inez', 'Ines')")
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert done.stderr.startswith("brief: the compiled copy of postgresql://")


def test_shared_tables_of_another_version_are_named(server: Server, there: Brief) -> None:
    server.run("CREATE DATABASE old")
    try:
        old = "CREATE SCHEMA brief; CREATE TABLE brief.dossier (name text PRIMARY KEY, state bigint)"
        import psycopg

        with psycopg.connect(host=str(server.folder), port=server.port, user="desk", dbname="old") as connection:
            connection.execute(old)
        for words in (["dossiers", "postgresql:///old"], ["push", "postgresql:///old", "-d", str(_PILOTS)]):
            done = there(*words)
            assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
            assert "are of another version of brief (" in done.stderr
    finally:
        server.run("DROP DATABASE old")


def test_roles_wait_for_no_reader(server: Server, there: Brief, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(roles, "_SECURITY", roles._SECURITY.replace("10s", "100ms"))
    server.run("CREATE DATABASE fresh")
    address = f"postgresql://desk@/fresh?host={server.folder}&port={server.port}#pilots"
    try:
        with library.open(_PILOTS) as dossier:
            library.push(dossier, address)
            with library.open(address), pytest.raises(UserError, match="is busy: someone is reading"):
                library.push(dossier, address, init=True)
            assert library.push(dossier, address, init=True).copies == ("PUBLIC", "GUILD")
    finally:
        server.run("DROP DATABASE fresh")


def test_a_copy_among_several_dossiers_is_said_and_renewed(
    users: Callable[[str, str], str], there: Brief, tmp_path: Path
) -> None:
    def told(folder: str, *topics: str) -> str:
        (tmp_path / folder).mkdir(exist_ok=True)
        (tmp_path / folder / "dossier.yaml").write_text(
            "dossier: {title: Tides, markings: [PUBLIC, GUILD, SEALED]}\n"
            "topics:\n  s: {name: Wreck, handling: SEALED}\n"
            + "".join(f"  {topic.lower()}: {{name: {topic}}}\n" for topic in topics)
        )
        return str(tmp_path / folder)

    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "dossier.yaml").write_text("dossier: {title: Own}\ntopics: {a: {name: Winds}}\n")
    address = users("desk", "joint")
    both = ["-d", str(tmp_path / "own"), "-d", users("low", "joint")]
    for topics in (["Ebb"], ["Ebb", "Flood"]):
        assert there("push", address, "-d", told("joint", *topics)).returncode == 0
        found = there("list", "topics", *both)
        assert found.returncode == 0, found.stderr
        assert "Release copy to PUBLIC: what is marked higher is left out. 1 record is left out." in found.stdout
        assert [name for name in ("Winds", "Ebb", "Flood", "Wreck") if name in found.stdout] == ["Winds", *topics]
