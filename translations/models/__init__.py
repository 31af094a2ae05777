"""The work of translating: who, what, and how far."""

from translations.models.assignments import Assignment
from translations.models.desks import Desk, Membership
from translations.models.segments import Segment, SegmentVersion

__all__ = ["Assignment", "Desk", "Membership", "Segment", "SegmentVersion"]
