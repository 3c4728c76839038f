"""Plan files for tests: a small one, made anew each time so that a test can spoil it."""

import json
from pathlib import Path
from typing import Any

from django.conf import settings

REAL = settings.BASE_DIR / "commitments" / "data" / "uk_nap_2013_15.json"


def printed(text=None, precision=None, latest=None, sort_hint=None) -> dict[str, Any]:
    """A date as a plan prints it; nothing known of it unless told."""
    return {"text": text, "precision": precision, "latest": latest, "sort_hint": sort_hint}


MARCH = printed("March 2014", "month", "2014-03-31", "2014-03-31")
APRIL = printed("April 2014", "month", "2014-04-30", "2014-04-30")


def milestone(ref: str, title: str = "Report published", **more: Any) -> dict[str, Any]:
    """A milestone due in March 2014."""
    return {"ref": ref, "title": title, "due": dict(MARCH), "explicit_in_plan": True, **more}


def commitment(number: str, title: str, *milestones: dict[str, Any]) -> dict[str, Any]:
    """A commitment led by BIS with Global Witness."""
    return {
        "number": number,
        "ogp_id": f"UK00{number}",
        "short_title": title,
        "government_short_title": None,
        "theme": "integrity",
        "lead_organisations": ["bis"],
        "civil_society_partners": ["global-witness"],
        "summary": f"What {title} promises.",
        "end": printed(),
        "milestones": list(milestones),
        "notes": [],
        "ogp_policy_tags_2017": ["Open Data"],
        "irm": None,
        "source": ["explorer"],
    }


def organisation(slug: str, name: str, kind: str) -> dict[str, Any]:
    """An organisation without a short name."""
    return {"id": slug, "name": name, "kind": kind, "abbreviation": None}


def outcome(number: str, what: str) -> dict[str, Any]:
    """Something that came of commitment `number` on 1 May 2014, from general knowledge."""
    return {
        "commitment": number,
        "date": "2014-05-01",
        "what": what,
        "confidence": "medium",
        "source": "gk",
    }


def small_plan() -> dict[str, Any]:
    """Two commitments, three milestones, two organisations."""
    statuses = ["Behind schedule", "Completed", "Completed"]
    return {
        "sources": {"explorer": "OGP explorer", "csv": "Status file", "gk": "general knowledge"},
        "reporting_dates": ["2014-04-30", "2014-09-30", "2015-01-31"],
        "government_status_source": "csv",
        "plan": {
            "id": "uk-2",
            "country": "United Kingdom",
            "country_code": "GBR",
            "ogp_action_plan_id": "AP2",
            "ogp_action_plan_number": 2,
            "title": "The second plan",
            "published": "2013-10-31",
            "period": {"text": "2013 to 2015"},
            "coordinator": "bis",
            "civil_society_coordinator": "global-witness",
            "licence": None,
        },
        "themes": [{"id": "integrity", "name": "Integrity", "order": 1}],
        "organisations": [
            organisation("bis", "BIS", "government department"),
            organisation("global-witness", "GW", "think tank"),
        ],
        "commitments": [
            commitment("7", "Ownership", milestone("7.01", government_status=statuses)),
            commitment(
                "B",
                "Whistleblowing",
                milestone("B.01", revised_due=dict(APRIL)),
                milestone("B.02", delivered="2014-05-02", delivered_source="gk"),
            ),
        ],
        "outcomes": [outcome("7", "Code published")],
    }


def write(folder: Path, content: dict[str, Any] | str | bytes, name: str = "plan.json") -> Path:
    """Write a plan file (or what should be one) and return where it is."""
    if isinstance(content, dict):
        content = json.dumps(content)
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path
