"""After any changes to the files of a dossier, its store gives the same answers as a new one."""

import os
import shutil
import time
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from brief import refresh
from brief.app import open_store
from brief.dossier.protocol import EventFilter
from brief.model import serialization
from brief.model.dates import Date
from brief.model.findings import Finding, Severity
from brief.model.kinds import KINDS
from brief.stores.audit import AuditedStore
from brief.stores.query import Store
from brief.yaml.discovery import walk
from brief.yaml.file import read_file as original

NAMES = ("a.yaml", "b.yaml", "deep/c.yaml")
CONTENTS = (
    "",
    "sources: {log: {title: The log}}\npeople:\n  ada: {name: Ada Finn, also: [A. Finn], cite: log p. 1}\n",
    "events:\n  toll: {title: A bell tolls, date: 1901, who: {ada: ringer}, cite: log p. 2}\n",
    "events:\n  ring: {title: A bell rings, date: 1901, who: {ada: ringer}, cite: log p. 2}\n"
    "  peal: {title: The bells peal, cite: log p. 3, differs: [{field: date, value: '1901', cite: log p. 4}]}\n",
    "people:\n  bo: {name: Bo Lind, cite: log p. 5}\nevents:\n  knell: {title: A knell, date: 1901-13}\n",
    "people:\n  ada: {name: Ada Finn, cite: lag p. 1}\n",
    "people: {ada: {name: Ada",
    "topics: {bells: {name: Bells}}\nquestions: {why: {text: Why bells?, topics: bells}}\n",
    "# The same people, one of them renamed, and one more before the event.\n"
    "sources: {log: {title: The log}}\npeople:\n  ada: {name: Ada Fynn, also: [A. Finn], cite: log p. 1}\n"
    "  cy: {name: Cy Orr, cite: log p. 8}\n",
    "sources: {log: {title: The log}}\n\npeople:\n  cy: {name: Cy Orr, cite: log p. 8}\n"
    "  ada: {name: Ada Fynn, also: [A. Finn], cite: log page 1}\nevents:\n  toll: {title: A bell tolls, who: [cy]}\n",
    "agreements: {a: {name: A, builds_on: [b, c]}, b: {name: B, builds_on: [c]}, c: {name: C}}\n",
    "agreements: {a: {name: A, builds_on: [b, c]}, b: {name: B, builds_on: [c]}, c: {name: C, builds_on: [a]}}\n",
    "organizations: {ada: {name: Ada & Co}}\npeople: {p: {name: Pa Orr, roles: [{title: T, org: ada}]}}\n",
)
EDITS = st.lists(
    st.tuples(
        st.sampled_from(("write", "delete", "rename", "touch")),
        st.sampled_from(NAMES),
        st.integers(0, len(CONTENTS) - 1),
        st.booleans(),
    ),
    min_size=1,
    max_size=6,
)


def edit(root: Path, action: str, name: str, number: int) -> None:
    file, other = root / name, root / NAMES[number % len(NAMES)]
    if action == "write":
        file.write_text(CONTENTS[number])
    elif not file.exists():
        return
    elif action == "delete":
        file.unlink()
    elif action == "rename":
        file.rename(other)
    else:
        os.utime(file)


def answers(store: Store, *, searched: bool) -> dict[str, Any]:
    """Return all that a store answers; if it can be `searched`, also what a search finds and where it looks."""
    ids = sorted(set(store.ids()))
    claims = [(claim.event.id, claim.date and claim.date.text, claim.rival) for claim in store.events(EventFilter())]
    return {
        "files": store.files(),
        "counts": store.counts(),
        "title": store.header and store.header.title,
        "records": {kind: [serialization.encode(record) for record in store.records(kind)] for kind in KINDS},
        "events": claims,
        "first": {id_: (serialization.encode(store.get(id_)), store.origin(id_), store.name(id_)) for id_ in ids},
        "links": {id_: list(store.linked_to(id_)) for id_ in ids},
        "found": {words: store.find(words) for words in ("ada", "finn", "A Finn", "lind", "bells", "adda")},
        "nearest": [found.label for found in store.nearest("ada xyz")],
        "thin": {kind: [held.id for held in store.having(KINDS[kind].record, "thin")] for kind in KINDS},
        "traits": {kind: store.having_count(kind, "thin") for kind in KINDS},
        "search": [store.search(words).found for words in ("bell", "Finn tolls 1901")] if searched else None,
        "texts": texts_of(store) if searched else None,
        "findings": list(map(without_memory, store.findings())),
    }


