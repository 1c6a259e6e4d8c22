"""The Admiralty code in words: how reliable a source is, and how credible a piece of its information.

According to NATO STANAG 2511 and AJP-2.1, which grade the two separately.
"""

from brief.locale import say

RELIABILITY = {
    "A": say("completely reliable"),
    "B": say("usually reliable"),
    "C": say("fairly reliable"),
    "D": say("not usually reliable"),
    "E": say("unreliable"),
    "F": say("not rateable"),
}
"""Reliability of a source."""
CREDIBILITY = {
    "1": say("confirmed by other sources"),
    "2": say("probably true"),
    "3": say("possibly true"),
    "4": say("doubtful"),
    "5": say("improbable"),
    "6": say("truth cannot be judged"),
}
"""Credibility of a piece of information."""
