"""Text as a search compares it: words in one spelling, dates as cells of the calendar, questions taken apart.

What is indexed and what is asked pass through the same `terms`, so that both meet whatever their spelling.
Stems are not made here: the index of the store makes them.
"""
