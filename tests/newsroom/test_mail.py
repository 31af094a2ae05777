"""Notices by mail: once, in the person's language and rhythm, and stopped by a link."""

import re
from datetime import UTC, datetime

import pytest
from django.core import mail as outbox
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from newsroom import deliveries, mail
from newsroom.models import Delivery
from tests.factories import make_editor
from tests.translations.builders import body_of, taken
from translations import comments, mail_wishes, notices
from translations.models import MailWishes, Membership, Notice

pytestmark = pytest.mark.django_db
Kind, Rhythm = Notice.Kind, MailWishes.Rhythm


@pytest.fixture(autouse=True)
def mailing(settings):
    settings.NEWSROOM_SENDS_MAIL = True
    settings.SITE_ADDRESS = "https://newsroom.example"
    settings.SITE_NAME = "Morgonkajen"


def make_piece(**fields):
    """Give a piece whose translator has a mail address, and an editor who does things with it."""
    article, translator = taken(**fields)
    translator.email, translator.first_name = "karin@newsroom.example", "Karin"
    translator.save()
    mail_wishes.store(translator, rhythms={}, language="en")
    return article, translator, make_editor("sv")


def tell(article, translator, editor, kind=Kind.SENT_BACK, text="Shorter, please."):
    notices.tell({translator.pk}, kind, article=article, by=editor, text=text)


def deliver_all():
    """Let the worker do everything that it will ever do, however late it is due."""
    Delivery.objects.filter(delivered_at=None).update(due_at=timezone.now())
    deliveries.deliver_due()


def test_what_must_be_acted_on_is_mailed_at_once():
    article, translator, editor = make_piece()
    tell(article, translator, editor)

    deliveries.deliver_due()

    (message,) = outbox.outbox
    assert message.to == ["karin@newsroom.example"]
    assert message.subject == "Morgonkajen: Editor sv sent this back: Shorter, please."
    assert "Hello Karin sv," in message.body
    assert "“Harbour bridge to shut”" in message.body
    workbench = reverse("admin:translations_workbench", args=[article.pk])
    assert f"https://newsroom.example{workbench}\n" in message.body
    assert Notice.objects.get().mailed_at is not None


def test_everything_else_comes_in_one_mail_the_next_morning():
    article, _translator, editor = make_piece()
    for remark in ("One.", "Two.", "Three."):
        comments.write(body_of(article)[0], by=editor, text=remark)
    waiting = Delivery.objects.get()
    before = deliveries.deliver_due()

    deliver_all()

    (message,) = outbox.outbox
    assert (before, waiting.kind) == (0, "digest")
    assert waiting.due_at == mail.next_morning(timezone.now())
    assert message.subject == "Morgonkajen: 3 new notices"
    assert re.findall(r"commented: (\w+)\.", message.body) == ["One", "Two", "Three"]


@pytest.mark.parametrize(
    ("now", "morning"),
    [
        (datetime(2026, 3, 10, 5, 59, tzinfo=UTC), "2026-03-10 07:00"),
        (datetime(2026, 3, 10, 6, 1, tzinfo=UTC), "2026-03-11 07:00"),
        # The night in which the clocks go forward.
        (datetime(2026, 3, 28, 20, 0, tzinfo=UTC), "2026-03-29 07:00"),
    ],
)
def test_the_mail_of_the_day_goes_out_at_seven(now, morning):
    assert f"{timezone.localtime(mail.next_morning(now)):%Y-%m-%d %H:%M}" == morning


@pytest.mark.parametrize("kind", [Kind.SENT_BACK, Kind.COMMENT])
def test_nothing_is_mailed_twice(kind):
    article, translator, editor = make_piece()
    tell(article, translator, editor, kind)
    deliver_all()

    for delivery in Delivery.objects.all():  # a worker that died after sending tries again
        delivery.delivered_at = None
        delivery.save()
    deliver_all()

    assert len(outbox.outbox) == 1


def test_a_mail_that_the_server_refuses_is_tried_again(monkeypatch):
    article, translator, editor = make_piece()
    tell(article, translator, editor)
    monkeypatch.setattr("django.core.mail.EmailMessage.send", lambda _self: 1 / 0)
    deliveries.deliver_due()
    monkeypatch.undo()
    assert Notice.objects.get().mailed_at is None

    deliver_all()

    assert len(outbox.outbox) == 1


def test_what_was_read_meanwhile_is_not_mailed():
    article, translator, editor = make_piece()
    tell(article, translator, editor)
    notices.mark_read(Notice.objects.all())

    deliver_all()

    assert outbox.outbox == []


def test_who_may_no_longer_see_the_piece_gets_no_mail():
    article, translator, editor = make_piece()
    tell(article, translator, editor)
    Membership.objects.filter(user=translator).delete()

    deliver_all()

    assert outbox.outbox == []


