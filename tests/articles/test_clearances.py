"""The rights register: what it lets out, what it keeps in, what ends soon, and which files it keeps."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles import clearances, workflow
from articles.clearances import DocumentError, read_document
from articles.models import Clearance, Original, Outlet, Permission, Status
from articles.models.clearances import forbids_changes
from articles.workflow import PublishOrder, StepRefusedError
from tests.factories import make_article, make_editor, make_original, make_outlet, make_own_piece

pytestmark = pytest.mark.django_db


def day(days):
    return timezone.localdate() + timedelta(days=days)


def clear(thing, languages="", **fields):
    where = {"outlet": thing} if isinstance(thing, Outlet) else {"original": thing}
    values = {"kind": "permission", "text": "All of it.", "languages": languages, **where, **fields}
    return Clearance.objects.create(**values)


def problems(article, at=None):
    try:
        workflow.publish(article, by=make_editor("sv"), revision=article.revision, order=PublishOrder(at=at))
    except StepRefusedError as refusal:
        return refusal.problems
    return ()


def waiting_piece(**fields):
    return make_article(status=Status.TRANSLATED, original=make_original(**fields))


ND = (
    "The licence of the original forbids changes (ND), and a translation is one. "
    "Enter the permission of the publication in the rights register."
)
NOT_SWEDISH = ("What the rights register knows of the original does not cover Swedish.",)
CC = {"permission": Permission.LICENCE, "licence": "CC BY 4.0"}
CC_ND = {"permission": Permission.LICENCE, "licence": "CC BY-NC-ND 4.0"}
FREE = {"permission": Permission.NOT_NEEDED, "permission_note": "Older than 70 years."}

# What the original says of itself; entries of its own; entries of its outlet; what stands in the way.
CASES = {
    "granted, nothing entered": ({}, [], [], ()),
    "granted for another language": ({}, [{"languages": ",fi,"}], [], NOT_SWEDISH),
    "granted for two languages": ({}, [{"languages": ",fi,sv,"}], [], ()),
    "a code is not part of another": ({}, [{"languages": ",sv-fi,"}], [], NOT_SWEDISH),
    "the outlet's holds": ({}, [], [{"languages": ",sv,"}], ()),
    "the outlet's is for another language": ({}, [], [{"languages": ",fi,"}], NOT_SWEDISH),
    "one of its own goes before the outlet's": ({}, [{"languages": ",fi,"}], [{}], NOT_SWEDISH),
    "one of two holds": ({}, [{"languages": ",fi,"}, {"languages": ",sv,"}], [], ()),
    "a licence": (CC, [], [{"languages": ",fi,"}], ()),
    "a licence that forbids changes": (CC_ND, [], [], (ND,)),
    "entered as one that forbids changes": ({}, [{"forbids_changes": True}], [], (ND,)),
    "forbidding licence and a permission": (CC_ND, [{}], [], ()),
    "forbidding licence, the outlet permits": (CC_ND, [], [{}], ()),
    "none needed": (FREE, [], [{"languages": ",fi,"}], ()),
}


@pytest.mark.parametrize("case", CASES)
def test_piece_goes_out_as_the_register_says(case):
    facts, own, of_outlet, expected = CASES[case]
    article = waiting_piece(**facts)
    for entry in own:
        clear(article.original, **entry)
    for entry in of_outlet:
        clear(article.original.outlet, **entry)

    assert problems(article) == expected
    article.refresh_from_db()
    assert article.status == (Status.TRANSLATED if expected else Status.PUBLISHED)


@pytest.mark.parametrize(
    ("ends", "goes_out", "is_refused"),
    [(0, None, False), (-1, None, True), (3, 2, False), (3, 4, True), (None, 400, False)],
)
def test_last_day_is_asked_for_the_day_it_goes_out(ends, goes_out, is_refused):
    article = waiting_piece()
    clear(article.original, ends_on=None if ends is None else day(ends))
    at = timezone.now() + timedelta(days=goes_out) if goes_out else None

    found = problems(article, at)

    assert [
        problem.startswith("The permission to publish the original in Swedish ends on") for problem in found
    ] == ([True] if is_refused else [])


def test_own_piece_needs_no_entry():
    assert problems(make_own_piece(language="sv", status=Status.TRANSLATED)) == ()


@pytest.mark.parametrize(
    ("licence", "forbids"),
    [
        ("CC BY-ND 4.0", True),
        ("cc by-nc-nd", True),
        ("https://creativecommons.org/licenses/by-nd/4.0/", True),
        ("Attribution-NoDerivatives", True),
        ("No derivatives, please", True),
        ("CC BY-SA 4.0", False),
        ("Land and sea", False),
        ("Gazette of Andover", False),
    ],
)
def test_licence_is_read_for_no_derivatives(licence, forbids):
    assert forbids_changes(licence) == forbids


# What ends


def live_under(ends, *, language="sv", outlet=None, editor=None):
    outlet = outlet or make_outlet()
    if not outlet.clearances.exists():
        clear(outlet)
    article = make_article(
        original=make_original(outlet=outlet), language=language, status=Status.PUBLISHED, editor=editor
    )
    outlet.clearances.update(ends_on=ends)
    return article


def test_ending_soon_lists_what_readers_lose_first_to_end_first():
    editor = make_editor("sv")
    ended, soon = live_under(day(-3)), live_under(day(13))
    live_under(day(40))
    live_under(None)
    live_under(day(2), language="fi", editor=make_editor("fi"))

    rows = [(version.article, version.ends_on) for version in clearances.ending_soon(editor)]

    assert rows == [(ended, day(-3)), (soon, day(13))]


@pytest.mark.parametrize("further", [{"ends_on": None}, {"ends_on": "2099-01-01"}])
def test_another_permission_that_lasts_is_enough(further):
    article = live_under(day(3))
    clear(article.original.outlet, **further)

    assert list(clearances.ending_soon(make_editor("sv"))) == []


def test_permission_for_other_languages_is_not_enough():
    article = live_under(day(3))
    clear(article.original.outlet, ",fi,")

    assert [version.article for version in clearances.ending_soon(make_editor("sv"))] == [article]


def test_piece_taken_down_is_not_listed_any_more():
    editor = make_editor("sv")
    article = live_under(day(3), editor=editor)

    workflow.retract(
        article, by=editor, revision=article.revision, reason="Ended", statement="Borta.", kind="permission"
    )

    assert list(clearances.ending_soon(editor)) == []


def test_nothing_disappears_by_itself():
    article = live_under(day(-30))

    assert article.versions.get().is_live()


@pytest.mark.parametrize("count", [1, 3])
def test_ending_soon_takes_one_query(django_assert_num_queries, count):
    for _number in range(count):
        live_under(day(3))
    editor = make_editor("sv")
    assert clearances.ending_soon(editor).count() == count

    with django_assert_num_queries(1):
        assert [version.root.outlet.name for version in clearances.ending_soon(editor)]


# Entering


def test_entry_settles_what_was_not_settled():
    outlet = make_outlet(permission=Permission.UNKNOWN)
    unsettled = make_original(outlet=outlet, permission=Permission.UNKNOWN)
    free = make_original(outlet=outlet, **FREE)

    entry = Clearance(outlet=outlet, text="All pieces.", granted_by="The editor-in-chief")
    clearances.enter(entry, by=make_editor("sv"))

    said = dict(Original.objects.values_list("pk", "permission"))
    assert said == {unsettled.pk: "granted", free.pk: "not_needed"}
    outlet.refresh_from_db()
    assert (outlet.permission, outlet.permission_note) == ("granted", "The editor-in-chief")


def test_new_last_day_warns_again():
    entry = clear(make_outlet(), ends_on=day(3), warned_at=timezone.now())
    entry.ends_on = day(300)

    clearances.enter(entry, by=make_editor("sv"))

    assert Clearance.objects.get().warned_at is None


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (b"%PDF-1.7 \x00", "application/pdf"),
        (b"\x89PNG\r\n\x1a\n\x00", "image/png"),
        (b"\xff\xd8\xff\xe0", "image/jpeg"),
        ("Ja, gärna.\r\n".encode(), "text/plain"),
    ],
)
def test_document_is_known_by_its_content(content, media_type):
    assert read_document("avtal.exe", content).media_type == media_type


@pytest.mark.parametrize("content", [b"", b"MZ\x90\x00", b"PK\x03\x04\x00", b"\xff\xfeH\x00", b"a\x00b"])
def test_other_files_are_refused(content):
    with pytest.raises(DocumentError):
        read_document("avtal.pdf", content)


def test_large_file_is_refused():
    with pytest.raises(DocumentError) as refusal:
        read_document("avtal.pdf", b"%PDF-" + b" " * clearances.MOST_BYTES)

    assert str(refusal.value) == "The file is larger than 10 megabytes."


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("avtal.pdf", "avtal.pdf"),
        ("../../etc/passwd", "_.._etc_passwd"),
        ('a"\r\nb.pdf', "a___b.pdf"),
        ("...", "document"),
    ],
)
def test_name_of_a_document_is_plain(name, kept):
    assert read_document(name, b"%PDF-").name == kept
