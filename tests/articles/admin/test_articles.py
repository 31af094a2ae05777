"""Articles in the admin: lists, the form, and that nobody's text is overwritten."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from articles import workflow
from articles.models import Article, ImageUse, Status
from articles.workflow import PublishOrder
from tests.factories import (
    make_administrator,
    make_article,
    make_editor,
    make_own_piece,
    make_section,
    make_translator,
)

pytestmark = pytest.mark.django_db

CHANGELIST = "admin:articles_article_changelist"


def address_of(article):
    return reverse("admin:articles_article_change", args=[article.pk])


def posted(client, article, **changes):
    """Give what the form holds, as a browser would send it."""
    form = client.get(address_of(article)).context["adminform"].form
    data = {name: form[name].value() for name in form.fields}
    data["tags"] = form.fields["tags"].prepare_value(data["tags"])
    for prefix in ("image_uses", "credits"):
        data |= {f"{prefix}-TOTAL_FORMS": 0, f"{prefix}-INITIAL_FORMS": 0}
    return {name: "" if value is None else value for name, value in (data | changes).items()}


def schedule(article, editor):
    order = PublishOrder(at=timezone.now() + timedelta(days=1))
    workflow.publish(article, by=editor, revision=article.revision, order=order)


# Lists


def test_list_says_the_state_as_people_call_it(client):
    editor = make_editor("sv")
    make_article(headline="Draft")
    back = make_article(headline="Back", status=Status.TRANSLATED)
    workflow.take_step(back, "send_back", by=editor, revision=back.revision, reason="Shorter.")
    make_article(headline="Handed in", status=Status.TRANSLATED)
    make_article(headline="Out", status=Status.PUBLISHED)
    schedule(make_article(headline="Later", status=Status.TRANSLATED), editor)
    make_article(headline="Gone", status=Status.RETRACTED)
    client.force_login(editor)

    def listed(state):
        response = client.get(reverse(CHANGELIST), {"state": state})
        return [article.headline for article in response.context["cl"].queryset]

    states = ("draft", "sent_back", "translated", "published", "scheduled", "retracted")
    found = {state: listed(state) for state in states}
    assert found == {
        "draft": ["Draft"],
        "sent_back": ["Back"],
        "translated": ["Handed in"],
        "published": ["Out"],
        "scheduled": ["Later"],
        "retracted": ["Gone"],
    }


@pytest.mark.parametrize("rows", [1, 3])
def test_list_takes_a_fixed_number_of_queries(client, django_assert_num_queries, rows):
    section = make_section()
    for _row in range(rows):
        make_article(section=section)
    client.force_login(make_editor("sv"))

    with django_assert_num_queries(9):
        client.get(reverse(CHANGELIST))


@pytest.mark.parametrize(
    "lookup",
    [
        "headline__regex=a",
        "created_by__password__startswith=a",
        "root__headline__startswith=H",
        "language__exact=sv&created_by__id=1",
        "body__icontains=secret",
    ],
)
def test_list_refuses_lookups_that_are_no_filters(client, lookup):
    client.force_login(make_editor("sv"))

    assert client.get(f"{reverse(CHANGELIST)}?{lookup}").status_code == 400


def test_list_filters_by_language_and_section(client):
    section = make_section()
    mine = make_article(section=section)
    make_article(language="fi")
    client.force_login(make_editor("sv", "fi"))

    response = client.get(reverse(CHANGELIST), {"language": "sv", "section__id__exact": section.pk})

    assert list(response.context["cl"].queryset) == [mine]


# The facts of a translation


def test_form_of_a_translation_changes_facts_and_nothing_else(client):
    article = make_article()
    section = make_section("culture")
    client.force_login(make_editor("sv"))
    data = posted(
        client, article, section=section.pk, tags="hamn, väder", seo_title="Bron", status="published"
    )

    response = client.post(address_of(article), data | {"headline": "Hacked", "body": "<p>Hacked</p>"})

    article.refresh_from_db()
    assert response.status_code == 302
    assert (article.section, article.seo_title, article.revision) == (section, "Bron", 2)
    assert sorted(tag.name_in("sv") for tag in article.tags.all()) == ["hamn", "väder"]
    assert (article.headline, article.status) == ("Bron stängs", Status.DRAFT)
    assert "Hacked" not in article.body


def test_form_of_a_translation_is_not_stale_because_a_block_was_translated(client):
    article = make_article()
    client.force_login(make_editor("sv"))
    data = posted(client, article, seo_title="Bron")
    Article.objects.filter(pk=article.pk).update(headline="Ny rubrik", revision=5)

    response = client.post(address_of(article), data)

    article.refresh_from_db()
    assert response.status_code == 302
    assert (article.seo_title, article.headline, article.revision) == ("Bron", "Ny rubrik", 6)


def test_form_of_a_translation_is_stale_when_its_facts_changed(client):
    article = make_article()
    client.force_login(make_editor("sv"))
    data = posted(client, article, seo_title="Mine")
    Article.objects.filter(pk=article.pk).update(seo_title="Theirs", revision=2)

    response = client.post(address_of(article), data)

    article.refresh_from_db()
    content = response.content.decode()
    assert response.status_code == 409
    assert article.seo_title == "Theirs"
    assert response.context["adminform"].form["seo_title"].value() == "Mine"
    assert "Theirs</del>" in content
    assert "Mine</ins>" in content


def test_form_of_a_translation_changes_the_picture(client):
    from articles.models import Image

    article = make_article()
    image = Image.objects.create(title="Bridge", file="pictures/x.jpeg", width=10, height=10)
    client.force_login(article.created_by)
    picture = {"image_uses-TOTAL_FORMS": 1, "image_uses-0-image": image.pk, "image_uses-0-position": 0}

    without = client.post(address_of(article), posted(client, article, **picture))
    described = {"image_uses-0-alternative_text": "En bro."}
    response = client.post(address_of(article), posted(client, article, **picture, **described))

    use = ImageUse.objects.get(article=article)
    assert (without.status_code, response.status_code) == (200, 302)
    assert "Write an alternative text" in without.content.decode()
    assert (use.image, use.alternative_text) == (image, "En bro.")


def test_pictures_are_shown_to_everybody_who_sees_the_article(client):
    from articles.models import Image

    article = make_article(status=Status.TRANSLATED)
    image = Image.objects.create(title="Bridge", file="pictures/x.jpeg", width=10, height=10)
    use = ImageUse.objects.create(article=article, image=image, caption="Bron.", alternative_text="En bro.")
    seen = {}
    for person in (article.created_by, make_editor("sv")):
        client.force_login(person)
        seen[person] = client.get(address_of(article)).context["inline_admin_formsets"][0]

    assert [[form.instance for form in each.formset.initial_forms] for each in seen.values()] == [
        [use],
        [use],
    ]
    assert [each.has_change_permission for each in seen.values()] == [False, True]


def test_credits_are_shown_to_translators_and_changed_by_editors(client):
    article = make_article()
    address = address_of(article)

    client.force_login(article.created_by)
    seen = client.get(address).context["inline_admin_formsets"][1]
    client.force_login(make_editor("sv"))
    changeable = client.get(address).context["inline_admin_formsets"][1]

    assert (seen.has_change_permission, seen.has_add_permission) == (False, False)
    assert (changeable.has_change_permission, changeable.has_add_permission) == (True, True)


@pytest.mark.parametrize("status", [Status.PUBLISHED, Status.RETRACTED])
def test_published_text_is_read_only(client, status):
    article = make_article(status=status)
    client.force_login(make_administrator())

    shown = client.get(address_of(article))
    answered = client.post(address_of(article), {"slug": "other", "revision": str(article.revision)})

    slug = article.slug
    article.refresh_from_db()
    assert shown.context["has_change_permission"] is False
    assert (answered.status_code, article.slug) == (403, slug)


# Own pieces


def test_new_piece_is_written_in_a_language_of_the_writer(client):
    writer = make_translator("sv", "ar")
    section = make_section()
    client.force_login(writer)
    words = {"headline": "Vi byggde\nen färja", "standfirst": "Den flyter.", "section": section.pk}
    body = '<p>Hej <script>x</script><a href="//evil.example" onclick="x">du</a></p>'

    response = client.post(
        reverse("admin:articles_article_add"),
        {"language": "sv", "body": body, "status": "published", **words},
    )

    piece = Article.objects.get()
    assert response["Location"] == address_of(piece)
    assert (piece.headline, piece.slug) == ("Vi byggde en färja", "vi-byggde-en-farja")
    assert piece.body == "<p>Hej du</p>"
    assert [block["kind"] for block in piece.blocks] == ["paragraph"]
    assert (piece.status, piece.created_by, piece.root.own_article) == (Status.DRAFT, writer, piece)


def test_new_piece_is_refused_in_a_language_of_another_desk(client):
    client.force_login(make_translator("sv"))

    response = client.post(
        reverse("admin:articles_article_add"), {"language": "fi", "headline": "Ei", "body": "<p>Ei</p>"}
    )

    assert response.status_code == 200
    assert response.context["adminform"].form.errors.keys() == {"language"}
    assert not Article.objects.exists()


def test_own_piece_is_stored_with_its_blocks(client):
    piece = make_own_piece(language="sv")
    client.force_login(piece.created_by)
    body = "<h2>Hur</h2><ul><li>trä</li></ul>"

    response = client.post(address_of(piece), posted(client, piece, body=body, headline="Ny"))

    piece.refresh_from_db()
    assert response.status_code == 302
    assert (piece.headline, piece.revision) == ("Ny", 2)
    assert [block["kind"] for block in piece.blocks] == ["heading2", "list_item"]


def test_own_piece_that_somebody_else_saved_answers_with_both_texts(client):
    piece = make_own_piece(language="sv", body="<p>Färjan flyter bra.</p>")
    client.force_login(piece.created_by)
    mine = posted(client, piece, body="<p>Färjan flyter illa.</p>")
    theirs = posted(client, piece, body="<p>Färjan flyter utmärkt.</p>")
    client.post(address_of(piece), theirs)

    response = client.post(address_of(piece), mine)

    piece.refresh_from_db()
    form = response.context["adminform"].form
    content = response.content.decode()
    assert response.status_code == 409
    assert piece.body == "<p>Färjan flyter utmärkt.</p>"
    assert form["body"].value() == "<p>Färjan flyter illa.</p>"
    assert "utmärkt</del>" in content
    assert "illa</ins>" in content

    again = client.post(address_of(piece), {**mine, "revision": form["revision"].value()})

    piece.refresh_from_db()
    assert (again.status_code, piece.body) == (302, "<p>Färjan flyter illa.</p>")


def test_own_piece_without_a_revision_is_refused(client):
    piece = make_own_piece(language="sv")
    client.force_login(piece.created_by)

    response = client.post(address_of(piece), posted(client, piece, headline="Ny") | {"revision": ""})

    piece.refresh_from_db()
    assert (response.status_code, piece.headline) == (409, "We built a ferry")


def test_page_of_an_own_piece_gives_its_import_map_the_nonce(client):
    piece = make_own_piece(language="ar")
    client.force_login(piece.created_by)

    response = client.get(address_of(piece))

    nonce = response["Content-Security-Policy"].partition("'nonce-")[2].partition("'")[0]
    content = response.content.decode()
    assert nonce
    assert f'<script type="importmap" nonce="{nonce}">' in content
    assert '<div class="body-editor" lang="ar" dir="rtl">' in content


def test_bidirectional_controls_do_not_get_into_a_headline(client):
    piece = make_own_piece(language="sv")
    client.force_login(piece.created_by)

    client.post(address_of(piece), posted(client, piece, headline="Fa\u202erja a\u030a"))

    piece.refresh_from_db()
    assert piece.headline == "Farja å"


# The page


@pytest.mark.parametrize("rows", [1, 3])
def test_page_takes_a_fixed_number_of_queries(client, django_assert_max_num_queries, rows):
    editor = make_editor("sv")
    article = make_article(status=Status.PUBLISHED, editor=editor)
    for _round in range(rows - 1):
        workflow.take_step(article, "revise", by=editor, revision=article.revision)
        workflow.take_step(article, "submit", by=editor, revision=article.revision)
        workflow.publish(article, by=editor, revision=article.revision)
    client.force_login(editor)

    with django_assert_max_num_queries(26):
        client.get(address_of(article))


def test_page_says_that_a_version_waits(client):
    editor = make_editor("sv")
    article = make_article(status=Status.PUBLISHED, editor=editor)
    workflow.take_step(article, "revise", by=editor, revision=article.revision)
    workflow.take_step(article, "submit", by=editor, revision=article.revision)
    schedule(article, editor)
    client.force_login(editor)

    content = client.get(address_of(article)).content.decode()

    assert "Version 2 goes out on" in content
    assert "Readers see version 1 until then." in content


def test_page_says_why_it_was_sent_back(client):
    editor = make_editor("sv")
    article = make_article(status=Status.TRANSLATED)
    workflow.take_step(
        article, "send_back", by=editor, revision=article.revision, reason="Rubriken <är> för lång."
    )
    client.force_login(article.created_by)

    content = client.get(address_of(article)).content.decode()

    assert "Editor sv sent it back" in content
    assert "Rubriken &lt;är&gt; för lång." in content


def test_swedish_reaches_what_libraries_say_in_english(client):
    article = make_article(status=Status.PUBLISHED)
    client.force_login(make_translator(article.language))
    swedish = {"Accept-Language": "sv"}

    listed = client.get(reverse("admin:articles_article_changelist"), headers=swedish).content.decode()
    page = reverse("admin:articles_article_change", args=[article.pk])
    shown = client.get(page, headers=swedish).content.decode()

    assert 'search.svg" alt="Sök">' in listed
    assert "Ämnen med komma emellan." in shown
    assert "comma-separated" not in shown
