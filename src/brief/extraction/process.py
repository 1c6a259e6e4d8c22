"""The worker process of an extraction: reads a file from standard input, writes its extract as JSON to standard output.

If it knows why there is no text, it writes a sentence to standard output and exits with code 1.
"""

import json
import os
import sys

from brief.extraction.bounded import limit
from brief.extraction.extract import Extract, Kind, Unextractable, refuse_long
from brief.locale import say


def extract(kind: Kind, content: bytes) -> Extract:
    """Extract text and metadata of HTML or PDF; raise `Unextractable`."""
    if kind is Kind.PDF:
        from brief.extraction.pdf import extract_pdf

        found = extract_pdf(content)
    else:
        from brief.extraction.html import extract_html

        found = extract_html(content)
    refuse_long(found.text)
    return found


def main() -> int:
    """Read, extract and write; return the exit code."""
    limit(int(sys.argv[2]))
    answer = os.fdopen(os.dup(1), "w", encoding="utf-8", errors="replace")
    os.dup2(2, 1)  # keep output of libraries out of the answer
    with answer:
        try:
            answer.write(json.dumps(extract(Kind(sys.argv[1]), sys.stdin.buffer.read())._asdict()))
        except Unextractable as error:
            answer.write(error.sentence)
            return 1
        except (MemoryError, RecursionError):
            answer.write(say("reading it needs too much memory, or it is nested too deeply"))
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
