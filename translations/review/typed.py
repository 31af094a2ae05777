"""What an editor has typed on the review page: one form, so that no button loses what stands elsewhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from articles.typed_numbers import is_number
from translations.models import Objection, Segment
from translations.objections import Objected

WHOLE = "piece"
# What the page that asks once more writes itself.
NOT_KEPT = frozenset({"csrfmiddlewaretoken", "decision", "confirmed", "mark", "act"})


@dataclass(frozen=True)
class Typed:
    """The fields of the form, by name; empty when the page is first opened."""

    fields: Mapping[str, str] = field(default_factory=dict)

    def of(self, name: str, key: object) -> str:
        """Give what was typed into the field of one block or thread."""
        return self.fields.get(f"{name} {key}", "")

    @property
    def has_words(self) -> bool:
        """Say whether anything was written that is not stored."""
        return any(
            value.strip()
            for name, value in self.fields.items()
            if name.partition(" ")[0] in {"remark", "say", "reply"}
        )

    def kind_of(self, key: object) -> str:
        """Give the class that was chosen for a block, the first one unless it is known."""
        chosen = self.of("class", key)
        return chosen if chosen in Objection.Kind.values else Objection.Kind.ACCURACY

    def objected(self, segments: Sequence[Segment]) -> list[Objected]:
        """Give what is objected to: the piece first, then the blocks in their order."""
        found = [(None, WHOLE), *((segment, segment.pk) for segment in segments)]
        return [
            Objected(segment, self.kind_of(key), self.of("remark", key))
            for segment, key in found
            if self.of("remark", key).strip()
        ]

    def without(self, name: str, key: object) -> Typed:
        """Give the rest, when the words of one field are stored."""
        return Typed({each: value for each, value in self.fields.items() if each != f"{name} {key}"})

    @property
    def revision(self) -> int:
        """Give the revision of the article that the person saw, 0 for none."""
        sent = self.fields.get("revision", "")
        return int(sent) if is_number(sent) else 0

    @property
    def seen(self) -> dict[int, int]:
        """Give the revision of every block that the person saw, by primary key."""
        pairs = (pair.partition(":") for pair in self.fields.get("seen", "").split())
        return {
            int(key): int(revision)
            for key, _colon, revision in pairs
            if is_number(key) and is_number(revision)
        }


NOTHING = Typed()


def typed_in(data: Any) -> Typed:
    """Read the posted form."""
    return Typed({name: data.get(name, "") for name in data})


def seen_of(segments: Sequence[Segment]) -> str:
    """Write the revisions of all blocks into one field."""
    return " ".join(f"{segment.pk}:{segment.revision}" for segment in segments)
