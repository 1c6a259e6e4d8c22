"""Shared by all tests: the option `--update`, and `brief` as a command in an isolated environment."""

import functools
import gc
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from importlib.metadata import PackageNotFoundError, requires, version
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
import typer
from hypothesis import settings

import command
import in_memory
import servers

settings.register_profile("brief", deadline=None)
settings.load_profile("brief")  # tests do not measure time, and the machine may be busy

ROOT = Path(__file__).parents[1]
LOOKS = ("color-contrast", "link-in-text-block", "target-size")
"""The rules of axe-core that depend on colours and on the size of the screen."""
DAY = "1774310400"
"""24 March 2026, for SOURCE_DATE_EPOCH."""
_TEMPORARY = pytest.StashKey[Path | None]()
"""The folder of all temporary files, if it is in memory and to be deleted in the end."""
_KEPT = ("PATH", "SYSTEMROOT", "COVERAGE_PROCESS_START", "COVERAGE_FILE")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="rewrite the expected output that is out of date")


@pytest.hookimpl(tryfirst=True)
def pytest_cmdline_main(config: pytest.Config) -> None:
    """Use all processors if pytest-xdist is installed, unless `-n` is given: `addopts` would require the plugin.

    Each process gets one piece of the tests in their order, so that few fixtures are made twice, and helps others in
    the end.
    """
    if hasattr(config, "workerinput"):
        return
    if config.pluginmanager.hasplugin("xdist"):
        if config.option.numprocesses is None:
            config.option.numprocesses = "auto"
        if config.option.dist == "no":
            config.option.dist = "worksteal"
    if not config.option.collectonly and "TMPDIR" not in os.environ and (folder := in_memory.new_folder()):
        config.stash[_TEMPORARY] = folder
        os.environ["TMPDIR"] = tempfile.tempdir = str(folder)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests that start another program, so that they can be deselected: `-m "not browser and not office"`.

    They run first, because they take longest. One process then runs all of them and starts each program once; so it is
    with the database server, which is nowhere deselected.
    """
    for item in items:
        for program in _started(item, "browser", "office"):
            item.add_marker(program)
    items.sort(key=lambda item: _started(item, "browser", "office", "server"), reverse=True)


def pytest_collection_finish() -> None:
    """Keep the garbage collector from visiting what lives as long as the tests: modules and all their functions."""
    gc.collect()
    gc.freeze()


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Keep the temporary files of tests that failed."""
    if exitstatus:
        session.config.stash[_TEMPORARY] = None


def pytest_unconfigure(config: pytest.Config) -> None:
    """Delete the temporary folder in memory, unless a test has failed."""
    if folder := config.stash.get(_TEMPORARY, None):
        shutil.rmtree(folder, ignore_errors=True)


def _started(item: pytest.Item, *programs: str) -> list[str]:
    """Return those of the programs that a test starts."""
    return sorted({*programs} & {*getattr(item, "fixturenames", ())})


