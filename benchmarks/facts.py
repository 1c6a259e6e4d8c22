"""Generates invented records as YAML text, each of which refers to others that exist.

References are skewed, as in real dossiers: a few people, organizations and topics occur in most records. Dates are
between 1965 and 2025 and as precise as sources are; one value in thirty is disputed.
"""

from collections.abc import Callable, Iterator
from random import Random

from population import Person, people, rank, skewed, word_of
from shares import World

Made = tuple[str, str, str]
"""Section, id, and the YAML of the record below its section."""
_SEED = 1965
_FIRST, _LAST = 1965, 2025


def _list(text: str) -> tuple[str, ...]:
    return tuple(text.split(", "))


_VERBS = _list(
    "discuss, review, open, begin, conclude, extend, announce, host, attend, postpone, prepare, launch, evaluate,"
    " suspend, resume, welcome, support, approve, commission, inspect"
)
_MATTERS = _list(
    "peacekeeping, training, maritime security, language courses, medical evacuation, mine clearance, engineering,"
    " logistics, women in peacekeeping, disaster relief, cyber defence, officer exchange, staff talks, port calls,"
    " hydrography, search and rescue, arms control, military medicine, field hospitals, fisheries patrol, ice"
    " navigation, archives, war graves, veterans, border roads, satellite images, food aid, flood warning"
)
_OCCASIONS = _list(
    "meeting, visit, course, workshop, signing, exercise, deployment, dialogue, ceremony, call, seminar, inspection"
)
_PARTS = _list("participant, host, speaker, visitor, signatory, observer, organizer, instructor, chair, guest")
_POSTS = _list(
    "Head of section, Deputy director, Director, Attaché, Desk officer, Commander, Ambassador, Secretary, Adviser,"
    " Chief of staff, Instructor, Inspector, Spokesperson, Legal counsel"
)
_RANKS = _list("Colonel, Major General, Lieutenant Colonel, Captain, Commodore, Brigadier General, Major")
_BODIES = _list("Department, Office, Institute, Centre, Directorate, Academy, Commission, Bureau, Agency, Council")
_AGREED = _list("memorandum, framework, treaty, protocol, dialogue, arrangement, action plan")
_PRESS = _list("Gazette, Herald, Courier, Monitor, Observer, Bulletin, Review, Dispatch")
_HEDGES = _list("could become a model, may well fail, is likely to grow, deserves more money, will hardly be noticed")
_LIKELIHOODS = _list("unlikely, likely, very likely, roughly even chance, almost certain")
_STANCES = _list("opportunity, risk, support, criticism, neutral")
_STATUSES = _list("planned, pledged, under-way, partly-done, done, delayed, dropped")
_LANGUAGES = _list("en, vi, fr, pl, ja")
_TONGUES = 3000
"""Number of invented words, besides those in the lists."""


def records(world: World) -> Iterator[Made]:
    """Yield every record except for the planted ones, kind by kind."""
    maker = _Maker(world)
    for number, person in enumerate(people(world.people)):
        yield "people", person.id, maker.person(number, person)
    for section, make in maker.kinds.items():
        name = section.removesuffix("s")
        for number in range(getattr(world, section)):
            yield section, f"{name}-{number}", make(number)


