"""Narrowing the list down, with every choice in the address."""

from collections.abc import Sequence
from typing import Any

from django import forms

from network.models import Role
from network.workflow import RoleKind, Side
from ogp_tracker.forms import Checkboxes, TrackerForm
from progress.oversight.ground import Ground
from progress.oversight.matters import Kind, Matter


class OversightFilter(TrackerForm):
    """The filter of the list. A value that makes no sense is named, and filters nothing."""

    mark_optional = False
    kind = forms.ChoiceField(
        label="What",
        required=False,
        choices=[("", "Everything"), *((k.key, k.many) for k in Kind)],
    )
    side = forms.ChoiceField(
        label="Whose move", required=False, choices=[("", "Either side"), *Side.choices]
    )
    department = forms.ChoiceField(label="Department", required=False)
    plan = forms.ChoiceField(label="Action plan", required=False)
    manager = forms.ChoiceField(label="Relationship manager", required=False)
    late = forms.MultipleChoiceField(
        label="Lateness",
        required=False,
        choices=[("yes", "Show only what is late")],
        widget=Checkboxes,
    )

    def __init__(self, data: Any, *, ground: Ground) -> None:
        super().__init__(data)
        self.ground = ground
        plans = {row.plan.slug: row.plan.title for row in ground.commitments}
        self._offer("plan", "All plans", plans)
        led = [one for rows in ground.departments.values() for one in rows]
        names = {one.slug: one.name for one in sorted(led, key=lambda one: one.name)}
        self._offer("department", "All departments", names)
        self.portfolios = _portfolios(ground) if ground.person.is_secretariat else {}
        managers = {str(pk): name for pk, (name, _) in self.portfolios.items()}
        self._offer("manager", "Everybody’s portfolio", managers)

    def _offer(self, name: str, everything: str, choices: dict[str, str]) -> None:
        """Offer the choices; a question with one answer is not asked."""
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", everything), *choices.items()]
        if len(choices) < 2 and name not in self.data:
            del self.fields[name]

    @property
    def chosen(self) -> dict[str, Any]:
        """What was understood of the address."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    def narrow(self, matters: Sequence[Matter]) -> list[Matter]:
        """Those of `matters` that fit everything that was understood."""
        return [matter for matter in matters if self._fits(matter, **self.chosen)]

    def _fits(
        self,
        matter: Matter,
        kind: str = "",
        side: str = "",
        department: str = "",
        plan: str = "",
        manager: str = "",
        late: Sequence[str] = (),
    ) -> bool:
        key = matter.commitment.pk if matter.commitment else 0
        departments = self.ground.departments.get(key, [])
        ours = {one.pk for one in departments}
        return (
            kind in ("", matter.kind.key)
            and (not side or side in matter.sides)
            and (not department or department in {one.slug for one in departments})
            and plan in ("", matter.plan.slug)
            and (not manager or bool(ours & self.portfolios[int(manager)][1]))
            and (not late or matter.is_late)
        )


def _portfolios(ground: Ground) -> dict[int, tuple[str, set[int]]]:
    """The relationship managers of today by id: their names, and their departments."""
    found: dict[int, tuple[str, set[int]]] = {}
    roles = Role.objects.current(ground.today).filter(kind=RoleKind.RELATIONSHIP_MANAGER)
    for role in roles.select_related("person").order_by("person__name"):
        found.setdefault(role.person_id, (role.person.name, set()))[1].add(role.organisation_id)
    return found
