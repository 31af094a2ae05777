"""What can be done once readers have seen a piece: correct it, obey an order, take a family away."""

import pytest

from articles import families, workflow
from articles.families import FamilyRetraction
from articles.models import Article, Original, Status, Withdrawal
from articles.workflow import PublishOrder, StaleRevisionError, StepRefusedError, opened_to_correct
from tests.factories import (
    make_article,
    make_editor,
    make_legal_order,
    make_original,
    make_own_piece,
    make_translator,
)
from translations import claims, notices
from translations.models import Notice

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return make_editor("sv", "fi", "de")


def facts_of(withdrawal):
    names = ("kind", "authority", "country", "reference", "statement")
    return tuple(getattr(withdrawal, name) for name in names)


# Corrections


def test_correction_is_opened_by_an_editor_with_what_is_wrong(editor):
    article = make_article(status=Status.PUBLISHED, editor=editor)

    event = workflow.take_step(
        article, "correct", by=editor, revision=article.revision, reason="It opened in 1932."
    )

    assert (article.status, event.name, event.reason) == (Status.DRAFT, "correct", "It opened in 1932.")
    assert article.versions.get().is_live()
    assert opened_to_correct(article) == event


def test_translator_is_told_what_is_to_be_corrected(editor):
    translator = make_translator("sv")
    article = claims.take(make_original(), "sv", by=translator)
    Article.objects.filter(pk=article.pk).update(status=Status.PUBLISHED)
    article.refresh_from_db()

    workflow.take_step(article, "correct", by=editor, revision=article.revision, reason="The year.")

    notice = Notice.objects.get(user=translator)
    assert notices.sentence_of(notice) == "Editor sv opened this for a correction: The year."


def test_text_opened_for_an_update_after_a_correction_is_no_correction(editor):
    article = make_article(status=Status.PUBLISHED, editor=editor)
    workflow.take_step(article, "correct", by=editor, revision=article.revision, reason="The year.")
    workflow.take_step(article, "submit", by=editor, revision=article.revision)
    order = PublishOrder(kind="correction", right="It opened in 1932.")
    workflow.publish(article, by=editor, revision=article.revision, order=order)

    workflow.take_step(article, "revise", by=editor, revision=article.revision)

    assert opened_to_correct(article) is None


def test_correction_without_a_note_is_refused(editor):
    article = make_article(status=Status.PUBLISHED, editor=editor)
    workflow.take_step(article, "correct", by=editor, revision=article.revision, reason="The year.")
    workflow.take_step(article, "submit", by=editor, revision=article.revision)
    order = PublishOrder(kind="correction", right="  ")

    with pytest.raises(StepRefusedError) as refusal:
        workflow.publish(article, by=editor, revision=article.revision, order=order)

    assert refusal.value.problems == ("Write the correction that readers will see.",)
    assert (article.versions.count(), article.corrections.count()) == (1, 0)


# Legal orders


def test_legal_order_keeps_who_ordered_it(editor):
    article = make_article(status=Status.PUBLISHED, editor=editor)

    event = workflow.obey(
        article,
        by=editor,
        revision=article.revision,
        reason="Letter of 3 March.",
        statement="Borttagen.",
        order=make_legal_order(),
    )

    assert (article.status, event.name) == (Status.RETRACTED, "legal_order")
    assert facts_of(Withdrawal.objects.get()) == ("legal", "Hamnrätten", "SE", "Mål 17-26", "Borttagen.")


@pytest.mark.parametrize("fact", ["authority", "country", "ordered_on", "reference"])
def test_legal_order_without_one_of_its_facts_is_refused(editor, fact):
    article = make_article(status=Status.PUBLISHED, editor=editor)

    with pytest.raises(StepRefusedError) as refusal:
        workflow.obey(
            article,
            by=editor,
            revision=article.revision,
            reason="Letter.",
            statement="Borttagen.",
            order=make_legal_order(**{fact: ""}),
        )

    assert refusal.value.problems == (
        "Say who ordered it, in which country, when, and under which reference.",
    )
    assert (Withdrawal.objects.count(), article.versions.get().is_live()) == (0, True)


def test_retraction_is_no_legal_order(editor):
    article = make_article(status=Status.PUBLISHED, editor=editor)

    with pytest.raises(StepRefusedError):
        workflow.retract(
            article, by=editor, revision=article.revision, reason="x", statement="y", kind="legal"
        )

    assert Withdrawal.objects.count() == 0


# Families


