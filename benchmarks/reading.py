"""Reads one YAML file in this process and prints the time in seconds: `reading.py own FILE`.

`own` is brief's builder, which keeps the line of each record; `plain` is libyaml through PyYAML's safe loader, which
does not; `records` is all that brief does with a file, up to validated records. The garbage collector is always off.
"""

import gc
import sys
import time
from io import BytesIO
from pathlib import Path

import yaml

from brief.yaml.build import Builder
from brief.yaml.records import Reading
from brief.yaml.text import YamlText


def main() -> None:
    """Read and print."""
    how, path = sys.argv[1:]
    content = Path(path).read_bytes()
    text = content.decode()
    read: object
    gc.disable()
    started = time.perf_counter()
    if how == "own":
        read = list(Builder(YamlText(BytesIO(content))).entries())
    elif how == "records":
        read = list(Reading(YamlText(BytesIO(content)), path, lambda _: iter(())).records())
    else:
        read = yaml.load(text, Loader=yaml.CSafeLoader)
    print(time.perf_counter() - started)
    assert read


if __name__ == "__main__":
    main()
