"""No dossier, whatever its errors, makes a command raise: neither a check nor a report with `--keep-going`.

A few ids are shared by records of different kinds, or by several records of one kind. Fields refer to records of the
wrong kind or to none. Dates, locators and paths are right or wrong. Texts exist or are missing.
"""

from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from brief.app import open_store
from brief.auditing import audited
from brief.cli.main import run
from brief.model.dates import Date
from brief.model.header import Header
from brief.model.kinds import KINDS
from brief.model.parts import Citation
from brief.model.serialization import references
from brief.model.shape import Shape, fields

IDS = ("log", "ada", "board", "pier", "tides", "opening", "pact", "course", "dredge", "opinion", "why-now", "stance")
TEXT = "The first.\n\nThe second, with cooperation.\n\fThe third.\n"
WORDS = (
    "Ada",
    "Ada Orr",
    "ada",
    "board",
    "a b",
    "…",
    "Head, Policy",
    "WHO",
    "[1]",
    "ghost",
    "4",
    "signatory",
    "a hall in St. Gull",
)
DATES = ("1900", "1900-02", "1900-02-03", "1999/2001", "2000/..", "../1950", "1900~", "19XX", "2020-21", "-0043")
PLACES = ("", "¶1", "¶2", "¶9", "p. 1", "pp. 1-9", "line 2", "page 3", "title", "¶0", "¶3-1")
PATHS = (
    *("date", "title", "name", "text", "roles", "roles.0", "roles.0.org", "roles.7.org", "who.ada", "who", "by", "for"),
    *("log.0.status", "cite.0", "also.0", "x", "differs.0.value", "published", "made", "due", "roles.0.seen", "period"),
    *("died", "contact.email", "memberships.0.to", "figures.0.currency", "who.a hall in St. Gull", "identifiers.x"),
)
QUOTES = ("The second", "operation", "with ... third", "nowhere", "…")

ids = st.sampled_from((*IDS, "ghost"))
paths = st.sampled_from(PATHS)
words = st.sampled_from(WORDS)


def rarely(usual: st.SearchStrategy[Any], odd: st.SearchStrategy[Any], times: int = 30) -> st.SearchStrategy[Any]:
    return st.integers(0, times).flatmap(lambda number: odd if number == times else usual)


written = st.builds(lambda id_, at: f"{id_} {at}".strip(), ids, st.sampled_from(PLACES))
mapped = st.fixed_dictionaries({"source": ids, "at": st.sampled_from(PLACES), "quote": st.sampled_from(QUOTES)})
cites = written | mapped


def values(shape: Shape, name: str) -> st.SearchStrategy[Any]:
    """Return a strategy for values of a field of this shape, as they are written in a file; a few are invalid."""
    if shape.is_list and shape.one.type is Citation:
        return (
            cites | st.lists(cites, max_size=3) | st.dictionaries(rarely(st.just("rest"), paths, 3), cites, max_size=2)
        )
    named = {
        "field": paths,
        "inferred": st.dictionaries(paths, words, max_size=2) if shape.is_map else words,
        "text": st.sampled_from(("text.txt", "text.txt", "gone.txt", "../x", ".")),
        "value": words | st.sampled_from(DATES) | ids,
    }
    if name in named and not shape.is_list:
        return named[name]
    if shape.ref is not None:
        return rarely(ids, words, 8)
    if shape.is_list and shape.item:
        return st.lists(values(shape.item, ""), max_size=3)
    if shape.is_map:
        return st.dictionaries(rarely(ids, words, 8), st.none() | words, max_size=3)
    if shape.form:
        return rarely(st.just(shape.form.example.strip('"')), words)
    if shape.choices:
        return rarely(st.sampled_from(shape.choices), st.just("no choice"))
    if shape.is_part:
        return held(shape.type)
    others = st.sampled_from(("true", "false"))
    return {Date: rarely(st.sampled_from(DATES), words), str: words}.get(shape.type, others)


