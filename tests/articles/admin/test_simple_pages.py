"""Outlets, people, sections, tags and pictures in the admin."""

from io import BytesIO

import pytest
from django.contrib import admin
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.urls import reverse
from lxml import html
from PIL import Image as Pillow

from articles.models import Image, Outlet, Person, PublishedVersion, Section, Status, Tag
from articles.renditions import store_picture
from tests.factories import (
    make_administrator,
    make_article,
    make_editor,
    make_outlet,
    make_section,
    make_translator,
    make_user,
)

pytestmark = pytest.mark.django_db


def address_of(row, page="change"):
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_{page}", args=[row.pk])


def posted(client, address, **changes):
    form = client.get(address).context["adminform"].form
    data = {name: form[name].value() for name in form.fields} | changes
    return {name: "" if value is None else value for name, value in data.items()}


def picture(name="bridge.png", size=(640, 320)):
    content = BytesIO()
    Pillow.new("RGB", size, "navy").save(content, "PNG")
    return SimpleUploadedFile(name, content.getvalue(), content_type="image/png")


LISTS = ["outlet", "person", "section", "tag", "image"]


def make_row(model, number):
    match model:
        case "outlet":
            return make_outlet()
        case "person":
            return Person.objects.create(name="Elin", slug=f"elin-{number}", user=make_user())
        case "section":
            return make_section()
        case "tag":
            return Tag.objects.create(name_en=f"Tag {number}", slug_en=f"tag-{number}")
    return Image.objects.create(title="Bridge", file=f"pictures/{number}.jpeg", width=1, height=1)


@pytest.mark.parametrize("model", LISTS)
def test_list_takes_a_fixed_number_of_queries(client, django_assert_num_queries, model):
    client.force_login(make_administrator())
    address = reverse(f"admin:articles_{model}_changelist")
    counts = []
    for numbers in ([1], [2, 3]):
        for number in numbers:
            make_row(model, number)
        with django_assert_num_queries(counts[0] if counts else 8, exact=False) as queries:
            assert client.get(address).status_code == 200
        counts.append(len(queries))

    assert counts[0] == counts[1]


@pytest.mark.parametrize("model", LISTS)
def test_search_answers(client, model):
    make_row(model, 1)
    client.force_login(make_administrator())

    response = client.get(reverse(f"admin:articles_{model}_changelist"), {"q": "bridge"})

    assert response.status_code == 200


def test_form_that_somebody_else_overtook_is_refused(client):
    outlet = make_outlet("The Quay", licence="CC BY 4.0")
    client.force_login(make_editor("sv"))
    data = posted(client, address_of(outlet), name="The New Quay")
    Outlet.objects.update(licence="CC0")

    response = client.post(address_of(outlet), data)

    outlet.refresh_from_db()
    content = response.content.decode()
    assert (response.status_code, outlet.name) == (409, "The Quay")
    assert response.context["adminform"].form["name"].value() == "The New Quay"
    assert [difference.label for difference in response.context["adminform"].form.differences] == [
        "Name",
        "Licence",
    ]
    assert "CC0" in content


def test_unknown_row_is_not_found(client):
    client.force_login(make_administrator())

    for model in LISTS:
        assert client.get(reverse(f"admin:articles_{model}_change", args=[9999])).status_code == 404


@pytest.mark.parametrize("model", ["outlet", "person", "image"])
def test_what_is_named_for_ever_cannot_be_deleted(client, model):
    row = make_row(model, 1)
    client.force_login(make_user("root", is_superuser=True))

    assert client.post(address_of(row, "delete"), {"post": "yes"}).status_code == 403
    assert type(row).objects.filter(pk=row.pk).exists()


def test_section_that_is_used_cannot_be_deleted(client):
    article = make_article()
    client.force_login(make_administrator())

    client.post(address_of(article.section, "delete"), {"post": "yes"})

    assert Section.objects.filter(pk=article.section.pk).exists()


# People


def test_account_of_a_person_is_left_to_administrators(client):
    person = Person.objects.create(name="Elin Marsh", slug="elin", user=make_user())
    client.force_login(make_editor("sv"))

    client.post(address_of(person), posted(client, address_of(person), name="Elin M", user=""))

    person.refresh_from_db()
    assert person.name == "Elin M"
    assert person.user is not None


def test_account_of_a_person_is_no_link_for_whoever_may_not_open_it(client):
    user = make_user("elin")
    person = Person.objects.create(name="Elin Marsh", slug="elin", user=user)
    client.force_login(make_editor("sv"))

    page = client.get(address_of(person)).content.decode()

    shown = html.fromstring(page).xpath("//*[contains(@class, 'field-account')]//*[@class='readonly']")
    assert [each.text_content().strip() for each in shown] == [str(user)]
    assert reverse("admin:auth_user_change", args=[user.pk]) not in page


