"""`rasid invite`: let one more person use the bot."""

from __future__ import annotations

import secrets

from alerts.cli.settled import SETTINGS_FILE, ConfigOption, settings_from


def invite(config: ConfigOption = SETTINGS_FILE) -> None:
    """Print what a person sends to the bot to be let in; it works once, for a week."""
    from alerts.app import wall_clock
    from alerts.store.invites import InviteStore
    from alerts.store.schema import open_database

    code = secrets.token_urlsafe(12)
    with open_database(settings_from(config).database).begin() as tx:
        InviteStore(tx).invite(code, wall_clock())
    print(f"/start {code}")
