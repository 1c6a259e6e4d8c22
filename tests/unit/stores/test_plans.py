"""No query about a named record scans all records of a kind: SQLite's plans do not depend on the size."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from brief.app import open_store
from brief.dossier.protocol import EventFilter
from brief.stores.audit import AuditedStore
from brief.stores.query import Store

QUESTIONS: dict[str, Callable[[Store], object]] = {
    "find": lambda store: [store.find(words, ("person",)) for words in ("potvin", "Tamsyn Quelworth", "ptm")],
    "get": lambda store: (store.get("canada"), store.name("canada"), store.origin("canada"), store.kinds_of("canada")),
    "organization": lambda store: list(store.events(EventFilter(organizations=("canada",)))),
    "topic": lambda store: list(store.events(EventFilter(topics=("un-peacekeeping",)))),
    "events with some": lambda store: list(store.events(EventFilter(who=("canada", "vietnam")))),
    "some of a kind": lambda store: list(store.records("event", ["framework-signed"])),
    "links": lambda store: (list(store.linked_to("canada")), list(store.referring("canada", "event"))),
    "links of a field": lambda store: list(store.linked_to("canada", "parties")),
    "counts": lambda store: store.referring_counts("canada"),
    "search": lambda store: [store.search(words) for words in ("who trains peacekeepers", "Canadian courses")],
    "nearest": lambda store: store.nearest("potvn"),
    "among": lambda store: (
        list(AuditedStore.of(store).mentions("part_of", ["canada"])),
        list(AuditedStore.of(store).dangling({"canada": True})),
        list(AuditedStore.of(store).mentioning("signed", ["framework-signed"])),
    ),
}
WHOLE = ("record_kind", "SCAN record", "SCAN link", "SCAN name", "SCAN claim", "SCAN token")


def asked(store: Store, question: Callable[[Store], object]) -> list[str]:
    """The queries that answer a question."""
    found: list[str] = []
    connection = store._connection
    assert isinstance(connection, sqlite3.Connection)
    connection.set_trace_callback(found.append)
    question(store)
    connection.set_trace_callback(None)
    return [query for query in found if query.lstrip().startswith(("SELECT", "WITH"))]


@pytest.mark.parametrize("question", QUESTIONS)
def test_what_is_named_is_sought_by_its_name(question: str, shipped: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with closing(open_store(Path(shipped), searchable=True)) as store:
        queries = asked(store, QUESTIONS[question])
        assert queries
        for query in queries:
            if "MATCH" not in query:  # SQLite cannot explain the queries inside a virtual table
                plan = [row[3] for row in store._run(f"EXPLAIN QUERY PLAN {query}")]
                assert not [step for step in plan if any(whole in step for whole in WHOLE)], query


def test_a_current_id_is_sought_once_and_any_other_among_former_ids(shipped: str) -> None:
    with closing(open_store(Path(shipped), searchable=True)) as store:
        store.get("vietnam")  # the head, which says what a dossier's own words mean, is read once
        assert len(asked(store, lambda held: held.get("canada"))) == 1
        assert len(asked(store, lambda held: held.get("no-such-id"))) == 2
