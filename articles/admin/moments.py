"""A date and a clock time in the edition's zone: some do not exist, some exist twice."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, tzinfo

from django.utils import timezone


class NoSuchTimeError(ValueError):
    """The clocks are put forward over this time."""


class TwiceError(ValueError):
    """The clocks are put back, so this time comes twice; `moments` are the earlier and the later one."""

    def __init__(self, *moments: datetime) -> None:
        """Take both moments."""
        super().__init__(*moments)
        self.moments = moments


def zone_of_editions() -> tzinfo:
    """Give the zone in which every edition dates; the newsroom has one (`settings.TIME_ZONE`)."""
    return timezone.get_default_timezone()


def moment(day: date, clock: time, zone: tzinfo, *, which: int | None = None) -> datetime:
    """Give the moment at which the clocks of a zone show a time.

    `which` chooses among two: 0 the earlier, 1 the later. Raises NoSuchTimeError or TwiceError.
    """
    wall = datetime.combine(day, clock)
    found = [wall.replace(tzinfo=zone, fold=fold) for fold in (0, 1)]
    if any(each.astimezone(UTC).astimezone(zone).replace(tzinfo=None) != wall for each in found):
        raise NoSuchTimeError
    if found[0].utcoffset() == found[1].utcoffset():
        return found[0]
    if which is None:
        raise TwiceError(*found)
    return found[which]
