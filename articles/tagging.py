"""Tags by name: a word means the tag that bears it in any language."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q
from modeltranslation.settings import AVAILABLE_LANGUAGES, DEFAULT_LANGUAGE
from modeltranslation.utils import build_localized_fieldname
from taggit.managers import _TaggableManager

from articles.slugs import make_slug


def name_columns() -> list[str]:
    """Name the columns that hold a tag's name, one per language."""
    return [build_localized_fieldname("name", language) for language in AVAILABLE_LANGUAGES]


class AnyLanguageTagManager(_TaggableManager):
    """taggit's manager, looking a word up in every language before it makes a new tag.

    A new tag gets its name in the article's own language.
    """

    def _to_tag_model_instances(self, tags: Iterable[Any], _tag_kwargs: Any) -> list[Any]:
        words = [tag for tag in tags if isinstance(tag, str)]
        known = self._known(words)
        found: list[Any] = []
        for tag in tags:
            instance = (known.get(tag.casefold()) or self._new(tag)) if isinstance(tag, str) else tag
            if isinstance(tag, str):
                known[tag.casefold()] = instance
            if instance not in found:
                found.append(instance)
        return found

    def _known(self, words: list[str]) -> dict[str, Any]:
        if not words:
            return {}
        columns = name_columns()
        named = reduce(or_, (Q(**{f"{column}__iexact": word}) for word in words for column in columns))
        known = {}
        for tag in (
            self.through.tag_model()._default_manager.rewrite(mode=False).filter(named).order_by("-pk")
        ):
            names = [getattr(tag, column) for column in columns]
            known.update({name.casefold(): tag for name in names if name})
        return known

    def _new(self, name: str) -> Any:
        language = getattr(self.instance, "language", None)
        if language not in AVAILABLE_LANGUAGES:
            language = DEFAULT_LANGUAGE
        columns = {
            build_localized_fieldname("name", language): name,
            build_localized_fieldname("slug", language): make_slug(name, language),
        }
        return self.through.tag_model()._default_manager.create(**columns)
