"""`import brief`: the library on which the command is built."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import brief
from brief.last_remarks import last_remarks
from brief.library.opened import Dossier
from brief.library.records import Section
from brief.model.kinds import KINDS
from brief.renderers import FINDINGS, PRINTED, Format
from test_all_commands import LEAVES

HEAD = "dossier: {title: Bell log}\nsources: {log: {title: The log, published: 1950}}\n"
TODAY = "2026-03-24"
QUESTIONS = {
    "overview": (),
    "timeline": (),
    "who": ("Ostergard",),
    "show": ("beacon-accord",),
    "list": (),
    "memo": (),
    "meeting": ("Ostergard",),
    "commitments": (),
    "conflicts": (),
    "gaps": (),
    "ripple": (),
    "search": ("beacon accord",),
    "graph": (),
    "sources": (),
    "read_source": ("gull-echo",),
    "verify_sources": (),
    "why": ("accord-signed",),
    "check": (),
}
FUNCTIONS = {
    "": "overview",
    "edit": "locate",
    "export site": "export",
    "export vault": "export",
    "rm": "remove",
    "source add": "add_source",
    "source read": "read_source",
    "source verify": "verify_sources",
    "template export": "template",
}
"""Functions whose names differ from those of their commands."""
WITHOUT_COMMAND = {
    "fix": "`check --fix`",
    "open": "the option --dossier",
    "render": "the option --format",
    "replace": "the end of `edit`, after the text editor",
}
"""Functions that are a part of commands."""
WORDS = {
    "add": ["topic", "name=x"],
    "diff": [str(Path(__file__).parent / "fixtures" / "beacons")],
    "dossiers": ["postgresql:///desk"],
    "edit": ["accord-signed", "--print"],
    "export site": ["out"],
    "export vault": ["out"],
    "init": ["out"],
    "meeting": ["--with", "Ostergard"],
    "merge": ["accord-signed", "beacon-accord"],
    "push": ["postgresql:///desk"],
    "rename": ["accord-signed", "signed"],
    "rm": ["accord-signed"],
    "search": ["beacon accord"],
    "set": ["accord-signed", "note=x"],
    "show": ["beacon-accord"],
    "source add": ["page.html"],
    "source read": ["gull-echo"],
    "template export": ["pdf"],
    "who": ["Ostergard"],
    "why": ["accord-signed"],
}
"""The words after a command."""


@pytest.fixture(autouse=True)
def world(monkeypatch: pytest.MonkeyPatch, cache: Path, beacons: str) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1774310400")  # 24 March 2026
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(Path(beacons).parent))
    monkeypatch.delenv("BRIEF_DOSSIER", raising=False)


@pytest.fixture
def dossier(beacons: str) -> Iterator[brief.Dossier]:
    with brief.open(beacons) as opened:
        yield opened


def bells(folder: Path, text: str = "") -> Path:
    """Write a small dossier with additional YAML."""
    folder.mkdir(exist_ok=True)
    (folder / "dossier.yaml").write_text(HEAD + text)
    return folder


def test_records_are_typed_and_found_by_id(dossier: brief.Dossier) -> None:
    person = dossier.people["lucja-ostergard"]
    assert person.name.endswith("Østergård")
    assert person == dossier["lucja-ostergard"]
    assert "lucja-ostergard" in dossier
    assert "lucja-ostergard" in dossier.people
    assert "lucja-ostergard" not in dossier.events
    assert [found.id for found in dossier.find("Ostergard", "person")] == ["lucja-ostergard"]
    assert [event.title for event in dossier.events if event.id == "accord-signed"] == ["Beacon accord signed"]
    with pytest.raises(KeyError, match="nobody"):
        dossier["nobody"]
    with pytest.raises(KeyError, match="accord-signed"):
        dossier.people["accord-signed"]


def test_every_kind_of_record_is_an_attribute(dossier: brief.Dossier) -> None:
    sections = {name: held._kind for name, held in vars(Dossier).items() if isinstance(held, Section)}
    assert sections == {kind.section: kind.name for kind in KINDS.values()}
    for section, kind in sections.items():
        assert Dossier.__annotations__[section] == f"Section[{KINDS[kind].record.__name__}]"
        held = getattr(dossier, section)
        assert len(held) == len(list(held)) >= (section != "positions")
    assert len(dossier) == sum(len(getattr(dossier, section)) for section in sections)


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_report_says_what_its_command_prints(
    question: str, dossier: brief.Dossier, beacons: str, capsys: pytest.CaptureFixture[str]
) -> None:
    from brief.cli.main import run

    document = getattr(brief, question)(dossier, *QUESTIONS[question])
    command = {function: command for command, function in FUNCTIONS.items()}.get(question, question)
    code = run([*command.split(), *WORDS.get(command, []), "--dossier", beacons, "--json"])
    assert brief.render(document, "json") == capsys.readouterr().out
    assert document.answers is (code == 0)


def test_every_command_has_a_function_and_every_function_a_command() -> None:
    functions = {name for name in brief.__all__ if not isinstance(getattr(brief, name), type)}
    found = ["", *LEAVES]
    assert set(found) >= FUNCTIONS.keys()
    assert {FUNCTIONS.get(command, command) for command in found} | WITHOUT_COMMAND.keys() == functions
    assert {*QUESTIONS} <= functions


@pytest.fixture(scope="module")
def copy(beacons: str, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A copy of a dossier, which a command that forgets its function may change."""
    return str(shutil.copytree(beacons, tmp_path_factory.mktemp("copies") / "beacons"))


