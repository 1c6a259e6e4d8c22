"""The tables of a compiled dossier."""

VERSION = 49
"""Changes with every change of the tables or of what is put in them; a store of another version is made anew."""
APPLICATION = 0x62726631
"""SQLite's application_id of a store (https://www.sqlite.org/pragma.html#pragma_application_id)."""
FIRST_OF_FILE = 1 << 27
"""The records of file n are numbered from n times this; no file that may be read holds more."""
PLACE = "(SELECT path FROM file WHERE file.file = record.file), record.record"
"""The order of the files, whichever of them was compiled last; no join, which would cost the use of an index."""
TABLES = """
CREATE TABLE file (
    file INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE, modified INTEGER, changed INTEGER, size INTEGER,
    inode INTEGER, digest BLOB, header TEXT, had INTEGER NOT NULL
);
-- The texts `label` and `body` stand behind their checksums: see `brief.stores.trust`.
CREATE TABLE record (
    record INTEGER PRIMARY KEY, id TEXT NOT NULL, kind TEXT NOT NULL, label TEXT NOT NULL,
    file INTEGER NOT NULL, line INTEGER NOT NULL, body TEXT NOT NULL
);
-- A mention of the id `target` in a record. `field` is `path` without the numbers and keys in it; `from_kind` is
-- the kind of the record, as its place in the list of kinds.
CREATE TABLE link (
    record INTEGER NOT NULL, target TEXT NOT NULL, field TEXT NOT NULL, path TEXT NOT NULL, word TEXT,
    kinds TEXT NOT NULL, words INTEGER NOT NULL, from_kind INTEGER NOT NULL
);
-- A date that is claimed for an event, by itself or by one of its differences (`rival`).
CREATE TABLE claim (
    record INTEGER NOT NULL, first INTEGER NOT NULL, second INTEGER NOT NULL, earliest INTEGER, latest INTEGER,
    date TEXT, rival INTEGER, kind TEXT
);
CREATE TABLE name (
    record INTEGER NOT NULL, form TEXT NOT NULL, preferred INTEGER NOT NULL, whole TEXT NOT NULL,
    sorted TEXT NOT NULL, joined TEXT NOT NULL, initials TEXT NOT NULL
);
-- A word of a name of a record; `kind` is the record's, as its place in the list of kinds.
CREATE TABLE token (
    record INTEGER NOT NULL, token TEXT NOT NULL, kind INTEGER NOT NULL, PRIMARY KEY (record, token, kind)
) WITHOUT ROWID;
-- A title of a role that a person has, folded.
CREATE TABLE post (record INTEGER NOT NULL, title TEXT NOT NULL, PRIMARY KEY (record, title)) WITHOUT ROWID;
-- Every token that a name ever held, to compare misspelled ones with.
CREATE TABLE vocabulary (kind INTEGER NOT NULL, token TEXT NOT NULL, PRIMARY KEY (kind, token)) WITHOUT ROWID;
-- How words of the vocabulary in another script are read: see `brief.model.names.retrieval`.
CREATE TABLE reading (
    kind INTEGER NOT NULL, custom INTEGER NOT NULL, spelled TEXT NOT NULL, token TEXT NOT NULL,
    PRIMARY KEY (kind, custom, spelled, token)
) WITHOUT ROWID;
-- A former id of a record.
CREATE TABLE former (was TEXT NOT NULL, record INTEGER NOT NULL);
-- The ids that were put in the place of former ones when a file was compiled.
CREATE TABLE replaced (file INTEGER NOT NULL, was TEXT NOT NULL, id TEXT NOT NULL);
-- Words of a search that mean the same here, as a record has it: an acronym and what it stands for.
-- Every word that a record ever held, to offer in place of a wrong one; the text tells whether one still does.
CREATE TABLE word (word TEXT PRIMARY KEY) WITHOUT ROWID;
-- What a record is like by itself, between which days: see `brief.dossier.facets`; `kind` as in `token`.
CREATE TABLE trait (
    record INTEGER NOT NULL, kind INTEGER NOT NULL, trait TEXT NOT NULL, low INTEGER, high INTEGER
);
-- `file` is empty for what the checks found: that is found anew after every change.
CREATE TABLE finding (
    file INTEGER, severity TEXT NOT NULL, path TEXT NOT NULL, line INTEGER NOT NULL, position INTEGER NOT NULL,
    body TEXT NOT NULL
);
"""
LONG = "(earliest IS NULL OR latest IS NULL OR latest - earliest > 366)"
"""Claims that may reach into a period from far away: those that are open, undated or longer than a year."""
SHORT = 366
"""So many days from a period the others begin at most that reach into it."""
INDEXES = f"""
CREATE INDEX IF NOT EXISTS record_id ON record (id, kind);
CREATE INDEX IF NOT EXISTS record_kind ON record (kind, file);
CREATE INDEX IF NOT EXISTS link_target ON link (target, field, record);
CREATE INDEX IF NOT EXISTS link_kind ON link (target, from_kind, record);
CREATE INDEX IF NOT EXISTS link_record ON link (record);
CREATE INDEX IF NOT EXISTS claim_order ON claim (first, second, record, earliest, latest);
CREATE INDEX IF NOT EXISTS claim_long ON claim (first, second, record, earliest, latest) WHERE {LONG};
CREATE INDEX IF NOT EXISTS claim_kind ON claim (kind, first, second, record, earliest, latest);
CREATE INDEX IF NOT EXISTS claim_record ON claim (record);
CREATE INDEX IF NOT EXISTS name_whole ON name (whole);
CREATE INDEX IF NOT EXISTS name_sorted ON name (sorted);
CREATE INDEX IF NOT EXISTS name_joined ON name (joined);
CREATE INDEX IF NOT EXISTS name_initials ON name (initials);
CREATE INDEX IF NOT EXISTS name_record ON name (record);
CREATE INDEX IF NOT EXISTS token_word ON token (token, kind, record);
CREATE INDEX IF NOT EXISTS post_title ON post (title, record);
CREATE INDEX IF NOT EXISTS trait_order ON trait (kind, trait, record, low, high);
CREATE INDEX IF NOT EXISTS trait_record ON trait (record);
CREATE INDEX IF NOT EXISTS former_was ON former (was);
CREATE INDEX IF NOT EXISTS former_record ON former (record);
CREATE INDEX IF NOT EXISTS finding_place ON finding (path, line, position);
CREATE INDEX IF NOT EXISTS finding_severity ON finding (severity, path, line, position);
CREATE INDEX IF NOT EXISTS finding_file ON finding (file)
"""
"""Made when the rows of a new store are in: to keep them in order meanwhile would take longer."""
