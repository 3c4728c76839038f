"""What was promised: plans, themes and commitments."""

from commitments.models import ActionPlan, Commitment, Completion, Precision, Theme
from commitments.workflow import Stage
from opendata.addresses import address
from opendata.columns import Column, Kind
from opendata.datasets import Dataset, Reference
from opendata.tables.belonging import public_plan, where_plan_is_public

IN_ITS_PLAN = Reference(("plan",), "plans", ("plan",))

PLANS = Dataset(
    name="plans",
    title="Action plans",
    about="The published action plans, one a line.",
    rows=lambda: ActionPlan.objects.public().order_by("country_code", "number", "pk"),
    columns=(
        Column(
            "plan", "Name of the plan in addresses, for ever the same", "slug", is_required=True
        ),
        Column("title", "Title of the plan", "title", is_required=True),
        Column("country", "Country whose plan it is", "country", is_required=True),
        Column(
            "country_code", "ISO 3166-1 code of the country, or its number in OGP", "country_code"
        ),
        Column("number", "Number of the plan within its country", "number", Kind.WHOLE),
        Column("ogp_id", "Id of the plan in OGP’s database", "ogp_id"),
        Column("period", "Period as the plan prints it", "period_text"),
        Column("starts_on", "First day", "starts_on", Kind.DAY),
        Column("ends_on", "Last day", "ends_on", Kind.DAY),
        Column("published_on", "Day on which it was published", "published_on", Kind.DAY),
        Column("time_zone", "Time zone in which its days are counted", "time_zone"),
        Column(
            "coordinator", "Organisation that coordinates it in government", "coordinator__slug"
        ),
        Column(
            "civil_society_coordinator",
            "Organisation that coordinates civil society’s part",
            "civil_society_coordinator__slug",
        ),
        Column("licence", "Licence of the plan’s own text", "licence"),
        Column("notes", "What a reader should know about its facts", "notes", Kind.LIST),
        Column("url", "Its page", address("commitments:plan_detail", "slug"), Kind.ADDRESS),
    ),
    key=("plan",),
)

THEMES = Dataset(
    name="themes",
    title="Themes",
    about="The chapters of each published plan.",
    rows=lambda: Theme.objects.filter(plan__in=ActionPlan.objects.public()).order_by(
        "plan", "order", "pk"
    ),
    columns=(
        Column("plan", "Plan it is a chapter of", "plan__slug", is_required=True),
        Column("theme", "Name of the theme in addresses", "slug", is_required=True),
        Column("name", "Name of the theme", "name", is_required=True),
        Column("order", "Place in the plan, counted from 1", "order", Kind.WHOLE),
    ),
    key=("plan", "theme"),
    references=(IN_ITS_PLAN,),
)

COMMITMENTS = Dataset(
    name="commitments",
    title="Commitments",
    about="What the plans promise, and early starts, with how far each side last said they are.",
    rows=lambda: Commitment.objects.public().order_by("plan", "order", "number", "pk"),
    columns=(
        Column("commitment", "Name of the commitment in addresses", "slug", is_required=True),
        Column("plan", "Plan it belongs to; none while that is being prepared", public_plan()),
        Column(
            "theme",
            "Theme it belongs to; none while its plan is being prepared",
            where_plan_is_public("theme__slug"),
        ),
        Column("number", "Number in its plan: text, for “B” and “iv” exist", "number"),
        Column("order", "Place in the plan, counted from 1", "order", Kind.WHOLE),
        Column("ogp_id", "Id in OGP’s database, such as UK0048", "ogp_id"),
        Column("title", "Short title", "title", is_required=True),
        Column("government_title", "Title the government uses, if another", "government_title"),
        Column("summary", "What is promised", "summary"),
        Column("problem", "The public problem it answers", "problem"),
        Column("how_it_helps", "How it helps with the problem", "how_it_helps"),
        Column(
            "access_to_information", "Serves this OGP value", "access_to_information", Kind.YES_NO
        ),
        Column("civic_participation", "Serves this OGP value", "civic_participation", Kind.YES_NO),
        Column(
            "public_accountability", "Serves this OGP value", "public_accountability", Kind.YES_NO
        ),
        Column("technology", "Serves this OGP value", "technology", Kind.YES_NO),
        Column("policy_areas", "OGP’s policy areas", "policy_areas", Kind.LIST),
        Column("stage", "Where it is in its life", "stage", codes=Stage),
        Column("added_on", "Day it was added to its plan after publication", "added_on", Kind.DAY),
        Column("started_early_on", "Day it began before any plan", "started_early_on", Kind.DAY),
        Column("due", "End as the plan prints it", "due_text"),
        Column("due_precision", "How exact that end is", "due_precision", codes=Precision),
        Column("due_on", "Last day the end can mean, where it fixes one", "due_on", Kind.DAY),
        Column(
            "government_completion",
            "How far it is, as government last said",
            "government_completion",
            codes=Completion,
        ),
        Column(
            "civil_society_completion",
            "How far it is, as civil society last said",
            "civil_society_completion",
            codes=Completion,
        ),
        Column(
            "reported_until", "Due day of the last update published", "reported_until", Kind.DAY
        ),
        Column("reported_at", "Moment it was published", "reported_at", Kind.MOMENT),
        Column("update_due_on", "Due day of the next update", "update_due_on", Kind.DAY),
        Column("last_contact_on", "Last contact of its two sides", "last_contact_on", Kind.DAY),
        Column("notes", "What a reader should know about its facts", "notes", Kind.LIST),
        Column("sources", "Where its facts come from", "sources", Kind.LIST),
        Column("url", "Its page", address("commitments:commitment_detail", "slug"), Kind.ADDRESS),
        Column("plan_title", "Title of its plan", "plan__title"),
        Column("theme_name", "Name of its theme", "theme__name"),
    ),
    key=("commitment",),
    references=(
        IN_ITS_PLAN,
        Reference(("plan", "theme"), "themes", ("plan", "theme")),
    ),
)
