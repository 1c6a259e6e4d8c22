"""The type checker refuses a report that prints a bare value of a record, without its rivals and citations."""

import ast
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from brief.document import Cell, cell, phrase
from brief.locale import say

ROOT = Path(__file__).parents[3]
REPORT = """
from brief.document import (
    Cell, Column, Differences, Entry, Field, Heading, Hint, Label, Listing, Mark, Ref, Sign, Text, When,
    bare_date, bare_day, cell, code, phrase, quoted, ref, typed, unknown,
)
from brief.dossier.protocol import Dossier
from brief.locale import Message, capitalized, reworded, say, say_many, series
from brief.model.actors import Person
from brief.reports.common import document, listing
from brief.reports.phrases import filled, in_brackets, joined, labelled
from brief.reports.values import said
from brief.reports.words import name, name_whole, page_title
"""
FUNCTION = """
def report_{number}(dossier: Dossier, person: Person, words: str) -> object:
    return {line}
"""
REFUSED = (
    # a value as it is, or in a text
    "cell(person.name)",
    "cell(f'{person.name}, {person.id}')",
    "cell(person.summary or '')",
    "cell('Name')",
    "cell(person.name + say('s'))",
    "phrase(said(person, 'name'), ': ', person.roles[0].title)",
    # a date
    "cell(When(person.roles[0].seen[0]))",
    "phrase(said(person, 'name'), ', ', When(person.roles[0].seen[0], is_short=True))",
    "said(person, 'name').followed(When(person.roles[0].seen[0]))",
    "cell(person.roles[0].seen[0].human())",
    # in the place of a message
    "cell(say('{name} is known.', name=person.name))",
    "cell(say('{name} has {number} posts.', name=person.name, number=2))",
    "cell(say('In short: {summary}', summary=person.summary))",
    "cell(say('seen on {day}', day=person.roles[0].seen[0]))",
    "cell(say('seen on {day}', day=person.roles[0].seen[0].human()))",
    "cell(say_many('{count} post of {name}', '{count} posts of {name}', 2, name=person.name))",
    "cell(say('{outer}', outer=say('{name} is known.', name=person.name)))",
    "phrase(say('Known as {names}.', names=', '.join(person.also)))",
    "filled(say('{name}'), name=person.name)",
    # as a message
    "cell(Message(person.name))",
    "cell(capitalized(person.name))",
    "cell(reworded(person.name, str.upper))",
    "cell(series(person.also))",
    "filled(person.name)",
    "unknown(person.name)",
    # as a span
    "Cell((Text(person.name),))",
    "phrase(Label(person.name))",
    "phrase(Hint(person.name))",
    "cell(ref(person.id, person.name))",
    "cell(Ref(person.id, person.name))",
    "Cell((Text(say('Name'))._replace(text=person.name),))",
    "Mark(Sign.DISPUTED, between=person.name)",
    # before or behind other words
    "said(person, 'born').labelled(f'{person.name}: ')",
    "labelled(person.name, said(person, 'born'))",
    "said(person, 'born').with_text(person.name)",
    "said(person, 'born').with_text('', f' ({person.name})')",
    "joined(person.name, [said(person, 'born')])",
    "phrase(said(person, 'born'), *in_brackets(person.name))",
    # as a title
    "Heading(person.name)",
    "Heading(say('People'), selection=person.name)",
    "Column('name', person.name)",
    "Field('name', person.name, ())",
    "Differences(person.name)",
    "[*listing(person.name, 'people', [])]",
    "page_title(person, person.name)",
    "document(dossier, 'who', person.name, [])",
    "document(dossier, 'who', page_title(person), [], subtitle=person.name)",
    "document(dossier, 'who', page_title(person), [], more=f'brief who {person.name}')",
    "document(dossier, 'who', page_title(person), []).titled(person.name)",
)
ACCEPTED = (
    "said(person, 'name')",
    "cell(say('Nobody of that name is known.'))",
    "phrase(said(person, 'name'), ': ', said(person, 'roles.0.title'))",
    "said(person, 'roles.0.seen', told=When(person.roles[0].seen[0], is_short=True))",
    "filled(say('{name} is known.'), name=said(person, 'name'))",
    "cell(say('{number} posts, {share:.0f}%', number=2, share=2.5))",
    "cell(say('by {name}', name=name(dossier, person.id)))",
    "cell(say('born {value}', value=said(person, 'born').message))",
    "cell(say('as of {day}', day=bare_day(dossier.as_of)) if dossier.as_of else '')",
    "cell(say('“{words}” is no name', words=typed(words)))",
    "cell(say('brief who {id}', id=code(person.id)))",
    "cell(quoted(person.note or ''))",
    "cell(name_whole(person))",
    "said(person, 'born').with_text(' (', ')')",
    "Heading(page_title(person), selection=say('{shown} of {total}', shown=1, total=2))",
    "document(dossier, 'who', page_title(person), [], subtitle=say('Person'))",
)


@pytest.mark.parametrize("make", [cell, phrase])
def test_a_text_of_unknown_type_is_refused_when_it_is_printed(make: Callable[..., Cell]) -> None:
    assert make(say("Nobody is known.")).text == "Nobody is known."
    name: Any = "Ada Moss"
    with pytest.raises(TypeError, match="no other text"):
        make(name)
    with pytest.raises(TypeError, match="no other text"):
        make(say("{name} is known.", name=name))
    assert make(say("{number} of {words} are known.", number=2, words=say("them"))).text == "2 of them are known."


def test_a_report_that_prints_a_bare_value_is_refused(tmp_path: Path) -> None:
    api = pytest.importorskip("mypy.api", reason="mypy checks types: pip install -e '.[dev]'")
    lines = (*REFUSED, *ACCEPTED)
    text = REPORT + "".join(FUNCTION.format(number=number, line=line) for number, line in enumerate(lines))
    (tmp_path / "reports.py").write_text(text, encoding="utf-8")
    settings = tmp_path / "mypy.ini"
    paths = f"mypy_path = {ROOT / 'src'}\nexplicit_package_bases = True"
    settings.write_text(f"[mypy]\nstrict = True\n{paths}\n", encoding="utf-8")
    words = ["--config-file", str(settings), "--cache-dir", str(ROOT / ".mypy_cache"), str(tmp_path / "reports.py")]
    told, broken, _ = api.run(words)
    assert not broken
    found = re.findall(r"reports\.py:(\d+): error: (.*)", told)
    wrong = {text.splitlines()[int(number) - 1].removeprefix("    return ") for number, _ in found}
    assert wrong == {*REFUSED}, told
    assert all(re.search(r'has incompatible type|Too many arguments for "Message"', error) for _, error in found), told


KEYS = {
    "reports": {
        *("words", "title", "field", "step", "status", "*words", "*_WORDS[name]", "*KINDS[kind].counted"),
        *("record.KIND", "line.record.KIND", "found.kind", "called.kind", "*(those if late == told else others)"),
    },
    "document": set[str](),
    "renderers": {"MONTHS[month - 1]", "MONTHS[number % 12]"},
    "publish": {"key[1]"},
}
"""What these packages say by a key that is computed: words of the format, and keys from tables."""


@pytest.mark.parametrize("package", KEYS)
def test_a_value_of_a_record_is_no_key_of_a_message(package: str) -> None:
    calls = (
        node
        for path in (ROOT / "src" / "brief" / package).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("say", "say_many")
    )
    keys = {ast.unparse(call.args[0]) for call in calls if not isinstance(call.args[0], ast.Constant)}
    assert keys == KEYS[package]
