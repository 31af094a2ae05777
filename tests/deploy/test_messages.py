import gettext
import io
import subprocess
import sys
from pathlib import Path

import messages
import pytest

SENTENCES = """
from django.utils.translation import gettext_lazy as _, ngettext, pgettext_lazy

FRONT = _("Front page")
BERG = pgettext_lazy("a name", "Berg")
# Translators: stands on a button
LEFT = ngettext("%(count)d segment", "%(count)d segments", 3)
"""
TEMPLATE = """
{% load i18n %}
<h1 title="{% translate "Front page" %}">{{ name|default:_("Nobody") }}</h1>
{% blocktranslate trimmed count n=n %}
  {{ n }} article
{% plural %}
  {{ n }} articles
{% endblocktranslate %}
"""


@pytest.fixture
def source(tmp_path, monkeypatch):
    (tmp_path / "articles").mkdir()
    (tmp_path / "templates").mkdir()
    (tmp_path / "articles" / "views.py").write_text(SENTENCES)
    (tmp_path / "templates" / "page.html").write_text(TEMPLATE)
    monkeypatch.setattr(messages, "ROOT", tmp_path)
    monkeypatch.setattr(messages, "LOCALE", tmp_path / "locale")
    return tmp_path


def swedish(source):
    return source / "locale" / "sv" / "LC_MESSAGES" / "django.po"


def translate(source, sentence, translation):
    path = swedish(source)
    before = path.read_text()
    path.write_text(
        before.replace(f'msgid "{sentence}"\nmsgstr ""', f'msgid "{sentence}"\nmsgstr "{translation}"')
    )
    assert path.read_text() != before


def test_update_finds_the_sentences_of_python_and_templates(source):
    messages.update([swedish(source)], only_check=False)

    found = messages.extracted()
    assert {(message.id, message.context) for message in found if message.id} == {
        ("Front page", None),
        ("Berg", "a name"),
        (("%(count)d segment", "%(count)d segments"), None),
        ("Nobody", None),
        (("%(n)s article", "%(n)s articles"), None),
    }
    text = swedish(source).read_text()
    assert "#. Translators: stands on a button\n" in text
    assert "#: articles/views.py templates/page.html\n" in text


def test_update_changes_nothing_the_second_time_and_names_no_date_or_place(source):
    messages.update([swedish(source)], only_check=False)
    first = swedish(source).read_text()
    messages.update([swedish(source)], only_check=False)

    assert swedish(source).read_text() == first
    assert [word for word in (str(source), "Date", "Generated-By", "fuzzy") if word in first] == []


def test_update_keeps_translations_and_gives_them_back_to_a_sentence_that_returns(source):
    messages.update([swedish(source)], only_check=False)
    translate(source, "Front page", "Förstasida")
    messages.update([swedish(source)], only_check=False)
    complete = swedish(source).read_text()
    for path in ("articles/views.py", "templates/page.html"):
        (source / path).rename(source / path.split("/")[1])
    messages.update([swedish(source)], only_check=False)
    without = swedish(source).read_text()
    for path in ("articles/views.py", "templates/page.html"):
        (source / path.split("/")[1]).rename(source / path)
    messages.update([swedish(source)], only_check=False)

    assert '#~ msgid "Front page"\n#~ msgstr "Förstasida"' in without
    assert "Nobody" not in without
    assert swedish(source).read_text() == complete


def test_update_guesses_nothing_for_a_sentence_that_changed(source):
    messages.update([swedish(source)], only_check=False)
    translate(source, "Front page", "Förstasida")
    views = source / "articles" / "views.py"
    views.write_text(SENTENCES.replace("Front page", "Front pages"))
    messages.update([swedish(source)], only_check=False)

    assert 'msgid "Front pages"\nmsgstr ""\n' in swedish(source).read_text()


def test_check_says_which_file_is_behind_and_writes_nothing(source):
    messages.update([swedish(source)], only_check=False)
    (source / "articles" / "more.py").write_text('_("One more")')
    before = swedish(source).read_text()

    problems = messages.update([swedish(source)], only_check=True)

    assert problems == ["locale/sv/LC_MESSAGES/django.po is not up to date: run `make messages`."]
    assert swedish(source).read_text() == before


def test_check_refuses_a_translation_with_another_placeholder(source):
    (source / "articles" / "more.py").write_text('_("By %(name)s")')
    messages.update([swedish(source)], only_check=False)
    translate(source, "By %(name)s", "Av %(namn)s")

    (problem,) = messages.update([swedish(source)], only_check=True)

    assert problem.startswith("locale/sv/LC_MESSAGES/django.po: 'By %(name)s': ")


def test_compile_gives_what_django_reads(source):
    messages.update([swedish(source)], only_check=False)
    translate(source, "Front page", "Förstasida")
    messages.compile_stale([swedish(source)])

    compiled = io.BytesIO(swedish(source).with_suffix(".mo").read_bytes())
    assert gettext.GNUTranslations(compiled).gettext("Front page") == "Förstasida"
    assert not messages.is_stale(swedish(source))


def test_arabic_plurals_are_numbered_as_translators_write_them(source):
    arabic = source / "locale" / "ar" / "LC_MESSAGES" / "django.po"
    messages.update([arabic], only_check=False)
    messages.compile_stale([arabic])

    catalog = gettext.GNUTranslations(io.BytesIO(arabic.with_suffix(".mo").read_bytes()))
    forms = [catalog.plural(number) for number in (0, 1, 2, 3, 11, 100)]
    assert forms == [0, 1, 2, 3, 4, 5]


def test_the_product_has_messages_that_are_up_to_date():
    program = Path(messages.__file__)

    done = subprocess.run([sys.executable, program, "check"], capture_output=True, text=True, check=False)

    assert (done.stdout, done.returncode) == ("", 0)
