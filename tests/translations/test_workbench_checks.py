"""Checking a text while it is typed: JSON, nothing saved, nothing for other desks."""

import json

import pytest
from django.urls import reverse

from tests.factories import make_translator
from tests.translations.builders import body_of, taken

pytestmark = pytest.mark.django_db


def check(client, article, segment, target):
    body = json.dumps({"segment": segment.pk, "base": segment.revision, "target": target})
    address = reverse("admin:translations_workbench_check", args=[article.pk])
    return client.post(address, body, content_type="application/json")


def test_typed_text_is_checked_and_not_saved(client):
    article, translator = taken("The bridge shuts.")
    segment = body_of(article)[0]
    client.force_login(translator)

    answer = check(client, article, segment, " ")

    segment.refresh_from_db()
    assert [(found["code"], found["blocking"]) for found in answer.json()["findings"]] == [("empty", True)]
    assert (segment.target, segment.revision) == ("", 0)


def test_other_desks_learn_nothing(client):
    article, _translator = taken("The bridge shuts.")
    segment = body_of(article)[0]
    client.force_login(make_translator("ar"))

    assert check(client, article, segment, "Bron stängs.").status_code == 404


def test_block_of_another_piece_is_not_found(client):
    article, translator = taken("The bridge shuts.")
    other, _other_translator = taken("The ferry leaves.", language="ar")
    client.force_login(translator)

    assert check(client, article, body_of(other)[0], "Bron stängs.").status_code == 404


def test_signed_out_person_is_told_so(client):
    article, _translator = taken("The bridge shuts.")

    assert check(client, article, body_of(article)[0], "Bron stängs.").status_code == 401
