"""Two spellings, one mailbox."""

import pytest
from django.core.exceptions import ValidationError

from mailroom.following.addresses import mailbox_key, normal, refuse_unusual


@pytest.mark.parametrize(
    "spelling",
    [
        "ada.lovelace@example.org",
        "Ada.Lovelace@EXAMPLE.org",
        " adalovelace@example.org ",
        "a.d.a.lovelace+news@example.org",
        "adalovelace+@example.org",
        "\uff41dalovelace@example.org",
    ],
)
def test_spellings_of_one_mailbox_share_a_key(spelling):
    assert mailbox_key(spelling) == mailbox_key("adalovelace@example.org")


def test_other_mailboxes_have_other_keys():
    spellings = ("ada@example.org", "ada@example.com", "bea@example.org", "+ada@example.org")
    assert len({mailbox_key(spelling) for spelling in spellings}) == len(spellings)


def test_a_domain_is_the_same_in_both_its_forms():
    assert normal("ada@bücher.example") == normal("ada@xn--bcher-kva.example")
    assert mailbox_key("ada@BÜCHER.example") == mailbox_key("ada@xn--bcher-kva.example")


def test_the_key_does_not_tell_the_address():
    assert "ada" not in mailbox_key("ada@example.org")
    assert len(mailbox_key("ada@example.org")) == 64


def test_plus_and_dots_tell_followers_apart_all_the_same():
    assert normal("a.da+x@example.org") == "a.da+x@example.org"


def test_two_names_of_one_service_are_one_mailbox():
    assert mailbox_key("a.da@googlemail.com") == mailbox_key("ada@GMAIL.com")


@pytest.mark.parametrize(
    "address",
    ['"ada"@example.org', '"a\\da"@example.org', "ada@[192.0.2.1]", "ada(me)@example.org"],
)
def test_what_can_be_spelt_in_many_ways_is_refused(address):
    with pytest.raises(ValidationError, match="plain form"):
        refuse_unusual(address)


@pytest.mark.parametrize("address", ["a@" + "\ufdfa" * 60 + ".com", "a@" + "\u33ff" * 100 + ".org"])
def test_letters_that_stand_for_several_others_make_no_address(address):
    with pytest.raises(ValidationError):
        refuse_unusual(address)


@pytest.mark.parametrize("unseen", ["\N{ZERO WIDTH NO-BREAK SPACE}", "\N{ZERO WIDTH SPACE}"])
def test_a_sign_that_nobody_sees_makes_no_address(unseen):
    with pytest.raises(ValidationError, match="correct format"):
        refuse_unusual(f"ada{unseen}lovelace@example.org")


def test_an_address_with_an_international_domain_is_taken():
    refuse_unusual("ada@bücher.example")
