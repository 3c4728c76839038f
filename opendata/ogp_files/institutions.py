"""Institutions in OGP's cells: made into organisations only where a cell clearly names them.

Everything else ("CSOs, private sector, multilaterals", lists of committees with bullets, names
joined by commas that may be part of a name) keeps its wording.
"""

import re

from commitments.models import Participation
from network.models import Organisation
from network.workflow import Side
from opendata.ogp_files.cells import BULLET, said
from opendata.ogp_files.facts import NamedInstitution

LONGEST = 120
# What stands before a list of civil society organisations in the UK’s plans.
CIVIL_SOCIETY_LIST = re.compile(
    r"(?:CSOs?|NGOs?|Civil society(?: organi[sz]ations)?)\s*:\s*", re.IGNORECASE
)
# Words of a phrase that names nobody, or more than one.
PHRASE = re.compile(
    r"\b(?:all|any|other|others|etc|various|relevant|several|selected|interested|including|"
    r"with|upon|or|will|would|involved|participating|(?<!house of )representatives|working groups?|"
    r"partners?|teams?|"
    r"csos?|ngos?|ministries|agencies|departments|institutions|bodies|entities|organi[sz]ations|"
    r"municipalities|associations|universities|businesses|media|sector|society|multilaterals?|"
    r"stakeholders|academia|citizens|actors|governments|authorities|unions|todas|otros|"
    r"instituciones|entidades|organizaciones|ministerios)\b",
    re.IGNORECASE,
)
NOBODY = re.compile(r"\b(?:csos?|ngos?|others?|various|all|any)\b", re.IGNORECASE)
# One institution's noun after "and": two institutions in one cell, not one with a long name.
JOINED = re.compile(
    r"(?:\band\b|&|\by\b|-|–)\s+(?:the\s+|la\s+|el\s+)?(?:\w+\s+){0,2}?"
    r"(?:ministry|office|department|agency|commission|parliament|assembly|senate|senado|"
    r"institute|council|secretariat|ministerio|secretaría|cámara|governor|administration)\b",
    re.IGNORECASE,
)
NOT_IN_A_NAME = re.compile(rf"[\n,:;/|@+{BULLET}●*\d<>=\t?!]|\.\s")
ONE_OF_A_KIND = re.compile(r"\b(?:ministry|ministerio|parliament)\b", re.IGNORECASE)
# A second name after the bracket of the first; a remark in brackets that is no abbreviation.
RUN_ON = re.compile(r"\)\s+[^\W\d_a-z]|\([a-z]\w*(?:\s+\w+){4,}")
GOVERNMENT = re.compile(
    r"\b(?:ministr(?:y|ies)|minister|ministerio|department|office|agency|commission|parliament|"
    r"parlamento|assembly|asamblea|senate|senado|congress|congreso|court|council of ministers|"
    r"authority|directorate|dirección|secretar(?:iat|ía)|government|governorate|chancellery|"
    r"treasury|cabinet|inspectorate|municipality|chamber of (?:deputies|senators)|"
    r"house of representatives|ombudsman|archives|bureau)\b",
    re.IGNORECASE,
)
DEPARTMENT = re.compile(
    r"\b(?:ministry|ministerio|department|treasury|cabinet office)\b", re.IGNORECASE
)
CIVIL_SOCIETY = re.compile(
    r"\b(?:ngo|cso|foundation|fundación|association|asociación|network|alliance|coalition|"
    r"transparency international|open knowledge|civil society|forum)\b",
    re.IGNORECASE,
)


def read_institutions(cell: str, *, leads: bool) -> tuple[list[NamedInstitution], str]:
    """The institutions that a cell clearly names, in order; and its wording where it does not.

    A cell is understood as a whole or not at all: half a list would say something else.
    """
    text = said(cell)
    if not text:
        return [], ""
    civil = CIVIL_SOCIETY_LIST.match(text)
    names = split(text[civil.end() :], ",;") if civil else split(text, ";")
    found = [_named(name, leads=leads, is_civil=bool(civil)) for name in names]
    clear = [one for one in found if one is not None]
    if not clear or len(clear) != len(found):
        return [], text
    return list({one.name.casefold(): one for one in reversed(clear)}.values())[::-1], ""


def split(text: str, marks: str) -> list[str]:
    """The parts of a list, in order; a mark inside brackets divides nothing."""
    parts, depth = [""], 0
    for character in text:
        depth += {"(": 1, "[": 1, ")": -1, "]": -1}.get(character, 0)
        depth = max(depth, 0)
        if character in marks and not depth:
            parts.append("")
        else:
            parts[-1] += character
    return [part.strip() for part in parts if part.strip()]


def _named(name: str, *, leads: bool, is_civil: bool) -> NamedInstitution | None:
    name = name.strip().removesuffix(".").strip("\"“”' ")
    if not _is_one_name(name, is_civil=is_civil):
        return None
    capacity = Participation.Capacity.LEAD if leads else Participation.Capacity.SUPPORT
    if is_civil or (CIVIL_SOCIETY.search(name) and not GOVERNMENT.search(name)):
        kind = Organisation.Kind.CIVIL_SOCIETY
        return NamedInstitution(name, Side.CIVIL_SOCIETY, str(capacity), str(kind))
    if not GOVERNMENT.search(name) or CIVIL_SOCIETY.search(name):
        return None  # which side it is on cannot be known
    kind = (
        Organisation.Kind.GOVERNMENT_DEPARTMENT
        if DEPARTMENT.search(name)
        else Organisation.Kind.PUBLIC_BODY
    )
    return NamedInstitution(name, Side.GOVERNMENT, str(capacity), str(kind))


def _is_one_name(name: str, *, is_civil: bool) -> bool:
    if not 2 <= len(name) <= LONGEST or not name[0].isalpha() or name[0].islower():
        return False
    without_brackets = re.sub(r"\([^()]*\)", "", name)
    ministries = re.findall(
        r"\b(?:ministry|ministerio|parliament)\b", without_brackets, re.IGNORECASE
    )
    if len(ministries) > 1 or RUN_ON.search(name):
        return False
    if NOT_IN_A_NAME.search(without_brackets) or JOINED.search(without_brackets):
        return False
    if is_civil:
        # In a list of names, "The Democratic Society" is one: only small letters make a phrase.
        lower = re.sub(r"\b[^\W\d_a-z]\w*", "", without_brackets)
        return not NOBODY.search(without_brackets) and not PHRASE.search(lower)
    return not PHRASE.search(without_brackets)
