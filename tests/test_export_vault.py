"""`brief export vault`: linked pages, which can be exported again without loss of manual changes."""

import json
import os
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote

import pytest
import yaml
from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin

from brief.export_folder import MANIFEST
from brief.model.kinds import KINDS, SECTIONS

Brief = Callable[..., "subprocess.CompletedProcess[str]"]
_LINK = re.compile(r"(?<!!)\]\(([^)]*)\)")


SMALL = """
dossier: {title: The inn}
sources: {log: {title: The log of the inn}}
people: {cook: {name: Jo Cook, cite: log p. 1, roles: [{title: Cook, org: inn, cite: log p. 1}]}}
organizations: {inn: {name: The Inn, cite: log p. 2}}
topics: {bread: {name: Bread}}
events: {fire: {title: The inn burns down, date: 1902, topics: bread, who: {cook: null}, cite: log p. 3}}
"""


@pytest.fixture
def vault(tmp_path: Path, brief: Brief) -> Path:
    """A vault of a small dossier, in the same parent folder."""
    (tmp_path / "dossier").mkdir()
    (tmp_path / "dossier" / "dossier.yaml").write_text(SMALL, encoding="utf-8")
    done = brief("export", "vault", "out", "-d", "dossier")
    assert done.returncode == 0, done.stderr
    return tmp_path / "out"


@pytest.fixture(scope="module")
def vaults(exported: Callable[[str, str], Path], shipped: str, beacons: str) -> dict[str, Path]:
    """The vaults of two dossiers, to be read only."""
    return {"shipped": exported("vault", shipped), "beacons": exported("vault", beacons)}


def _again(brief: Brief, *words: str) -> "subprocess.CompletedProcess[str]":
    return brief("export", "vault", "out", "-d", "dossier", *words)


def _state(folder: Path) -> dict[str, tuple[int, bytes]]:
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert files
    return {str(path.relative_to(folder)): (path.stat().st_mtime_ns, path.read_bytes()) for path in files}


@pytest.mark.parametrize("name", ["beacons", "shipped"])
def test_every_link_leads_to_a_page(name: str, vaults: dict[str, Path]) -> None:
    links = 0
    for page in vaults[name].rglob("*.md"):
        for address in _LINK.findall(page.read_text(encoding="utf-8")):
            links += 1
            assert "://" not in address and (page.parent / unquote(address)).is_file(), (page, address)
    assert links > 100


def test_each_record_has_a_page_and_each_kind_a_list(vaults: dict[str, Path], beacons: str) -> None:
    vault = vaults["beacons"]
    texts = [path.read_text(encoding="utf-8") for path in sorted(Path(beacons).rglob("*.yaml"))]
    count = 0
    for text in texts:
        for section, held in yaml.safe_load(text).items():
            if section not in SECTIONS:
                continue
            assert (vault / f"{section}.md").is_file()
            for id_ in held:
                count += 1
                assert (vault / section / f"{id_}.md").is_file()
                assert f"]({section}/{id_}.md)" in (vault / f"{section}.md").read_text(encoding="utf-8")
    assert count > 20


def test_front_matter_is_yaml_and_keeps_precision_and_disputes(vaults: dict[str, Path]) -> None:
    pages = sorted(vaults["shipped"].glob("*/*.md"))
    assert len(pages) > 100
    for page in pages:
        head = yaml.safe_load(page.read_text(encoding="utf-8").split("---\n")[1])
        assert head["id"] == page.stem and KINDS[head["kind"]].section == page.parent.name
        assert all(isinstance(date, str) for date in head.get("dates", []))
    page = vaults["shipped"] / "agreements/framework-2025-2026.md"
    head = yaml.safe_load(page.read_text(encoding="utf-8").split("---\n")[1])
    assert head["dates"] == ["2025/2026"] and head["disputed"] == ["kind"]
    assert {"framework", "annual-framework-one-of-several", "training"} <= set(head["tags"])


