"""The passage that a citation points to, out of the local text of its source."""

import re
from itertools import islice
from pathlib import Path

from brief.core.trail import Passage
from brief.load.quotes import local_text
from brief.load.read import Unreadable

_PARAGRAPHS = re.compile(r"(?:¶¶?|paras?\.) ?([0-9]+(?:-[0-9]+)?(?:, ?[0-9]+(?:-[0-9]+)?)*)(?:, .*)?")
_MOST = 20
"""So many paragraphs of one citation are given at most."""


def passage(root: Path, name: str, at: str) -> Passage:
    """The paragraphs that a locator (`¶7`, `¶3-5`) names in a text of the dossier: its lines that are not empty."""
    located = _PARAGRAPHS.fullmatch(at)
    if not located:
        return Passage(remark=f"no paragraph of {name} is named")
    try:
        text = local_text(root, name)
    except Unreadable as error:
        reason = error.finding.sentence.removeprefix("this file cannot be opened: ")
        return Passage(remark=f"{name} cannot be read: {reason}")
    paragraphs = [line.strip() for line in text.split("\n") if line.strip()]
    wanted = list(islice(_numbers(located[1], len(paragraphs)), _MOST + 1))
    found = tuple((number, paragraphs[number - 1]) for number in wanted[:_MOST])
    remark = f"the first {_MOST} only" if len(wanted) > _MOST else ""
    if not found:
        remark = f"{name} has only {len(paragraphs)} paragraphs"
    return Passage(found, remark)


def _numbers(located: str, count: int) -> "list[int]":
    """`3-5, 9` as 3, 4, 5, 9, as far as there are so many."""
    spans = [piece.strip().partition("-") for piece in located.split(",")]
    return [
        number for first, _, last in spans for number in range(max(1, int(first)), min(int(last or first), count) + 1)
    ]
