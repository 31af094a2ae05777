"""A translation that somebody has taken, for the tests of the work of translating."""

from articles import workflow
from articles.models import Article, Image
from tests.factories import add_snapshot, make_original, make_section, make_translator
from translations import claims, segments, waivers
from translations.gates import must_fixes_of
from translations.models import Segment


def taken(*paragraphs, language="sv", translator=None, standfirst="", original=None, **fields):
    """Give an article and its translator: an English original of these paragraphs, taken into a language."""
    translator = translator or make_translator(language)
    original = original or make_original(*(paragraphs or ("The bridge shuts.", "It opens again.")), **fields)
    if standfirst:
        blocks = original.latest_snapshot().blocks
        add_snapshot(original, *(block["html"] for block in blocks), standfirst=standfirst)
    return claims.take(original, language, by=translator), translator


def body_of(article):
    return list(article.segments.filter(kind=Segment.Kind.PARAGRAPH))


def headline_of(article):
    return article.segments.get(kind=Segment.Kind.HEADLINE)


def handed_in(*paragraphs, language="sv", translator=None, **fields):
    """Give a translation that waits for review and lacks nothing, and its translator."""
    article, translator = taken(*paragraphs, language=language, translator=translator, **fields)
    fill(article, translator)
    Article.objects.filter(pk=article.pk).update(section=make_section())
    workflow.take_step(article, "submit", by=translator, revision=article.revision)
    return article, translator


# A number that the original lacks must be fixed.
LETTERS = str.maketrans("0123456789", "abcdefghij")


def fill(article, by, *, state=Segment.State.CONFIRMED, text="Text {}"):
    """Translate every block, each with a letter of its own: the second gets "Text c"."""
    for number, segment in enumerate(article.segments.all(), start=1):
        if not (segment.is_locked or segment.is_meta):
            letter = str(number).translate(LETTERS)
            segments.save(segment, by=by, target=text.format(letter), base=segment.revision, state=state)
    article.refresh_from_db()


def make_image(title="Bridge"):
    return Image.objects.create(title=title, file=f"pictures/{title}.jpg", width=1600, height=900)


def override(article, *, by, reason="Rounded on purpose."):
    """Let every must-fix of a piece stand, as an editor does at the workbench."""
    for segment, finding in must_fixes_of(article):
        waivers.waive(segment, by=by, fingerprint=waivers.fingerprint_of(finding), reason=reason)
