"""Roles in PostgreSQL, one for each marking, and row-level security that uses them.

The role of a marking is a member of the roles of all lower markings. Only the role of its marking can read the tables
of a state and see its row in `brief.dossier`. Roles exist once for all databases of a server.
"""

import re
from itertools import pairwise

from psycopg import sql

from brief.locale import say
from brief.model.user_error import UserError
from brief.stores.postgres.address import Address
from brief.stores.postgres.connection import Server

READER = "brief_reader"
"""The role for dossiers without markings; the role of each marking is a member of it."""
_LONGEST = 63
"""Length in bytes at which PostgreSQL cuts off names."""
_SECURITY = f"""
SET LOCAL lock_timeout = '10s';
REVOKE ALL ON ALL TABLES IN SCHEMA brief FROM PUBLIC;
GRANT USAGE ON SCHEMA brief TO {READER};
GRANT SELECT ON brief.dossier TO {READER};
ALTER TABLE brief.dossier ENABLE ROW LEVEL SECURITY;
ALTER TABLE brief.former ENABLE ROW LEVEL SECURITY;
CREATE POLICY by_marking ON brief.dossier FOR SELECT USING (EXISTS (
    SELECT FROM pg_catalog.pg_roles WHERE rolname = dossier.role AND pg_catalog.pg_has_role(pg_roles.oid, 'USAGE')
))
"""
_ORDER = """
SELECT low.rolname, high.rolname FROM unnest(%(names)s::text[]) WITH ORDINALITY AS low (rolname, place)
JOIN unnest(%(names)s::text[]) WITH ORDINALITY AS high (rolname, place) ON high.place = low.place + 1
WHERE NOT EXISTS (
    SELECT FROM pg_roles AS a, pg_roles AS b
    WHERE a.rolname = low.rolname AND b.rolname = high.rolname AND pg_has_role(b.oid, a.oid, 'USAGE')
)"""
"""Neighbours in a list of roles that do not both exist, or of which the second is not a member of the first."""


_ADMITTED = """
SELECT DISTINCT rolname FROM (
    SELECT nspowner AS owner, (aclexplode(nspacl)).grantee FROM pg_namespace WHERE nspname = %(schema)s
    UNION
    SELECT relowner, (aclexplode(relacl)).grantee FROM pg_class WHERE relnamespace = to_regnamespace(%(schema)s)
) AS found LEFT JOIN pg_roles ON pg_roles.oid = grantee WHERE grantee <> owner"""
"""Those who have rights in a schema, besides its owner; NULL for everyone."""


def role_of(marking: str) -> str:
    """Return the role of a marking; for an empty one, the role of all readers."""
    return "brief_" + re.sub(r"\W+", "_", marking.casefold()).strip("_") if marking else READER


def has_roles(connection: Server) -> bool:
    """Return whether the database is set up for roles."""
    query = "SELECT relrowsecurity FROM pg_class WHERE oid = to_regclass('brief.dossier')"
    found = connection.execute(query).fetchone()
    return bool(found and found[0])


def set_up(connection: Server, scheme: tuple[str, ...]) -> None:
    """Create the missing roles of a scheme, and enable row-level security."""
    names = _names(scheme)
    run = connection.execute
    there = {name for (name,) in run("SELECT rolname FROM pg_roles WHERE rolname = ANY(%s)", (names,))}
    for name in names:
        if name not in there:
            run(sql.SQL("CREATE ROLE {} NOLOGIN").format(sql.Identifier(name)))
    for low, high in pairwise(names):
        if run("SELECT pg_has_role(%s, %s, 'USAGE')", (high, low)).fetchone() != (True,):
            run(sql.SQL("GRANT {} TO {}").format(sql.Identifier(low), sql.Identifier(high)))
    if not has_roles(connection):
        run(_SECURITY)


def prove(connection: Server, address: Address, markings: tuple[str, ...]) -> None:
    """Raise `UserError` if the roles of these markings are missing, or in another order."""
    if connection.execute(_ORDER, {"names": _names(markings)}).fetchone():
        told = ", ".join(filter(None, markings))
        sentence = say("{server} has no roles for {markings} in this order", server=address.server, markings=told)
        raise UserError(sentence, say("`brief push --init` makes them"), 2)


def admit(connection: Server, schema: str, role: str | None) -> None:
    """Let only a role, or nobody, read the tables of a state, whatever the database grants to others by default."""
    _close(connection, schema)
    if role:
        names = {"schema": sql.Identifier(schema), "role": sql.Identifier(role)}
        connection.execute(sql.SQL("GRANT USAGE ON SCHEMA {schema} TO {role}").format(**names))
        connection.execute(sql.SQL("GRANT SELECT ON ALL TABLES IN SCHEMA {schema} TO {role}").format(**names))


def close(connection: Server, dossier: str) -> None:
    """Take the current states of a dossier from their readers: the next ones may mark more."""
    query = "SELECT nspname FROM brief.dossier JOIN pg_namespace ON nspname = 'brief_' || state WHERE name = %s"
    for (schema,) in connection.execute(query, (dossier,)).fetchall():
        _close(connection, str(schema))


def _close(connection: Server, schema: str) -> None:
    """Take all rights in a schema from everyone but its owner."""
    for (name,) in connection.execute(_ADMITTED, {"schema": schema}).fetchall():
        role = sql.Identifier(str(name)) if name else sql.SQL("PUBLIC")
        names = {"schema": sql.Identifier(schema), "role": role}
        # Whoever may read a table reads samples of its values in `pg_stats`, even without its schema.
        connection.execute(sql.SQL("REVOKE ALL ON ALL TABLES IN SCHEMA {schema} FROM {role}").format(**names))
        connection.execute(sql.SQL("REVOKE ALL ON SCHEMA {schema} FROM {role}").format(**names))


def _names(scheme: tuple[str, ...]) -> list[str]:
    """Return the roles of a scheme, from the lowest; raise `UserError` if they cannot be told apart."""
    names = [READER, *map(role_of, scheme)]
    if len(set(names)) < len(names) or any(len(name.encode()) > _LONGEST for name in names):
        sentence = say("cannot make names of roles from the markings {markings}", markings=", ".join(scheme))
        raise UserError(sentence, say("give them shorter names that differ in their letters"))
    return names
