"""`why` leads from a field to its file, its passage and its commit."""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import brief
from brief.app import open_store
from brief.document import Card, Cell, Document, Notice, cells
from brief.dossier.as_of import AsOf
from brief.dossier.known import KnownBy
from brief.model.dates import Date
from brief.model.kinds import KINDS
from brief.model.parts import DESK, Citation
from brief.model.shape import fields
from brief.model.stated import citations
from brief.model.user_error import UserError
from brief.provenance import FileTrail
from brief.reports.why import why
from brief.stores.query import Store

FILES = {
    "dossier.yaml": "dossier: {title: Harbour}\n",
    "sources.yaml": """\
sources:
  log:
    title: The harbour log
    author: A. Finn
    reliability: B
    text: texts/log.txt
  copy: {title: A copy, derived_from: log, reliability: F}
  echo: {title: An echo, derived_from: copy}
""",
    "deep/people.yaml": """\
people:
  ada:
    name: Ada Finn
    roles:
    - title: Pilot
      rank: Mate
      org: harbour
      inferred: From her cap.
      note: Her first post.
      cite: {source: log, at: ¶2-3, quote: a pilot, credibility: "2"}
    - {title: Master, org: harbour}
    inferred: {name: From a badge.}
    note: Seldom seen.
    differs:
    - {field: roles.0.rank, value: Captain, cite: echo ¶1, note: A later hand.}
    cite: log ¶1
organizations:
  harbour: {name: Harbour Board, also: [HB], cite: [copy p. 1, echo p. 1]}
events:
  opening:
    title: The harbour opens
    who:
      ada: speaker
      harbour: null
    cite: log ¶9
    differs:
    - {value: It never opened, cite: copy p. 2}
  rumour: {title: A rumour}
""",
    "texts/log.txt": "Log of the harbour\n\nAda Finn is\na pilot.\n",
}
Why = Callable[[str], Document]


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, text in FILES.items():
        file = tmp_path / "harbour" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "harbour"


@pytest.fixture
def store(root: Path) -> Iterator[Store]:
    found = open_store(root)
    assert [finding.sentence for finding in found.findings() if finding.severity == "error"] == []
    yield found
    found.close()


@pytest.fixture
def asked(root: Path, store: Store, tmp_path: Path) -> Why:
    here = {"PATH": os.environ["PATH"], "GIT_CEILING_DIRECTORIES": str(tmp_path)}
    return lambda words: why(store, words, FileTrail(root, store, here))


def line(document: Document) -> dict[str, list[Cell]]:
    return {field.key: list(field.lines) for field in cards(document, "line")[0].fields}


def texts(document: Document, key: str) -> list[str]:
    return [cell.text for cell in line(document).get(key, [])]


def cards(document: Document, name: str) -> list[Card]:
    return [block for block in document.blocks if isinstance(block, Card) and block.name == name]


def rests(document: Document) -> dict[str, dict[str, list[str]]]:
    return {
        card.title.text: {field.key: [cell.text for cell in field.lines] for field in card.fields}
        for card in cards(document, "citation")
    }


def notices(document: Document) -> list[str]:
    return [block.text.text for block in document.blocks if isinstance(block, Notice)]


@pytest.mark.parametrize(
    ("words", "place", "excerpt"),
    [
        ("ada", "deep/people.yaml:2", "ada:"),
        ("ada.name", "deep/people.yaml:3", "name: Ada Finn"),
        ("ada.roles.0", "deep/people.yaml:5", "- title: Pilot"),
        ("ada.roles.0.rank", "deep/people.yaml:6", "rank: Mate"),
        ("ada.roles.1.title", "deep/people.yaml:11", "- {title: Master, org: harbour}"),
        ("ada.differs.0.value", "deep/people.yaml:15", None),
        ("opening.who.ada", "deep/people.yaml:23", "ada: speaker"),
        ("opening.date", "deep/people.yaml:20", "opening:"),
        ("log.text", "sources.yaml:6", "text: texts/log.txt"),
    ],
)
def test_a_field_has_its_line(asked: Why, words: str, place: str, excerpt: str | None) -> None:
    where, written = line(asked(words))["place"]
    file, _, number = place.partition(":")
    assert (where.text, where.value) == (place, {"file": file, "line": int(number)})
    assert excerpt in (None, written.text)


