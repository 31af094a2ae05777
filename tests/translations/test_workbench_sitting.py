"""Who else is here, keyboard commands, the checks while typing, and how much script the page carries."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import timezone

from tests.factories import make_editor, make_translator
from tests.translations.builders import body_of, fill, taken
from tests.translations.test_workbench import address, signed_in, text_of
from translations import segments
from translations.models import Habits, Presence, Segment

pytestmark = pytest.mark.django_db
SCRIPTS = Path(settings.BASE_DIR) / "static" / "js" / "workbench"


def send(user, article, name, **fields):
    return signed_in(user).post(address(article, name), json.dumps(fields), content_type="application/json")


class TestPresence:
    def test_others_are_told_where_somebody_is(self):
        article, translator = taken()
        editor = make_editor("sv")
        one, two = body_of(article)

        alone = send(translator, article, "presence", segment=one.pk).json()
        told = send(editor, article, "presence", segment=two.pk).json()
        send(editor, article, "presence", segment=one.pk)

        assert alone == {"others": []}
        assert told == {"others": [{"segment": one.pk, "text": f"{translator.get_full_name()} is here"}]}
        assert Presence.objects.count() == 2

    def test_whoever_left_is_forgotten_after_a_minute(self):
        article, translator = taken()
        one, _two = body_of(article)
        send(translator, article, "presence", segment=one.pk)
        Presence.objects.update(seen_at=timezone.now() - timedelta(seconds=61))

        assert send(make_editor("sv"), article, "presence").json() == {"others": []}

    def test_a_reader_sees_and_is_not_seen(self):
        article, _translator = taken()
        one, _two = body_of(article)

        answer = send(make_translator("sv"), article, "presence", segment=one.pk)

        assert answer.status_code == 200
        assert not Presence.objects.exists()
        assert send(make_translator("de"), article, "presence", segment=one.pk).status_code == 404

    @pytest.mark.parametrize("people", [1, 3])
    def test_it_takes_a_fixed_number_of_queries(self, people, django_assert_num_queries):
        article, translator = taken()
        one, _two = body_of(article)
        for _number in range(people):
            send(make_editor("sv"), article, "presence", segment=one.pk)
        client = signed_in(translator)
        body = json.dumps({"segment": one.pk})
        client.post(address(article, "presence"), body, content_type="application/json")

        with django_assert_num_queries(11):
            client.post(address(article, "presence"), body, content_type="application/json")


class TestKeys:
    def test_one_switch_turns_all_off_for_one_person(self):
        article, translator = taken()
        other = make_editor("sv")
        client = signed_in(translator)
        before = text_of(client.get(address(article)))

        client.post(address(article, "keys"), {"action": "off"})

        after = text_of(client.get(address(article)))
        assert ("aria-keyshortcuts" in before, "aria-keyshortcuts" in after) == (True, False)
        assert client.get(address(article)).context["data"]["hasKeys"] is False
        assert "Turn keyboard commands on" in after
        colleague = signed_in(other)
        colleague.post(address(article, "mend"))
        assert colleague.get(address(article)).context["data"]["hasKeys"] is True
        client.post(address(article, "keys"), {"action": "on"})
        assert Habits.objects.get(user=translator).uses_keys


class TestSteps:
    @pytest.mark.parametrize(("action", "opens"), [("previous", 1), ("next", 3), ("draft", 3), ("save", 2)])
    def test_buttons_lead_from_block_to_block_and_save(self, action, opens):
        article, translator = taken("One.", "Two.")
        fill(article, translator, state=Segment.State.DRAFT)
        one = body_of(article)[0]
        fields = {"segment": one.pk, "base": one.revision, "target": "Nytt", "action": action}

        answer = signed_in(translator).post(address(article, "save"), fields)

        assert answer.url == f"{address(article)}?block={opens}#target"
        assert Segment.objects.get(pk=one.pk).target == "Nytt"


def test_what_is_typed_is_checked_and_not_saved():
    article, translator = taken("The bridge is 14 metres.")
    one = body_of(article)[0]

    answer = send(translator, article, "check", segment=one.pk, target="Bron är 40 meter.")

    assert set(answer.json()) == {"findings", "blocks", "html"}
    assert Segment.objects.get(pk=one.pk).target == ""
    assert signed_in(translator).get(address(article, "check")).json() == {"blocked": []}


def test_text_that_was_emptied_keeps_its_fallback_in_the_answer():
    article, translator = taken()
    one = body_of(article)[0]
    segments.save(one, by=translator, target="Ett", base=0)

    answer = send(translator, article, "save", segment=one.pk, base=1, target="", action="save")

    assert "Not translated" in answer.json()["row"]["html"]


def test_the_script_is_small():
    sizes = {path.name: path.stat().st_size for path in SCRIPTS.glob("*.js")}

    assert sum(sizes.values()) <= 30_000, sizes
    assert max(sizes.values()) <= 10_240, sizes
