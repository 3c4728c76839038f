"""What our forms say and refuse, and where their error links lead."""

import datetime as dt
from typing import Any

import pytest
from django import forms
from django.template import Context, Template

from commitments.models import ActionPlan
from ogp_tracker.forms import (
    Checkboxes,
    DateField,
    OneLineField,
    Radios,
    TextField,
    TrackerForm,
    TrackerModelForm,
)

CHOICES = [("limited", "Limited"), ("complete", "Complete")]


class MilestoneForm(TrackerForm):
    required_messages = {"reason": "Say why the date moves"}

    title = OneLineField(label="Title", max_length=10)
    done = TextField(label="What was done", max_length=20)
    email = forms.EmailField(label="Email address")
    people = forms.IntegerField(label="People reached in %", required=False, min_value=1)
    due_on = DateField(label="Due date")
    status = forms.ChoiceField(label="Status", choices=CHOICES, widget=Radios)
    values = forms.MultipleChoiceField(label="OGP values", choices=CHOICES, widget=Checkboxes)
    theme = forms.ChoiceField(label="Which theme?", choices=CHOICES)
    agreed = forms.BooleanField(label="I have read the text")
    reason = OneLineField(label="Why does the date move?")
    source = forms.URLField(
        label="Source", error_messages={"required": "A source is needed"}, assume_scheme="https"
    )


GOOD: dict[str, Any] = {
    "title": "Register",
    "done": "Law\r\npassed",
    "email": "gail@example.org",
    "due_on_day": "30",
    "due_on_month": "4",
    "due_on_year": "2014",
    "status": "limited",
    "values": ["limited"],
    "theme": "limited",
    "agreed": "on",
    "reason": "Late law",
    "source": "https://example.org/",
}


def errors(**changes: Any) -> dict[str, list[str]]:
    return {k: [str(e) for e in v] for k, v in MilestoneForm({**GOOD, **changes}).errors.items()}


def links(form: forms.BaseForm) -> str:
    return Template("{% load tracker %}{% error_summary form %}").render(Context({"form": form}))


def test_good_data_comes_out_clean() -> None:
    form = MilestoneForm(GOOD)
    assert form.errors == {}
    assert form.cleaned_data["due_on"] == dt.date(2014, 4, 30)
    assert form.cleaned_data["done"] == "Law\npassed"


def test_required_messages_are_made_from_the_labels() -> None:
    assert {name: said[0] for name, said in MilestoneForm({}).errors.items()} == {
        "title": "Enter the title",
        "done": "Enter what was done",
        "email": "Enter an email address",
        "due_on": "Enter the due date",
        "status": "Select the status",
        "values": "Select the OGP values",
        "theme": "Select which theme",
        "agreed": "Tick “I have read the text”",
        "reason": "Say why the date moves",
        "source": "A source is needed",
    }


@pytest.mark.parametrize(
    ("name", "typed", "said"),
    [
        ("title", "12345678901", "Title must be 10 characters or fewer"),
        ("email", "gail", "Enter an email address in the correct format, like name@example.org"),
        ("people", "many", "People reached in % must be a whole number"),
        ("people", "0", "People reached in % must be 1 or more"),
        ("status", "x", "Select the status from the list"),
        ("source", "not an address", "Enter a web address that starts with https://"),
    ],
)
def test_plain_messages(name: str, typed: str, said: str) -> None:
    assert errors(**{name: typed}) == {name: [said]}


@pytest.mark.parametrize(
    "hidden", ["\x0b", "\x00", "\n", "\t", "\u2028", "\u2029", "\u202e", "\u2066"]
)
def test_one_line_refuses_what_cannot_be_seen(hidden: str) -> None:
    assert errors(title=f"a{hidden}b") == {"title": ["Title must not contain hidden characters"]}


def test_marks_piled_on_a_letter_are_refused_at_once() -> None:
    """Normalising them takes the square of their number: this would take minutes."""
    piled = "a" + "\u0301\u0316" * 200_000
    assert errors(title=piled)["title"]
    assert errors(done=piled)["done"]
    assert errors(title="Z\u0301\u0316") == {}


def test_a_day_of_many_digits_is_no_day() -> None:
    assert errors(due_on_day="9" * 12) == {"due_on": ["Due date must be a real date"]}


@pytest.mark.parametrize("hidden", ["\x0b", "\x1b", "\u202e", "\u2029"])
def test_longer_text_refuses_the_same_but_keeps_lines(hidden: str) -> None:
    assert errors(done=f"a{hidden}b") == {
        "done": ["What was done must not contain hidden characters"]
    }
    assert errors(done="a\r\n\tb") == {}


def test_a_plain_char_field_is_guarded_too() -> None:
    form_class = type("Plain", (TrackerForm,), {"name": forms.CharField(label="Name")})
    assert form_class({"name": "a\u202eb"}).errors == {
        "name": ["Name must not contain hidden characters"]
    }


def test_char_fields_that_hold_no_text_are_left_alone() -> None:
    fields = {"key": forms.UUIDField(), "facts": forms.JSONField()}
    key = "123e4567-e89b-12d3-a456-426614174000"
    assert type("Odd", (TrackerForm,), fields)({"key": key, "facts": '{"a": 1}'}).is_valid()


