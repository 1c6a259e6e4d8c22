"""The names of the commands."""

from brief.locale import say

SECTIONS: dict[str, tuple[str, ...]] = {
    say("Ask"): (
        "timeline",
        "who",
        "show",
        "list",
        "commitments",
        "conflicts",
        "gaps",
        "search",
        "graph",
        "sources",
    ),
    say("Papers"): (
        "memo",
        "meeting",
        "export",
        "template",
    ),
    say("Share"): (
        "push",
        "dossiers",
    ),
    say("Trust"): (
        "check",
        "why",
        "diff",
        "ripple",
    ),
    say("Write"): (
        "init",
        "source",
        "add",
        "set",
        "edit",
        "rename",
        "merge",
        "rm",
        "schema",
    ),
}
"""The commands by purpose, in the order of the help."""
COMMANDS = tuple(command for section in SECTIONS.values() for command in section)
"""All commands, in the order of the help."""
