"""Whatever is wrong is said in JSON, in a sentence; nothing that was asked is passed over."""

import json

import pytest

from opendata.sharing.views.errors import server_error
from tests.opendata.api.asking import ROOT, ask

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("commitments/?colour=red", "There is no parameter “colour” here."),
        ("commitments/?sort=reported", "There is no parameter “sort” here."),
        ("commitments/?page=2", "There is no parameter “page” here."),
        ("commitments/?format=xml", "There is no parameter “format” here."),
        ("commitments/?stage=finished", "“finished” is not on offer"),
        ("commitments/?stage=proposed", "“proposed” is not on offer"),
        ("commitments/?plan=nonsense", "There is no plan “nonsense”."),
        ("commitments/?theme=nonsense", "“nonsense” is not on offer"),
        ("commitments/?q=%00", "“q” holds a NUL character"),
        ("commitments/?plan=%00", "“plan” holds a NUL character"),
        ("commitments/?%00=1", "There is no parameter"),
        ("commitments/?q=" + "x" * 201, "200"),
        ("commitments/?q=a%0Bb", "hidden characters"),
        ("commitments/?limit=0", "“limit” is a whole number from 1 to 500."),
        ("commitments/?limit=501", "“limit” is a whole number from 1 to 500."),
        ("commitments/?limit=-1", "“limit” is a whole number from 1 to 500."),
        ("commitments/?limit=1e2", "“limit” is a whole number from 1 to 500."),
        ("commitments/?limit=%D9%A1", "“limit” is a whole number from 1 to 500."),
        ("commitments/?limit=" + "9" * 5000, "“limit” is a whole number from 1 to 500."),
        ("commitments/?limit=1&limit=2", "“limit” can be given only once."),
        ("commitments/?stage=in_plan&stage=amended", "“stage” can be given only once."),
        ("commitments/?cursor=nonsense", "“nonsense” is not a cursor"),
        ("leads/?side=left", "There is no side “left”."),
        ("blockers/?rung=cellar", "“cellar” is not on offer for “rung”."),
        ("plans/?plan=nonsense", "There is no plan “nonsense”."),
        ("?colour=red", "There is no parameter “colour” here."),
        ("/api/schema/?format=yaml", "There is no parameter “format” here."),
    ],
)
def test_what_makes_no_sense_is_refused(client, commitment, address, sentence):
    answer = ask(client, address, status=400)
    assert list(answer) == ["detail"]
    assert sentence in answer["detail"]
    assert "The list is not narrowed down by it" not in answer["detail"]


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("nonsense/", "There is no dataset “nonsense”."),
        ("commitments/nonsense/", "There is no record “nonsense” in “commitments”."),
        ("leads/nonsense/", "There is no record “nonsense” in “leads”."),
        (f"leads/{10**30}/", "There is no record"),
        ("themes/government-integrity/", "A record of “themes” has no address of its own."),
        ("plans/a/b/", "Nothing has this address."),
        ("plans/%00/", "Nothing has this address."),
        ("/api/v2/plans/", "Nothing has this address."),
        ("/api/nonsense/", "Nothing has this address."),
    ],
)
def test_what_is_not_there(client, commitment, address, sentence):
    assert sentence in ask(client, address, status=404)["detail"]


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
@pytest.mark.parametrize("address", ["", "plans/", "plans/uk-nap-2013-15/"])
def test_it_can_only_be_read(client, plan, method, address):
    response = getattr(client, method)(f"{ROOT}{address}", "{}", content_type="application/json")
    assert response.status_code == 405
    assert response.json() == {"detail": "The API can only be read: ask with GET or HEAD."}
    assert "GET" in response["Allow"]


def test_it_answers_in_json_alone(client):
    answer = ask(client, "plans/", status=406, accept="text/html")
    assert answer == {"detail": "The API answers in JSON: accept application/json."}
    ask(client, "plans/", accept="text/html, */*;q=0.1")


def test_an_address_with_thousands_of_parameters(client):
    many = "&".join(f"plan={number}" for number in range(1001))
    assert "thousands of parameters" in ask(client, f"plans/?{many}", status=400)["detail"]


def test_a_fault_of_ours_is_a_sentence_too(rf):
    answer = server_error(rf.get(f"{ROOT}plans/"))
    assert answer.status_code == 500
    assert "Something went wrong here" in json.loads(answer.content)["detail"]
    assert b"<html" in server_error(rf.get("/plans/")).content


def test_pages_are_answered_with_pages(client):
    for address in ("/nonsense/", "/api/guide/nonsense/", "/commitments/%00/"):
        response = client.get(address)
        assert response.status_code == 404
        assert response["Content-Type"].startswith("text/html")


def test_errors_are_not_kept(client):
    assert client.get(f"{ROOT}nonsense/")["Cache-Control"] == "no-store"
    assert client.get("/api/nonsense/")["Cache-Control"] == "no-store"
