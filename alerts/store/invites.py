"""Invitations, each for one chat; of a code only its digest is kept, so that the database admits nobody."""

from __future__ import annotations

from datetime import datetime, timedelta
from hashlib import blake2b

from sqlalchemy import Connection, delete, insert, select

from alerts.store.tables import invites, members

VALID = timedelta(days=7)


class InviteStore:
    """The invitations and members of one transaction."""

    def __init__(self, tx: Connection) -> None:
        self.tx = tx

    def invite(self, code: str, now: datetime) -> None:
        """Let the first who brings this code in, for a week."""
        self.tx.execute(delete(invites).where(invites.c.expires_at <= now))
        self.tx.execute(insert(invites).values(code=_digest(code), expires_at=now + VALID))

    def admit(self, channel: str, address: str, code: str, now: datetime) -> bool:
        """Use an invitation up; False when it is unknown, used or too old."""
        used = delete(invites).where(invites.c.code == _digest(code), invites.c.expires_at > now)
        if self.tx.execute(used).rowcount == 0:
            return False
        if not self.is_member(channel, address):
            self.tx.execute(insert(members).values(channel=channel, address=address))
        return True

    def is_member(self, channel: str, address: str) -> bool:
        """Say whether an address came by an invitation."""
        query = select(members.c.address).where(members.c.channel == channel, members.c.address == address)
        return self.tx.execute(query).first() is not None


def _digest(code: str) -> str:
    return blake2b(code.strip().encode(), digest_size=32, person=b"rasid invite").hexdigest()
