"""Find codes of currencies and languages that do not exist, and amounts of money that are only half stated."""

import re
from collections.abc import Iterator
from functools import cache

from brief.locale import say
from brief.model.findings import Finding, Severity
from brief.model.parts import Figure, Record

_CURRENCIES = """
AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF
CHW CLF CLP CNY COP COU CRC CUC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD
HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA
MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB
RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD USN UYI
UYU UYW UZS VED VES VND VUV WST XAF XAG XAU XCD XCG XDR XOF XPD XPF XPT XSU XUA YER ZAR ZMW ZWG
"""
"""The codes of ISO 4217 for currencies and precious metals in use."""
_FORMER = """
ADP AFA ALK AOK AON AOR ARA ARP AZM ATS BAD BEF BGL BRC BRE BRN BRR BYB BYR CSD CSK CYP DDM DEM ECS EEK ESP FIM FRF GEK
GHC GNE GRD GWP HRD HRK IEP ILP ISJ ITL LTL LTT LUF LVL LVR MGF MLF MRO MTL MTP MXP MZM NIC NLG PEI PES PLZ PTE ROL RUR
SDD SDP SIT SKK SLL SRG STD SUR TJR TMM TPE TRL UAK UGS USS UYP VEB VEF VNC XEU XFO XFU YDD YUD YUM YUN ZAL ZMK ZRN ZRZ
ZWC ZWD ZWL ZWN ZWR
"""
"""The codes of ISO 4217 for currencies that are no longer in use; old amounts have them."""
_LANGUAGE = r"(?:[A-Za-z]{2,3}|[xX])(?:-[A-Za-z0-9]{1,8})*"
"""A language tag of BCP 47, as far as its form goes."""


def codes(record: Record) -> Iterator[Finding]:
    """Find currencies that ISO 4217 does not have, and languages that are no tag of BCP 47."""
    for index, found in enumerate(getattr(record, "figures", ())):
        if found.currency and found.currency not in _currencies():
            sentence = say("ISO 4217 has no currency `{code}`", code=found.currency)
            hint = say("use the code of a currency, such as `EUR`")
            yield Finding("unknown-code", sentence, hint, Severity.WARNING, path=f"figures.{index}.currency")
    places = [("language", record), *((f"names.{at}.language", name) for at, name in enumerate(_names(record)))]
    for path, held in places:
        language = getattr(held, "language", None)
        if isinstance(language, str) and not re.fullmatch(_LANGUAGE, language):
            sentence = say("`{language}` is not a language tag", language=language)
            hint = say("write a tag of BCP 47, such as `en`, `vi` or `fr-CA`")
            yield Finding("unknown-code", sentence, hint, Severity.WARNING, path=path)


@cache
def _currencies() -> frozenset[str]:
    return frozenset((*_CURRENCIES.split(), *_FORMER.split()))


def _names(record: Record) -> tuple[object, ...]:
    found: tuple[object, ...] = getattr(record, "names", ())
    return found


def amounts(record: Record) -> Iterator[Finding]:
    """Find figures that say who pays but not in which currency, and values that repeat their currency."""
    for index, found in enumerate(getattr(record, "figures", ())):
        path = f"figures.{index}"
        if field := _payment(found):
            sentence = say("`{field}` makes this an amount of money, but it has no `currency`", field=field)
            hint = say("add `currency`, and write the number alone as `value`")
            yield Finding("odd-amount", sentence, hint, Severity.WARNING, path=f"{path}.{field}")
        if found.currency and found.currency in re.findall(r"\w+", found.value.upper()):
            sentence = say(
                "a page prints this as `{value} {currency}`, with the currency twice",
                value=found.value,
                currency=found.currency,
            )
            hint = say("write the number alone as `value`: `3 million`")
            yield Finding("odd-amount", sentence, hint, Severity.WARNING, path=f"{path}.value")


def _payment(found: Figure) -> str:
    """Return the field that says who pays or is paid, if a figure has no currency."""
    return "" if found.currency else "payer" if found.payer else "payee" if found.payee else ""