def texts_of(store: Store) -> list[tuple[str, ...]]:
    """Return the words of each record with its id, each of which the list of words has."""
    ids = dict(store.run("SELECT record, id FROM record"))
    known = {word for (word,) in store.run("SELECT word FROM word")}
    found = [(ids[record], *columns) for record, *columns in store.texts()]
    assert known.issuperset(word for _, title, body, *_ in found for word in f"{title} {body}".split())
    assert len(found) == len(ids)
    return sorted(found)


def without_memory(found: Finding) -> Finding:
    """Return the finding without what only an updated store can know: how many records an empty file had."""
    return found._replace(sentence=found.sentence.partition(";")[0], hint="") if found.code == "no-records" else found


@pytest.fixture(scope="session")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("workshop")


@settings(
    max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(edits=EDITS)
def test_any_edits_leave_the_store_as_a_fresh_one(
    edits: list[tuple[str, str, int, bool]], workshop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(workshop / "cache"))
    monkeypatch.setattr("brief.app._remark", pytest.fail)  # no edit makes a store look damaged
    root = workshop / "bells"
    shutil.rmtree(root, ignore_errors=True)
    (root / "deep").mkdir(parents=True)
    (root / "dossier.yaml").write_text("dossier: {title: Bells}\n")
    (root / "a.yaml").write_text(CONTENTS[1])
    open_store(root).close()
    for action, name, number, searched in edits:
        edit(root, action, name, number)
        with (
            closing(open_store(root, searchable=searched)) as kept,
            closing(refresh.in_memory(root, walk(root), time.time_ns(), print)) as fresh,
        ):
            assert answers(kept, searched=searched) == answers(fresh, searched=searched)


def test_only_changed_files_are_compiled(workshop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(workshop / "cache"))
    root = workshop / "costs"
    root.mkdir()
    (root / "dossier.yaml").write_text("dossier: {title: Bells}\n")
    read: list[str] = []

    def spied(folder: Path, path: str, *rest: Any) -> object:
        read.append(path)
        return original(folder, path, *rest)

    monkeypatch.setattr("brief.compiling.read_file", spied)
    for name in ("a.yaml", "b.yaml"):
        (root / name).write_text(f"people: {{{name[0]}: {{name: Ringer {name[0]}}}}}\n")
    open_store(root).close()
    assert sorted(read) == ["a.yaml", "b.yaml", "dossier.yaml"]
    read.clear()
    (root / "b.yaml").write_text("people: {b: {name: Ringer Bo}}\n")
    open_store(root).close()
    assert read == ["b.yaml"]


@pytest.mark.parametrize("dossier", ["beacons", "shipped"])
def test_the_newest_events_are_the_last_backwards(dossier: str, request: pytest.FixtureRequest) -> None:
    store = open_store(Path(request.getfixturevalue(dossier)))
    day = Date.parse("2025")

    def told(wanted: EventFilter) -> list[tuple[str, str, int | None]]:
        return [(found.event.id, found.date.text, found.rival) for found in store.events(wanted) if found.date]

    for wanted in (EventFilter(), EventFilter(known_at=day), EventFilter(since=day)):
        assert told(wanted._replace(newest=True)) == told(wanted)[::-1]
    store.close()


def test_what_is_doubtful_stands_among_the_findings_of_the_store_in_their_order(workshop: Path) -> None:
    root = workshop / "findings"
    root.mkdir()
    (root / "dossier.yaml").write_text(
        "dossier: {title: Bells}\nevents: {b: {title: B}}\ntopics: {t: {name: T, id: t}}\n"
    )
    store = refresh.in_memory(root, walk(root), time.time_ns(), print)
    kept = list(store.findings())
    assert {found.severity for found in kept} == {*Severity}
    around = [Finding("tag", "", file="a.yaml"), Finding("alias", "", severity=Severity.WARNING, file="z.yaml")]
    same = kept[-1]._replace(code="anchor")
    audited = AuditedStore.of(store)
    audited.doubts = lambda: iter([around[0], same, around[1]])
    assert list(audited.findings()) == [around[0], *kept, same, around[1]]
    for severity in Severity:
        assert store.finding_count(severity) == len(list(store.findings(severity)))
        assert all(found.severity is severity for found in audited.findings(severity))
    store.close()