def test_a_protected_piece_is_not_named_in_a_mail():
    article, translator, editor = make_piece(protect_sources=True)
    tell(article, translator, editor, text="Call the minister's driver.")

    deliver_all()

    (message,) = outbox.outbox
    said = f"{message.subject}\n{message.body}"
    assert "Something is new about a piece whose sources are protected." in said
    assert "driver" not in said
    assert "Harbour bridge" not in said


@pytest.mark.parametrize("why", ["no address", "no server"])
def test_nothing_is_written_where_no_mail_goes(settings, why):
    article, translator, editor = make_piece()
    if why == "no server":
        settings.NEWSROOM_SENDS_MAIL = False
    else:
        translator.email = ""
        translator.save()

    tell(article, translator, editor)

    assert Delivery.objects.count() == 0


def test_mail_speaks_the_language_that_was_chosen_or_that_of_a_desk():
    article, translator, editor = make_piece()
    mail_wishes.store(translator, rhythms={}, language="sv")
    tell(article, translator, editor)
    deliver_all()
    MailWishes.objects.all().delete()
    tell(article, translator, editor)
    deliver_all()

    first, second = outbox.outbox
    assert "Hej Karin sv" in first.body
    assert "Hej Karin sv" in second.body


@pytest.mark.parametrize("number", [1, 3])
def test_asking_for_mail_takes_a_fixed_number_of_queries(number, django_assert_num_queries):
    article, _translator, editor = make_piece()
    people = [make_editor("sv") for _each in range(number)]
    for person in people:
        person.email = "somebody@newsroom.example"
        person.save()

    with django_assert_num_queries(4):
        notices.tell({each.pk for each in people}, Kind.SENT_BACK, article=article, by=editor)

    assert Delivery.objects.count() == number


# The person's own page


def test_each_chooses_a_rhythm_for_each_kind(client):
    article, translator, editor = make_piece()
    client.force_login(translator)
    page = reverse("admin:translations_notice_mail")
    form = client.get(page).context["form"]
    chosen = {name: form[name].value() for name in form.fields}
    assert (chosen["sent_back"], chosen["comment"]) == ("at_once", "daily")

    client.post(page, chosen | {"sent_back": "never", "comment": "at_once", "language": "en"})
    tell(article, translator, editor)
    tell(article, translator, editor, Kind.COMMENT, "Now.")
    deliveries.deliver_due()

    assert [message.subject for message in outbox.outbox] == ["Morgonkajen: Editor sv commented: Now."]


# The link that stops it


def link_of(message):
    """Give the path behind the link of a mail, and that of its header."""
    header = message.extra_headers["List-Unsubscribe"].strip("<>")
    (body,) = re.findall(r"https://newsroom\.example(/admin/mail/stop/\S+)", message.body)
    return body, header.removeprefix("https://newsroom.example")


def mailed():
    article, translator, editor = make_piece()
    tell(article, translator, editor)
    deliveries.deliver_due()
    return article, translator, editor, outbox.outbox[0]


def test_the_button_of_a_mail_program_stops_all_mail_without_signing_in():
    article, translator, editor, message = mailed()
    client = Client(enforce_csrf_checks=True)

    answer = client.post(link_of(message)[1], {"List-Unsubscribe": "One-Click"})

    assert answer.status_code == 200
    assert message.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    tell(article, translator, editor)
    tell(article, translator, editor, Kind.COMMENT)
    deliver_all()
    assert len(outbox.outbox) == 1


def test_the_link_in_the_text_asks_first_and_can_stop_one_kind():
    article, translator, editor, message = mailed()
    client, page = Client(), link_of(message)[0]

    asked = client.get(page).content.decode()
    assert mail_wishes.wishes_of([translator.pk])[translator.pk].stopped_at is None
    done = client.post(page, {"what": "kind"}).content.decode()

    assert "No more mail about “sent back”" in asked
    assert "You get no more mail about “sent back”." in done
    tell(article, translator, editor)
    tell(article, translator, editor, Kind.MENTION)
    deliver_all()
    assert len(outbox.outbox) == 2


@pytest.mark.parametrize("token", ["x", "WzEsIiJd:1abcde:forged", "%00"])
def test_a_link_that_was_not_signed_here_is_not_found(client, token):
    assert client.post(f"/admin/mail/stop/{token}/").status_code == 404
    assert MailWishes.objects.count() == 0


def test_the_link_is_private_and_says_nothing_of_the_account():
    _article, translator, _editor, message = mailed()

    answer = Client().get(link_of(message)[0])

    assert answer.headers["Cache-Control"] == "private, no-store"
    assert translator.username not in answer.content.decode()
    assert "karin@" not in answer.content.decode()
