"""The compiled store: up to date, fast, and repaired without the user's help whatever happens to it."""

import json
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

import command
from brief import refresh, updating
from brief.app import open_store
from brief.cli.main import run
from brief.model.events import Event
from brief.stores import build
from brief.stores.query import Store
from brief.stores.schema import VERSION
from brief.yaml import discovery as load_read
from brief.yaml import file as load_file
from brief.yaml.discovery import Walk, walk
from brief.yaml.records import Examine

Brief = Callable[..., "subprocess.CompletedProcess[str]"]
EVENT = "events:\n  {id}:\n    title: {title}\n    date: {date}\n    cite: log p. 1\n"
HEAD = "dossier: {title: Bell log}\nsources: {log: {title: The log}}\n"


@pytest.fixture
def cached(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache folder for this test alone."""
    folder = tmp_path / "cache"
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder))
    monkeypatch.delenv("BRIEF_DOSSIER", raising=False)
    return folder


@pytest.fixture
def bells(tmp_path: Path, cached: Path) -> Path:
    """A dossier of three files."""
    root = tmp_path / "bells"
    root.mkdir()
    (root / "dossier.yaml").write_text(HEAD)
    (root / "first.yaml").write_text(EVENT.format(id="first", title="First bell", date="1901"))
    (root / "second.yaml").write_text(EVENT.format(id="second", title="Second bell", date="1902"))
    return root


@pytest.fixture
def settled(bells: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The dossier, compiled, and unchanged for so long that its file times are reliable."""
    monkeypatch.setattr("brief.updating._SETTLING", 50_000_000)  # more than the resolution of any file system needs
    age(bells)
    open_store(bells).close()
    return bells


def age(root: Path) -> None:
    """Wait until a change to a file would change its time, too."""

    newest = max(path.stat().st_ctime_ns for path in root.rglob("*"))
    while time.time_ns() - newest <= updating._SETTLING:
        time.sleep(0.005)


def titles(root: Path) -> list[str]:
    store = open_store(root)
    found = [event.title for event in store.every(Event)]
    store.close()
    return found


def store_file(cached: Path) -> Path:
    (found,) = cached.rglob("*.sqlite")
    return found


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[str]]:
    """The files that were opened, and those that were compiled."""
    seen: dict[str, list[str]] = {"opened": [], "compiled": []}
    open_file, read_file = load_read.open_file, load_file.read_file

    def opened(path: Path) -> object:
        seen["opened"].append(path.name)
        return open_file(path)

    def compiled(root: Path, path: str, examine: Examine, had: int) -> object:
        seen["compiled"].append(path)
        return read_file(root, path, examine, had)

    monkeypatch.setattr("brief.yaml.file.open_file", opened)
    monkeypatch.setattr("brief.compiling.read_file", compiled)
    return seen


# Speed


def test_what_is_settled_is_not_read_again(settled: Path, reads: dict[str, list[str]]) -> None:
    titles(settled)
    assert reads == {"opened": [], "compiled": []}


# Freshness


def test_an_edited_file_alone_is_read_again(settled: Path, reads: dict[str, list[str]]) -> None:
    (settled / "second.yaml").write_text(EVENT.format(id="second", title="Cracked bell", date="1902"))
    assert titles(settled) == ["First bell", "Cracked bell"]
    assert reads == {"opened": ["second.yaml"], "compiled": ["second.yaml"]}


def test_a_touched_file_is_not_compiled_again(settled: Path, reads: dict[str, list[str]]) -> None:
    os.utime(settled / "second.yaml", ns=(1, 1))
    assert titles(settled) == ["First bell", "Second bell"]
    age(settled)
    titles(settled)
    assert reads == {"opened": ["second.yaml", "second.yaml"], "compiled": []}
    titles(settled)
    assert len(reads["opened"]) == 2


def test_an_edit_that_keeps_size_and_time_is_seen(settled: Path) -> None:
    file = settled / "first.yaml"
    before = file.stat()
    file.write_text(file.read_text().replace("First", "Third"))
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert file.stat().st_size == before.st_size
    assert titles(settled) == ["Third bell", "Second bell"]


