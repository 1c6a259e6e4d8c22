"""A release copy is identical, byte for byte, to that of a dossier from which higher-marked content was removed."""

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings

import brief
from brief.app import open_store
from brief.cli.main import run
from brief.model.parts import Citation
from brief.model.user_error import UserError
from brief.stores.released import release_copy
from marked import PLAIN, SECRET, Dossier, everything, pairs, with_ties, written

TODAY = "2023-06-01"
MARKING = "TLP:GREEN"
FORMATS = ("text", "markdown", "html", "json", "csv", "ics", "mermaid", "dot")
QUESTIONS: dict[str, Callable[[brief.Dossier], Any]] = {
    "overview": brief.overview,
    "timeline": brief.timeline,
    "timeline-who": lambda held: brief.timeline(held, who="ada", topics="tides", chart=True),
    "who": brief.who,
    "who-ada": lambda held: brief.who(held, "ada"),
    "who-bo": lambda held: brief.who(held, "Vane"),
    "who-misspelled": lambda held: brief.who(held, "Zinia"),
    "show-opening": lambda held: brief.show(held, "opening"),
    "show-storm": lambda held: brief.show(held, "storm"),
    "show-board": lambda held: brief.show(held, "board"),
    "show-unknown": lambda held: brief.show(held, "zinnia-dinner"),
    "list": brief.list,
    "memo": brief.memo,
    "memo-board": lambda held: brief.memo(held, "board"),
    "one-pager": lambda held: brief.memo(held, layout="one-pager"),
    "meeting": lambda held: brief.meeting(held, ["board", "ada"], on="2022-01-02"),
    "commitments": brief.commitments,
    "conflicts": brief.conflicts,
    "gaps": brief.gaps,
    "search": lambda held: brief.search(held, "pier opens guests"),
    "search-date": lambda held: brief.search(held, "what happened in 1999 or 2022"),
    "search-unknown": lambda held: brief.search(held, "zinia dinners"),
    "graph": brief.graph,
    "sources": brief.sources,
    "why": lambda held: brief.why(held, "opening"),
    "why-date": lambda held: brief.why(held, "storm.date"),
}


@pytest.fixture(autouse=True)
def _cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))


def opened(folder: Path, held: Dossier, **options: Any) -> brief.Dossier:
    written(folder, held)
    return brief.open(folder, today=TODAY, **{"release_to": MARKING, "counted": False, **options})


def answers(dossier: brief.Dossier, names: Any = QUESTIONS, formats: Any = FORMATS) -> Iterator[tuple[str, Any]]:
    """Yield every answer in every format, as bytes or text, or the message of an error."""
    for name in names:
        try:
            document = QUESTIONS[name](dossier)
        except UserError as refused:
            yield name, str(refused)
            continue
        for form in formats:
            try:
                yield f"{name} as {form}", brief.render(document, form)
            except UserError as refused:
                yield f"{name} as {form}", str(refused)


def assert_same(one: brief.Dossier, other: brief.Dossier, **chosen: Any) -> list[tuple[str, Any]]:
    """Assert that all answers are the same, and none contains a secret, except in the user's own words; return them."""
    told = [*answers(one, **chosen)]
    for (name, found), (_, wanted) in zip(told, answers(other, **chosen), strict=True):
        assert found == wanted, name
        if isinstance(found, str) and "unknown" not in name:
            assert SECRET.lower() not in found.lower(), name
    return told