def test_person_leads_to_the_page_that_readers_see_where_there_is_one(client):
    article = make_article(status=Status.PUBLISHED)
    version = PublishedVersion.objects.get(article=article)
    known = version.credits.first().person
    nobody = Person.objects.create(name="Elin Marsh", slug="elin")
    client.force_login(make_editor("sv"))

    shown = client.get(address_of(known)).content.decode()
    hidden = client.get(address_of(nobody)).content.decode()

    link = f'<a href="{known.get_absolute_url(article.language)}" class="viewsitelink">'
    assert link in shown
    assert client.get(known.get_absolute_url(article.language)).status_code == 200
    assert "viewsitelink" not in hidden


def test_person_gets_a_slug_from_the_name(client):
    client.force_login(make_editor("sv"))

    client.post(
        reverse("admin:articles_person_add"), {"name": "Åsa Öberg", "slug": "", "biography_sv": "Om havet."}
    )

    person = Person.objects.get(name="Åsa Öberg")
    assert (person.slug, person.biography_in("sv"), person.biography_in("ar")) == (
        "asa-oberg",
        "Om havet.",
        "",
    )


def test_biography_is_written_in_the_direction_of_its_language(client):
    client.force_login(make_editor("sv"))

    fields = client.get(reverse("admin:articles_person_add")).context["adminform"].form.fields

    assert fields["biography_ar"].widget.attrs["dir"] == "rtl"
    assert (fields["biography_sv"].label, fields["biography_zh_hans"].widget.attrs["lang"]) == (
        "Swedish",
        "zh-Hans",
    )


# Sections and tags


def test_tag_form_groups_names_by_language(client):
    client.force_login(make_editor("sv"))

    response = client.get(reverse("admin:articles_tag_add"))

    fieldsets = list(response.context["adminform"])
    arabic = next(fieldset for fieldset in fieldsets if fieldset.name == "Arabic")
    assert list(arabic.fields) == ["name_ar", "slug_ar"]
    assert 'id="id_name_ar"' in response.content.decode()
    assert response.context["adminform"].form.fields["name_ar"].widget.attrs["dir"] == "rtl"


def test_tag_gets_slugs_from_its_names_and_empty_ones_stay_apart(client):
    client.force_login(make_editor("sv"))
    address = reverse("admin:articles_tag_add")

    for english, swedish in (("Ferries", "Färjor"), ("Harbour", "")):
        response = client.post(
            address, {"name_en": english, "name_sv": swedish, "name_ar": "", "slug_en": ""}
        )
        assert response.status_code == 302

    ferries, harbour = Tag.objects.order_by("pk")
    assert (ferries.slug_in("en"), ferries.slug_in("sv")) == ("ferries", "farjor")
    assert (harbour.slug_in("en"), harbour.slug_in("sv"), harbour.slug_sv) == ("harbour", "", None)


def test_tags_are_shown_once_each_and_to_every_desk(client):
    used, unused = (Tag.objects.create(name_en=name, slug_en=name) for name in ("ferries", "bells"))
    for _number in range(2):
        make_article(language="sv").tags.add(used)
    client.force_login(make_editor("fi"))

    listed = client.get(reverse("admin:articles_tag_changelist")).context["cl"].queryset

    assert sorted(tag.pk for tag in listed) == [used.pk, unused.pk]
    assert client.get(address_of(used)).status_code == 200


def test_tag_without_any_name_is_refused(client):
    client.force_login(make_editor("sv"))

    response = client.post(reverse("admin:articles_tag_add"), {"name_en": "", "slug_en": "x"})

    assert response.status_code == 200
    assert "Give a name in at least one language." in response.content.decode()


def test_slug_of_a_section_that_stands_in_an_address_cannot_change(client):
    article = make_article(status=Status.PUBLISHED)
    section = article.section
    client.force_login(make_administrator())
    address = address_of(section)
    before = section.slug_in("sv")

    refused = client.post(address, posted(client, address, slug_sv="annat"))
    allowed = client.post(address, posted(client, address, slug_fi="muu"))

    section = Section.objects.get(pk=section.pk)
    assert (refused.status_code, allowed.status_code) == (200, 302)
    assert refused.context["adminform"].form.errors.keys() == {"slug_sv"}
    assert (section.slug_in("sv"), section.slug_in("fi")) == (before, "muu")