@pytest.mark.parametrize("age", [0, 0.06, 0.9, 1.9])
@pytest.mark.parametrize("changed", [True, False])
def test_an_edit_within_one_tick_of_a_coarse_clock_is_seen(
    bells: Path, age: float, changed: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file system does not show the second edit: same size, same times, same inode.

    On FAT, the time of a file that was just written can be two seconds early, and there may be no other time.
    """
    rounded = time.time_ns() - int(age * 1e9)
    stamps = [stamp._replace(modified=rounded, changed=rounded if changed else 0) for stamp in walk(bells).stamps]
    monkeypatch.setattr("brief.refresh.walk", lambda root: Walk(stamps, []))
    assert titles(bells) == ["First bell", "Second bell"]
    file = bells / "first.yaml"
    file.write_text(file.read_text().replace("First", "Third"))
    assert titles(bells) == ["Third bell", "Second bell"]


def test_a_file_system_without_times_hides_no_edit(bells: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stamps = [stamp._replace(modified=0, changed=0, inode=0) for stamp in walk(bells).stamps]
    file = bells / "first.yaml"
    monkeypatch.setattr("brief.refresh.walk", lambda root: Walk(stamps, []))
    assert titles(bells) == ["First bell", "Second bell"]
    file.write_text(file.read_text().replace("First", "Third"))
    assert titles(bells) == ["Third bell", "Second bell"]


def test_added_deleted_and_renamed_files_are_seen(settled: Path, reads: dict[str, list[str]]) -> None:
    (settled / "deep").mkdir()
    (settled / "deep" / "third.yaml").write_text(EVENT.format(id="third", title="Third bell", date="1903"))
    assert titles(settled) == ["Third bell", "First bell", "Second bell"]
    (settled / "first.yaml").unlink()
    assert titles(settled) == ["Third bell", "Second bell"]
    (settled / "second.yaml").rename(settled / "a.yaml")
    assert titles(settled) == ["Second bell", "Third bell"]
    (settled / "a.yaml").rename(settled / "a.txt")
    assert titles(settled) == ["Third bell"]
    assert "first.yaml" not in reads["opened"]


def codes(root: Path) -> list[str]:
    """Return the codes of the findings that the store of a dossier keeps."""
    with closing(open_store(root)) as store:
        return [finding.code for finding in store.findings()]


def test_what_checks_found_goes_with_its_cause(settled: Path) -> None:
    file = settled / "second.yaml"
    sound = file.read_text()
    assert codes(settled) == []
    file.write_text(EVENT.format(id="first", title="Other bell", date="1902-99"))
    assert sorted(codes(settled)) == ["invalid-date"]
    file.write_text(sound.replace("log p", "lag p"))
    assert codes(settled) == ["unknown-id"]
    file.write_text(sound)
    assert codes(settled) == []


@pytest.mark.parametrize(
    ("now", "found"),
    [
        ("organizations: {bell-guild: {name: The guild, cite: log p. 1}}\n", []),
        ("organizations: {bell-guild: {name: Another name, cite: log p. 2}}\n", []),
        ("topics: {bell-guild: {name: The guild}}\n", ["wrong-kind"]),
        ("organizations: {guild: {name: The guild, cite: log p. 1}}\n", ["unknown-id"]),
        ("organizations: {guild: {name: The guild, was: bell-guild, cite: log p. 1}}\n", []),
        (None, ["unknown-id"]),
    ],
)
def test_an_unchanged_reference_is_wrong_once_its_record_is_gone_or_of_another_kind(
    settled: Path, now: str | None, found: list[str]
) -> None:
    guild = settled / "guild.yaml"
    guild.write_text("organizations: {bell-guild: {name: The guild, cite: log p. 1}}\n")
    (settled / "promise.yaml").write_text("commitments: {ring: {text: Ring, by: bell-guild, cite: log p. 1}}\n")
    assert codes(settled) == []
    if now is None:
        guild.unlink()
    else:
        guild.write_text(now)
    assert codes(settled) == found


# Damage


def empty(file: Path) -> None:
    file.write_bytes(b"")


def truncated(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:5000])


def no_database(file: Path) -> None:
    file.write_bytes(b"not a database at all" * 500)


def other_application(file: Path) -> None:
    execute(file, "PRAGMA application_id = 7")


def older(file: Path) -> None:
    execute(file, "UPDATE record SET label = 'old', body = '{}'; PRAGMA user_version = 999")


def bad_json(file: Path) -> None:
    execute(file, "UPDATE record SET body = '{\"id\": '")


def other_json(file: Path) -> None:
    execute(file, "UPDATE record SET body = '[]'")


def other_shape(file: Path) -> None:
    execute(file, 'UPDATE record SET body = \'{"id": 3, "date": "soon"}\'')


def no_text(file: Path) -> None:
    execute(file, "UPDATE record SET body = CAST(x'ff00fe' AS TEXT), label = CAST(x'ff00fe' AS TEXT)")


def table_gone(file: Path) -> None:
    execute(file, "DROP TABLE claim; DROP TABLE name")


def view_for_a_table(file: Path) -> None:
    execute(file, "DROP TABLE file; CREATE VIEW file AS SELECT 1 AS path")


def execute(file: Path, script: str) -> None:
    with closing(sqlite3.connect(file)) as connection:
        connection.executescript(script)


DAMAGES = [
    empty, truncated, no_database, other_application, older, bad_json, other_json, other_shape, no_text,
    table_gone, view_for_a_table,
]  # fmt: skip
REBUILT = "brief: the compiled copy of the dossier is damaged; compiling it again\n"


def ask(capsys: pytest.CaptureFixture[str], root: Path, *words: str) -> tuple[int, str, str]:
    code = run([*words, "--json", "--dossier", str(root)])
    return code, *capsys.readouterr()


@pytest.fixture(scope="module")
def sound(beacons: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache folder with a compiled dossier, to be copied."""
    folder = tmp_path_factory.mktemp("sound")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(folder))
        open_store(Path(beacons)).close()
    return folder


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        *((damage, ("who", "ostergard")) for damage in DAMAGES),
        *((damage, words) for damage in DAMAGES[5:] for words in (("check",), ("search", "ostergard"))),
    ],
)
def test_a_damaged_store_is_made_anew(
    damage: Callable[[Path], None],
    words: tuple[str, ...],
    cached: Path,
    sound: Path,
    beacons: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    shutil.copytree(sound, cached)
    right = ask(capsys, Path(beacons), *words)
    file = store_file(cached)
    damage(file)
    assert ask(capsys, Path(beacons), *words) == (*right[:2], REBUILT)
    before = file.stat()
    assert ask(capsys, Path(beacons), *words) == right
    assert right[::2] == (0, "")
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("SELECT count(*) FROM record").fetchone()[0] > 0
    assert file.stat().st_ino == before.st_ino


def test_no_byte_of_a_store_can_be_wrong_and_do_harm(
    cached: Path, bells: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Every byte of the header, and a sample of the rest: the schema, tables and indexes."""
    asked = (("timeline",), ("show", "first"), ("memo",), ("check",), ("search", "bell"))
    right = [ask(capsys, bells, *words) for words in asked]
    file = store_file(cached)
    sound = file.read_bytes()
    chance = random.Random(7)
    rebuilt = 0
    for turn, place in enumerate([*range(100), *chance.choices(range(100, len(sound)), k=30)]):
        damaged = bytearray(sound)
        damaged[place] ^= 1 << chance.randrange(8)
        file.write_bytes(damaged)
        words, (code, shown, said) = asked[turn % len(asked)], right[turn % len(asked)]
        assert ask(capsys, bells, *words) in ((code, shown, said), (code, shown, REBUILT + said)), place
        rebuilt += file.read_bytes() != damaged
    assert rebuilt > 117
    assert [path.name for path in file.parent.iterdir()] == [file.name]


def test_random_bytes_in_a_large_store_never_raise(
    cached: Path, beacons: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A store that is too large for a checksum is compiled again after any exception."""
    monkeypatch.setattr("brief.stores.trust._SEALED", 0)
    asked = (("timeline",), ("who", "ostergard"), ("check",), ("search", "ostergard"))
    ask(capsys, Path(beacons), "timeline")
    file = store_file(cached)
    sound = file.read_bytes()
    chance = random.Random(7)
    places = [sound.index(b"CREATE TABLE claim") + 2, *(chance.randrange(100, len(sound) - 512) for _ in range(24))]
    for turn, place in enumerate(places):
        damaged = bytearray(sound)
        damaged[place : place + 512] = chance.randbytes(512)
        file.write_bytes(damaged)
        code, shown, said = ask(capsys, Path(beacons), *asked[turn % len(asked)])
        assert code in (0, 1)
        assert json.loads(shown)
        assert said in ("", REBUILT)


@pytest.mark.parametrize(
    ("words", "column", "letters"),
    [
        (("show", "first"), "body", b"tolls"),
        (("timeline",), "body", b"tolls"),
        (("show", "first"), "label", b"Finn"),
        (("check",), "finding", b"no source"),
        (("search", "bell"), "body", b"tolls"),
    ],
)
def test_a_changed_letter_in_a_large_store_is_never_printed(
    cached: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    words: tuple[str, ...],
    column: str,
    letters: bytes,
) -> None:
    """A store that is too large for one checksum has a checksum for each printed text."""
    monkeypatch.setattr("brief.stores.trust._SEALED", 0)
    root = tmp_path / "large"
    root.mkdir()
    (root / "dossier.yaml").write_text("dossier: {title: Bells}\npeople: {ada: {name: Ada Finn}}\n")
    event = "first: {title: A bell tolls, date: 1901, who: {ada: ringer}}"
    (root / "events.yaml").write_text(f"events: {{{event}}}\n")
    right = ask(capsys, root, *words)
    table, field = ("finding", "body") if column == "finding" else ("record", column)
    with closing(sqlite3.connect(store_file(cached))) as connection, connection:
        wrong = bytes([letters[0] ^ 1]) + letters[1:]
        query = f"UPDATE {table} SET {field} = replace({field}, ?, ?)"
        assert connection.execute(query, (letters.decode(), wrong.decode())).rowcount > 0
    assert ask(capsys, root, *words) == (*right[:2], REBUILT + right[2])
    assert ask(capsys, root, *words) == right


# Other files in the place of the store


def folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


def full_folder(file: Path) -> None:
    folder(file)
    (file / "thing").write_text("")


def dangling_link(file: Path) -> None:
    file.unlink()
    file.symlink_to("nowhere")


def link_to_a_store(file: Path) -> None:
    file.symlink_to(file.rename(file.with_name("elsewhere.sqlite")))


def pipe(file: Path) -> None:
    file.unlink()
    os.mkfifo(file)


def open_to_others(file: Path) -> None:
    file.chmod(0o602)


def open_to_a_group(file: Path) -> None:
    file.chmod(0o620)


def of_another_user(file: Path) -> None:
    if os.geteuid() != 0:
        pytest.skip("only root can give a file to another user")
    os.chown(file, 12345, -1)


@pytest.mark.skipif(os.name != "posix", reason="files have owners and rights on POSIX systems alone")
@pytest.mark.parametrize(
    ("put", "reason"),
    [
        (folder, "it is not a regular file"),
        (full_folder, "it is not a regular file"),
        (dangling_link, "it is not a regular file"),
        (link_to_a_store, "it is not a regular file"),
        (pipe, "it is not a regular file"),
        (open_to_others, "other users can write to it"),
        (open_to_a_group, "other users can write to it"),
        (of_another_user, "it belongs to another user"),
    ],
)
def test_a_store_that_is_not_the_users_own_is_neither_used_nor_replaced(
    put: Callable[[Path], None], reason: str, cached: Path, beacons: str, capsys: pytest.CaptureFixture[str]
) -> None:
    right = ask(capsys, Path(beacons), "timeline")
    file = store_file(cached)
    execute(file, "UPDATE record SET label = 'false'")
    put(file)
    before = file.lstat()
    code, shown, said = ask(capsys, Path(beacons), "timeline")
    assert (code, shown) == right[:2]
    assert said == f"brief: {file} is not used as the compiled copy of the dossier, because {reason}; delete it\n"
    assert file.lstat() == before


# Where no store can be kept


def a_file(folder: Path) -> str:
    folder.write_text("")
    return str(folder)


def below_a_file(folder: Path) -> str:
    folder.write_text("")
    return str(folder / "below")


def a_device(folder: Path) -> str:
    return "/dev/null"


def not_allowed(folder: Path) -> str:
    return "/proc/nobody/writes/here"


@pytest.mark.parametrize("place", [a_file, below_a_file, a_device, not_allowed])
def test_a_cache_that_cannot_be_written_is_done_without(
    brief: Brief, beacons: str, tmp_path: Path, place: Callable[[Path], str]
) -> None:
    right = brief("timeline", "-d", beacons)
    done = brief("timeline", "-d", beacons, env={"XDG_CACHE_HOME": place(tmp_path / "cache")})
    assert (done.returncode, done.stdout, done.stderr) == (0, right.stdout, "")


def test_no_home_is_done_without(
    bells: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def homeless() -> Path:
        raise RuntimeError("Could not determine home directory.")

    right = ask(capsys, bells, "timeline")
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.delenv("LOCALAPPDATA", raising=False)
    monkeypatch.setattr(Path, "home", homeless)
    assert ask(capsys, bells, "timeline") == right
    assert "First bell" in right[1]


def test_a_dossier_that_nobody_may_write_is_read(brief: Brief, bells: Path) -> None:
    bells.chmod(0o555)
    done = brief("timeline", "-d", str(bells))
    bells.chmod(0o755)
    assert "First bell" in done.stdout
    assert done.returncode == 0


# Side effects


def tree(root: Path) -> dict[str, tuple[int, bytes]]:
    return {
        str(path.relative_to(root)): (path.stat().st_mtime_ns, path.read_bytes() if path.is_file() else b"")
        for path in [root, *root.rglob("*")]
    }


def test_nothing_is_written_into_the_dossier_and_nothing_is_left_over(
    cached: Path, beacons: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = tmp_path / "copy"
    shutil.copytree(beacons, root)
    before = tree(root)
    for words in (("timeline",), ("who", "ostergard"), ("memo",), ("check",), ()):
        assert ask(capsys, root, *words)[0] == 0
    assert tree(root) == before
    assert [path.suffix for path in cached.rglob("*") if path.is_file()] == [".sqlite"]


def test_the_cache_is_for_its_owner_alone(settled: Path, cached: Path) -> None:
    assert store_file(cached).parent.stat().st_mode & 0o077 == 0


def test_two_dossiers_have_two_stores(settled: Path, cached: Path, beacons: str) -> None:
    open_store(Path(beacons)).close()
    assert len(list(cached.rglob("*.sqlite"))) == 2
    assert titles(settled) == ["First bell", "Second bell"]


def test_what_a_killed_builder_left_is_swept_away_later(settled: Path, cached: Path) -> None:
    store = store_file(cached)
    old, new = (store.with_name(f"{store.name}.{number}.part") for number in (1, 2))
    for file in (old, new):
        file.write_bytes(b"half a store")
    os.utime(old, (1, 1))
    store.write_bytes(b"")
    assert titles(settled) == ["First bell", "Second bell"]
    assert sorted(store.parent.iterdir()) == sorted((store, new))


KILLED = """
import os, sys
from pathlib import Path
from brief.stores.build import building
target = Path(sys.argv[1])
with building(target) as (connection, builder):
    connection.execute("PRAGMA cache_spill = 1")
    connection.execute("PRAGMA cache_size = 1")
    for known in builder.files().values():
        builder.forget(known.number)
    connection.execute("UPDATE name SET form = 'half'")
    os._exit(9)
"""


def test_a_change_that_is_cut_off_leaves_the_store_as_it_was(
    settled: Path, cached: Path, reads: dict[str, list[str]]
) -> None:
    before = store_file(cached).stat()
    done = subprocess.run([sys.executable, "-c", KILLED, str(store_file(cached))], check=False)
    assert done.returncode == 9
    assert store_file(cached).stat().st_ino == before.st_ino
    assert titles(settled) == ["First bell", "Second bell"]
    assert reads["compiled"] == []


def test_a_large_dossier_is_read_by_several_processes_to_the_same_end(
    beacons: str, bells: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def everything(root: Path) -> list[object]:
        with closing(refresh.in_memory(root, walk(root), time.time_ns(), print)) as store:
            tables = ("record", "link", "name", "text", "token")
            rows = [sorted(store._run(f"SELECT * FROM {table}")) for table in tables]
            rows.append(sorted(store._run("SELECT file, path, digest, header FROM file")))
            return [*rows, list(store.findings())]

    (bells / "third.yaml").write_text("events: [\n")
    (bells / "fourth.yaml").write_text("events: {odd: {title: Odd, date: 1902-99}}\n")
    for root in (Path(beacons), bells):
        alone = everything(root)
        with monkeypatch.context() as patch:
            patch.setattr("brief.compiling._LARGE", 0)
            assert everything(root) == alone


# Many at once


@pytest.fixture
def many(environment: dict[str, str], cached: Path) -> Iterator[Callable[[Path], list[str]]]:
    """A function that starts eight processes on one dossier at the same time, and returns what each prints."""

    def run_eight(root: Path) -> list[str]:
        words = [["timeline", "--dossier", str(root)], ["search", "bell", "--dossier", str(root)]]
        ended = command.run_together(words * 4, environment | {"XDG_CACHE_HOME": str(cached)}, root)
        assert {done.returncode for done in ended} == {0}
        assert {done.stderr for done in ended} <= {"", REBUILT}
        return [done.stdout for done in ended]

    yield run_eight


def test_eight_at_once_build_and_read_one_store(many: Callable[[Path], list[str]], bells: Path, cached: Path) -> None:
    printed = many(bells)
    assert printed == printed[:2] * 4
    assert all("First " in shown for shown in printed)
    (bells / "first.yaml").write_text(EVENT.format(id="first", title="Recast bell", date="1901"))
    printed = many(bells)
    assert printed == printed[:2] * 4
    assert all("Recast " in shown for shown in printed)
    store_file(cached).write_bytes(store_file(cached).read_bytes()[:9000])
    assert many(bells) == printed
    assert [path.suffix for path in cached.rglob("*") if path.is_file()] == [".sqlite"]


def test_what_another_process_puts_in_place_meanwhile_is_not_taken_for_ones_own(
    settled: Path, cached: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    earlier = store_file(cached).read_bytes()
    put = build._put

    def overtaken(aside: Path, target: Path) -> None:
        put(aside, target)
        target.write_bytes(earlier)

    (settled / "first.yaml").write_text(EVENT.format(id="first", title="Recast bell", date="1901"))
    store_file(cached).unlink()
    with monkeypatch.context() as patch:
        patch.setattr("brief.stores.build._put", overtaken)
        assert titles(settled) == ["Recast bell", "Second bell"]
    assert titles(settled) == ["Recast bell", "Second bell"]


def test_a_reader_keeps_its_store_while_another_would_change_it(settled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("brief.stores.build._PATIENCE", 0.1)
    reader = open_store(settled)
    (settled / "second.yaml").unlink()
    assert titles(settled) == ["First bell"]
    assert [event.title for event in reader.every(Event)] == ["First bell", "Second bell"]
    reader.close()


@pytest.mark.parametrize("settling", [0, 3_600_000_000_000], ids=["long ago", "just now"])
def test_whoever_changes_nothing_waits_for_no_reader(
    bells: Path, monkeypatch: pytest.MonkeyPatch, settling: int
) -> None:
    """Whoever waits in vain compiles the dossier in memory."""
    monkeypatch.setattr("brief.refresh.in_memory", pytest.fail)
    monkeypatch.setattr("brief.stores.build._PATIENCE", 0.1)
    with closing(open_store(bells)):
        monkeypatch.setattr("brief.updating._SETTLING", settling)
        assert titles(bells) == ["First bell", "Second bell"]


def test_a_store_is_opened_to_read_alone(settled: Path, cached: Path) -> None:
    store = Store.open(store_file(cached))
    assert store
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        store._run("DELETE FROM record")
    store.close()


def test_what_is_written_is_not_written_again_where_the_store_proves_damaged(
    cached: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = tmp_path / "tolls"
    root.mkdir()
    tolls = ", ".join(f"t{number}: {{title: Toll {number}}}" for number in range(3))
    (root / "dossier.yaml").write_text(f"dossier: {{title: Tolls}}\nevents: {{{tolls}}}\n")
    words = ["check", "--dossier", str(root)]
    assert run(words) == 0
    right = capsys.readouterr().out
    last = "(SELECT max(rowid) FROM finding)"
    execute(store_file(cached), f"UPDATE finding SET body = '{{' WHERE rowid = {last}; PRAGMA user_version = {VERSION}")
    assert run(words) == 1
    out, err = capsys.readouterr()
    assert right.startswith(out)
    assert out
    assert err == f"{REBUILT}brief: the answer is incomplete, because the compiled copy was damaged (ask again)\n"
    assert run(words) == 0
    assert capsys.readouterr() == (right, "")
