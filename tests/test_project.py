"""Properties of the project as a whole: the files it ships, its imports, the claims of the README."""

import ast
import json
import os
import re
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

import brief
from brief.app import shipped_data
from brief.yaml.schema import json_schema

ROOT = Path(__file__).parents[1]
DATA = ROOT / "data"
README = (ROOT / "README.md").read_text(encoding="utf-8")


class EditorLoader(yaml.SafeLoader):
    """Reads YAML as an editor does, by the core schema of YAML 1.2: no dates, and `no` is a string."""


EditorLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag.rsplit(":", 1)[1] not in ("timestamp", "bool", "merge")]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
EditorLoader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("true|false"), list("tf"))


def as_an_editor_reads(text: str) -> Any:
    return yaml.load(text, EditorLoader)


def _run(*words: str, folder: Path, cache: Path) -> "subprocess.CompletedProcess[str]":
    environment = {**os.environ, "XDG_CACHE_HOME": str(cache), "BRIEF_DOSSIER": ""}
    return subprocess.run(
        [sys.executable, *words], cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=True
    )


def test_the_shipped_schema_is_fresh(request: pytest.FixtureRequest, tmp_path: Path) -> None:
    printed = _run("-m", "brief", "schema", folder=tmp_path, cache=tmp_path).stdout
    shipped = DATA / "schema.json"
    if request.config.getoption("--update"):
        shipped.write_text(printed, encoding="utf-8")
    assert json.loads(shipped.read_text(encoding="utf-8")) == json.loads(printed)


def test_the_schema_accepts_what_brief_accepts() -> None:
    schema = Draft202012Validator(json.loads((DATA / "schema.json").read_text(encoding="utf-8")))
    files = sorted(DATA.rglob("*.yaml"))
    assert len(files) > 10
    for file in files:
        errors = schema.iter_errors(as_an_editor_reads(file.read_text(encoding="utf-8")))
        assert [f"{file.name} {error.json_path}: {error.message}" for error in errors] == []


@pytest.mark.parametrize(
    "text",
    [
        "people: {jo: {nam: Jo}}",
        "people: {jo: {}}",
        "people: {Jo Ferrier: {name: Jo}}",
        "persons: {jo: {name: Jo}}",
        "people: {jo: {id: jo, name: Jo}}",
        "people: {jo: {name: [Jo]}}",
        "people: {jo: {name: Jo, order: family first}}",
        "sources: {letter: {title: Letter, type: news}}",
        "people: {jo: {name: Jo, cite: [{at: p. 2}]}}",
    ],
)
def test_the_schema_underlines_what_brief_refuses(text: str) -> None:
    assert list(Draft202012Validator(json_schema()).iter_errors(as_an_editor_reads(text)))


def test_the_wheel_holds_the_data(tmp_path: Path) -> None:
    from hatchling.builders.wheel import WheelBuilder

    (wheel,) = WheelBuilder(str(ROOT)).build(directory=str(tmp_path), versions=["standard"])
    held = set(zipfile.ZipFile(wheel).namelist())
    data = {f"brief/{path.relative_to(ROOT).as_posix()}" for path in DATA.rglob("*") if path.is_file()}
    assert len(data) > 15
    assert data <= held
    modules = {f"brief/{path.relative_to(ROOT / 'src' / 'brief')}" for path in (ROOT / "src/brief").rglob("*.py")}
    assert modules | {"brief/py.typed", "brief/renderers/page.typ"} <= held
    package = (path for path in (ROOT / "src" / "brief").rglob("*") if path.is_file() and path.suffix != ".pyc")
    others = {f"brief/{path.relative_to(ROOT / 'src' / 'brief').as_posix()}" for path in package}
    assert len(others - modules) > 15
    assert others <= held


HEAVY = {
    *("yaml", "pydantic", "pydantic_core", "rich", "jinja2", "markupsafe", "asyncio", "email", "urllib.request"),
    *("hashlib", "brief.yaml.build", "brief.stores.indexing", "brief.renderers.terminal"),
}
NAMES = {"rapidfuzz", "anyascii"}
GROUP = {"brief.cli.root"}
"""What only `brief` without a command needs."""
FILTERS = {
    "brief.reports.lookup",
    "brief.reports.fields",
    "brief.renderers.tree",
    "brief.system.programs",
    "brief.reports.one_line",
    "brief.reports.commitment_status",
}
"""What a timeline needs for a filter, and what no timeline needs."""
FULL = {
    "brief.model.agreements",
    "brief.dossier.surroundings",
    "brief.reports.person_card",
    "brief.reports.people",
    "brief.reports.in_force",
    "brief.library.comparing",
}
"""What a short page on a person does not need."""
OTHER_WORK = {
    "string",
    "brief.system.files",
    "brief.cli.field_completion",
    "brief.dossier.search_results",
    "brief.dossier.loaded",
    "brief.dossier.pushed",
    "brief.dossier.publication_filter",
    "brief.model.rules",
    "brief.model.sections",
}
"""What only writing a file, a search, an edit, a check, a server, a marking of a record or a memo needs."""


