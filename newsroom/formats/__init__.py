"""How the newsroom writes dates and numbers where Django does it: in the admin, by interface language."""