def test_a_field_of_a_part_rests_on_the_citations_of_the_part(asked: Why) -> None:
    document = asked("ada.roles.0.rank")
    assert texts(document, "value") == ["Mate (inferred)"]
    assert texts(document, "differs") == ["Pilot, rank: Captain (A later hand.)"]
    assert texts(document, "inferred") == ["From her cap."]
    assert texts(document, "note") == ["Her first post.", "Seldom seen."]
    assert rests(document) == {
        "log ¶2-3": {
            "reliability": ["usually reliable (grade B)"],
            "credibility": ["probably true (grade 2)"],
            "quote": ["“a pilot”"],
            "passage": ["¶2 Ada Finn is", "¶3 a pilot."],
        },
        "echo ¶1": {
            "for": ["another version (Pilot, rank)"],
            "derived_from": [
                "echo repeats copy: A copy; date of publication unknown; not rateable (F); repeats log",
                "copy repeats log: A. Finn; The harbour log; date of publication unknown; usually reliable (B)",
            ],
        },
    }
    bibliography = {reference.source: reference.text for reference in document.references}
    assert bibliography["log"] == "A. Finn; The harbour log; date of publication unknown; usually reliable (B)"


def test_a_part_without_citations_rests_on_those_of_the_record(asked: Why) -> None:
    assert list(rests(asked("ada.roles.1.title"))) == ["log ¶1"]
    document = asked("ada.name")
    assert list(rests(document)) == ["log ¶1"]
    assert texts(document, "inferred") == ["name: From a badge."]
    assert texts(document, "differs") == []


def test_a_whole_record_has_all_its_citations_each_with_what_it_is_for(asked: Why) -> None:
    found = rests(asked("ada"))
    assert {citation: held.get("for") for citation, held in found.items()} == {
        "log ¶1": None,
        "log ¶2-3": ["roles"],
        "echo ¶1": ["another version (Pilot, rank)"],
    }


def test_what_disputes_the_whole_record_disputes_each_field(asked: Why) -> None:
    document = asked("opening.who.harbour")
    assert texts(document, "value") == ["Harbour Board"]
    assert texts(document, "differs") == ["It never opened"]
    assert list(rests(document)) == ["log ¶9", "copy p. 2"]
    assert texts(asked("opening.who"), "value") == ["Ada Finn (speaker)", "Harbour Board"]


def test_a_passage_that_is_not_there_is_said(asked: Why) -> None:
    assert rests(asked("opening.title"))["log ¶9"]["passage"] == ["texts/log.txt has only 3 paragraphs"]
    assert "passage" not in rests(asked("harbour"))["copy p. 1"]


def test_an_echo_is_no_independent_source(asked: Why) -> None:
    echo = "2 sources, 1 independent: those that repeat one another, or a third one, count once."
    assert echo in notices(asked("harbour.name"))
    assert echo not in notices(asked("ada.roles.0.rank"))


def test_where_no_local_copy_is_kept_that_is_said_and_how_to_add_one(asked: Why) -> None:
    (remark,) = (text for text in notices(asked("harbour.name")) if "local copy" in text)
    assert remark.startswith("No local copy is kept of copy, echo: ")
    assert "`brief source add FILE --to copy`" in remark
    assert notices(asked("ada.roles.0.title")) == []


def test_the_summary_of_the_dossier_has_a_trail(dossier_of: Callable[[str], Store], tmp_path: Path) -> None:
    head = "dossier:\n  title: Weir\n  summary: A weir.\n  cite: log p. 3\nsources:\n  log: {title: The log}\n"
    (tmp_path / "dossier.yaml").write_text(head, encoding="utf-8")
    store = dossier_of(head)
    trail = FileTrail(tmp_path, store, os.environ)
    for words, place in (("dossier", "dossier.yaml:1"), ("dossier.summary", "dossier.yaml:3")):
        document = why(store, words, trail)
        assert texts(document, "value") == ["A weir."]
        assert texts(document, "place")[0] == place
        assert list(rests(document)) == ["log p. 3"]
    assert rests(why(store, "dossier.title", trail)) == {}
    with pytest.raises(UserError, match="`sumary` is not a field of a dossier"):
        why(store, "dossier.sumary", trail)