@pytest.fixture(scope="module")
def warm(cache: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache folder with the compiled shipped dossier, and the words for a search."""
    _run("-m", "brief", "search", "training", folder=tmp_path_factory.getbasetemp(), cache=cache)
    return cache


@pytest.mark.parametrize(
    ("words", "unneeded"),
    [
        ("timeline", {*NAMES, *GROUP, "brief.model.names", "brief.stores.lookup", *FILTERS, *OTHER_WORK}),
        ("who pham-manh-thang", {*NAMES, *GROUP, *FULL, *OTHER_WORK}),
        ("who potvin", {*GROUP, *FULL, *OTHER_WORK}),
        ("who potvn", set()),
        ("show canada", set()),
        ("memo", {"rapidfuzz"}),
        ("memo --format markdown", {"rapidfuzz"}),
        ("search who signed in 2025", set()),
        ("sources", set()),
        (f"check -d {DATA / 'vietnam-canada'}", {"rapidfuzz"}),
        ("--version", {*NAMES, "sqlite3", "brief.document"}),
        ("--help", {*NAMES, "sqlite3", "brief.document"}),
        ("timeline --help", {*NAMES, "sqlite3", "brief.document"}),
    ],
)
def test_a_warm_command_imports_nothing_heavy(words: str, unneeded: set[str], tmp_path: Path, warm: Path) -> None:
    done = _run("-X", "importtime", "-m", "brief", *words.split(), folder=tmp_path, cache=warm)
    imported = {line.rsplit("|", 1)[1].strip() for line in done.stderr.splitlines() if line.startswith("import time:")}
    assert {"brief.cli.main"} | ({"sqlite3"} - unneeded) <= imported
    assert (imported | {name.partition(".")[0] for name in imported}) & (HEAVY | unneeded) == set()


Nodes = Sequence[ast.AST]
"""The nodes of a module, itself first."""


def _nodes(text: str) -> Nodes:
    return [*ast.walk(ast.parse(text))]


@pytest.fixture(scope="module")
def parsed() -> dict[str, Nodes]:
    """The modules of the package by path."""
    source = ROOT / "src" / "brief"
    paths = sorted(source.rglob("*.py"))
    return {path.relative_to(source).as_posix(): _nodes(path.read_text(encoding="utf-8")) for path in paths}


def _clocks_and_environment(nodes: Nodes) -> list[str]:
    """Return uses of the environment or of a clock."""
    used = [
        f"{node.value.id}.{node.attr}"
        for node in nodes
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)
    ]
    bad = re.compile(
        r"os\.(environ\b|environb|getenv|putenv)|time\.\w*(time|clock|monotonic|perf)|date(time)?\.(now|today|utcnow)"
    )
    names = [f"{node.module}.{name.name}" for node in nodes if isinstance(node, ast.ImportFrom) for name in node.names]
    return [use for use in (*used, *names) if bad.match(use)]


def test_the_clock_and_the_environment_enter_in_one_place(parsed: dict[str, Nodes]) -> None:
    assert len(parsed) > 50
    found = {path for path, nodes in parsed.items() if _clocks_and_environment(nodes)}
    # The language is chosen before any module with messages is imported.
    assert found == {"app.py", "__main__.py"}


def _names(annotation: ast.AST) -> Iterator[str]:
    """Yield the names in an annotation, even if it is a string; the strings of a `Literal` do not count."""
    if isinstance(annotation, ast.Subscript) and ast.unparse(annotation.value).endswith("Literal"):
        return
    if isinstance(annotation, ast.Constant) and isinstance(annotation.value, str):
        yield from re.findall(r"\w+", annotation.value)
    if isinstance(annotation, ast.Name):
        yield annotation.id
    if isinstance(annotation, ast.Attribute):
        yield annotation.attr
    for child in ast.iter_child_nodes(annotation):
        yield from _names(child)


def _untyped(nodes: Nodes, others: Mapping[str, set[str]]) -> set[str]:
    """Return `Any` and the type aliases with it that a module defines, or imports from one of the `others`."""
    imports = (node for node in nodes if isinstance(node, ast.ImportFrom))
    found = {"Any"}
    found |= {name.name for node in imports for name in node.names if name.name in others.get(node.module or "", ())}
    assigned = [
        (target.id, set(_names(node.value)))
        for node in ast.iter_child_nodes(nodes[0])
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    ]
    while more := {name for name, within in assigned if within & found} - found:
        found |= more
    return found


def _untyped_functions(nodes: Nodes, untyped: set[str]) -> list[str]:
    """Return the functions with one of these names in their signature."""
    functions = [node for node in nodes if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    return [
        function.name
        for function in functions
        for annotation in (
            *(node.annotation for node in ast.walk(function.args) if isinstance(node, ast.arg)),
            function.returns,
        )
        if annotation and untyped.intersection(_names(annotation))
    ]


@pytest.mark.parametrize(
    "source",
    [
        "def f(x: Any) -> None: ...",
        "def f(*x: Any) -> None: ...",
        "def f(**x: list[Any]) -> None: ...",
        "def f(*, x: int, y: int | typing.Any) -> None: ...",
        "def f() -> Iterator['tuple[Any, Role]']: ...",
        "class C:\n    async def f(self) -> Callable[[Any], None]: ...",
        "Shape = dict[str, Any]\nShapes = list[Shape]\ndef f() -> Shapes: ...",
        "from other import Loose\ndef f(x: Loose) -> None: ...",
        "Item = TypeVar('Item', bound=Any)\ndef f(x: Item) -> Item: ...",
    ],
)
def test_any_is_found_wherever_a_signature_has_it(source: str) -> None:
    nodes = _nodes(source)
    assert set(_untyped_functions(nodes, _untyped(nodes, {"other": {"Loose"}}))) == {"f"}
    typed = _nodes(source.replace("Any", "object"))
    assert _untyped_functions(typed, _untyped(typed, {})) == []


def test_each_function_names_the_types_that_it_takes_and_returns(parsed: dict[str, Nodes]) -> None:
    names = {path: f"brief.{path.removesuffix('.py').replace('/', '.')}" for path in parsed}
    modules = {names[path].removesuffix(".__init__"): nodes for path, nodes in parsed.items()}
    aliases = {name: _untyped(nodes, {}) for name, nodes in modules.items()}
    rooms = ("brief.dossier", "brief.renderers", "brief.reports", "brief.stores")
    here = {name: nodes for name, nodes in modules.items() if name.startswith(rooms)}
    assert len(here) > 80
    untyped = {name: _untyped_functions(nodes, _untyped(nodes, aliases)) for name, nodes in here.items()}
    assert {name: functions for name, functions in untyped.items() if functions} == {}


_NOUNS = {"A", "An", "How", "Its", "The", "Their", "What", "Whether"}
"""Words with which the description of a function begins if it has no verb."""


def _without_a_verb(nodes: Nodes) -> list[str]:
    """Return the functions whose description has no verb; a property is described like a field."""
    return [
        node.name
        for node in nodes
        if isinstance(node, ast.FunctionDef)
        and (ast.get_docstring(node) or "").partition(" ")[0] in _NOUNS
        and not any(ast.unparse(each).endswith("property") for each in node.decorator_list)
    ]


def test_each_function_says_what_it_does(parsed: dict[str, Nodes]) -> None:
    lacking = _nodes('def f() -> int:\n    """The number of records."""')
    assert _without_a_verb(lacking) == ["f"]
    found = {path: _without_a_verb(nodes) for path, nodes in parsed.items()}
    assert len(found) > 300
    assert {path: names for path, names in found.items() if names} == {}


def test_the_data_in_a_clone_is_found() -> None:
    assert (shipped_data() / "schema.json").is_file()


def test_make_and_pre_commit_call_what_the_readme_names() -> None:
    made = [line.strip() for line in (ROOT / "Makefile").read_text(encoding="utf-8").splitlines() if line[:1] == "\t"]
    hooks = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))["repos"][0]["hooks"]
    called = [*made, *(hook["entry"] for hook in hooks)]
    assert len(called) > 8
    named = {line.split("  #")[0].rstrip() for line in README.splitlines()}
    assert [command for command in called if command not in named] == []


def test_continuous_integration_runs_the_commands_of_the_readme_in_an_environment_of_its_own() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert os.access(ROOT / ".ci" / "run", os.X_OK)
    run = [line for line in script.splitlines() if "-venv/bin/" in line and "$" not in line]
    named = {line.split("  #")[0].rstrip() for line in README.splitlines()}
    assert [line.replace(".ci-venv", ".venv") for line in run if line.replace(".ci-venv", ".venv") not in named] == []
    assert run[0].endswith("-e '.[dev]' && .ci-venv/bin/pytest")
    assert [line.split()[0].rpartition("/")[2] for line in run[1:]] == ["ruff", "ruff", "mypy", "lint-imports"]
    assert ".venv" not in script
    assert ".ci-venv/" in (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()


def test_the_oldest_packages_are_tried_with_the_oldest_python() -> None:
    script = (ROOT / ".ci" / "oldest").read_text(encoding="utf-8")
    assert os.access(ROOT / ".ci" / "oldest", os.X_OK)
    oldest = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["requires-python"]
    assert f"--python {oldest.removeprefix('>=')} " in script


def test_the_changelog_is_ready_for_this_version() -> None:
    headings = re.findall(r"^## \[(.+?)\]", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert headings[0] == "Unreleased" or headings[0] == brief.__version__
