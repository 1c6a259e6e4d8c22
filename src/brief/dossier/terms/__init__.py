"""Normalize text for search: words in one spelling, dates as calendar cells, parsed questions.

Both the index and the questions use the same `terms`, so they match in any spelling. Stemming is done by the index of
the store.
"""
