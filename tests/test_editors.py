"""Editor support: the schema of one dossier, and its use by the YAML language server."""

import json
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

import brief as library
from brief.model.dates import Date
from brief.model.dates.grammar import PATTERN
from brief.model.kinds import SECTIONS
from test_project import as_an_editor_reads

ROOT = Path(__file__).parents[1]
Brief = Callable[..., "subprocess.CompletedProcess[str]"]
Finds = Callable[[str], list[str]]
DATES = """
2025 2025-02 2025-02-03 2025-12-31 2025-02-29 2024-02-29 2018~ 2018? 2018% 2018-04~ 2024/2025 2019-01-24/.. ../2020
/2020 2020/ 2019~/2020? 2023-05-XX 2023-XX-XX 2023-XX 2025-21 2025-24 2025-32 2025-33 2025-36 2025-40 2025-41 202X 20XX
202X? Y12345 Y-12345 -0043 -0043-03-15 0000 2025-02-03T14:30:00 2025-02-03T14:30:00Z 2025-02-03T14:30:00+07:00
"""
NO_DATES = """
24.3.2025 2025-13 2025-00 2025-02-30 2025-02-32 2025-04-31 2025-1-1 2025-45 2025-20 / // .. about-2020 2023-XX-05 20X
20250203 2025/02/03 2025-02-03T25:00:00 2025-02-03T14:30 2025-21-XX Y123 2025~~ 03/2025 2024//2025 March 1925x x1925
"""


@pytest.mark.parametrize("text", DATES.split())
def test_an_editor_takes_every_date(text: str) -> None:
    checks = Draft202012Validator({"pattern": f"^(?:{PATTERN})$"})
    assert checks.is_valid(text)
    assert Date.read(text) or text == "2025-02-29"  # the schema knows no leap years


@pytest.mark.parametrize("text", NO_DATES.split())
def test_an_editor_marks_what_is_no_date(text: str) -> None:
    assert not Draft202012Validator({"pattern": f"^(?:{PATTERN})$"}).is_valid(text)
    assert Date.read(text) is None


# The schema of a dossier