def test_citations_are_footnotes_that_lead_to_their_source(vaults: dict[str, Path]) -> None:
    text = (vaults["shipped"] / "people/pham-manh-thang.md").read_text(encoding="utf-8")
    assert "Pham Manh Thang[^1]" in text
    assert "[^1]: [F](../sources/framework-2025.md) ¶2" in text
    assert "[Carol Potvin](carol-potvin.md): [Vietnam and Canada sign" in text


def test_an_id_never_takes_the_place_of_a_folder_or_a_device(tmp_path: Path, brief: Brief) -> None:
    held = "dossier: {title: T}\norganizations:\n  index: {name: The Index}\n  con: {name: The Con, part_of: index}\n"
    (tmp_path / "dossier.yaml").write_text(held, encoding="utf-8")
    assert brief("export", "vault", "out", "-d", ".").returncode == 0
    assert sorted(os.listdir(tmp_path / "out/organizations")) == ["_con.md", "_index.md"]
    assert "](organizations/_index.md)" in (tmp_path / "out/organizations.md").read_text(encoding="utf-8")


def test_a_page_holds_nothing_that_obsidian_or_a_template_would_obey(tmp_path: Path, brief: Brief) -> None:
    name = "{{ x }} <% y %> {% z %} {# w #} %%v%%"
    held = f"dossier: {{title: T}}\norganizations:\n  board: {{name: '{name}', also: ['{name}, too']}}\n"
    (tmp_path / "dossier.yaml").write_text(held, encoding="utf-8")
    assert brief("export", "vault", "out", "-d", ".").returncode == 0
    for page in (tmp_path / "out").rglob("*.md"):
        assert not re.search("{[{%#]|<%|%%", page.read_text(encoding="utf-8")), page
    head = yaml.safe_load((tmp_path / "out/organizations/board.md").read_text(encoding="utf-8").split("---\n")[1])
    assert (head["title"], head["aliases"]) == (name, [f"{name}, too"])


def test_a_second_export_touches_nothing(vault: Path, brief: Brief) -> None:
    before = _state(vault)
    done = _again(brief)
    assert done.returncode == 0 and " 0 written" in done.stderr
    assert _state(vault) == before


def test_two_folders_hold_the_same_bytes(vaults: dict[str, Path], brief: Brief, beacons: str, tmp_path: Path) -> None:
    brief("export", "vault", "other", "-d", beacons)
    other = _state(tmp_path / "other")
    assert {name: held for name, (_, held) in other.items()} == {
        name: held for name, (_, held) in _state(vaults["beacons"]).items()
    }


def _rename_a_person(dossier: Path) -> str:
    """Rename a person to whom no other record refers; return the path of the new page."""
    path = dossier / "more.yaml"
    path.write_text("people:\n  ada-wick:\n    name: Ada Wick\n", encoding="utf-8")
    return "people/ada-wick.md"


def test_only_what_changed_is_written_and_what_is_gone_is_removed(vault: Path, brief: Brief) -> None:
    before = _state(vault)
    page = _rename_a_person(vault.parent / "dossier")
    assert _again(brief, "--keep-going").returncode == 0
    after = _state(vault)
    changed = {name for name in after if after[name] != before.get(name)}
    assert {page, "people.md", "index.md", MANIFEST} <= changed and len(changed) < len(after) / 2
    (vault.parent / "dossier/more.yaml").unlink()
    done = _again(brief)
    assert done.returncode == 0 and "1 removed" in done.stderr
    assert {name: held for name, (_, held) in _state(vault).items()} == {
        name: held for name, (_, held) in before.items()
    }


def test_an_edited_page_is_spared_until_forced(vault: Path, brief: Brief) -> None:
    page = next((vault / "people").glob("*.md"))
    original = page.read_bytes()
    page.write_text("mine", encoding="utf-8")
    for _ in range(2):
        done = _again(brief)
        assert done.returncode == 1
        assert f"out/people/{page.name} was edited by hand" in done.stderr
        assert page.read_text(encoding="utf-8") == "mine"
    assert _again(brief, "--force").returncode == 0
    assert page.read_bytes() == original
    assert _again(brief).returncode == 0


