"""What every page of the import holds to, and what those for sharing name."""

import re
from html import unescape

from django.urls import reverse

from tests.cast import client_for

# Nobody else imports files; what others may do is nothing.
OTHERS = ("gail", "cyrus", "rae", "nora", "mia", "olga")


def check_who_may(request, url, *, post=False):
    """The secretariat may, everybody else is told who may, and a visitor is asked to sign in."""
    for name in OTHERS:
        client = client_for(request.getfixturevalue(name))
        answer = client.post(url) if post else client.get(url)
        assert answer.status_code == 403, name
        assert "The secretariat imports files." in answer.content.decode()
    answer = client_for().get(url)
    assert answer.status_code == 302
    assert "/account/login/" in answer["Location"]


def page(name, intake):
    """The address of a page of this file."""
    return reverse(f"opendata:{name}", args=[intake.pk])


def files_named(text):
    """The data files of the site that a page links, without the name of the site."""
    found = re.findall(r'href="http://localhost:8000(/data/[^"]+\.(?:csv|json)\?[^"]+)"', text)
    return [unescape(address) for address in found]
