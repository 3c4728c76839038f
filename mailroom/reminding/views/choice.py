"""The page on which a person chooses how often they are reminded."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from mailroom.models import MailChoice, Pace
from mailroom.reminding.actions import choose_pace
from mailroom.reminding.forms import MailChoiceForm


def mail_choice(request: HttpRequest) -> HttpResponse:
    """One letter a week, or one as things come up. Everybody chooses for themselves alone."""
    choice = MailChoice.objects.filter(person=request.user.pk).first()
    known = {"pace": choice.pace if choice else Pace.AT_ONCE}
    form = MailChoiceForm(request.POST if request.method == "POST" else None, initial=known)
    if form.is_valid():
        pace = Pace(form.cleaned_data["pace"])
        choose_pace(by=request.user, pace=pace)
        messages.success(request, f"Your reminders: {pace.label[0].lower()}{pace.label[1:]}.")
        return redirect("progress:your_work")
    status = 422 if form.is_bound else 200
    return render(request, "mailroom/mail_choice.html", {"form": form}, status=status)
