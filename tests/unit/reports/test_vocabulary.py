"""A dossier in another language: its head says what its words mean, and reports read them as the English ones."""

import ast
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest
from icalendar import Calendar

import brief
from brief.dossier.as_of import AsOf
from brief.model.dates import Date
from brief.model.kinds import KINDS
from brief.model.shape import fields
from brief.model.vocabulary import Vocabulary, in_english
from brief.renderers import Format, render
from brief.reports.gap_finders import Gaps
from brief.reports.gaps import gaps
from brief.reports.meeting import Meeting, meeting
from brief.reports.memo import Memo, memo
from brief.reports.people import everyone
from brief.reports.timeline import EventSelection, timeline
from brief.reports.who import who
from brief.stores.query import Store

OWN = {
    "meeting": "Treffen",
    "signing": "Unterzeichnung",
    "termination": "Kündigung",
    "letter": "per Brief",
    "planned": "geplant",
    "cancelled": "abgesagt",
    "host": "Gastgeberin",
    "guest": "Gast",
    "signatory": "Unterzeichner",
    "chair": "Vorsitz",
    "participant": "dabei",
    "country": "Land",
    "party": "Partei",
    "member": "Mitglied",
    "ambassador": "Gesandter",
}
"""A word for each meaning. None is a beginning or part of another, so that a page can be translated back."""
ENGLISH = {meaning: meaning for meaning in OWN}
DOSSIER = """
dossier: {{title: Pact, parties: [a, b], our_side: a{words}}}
sources: {{s: {{title: The log, type: report, published: 2026-03-01}}}}
organizations:
  a: {{name: Aland, kind: {country}, cite: s p. 1}}
  b: {{name: Bland, kind: {country}, cite: s p. 1}}
  pier: {{name: Pier, kind: {party}, cite: s p. 1}}
people:
  bo: {{name: Bo Lind, roles: [{{title: Minister, org: b, seen: 2026-02-16}}], cite: s p. 2}}
  cy: {{name: Cy Holm, roles: [{{title: Minister, org: b, seen: 2026-02-16}}], cite: s p. 2}}
  di: {{name: Di Dahl, roles: [{{title: Minister, org: b, seen: 2026-02-16}}], cite: s p. 2}}
  al: {{name: Al Ek, roles: [{{title: Minister, org: a, seen: 2026-02-10}}], cite: s p. 2}}
  ed: {{name: Ed Voy, roles: [{{title: {ambassador}, org: a, seen: 2026-02-10}}], cite: s p. 2}}
  my: {{name: My Roos, roles: [{{title: {member}, org: pier, seen: 2026-02-10}}], cite: s p. 2}}
agreements:
  old: {{title: Old pact, parties: [a, b], signed: sealed, cite: s p. 3}}
  new: {{title: New pact, parties: [a, b], cite: s p. 3}}
  over: {{title: Third pact, parties: [a, b], cite: s p. 3}}
  later: {{title: Fourth pact, kind: {planned}, parties: [a, b], cite: s p. 3}}
events:
  sealed: {{title: Old pact sealed, date: 2021-02-10, who: {{bo: {signatory}}}, agreements: old, cite: s p. 3}}
  sealed-new: {{title: New pact sealed, kind: {signing}, date: 2022-03-11, agreements: new, cite: s p. 3}}
  end: {{title: Third pact given up, kind: {termination}, date: 2024-04-12, agreements: over, cite: s p. 3}}
  talks: {{title: Ferries, kind: {meeting}, date: 2025-01-01, who: {{bo: null, al: {participant}}}, cite: s p. 4}}
  text: {{title: A {meeting} {letter}, date: 2025-02-01, who: {{bo: null, al: null}}, cite: s p. 4}}
  dined: {{title: Dinghies, date: 2024-01-01, who: {{cy: {guest}, al: {host}}}, cite: s p. 4}}
  fair: {{title: Fair, date: 2023-01-01, importance: high, who: {{di: {chair}}}, cite: s p. 4}}
  plan: {{title: Oars {planned}, date: 2025-03-01, who: {{bo: guest, al: host}}, cite: s p. 4}}
  off: {{title: Sails, kind: {cancelled}, date: 2025-03-02, who: {{bo: guest, al: host}}, cite: s p. 4}}
commitments:
  hoist: {{text: Show the sails, by: a, for: b, evidence: off, cite: s p. 5}}
"""
DAY = Date.parse("2026-03-10")