def test_where_the_summary_is_withheld_so_is_its_line(dossier_of: Callable[[str], Store], tmp_path: Path) -> None:
    head = "dossier: {title: Weir, summary: A weir., cite: log p. 3}\nsources:\n  log: {title: Log, published: 2020}\n"
    store = KnownBy(dossier_of(head), Date.parse("2019"))
    (tmp_path / "dossier.yaml").write_text(head, encoding="utf-8")
    document = why(store, "dossier.summary", FileTrail(tmp_path, store, os.environ))
    assert texts(document, "value") == ["The summary is withheld: it may depend on a source published later."]
    assert not any("A weir" in found.text for found in cells(document.blocks))


def test_a_source_says_what_it_repeats(asked: Why) -> None:
    assert texts(asked("echo"), "derived_from")[1].startswith("copy repeats log: A. Finn;")


def test_an_empty_field_rests_on_nothing(asked: Why) -> None:
    document = asked("opening.date")
    assert texts(document, "value") == ["nothing: the field is empty"]
    assert list(rests(document)) == ["copy p. 2"]
    assert notices(asked("rumour")) == ["No source is given for it."]


@pytest.mark.parametrize(
    ("words", "title"),
    [("finn", "ada"), ("finn.roles.0.rank", "ada.roles.0.rank"), ("the HB.name", "harbour.name"), ("HB", "harbour")],
)
def test_a_name_will_do_for_an_id(asked: Why, words: str, title: str) -> None:
    assert asked(words).title == title


@pytest.mark.parametrize(
    ("words", "said", "code"),
    [
        ("ada.nam", "`ada`: `nam` is not a field of a person (did you mean `name`?)", 2),
        ("ada.roles.0.rnk", "`ada`: `rnk` is not a field of `roles.0` (did you mean `rank`?)", 2),
        ("ada.roles.7", "`ada`: `roles` has no item 7: they are counted from 0 (the last is `roles.1`)", 2),
        ("ada.roles.rank", "(count the items from 0: `roles.0.rank`)", 2),
        ("opening.who.adda", "`opening`: `adda` is not in `who` (did you mean `who.ada`?)", 2),
        ("opening.who.xyzzy", "`opening`: `xyzzy` is not in `who` (it holds ada, harbour)", 2),
        ("oppening.title", "no record has the name `oppening` (the nearest: opening (The harbour opens))", 1),
        ("xyzzy", "no record has the name `xyzzy`", 1),
        ("the harbour", "`the harbour` matches several: ", 1),
    ],
)
def test_wrong_words_are_answered_with_the_nearest_right_ones(asked: Why, words: str, said: str, code: int) -> None:
    with pytest.raises(UserError) as caught:
        asked(words)
    assert said in str(caught.value)
    assert caught.value.code == code


def test_every_field_of_every_record_has_a_trail(asked: Why, store: Store) -> None:
    followed = 0
    for kind in KINDS:
        for record in store.records(kind):
            for item in fields(type(record)).values():
                if item.name != "id":
                    words = f"{record.id}.{item.name.rstrip('_')}"
                    assert asked(words).title == words
                    followed += 1
    assert followed > 50


