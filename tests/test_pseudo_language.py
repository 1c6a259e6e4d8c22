"""Every sentence is a message that Babel finds: in the pseudo-language, text outside of ⟦ and ⟧ is data."""

import errno
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import pytest

from brief.model.findings import Severity
from brief.model.format_words import words
from brief.model.kinds import KINDS
from brief.model.rules import RULES
from brief.model.shape import fields as shaped
from messages import is_known
from test_error_gallery import CODES, make
from test_golden import CASES, DOSSIERS

PRINT_ALL = """
import contextlib, io, json, sys
from brief import locale
locale.use(locale.PSEUDO)
speech, asked = locale._speech[0], set()
def find(key):
    asked.add(key)
    return speech.find(key)
def find_many(one, many, count):
    asked.add((one, many))
    return speech.find_many(one, many, count)
locale._speech[0] = speech._replace(find=find, find_many=find_many)
from brief.cli.main import run
answers = {}
for name, words in json.load(sys.stdin).items():
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        run(words)
    answers[name] = printed.getvalue()
json.dump([answers, [*asked]], sys.stdout)
"""
FORMAT = {*Severity, "yaml"}
"""Words of the format that are the same in every language: severities, the extension of its files."""
KEYS = {word.replace(" ", "_") for word in words()}
"""Names of kinds, sections and fields. Reports print them as messages; findings quote them as they are in the file."""
KEY = re.compile(rf"(?<![\w-])({'|'.join(sorted(KEYS, key=len, reverse=True))}):")
SHORT = re.compile("[a-z]{2,4}")
"""A word that any English text may have, such as `of`: it is data only beside its neighbour in the data."""
TOKEN = re.compile(r"[^\W_]+|[^\w\s-]|^(?=[ -]*[\w-]+:)", re.M)
FIELD = re.compile(r"\bfield: *[\w.]+")
"""The disputed field, which a report prints as a message."""
LETTERS = re.compile(r"[^\W\d_]{2,}")
COLUMN = re.compile(r"(?<=\S) {2,}(?=\S)")
FOUND = str.maketrans("", "", "«»")
"""The signs around a word that a search found."""
CUT = re.compile(r"[^\W\d_]+\.\.$", re.M)
"""The end of a title that was cut in a chart."""


def named(case: str) -> str:
    return f"{case.replace('/', '-')}.html"


def dossier_of(case: str) -> Path:
    return DOSSIERS[case.partition("/")[2].partition("-")[0]]


HTML = ("overview/shipped", "timeline/beacons-chart", "memo/pilots", "check/broken", "graph/shipped")
"""Cases that are printed as HTML, too."""


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a site and of HTML pages in the pseudo-language, which `printed` fills."""
    return tmp_path_factory.mktemp("pages")


@pytest.fixture(scope="session")
def printed(tmp_path_factory: pytest.TempPathFactory, pages: Path) -> dict[str, str]:
    """What each golden case prints as text, and some as HTML, in the pseudo-language."""
    words = {
        case: [*words.split(), "--dossier", str(dossier_of(case)), "--format", "text"]
        for case, words in CASES.items()
        if not case.startswith("why/")  # they print commits, which are not messages
    }
    words |= {f"{case}.html": [*words[case][:-2], "-o", str(pages / named(case))] for case in HTML}
    words["site/beacons"] = ["export", "site", str(pages / "site"), "--dossier", str(DOSSIERS["beacons"])]
    return print_all(words, tmp_path_factory.mktemp("cache"))


@pytest.fixture(scope="session")
def gallery(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[str, Path]]:
    """What `check` prints for each dossier of the gallery of errors, in the pseudo-language, and the dossier."""
    roots = {code: tmp_path_factory.mktemp("gallery") / "dossier" for code in CODES}
    for code, root in roots.items():
        root.mkdir()
        make(code, root)
    cases = {code: ["check", "--dossier", str(root), "--format", "text"] for code, root in roots.items()}
    answers = print_all(cases, tmp_path_factory.mktemp("cache"))
    return {code: (answers[code], root) for code, root in roots.items()}


def print_all(cases: dict[str, list[str]], cache: Path) -> dict[str, str]:
    """Return what each case prints as text, in the pseudo-language."""
    fixed = {"XDG_CACHE_HOME": str(cache), "SOURCE_DATE_EPOCH": "1774310400"}
    ran = subprocess.run(
        [sys.executable, "-c", PRINT_ALL],
        input=json.dumps(cases),
        env={**os.environ, **fixed, "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    answers: dict[str, str]
    answers, asked = json.loads(ran.stdout)
    assert len(answers) == len(cases) > 50
    keys = [key if isinstance(key, str) else tuple(key) for key in asked]
    assert [key for key in keys if not is_known(key)] == [], "Babel does not find these keys"
    return answers


def outside(text: str) -> str:
    """Return the text outside of messages."""
    depth, kept = 0, []
    for sign in text:
        if sign in "⟦⟧":
            depth += 1 if sign == "⟦" else -1
            kept.append(" | ")
        elif not depth:
            kept.append(sign)
    return "".join(kept)


def pairs(text: str) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Yield each word of a text with its pairs: with the words beside it, or with nothing where there is none."""
    told = ["|", *TOKEN.findall(text), "|"]
    for before, word, after in zip(told, told[1:], told[2:], strict=False):
        left, right = (each.casefold() if each.isalnum() else "" for each in (before, after))
        yield word, [(left, word.casefold()), (word.casefold(), right)]


Known = frozenset[str | tuple[str, str]]
"""Words that are known as data, alone and with their neighbours."""


def known_words(root: Path, more: str = "") -> Known:
    """Return the words of the files of a dossier and of more, and those of the format."""
    told = " | ".join(word for word in more.split() if not word.startswith("-"))
    return words_of_files(root, "check" in more) | words_of(f"{more} | {told}")


