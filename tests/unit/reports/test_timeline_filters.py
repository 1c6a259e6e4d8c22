"""Filters of a timeline page."""

from collections.abc import Callable

from brief.document import Timeline
from brief.publish.timeline import filters
from brief.renderers.drawn_events import events_of, lanes_of
from brief.reports.timeline import EventSelection, timeline
from brief.stores.query import Store

TRIALS = """
dossier: {title: Trials}
sources: {log: {title: The log}}
events:
  one: {title: First trial, date: 2020, kind: sea_trial, cite: log p. 1}
  two: {title: Second trial, date: 2021, kind: sea_trial, cite: log p. 2}
  three: {title: A course, date: 2022, kind: joint-activity, cite: log p. 3}
  four: {title: Another course, date: 2023, kind: joint-activity, cite: log p. 4}
"""


def test_a_kind_has_one_title_in_the_filter_and_in_the_picture(dossier_of: Callable[[str], Store]) -> None:
    store = dossier_of(TRIALS)
    page = timeline(store, EventSelection())
    offered = dict(filters(store, page)["choices"]["kind"])
    assert offered == {"sea_trial": "Sea trial", "joint-activity": "Joint activity"}
    assert [row[-1] for row in filters(store, page)["rows"]] == ["one", "two", "three", "four"]
    drawn = next(block for block in page.blocks if isinstance(block, Timeline))
    assert [lane.title for lane in lanes_of(events_of(drawn))] == ["Sea trial", "Joint activity"]