def make_family(editor):
    """Swedish live, Finnish scheduled and never seen, German a draft."""
    root = make_original()
    live = make_article(original=root, status=Status.PUBLISHED, editor=editor)
    waiting = make_article(
        original=root, language="fi", status=Status.TRANSLATED, translator=make_translator("fi")
    )
    schedule(waiting, editor)
    draft = make_article(original=root, language="de", translator=make_translator("de"))
    return root, live, waiting, draft


def schedule(article, editor):
    tomorrow = article.updated_at.replace(year=article.updated_at.year + 1, day=1)
    workflow.publish(article, by=editor, revision=article.revision, order=PublishOrder(at=tomorrow))


def order_for(*articles, **values):
    known = {"kind": "source", "reason": "They withdrew it."}
    statements = {article.pk: f"Borta ({article.language})." for article in articles}
    seen = {article.pk: article.revision for article in articles}
    return FamilyRetraction(**{**known, "statements": statements, "seen": seen, **values})


def test_family_retraction_takes_every_edition_from_readers(editor):
    root, *editions = make_family(editor)

    families.retract_family(root, by=editor, order=order_for(*editions))

    statuses = dict(Article.objects.values_list("language", "status"))
    assert statuses == {"sv": Status.RETRACTED, "fi": Status.TRANSLATED, "de": Status.DRAFT}
    assert facts_of(Withdrawal.objects.get()) == ("source", "", "", "", "Borta (sv).")
    for article in editions:
        assert not article.versions.readable_or_waiting().exists()
    assert [article.events.order_by("pk").last().name for article in editions] == [
        "retract",
        "family_retracted",
        "family_retracted",
    ]


def test_desks_of_every_edition_are_told(editor):
    root, *editions = make_family(editor)
    others = {language: make_editor(language) for language in ("sv", "fi", "de")}
    Notice.objects.all().delete()

    families.retract_family(root, by=editor, order=order_for(*editions))

    for language, other in others.items():
        (notice,) = Notice.objects.filter(user=other)
        assert (notice.kind, notice.article.language) == ("retracted", language)


def test_stopped_piece_goes_out_in_no_language_until_it_is_allowed_again(editor):
    root, *editions = make_family(editor)
    families.retract_family(root, by=editor, order=order_for(*editions))
    waiting = Article.objects.get(language="fi")

    with pytest.raises(StepRefusedError) as refusal:
        workflow.publish(waiting, by=editor, revision=waiting.revision)
    root.refresh_from_db()
    families.reopen_family(root, by=editor, reason="They put it back.")
    workflow.publish(waiting, by=editor, revision=waiting.revision)

    (problem,) = refusal.value.problems
    assert problem.startswith("Every edition of this piece was taken away on ")
    assert waiting.status == Status.PUBLISHED
    assert waiting.events.get(name="family_reopened").reason == "They put it back."


def test_family_retraction_is_refused_when_an_edition_moved_meanwhile(editor):
    root, *editions = make_family(editor)
    order = order_for(*editions)
    workflow.take_step(editions[2], "submit", by=editor, revision=editions[2].revision)

    with pytest.raises(StaleRevisionError):
        families.retract_family(root, by=editor, order=order)

    assert Withdrawal.objects.count() == 0
    assert Original.objects.get(pk=root.pk).stopped_at is None


def test_family_retraction_without_a_statement_changes_nothing(editor):
    root, *editions = make_family(editor)

    with pytest.raises(StepRefusedError) as refusal:
        families.retract_family(root, by=editor, order=order_for(*editions, statements={}))

    assert refusal.value.problems == ("Write a statement for readers.",)
    assert Withdrawal.objects.count() == 0
    assert Original.objects.get(pk=root.pk).stopped_at is None


def test_editor_of_some_languages_does_not_retract_the_others(editor):
    root, *editions = make_family(editor)

    with pytest.raises(StepRefusedError):
        families.retract_family(root, by=make_editor("sv", "fi"), order=order_for(*editions))

    assert Withdrawal.objects.count() == 0


def test_own_piece_goes_with_its_translations(editor):
    editor_in_english = make_editor("en", "sv")
    piece = make_own_piece(status=Status.PUBLISHED)
    swedish = make_article(original=piece.root, status=Status.PUBLISHED, editor=editor_in_english)

    families.retract_family(piece.root, by=editor_in_english, order=order_for(piece, swedish))

    assert set(Withdrawal.objects.values_list("article", flat=True)) == {piece.pk, swedish.pk}


@pytest.mark.parametrize("count", [1, 3])
def test_editions_take_a_fixed_number_of_queries(editor, django_assert_num_queries, count):
    root = make_original()
    for code in ("sv", "fi", "de")[:count]:
        make_article(original=root, language=code, status=Status.PUBLISHED, editor=editor)

    with django_assert_num_queries(2):
        assert len(families.editions_of(root)) == count
