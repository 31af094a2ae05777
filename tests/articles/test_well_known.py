"""The icon, the manifest of each edition, and whom to tell of a weakness."""

from datetime import datetime, timedelta

import pytest
from django.contrib.staticfiles import finders
from django.utils import timezone
from PIL import Image as Pillow


@pytest.mark.django_db
def test_manifest_is_in_its_editions_language_and_its_icons_are_there(client):
    page = client.get("/ar/").content.decode()
    response = client.get("/ar/manifest.json")

    said = response.json()
    assert 'rel="manifest" href="/ar/manifest.json"' in page
    assert response["Content-Type"] == "application/manifest+json"
    assert (said["lang"], said["dir"], said["start_url"]) == ("ar", "rtl", "/ar/")
    for icon in said["icons"]:
        file = finders.find(icon["src"].removeprefix("/static/"))
        assert "{}x{}".format(*Pillow.open(file).size) == icon["sizes"]


def test_browsers_that_ask_for_an_icon_get_it(client):
    response = client.get("/favicon.ico")

    assert (response.status_code, response["Content-Type"]) == (200, "image/png")
    assert response.content.startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("setting", "contact"),
    [("", "http://testserver/en/about/translation/"), ("mailto:a@b.example", "mailto:a@b.example")],
)
def test_finders_of_a_weakness_learn_whom_to_tell(client, settings, setting, contact):
    settings.NEWSROOM_SECURITY_CONTACT = setting

    response = client.get("/.well-known/security.txt")

    said = dict(line.split(": ", 1) for line in response.content.decode().splitlines())
    expires = datetime.fromisoformat(said["Expires"])
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert (said["Contact"], said["Canonical"]) == (contact, "http://testserver/.well-known/security.txt")
    assert timezone.now() + timedelta(days=178) < expires < timezone.now() + timedelta(days=181)