@settings(
    max_examples=3,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(pairs())
def test_no_byte_tells_of_what_is_left_out(pair: tuple[Dossier, Dossier]) -> None:
    with TemporaryDirectory() as folder:
        plain, secret = pair
        root = Path(folder)
        with opened(root / "a" / "desk", secret) as copy, opened(root / "b" / "desk", plain) as without:
            assert_same(copy, without, formats=("text", "json"))


@pytest.mark.parametrize("words", ["", " too"])
def test_no_order_tells_of_it(tmp_path: Path, words: str) -> None:
    """Records that are alike stay in the order of their files, whether or not a part of one is left out."""
    plain = with_ties(PLAIN, words)
    with opened(tmp_path / "a" / "desk", everything(plain)) as copy, opened(tmp_path / "b" / "desk", plain) as without:
        assert_same(copy, without, formats=FORMATS if words else ("text", "json"))


@pytest.fixture
def copies(tmp_path: Path) -> Iterator[Callable[..., tuple[brief.Dossier, brief.Dossier]]]:
    """A function that returns the release copies of the dossier with all secrets, and of the one without any."""
    found: list[brief.Dossier] = []

    def make(**options: Any) -> tuple[brief.Dossier, brief.Dossier]:
        found.append(opened(tmp_path / "secret" / "desk", everything(), **options))
        found.append(opened(tmp_path / "plain" / "desk", PLAIN, **options))
        return found[-2], found[-1]

    yield make
    for dossier in found:
        dossier.close()


def test_the_secrets_are_in_the_dossier_itself(copies: Any) -> None:
    secret, _ = copies(release_to="TLP:RED")
    told = "".join(str(answer) for _, answer in answers(secret, formats=("json",)))
    for words in ("Zinnia Fox", "Zinnia dinner", "Zinnia Helper", "Zinnia agent", "Zinnia cable", "1999"):
        assert words in told


def test_a_copy_of_an_unmarked_dossier_has_every_record(tmp_path: Path) -> None:
    with opened(tmp_path, PLAIN) as copy, opened(tmp_path, PLAIN, release_to="") as whole:
        assert [[*getattr(copy, name)] for name in PLAIN if name != "dossier"] == [
            [*getattr(whole, name)] for name in PLAIN if name != "dossier"
        ]
        assert copy.header == whole.header
        assert [*copy.ids()] == [*whole.ids()]


def test_days_and_markings_may_come_in_any_order(copies: Any) -> None:
    days: dict[str, Any] = {"as_of": "2021-06", "known_by": "2021"}
    secret, plain = copies(**days)
    told = dict(assert_same(secret, plain, formats=("json",)))
    whole, _ = copies(release_to="", counted=True)
    orders = (
        whole.view(**days).view(release_to=MARKING, counted=False),
        whole.view(release_to=MARKING, counted=False).view(**days),
        whole.view(known_by="2021").view(release_to=MARKING, counted=False).view(as_of="2021-06"),
    )
    for number, one in enumerate(orders):  # which take turns
        found = dict(answers(one, [*QUESTIONS][number::3], ("json",)))
        assert len(found) > 7
        assert found.items() <= told.items()


@pytest.mark.parametrize("form", ["docx", "pdf"])
def test_no_byte_of_printed_pages_tells_of_it(copies: Any, form: str) -> None:
    pytest.importorskip({"docx": "docx", "pdf": "typst"}[form])
    secret, plain = copies()
    assert_same(secret, plain, formats=(form,), names=("timeline", "who-ada", "memo", "meeting"))


@pytest.mark.parametrize("kind", ["vault", "site"])
def test_no_byte_of_an_export_tells_of_it(copies: Any, kind: Any, tmp_path: Path) -> None:
    found = []
    for number, dossier in enumerate(copies()):
        out = tmp_path / f"out-{number}" / "pages"
        brief.export(dossier, kind, out)
        found.append({str(file.relative_to(out)): file.read_bytes() for file in out.rglob("*") if file.is_file()})
    assert found[0] == found[1]
    assert len(found[0]) > len(PLAIN)
    assert not any(SECRET.lower().encode() in content.lower() for content in found[0].values())


def test_a_comparison_of_two_states_tells_nothing_of_it(copies: Any, tmp_path: Path) -> None:
    later: Dossier = {**PLAIN, "topics": {"tides": {"name": "Tides and winds"}}}
    secret, plain = copies()
    with opened(tmp_path / "later", later) as now:
        told = [brief.render(brief.diff(now, before), form) for before in (secret, plain) for form in ("text", "json")]
        back = [brief.render(brief.diff(before, now), "json") for before in (secret, plain)]
    assert told[:2] == told[2:]
    assert back[0] == back[1]
    assert "Tides and winds" in str(told[0])


def test_a_page_says_to_which_marking_and_how_much_is_left_out(copies: Any) -> None:
    secret, plain = copies(counted=True)
    words = "Release copy to TLP:GREEN: what is marked higher is left out."
    for form in FORMATS:
        question = brief.graph if form in ("mermaid", "dot") else brief.timeline
        text = " ".join(str(brief.render(question(secret), form)).replace("\r\n ", "").split())
        if form != "csv":  # CSV has no place for remarks, which the command writes to stderr
            assert "Release copy to TLP" in text
    assert f"{words} 15 records are left out, and parts of 10 others." in str(brief.render(brief.timeline(secret)))
    assert f"{words} 0 records are left out." in str(brief.render(brief.timeline(plain)))


def copy_of(folder: Path, held: Dossier, marking: str = MARKING) -> brief.Dossier:
    return opened(folder, {"dossier": {"title": "Ferries"}, **held}, release_to=marking)


SOURCES = {"log": {"title": "The log"}, "wire": {"title": "The wire", "handling": "TLP:RED"}}


def test_a_visible_rival_takes_the_place_of_a_hidden_value(tmp_path: Path) -> None:
    event = {
        "title": "The pier opens",
        "date": "1999",
        "kind": "party",
        "cite": ["log p. 1", {"source": "wire", "at": "p. 1", "for": ["date", "kind"]}],
        "differs": [
            {"field": "date", "value": "2020", "cite": "log p. 2"},
            {"field": "kind", "value": "visit", "cite": "log p. 3"},
        ],
    }
    with copy_of(tmp_path, {"sources": SOURCES, "events": {"opening": event}}) as copy:
        found = copy.events["opening"]
        assert (found.date and found.date.text, found.kind, found.differs) == ("2020", "visit", ())
        told = str(brief.render(brief.show(copy, "opening")))
        assert "2020 [A p. 2]" in told
        assert "visit [A p. 3]" in told
        assert "disputed" not in told


def test_a_name_that_stays_because_of_a_post_keeps_nothing_else_that_is_marked_higher(tmp_path: Path) -> None:
    ada = {
        "name": "Ada",
        "pronounce": "ay-da",
        "roles": [{"title": "Master", "cite": "log p. 1"}, {"title": "Agent", "cite": "wire p. 2"}],
        "cite": "wire p. 1",
    }
    with copy_of(tmp_path, {"sources": SOURCES, "people": {"ada": ada}}) as copy:
        found = copy.people["ada"]
        assert (found.name, found.pronounce, [role.title for role in found.roles]) == ("Ada", None, ["Master"])
        assert found.cite == ()


@pytest.mark.parametrize(
    ("held", "gone"),
    [
        ({"questions": {"q": {"text": "Why?", "about": ["ada"]}}}, {"q"}),
        ({"questions": {"q": {"text": "Why?", "about": ["ada", "bo"]}}}, set()),
        ({"positions": {"p": {"text": "Hm.", "use": "point", "with": ["ada"], "topics": ["tides"]}}}, {"p", "tides"}),
        (
            {"positions": {"p": {"text": "Hm.", "use": "point", "cite": {"use": "wire p. 1", "rest": "log"}}}},
            {"p", "log"},
        ),
        (
            {"assessments": {"a": {"text": "Hm.", "by": ["ada"], "about": ["bo"], "cite": "log p. 1"}}},
            {"a", "bo", "log"},
        ),
        ({"events": {"e": {"title": "Tea", "who": {"ada": "host"}, "cite": "log p. 1"}}}, set()),
        ({"events": {"e": {"title": "Tea", "who": {"ada": "host"}}}}, {"e"}),
        ({"events": {"e": {"title": "Tea", "cite": "wire p. 1", "topics": "tides"}}}, {"e", "tides"}),
        ({"sources": {**SOURCES, "note": {"title": "A note", "cite": "wire p. 1"}}}, {"note"}),
        ({"sources": {**SOURCES, "note": {"title": "A note", "cite": {"url": "wire p. 1"}}}}, set()),
        ({"questions": {"q": {"text": "Tides?", "handling": "TLP:AMBER", "topics": "tides"}}}, {"q", "tides"}),
    ],
)
def test_what_says_nothing_without_what_is_left_out_goes_too(tmp_path: Path, held: Dossier, gone: set[str]) -> None:
    people = {"ada": {"name": "Ada", "handling": "TLP:RED"}, "bo": {"name": "Bo"}}
    told = {"sources": SOURCES, "topics": {"tides": {"name": "Tides"}}, **held, "people": people}
    ids = {id_ for records in told.values() for id_ in records}
    with copy_of(tmp_path, told) as copy:
        assert ids - {*copy.ids()} == {"ada", "wire"} | gone


@pytest.mark.parametrize(
    ("held", "marking", "words"),
    [
        ({}, "TLP:GREN", "no scheme has the marking `TLP:GREN`"),
        ({"dossier": {"title": "Ferries", "handling": "TLP:AMBER"}}, "TLP:GREEN", "as a whole is marked TLP:AMBER"),
        ({"dossier": {"title": "Ferries", "handling": "SECRET"}}, "TLP:GREEN", "as a whole is marked SECRET"),
        ({"people": {"ada": {"name": "Ada", "roles": [{"title": "x", "org": "nowhere"}]}}}, "TLP:GREEN", "has errors"),
    ],
)
def test_no_copy_is_made_that_could_tell_too_much(tmp_path: Path, held: Dossier, marking: str, words: str) -> None:
    with pytest.raises(UserError, match=words):
        copy_of(tmp_path, held, marking)


def test_the_own_markings_of_a_dossier_decide(tmp_path: Path) -> None:
    head = {"title": "Ferries", "markings": ["OPEN", {"name": "HOUSE", "also": "H"}, "SEALED"]}
    people = {"ada": {"name": "Ada", "handling": "h"}, "bo": {"name": "Bo", "handling": "SEALED"}, "cy": {"name": "Cy"}}
    for marking, ids in {"OPEN": "cy", "house": "ada cy", "SEALED": "ada bo cy"}.items():
        with copy_of(tmp_path, {"dossier": head, "people": people}, marking) as copy:
            assert [*copy.ids()] == ids.split()
            assert f"Release copy to {marking.upper()}:" in str(brief.render(brief.list(copy)))


def test_a_short_title_may_reveal_what_any_citation_of_its_record_says(tmp_path: Path) -> None:
    (tmp_path / "dossier.yaml").write_text(
        "dossier: {title: Deeds}\nsources: {deed: {title: Deed}, roll: {title: Roll}}\n"
        "events:\n  sign: {title: Deed signed, short: Deed of the secret isle, date: 2020,"
        " cite: [{source: deed, for: [date, title]}, {source: roll, handling: TLP:AMBER}]}\n"
    )
    with closing(brief.open(tmp_path, today=TODAY, release_to=MARKING)) as copy:
        shown = brief.render(brief.show(copy, "sign"), "text")
    assert "Deed signed" in str(shown)
    assert "secret isle" not in str(shown)


def test_a_citation_of_the_record_that_names_a_field_of_a_part_decides(tmp_path: Path) -> None:
    """The role has a citation of its own, but the rank rests on the wire alone; so does what the author fills."""
    ada = {
        "name": "Ada",
        "short": "The agent",
        "note": "An agent.",
        "portrait": "agent.png",
        "roles": [{"title": "Master", "rank": "captain", "cite": "log p. 2"}],
        "inferred": {"roles.0.rank": "The wire calls her captain."},
        "cite": ["log p. 1", {"source": "wire", "at": "p. 1", "for": ["roles.0.rank", "short", "note", "portrait"]}],
    }
    with copy_of(tmp_path, {"sources": SOURCES, "people": {"ada": ada}}) as copy:
        found = copy.people["ada"]
        assert found == type(found)(id="ada", name="Ada", roles=found.roles, cite=(Citation(source="log", at="p. 1"),))
        assert (found.roles[0].title, found.roles[0].rank) == ("Master", None)


@pytest.mark.parametrize("question", [brief.check, brief.verify_sources, brief.ripple])
def test_what_needs_all_of_the_dossier_refuses(copies: Any, question: Any) -> None:
    with pytest.raises(UserError, match="--release-to: "):
        question(copies()[0])


def test_a_source_that_is_left_out_is_as_unknown_as_one_that_is_not_there(copies: Any) -> None:
    told = []
    for copy in copies():
        with pytest.raises(UserError) as refused:
            brief.read_source(copy, "zinnia-cable")
        told.append(str(refused.value))
    assert told[0] == told[1]


HIDDEN: dict[str, tuple[dict[str, str], set[int]]] = {
    "paragraph": ({"at": "¶2"}, {2}),
    "paragraphs": ({"at": "¶1-2"}, {1, 2}),
    "paragraph among others": ({"at": "¶1, 3"}, {1, 3}),
    "page": ({"at": "p. 2"}, {1, 2, 3}),
    "nothing": ({}, {1, 2, 3}),
    "no paragraph of it": ({"at": "¶2-9"}, {1, 2, 3}),
    "quote elsewhere": ({"at": "¶1", "quote": "The duke swims"}, {1, 3}),
}
READ: tuple[Callable[[brief.Dossier], Any], ...] = (
    lambda held: brief.read_source(held, "paper"),
    lambda held: brief.why(held, "ada"),
)


@pytest.mark.parametrize(
    ("named", "place"),
    [
        *((named, "rival") for named in HIDDEN),
        *(("paragraph", place) for place in ("record", "value", "head", "event")),
    ],
)
def test_no_text_has_what_a_hidden_citation_names(tmp_path: Path, named: str, place: str) -> None:
    more, gone = HIDDEN[named]
    cited: dict[str, Any] = {"source": "paper", **more, "handling": "TLP:RED"}
    held: dict[str, Any] = {
        "dossier": {"title": "Ferries", "cite": [cited] if place == "head" else []},
        "sources": {"paper": {"title": "The paper", "text": "paper.txt"}},
        "people": {"ada": {"name": "Ada", "born": "1970", "cite": ["paper ¶1-3"]}},
    }
    ada = held["people"]["ada"]
    if place == "rival":
        ada["differs"] = [{"field": "born", "value": "1971", "cite": cited}]
    elif place == "record":
        ada["cite"].append(cited)
    elif place == "value":
        ada["cite"].append({**cited, "for": "born"})
    elif place == "event":
        del cited["handling"]
        held["events"] = {"swim": {"title": "Swim", "cite": cited, "handling": "TLP:RED"}}
    texts = {1: "Open words.", 2: "A secret.", 3: "The duke swims."}
    (tmp_path / "paper.txt").write_text("\n\n".join(texts.values()))
    with opened(tmp_path, held) as copy, opened(tmp_path, held, release_to="TLP:RED") as whole:
        for question in READ:
            told = str(brief.render(question(copy)))
            assert {number for number, text in texts.items() if text not in told} == gone
            assert "left out" in told.replace("what is marked higher is left out. ", "", 1)
            assert all(text in str(brief.render(question(whole))) for text in texts.values())
        assert copy.released_to == MARKING
        assert "TLP:RED" not in str(brief.render(brief.read_source(copy, "paper", "3")))


@pytest.mark.parametrize("searchable", [False, True], ids=["not searched yet", "searched"])
def test_no_table_of_a_copy_has_a_word_of_it(searchable: bool, tmp_path: Path) -> None:
    with (
        closing(open_store(written(tmp_path, everything()), searchable=searchable)) as store,
        closing(release_copy(store, MARKING).store) as copy,
    ):
        copy.need_words()
        ask = copy._connection.execute
        tables = [name for (name,) in ask("SELECT name FROM sqlite_master WHERE type = 'table'")]
        held = {name: str(ask(f"SELECT * FROM {name}").fetchall()).lower() for name in tables if "text_" not in name}
        assert "pier" in held["word"]
        assert [name for name, rows in held.items() if SECRET.lower() in rows] == []


def test_a_copy_has_no_word_of_what_a_record_that_it_leaves_out_once_said(tmp_path: Path) -> None:
    told = {"sources": {"log": {"title": "The log"}}, "events": {"e": {"title": "A lamp", "cite": "log"}}}
    secret = {"title": "Zinia", "handling": "TLP:RED"}
    open_store(written(tmp_path, {**told, "events": {**told["events"], "secret": secret}}), searchable=True).close()
    later = {**told["events"], "secret": {**secret, "title": "Dahlia"}}
    with closing(open_store(written(tmp_path, {**told, "events": later}), searchable=False)) as store:
        assert store.run("SELECT 1 FROM word WHERE word = 'zinia'").fetchone()
        with closing(release_copy(store, MARKING).store) as copy:
            copy.need_words()
            assert sorted(copy.run("SELECT word FROM word WHERE word <> 'the'")) == [("a",), ("lamp",), ("log",)]


def test_another_form_of_a_word_is_not_suggested(tmp_path: Path) -> None:
    lamps = {"title": "Lamps", "handling": "TLP:RED"}
    told = {"sources": {"log": {"title": "One lamp"}}, "events": {"e": {"title": "A lamp", "cite": "log"}}}
    secret = {**told, "events": {**told["events"], "lamps": lamps}}
    with copy_of(tmp_path / "a", secret) as copy, copy_of(tmp_path / "b", told) as plain:
        found = [brief.render(brief.search(held, "lampss")) for held in (copy, plain)]
        assert found[0] == found[1]
        assert "lamps" not in found[0].replace("lampss", "")


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (
            "timeline --release-to TLP:GREEN -f csv",
            0,
            "Release copy to TLP:GREEN: what is marked higher is left out. 15",
        ),
        ("timeline --release-to TLP:GREEN --no-count -f csv", 0, "what is marked higher is left out.\n"),
        ("timeline --release-to TLP:GREN", 2, "did you mean `TLP:GREEN`?"),
        ("timeline --release-to=", 2, "name a marking, such as TLP:GREEN"),
        ("memo --handling=", 2, "name a marking, such as TLP:GREEN"),
        ("memo --release-to TLP:GREEN --handling TLP:CLEAR", 2, "TLP:CLEAR is lower than"),
        ("why ada.roles.0.rank --release-to TLP:GREEN", 2, "--release-to: some items may be left out"),
        ("check --release-to TLP:GREEN", 2, "--release-to: a check reads the whole dossier"),
        ("source verify --release-to TLP:GREEN", 2, "--release-to: all copies and quotes are compared"),
        ("ripple --release-to TLP:GREEN", 2, "--release-to: the register has printed values of any marking"),
        ("source read zinnia-cable --release-to TLP:GREEN", 1, "no source has the name `zinnia-cable`"),
    ],
)
def test_the_command_line_says_so(
    words: str, code: int, told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([*words.split(), "-d", str(written(tmp_path, everything()))]) == code
    out, err = capsys.readouterr()
    assert told in err
    assert SECRET not in out