def test_a_form_over_a_model() -> None:
    class PlanForm(TrackerModelForm):
        class Meta:
            model = ActionPlan
            fields = ("title", "starts_on")
            field_classes = {"starts_on": DateField}

    typed = {"title": "UK\u2028plan", "starts_on_day": "31", "starts_on_month": "10"}
    form = PlanForm(typed)
    assert form.errors["title"] == ["Title must not contain hidden characters"]
    assert "must include a year" in form.errors["starts_on"][0]
    assert 'id="id_starts_on_year"' in str(form)
    kept = PlanForm(instance=ActionPlan(title="Plan", starts_on=dt.date(2013, 10, 31)))
    assert 'value="2013"' in str(kept["starts_on"])


def test_text_is_kept_in_one_form() -> None:
    form = MilestoneForm({**GOOD, "title": "Cafe\u0301"})
    assert form.is_valid()
    assert form.cleaned_data["title"] == "Café"


def test_a_password_is_left_as_it_was_typed() -> None:
    field = forms.CharField(widget=forms.PasswordInput, strip=False)
    form = type("Secret", (TrackerForm,), {"word": field})({"word": "e\u0301\u202e"})
    assert form.is_valid()
    assert form.cleaned_data["word"] == "e\u0301\u202e"


@pytest.mark.parametrize(
    ("day", "month", "year", "said", "link"),
    [
        ("", "4", "2014", "Due date must include a day", "day"),
        ("30", "", "2014", "Due date must include a month", "month"),
        ("30", "4", "", "Due date must include a year", "year"),
        ("", "", "2014", "Due date must include a day and month", "day"),
        ("31", "4", "2014", "Due date must be a real date", "day"),
        ("x", "4", "2014", "Due date must be a real date", "day"),
        ("30", "Aprl", "2014", "Due date must be a real date", "day"),
        ("30", "4", "14", "Due date must have a year of 4 numbers, such as 2014", "year"),
        ("29", "2", "2014", "Due date must be a real date", "day"),
        ("٣٠", "4", "٢٠١٤", "Due date must have a year of 4 numbers, such as 2014", "year"),
    ],
)
def test_wrong_dates(day: str, month: str, year: str, said: str, link: str) -> None:
    form = MilestoneForm({**GOOD, "due_on_day": day, "due_on_month": month, "due_on_year": year})
    assert form.errors == {"due_on": [said]}
    assert f'<a href="#id_due_on_{link}">{said}</a>' in links(form)
    html = str(form["due_on"])
    assert f'value="{year}"' in html or not year


@pytest.mark.parametrize("month", ["4", "04", "April", "apr", "APRIL"])
def test_months_may_be_words(month: str) -> None:
    form = MilestoneForm({**GOOD, "due_on_month": month})
    assert form.is_valid()
    assert form.cleaned_data["due_on"] == dt.date(2014, 4, 30)


def test_a_date_in_one_piece_from_a_link() -> None:
    bare = {k: v for k, v in GOOD.items() if not k.startswith("due_on")}
    assert MilestoneForm({**bare, "due_on": "2014-04-30"}).is_valid()
    wrong = MilestoneForm({**bare, "due_on": "soon"})
    assert wrong.errors == {"due_on": ["Due date must be a real date"]}


def test_an_unchanged_date_is_no_change() -> None:
    form = MilestoneForm(GOOD, initial={"due_on": dt.date(2014, 4, 30)})
    assert "due_on" not in form.changed_data
    assert "due_on" in MilestoneForm(GOOD, initial={"due_on": dt.date(2014, 4, 29)}).changed_data


def test_every_link_of_the_summary_leads_to_a_control() -> None:
    form = MilestoneForm({"due_on_month": "4"})
    page = str(form)
    targets = [part.split('"')[0] for part in links(form).split('href="#')[1:]]
    assert targets == [
        "id_title", "id_done", "id_email", "id_due_on_day", "id_status_0",
        "id_values_0", "id_theme", "id_agreed", "id_reason", "id_source",
    ]  # fmt: skip
    for target in targets:
        assert page.count(f'id="{target}"') == 1


def test_errors_of_the_whole_form_stand_in_the_summary_without_a_link() -> None:
    form = MilestoneForm(GOOD)
    form.add_error(None, "Somebody saved another text & you began from an older one")
    assert "<li>Somebody saved another text &amp; you began" in links(form)


def test_a_field_is_tied_to_its_hint_error_and_count() -> None:
    class Note(TrackerForm):
        text = TextField(label="Note", help_text="Three bullets.", max_length=5)
        more = OneLineField(label="More", required=False)

    html = str(Note({"text": "123456", "more": ""}))
    assert 'aria-describedby="id_text-info id_text-hint id_text-error"' in html
    assert 'aria-invalid="true"' in html
    assert "You can enter up to 5 characters" in html
    assert "More (optional)</label>" in html
    assert "maxlength=" not in html.replace("data-maxlength=", "")
    assert " required" not in html


def test_filter_forms_do_not_say_optional() -> None:
    form_class = type(
        "Filter", (TrackerForm,), {"mark_optional": False, "q": OneLineField(required=False)}
    )
    assert "(optional)" not in str(form_class())


def test_what_was_typed_is_escaped() -> None:
    form = MilestoneForm({**GOOD, "title": '"><script>', "due_on_day": '"><b>'})
    assert "<script>" not in str(form)
    assert "<b>" not in str(form)
    assert "<script>" not in links(form)


def test_the_admin_keeps_djangos_own_look() -> None:
    class Plain(forms.Form):
        name = forms.CharField()

    assert "govuk" not in str(Plain())
