"""What happens next, told to everybody alike."""


def test_it_says_where_to_look_and_names_nobody(client, db):
    response = client.get("/follow/asked/")
    page = response.content.decode()
    assert "Check your mailbox" in page
    assert "@" not in page
    assert not response.cookies
