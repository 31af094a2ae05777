"""Make the groups Translator, Editor and Administrator."""

from django.core.management.base import BaseCommand

from newsroom import roles


class Command(BaseCommand):
    """Give each group exactly the permissions of `newsroom.roles`; `migrate` does this too."""

    help = "Make the groups Translator, Editor and Administrator with their permissions."

    def handle(self, **_options: object) -> None:
        """Set up the groups."""
        roles.set_up()
        self.stdout.write(f"Groups are set up: {', '.join(roles.GROUPS)}.")
