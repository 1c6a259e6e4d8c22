"""The views as of a day: what they hide, and that their order does not matter."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from brief.app import open_store
from brief.dossier.as_of import AsOf
from brief.dossier.known import KnownBy, known_by
from brief.dossier.protocol import Dossier, EventFilter
from brief.model.dates import Answer, Date
from brief.model.kinds import KINDS
from brief.model.serialization import encode, references
from brief.stores.query import Store

DAYS = ("1950", "2018-06", "2019-01-20", "2020", "2023-05", "2024-07", "2025-03-24", "2030")
days = st.sampled_from(DAYS).map(Date.parse)


def whole(dossier: Dossier) -> dict[str, Any]:
    """Return all that a dossier shows, as plain values."""
    records = {record.id: encode(record) for kind in KINDS for record in dossier.records(kind)}
    return {
        "records": records,
        "counts": dossier.counts(),
        "events": [(claim.event.id, str(claim.date), claim.rival) for claim in dossier.events(EventFilter())],
        "links": {id_: sorted(map(str, dossier.linked_to(id_))) for id_ in records},
        "names": {id_: dossier.name(id_) for id_ in records},
        "kinds": dossier.event_kinds(),
    }


@pytest.fixture(params=["shipped", "beacons"])
def dossier(request: pytest.FixtureRequest, cache: Path) -> Iterator[Store]:
    folder = Path(request.getfixturevalue(request.param))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(cache))
        with closing(open_store(folder)) as store:
            yield store


@settings(max_examples=3, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(days, days)
def test_the_views_compose_in_either_order(dossier: Store, then: Date, known: Date) -> None:
    assert whole(known_by(AsOf(dossier, then), known)) == whole(AsOf(known_by(dossier, known), then))


@pytest.mark.parametrize("day", [None, "2024-07"])
def test_a_part_of_what_a_dossier_shows_can_be_asked_for(dossier: Store, day: str | None) -> None:
    held: Dossier = AsOf(dossier, Date.parse(day)) if day else dossier
    for kind in KINDS:
        records = list(held.records(kind))
        some = {record.id for record in records[::2]} | {"no-such-id"}
        assert list(held.records(kind, some)) == records[::2]
    for source in held.ids(("source",)):
        of_rivals = {link for link in held.linked_to(source) if link.path.startswith("differs.")}
        found = list(held.linked_to(source, "differs.cite.source"))
        assert of_rivals <= {*found}
        assert {link.id for link in found} == {link.id for link in of_rivals}


@pytest.mark.parametrize("day", DAYS)
def test_nothing_in_the_view_of_a_day_is_certainly_later(dossier: Store, day: str) -> None:
    then = AsOf(dossier, Date.parse(day))
    for kind in KINDS:
        for record in then.records(kind):
            assert not then.is_later(record)
            for found in references(record):
                assert found.ref.words or then.get(found.target), found
            for name in ("roles", "log", "figures"):
                for part in getattr(record, name, ()):
                    began = getattr(part, "date", None) or getattr(part, "from_", None)
                    assert began is None or began.later_than(then.as_of) is not Answer.YES
                    end = getattr(part, "to", None)
                    assert end is None or end.later_than(then.as_of) is not Answer.YES
    for claim in then.events(EventFilter()):
        assert claim.date is None or claim.date.later_than(then.as_of) is not Answer.YES


def test_the_last_day_of_all_hides_nothing(dossier: Store) -> None:
    assert whole(AsOf(dossier, Date.parse("9999"))) == whole(dossier)
    assert whole(KnownBy(dossier, Date.parse("9999"))) == whole(dossier)
