"""Fill an empty database with the demo newsroom."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from newsroom.demo.fill import NotEmptyError, fill
from newsroom.demo.staff import PASSWORD
from translations.models import Membership


class Command(BaseCommand):
    """Make invented people, publications and pieces in every state, and print the accounts."""

    help = "Fill an empty database with the demo newsroom (needs NEWSROOM_DEMO=True or NEWSROOM_DEBUG=True)."

    def handle(self, **_options: object) -> None:
        """Fill, or say in one sentence why not."""
        if not (settings.DEMO or settings.DEBUG):
            message = "The demo newsroom has known passwords. Set NEWSROOM_DEMO=True to have it."
            raise CommandError(message)
        try:
            accounts = fill()
        except NotEmptyError:
            message = "The database is not empty. The demo newsroom fills an empty one only."
            raise CommandError(message) from None
        self.stdout.write(f"Accounts (the password is {PASSWORD}):")
        for name, user in accounts.items():
            self.stdout.write(f"  {name:<11} {user.first_name}: {self._work_of(user.pk)}")

    def _work_of(self, user: int) -> str:
        rows = Membership.objects.filter(user=user).select_related("desk").order_by("desk__language")
        desks = [f"{row.role} ({row.desk.language})" for row in rows]
        return ", ".join(desks) or "administrator"
