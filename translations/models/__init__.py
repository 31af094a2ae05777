"""The work of translating: who, what, and how far."""

from translations.models.absences import Absence
from translations.models.assignments import Assignment
from translations.models.desks import Desk, Membership
from translations.models.review import Objection, Reading
from translations.models.segments import Segment, SegmentVersion
from translations.models.talk import Comment, MailWishes, Notice
from translations.models.terms import Term, TermTranslation
from translations.models.waivers import Waiver
from translations.models.workbench import Habits, Presence

__all__ = [
    "Absence",
    "Assignment",
    "Comment",
    "Desk",
    "Habits",
    "MailWishes",
    "Membership",
    "Notice",
    "Objection",
    "Presence",
    "Reading",
    "Segment",
    "SegmentVersion",
    "Term",
    "TermTranslation",
    "Waiver",
]
