"""The edits of `import brief`: what commands write, functions write too, in a folder as in an open dossier."""

import json
import shutil
from collections.abc import Callable
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import brief
from brief.cli.main import run
from brief.last_remarks import last_remarks
from brief.system.transaction import Change

if TYPE_CHECKING:
    from brief.library.edits import Where

SHIPPED = Path(__file__).parents[1] / "data" / "vietnam-canada"
HERRING = "Islands agree on herring\n\nNorrey landed 4,000 tonnes in 2023.\n"
MISSPELLED = "events: {talk: {title: A talk, date: 2025, cite: framework-2025 para 2}}\n"
REWRITTEN = "events: {talk: {title: A long talk, date: 2025, cite: framework-2025 ¶2}}\n"
Function = Callable[["Where", bool], "brief.Edited | brief.Kept"]
Words = list[str]


@pytest.fixture(autouse=True)
def world(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, cache: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1774310400")  # 24 March 2026
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    monkeypatch.setenv("VISUAL", f"cp {tmp_path / 'rewritten.yaml'}")
    monkeypatch.delenv("BRIEF_DOSSIER", raising=False)
    (tmp_path / "rewritten.yaml").write_text(REWRITTEN, encoding="utf-8")
    (tmp_path / "herring.txt").write_text(HERRING, encoding="utf-8")
    (tmp_path / "minutes.txt").write_text("Minutes\n\nThey met.\n", encoding="utf-8")


def desk(folder: Path) -> Path:
    """Write a copy of the dossier that comes with brief, with a misspelled citation."""
    shutil.copytree(SHIPPED, folder)
    (folder / "more.yaml").write_text(MISSPELLED, encoding="utf-8")
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def edited(result: "brief.Edited | brief.Kept") -> "brief.Edited":
    return result.edited._replace(id=result.id) if isinstance(result, brief.Kept) else result


EDITS: list[tuple[Words, Function]] = [
    (
        ["add", "topic", "name=Fisheries", "also=[fish, cod]"],
        lambda where, dry: brief.add(where, "topic", {"name": "Fisheries", "also": ("fish", "cod")}, dry_run=dry),
    ),
    (
        ["add", "events", "title=A ship calls", "date=May 2025", "cite=framework-2025 para 7", "--file", "new/1.yaml"],
        lambda where, dry: brief.add(
            where,
            "events",
            ["title=A ship calls", "date=May 2025", "cite=framework-2025 para 7"],
            file="new/1.yaml",
            dry_run=dry,
        ),
    ),
    (
        ["add", "topic", "name=Ice", "--id", "frost"],
        lambda where, dry: brief.add(where, "topic", {"name": "Ice"}, id="frost", dry_run=dry),
    ),
    (
        ["set", "framework-signed", "date=March 2025", "importance=low", "place="],
        lambda where, dry: brief.set(
            where,
            "framework-signed",
            {"date": brief.Date.parse("2025-03"), "importance": "low", "place": None},
            dry_run=dry,
        ),
    ),
    (
        ["set", "canada", "note=It is large."],
        lambda where, dry: brief.set(where, "canada", "note=It is large.", dry_run=dry),
    ),
    (
        ["rename", "un", "united-nations"],
        lambda where, dry: brief.rename(where, "un", "united-nations", dry_run=dry),
    ),
    (
        ["merge", "oneill-visit", "oneill-visit-2025"],
        lambda where, dry: brief.merge(where, "oneill-visit", "oneill-visit-2025", dry_run=dry),
    ),
    (
        ["merge", "first-aid-course-2024", "french-training-2024", "--titles"],
        lambda where, dry: brief.merge(
            where, "first-aid-course-2024", "french-training-2024", titles=True, dry_run=dry
        ),
    ),
    (["rm", "recent-advances"], lambda where, dry: brief.remove(where, "recent-advances", dry_run=dry)),
    (
        ["source", "add", "herring.txt", "reliability=B", "--url", "https://a.example/1", "--title", "Herring"],
        lambda where, dry: brief.add_source(
            where, "herring.txt", {"reliability": "B"}, url="https://a.example/1", title="Herring", dry_run=dry
        ),
    ),
    (
        ["source", "add", "minutes.txt", "--to", "dialogue-2019"],
        lambda where, dry: brief.add_source(where, Path("minutes.txt"), to="dialogue-2019", dry_run=dry),
    ),
    (["check", "--fix"], lambda where, dry: brief.fix(where, dry_run=dry)),
    (
        ["edit", "talk"],
        lambda where, dry: brief.replace(
            where, "more.yaml", Path("theirs/more.yaml").read_bytes(), REWRITTEN.encode(), dry_run=dry
        ),
    ),
]
"""Commands in turn, each with the function that does the same."""


def test_a_function_writes_and_returns_what_its_command_does(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    theirs, mine, held = (desk(tmp_path / name) for name in ("theirs", "mine", "held"))
    with brief.open(held, keep_going=True) as dossier:
        for words, function in EDITS:
            told = " ".join(words)
            before = contents(mine)
            planned = [edited(function(where, True)) for where in (mine, dossier)]
            assert contents(mine) == contents(held) == before, told
            made = [edited(function(where, False)) for where in (mine, dossier)]
            assert {(str(one.changes), one.id) for one in planned + made} == {(str(planned[0].changes), planned[0].id)}
            capsys.readouterr()
            if words[0] != "edit":
                assert run([*words, "-d", str(theirs), "--dry-run"]) == 0, told
                assert capsys.readouterr().out == planned[0].diff() != "", told
            run([*words, "-d", str(theirs)])
            after = contents(theirs)
            assert contents(mine) == contents(held) == after != before, (told, capsys.readouterr())


def test_a_folder_is_edited_without_opening_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = desk(tmp_path / "desk")
    monkeypatch.setattr(brief.Dossier, "__init__", None)
    for where in (root, str(root), [root]):
        assert brief.set(where, "canada", {"note": str(type(where))}).changes
    with pytest.raises(TypeError):
        brief.open(root)


def test_what_an_edit_returns(tmp_path: Path) -> None:
    root = desk(tmp_path / "desk")
    assert brief.locate(root, "oneill-visit")._asdict() == {"path": "events.yaml", "line": 218, "id": "oneill-visit"}
    (fixed,) = brief.fix(root, rules="locator-spelling").fixed
    assert (fixed.code, fixed.fix) == ("locator-spelling", "¶2")
    assert brief.fix(root).changes == {}
    kept = brief.add_source(root, HERRING.encode(), title="Herring")
    assert (kept.id, kept.paragraphs) == ("herring", 2)
    assert brief.remove(root, "herring").copy == "sources/herring.txt"
    assert brief.set(root, "framework-signed", {"date": "2025-31"}).seasons == (brief.Date.parse("2025-31"),)
    head = (root / "more.yaml").read_bytes()
    broken = brief.replace(root, "more.yaml", head, b"topics: {ebb: {nam: Ebb}}\n")
    assert {"unknown-field"} <= {found.code for found in broken.findings}
    assert broken.changes == {"more.yaml": Change(head, b"topics: {ebb: {nam: Ebb}}\n")}


REFUSED: list[tuple[Words, Callable[[Path], object]]] = [
    (["set", "nobody", "note=x"], lambda root: brief.set(root, "nobody", {"note": "x"})),
    (["set", "canada", "nte=x"], lambda root: brief.set(root, "canada", {"nte": "x"})),
    (["set", "canada", "note"], lambda root: brief.set(root, "canada", "note")),
    (["set", "framework-signed", "date=soon"], lambda root: brief.set(root, "framework-signed", {"date": "soon"})),
    (["add", "evnt", "title=x"], lambda root: brief.add(root, "evnt", {"title": "x"})),
    (["add", "topic", "nme=x"], lambda root: brief.add(root, "topic", {"nme": "x"})),
    (
        ["add", "topic", "name=x", "--file", "../x.yaml"],
        lambda root: brief.add(root, "topic", "name=x", file="../x.yaml"),
    ),
    (["rename", "un", "canada"], lambda root: brief.rename(root, "un", "canada")),
    (["merge", "un", "oneill-visit"], lambda root: brief.merge(root, "un", "oneill-visit")),
    (["rm", "canada"], lambda root: brief.remove(root, "canada")),
    (["edit", "nobody"], lambda root: brief.locate(root, "nobody")),
    (["source", "add", "https://a.example"], lambda root: brief.add_source(root, "https://a.example")),
    (
        ["source", "add", "herring.txt", "--id", "x", "--to", "dialogue-2019"],
        lambda root: brief.add_source(root, "herring.txt", id="x", to="dialogue-2019"),
    ),
    (["source", "add", "herring.txt", "--to", "un"], lambda root: brief.add_source(root, "herring.txt", to="un")),
]


def test_a_function_is_refused_with_the_words_of_its_command(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = desk(tmp_path / "desk")
    before = contents(root)
    for words, function in REFUSED:
        capsys.readouterr()
        code = run([*words, "-d", str(root)])
        said = capsys.readouterr().err
        with pytest.raises(brief.UserError) as caught:
            function(root)
        assert (said.splitlines()[-1], code) == (f"brief: {caught.value}", caught.value.code), words
        assert caught.value.hint, words
    assert contents(root) == before


@pytest.mark.parametrize(
    ("piped", "said"),
    [
        ('{"id": "frost", "name": "Ice"}', "the id is frost"),
        ("name: Ice\nalso: [Frost, Snow]\n", "the id is ice"),
        ("nme: Ice\n", "did you mean `name`?"),
        ("name: Ice\nnote:\n", "`note` has no value"),
    ],
)
def test_what_is_piped_in_is_read_as_values_are(
    tmp_path: Path, piped: str, said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(piped.encode())))
    code = run(["add", "topic", "-d", str(desk(tmp_path / "desk"))])
    assert (said in capsys.readouterr().err, code) == (True, 0 if "the id" in said else 2)


def test_an_error_has_what_it_is_about(tmp_path: Path) -> None:
    root = desk(tmp_path / "desk")
    with pytest.raises(brief.Refused) as refused:
        brief.set(root, "framework-signed", {"date": "soon"})
    assert [(found.code, found.file) for found in refused.value.findings] == [("invalid-date", "events.yaml")]
    with pytest.raises(brief.StillReferenced) as referenced:
        brief.remove(root, "oneill-visit-2025")
    assert {mention.id for mention in referenced.value.mentions}
    assert {(root / mention.path).is_file() for mention in referenced.value.mentions} == {True}


@pytest.mark.parametrize("path", ["../rewritten.yaml", "/etc/x.yaml", "notes.txt", ".draft-events.yaml"])
def test_only_a_file_of_the_dossier_is_replaced(tmp_path: Path, path: str) -> None:
    with pytest.raises(brief.UserError, match="is not a file of a dossier"):
        brief.replace(desk(tmp_path / "desk"), path, REWRITTEN.encode(), b"topics: {}\n")
    assert (tmp_path / "rewritten.yaml").read_text(encoding="utf-8") == REWRITTEN


@pytest.mark.parametrize("dry_run", [True, False])
def test_what_somebody_else_changed_is_not_replaced(tmp_path: Path, dry_run: bool) -> None:
    root = desk(tmp_path / "desk")
    before = contents(root)
    with pytest.raises(brief.UserError, match=r"someone else changed more\.yaml"):
        brief.replace(root, "more.yaml", b"topics: {}\n", b"topics: {ebb: {name: Ebb}}\n", dry_run=dry_run)
    with pytest.raises(brief.UserError, match=r"there is no file new\.yaml in the dossier"):
        brief.replace(root, "new.yaml", b"", b"topics: {ebb: {name: Ebb}}\n", dry_run=dry_run)
    assert contents(root) == before


def test_the_id_of_a_record_may_be_among_its_values(tmp_path: Path) -> None:
    root = desk(tmp_path / "desk")
    assert brief.add(root, "topic", {"id": "fog", "name": "Sea fog"}).id == "fog"
    assert brief.add(root, "topic", {"id": None, "name": "Ebb tide"}).id == "ebb-tide"
    with pytest.raises(brief.UserError, match="is not an id"):
        brief.add(root, "topic", {"id": ["fog"], "name": "Haze"})


def test_the_example_is_only_edited_on_trial(capsys: pytest.CaptureFixture[str]) -> None:
    before = contents(SHIPPED)
    assert brief.set(None, "canada", "note=x", dry_run=True).changes
    assert len(last_remarks()) == 1
    with pytest.raises(brief.UserError, match=r"there is no dossier\.yaml here"):
        brief.set(None, "canada", "note=x")
    assert contents(SHIPPED) == before
    assert capsys.readouterr() == ("", "")


def test_one_dossier_is_edited_at_a_time(tmp_path: Path) -> None:
    root = desk(tmp_path / "desk")
    with pytest.raises(brief.UserError, match="needs one dossier"):
        brief.set([root, SHIPPED], "canada", "note=x")
    book = tmp_path / "book"
    book.mkdir()
    (book / "dossier.yaml").write_text("dossier: {title: Book, dossiers: [../desk]}\n", encoding="utf-8")
    with pytest.raises(brief.UserError, match="this one lists others"):
        brief.fix(book)


# What is not an edit of records


@pytest.mark.parametrize("words", [[], ["--blank"]], ids=["example", "blank"])
def test_a_dossier_is_begun(tmp_path: Path, words: Words, capsys: pytest.CaptureFixture[str]) -> None:
    brief.init("mine/desk", blank=bool(words))
    assert run(["init", "theirs/desk", *words]) == 0
    assert contents(tmp_path / "mine") == contents(tmp_path / "theirs") != {}
    assert not capsys.readouterr().err
    with brief.open("mine/desk") as dossier:
        assert bool(len(dossier)) is not bool(words)
    with pytest.raises(brief.UserError) as caught:
        brief.init(Path("mine/desk"))
    assert caught.value.hint


def test_templates_and_schemas_are_those_of_the_commands(capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("html", "pdf"):
        assert run(["template", "export", name]) == 0
        assert capsys.readouterr().out == brief.template(name)
    with pytest.raises(brief.UserError, match=r"`json` has no template \(name one of html, pdf\)"):
        brief.template("json")  # type: ignore[arg-type]  # what a user may try
    assert run(["schema"]) == 0
    assert json.loads(capsys.readouterr().out) == brief.schema()
    with brief.open(SHIPPED) as dossier:
        assert run(["schema", "--dossier", str(SHIPPED)]) == 0
        assert json.loads(capsys.readouterr().out) == brief.schema(dossier) != brief.schema()