@pytest.fixture(scope="session", autouse=True)
def _quickly() -> Iterator[None]:
    """No test cuts the power; and as modules keep what they import, commands keep the options that they declare.

    In a process of its own, a command declares them itself.
    """
    with pytest.MonkeyPatch.context() as patch:
        for (module, name), function in command.without_waiting_for_the_disk().items():
            patch.setattr(module, name, function)
        patch.setattr(typer.main, "get_command", functools.cache(typer.main.get_command))
        yield


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache folder that the tests of one process share, so that each dossier is compiled once."""
    return tmp_path_factory.mktemp("cache")


def _environment(cache: Path, home: Path) -> dict[str, str]:
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    fixed = {"HOME": str(home), "XDG_CACHE_HOME": str(cache), "SOURCE_DATE_EPOCH": DAY, "LC_ALL": "C.UTF-8"}
    return kept | fixed | {"PAGER": ""}


@pytest.fixture
def environment(cache: Path, tmp_path: Path) -> dict[str, str]:
    """The environment of a command: no terminal, no home of the developer, a fixed day."""
    return _environment(cache, tmp_path)


@pytest.fixture(scope="session")
def once(cache: Path) -> Callable[..., None]:
    """A function that runs a command in a folder that several tests share; it must succeed."""

    def run(folder: Path, *words: str) -> None:
        done = command.run_here(words, _environment(cache, folder), folder)
        assert done.returncode == 0, done.stderr

    return run


@pytest.fixture(scope="session")
def exported(once: Callable[..., None], tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, str], Path]:
    """A function that exports a dossier as vault or site once, to be read only; those of one kind share a folder."""
    folder = tmp_path_factory.mktemp("exported")

    @functools.cache
    def export(kind: str, dossier: str) -> Path:
        out = folder / kind / Path(dossier).name
        once(folder, "export", kind, str(out), "-d", dossier)
        return out

    return export


@pytest.fixture
def brief(environment: dict[str, str], tmp_path: Path) -> Callable[..., "subprocess.CompletedProcess[str]"]:
    """A function that runs the command in an empty folder, in the process of the tests.

    An empty value in `env` removes a variable.
    """
    return _runner(command.run_here, environment, tmp_path)


@pytest.fixture
def process(environment: dict[str, str], tmp_path: Path) -> Callable[..., "subprocess.CompletedProcess[str]"]:
    """The same in a process of its own, for tests of what only a process shows."""
    return _runner(command.run, environment, tmp_path)


def _runner(
    start: Callable[..., "subprocess.CompletedProcess[str]"], environment: dict[str, str], folder: Path
) -> Callable[..., "subprocess.CompletedProcess[str]"]:
    def run(
        *words: str, env: dict[str, str] | None = None, cwd: Path = folder, encoding: str = "utf-8"
    ) -> "subprocess.CompletedProcess[str]":
        wanted = {name: value for name, value in (environment | (env or {})).items() if value}
        done = start(words, wanted, cwd, encoding)
        if not command.has_started(done.stderr):
            pytest.skip("Python itself does not start from this path in a locale without its letters")
        assert "Traceback" not in done.stderr, done.stderr
        return done

    return run


@pytest.fixture(scope="session")
def shipped() -> str:
    """The dossier that ships with brief."""
    return str(ROOT / "data" / "vietnam-canada")


@pytest.fixture(scope="session")
def beacons() -> str:
    """A dossier of invented facts with records of every kind."""
    return str(ROOT / "tests" / "fixtures" / "beacons")


@pytest.fixture(scope="session")
def broken() -> str:
    """A dossier of invented facts with errors and warnings."""
    return str(ROOT / "tests" / "fixtures" / "broken")


_LONG = """
dossier:
  title: The strait
  parties: [east, west]
  our_side: west
  summary: East and west share the strait under eighteen protocols.
  letterhead: {name: Desk of the strait, address: 4 Quay Road}
  cite: s0 p. 1
organizations:
  east: {name: East, kind: country, cite: s0 p. 1}
  west: {name: West, kind: country, cite: s0 p. 1}
"""
_OF_EACH = {
    "sources": "s{n}: {{title: 'Report number {n} on the strait, its harbours and its fish', published: 202{d}-0{m}}}",
    "people": (
        "p{n}: {{name: Vice-Admiral Person Longname-Doublename{n}, born: 1961, languages: [Eastish, Westish], roles: "
        "[{{title: Deputy Assistant Director General for the Coordination of Maritime Affairs and Fisheries {n}, "
        "org: east, seen: 2026-0{m}, cite: s{n} p. 2}}], cite: s{n} p. 2, "
        "differs: [{{field: born, value: '1963', cite: s0 p. 9}}]}}"
    ),
    "agreements": (
        "a{n}: {{title: Protocol {n} on the arrangements between the cooperatives and the coast guards of both shores, "
        "parties: [east, west], in_force: 20{n:02}, cite: s{n} p. 3}}"
    ),
    "events": (
        "e{n}: {{title: Representatives of both coast guards and of the cooperatives of {n} harbours talk about "
        "protocols for the fishing grounds between the shores, date: 202{d}-0{m}, kind: meeting, who: "
        "{{p{n}: delegate, west: host}}, cite: s{n} p. 4, differs: [{{field: date, value: '2019', cite: s0 p. 4}}]}}"
    ),
    "commitments": (
        "c{n}: {{text: Provide the cooperatives of the other shore with equipment of kind {n} and with instructors who "
        "speak both languages, by: {by}, for: {to}, due: 2025-0{m}, cite: s{n} p. 5}}"
    ),
    "questions": "q{n}: {{text: 'Which of the {n} harbours takes part, and who decides on that?', about: c{n}}}",
    "positions": "w{n}: {{text: We would like to see a list of the equipment of kind {n} by summer., use: {use}}}",
}


@pytest.fixture(scope="session")
def long(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A dossier of invented facts with more records and longer titles than a paper has room for."""
    uses = ("point", "objective", "'response', if_raised: Equipment", "press-line")
    told = [_LONG]
    for kind, text in _OF_EACH.items():
        made = (
            text.format(
                n=n, d=n % 6, m=n % 8 + 1, use=uses[n % 4], by=("east", "west")[n % 2], to=("west", "east")[n % 2]
            )
            for n in range(18)
        )
        told.append(f"{kind}:\n" + "".join(f"  {line}\n" for line in made))
    folder = tmp_path_factory.mktemp("long")
    (folder / "dossier.yaml").write_text("".join(told), encoding="utf-8")
    return str(folder)


