"""Which addresses are one place."""

import pytest

from mailroom.following.limits import place_of


@pytest.mark.parametrize(
    ("origin", "place"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("2001:db8:1:2::1", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff:ffff:ffff:ffff", "2001:db8:1:2::/64"),
        ("2001:db8:1:3::1", "2001:db8:1:3::/64"),
        ("nonsense", "nonsense"),
    ],
)
def test_a_place(origin, place):
    assert place_of(origin) == place
