"""Which names and texts stand in a column per language (django-modeltranslation reads this)."""

from modeltranslation.translator import TranslationOptions, register

from articles.models import Person, Section, Tag


@register(Section)
class SectionNames(TranslationOptions):
    """A section's name, slug and description; one may be missing in some languages."""

    fields = ("name", "slug", "description")


@register(Tag)
class TagNames(TranslationOptions):
    """A tag's name and slug."""

    fields = ("name", "slug")


@register(Person)
class PersonWords(TranslationOptions):
    """What is said about a person; the name is one for all languages."""

    fields = ("biography",)
