"""The messages that Babel finds, with the options of pybabel in docs/architecture.md."""

from functools import cache
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg

import brief

PACKAGE = Path(brief.__file__).parent
KEYWORDS = {"say": None, "say_many": (1, 2), "key": None, "key_many": (1, 2)}


@cache
def messages() -> Catalog:
    """Return the messages of the program, its templates and its scripts."""
    with (Path(__file__).parents[1] / "babel.cfg").open(encoding="utf-8") as config:
        methods, options = parse_mapping_cfg(config)  # type: ignore[no-untyped-call]
    catalog = Catalog("eo")
    for file, line, key, comments, _ in extract_from_dir(
        PACKAGE, methods, options, keywords=KEYWORDS, comment_tags=["Translators:"]
    ):
        catalog.add(key, None, [(file, line)], auto_comments=comments)
    return catalog


def is_known(key: str | tuple[str, str]) -> bool:
    """True if Babel finds this key, or these two forms of a message about a number."""
    found = messages().get(key if isinstance(key, str) else key[0])
    return found is not None and (isinstance(key, str) or found.id == key)
