"""An address with a NUL in it is not found, whatever page it is of."""

import pytest

from tests.rules.addresses import Address, our_addresses

pytestmark = pytest.mark.django_db
MADE_UP = ("nothing-here", "x" * 43, "2014-04-30", "0" * 64, "reopen", "999999")
WITH_WORDS = [address for address in our_addresses() if address.arguments]


def nul_in(address: Address) -> list[str]:
    """The example of the address with a NUL in the place of each of its arguments in turn."""
    path = address.example()
    return [path.replace(word, "%00", 1) for word in MADE_UP if word in path]


@pytest.mark.parametrize("address", WITH_WORDS, ids=lambda address: address.full_name)
def test_it_is_not_found(client, address):
    paths = nul_in(address)
    assert paths
    for path in paths:
        for method in (client.get, client.head, client.post):
            assert method(path).status_code == 404, path


def test_among_them_are_those_that_take_any_word():
    names = {address.full_name for address in WITH_WORDS}
    assert {"mailroom:follower_detail", "network:circulation_leave"} <= names
