"""A language is one file: Babel extracts the messages, a translator translates them, and brief uses them."""

import ast
import builtins
import os
import re
import shutil
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.mofile import write_mo

from messages import KEYWORDS, PACKAGE, is_known, messages


def test_babel_finds_the_messages() -> None:
    found = messages()
    assert len(found) > 900
    assert "Where the sources differ" in found
    assert "March" in found
    assert {"Skip to the text", "Timeline, scrolls sideways"} <= {message.id for message in found}, "not in Python"


@pytest.fixture(scope="module")
def calls() -> list[tuple[str, ast.Call, Path]]:
    """The calls of the functions that messages are given to, with the names of these and the files."""
    return [
        (name, node, file)
        for file in sorted(PACKAGE.rglob("*.py"))
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and (name := getattr(node.func, "id", "")) in KEYWORDS
    ]


def test_babel_finds_each_key(calls: list[tuple[str, ast.Call, Path]]) -> None:
    """It reads the source: it finds no key that is put together, is in an f-string, or in a variable without `key`."""
    for name, node, file in calls:
        given = node.args[: 2 if name.endswith("_many") else 1]
        keys = [str(each.value) for each in given if isinstance(each, ast.Constant)]
        if len(keys) == len(given):
            assert all(keys) and is_known(keys[0] if len(keys) == 1 else (keys[0], keys[1])), (file, node.lineno)
        else:  # a key that is marked elsewhere
            marked = ast.Starred if name == "say_many" else ast.Name | ast.Subscript | ast.Attribute
            assert name in ("say", "say_many") and isinstance(given[0], marked), (file, node.lineno)
    assert len(calls) > 1000


JOINING = (" or ", ", or ", " and ")


def test_a_sentence_around_a_value_is_one_message() -> None:
    """Other languages have another order: a message names the place of a value, or a comment says what is around it."""
    found = {each.id if isinstance(each.id, str) else each.id[1]: each for each in messages()}
    fragments = [key for key in found if re.search(r"\w $", key) and key not in JOINING]
    assert [key for key in fragments if not found[key].auto_comments] == []


MANY = (
    "only {printed} have pages",
    "the dossier of {day} has errors",
    "{count} by others",
    "{count:,} entries; at most",
    "{files:,} files and {size} MiB",
    "{count} of {all} events.",
    "{all} dated events since",
    "{all} events fall after",
    "{all} dated events fall after",
    "{sources} sources, {count} independent",
    "of these {total} disputes",
    "of the {all} open commitments",
    "{all} records with the most relations",
)
"""Parts of messages without a number, or whose number is over a limit or one of several, so that it is never one."""


def test_a_message_about_a_number_of_things_has_a_form_for_one() -> None:
    forms = [each.id for each in messages()]
    nouns = {noun for _, many in (form for form in forms if isinstance(form, tuple)) for noun in counted(many)}
    assert {"records", "people", "paragraphs", "citations"} <= nouns
    wrong = [key for key in forms if isinstance(key, str) and counted(key) & nouns]
    assert [key for key in wrong if not any(part in key for part in MANY)] == []


def counted(key: str) -> set[str]:
    """Return the nouns in the plural, with one adjective at most, that follow a number in a message."""
    words = re.findall(r"\{\w+(?::,)?\} (?:[a-z]+ )?(people|[a-z]{3,}s)\b", key)
    return set(words) - {"has", "was", "uses", "needs", "differs", "gives", "ends", "cites", "repeats"}


def test_places_keep_their_names_in_a_translation(tmp_path: Path) -> None:
    catalog = messages()
    catalog["No problems: {records} in {files}."].string = "Senprobleme, en {files}: {records}."
    catalog["March"].string = "marto"
    written = BytesIO()
    write_mo(written, catalog)
    shutil.copytree(PACKAGE, tmp_path / "brief")
    file = tmp_path / "brief" / "locale" / "eo" / "LC_MESSAGES" / "brief.mo"
    file.parent.mkdir(parents=True)
    file.write_bytes(written.getvalue())
    (tmp_path / "dossier").mkdir()
    (tmp_path / "dossier" / "dossier.yaml").write_text("dossier: {title: T}\ntopics: {a: {name: A}}\n")
    environment = {**os.environ, "PYTHONPATH": str(tmp_path), "BRIEF_LANGUAGE": "eo", "XDG_CACHE_HOME": str(tmp_path)}
    command = [sys.executable, "-m", "brief", "check", "-d", "dossier"]
    ran = subprocess.run(command, env=environment, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (ran.stdout, ran.stderr) == ("Senprobleme, en 1 file: 1 record.\n", "")


def places(key: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(key) if name}


WORDS = {"all", "count", "format", "id", "index", "title", "type", "values"}
"""Names of functions that are also plain words."""


def test_a_translator_can_read_the_name_of_a_place() -> None:
    """A name that only repeats a call, such as `{map}` or `{removeprefix}`, does not say what is in the place."""
    calls = {name for owner in (builtins, str, list, dict) for name in dir(owner)}
    keys = [key for each in messages() for key in ([each.id] if isinstance(each.id, str) else each.id)]
    named = {name: key for key in keys for name in re.findall(r"{(\w+)[}:]", key)}
    assert len(named) > 200
    odd = {name: named[name] for name in named if name in calls - WORDS or name[-1].isdigit()}
    assert odd == {}


def test_every_message_is_given_the_values_of_its_places(calls: list[tuple[str, ast.Call, Path]]) -> None:
    """Checks every call of `say`, because a placeholder without a value would end the command."""
    met = 0
    for name, node, file in calls:
        if name not in ("say", "say_many"):
            continue
        given = {keyword.arg for keyword in node.keywords if keyword.arg}
        keys = [arg.value for arg in node.args[:2] if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
        for key in keys if given else []:
            met += 1
            assert places(key) - {"count"} <= given, (file, node.lineno, key)
            assert given <= places(key) or any(given <= places(other) for other in keys), (file, node.lineno, key)
    assert met > 400