def held(cls: Any) -> st.SearchStrategy[dict[str, Any]]:
    """Return a strategy for a record or a part as it is written, mostly with its required fields."""
    needed: dict[str, Any] = {}
    more: dict[str, Any] = {}
    for name, item in fields(cls).items():
        if name != "id":
            group = needed if item.is_required else more
            group[name] = st.deferred(lambda name=name, item=item: values(item.shape, name))  # type: ignore[misc]
    whole = st.fixed_dictionaries(needed, optional=more)
    return rarely(whole, st.fixed_dictionaries({}, optional={**needed, **more}))


RECORDS = {kind.section: held(kind.record) for kind in KINDS.values()}
OWN = dict(zip(IDS, RECORDS, strict=True))
"""The strategy for the record of each id; each kind has one id."""


@st.composite
def dossiers(draw: Any) -> tuple[dict[str, Any], ...]:
    """Draw the header of a dossier and two files; sometimes several records share an id."""
    files: tuple[dict[str, Any], ...] = ({}, {})
    shared = draw(rarely(st.just([]), st.lists(st.tuples(st.sampled_from(tuple(RECORDS)), ids), max_size=3), 4))
    for section, id_ in [*((OWN[id_], id_) for id_ in IDS), *shared]:
        if draw(st.integers(0, 5)):
            draw(st.sampled_from(files)).setdefault(section, {})[id_] = draw(RECORDS[section])
    return draw(held(Header)), *files


def commands() -> Iterator[str]:
    """Yield all commands that read a dossier, except for exports."""
    yield from ("check", "check --strict --json", "check --rule uncited --limit 1")
    keeping_on = ["timeline", "timeline --chart", "who", "memo", "commitments", "conflicts", "gaps", "search ada 1900"]
    keeping_on += [
        "graph",
        "sources",
        "",
        "timeline --as-of 1950 --known-by 1960",
        "memo --as-of 1950",
        "gaps --known-by 1950",
    ]
    keeping_on += [f"{name} {id_}" for name in ("show", "why", "who", "memo", "graph") for id_ in IDS]
    keeping_on += [f"meeting --with {id_} --on 1950" for id_ in IDS] + [
        "why dossier",
        "why ada.roles.0.org",
        "why opening.date",
    ]
    yield from (f"{words} --keep-going" for words in keeping_on)


COMMANDS = tuple(commands())


@settings(max_examples=9, suppress_health_check=list(HealthCheck))
@given(made=dossiers(), asked=st.lists(st.sampled_from(COMMANDS), min_size=6, max_size=6, unique=True))
def test_no_dossier_ends_a_command_with_an_exception(
    made: tuple[dict[str, Any], ...],
    asked: list[str],
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    root = tmp_path_factory.mktemp("any")
    monkeypatch.setenv("XDG_CACHE_HOME", str(root / "cache"))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1774310400")
    (root / "text.txt").write_text(TEXT)
    for name, file in zip(("dossier.yaml", "a.yaml", "b.yaml"), ({"dossier": made[0]}, *made[1:]), strict=True):
        (root / name).write_text(yaml.safe_dump(file, sort_keys=False, allow_unicode=True), encoding="utf-8")
    with closing(open_store(root)) as store:
        found = Counter(finding.code for finding in audited(root, store).findings())
        read = [record for kind in KINDS for record in store.records(kind)]
        shared = len({record.id for record in read}) < len(read)
        kinds = {id_: set(store.kinds_of(id_)) for id_ in IDS}
    mentions = [mention for record in read for mention in references(record)]
    wrong = [
        one for one in mentions if kinds.get(one.target) and one.ref.kinds and not kinds[one.target] & {*one.ref.kinds}
    ]
    assert bool(found["duplicate-id"]) == shared
    assert bool(found["wrong-kind"]) >= bool(wrong)
    for line in asked:
        code = run([*line.split(), "--debug", "-d", str(root)])
        assert code in (0, 1, 2), f"brief {line}\n{capsys.readouterr().err}"
