"""Read the git history of a dossier without running anything that its repository configures.

A repository's configuration may name programs and files: hooks, file monitors, filters, text converters, pagers,
transports, lists of revisions. Reading a commit needs none of them. We ask the repository itself only where it is and
which commits its names mean. We read the history through an empty repository without configuration that borrows its
objects (`brief.git.program`). We compare the files of the work tree ourselves, because git would run filters on them.
"""
