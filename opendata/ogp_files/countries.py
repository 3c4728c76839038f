"""Countries by the names OGP gives them, for files that have no code."""

from functools import cache

from babel import Locale
from babel.core import get_global

# OGP's names that are not the usual English ones, with the code that OGP gives them.
OGP_NAMES = {
    "bosnia and herzegovina": "BIH",
    "burkina faso": "BFA",
    "cabo verde": "CPV",
    "cote d'ivoire": "CIV",
    "czech republic": "CZE",
    "kosovo": "XKX",
    "kyrgyz republic": "KGZ",
    "kyrgyzstan": "KGZ",
    "macedonia": "MKD",
    "republic of korea": "KOR",
    "republic of moldova": "MDA",
    "slovak republic": "SVK",
    "trinidad and tobago": "TTO",
    "turkey": "TUR",
}


def code_of(country: str) -> str | None:
    """The three letters of a country; None where nobody knows it by this name."""
    name = country.strip().replace("’", "'").casefold()
    return OGP_NAMES.get(name) or _codes().get(name)


@cache
def _codes() -> dict[str, str]:
    """Three letters (ISO 3166-1) by the English name in the CLDR."""
    three = {
        two[0]: code
        for code, two in get_global("territory_aliases").items()
        if len(two) == 1 and len(code) == 3 and code.isalpha()
    }
    names = Locale("en").territories
    return {
        name.replace("’", "'").replace("&", "and").casefold(): three[two]
        for two, name in names.items()
        if two in three
    }
