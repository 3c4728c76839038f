"""From checked facts to rows: adds what was never here, keeps what people changed since."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import connection, transaction

from commitments.actions import add_commitment, add_participation, add_plan, add_theme
from commitments.importing.ancestry import AncestryImport
from commitments.importing.facts import CommitmentFacts, PlanFile
from commitments.importing.matching import match, note_differences
from commitments.importing.milestones import MilestoneImport
from commitments.importing.report import ImportReport
from commitments.models import ActionPlan, Commitment, Outcome, Participation, Theme
from network.actions import add_organisation
from network.models import Organisation
from ogp_tracker import history

LOCK = 2013_15  # any number, as long as every import takes the same


@transaction.atomic
def load_plan(file: PlanFile) -> tuple[ActionPlan, ImportReport]:
    """Load `file` and say what was done. Done twice, it changes nothing the second time."""
    with connection.cursor() as cursor:
        # Two imports at once would each find the other's rows missing.
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
    return _Import(file).run()


@dataclass
class _Import:
    """One import: the file, what was found or made of it so far, and the report."""

    file: PlanFile
    report: ImportReport = field(default_factory=ImportReport)
    organisations: dict[str, Organisation] = field(default_factory=dict)

    def run(self) -> tuple[ActionPlan, ImportReport]:
        self.reason = f"Imported from {self.file.name}"
        # The order of the sentence in the end.
        self.report.added.update(dict.fromkeys(("plan", "theme", "organisation", "commitment"), 0))
        plan = self._plan_row()
        self._add_organisations()
        plan = self._add_plan(plan)
        themes = self._add_themes(plan)
        self._add_commitments(plan, themes)
        AncestryImport(self.report, self.reason).add(self.file.ancestry)
        return plan, self.report

    def _add_organisations(self) -> None:
        rows = list(Organisation.objects.all())
        matched = match(Organisation, rows, "slug", self.file.organisations)
        by_name = {row.abbreviation.lower(): row for row in rows if row.abbreviation}
        by_name |= {row.name.lower(): row for row in rows}
        for slug, fields in self.file.organisations.items():
            names = (str(fields["name"]), *self.file.aliases.get(slug, ()))
            known = [by_name[name.lower()] for name in names if name.lower() in by_name]
            row = matched.found.get(slug) or next(iter(known), None)
            if row is not None:
                note_differences(self.report, row, f"organisation {slug}", fields)
            elif slug in matched.removed:
                self.report.keep_away(f"organisation {slug}")
                continue
            else:
                row = add_organisation(by=None, reason=self.reason, slug=slug, **fields)
                self.report.add("organisation", slug)
            self.organisations[slug] = row

    def _plan_row(self) -> ActionPlan | None:
        """The plan's row: the one with the file's id, or the same number of the same country."""
        rows = list(ActionPlan.objects.select_related("coordinator", "civil_society_coordinator"))
        found = match(ActionPlan, rows, "slug", {self.file.slug}).found.get(self.file.slug)
        same = (self.file.fields["country_code"], self.file.fields["number"])
        return found or next((r for r in rows if (r.country_code, r.number) == same), None)

    def _add_plan(self, plan: ActionPlan | None) -> ActionPlan:
        coordinators = {
            column: self.organisations.get(slug) for column, slug in self.file.coordinators.items()
        }
        fields = {**self.file.fields, **coordinators}
        if plan is not None:
            note_differences(self.report, plan, "the plan’s", fields)
            return plan
        self.report.add("plan", self.file.slug)
        return add_plan(by=None, reason=self.reason, slug=self.file.slug, **fields)

    def _add_themes(self, plan: ActionPlan) -> dict[str, Theme]:
        rows = plan.themes.all()
        matched = match(Theme, rows, "slug", self.file.themes, plan_id=plan.pk)
        themes = matched.found
        for slug, fields in self.file.themes.items():
            if slug in themes:
                note_differences(self.report, themes[slug], f"theme {slug}", fields)
            elif slug in matched.removed:
                self.report.keep_away(f"theme {slug}")
            else:
                themes[slug] = add_theme(
                    by=None, plan=plan, reason=self.reason, slug=slug, **fields
                )
                self.report.add("theme", slug)
        return themes

    def _add_commitments(self, plan: ActionPlan, themes: Mapping[str, Theme]) -> None:
        rows = plan.commitments.select_related("theme").prefetch_related(
            "milestones__dates", "participations__organisation", "outcomes"
        )
        numbers = [facts.number for facts in self.file.commitments]
        matched = match(Commitment, rows, "number", numbers, plan_id=plan.pk)
        milestones = MilestoneImport(self.report, self.reason, plan.today())
        for facts in self.file.commitments:
            row = matched.found.get(facts.number)
            theme = themes.get(facts.theme)
            if row is not None:
                self._compare(row, facts, theme)
            elif facts.number in matched.removed or theme is None:
                self.report.keep_away(f"commitment {facts.number}")
                continue
            else:
                row = self._new_commitment(plan, theme, facts)
            milestones.add(row, facts)
            self._add_outcomes(row, facts)
        milestones.apply_reports()

    def _new_commitment(self, plan: ActionPlan, theme: Theme, facts: CommitmentFacts) -> Commitment:
        self.report.add("commitment", facts.number)
        fields: dict[str, Any] = {**facts.fields, **facts.at_first}
        return add_commitment(
            by=None,
            plan=plan,
            theme=theme,
            number=facts.number,
            due=facts.due,
            taking_part=[
                (self.organisations[slug], side, capacity)
                for slug, side, capacity in facts.taking_part
                if slug in self.organisations
            ],
            reason=f"{self.reason}; source: {facts.source}",
            **fields,
        )

    def _compare(self, row: Commitment, facts: CommitmentFacts, theme: Theme | None) -> None:
        what = f"commitment {facts.number}"
        fields = {name: value for name, value in facts.fields.items() if name != "order"}
        note_differences(self.report, row, what, {"number": facts.number, "theme": theme, **fields})
        if not row.due.says_the_same_as(facts.due):
            self.report.keep(f"{what} date", row.due.wording, facts.due.wording)
        self._add_participations(row, facts)

    def _add_participations(self, commitment: Commitment, facts: CommitmentFacts) -> None:
        """Add organisations that a newer file names; those taken off here stay off."""
        named = {
            self.organisations[slug].pk: (self.organisations[slug], side, capacity)
            for slug, side, capacity in facts.taking_part
            if slug in self.organisations
        }
        matched = match(
            Participation,
            commitment.participations.all(),
            "organisation_id",
            named,
            commitment_id=commitment.pk,
        )
        for pk, (organisation, side, capacity) in named.items():
            what = f"the part of {organisation} in commitment {facts.number}"
            fields = {"side": side, "capacity": capacity}
            if pk in matched.found:
                note_differences(self.report, matched.found[pk], f"{what}:", fields)
            elif pk in matched.removed:
                self.report.keep_away(what)
            else:
                self.report.add("organisation taking part", f"{facts.number} {organisation.slug}")
                add_participation(
                    by=None,
                    commitment=commitment,
                    organisation=organisation,
                    side=side,
                    capacity=capacity,
                    reason=self.reason,
                )

    def _add_outcomes(self, commitment: Commitment, facts: CommitmentFacts) -> None:
        wanted = [outcome.what for outcome in facts.outcomes]
        rows = commitment.outcomes.all()
        matched = match(Outcome, rows, "what", wanted, commitment_id=commitment.pk)
        for outcome in facts.outcomes:
            what = f"outcome “{outcome.what}” of commitment {facts.number}"
            if outcome.what in matched.found:
                fields = {"what": outcome.what, **outcome.fields}
                note_differences(self.report, matched.found[outcome.what], what, fields)
            elif outcome.what in matched.removed:
                self.report.keep_away(what)
            else:
                self.report.added["outcome"] += 1
                history.create(
                    Outcome,
                    by=None,
                    reason=f"{self.reason}; source: {outcome.fields['source']}",
                    commitment=commitment,
                    what=outcome.what,
                    **outcome.fields,
                )