def test_reserved_slug_of_a_section_is_refused(client):
    client.force_login(make_administrator())

    response = client.post(
        reverse("admin:articles_section_add"), {"name_en": "Feed", "slug_en": "feed", "position": 0}
    )

    assert response.context["adminform"].form.errors.keys() == {"slug_en"}


def test_tags_of_the_library_are_not_shown():
    from taggit.models import Tag as UnusedTag

    assert UnusedTag not in admin.site._registry


# Pictures


def test_picture_is_taken_in_outside_a_transaction(client, settings, tmp_path, monkeypatch):
    from articles import renditions
    from articles.admin import pictures

    settings.MEDIA_ROOT = tmp_path
    depth = len(transaction.get_connection().savepoint_ids)
    seen = []

    def store(file, **words):
        seen.append(len(transaction.get_connection().savepoint_ids))
        return renditions.store_picture(file, **words)

    monkeypatch.setattr(pictures, "store_picture", store)
    client.force_login(make_translator("sv"))
    assert client.get(reverse("admin:articles_image_add")).status_code == 403
    client.force_login(make_editor("sv"))

    response = client.post(
        reverse("admin:articles_image_add"),
        {"title": "Bridge", "credit": "Mona", "focal_x": "0.5", "focal_y": "0.5", "file": picture()},
    )

    image = Image.objects.get()
    assert response.status_code == 302
    assert (image.title, image.credit, image.width) == ("Bridge", "Mona", 640)
    assert seen == [depth]
    shown = client.get(address_of(image)).content.decode()
    assert '<image href="/media/renditions/' in shown
    assert 'type="file"' not in shown


@pytest.mark.parametrize(
    ("size", "focal", "cut", "square"),
    [
        ((1600, 630), (0.5, 0.5), "200.0 0.0 1200.0 630.0", "485.0 0.0 630.0 630.0"),
        ((1600, 630), (1, 0.5), "400.0 0.0 1200.0 630.0", "685.0 0.0 630.0 630.0"),
        ((1200, 1200), (0.5, 0), "0.0 0.0 1200.0 630.0", "285.0 0.0 630.0 630.0"),
    ],
)
def test_picture_shows_what_link_previews_cut_around_its_focal_point(client, size, focal, cut, square):
    image = store_picture(picture(size=size), title="Bridge", focal_x=focal[0], focal_y=focal[1])
    client.force_login(make_administrator())

    page = html.fromstring(client.get(address_of(image)).content.decode())

    def box(selector):
        (shape,) = page.cssselect(selector)
        numbers = [round(float(shape.get(name)), 2) for name in ("x", "y", "width", "height")]
        return " ".join(str(number) for number in numbers)

    assert (box(".focal-cut"), box(".focal-square")) == (cut, square)
    assert page.cssselect("script[type=module][src$='focal_point.js']") != []


@pytest.mark.parametrize(("focal_x", "is_cut_anew"), [("0.5", False), ("0.2", True)])
def test_moved_focal_point_cuts_the_picture_for_link_previews_anew(
    client, django_capture_on_commit_callbacks, focal_x, is_cut_anew
):
    image = store_picture(picture(), title="Bridge")
    before = image.shared.name
    client.force_login(make_editor("sv"))

    with django_capture_on_commit_callbacks(execute=True):
        data = posted(client, address_of(image), focal_x=focal_x)
        response = client.post(address_of(image), data)

    assert response.status_code == 302
    image.refresh_from_db()
    assert (image.shared.name != before) == is_cut_anew


@pytest.mark.parametrize("column", ["file", "nonsense"])
def test_pop_up_for_pictures_gives_no_column_that_was_not_meant_for_it(client, column):
    client.force_login(make_editor("sv"))

    response = client.post(
        reverse("admin:articles_image_add"),
        {"title": "Bridge", "focal_x": "0.5", "focal_y": "0.5", "_popup": "1", "_to_field": column}
        | {"file": picture()},
    )

    assert response.status_code == 400
    assert not Image.objects.exists()


def test_file_that_is_no_picture_stays_on_the_form_with_a_sentence(client):
    client.force_login(make_editor("sv"))
    nothing = SimpleUploadedFile("bridge.png", b"<svg onload='x'>", content_type="image/png")

    response = client.post(
        reverse("admin:articles_image_add"),
        {"title": "My bridge", "focal_x": "0.5", "focal_y": "0.5", "file": nothing},
    )

    content = response.content.decode()
    assert response.status_code == 200
    assert "Only JPEG, PNG, WebP, GIF and AVIF pictures are taken in." in content
    assert 'value="My bridge"' in content
    assert not Image.objects.exists()
