"""A request, as the pages behind the sign-in know it."""

from django.http import HttpRequest

from network.models import Person


class SignedInRequest(HttpRequest):
    """A request that LoginRequiredMiddleware let through: somebody we know is asking."""

    user: Person