def test_an_edited_page_of_a_record_that_is_gone_is_spared_too(vault: Path, brief: Brief) -> None:
    page = vault / _rename_a_person(vault.parent / "dossier")
    _again(brief, "--keep-going")
    page.write_text("mine", encoding="utf-8")
    (vault.parent / "dossier/more.yaml").unlink()
    assert _again(brief).returncode == 1
    assert page.read_text(encoding="utf-8") == "mine"
    assert _again(brief, "--force").returncode == 0
    assert not page.exists()


def test_a_page_of_ones_own_is_never_touched(vault: Path, brief: Brief) -> None:
    own = vault / "people" / "notes.md"
    own.write_text("mine", encoding="utf-8")
    assert _again(brief, "--force").returncode == 0
    assert own.read_text(encoding="utf-8") == "mine"


def test_a_folder_of_other_things_is_refused(tmp_path: Path, brief: Brief, beacons: str) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "index.md").write_text("mine", encoding="utf-8")
    done = brief("export", "vault", "out", "-d", beacons)
    assert done.returncode == 2 and "out is not empty, and is not an earlier export" in done.stderr
    assert os.listdir(tmp_path / "out") == ["index.md"]
    assert brief("export", "vault", "out", "-d", beacons, "--force").returncode == 0
    assert (tmp_path / "out" / "index.md").read_text(encoding="utf-8") != "mine"


@pytest.mark.parametrize("kind", ["vault", "site"])
@pytest.mark.parametrize("out", [".", "../mine", "sources", "sources/new", "records", "link"])
def test_no_page_is_written_between_the_files_of_a_dossier(tmp_path: Path, brief: Brief, kind: str, out: str) -> None:
    root = tmp_path / "mine"
    (root / "records").mkdir(parents=True)
    (root / "sources").mkdir()
    (root / "dossier.yaml").write_text("dossier: {title: Bells}\n", encoding="utf-8")
    (root / "records" / "2024").mkdir()
    (root / "records" / "2024" / "topics.yaml").write_text("topics: {bells: {name: Bells}}\n", encoding="utf-8")
    (root / "link").symlink_to(".")
    before = sorted(root.rglob("*"))
    done = brief("export", kind, out, "--force", cwd=root)
    assert (done.returncode, done.stderr) == (2, f"brief: files of a dossier are in {out} (name a new folder)\n")
    assert sorted(root.rglob("*")) == before
    assert brief("export", kind, "new", cwd=root).returncode == 0


def test_a_vault_and_a_site_do_not_share_a_folder(vault: Path, brief: Brief) -> None:
    done = brief("export", "site", "out", "-d", "dossier")
    assert done.returncode == 2 and "out contains a vault" in done.stderr


@pytest.mark.parametrize(
    "manifest",
    [
        "{",
        "[]",
        '{"format": 1, "kind": "vault", "pages": {"../kept.md": "0"}}',
        '{"format": 1, "kind": "vault", "pages": {"/kept.md": "0"}}',
        '{"format": 9, "kind": "vault", "pages": {}}',
    ],
)
def test_a_manifest_that_is_damaged_or_leads_outside_is_refused(vault: Path, brief: Brief, manifest: str) -> None:
    (vault / MANIFEST).write_text(manifest, encoding="utf-8")
    done = _again(brief)
    assert done.returncode == 2 and f"{MANIFEST} cannot be read" in done.stderr


def test_nothing_is_written_through_a_link(vault: Path, brief: Brief) -> None:
    elsewhere = vault.parent / "elsewhere"
    shutil.move(vault / "people", elsewhere)
    (vault / "people").symlink_to(elsewhere)
    before = _state(elsewhere)
    done = _again(brief, "--force")
    assert done.returncode == 2 and "is a link to somewhere else" in done.stderr
    assert _state(elsewhere) == before
    held = json.loads((vault / MANIFEST).read_text(encoding="utf-8"))
    assert any(name.startswith("people/") for name in held["pages"])