@pytest.mark.skipif(not shutil.which("git"), reason="git is not installed")
def test_the_last_commit_is_that_of_the_line(root: Path, store: Store) -> None:
    who = {
        "GIT_AUTHOR_NAME": "Ada",
        "GIT_AUTHOR_EMAIL": "a@b",
        "GIT_COMMITTER_NAME": "Bo",
        "GIT_COMMITTER_EMAIL": "b@c",
    }
    here = {"PATH": os.environ["PATH"], "HOME": str(root)}

    def git(*words: str) -> str:
        dates = {"GIT_AUTHOR_DATE": "2024-02-03T04:05:06+0000", "GIT_COMMITTER_DATE": "2024-02-03T04:05:06+0000"}
        done = subprocess.run(["git", *words], cwd=root, env=here | who | dates, capture_output=True, check=True)
        return done.stdout.decode().strip()

    def changed(words: str) -> Cell:
        (found,) = line(why(store, words, FileTrail(root, store, here)))["change"]
        return found

    git("init", "-q", ".")
    git("add", "-A")
    git("commit", "-q", "-m", "Begin \x1b[31mred")
    first = git("rev-parse", "HEAD")
    assert changed("ada.name").text == f"{first[:12]}, 3 February 2024, Ada: Begin ⟨U+001B⟩[31mred"
    people = root / "deep" / "people.yaml"
    people.write_text(people.read_text(encoding="utf-8").replace("rank: Mate", "rank: Pilot"), encoding="utf-8")
    assert changed("ada.roles.0.rank").text == "changed since the last commit"
    assert changed("ada.roles.0").text.startswith("1 of 6 lines not committed yet; before that ")
    git("commit", "-q", "-a", "-m", "Promote")
    assert changed("ada.roles.0.rank").value["summary"] == "Promote"
    assert changed("ada").value["summary"] == "Promote"
    assert changed("ada.name").value["commit"] == first


def test_outside_a_work_tree_that_is_all_that_is_said(asked: Why) -> None:
    outside = "not in a git work tree" if shutil.which("git") else "git is not installed"
    assert texts(asked("ada"), "change") == [outside]


PIER = """
dossier: {title: Pier}
sources: {log: {title: The log}}
organizations: {board: {name: Board, kind: company, cite: log ¶1}}
events:
  built:
    title: The pier is built
    date: 2010
    who: {board: builder}
    cite: log ¶2
    inferred: {who.board: Nobody else builds., date: By its stones.}
commitments:
  pier:
    text: Build a pier
    made: 2005
    log:
    - {date: 2005, status: pledged, cite: log ¶3}
    - {date: 2009, status: under-way, cite: log ¶4}
    cite: log ¶3
"""


@pytest.fixture
def pier(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Document]]:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (tmp_path / "dossier.yaml").write_text(PIER, encoding="utf-8")
    here = {"PATH": os.environ["PATH"], "GIT_CEILING_DIRECTORIES": str(tmp_path)}
    store = open_store(tmp_path)

    def ask(words: str, day: str | None = None) -> Document:
        dossier = AsOf(store, Date.parse(day)) if day else store
        return why(dossier, words, FileTrail(tmp_path, dossier, here))

    yield ask
    store.close()


def test_an_inference_on_who_took_part_names_them(pier: Callable[..., Document]) -> None:
    assert texts(pier("built"), "inferred") == ["who: Board — Nobody else builds.", "date: By its stones."]


def test_what_is_inferred_says_so_and_rests_on_no_source(pier: Callable[..., Document]) -> None:
    document = pier("built.date")
    (value,) = line(document)["value"]
    assert (value.text, value.cites) == ("2010 (inferred)", ())
    headings = [getattr(block, "text", "") for block in document.blocks]
    assert "Citations of the record; this value is inferred" in headings


def test_a_trail_as_of_a_day_leaves_out_what_came_later(pier: Callable[..., Document]) -> None:
    with pytest.raises(UserError, match="has the name `built` as of 2008"):
        pier("built", "2008")
    assert texts(pier("built.date", "2011"), "value")
    early, late = pier("pier.log", "2006"), pier("pier.log", "2009")
    assert [text.split(";")[0] for text in texts(early, "value")] == ["pledged"]
    assert [text.split(";")[0] for text in texts(late, "value")] == ["pledged", "under way"]
    assert list(rests(early)) == ["log ¶3"]
    assert list(rests(late)) == ["log ¶3", "log ¶4"]
    assert texts(pier("pier.evidence", "2006"), "value") == ["nothing by then"]
    with pytest.raises(UserError, match="`log` has no item 1"):
        pier("pier.log.1", "2006")
    assert texts(early, "place")[1] == "withheld: it may mention what came after 2006"
    with pytest.raises(UserError) as refused:
        pier("dossier", "2006")
    assert (refused.value.code, "head of a dossier" in refused.value.sentence) == (2, True)


