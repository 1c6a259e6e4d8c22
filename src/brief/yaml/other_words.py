"""Synonyms of fields and sections, for hints."""

from collections.abc import Collection

_FIELDS = (
    "roles title position positions post posts job office function appointment",
    "title name text label headline question statement",
    "date published made period valid when day year issued publication_date",
    "place location venue where city",
    "who participants participant attendees people present delegates with",
    "kind type category",
    "cite source sources citation citations reference references ref refs",
    "org part_of organization organisation employer body ministry country parent belongs_to",
    "due deadline due_date",
    "from period start since began begin start_date",
    "to period end until ended end_date",
    "by author holder speaker said_by owner",
    "for recipient beneficiary",
    "about on regarding concerns subject",
    "topics tags themes theme keywords subjects",
    "url links link website homepage uri",
    "also aliases alias aka other_names",
    "summary description abstract details",
    "note notes comment comments remark remarks",
    "log status history updates progress",
    "in_force effective entered_into_force",
    "born birthday birth birthdate date_of_birth",
    "died death date_of_death",
    "importance priority",
    "handling classification marking",
    "publication journal newspaper outlet",
    "differs disputes dispute disputed rivals rival contradicts",
    "inferred inference assumed guess",
    "parties party signatories countries sides",
    "value amount number",
    "at page pages paragraph locator",
    "seen confirmed last_seen",
    "under agreements agreement accord treaty memorandum",
)
"""Lines of synonyms. Fields come first, in the order in which they are suggested."""
_SECTIONS = {
    "sources": "articles bibliography documents references",
    "people": "persons",
    "organizations": "bodies companies countries institutions ministries orgs",
    "places": "locations venues",
    "topics": "tags themes",
    "events": "meetings timeline",
    "agreements": "accords contracts treaties",
    "programs": "programmes projects",
    "commitments": "pledges promises",
    "assessments": "opinions views",
    "questions": "gaps unknowns",
    "positions": "lines points",
}


def field_meant(word: str, known: Collection[str]) -> str:
    """Return the known field of which a word is a synonym; empty if there is none."""
    plain = word.lower().replace("-", "_").replace(" ", "_")
    groups = (line.split() for line in _FIELDS)
    found = (field for words in groups if plain in words for field in words if field in known)
    return next(found, "")


def section_meant(word: str) -> str:
    """Return the section of which a word is a synonym; empty if there is none."""
    return next((section for section, words in _SECTIONS.items() if word.lower() in words.split()), "")
