"""Adding plans and their themes, and showing a plan to readers."""

import itertools

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.text import slugify

from commitments import news
from commitments.actions.editing import write
from commitments.actions.wordings import Decision, publish_wording
from commitments.models import ActionPlan, Theme
from network.models import Person
from ogp_tracker import history

# Addresses under /plans/ that are pages, not plans.
RESERVED = ("add",)


def add_plan(*, by: Person | None, reason: str = "", **fields: object) -> ActionPlan:
    """Add a plan from `fields`; readers see it once it has a day of publication.

    Raises ValidationError when the country already has a plan with this number.
    """
    fields.setdefault("slug", free_slug(ActionPlan.objects.all(), str(fields["title"]), "plan"))
    plan = ActionPlan(**fields)
    write(plan, by=by, reason=reason, force_insert=True)
    return plan


@transaction.atomic
def publish_plan(*, by: Person, plan: ActionPlan, reason: str = "") -> ActionPlan:
    """Show a plan to readers from today on, and keep the wording of each of its commitments.

    Raises ValidationError when it is already public or holds no commitment.
    """
    plan = ActionPlan.objects.select_for_update(of=("self",)).get(pk=plan.pk)
    if plan.is_public:
        raise ValidationError("This plan is already public.")
    held = plan.commitments.promised()
    if not held.exists():
        raise ValidationError("Add at least one commitment before you publish the plan.")
    plan.published_on = plan.today()
    decision = Decision(reason or "Published", on=plan.published_on)
    history.save(plan, by=by, reason=decision.reason)
    for commitment in held.select_for_update(of=("self",)):
        commitment.plan = plan
        publish_wording(by=by, commitment=commitment, decision=decision)
    news.tell_of_plan(plan)
    return plan


def add_theme(*, by: Person | None, plan: ActionPlan, reason: str = "", **fields: object) -> Theme:
    """Add a theme to a plan.

    Raises ValidationError when the plan already has one with this name.
    """
    fields.setdefault("slug", slugify(str(fields["name"]))[:80].strip("-") or "theme")
    theme = Theme(plan=plan, **fields)
    write(theme, by=by, reason=reason, force_insert=True)
    return theme


def free_slug(rows: models.QuerySet, text: str, otherwise: str, *, more: str = "") -> str:
    """The address part for `text` that none of `rows` has; `more` tells two alike apart."""
    stem = slugify(text)[:80].strip("-") or otherwise
    numbered = (f"{stem[:75]}-{number}" for number in itertools.count(2))
    candidates = itertools.chain([stem], [f"{stem}-{more}"[:100]] if more else [], numbered)
    return next(
        slug for slug in candidates if slug not in RESERVED and not rows.filter(slug=slug).exists()
    )