@pytest.fixture
def faults(cache: Path, monkeypatch: pytest.MonkeyPatch) -> Finds:
    """A function that returns the paths of the faults that the schema of the example dossier finds in a file."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache))
    with library.open(ROOT / "data" / "starter") as dossier:
        schema = Draft202012Validator(library.schema(dossier))
    return lambda text: [error.json_path for error in schema.iter_errors(as_an_editor_reads(text))]


@pytest.mark.parametrize("folder", ["data/vietnam-canada", "data/starter", "tests/fixtures/beacons"])
def test_the_schema_of_a_dossier_accepts_its_files(folder: str, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache))
    with library.open(ROOT / folder) as dossier:
        made = library.schema(dossier)
    Draft202012Validator.check_schema(made)
    schema = Draft202012Validator(made)
    files = sorted((ROOT / folder).rglob("*.yaml"))
    assert files
    for file in files:
        errors = schema.iter_errors(as_an_editor_reads(file.read_text(encoding="utf-8")))
        assert [f"{file.name} {error.json_path}: {error.message}" for error in errors] == []


@pytest.mark.parametrize(
    "event",
    [
        "place: gull-quay",
        "place: oxmere",
        "place: a quay in the mist",
        "place: Geneva",
        "who: {mira-oldcastle: guest, tarnholm: host, students of a school: guests}",
        "topics: night-ferry",
        "topics: [night-ferry, winter-service]",
        "cite: lantern-article ¶2",
        "cite: [lantern-article ¶2, clerk-interview]",
        "cite: {date: lantern-article ¶2, rest: {source: clerk-interview, at: '04:10'}}",
    ],
)
def test_the_ids_of_a_dossier_are_choices(event: str, faults: Finds) -> None:
    assert faults(f"events: {{a: {{title: A, {event}}}}}") == []


@pytest.mark.parametrize(
    "event",
    [
        "place: gull-quai",
        "place: mira-oldcastle",
        "who: {mira-oldcastel: guest}",
        "who: {gull-quay: guest}",
        "topics: night-fery",
        "topics: [night-ferry, winter]",
        "cite: lantern ¶2",
        "cite: mira-oldcastle",
        "cite: {date: lantern ¶2}",
        "part_of: ferry-agreement",
    ],
)
def test_other_ids_are_marked(event: str, faults: Finds) -> None:
    assert faults(f"events: {{a: {{title: A, {event}}}}}")


def test_a_blank_dossier_has_a_schema_too(brief: Brief, tmp_path: Path) -> None:
    brief("init", "--blank", "mine")
    schema = json.loads(brief("schema", "--dossier", "mine").stdout)
    Draft202012Validator.check_schema(schema)
    assert {*schema["properties"]} == {"dossier", *SECTIONS}
    assert not Draft202012Validator(schema).is_valid({"events": {"a": {"title": "A", "topics": "x"}}})
    assert Draft202012Validator(schema).is_valid({"topics": {"a": {"name": "A"}}})


def test_the_folder_of_the_schema_may_be_named_or_is_that_of_the_dossier(brief: Brief, tmp_path: Path) -> None:
    brief("init", "mine")
    named = brief("schema", "--dossier", "mine").stdout
    assert "Gull Quay" in named
    assert brief("schema", "--dossier", cwd=tmp_path / "mine").stdout == named
    assert brief("schema", "-d", "mine", "-o", "own.json").returncode == 0
    assert (tmp_path / "own.json").read_text(encoding="utf-8") == named
    done = brief("schema", "mine")
    assert (done.returncode, done.stdout) == (2, "")
    assert "did you mean --dossier mine?" in done.stderr


def test_a_dossier_with_errors_has_a_schema(brief: Brief, broken: str) -> None:
    done = brief("schema", "--dossier", broken)
    assert (done.returncode, done.stderr) == (0, "")
    assert "mina-orr" in done.stdout


# The YAML language server


class Server:
    """A client of the YAML language server, as in an editor."""

    def __init__(self, program: str, root: Path) -> None:
        self._process = subprocess.Popen([program, "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        able = {"textDocument": {"completion": {}}, "workspace": {"configuration": True}}
        self.ask("initialize", processId=None, rootUri=root.as_uri(), capabilities=able)
        self.tell("initialized")
        self.tell("workspace/didChangeConfiguration", settings={"yaml": {"validate": True, "completion": True}})

    def close(self) -> None:
        with self._process as process:
            process.kill()

    def tell(self, method: str, **params: Any) -> None:
        self._send({"method": method, "params": params})

    def ask(self, method: str, **params: Any) -> Any:
        self._send({"id": 1, "method": method, "params": params})
        return self._wait(lambda message: message.get("id") == 1)["result"]

    def open(self, file: Path) -> list[dict[str, Any]]:
        """Open a file, and return its diagnostics."""
        text = file.read_text(encoding="utf-8")
        document = {"uri": file.as_uri(), "languageId": "yaml", "version": 1, "text": text}
        self.tell("textDocument/didOpen", textDocument=document)
        marks = "textDocument/publishDiagnostics"
        found = self._wait(
            lambda message: message.get("method") == marks and message["params"]["uri"] == document["uri"]
        )
        return list(found["params"]["diagnostics"])

    def offered(self, file: Path, behind: str) -> list[str]:
        """Return the completions after these words."""
        before = file.read_text(encoding="utf-8").split(behind)[0] + behind
        place = {"line": before.count("\n"), "character": len(before) - before.rfind("\n") - 1}
        found = self.ask("textDocument/completion", textDocument={"uri": file.as_uri()}, position=place)
        return [item["label"] for item in found["items"]]

    def _wait(self, wanted: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        while True:
            message = self._receive()
            if "method" in message and "id" in message:  # a request from the server
                items = message["params"].get("items", ()) if message["method"] == "workspace/configuration" else ()
                self._send({"id": message["id"], "result": [{} for _ in items]})
            elif wanted(message):
                return message

    def _send(self, message: dict[str, Any]) -> None:
        assert self._process.stdin
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self._process.stdin.flush()

    def _receive(self) -> dict[str, Any]:
        assert self._process.stdout
        length = 0
        while line := self._process.stdout.readline().strip():
            name, value = line.split(b":")
            length = int(value) if name.lower() == b"content-length" else length
        assert length, "the language server has ended"
        message: dict[str, Any] = json.loads(self._process.stdout.read(length))
        return message


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    program = shutil.which("yaml-language-server")
    if not program:
        pytest.skip("there is no yaml-language-server: npm install -g yaml-language-server")
    running = Server(program, tmp_path_factory.mktemp("server"))
    yield running
    running.close()


NEW = """# yaml-language-server: $schema=schema.json
events:
  fog:
    title: Fog stops the ferry
    date: 2021-02-30
    place: gull-quai
    published: 2021
  storm:
    title: A storm
    date: 2021-02-28
    cite: lantern-article ¶2
    place:\x20
    topics:\x20
"""


def test_the_language_server_completes_ids_and_marks_a_wrong_date(server: Server, brief: Brief, tmp_path: Path) -> None:
    brief("init", "mine")
    assert brief("schema", "--dossier", "mine", "-o", "mine/schema.json", "--force").returncode == 0
    file = tmp_path / "mine" / "new.yaml"
    file.write_text(NEW, encoding="utf-8")
    marked = {found["range"]["start"]["line"]: found["message"] for found in server.open(file)}
    lines = NEW.splitlines()
    assert marked[lines.index("    date: 2021-02-30")].startswith("This is not an EDTF date")
    assert '"gull-quay"' in marked[lines.index("    place: gull-quai")]
    assert "published is not allowed" in marked[lines.index("    published: 2021")]
    assert lines.index("    date: 2021-02-28") not in marked
    assert {"gull-quay", "oxmere"} <= {*server.offered(file, "¶2\n    place: ")}
    assert {"night-ferry", "winter-service"} <= {*server.offered(file, "    topics: ")}


@pytest.fixture(scope="module")
def sound(once: Callable[..., None], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new dossier and its schema."""
    folder = tmp_path_factory.mktemp("sound")
    once(folder, "init", "mine")
    once(folder, "schema", "--dossier", "mine", "-o", "mine/schema.json", "--force")
    return folder / "mine"


@pytest.mark.parametrize("name", ["actors.yaml", "dossier.yaml", "events.yaml", "promises.yaml", "sources.yaml"])
def test_the_language_server_marks_nothing_in_a_sound_file(server: Server, sound: Path, name: str) -> None:
    assert server.open(sound / name) == []