def pages(store: Store) -> Iterator[str]:
    """Yield reports that read kinds, parts and titles."""
    yield render(gaps(store, Gaps(DAY)), Format.TEXT)
    yield render(memo(store, Memo(DAY)), Format.TEXT)
    yield render(memo(AsOf(store, Date.parse("2020")), Memo(DAY)), Format.TEXT)
    yield render(timeline(store, EventSelection(), full=False), Format.TEXT)
    yield render(everyone(store, DAY), Format.TEXT)
    for id_ in ("bo", "cy"):
        yield render(meeting(store, Meeting((id_,), DAY), full=False), Format.TEXT)
    calendar = Calendar.from_ical(render(timeline(store, EventSelection()), Format.ICS))
    yield from (f"{found['summary']} {found['status']}" for found in calendar.walk("VEVENT"))
    for id_ in ("ed", "my"):
        yield render(who(store, id_, DAY), Format.TEXT)


def translated(store: Store, words: dict[str, str]) -> Iterator[str]:
    """Yield the pages, with the names of the meanings instead of these words."""
    for page in pages(store):
        told = " ".join(page.split())  # lines wrap elsewhere
        for meaning, word in words.items():
            told = told.replace(word, meaning).replace(word.capitalize(), meaning.capitalize())
        yield told


def head(words: dict[str, str]) -> str:
    return f", words: {{{', '.join(f'{meaning}: [Unsinn, {word}]' for meaning, word in words.items())}}}"


def test_there_is_a_word_for_each_meaning() -> None:
    assert [*OWN] == [*fields(Vocabulary)]


def test_a_dossier_in_another_language_says_the_same_if_it_gives_each_meaning(
    dossier_of: Callable[[str], Store],
) -> None:
    english = [*translated(dossier_of(DOSSIER.format(words="", **ENGLISH)), ENGLISH)]
    assert [*translated(dossier_of(DOSSIER.format(words=head(OWN), **OWN)), OWN)] == english
    for meaning in OWN:
        others = {other: word for other, word in OWN.items() if other != meaning}
        lacking = translated(dossier_of(DOSSIER.format(words=head(others), **OWN)), OWN)
        assert any(page != wanted for page, wanted in zip(lacking, english, strict=False)), meaning


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("TREFFEN", "meeting"),
        ("Kundigung", "termination"),
        ("Treffen der Minister", "meeting der minister"),
        ("Ministertreffen", "ministertreffen"),
        ("nicht-öffentliche Aussprache", "meeting"),
        ("Aussprache", "signing"),
        ("", ""),
        (None, ""),
    ],
)
def test_whole_words_are_read_whatever_their_spelling(
    text: str | None, words: str, dossier_of: Callable[[str], Store]
) -> None:
    own = "{meeting: [Treffen, nicht öffentliche Aussprache], termination: Kündigung, signing: Aussprache}"
    topic = dossier_of(f"dossier: {{title: T, words: {own}}}\ntopics: {{a: {{name: A}}}}").get("a")
    assert topic and in_english(topic.vocabulary, text) == words


@pytest.mark.parametrize("package", ["checks", "dossier", "reports"])
def test_no_module_compares_a_kind_with_an_english_word(package: str) -> None:
    """`event.kind == "visit"` is false in a dossier in another language; `link.kind == "event"` is not such a kind."""
    for file in (Path(brief.__file__).parent / package).rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Compare) and isinstance(node.left, ast.Attribute) and node.left.attr == "kind":
                compared = (each for held in node.comparators for each in ast.walk(held))
                words = {each.value for each in compared if isinstance(each, ast.Constant)}
                assert words <= {*KINDS}, (file, node.lineno)


@pytest.mark.parametrize("package", ["checks", "dossier", "renderers", "reports"])
def test_no_module_compares_a_word_of_a_dossier_with_an_english_word(package: str) -> None:
    """A function that compares a meaning reads it `in_english`; only a status is English in every dossier."""
    root = Path(brief.__file__).parent
    for file in (root / package).rglob("*.py"):
        module = import_module(".".join(file.relative_to(root.parent).with_suffix("").parts))
        tree = ast.parse(file.read_text(encoding="utf-8"))
        translating = [*calling(tree, "in_english")]
        for node in ast.walk(tree):
            if isinstance(node, ast.Compare) and "status" not in (
                getattr(node.left, "attr", ""),
                getattr(node.left, "id", ""),
            ):
                compared = {word for held in node.comparators for word in words_of(module, held)}
                is_read = any(each.lineno <= node.lineno <= (each.end_lineno or 0) for each in translating)
                assert is_read or compared.isdisjoint(fields(Vocabulary)), (file, node.lineno)


def calling(tree: ast.AST, name: str) -> Iterator[ast.FunctionDef]:
    """Yield the functions that call another."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            called = {each.id for each in ast.walk(node) if isinstance(each, ast.Name)}
            yield from (node,) if name in called else ()


def words_of(module: ModuleType, held: ast.expr) -> Iterator[str]:
    """Yield the texts in an expression, and those in the constants of the module that it names."""
    for node in ast.walk(held):
        value = getattr(module, node.id, None) if isinstance(node, ast.Name) else getattr(node, "value", None)
        yield from (
            each for each in (value if isinstance(value, tuple | frozenset) else (value,)) if isinstance(each, str)
        )