@cache
def words_of_files(root: Path, with_keys: bool) -> Known:
    files = [path for end in ("yaml", "txt", "jsonl") for path in sorted(root.rglob(f"*.{end}"))]
    data = " ".join(path.read_text(errors="replace") for path in files)
    data = f"{data} {' | '.join(KEYS)}" if with_keys else KEY.sub(" | ", FIELD.sub(" | ", data))
    names = " | ".join(path.name for path in root.rglob("*"))
    return words_of(f"{data} | {names}") | {word.casefold() for word in LETTERS.findall(" ".join(FORMAT | set(RULES)))}


def words_of(text: str) -> Known:
    alone = {word.casefold() for word in LETTERS.findall(text)}
    return frozenset(alone | {pair for _, found in pairs(text) for pair in found})


def english(printed: str, known: Known) -> list[str]:
    """Return the words that are neither in messages nor known as data; a short one is known beside its neighbour."""
    data = COLUMN.sub(" | ", CUT.sub("", outside(printed)).translate(FOUND))
    alone = [word for word, found in pairs(data) if SHORT.fullmatch(word) and known.isdisjoint(found)]
    return alone + [word for word in LETTERS.findall(data) if word.casefold() not in known]


@pytest.mark.parametrize("case", [case for case in CASES if not case.startswith("why/")])
def test_what_is_outside_of_messages_is_data(case: str, printed: dict[str, str]) -> None:
    assert "⟦" in printed[case]
    root = dossier_of(case)
    root = root.parent if case.startswith("diff/") else root  # the parent folder has both states
    named = f" {QUOTED['hidden-character']}" if "check" in case else ""
    assert english(printed[case], known_words(root, f"{CASES[case]}{named}")) == []


class Readable(HTMLParser):
    """Collects the words of a page that somebody sees or hears."""

    ATTRIBUTES = ("alt", "aria-label", "data-title", "placeholder", "title")

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self._is_code = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._is_code = tag in ("style", "script") or ("class", "portrait initials") in attrs
        self.words += [value for name, value in attrs if name in self.ATTRIBUTES and value]

    def handle_endtag(self, tag: str) -> None:
        self._is_code = False

    def handle_data(self, data: str) -> None:
        if not self._is_code:
            self.words.append(data)


def readable(page: str) -> str:
    parser = Readable()
    parser.feed(page)
    return "  ".join(parser.words)


@pytest.mark.parametrize("case", HTML)
def test_what_is_outside_of_messages_in_html_is_data(case: str, printed: dict[str, str], pages: Path) -> None:
    assert printed[f"{case}.html"] == ""
    words = readable((pages / named(case)).read_text(encoding="utf-8"))
    assert "⟦Skip to the text⟧" in words
    assert english(words, known_words(dossier_of(case), CASES[case])) == []


LITERAL = re.compile(r'"[^"\n]*"|`[^`]*`')
WORDS = re.compile(r"[a-z]{2,} [a-z]{2,}", re.I)
SELECTORS = (
    '"use strict"',
    '"nav details"',
    '"main section"',
    '":scope > svg"',
    '".timeline li"',
    '"main figure.axis"',
)


def test_what_is_outside_of_messages_in_a_site_is_data(printed: dict[str, str], pages: Path) -> None:
    assert "site/beacons" in printed
    known = known_words(DOSSIERS["beacons"])
    found = sorted((pages / "site").rglob("*.html"))
    assert len(found) > 40
    for page in found:
        words = readable(page.read_text(encoding="utf-8"))
        assert "⟦Names, words, years⟧" in words
        assert (page.name, english(words, known)) == (page.name, [])
    for name in ("relations", "search", "site", "timeline"):
        text = (pages / f"site/assets/{name}.js").read_text(encoding="utf-8")
        literals = [(found.start(), found[0]) for found in LITERAL.finditer(text)]
        said = [word for start, word in literals if text[:start].endswith("say(")]
        assert all("⟦" in word for word in said)
        assert [word for _, word in literals if WORDS.search(word) and word not in (*said, *SELECTORS)] == []


CHOICES = {
    word for kind in KINDS.values() for field in shaped(kind.record).values() for word in field.shape.one.choices
}
QUOTED = {
    "changed-copy": "dfdfc faceaa fd ab",  # digits of a hash
    "hidden-character": "zero width no break space FEFF right to left override",  # names of characters in Unicode
    "in-two-dossiers": "lantern",  # from the other dossier
    "invalid-id": "lodz",  # the id that is meant
    "misspelled-marking": "GREEN AMBER SECRET",
    "no-such-place": "line",  # a locator
    "unknown-locator": "pp",
    "unreadable-copy": os.strerror(errno.ENOENT),
    "unreadable-file": "iconv WINDOWS UTF mv xe",  # a command and an escaped byte
    "unreadable-text": os.strerror(errno.ENOENT),
    "unusable-image": os.strerror(errno.ENOENT),
}
"""Other words that a finding quotes: from the format, the system or Unicode."""


@pytest.mark.parametrize("code", [code for code in CODES if code != "too-long"])  # that quotes a part of a word
def test_what_a_finding_says_is_a_message(code: str, gallery: dict[str, tuple[str, Path]]) -> None:
    printed, root = gallery[code]
    assert "⟦" in printed
    paths = list(root.parent.rglob("*"))
    data = " ".join(path.read_text(errors="replace") for path in paths if path.is_file())
    format_ = " ".join(FORMAT | KEYS | set(RULES) | CHOICES)
    known = LETTERS.findall(f"{data} {format_} {' '.join(map(str, paths))} {QUOTED.get(code, '')}".casefold())
    assert [word for word in LETTERS.findall(outside(printed)) if word.casefold() not in known] == []
