"""What must reach the outside does so once, however often it fails and whoever looks."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import InterfaceError, OperationalError, connections
from django.utils import timezone

from articles import workflow
from articles.models import PublishedVersion, Status
from newsroom import deliveries, worker
from newsroom.models import Delivery
from tests.factories import make_article, make_editor

WORKERS = 4
received = []


def arrive(payload):
    received.append(payload["number"])


def fail(payload):
    message = "Nobody answers."
    raise RuntimeError(message)


@pytest.fixture(autouse=True)
def handlers(settings):
    settings.DELIVERY_HANDLERS = {
        **settings.DELIVERY_HANDLERS,
        "arrive": f"{__name__}.arrive",
        "fail": f"{__name__}.fail",
    }
    received.clear()


@pytest.fixture
def pass_time(monkeypatch):
    """Let everybody's clock be ahead from now on."""
    now = timezone.now

    def ahead(**by):
        monkeypatch.setattr(timezone, "now", lambda: now() + timedelta(**by))

    return ahead


def make_delivery(kind="arrive", **fields):
    number = Delivery.objects.count()
    return Delivery.objects.create(kind=kind, key=f"key {number}", payload={"number": number}, **fields)


def schedule(article, editor, **later):
    order = workflow.PublishOrder(at=timezone.now() + timedelta(**later))
    workflow.publish(article, by=editor, revision=article.revision, order=order)


# Announcing --------------------------------------------------------------------------------


@pytest.mark.django_db
def test_version_is_announced_once_when_readers_can_see_it():
    article = make_article(status=Status.PUBLISHED)

    assert [deliveries.announce_due(), deliveries.announce_due()] == [1, 0]
    version = article.versions.get()
    delivery = Delivery.objects.get()
    assert delivery.key == f"version:{version.pk}"
    assert delivery.payload == {"article": article.pk, "language": "sv"}
    assert version.announced_at is not None


@pytest.mark.django_db
def test_scheduled_version_is_announced_when_its_time_has_come(pass_time):
    schedule(make_article(status=Status.TRANSLATED), make_editor("sv"), hours=1)

    assert deliveries.announce_due() == 0
    pass_time(hours=2)
    assert deliveries.announce_due() == 1


@pytest.mark.django_db
def test_cancelled_version_is_never_announced(pass_time):
    article, editor = make_article(status=Status.TRANSLATED), make_editor("sv")
    schedule(article, editor, hours=1)
    workflow.take_step(article, "cancel_schedule", by=editor, revision=article.revision)

    pass_time(hours=2)

    assert deliveries.announce_due() == 0
    assert not Delivery.objects.exists()


@pytest.mark.django_db
def test_many_are_announced_in_several_looks_the_oldest_first():
    articles = [make_article(status=Status.PUBLISHED) for _ in range(3)]

    assert [deliveries.announce_due(limit=2), deliveries.announce_due(limit=2)] == [2, 1]
    told = Delivery.objects.order_by("pk").values_list("payload__article", flat=True)
    assert list(told) == [article.pk for article in articles]


@pytest.mark.django_db
def test_retraction_is_announced_at_once():
    article = make_article(status=Status.RETRACTED)

    event = article.events.get(name="retract")
    assert list(Delivery.objects.values_list("key", flat=True)) == [f"event:{event.pk}"]


@pytest.mark.django_db
def test_second_delivery_with_the_same_key_is_not_written():
    deliveries.write("arrive", "the key", {"number": 1})
    deliveries.write("arrive", "the key", {"number": 2})

    assert [delivery.payload for delivery in Delivery.objects.all()] == [{"number": 1}]


# Delivering --------------------------------------------------------------------------------


@pytest.mark.django_db
def test_due_delivery_arrives_once():
    delivery = make_delivery()
    make_delivery(due_at=timezone.now() + timedelta(hours=1))

    assert [deliveries.deliver_due(), deliveries.deliver_due()] == [1, 0]
    delivery.refresh_from_db()
    assert received == [0]
    assert (delivery.attempts, delivery.lease_until, delivery.last_error) == (1, None, "")
    assert delivery.delivered_at is not None