@pytest.mark.parametrize("command", ["", *LEAVES])
def test_a_command_does_what_its_function_does(
    command: str, copy: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from brief.cli.main import run

    def function(*words: object, **options: object) -> None:
        raise brief.UserError("asked")

    monkeypatch.setattr(brief, FUNCTIONS.get(command, command), function)
    places = [] if command in ("init", "schema", "dossiers", "template export") else ["-d", copy]
    assert run([*command.split(), *WORDS.get(command, ()), *places]) == 1
    assert capsys.readouterr().err.endswith("brief: asked\n")


def test_what_changed_since_another_state(dossier: brief.Dossier, beacons: str, tmp_path: Path) -> None:
    with brief.open(beacons) as same, brief.open(bells(tmp_path / "bells")) as other:
        assert [block.text.text for block in brief.diff(dossier, same).blocks] == ["Nothing changed."]  # type: ignore[union-attr]
        assert brief.diff(dossier, same, strict=True).answers
        assert brief.diff(dossier, other).answers
        assert not brief.diff(dossier, other, strict=True).answers


@pytest.mark.parametrize("form", [form for form in Format if form not in PRINTED | FINDINGS])
def test_a_document_is_rendered_in_every_format(form: Format, dossier: brief.Dossier) -> None:
    document = brief.graph(dossier) if form in (Format.DOT, Format.MERMAID) else brief.timeline(dossier)
    text = brief.render(document, form.value)
    assert isinstance(text, str)
    assert len(text) > 100


def test_printed_pages_are_bytes(dossier: brief.Dossier) -> None:
    assert {Format("docx"), Format("pdf")} <= PRINTED
    pytest.importorskip("docx")
    assert brief.render(brief.timeline(dossier), "docx")[:2] == b"PK"


def test_a_view_shows_the_dossier_as_of_a_day_or_known_by_one(dossier: brief.Dossier) -> None:
    early = brief.render(brief.timeline(dossier.view(as_of="2021-12-24")))
    assert early != brief.render(brief.timeline(dossier))
    assert "as of 2019" in brief.render(brief.who(dossier.view(as_of="2019"), "Ostergard"))
    assert "Known by" in brief.render(brief.timeline(dossier.view(known_by="2021-12")))
    assert {event.id for event in dossier.view(as_of="1800").events} < {event.id for event in dossier.events}
    both = dossier.view(as_of="2021").view(known_by="2022")
    assert (both.as_of, both.known_by) == (brief.Date.parse("2021"), brief.Date.parse("2022"))
    with pytest.raises(ValueError, match="soon"):
        dossier.view(as_of="soon")


def test_a_dossier_with_errors_is_refused_unless_told_to_keep_going(tmp_path: Path) -> None:
    root = bells(tmp_path / "bells", "people: {jo: {nam: Jo}, al: {name: Al}}\n")
    with pytest.raises(brief.BrokenDossier, match="error") as caught:
        brief.open(root)
    assert {error.code for error in caught.value.errors} >= {"unknown-field"}
    with brief.open(root, keep_going=True) as dossier:
        assert [person.name for person in dossier.people] == ["Al"]
        assert "unknown-field" in {finding.code for finding in dossier.findings}
        assert "Incomplete" in brief.render(brief.timeline(dossier))
        assert not brief.check(dossier).answers


def test_findings_are_those_of_a_check(tmp_path: Path) -> None:
    root = bells(tmp_path / "bells", "people: {jo: {name: Jo}}\n")
    with brief.open(root) as dossier:
        findings = dossier.findings
        printed = json.loads(brief.render(brief.check(dossier), "json"))
    shown = [block["code"] for block in printed["blocks"] if "code" in block]
    assert [finding.code for finding in findings] == shown
    assert shown


def test_what_was_read_outlives_the_dossier(beacons: str) -> None:
    with brief.open(beacons) as dossier:
        person, document = dossier.people["lucja-ostergard"], brief.who(dossier, "Ostergard")
        checked = brief.check(dossier)
    assert person.name in brief.render(document)
    assert checked.answers
    for ask in (lambda: dossier["lucja-ostergard"], lambda: brief.timeline(dossier), lambda: [*dossier.people]):
        with pytest.raises(ValueError, match="the dossier is closed"):
            ask()
    dossier.close()


def test_an_open_dossier_shows_the_state_in_which_it_was_opened(tmp_path: Path) -> None:
    root = bells(tmp_path / "bells", "people: {jo: {name: Jo}}\n")
    with brief.open(root) as before:
        bells(root, "people: {jo: {name: Joanna}}\n")
        assert before.people["jo"].name == "Jo"
    with brief.open(root) as after:
        assert after.people["jo"].name == "Joanna"


def test_nothing_is_said_unless_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    brief.open().close()
    assert capsys.readouterr() == ("", "")
    brief.open(remarks=True).close()
    assert ["this is the example dossier" in text for text in last_remarks()] == [True]
    assert last_remarks() == []


def test_to_import_it_imports_nothing_else() -> None:
    words = "import sys; before = {*sys.modules}; import brief; print(sorted({*sys.modules} - before))"
    done = subprocess.run([sys.executable, "-c", words], capture_output=True, encoding="utf-8", check=True)
    assert done.stdout == "['brief']\n"


def test_its_names_are_listed_and_others_are_refused() -> None:
    assert {*brief.__all__} <= {*dir(brief)}
    with pytest.raises(AttributeError, match="tymeline"):
        brief.tymeline  # noqa: B018


# Edits


def test_a_dossier_is_edited_and_shows_its_new_state(tmp_path: Path) -> None:
    root = bells(tmp_path / "bells", "topics:\n  fog:   # thick\n    name: Fog\n")
    with brief.open(root) as dossier:
        view = dossier.view(as_of="2020")
        values = {"title": "The bell is rung", "date": "24 October 1949", "cite": [{"source": "log", "at": "para 2"}]}
        added = brief.add(dossier, "event", {**values, "topics": ["fog"]})
        event = dossier.events[added.id]
        assert (event.date, event.cite[0].at) == (brief.Date.parse("1949-10-24"), "¶2")
        brief.set(dossier, added.id, {"date": brief.Date.parse("1949"), "summary": "It rings.", "topics": None})
        assert view.events[added.id].date == brief.Date.parse("1949")
        assert dossier.events[added.id].topics == ()
        brief.rename(dossier, added.id, "rung")
        assert dossier[added.id].id == "rung"
        brief.add(dossier, "topic", {"name": "Mist"}, id="mist")
        assert brief.merge(dossier, "fog", "mist").dropped == {}
        assert dossier.topics["fog"].also == ("Mist",)
        brief.remove(dossier, "fog")
        assert "fog" not in dossier
    assert "# thick" not in (root / "dossier.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "edit",
    [
        lambda dossier: brief.set(dossier, "e", {"date": "soon"}),
        lambda dossier: brief.set(dossier, "e", {"dat": "1949"}),
        lambda dossier: brief.set(dossier, "nobody", {"note": "x"}),
        lambda dossier: brief.add(dossier, "evnt", {"title": "F"}),
        lambda dossier: brief.add(dossier, "event", {"title": None}),
        lambda dossier: brief.add(dossier, "event", {"titel": "F"}),
        lambda dossier: brief.remove(dossier, "fog"),
        lambda dossier: brief.rename(dossier, "fog", "e"),
    ],
)
def test_an_edit_that_is_refused_writes_nothing(tmp_path: Path, edit: Callable[[Dossier], object]) -> None:
    facts = "topics: {fog: {name: Fog}}\nevents: {e: {title: E, topics: fog, cite: log p. 1}}\n"
    root = bells(tmp_path / "bells", facts)
    with brief.open(root) as dossier:
        with pytest.raises(brief.UserError):
            edit(dossier)
        assert len(dossier) == 3
    assert (root / "dossier.yaml").read_text(encoding="utf-8") == HEAD + facts


def test_a_dry_run_changes_nothing_and_has_a_diff(tmp_path: Path) -> None:
    root = bells(tmp_path / "bells", "topics: {fog: {name: Fog}}\n")
    with brief.open(root) as dossier:
        assert "+topics: {fog: {name: Mist}}" in brief.set(dossier, "fog", {"name": "Mist"}, dry_run=True).diff()
        assert dossier.topics["fog"].name == "Fog"


def test_a_state_that_is_no_folder_of_ones_own_is_not_edited(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with brief.open() as dossier, pytest.raises(brief.UserError, match=r"there is no dossier\.yaml here"):
        brief.set(dossier, "canada", {"note": "x"})