def test_a_broken_dossier_is_not_exported_unless_one_keeps_going(tmp_path: Path, brief: Brief, broken: str) -> None:
    assert brief("export", "vault", "out", "-d", broken).returncode == 1
    assert not (tmp_path / "out").exists()
    assert brief("export", "vault", "out", "-d", broken, "--keep-going").returncode == 0
    assert "Incomplete:" in (tmp_path / "out" / "index.md").read_text(encoding="utf-8")


def test_only_what_was_known_is_exported(tmp_path: Path, brief: Brief, shipped: str) -> None:
    assert brief("export", "vault", "out", "-d", shipped, "--known-by", "2020").returncode == 0
    text = "".join(path.read_text(encoding="utf-8") for path in (tmp_path / "out").rglob("*.md"))
    assert "Known by 2020" in text and "Carol Potvin" not in text
    assert "Derek Joyce" in text


@pytest.mark.parametrize("name", ["beacons", "shipped"])
def test_no_two_notes_run_together(name: str, vaults: dict[str, Path]) -> None:
    texts = [page.read_text(encoding="utf-8") for page in vaults[name].rglob("*.md")]
    assert sum(len(re.findall(r"\[\^\d+\]", text)) for text in texts) > 300
    assert not [found for text in texts for found in re.findall(r".*\[\^\d+\]\s*\[\^\d+\].*", text)]


@pytest.mark.parametrize("name", ["beacons", "shipped"])
def test_pages_about_the_whole_dossier_are_short(name: str, vaults: dict[str, Path]) -> None:
    for path in vaults[name].glob("*.md"):
        text = path.read_text(encoding="utf-8")
        assert "(inferred" not in text and "(disputed" not in text, path
        assert ("†" in text) == ("\n† inferred" in text), path
        assert ("‡" in text) == ("\n‡ sources differ" in text), path


@pytest.mark.parametrize("name", ["beacons", "shipped"])
def test_each_note_is_explained_and_used(name: str, vaults: dict[str, Path]) -> None:
    reader = MarkdownIt("gfm-like", {"linkify": False}).use(footnote_plugin)
    for path in vaults[name].rglob("*.md"):
        text = path.read_text(encoding="utf-8")
        explained = re.findall(r"^\[\^(\d+)\]:", text, re.MULTILINE)
        used = re.findall(r"(?<!\n)\[\^(\d+)\]", text)
        assert explained == list(dict.fromkeys(used)), path
        page = reader.render(text)
        assert page.count('class="footnote-ref"') == len(used), path


def test_lists_within_lists_are_read_as_such_by_mkdocs(vaults: dict[str, Path]) -> None:
    texts = [page.read_text(encoding="utf-8") for page in vaults["beacons"].rglob("*.md")]
    indented = [line for text in texts for line in text.splitlines() if re.match(r" +[-*] ", line)]
    assert indented and all(re.match(r" {4}[-*] ", line) for line in indented)


def test_a_release_copy_keeps_no_edited_page_of_a_higher_export(brief: Brief, vault: Path) -> None:
    page = vault / "people" / "cook.md"
    page.write_text("Secret", encoding="utf-8")
    before = _state(vault)
    refused = _again(brief, "--release-to", "TLP:GREEN")
    assert refused.returncode == 2
    assert "cook.md was edited by hand, and may be marked higher than TLP:GREEN" in refused.stderr
    assert _state(vault) == before
    assert _again(brief, "--release-to", "TLP:GREEN", "--force").returncode == 0
    assert "Secret" not in page.read_text(encoding="utf-8")
    page.write_text("Edited in the copy", encoding="utf-8")
    for marking, code in (("TLP:GREEN", 1), ("TLP:CLEAR", 2), ("TLP:AMBER", 1), ("TLP:GREEN", 2)):
        assert _again(brief, "--release-to", marking).returncode == code
        assert page.read_text(encoding="utf-8") == "Edited in the copy"
