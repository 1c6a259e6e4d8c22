"""A git repository for tests, created by the real git."""

import os
import subprocess
from pathlib import Path

WHO = {
    "GIT_AUTHOR_NAME": "Ada Finn",
    "GIT_AUTHOR_EMAIL": "ada@harbour.example",
    "GIT_COMMITTER_NAME": "Bo",
    "GIT_COMMITTER_EMAIL": "bo@harbour.example",
}


TRAPPED = (
    *("core.fsmonitor", "core.pager", "pager.blame", "core.sshCommand", "core.editor"),
    *("filter.trap.clean", "filter.trap.smudge", "filter.trap.process"),
    *("diff.trap.textconv", "diff.trap.command", "diff.external", "tar.tar.command"),
    *("gpg.program", "credential.helper", "uploadpack.packObjectsHook"),
)
"""Settings of a repository that name a program."""


class Repository:
    def __init__(self, root: Path) -> None:
        self.root = root
        self.environment = {"PATH": os.environ["PATH"], "HOME": str(root / "home")}
        self.git("init", "-q", ".")

    def git(self, *words: str, day: str = "2024-02-03T04:05:06+0700") -> str:
        dates = {"GIT_AUTHOR_DATE": day, "GIT_COMMITTER_DATE": day}
        done = subprocess.run(
            ["git", *words],
            cwd=self.root,
            env=self.environment | WHO | dates,
            capture_output=True,
            encoding="utf-8",
            check=True,
        )
        return done.stdout.strip()

    def write(self, text: str, name: str = "a.yaml") -> Path:
        file = self.root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode())
        return file

    def commit(self, text: str, message: str, day: str = "2024-02-03T04:05:06+0700", name: str = "a.yaml") -> str:
        self.write(text, name)
        self.git("add", "-A")
        self.git("commit", "-q", "-m", message, day=day)
        return self.git("rev-parse", "HEAD")

    def set_traps(self, folder: Path) -> Path:
        """Set every git setting that can name a program to a trap; return the file that the trap writes when run."""
        trap, sprung, hooks = folder / "trap", folder / "sprung", folder / "hooks"
        trap.write_text(f'#!/bin/sh\necho "$0 $*" >> {sprung}\ncat\n')
        trap.chmod(0o755)
        hooks.mkdir()
        for name in ("post-index-change", "reference-transaction", "fsmonitor-watchman", "post-checkout"):
            (hooks / name).symlink_to(trap)
        for name in TRAPPED:
            self.git("config", name, str(trap))
        for name in ("rev-parse", "ls-tree", "blame"):
            self.git("config", f"alias.{name}", f"!{trap}")
        self.git("config", "core.hooksPath", str(hooks))
        self.git("config", "filter.trap.required", "true")
        self.git("config", "log.showSignature", "true")
        return sprung