@pytest.mark.django_db
def test_failure_is_kept_and_tried_again_at_longer_intervals(pass_time):
    delivery = make_delivery("fail")
    waits = []
    for hours in (0, 1, 2, 3):
        pass_time(hours=hours)
        assert deliveries.deliver_due() == 0
        delivery.refresh_from_db()
        waits.append(round((delivery.due_at - timezone.now()).total_seconds()))
        assert deliveries.deliver_due() == 0  # not before its time

    assert waits == [30, 60, 120, 240]
    assert (delivery.attempts, delivery.lease_until, delivery.delivered_at) == (4, None, None)
    assert delivery.last_error == "Nobody answers."


@pytest.mark.django_db
def test_failure_does_not_keep_others_waiting():
    make_delivery("fail")
    make_delivery("unheard of")
    make_delivery()

    assert deliveries.deliver_due() == 1
    assert received == [2]
    assert Delivery.objects.filter(delivered_at=None, attempts=1).exclude(last_error="").count() == 2


@pytest.mark.django_db
def test_success_after_a_failure_forgets_the_error(pass_time):
    delivery = make_delivery("fail")
    deliveries.deliver_due()
    Delivery.objects.update(kind="arrive")
    pass_time(minutes=5)

    assert deliveries.deliver_due() == 1
    delivery.refresh_from_db()
    assert (delivery.attempts, delivery.last_error) == (2, "")


@pytest.mark.django_db
def test_delivery_that_always_fails_ends_as_a_dead_letter(pass_time):
    delivery = make_delivery("fail")
    for days in range(1, 20):
        pass_time(days=days)
        deliveries.deliver_due()

    delivery.refresh_from_db()
    assert delivery.attempts == Delivery.MOST_ATTEMPTS
    assert list(Delivery.objects.given_up()) == [delivery]
    assert not Delivery.objects.due().exists()


@pytest.mark.django_db
def test_lease_keeps_others_away_until_it_has_run_out(pass_time):
    delivery = make_delivery()
    assert Delivery.objects.claim(delivery, seconds=deliveries.LEASE_SECONDS)

    # The worker that took it is killed here.
    assert not Delivery.objects.claim(delivery, seconds=deliveries.LEASE_SECONDS)
    assert deliveries.deliver_due() == 0
    pass_time(seconds=deliveries.LEASE_SECONDS + 1)
    assert deliveries.deliver_due() == 1
    delivery.refresh_from_db()
    assert (delivery.attempts, received) == (2, [0])


# Several workers ---------------------------------------------------------------------------


def at_once(look):
    """Run the same look by several workers at the same moment; give what each found."""
    start = Barrier(WORKERS)

    def work(_number):
        try:
            start.wait(timeout=20)
            return look()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(WORKERS) as pool:
        return list(pool.map(work, range(WORKERS)))


@pytest.mark.django_db(transaction=True)
def test_several_workers_announce_each_version_once():
    for _ in range(5):
        make_article(status=Status.PUBLISHED)

    assert sum(at_once(deliveries.announce_due)) == 5
    assert Delivery.objects.count() == 5
    assert not PublishedVersion.objects.to_announce().exists()


@pytest.mark.django_db(transaction=True)
def test_several_workers_deliver_each_row_once():
    for _ in range(20):
        make_delivery()

    assert sum(at_once(deliveries.deliver_due)) == 20
    assert sorted(received) == list(range(20))
    assert set(Delivery.objects.values_list("attempts", flat=True)) == {1}


# The worker --------------------------------------------------------------------------------


@pytest.mark.django_db
def test_one_tick_announces_and_delivers():
    make_article(status=Status.PUBLISHED)

    assert worker.tick() == 2
    assert Delivery.objects.get().delivered_at is not None


@pytest.mark.parametrize("fault", [OperationalError, InterfaceError])
def test_worker_waits_for_a_database_that_does_not_answer(monkeypatch, fault):
    ends, ticks = {}, []

    def tick():
        ticks.append(1)
        if len(ticks) == 3:
            ends[worker.signal.SIGTERM](worker.signal.SIGTERM, None)
        raise fault

    monkeypatch.setattr(worker.signal, "signal", ends.__setitem__)
    monkeypatch.setattr(worker, "tick", tick)
    monkeypatch.setattr(worker, "close_old_connections", lambda: None)

    worker.run(0.001)

    assert len(ticks) == 3