class _Maker:
    """Generates records; the order of the calls decides what they say."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.random = Random(_SEED)
        self.kinds: dict[str, Callable[[int], str]] = {
            "organizations": self.organization,
            "places": self.place,
            "topics": self.topic,
            "sources": self.source,
            "agreements": self.agreement,
            "programs": self.program,
            "events": self.event,
            "commitments": self.commitment,
            "assessments": self.assessment,
            "questions": self.question,
        }

    def person(self, number: int, person: Person) -> str:
        random, begun = self.random, self._year()
        lines = [f"  {person.id}:", f"    name: {person.name}"]
        lines += [f"    order: {person.order}"] if person.order else []
        lines += [f"    also: [{', '.join(person.also)}]"] if person.also else []
        lines += ["    roles:", f"    - title: {skewed(random, _POSTS)}", f"      org: {self._org()}"]
        lines += [f"      rank: {skewed(random, _RANKS)}"] if random.random() < 0.3 else []
        lines += [f"      from: {begun}", f"      to: {begun + 3}"] if random.random() < 0.2 else []
        lines += [f"      seen: {begun + 1}-{random.randint(1, 12):02}", f"      cite: {self._cite()}"]
        if random.random() < 0.01:
            lines.append(self._differs("roles.0.title", skewed(random, _POSTS)))
        return "\n".join((*lines, f"    cite: {self._cite()}", ""))

    def organization(self, number: int) -> str:
        body, matter = skewed(self.random, _BODIES), skewed(self.random, _MATTERS)
        if number < 40:
            return f"  organization-{number}:\n    name: {self._word()}land\n    kind: country\n"
        name = f"{body} of {matter} of {self._word()}"
        short = "".join(word[0] for word in name.split() if word != "of").upper()
        part = f"    part_of: organization-{rank(self.random, number)}\n"
        head = f"  organization-{number}:\n    name: {name}\n    also: [{short}{number}]\n"
        return f"{head}    kind: {body.lower()}\n{part}    cite: {self._cite()}\n"

    def place(self, number: int) -> str:
        name = f"{self._word()} {self._word()}" if self.random.random() < 0.5 else self._word()
        return f"  place-{number}:\n    name: {name}\n    kind: city\n    part_of: {self._org()}\n"

    def topic(self, number: int) -> str:
        known = number < len(_MATTERS)
        name = _MATTERS[number] if known else f"{skewed(self.random, _MATTERS)} in {self._word()}"
        part = "" if known or self.random.random() < 0.5 else f"    part_of: topic-{rank(self.random, number)}\n"
        return f"  topic-{number}:\n    name: {name}\n{part}"

    def source(self, number: int) -> str:
        random = self.random
        lines = [f"  source-{number}:", f"    title: {self._sentence()}", "    type: article-newspaper"]
        lines += [f"    author: {self._word()} {self._word()}"] if random.random() < 0.6 else []
        lines += [f"    publication: {self._word()} {skewed(random, _PRESS)}"]
        month = random.randint(1, 12)
        # Later than everything in it. The head cites the first source, so that is the newest.
        lines += [f"    published: {_LAST}-{month if number else 12:02}"]
        lines += [f"    language: {skewed(random, _LANGUAGES)}", f"    reliability: {random.choice('ABCDEF')}"]
        if number and random.random() < 0.1:
            lines.append(f"    derived_from: [source-{rank(random, number)}]")
        return "\n".join((*lines, ""))

    def agreement(self, number: int) -> str:
        """Return an agreement signed at the event with its number, which builds only on earlier agreements."""
        random, kind, year = self.random, skewed(self.random, _AGREED), self._signed(number)[:4]
        earlier = f"    builds_on: [agreement-{rank(random, number)}]\n" if number and random.random() < 0.3 else ""
        return (
            f"  agreement-{number}:\n    title: {kind.capitalize()} on {skewed(random, _MATTERS)} of {year}\n"
            f"    kind: {kind}\n    parties: {self._pair()}\n    signed: event-{number}\n"
            f"    period: {year}/{int(year) + 3}\n{earlier}    provisions:\n"
            f"    - {{text: {self._sentence()}, topics: [{self._topic()}], cite: {self._cite()}}}\n"
            f"    topics: [{self._topic()}]\n    cite: {self._cite()}\n"
        )

    def program(self, number: int) -> str:
        year = self._year()
        return (
            f"  program-{number}:\n    name: Course on {skewed(self.random, _MATTERS)} in {self._word()}\n"
            f"    kind: course\n    by: {self._org()}\n    for: [{self._org()}]\n    under: {self._agreement()}\n"
            f"    period: {year}/{year + 2}\n    topics: [{self._topic()}]\n    cite: {self._cite()}\n"
        )

    def event(self, number: int) -> str:
        random, signed = self.random, number < self.world.agreements
        kind, date = ("signing", self._signed(number)) if signed else (skewed(random, _OCCASIONS), self._date())
        lines = [f"  event-{number}:", f"    title: {self._sentence()}"]
        lines += [f"    date: {date}"] if signed or random.random() > 0.02 else []
        lines += [f"    kind: {kind}", f"    place: place-{rank(random, self.world.places)}"]
        who = {self._person() for _ in range(random.randint(0, 3))} | {self._org()}
        lines += [f"    who: {{{', '.join(f'{id_}: {skewed(random, _PARTS)}' for id_ in sorted(who))}}}"]
        if signed or random.random() < 0.15:
            lines += [f"    agreements: [{f'agreement-{number}' if signed else self._agreement()}]"]
        lines += [f"    topics: [{self._topic()}]"]
        lines += [f"    summary: {self._sentence()}; {self._sentence().lower()}."] if random.random() < 0.7 else []
        if random.random() < 0.04:
            lines.append(self._differs("date", self._signed(number) if signed else self._date()))
        return "\n".join((*lines, f"    cite: {self._cites()}", ""))

    def commitment(self, number: int) -> str:
        random, year = self.random, self._year()
        entries = sorted(year + random.randint(0, 4) for _ in range(random.randint(1, 3)))
        log = "".join(
            f"    - {{date: {entry}, status: {random.choice(_STATUSES)}, cite: {self._cite()}}}\n" for entry in entries
        )
        due = f"    due: {year + random.randint(1, 6)}\n" if random.random() < 0.5 else ""
        return (
            f"  commitment-{number}:\n    text: {self._sentence()}\n    by: [{self._org()}]\n    for: [{self._org()}]\n"
            f"    under: [{self._agreement()}]\n    made: {year}\n{due}    log:\n{log}"
            f"    topics: [{self._topic()}]\n    cite: {self._cite()}\n"
        )

    def assessment(self, number: int) -> str:
        random = self.random
        holder = random.choice((self._person(), self._org(), f"an analyst in {self._word()}"))
        weighed = f"    likelihood: {random.choice(_LIKELIHOODS)}\n" if random.random() < 0.2 else ""
        return (
            f"  assessment-{number}:\n    text: {self._sentence()} {skewed(random, _HEDGES)}\n    by: {holder}\n"
            f"    about: [{self._event()}]\n    stance: {random.choice(_STANCES)}\n{weighed}"
            f"    date: {self._year()}\n    cite: {self._cite()}\n"
        )

    def question(self, number: int) -> str:
        flagged = f"source\n    cite: {self._cite()}" if self.random.random() < 0.6 else "desk"
        text = f"Who pays for {skewed(self.random, _MATTERS)} in {self._word()}?"
        return f"  question-{number}:\n    text: {text}\n    about: [{self._event()}]\n    flagged_by: {flagged}\n"

    def _sentence(self) -> str:
        random = self.random
        who, matter = f"{self._word()} {skewed(random, _BODIES)}", skewed(random, _MATTERS)
        return f"{who} to {skewed(random, _VERBS)} {matter} with {self._word()} after the {random.choice(_OCCASIONS)}"

    def _differs(self, field: str, value: str) -> str:
        return f"    differs:\n    - {{field: {field}, value: {value}, cite: {self._cite()}}}"

    def _word(self) -> str:
        return word_of(rank(self.random, _TONGUES))

    def _year(self) -> int:
        return self.random.randint(_FIRST, _LAST - 8)

    def _signed(self, number: int) -> str:
        months = number * (_LAST - 4 - _FIRST) * 12 // self.world.agreements
        return f"{_FIRST + months // 12}-{months % 12 + 1:02}-15"

    def _date(self) -> str:
        random, chance = self.random, self.random.random()
        year, month = random.randint(_FIRST, _LAST - 1), random.randint(1, 12)
        if chance < 0.64:
            return f"{year}-{month:02}-{random.randint(1, 28):02}"
        if chance < 0.82:
            return f"{year}-{month:02}"
        if chance < 0.92:
            return f"{year}"
        return random.choice((f"{year}~", f"{year}?", f"{year}/{year + 1}", f"{year}-{month:02}-XX", f"{year}-22"))

    def _cite(self) -> str:
        random, sources = self.random, self.world.sources
        number = random.randrange(sources) if random.random() < 0.5 else rank(random, sources)
        place = random.choice(("¶{}", "p. {}", "§ {}", "ch. {}", "art. {}")).format(random.randint(1, 40))
        return f"source-{number} {place}"

    def _cites(self) -> str:
        return f"[{self._cite()}, {self._cite()}]" if self.random.random() < 0.3 else self._cite()

    def _pair(self) -> str:
        first = rank(self.random, self.world.organizations)
        return f"[organization-{first}, organization-{(first + 1) % self.world.organizations}]"

    def _org(self) -> str:
        return f"organization-{rank(self.random, self.world.organizations)}"

    def _person(self) -> str:
        return f"person-{rank(self.random, self.world.people)}"

    def _topic(self) -> str:
        return f"topic-{rank(self.random, self.world.topics)}"

    def _agreement(self) -> str:
        return f"agreement-{rank(self.random, self.world.agreements)}"

    def _event(self) -> str:
        return f"event-{rank(self.random, self.world.events)}"