def needed(package: str) -> None:
    """Skip the test if a package of the extra `dev` is missing or too old."""
    from packaging.requirements import Requirement

    wanted = next(found for found in map(Requirement, requires("brief-cli") or ()) if found.name == package)
    try:
        found = version(package)
    except PackageNotFoundError:
        found = ""
    if not wanted.specifier.contains(found or "0", prereleases=True):
        is_so = f"is {found}" if found else "is not installed"
        pytest.skip(f"{package} {is_so}, and {package}{wanted.specifier} is needed: pip install -e '.[dev]'")


@pytest.fixture(scope="session")
def server() -> Iterator[servers.Server]:
    """A PostgreSQL server, started once."""
    with servers.running() as started:
        yield started


@pytest.fixture
def asked_of_server(monkeypatch: pytest.MonkeyPatch, cache: Path, server: servers.Server) -> None:
    """The process of the test, in an environment that selects the test server."""
    for name in ("BRIEF_DOSSIER", "NO_COLOR", "FORCE_COLOR", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    fixed = {"XDG_CACHE_HOME": str(cache), "SOURCE_DATE_EPOCH": DAY, "TERM": "xterm"}
    for name, value in (fixed | server.environment).items():
        monkeypatch.setenv(name, value)


@pytest.fixture
def there(
    brief: Callable[..., "subprocess.CompletedProcess[str]"], server: servers.Server, environment: dict[str, str]
) -> Callable[..., "subprocess.CompletedProcess[str]"]:
    """The command in an environment that selects the test server."""
    environment.update(server.environment)
    return brief


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """A Chromium without a window."""
    needed("playwright")
    path = shutil.which("chromium")
    if path is None:
        pytest.skip("there is no chromium: apt-get install chromium")
    from playwright.sync_api import sync_playwright

    flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
    with sync_playwright() as driver:
        running = driver.chromium.launch(executable_path=path, args=flags)
        yield running
        running.close()


@pytest.fixture(scope="session")
def window(browser: Any) -> Iterator[Any]:
    """One page for all tests of a process, because opening another takes longer than most of them."""
    page = browser.new_page()
    yield page
    page.close()


@pytest.fixture
def page(window: Any) -> Iterator[Any]:
    """A page whose test fails on any console message or network request."""
    said: list[str] = []
    heard = {
        "console": lambda message: said.append(message.text),
        "pageerror": lambda error: said.append(str(error)),
        "request": lambda request: None if request.url.startswith(("file:", "data:")) else said.append(request.url),
    }
    window.set_viewport_size({"width": 1400, "height": 900})
    window.emulate_media(color_scheme="light")
    window.mouse.move(0, 0)
    for event, hear in heard.items():
        window.on(event, hear)
    yield window
    for event, hear in heard.items():
        window.remove_listener(event, hear)
    if window.url.startswith("file:"):
        window.evaluate("sessionStorage.clear(), localStorage.clear()")
    window.goto("about:blank")
    assert said == []


@pytest.fixture(scope="session")
def axe() -> Callable[..., list[str]]:
    """A function that returns axe-core's violations on a page: of all rules or some, of any impact or only `grave`."""
    needed("axe-playwright-python")
    script = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")

    def violations(page: Any, *rules: str, grave: bool = False) -> list[str]:
        # Selectors and passing elements take most of the time, and are not needed.
        options = {"preload": False, "resultTypes": ["violations"], "selectors": False}
        more = {"rules": {"target-size": {"enabled": True}}}
        if not page.evaluate("'axe' in window"):
            page.evaluate(script)
        found = page.evaluate(
            "options => axe.run(document, options)", options | ({"runOnly": [*rules]} if rules else more)
        )
        assert len(found["passes"] + found["violations"]) > (0 if rules else 10)
        kinds = ("serious", "critical") if grave else ("minor", "moderate", "serious", "critical")
        return [f"{one['id']}: {one['nodes'][0]['html']}" for one in found["violations"] if one["impact"] in kinds]

    return violations


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The command of LibreOffice with a shared profile, because creating one takes long."""
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice (soffice) is not installed")
    return [program, f"-env:UserInstallation={(tmp_path_factory.mktemp('office') / 'profile').as_uri()}", "--headless"]
