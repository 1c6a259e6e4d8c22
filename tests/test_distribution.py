"""The wheel in a new environment with dependencies from an index; nothing of this folder is used."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import brief

pytestmark = pytest.mark.network
ROOT = Path(__file__).parents[1]
OTHERS = [found for found in ("3.11", "3.12", "3.13", "3.14") if found != "{}.{}".format(*sys.version_info)]
_UNREACHABLE = ("dns", "connect", "connection", "no matching distribution", "network", "resolve", "timed out")
"""Words in the messages of pip and uv if no index can be reached."""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from hatchling.builders.wheel import WheelBuilder

    (built,) = WheelBuilder(str(ROOT)).build(directory=str(tmp_path_factory.mktemp("dist")), versions=["standard"])
    return Path(built)


def python_of(version: str) -> str:
    """Return the path of a Python of this version; skips the test if there is none."""
    versions = Path.home() / ".pyenv" / "versions"
    found = sorted(versions.glob(f"{version}.*/bin/python")) if versions.is_dir() else []
    path = str(found[-1]) if found else shutil.which(f"python{version}")
    runs = path and subprocess.run([path, "-c", ""], capture_output=True, check=False).returncode == 0
    if not path or not runs:  # a shim of pyenv may lead to no Python
        pytest.skip(f"there is no Python {version}")
    if not shutil.which("uv"):
        pytest.skip("other Pythons are tested with uv, because pip takes long: pip install uv")
    return path


def installed(wheel: Path, python: str, folder: Path) -> Path:
    """Install the wheel and its dependencies in a new environment; return the folder of its programs."""
    uv = shutil.which("uv")
    programs = folder / ("Scripts" if os.name == "nt" else "bin")
    own = programs / "python"
    make = [uv, "venv", "-q", "--python", python, str(folder)] if uv else [python, "-m", "venv", str(folder)]
    pip = [uv, "pip", "install", "-q", "--python", str(own)] if uv else [str(own), "-m", "pip", "install", "-q"]
    subprocess.run(make, check=True, capture_output=True)
    done = subprocess.run([*pip, str(wheel)], capture_output=True, encoding="utf-8", check=False)
    if done.returncode and any(word in done.stderr.lower() for word in _UNREACHABLE):
        pytest.skip("no index of packages can be reached")
    assert done.returncode == 0, done.stderr
    return programs


def run(*words: str | Path, folder: Path, **env: str) -> str:
    """Return what a command prints in another folder."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    world = kept | {"HOME": str(folder), "XDG_CACHE_HOME": str(folder / "cache"), "LC_ALL": "C.UTF-8"} | env
    done = subprocess.run(
        [*words], cwd=folder, env=world, capture_output=True, encoding="utf-8", check=False, timeout=120
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_wheel_works_in_a_new_environment(wheel: Path, tmp_path: Path) -> None:
    programs = installed(wheel, sys.executable, tmp_path / "env")
    here = tmp_path / "here"
    here.mkdir()
    command = programs / "brief"
    assert run(command, "--version", folder=here) == f"brief {brief.__version__}\n"
    assert "⟦" in run(command, "--help", folder=here, BRIEF_LANGUAGE="pseudo")
    assert "</html>" in run(command, "memo", "-f", "html", folder=here)
    run(command, "init", "--blank", "mine", folder=here)
    assert run(command, "check", "--strict", "-d", "mine", folder=here).startswith("No problems")
    page = tmp_path / "env" / "share" / "man" / "man1" / "brief.1"
    assert page.read_text(encoding="utf-8") == (ROOT / "docs" / "brief.1").read_text(encoding="utf-8")


@pytest.mark.parametrize("version", OTHERS)
def test_the_wheel_works_with_other_pythons(version: str, wheel: Path, tmp_path: Path) -> None:
    programs = installed(wheel, python_of(version), tmp_path / "env")
    assert "Thang" in run(programs / "python", "-m", "brief", "who", "Thang", folder=tmp_path)


def test_the_wheel_runs_without_being_installed(wheel: Path, tmp_path: Path) -> None:
    uv = shutil.which("uv")
    if not uv:
        pytest.skip("uv is not installed: pip install uv")
    words = [uv, "tool", "run", "-q", "--python", sys.executable, "--from", str(wheel), "brief", "--version"]
    done = subprocess.run(words, cwd=tmp_path, capture_output=True, encoding="utf-8", check=False)
    if done.returncode and any(word in done.stderr.lower() for word in _UNREACHABLE):
        pytest.skip("no index of packages can be reached")
    assert done.stdout == f"brief {brief.__version__}\n", done.stderr
