"""What a public page says of itself to programs: its address, its title, what it is about."""

from collections.abc import Mapping
from dataclasses import dataclass
from html import unescape
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.template.loader_tags import BLOCK_CONTEXT_KEY
from django.templatetags.static import static
from django.utils.text import Truncator
from django.utils.translation import gettext

from opendata import structured
from opendata.addresses import whole

# What an address holds besides the page it names: which part of a list, in which order, and the
# marks that others put on links to see who follows them.
NOISE = ("page", "sort", "fbclid", "gclid", "ref")
# Their addresses hold a secret, or are for one reader alone.
FOR_ONE_READER = (
    "mailroom:",
    "account_",
    "mfa_",
    "network:invitation",
    "network:circulation_leave",
)
WITH_CARD = ("commitments:commitment_detail", "commitments:plan_detail")
# As much as search engines show.
DESCRIBED = 200
# What a page is about, by its name in the page, and the text that says so; the first there is.
SUBJECTS = (("commitment", "summary"), ("plan", "title"), ("organisation", "name"))


@dataclass(frozen=True)
class Metadata:
    """A public page as programs see it."""

    address: str
    title: str
    description: str
    # Whether other pages can show it as a card (oembed.com).
    has_card: bool
    # The same in the words of schema.org; empty for most pages.
    structured: str

    @property
    def image(self) -> str:
        """The picture beside a link to it."""
        return whole(static("images/preview.png"))


def metadata_of(request: HttpRequest, page: Any) -> Metadata | None:
    """What is said of the public page `page` (a template's context), or nothing."""
    if not is_public(request) or "exception" in page:
        return None
    values = page.flatten()
    view_name = request.resolver_match.view_name if request.resolver_match else ""
    return Metadata(
        whole(canonical_path(request)),
        block(page, "title"),
        _description(values, page),
        has_card=view_name in WITH_CARD,
        structured=structured.of_page(view_name, values),
    )


def is_public(request: HttpRequest) -> bool:
    """Whether the page asked for is open to all and the same for all."""
    match = request.resolver_match
    if match is None or match.view_name.startswith(FOR_ONE_READER):
        return False
    return not getattr(match.func, "login_required", True)


def canonical_path(request: HttpRequest) -> str:
    """The page's one address: with the filters that make it another page, in one order."""
    pairs = [
        (key, value)
        for key, values in sorted(request.GET.lists())
        for value in sorted(set(values))
        if value and key not in NOISE and not key.startswith("utm_")
    ]
    return f"{request.path}?{urlencode(pairs)}" if pairs else request.path


def block(page: Any, name: str) -> str:
    """What the template being shown says in its block `name`, as text; empty if it has none."""
    blocks = page.render_context.get(BLOCK_CONTEXT_KEY)
    found = blocks.get_block(name) if blocks else None
    return unescape(" ".join(found.render(page).split())) if found else ""


def _description(values: Mapping[str, Any], page: Any) -> str:
    said = block(page, "description")
    for name, field in SUBJECTS:
        said = said or str(getattr(values.get(name), field, "") or "")
    return Truncator(said or default_description()).chars(DESCRIBED)


def default_description() -> str:
    """What any page of the site is about."""
    return gettext(
        "What government promised in its open government action plan, and how it is going: "
        "kept together, in public, by government and civil society."
    )