@pytest.mark.parametrize(
    ("field", "times"), [("roles.0", 1), ("roles.0.title", 1), ("roles.0.org", 1), ("roles.1", 0), ("roles.1.title", 0)]
)
def test_a_value_of_an_inferred_part_says_once_that_it_is_inferred(field: str, times: int, asked: Why) -> None:
    assert " ".join(texts(asked(f"ada.{field}"), "value")).count("inferred") == times


DESK_FIELDS = """
dossier: {title: The desk}
sources: {log: {title: The log}, book: {title: The book}}
topics: {tides: {name: Tides}}
people:
  ada: {name: Ada Moor, short: Ada, importance: high, note: Ask her, was: [ada-old], handling: GREEN,
    roles: [{title: Pilot, note: Ask when}], cite: {name: log p. 1, rest: book p. 2}}
assessments:
  view: {text: It may work, by: ada, cite: log p. 3}
  calm: {text: It may fail, by: ada, stance: neutral, cite: log p. 3}
questions:
  when: {text: When was it?, cite: log p. 4}
"""


@pytest.mark.parametrize(
    ("path", "value", "sources"),
    [
        ("ada.note", "Ask her", []),
        ("ada.importance", "high", []),
        ("ada.was", "ada-old", []),
        ("ada.handling", "GREEN", []),
        ("ada.roles.0.note", "Ask when", []),
        ("ada.short", "Ada", ["log"]),
        ("ada.name", "Ada Moor", ["log"]),
        ("ada.roles.0.title", "Pilot", ["book"]),
        ("tides.importance", "normal (the default)", []),
        ("view.stance", "nothing: the field is empty", []),
        ("calm.stance", "neutral", ["log"]),
        ("when.flagged_by", "desk (the default)", []),
        ("when.importance", "normal (the default)", []),
    ],
)
def test_no_source_gets_credit_for_what_the_desk_writes_or_nobody_wrote(
    path: str, value: str, sources: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    text = DESK_FIELDS.replace("portrait: a.png,\n    key: A, ", "").replace(", topics: [tides]", "")
    (tmp_path / "dossier.yaml").write_text(text, encoding="utf-8")
    with brief.open(tmp_path) as held:
        document = brief.why(held, path)
        (line,) = [block for block in document.blocks if isinstance(block, Card) and block.name == "line"]
        (told,) = [found for field in line.fields if field.key == "value" for found in field.lines]
        assert told.text == value
        assert [note.source for note in told.cites] == sources
        assert not any(found.text == value for field in line.fields if field.key == "note" for found in field.lines)
        cards = [block for block in document.blocks if isinstance(block, Card) and block.name != "line"]
        assert len(cards) == len(sources)


@pytest.mark.parametrize("kind", KINDS)
def test_editorial_fields_of_each_kind_have_only_the_citations_that_name_them(kind: str) -> None:
    cls = KINDS[kind].record
    rest, naming = Citation("log"), Citation("book", for_=("importance", "note"))
    for name in (DESK & {*fields(cls)}) - {"short", "inferred"}:
        held = cls.of({"id": "x", "cite": (rest, naming), name: "told"})
        assert citations(held, name) == ((naming,) if name in naming.for_ else ()), name


def test_each_field_of_a_part_is_followed_by_its_citations(tmp_path: Path) -> None:
    (tmp_path / "dossier.yaml").write_text(
        "dossier: {title: T}\nsources: {log: {title: Log, key: L}, wire: {title: Wire, key: W}}\n"
        "people:\n  ada:\n    name: Ada\n    roles: [{title: Pilot, rank: Mate, seen: 2019}]\n"
        "    cite: {roles.0.rank: wire 3, roles.0.seen: log 2, rest: log 1}\n",
        encoding="utf-8",
    )
    with brief.open(tmp_path) as dossier:
        page = brief.render(brief.why(dossier, "ada.roles"), "text")
    assert "Pilot [L 1]; rank: Mate [W 3]; confirmed: 2019 [L 2]" in page
