"""E-mail, ntfy, Slack, Matrix, SMS … through Apprise, which says only yes or no; its log tells why."""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING

from alerts.channels import DeliveryError, Refused, TryLater, Unreachable
from alerts.channels.fitting import balanced_cut, fit, markdown, web
from alerts.model import DeliveryKind, Matter, Message
from alerts.render.safe import escaped

if TYPE_CHECKING:
    from apprise import Apprise, NotifyBase

# Doubt whether a message arrived is made rare by waiting long; Apprise itself waits four seconds.
READ_SECONDS = 30.0
NO_TITLE = "راصد"
UPDATED = "↻ تحديث"
LONGEST_REASON = 200
_CODE = re.compile(r"error\s*[=:]\s*(\d{3})\b")
_ADDRESSES = re.compile(r"\S+://\S+|\S+@\S+")
_PARTS = re.compile(r"[^/@:?&=#,;\s]{3,}")
_GONE = frozenset({401, 403, 404, 410})  # the key or the name in the address is not, or no more, known there
_REFUSED = frozenset({400, 413, 414, 415, 422})


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A message as one service takes it."""

    title: str
    body: str
    form: str  # Apprise's names: text, html, markdown


class AppriseChannel:
    """Sends to Apprise addresses, e.g. ``ntfy://topic`` or ``mailto://user:password@host``.

    What was sent cannot be edited there, so edits are dropped, and an update is a message of its own.
    """

    def __init__(self) -> None:
        self.numbers = count(1)

    async def send(
        self, address: str, message: Message, *, silent: bool = False, reply_to: str | None = None
    ) -> str | None:
        """Send a message; an update says which incident it updates. Silence cannot be asked for there."""
        if silent and _only_mends(message.matter):
            return None
        service = await asyncio.to_thread(open_address, address)  # the first one loads the library
        letter = letter_for(service, message, updates=reply_to is not None)
        trouble = await _notify(service, letter, address)
        if trouble is not None:
            raise trouble
        return str(next(self.numbers))

    async def edit(self, address: str, message_id: str, message: Message) -> None:
        """Do nothing: a service that cannot edit would ring."""


def _only_mends(matter: Matter | None) -> bool:
    """Say whether a message has nothing that is worth a sound; there, everything that is sent makes one."""
    if matter is None or matter.kind is not DeliveryKind.INCIDENT:
        return False
    return matter.reason is None or not matter.reason.rings


def open_address(address: str) -> NotifyBase:
    """Return the service behind an address. Raises Unreachable, without the address.

    The library is loaded here, at the first use: that takes a third of a second.
    """
    from apprise import Apprise, AppriseAsset

    own = logging.getLogger("apprise")
    own.propagate = False  # it would write parts of addresses to standard error
    if not own.handlers:
        own.addHandler(logging.NullHandler())
    asset = AppriseAsset(
        app_id="Rasid",
        app_desc="Rasid",
        app_url="",
        image_url_mask="",  # else each message would let its reader fetch a picture from a third party
        image_url_logo="",
        storage_mode="memory",
        pgp_autogen=False,
        pem_autogen=False,
        http_redirects=False,
    )
    service = Apprise.instantiate(address, asset=asset, suppress_exceptions=True)
    if service is None:
        raise Unreachable("the address is none that Apprise can read; see its list of services")
    service.socket_read_timeout = max(service.socket_read_timeout, READ_SECONDS)
    return service


def letter_for(service: NotifyBase, message: Message, *, updates: bool = False) -> Letter:
    """Put a message into the form and the length that a service takes."""
    form = _form_of(service)
    plain, html = message.plain.split("\n"), message.html.split("\n")
    if updates:
        line = _update_line(message)
        plain[1:1], html[1:1] = [line], [escaped(line)]
    room = service.body_maxlen
    title = ""
    if service.title_maxlen > 0:
        several = any(line.strip() for line in plain[1:])
        title = balanced_cut(plain[0] if several else NO_TITLE, service.title_maxlen)
        plain, html = (plain[1:], html[1:]) if several else (plain, html)
        room -= len(title) + 2
    if form == "html":
        body = fit(html, room, web) or _cut_to(plain, room, lambda text: web(escaped(text)))
    elif form == "markdown":
        body = fit(plain, room, markdown) or _cut_to(plain, room, markdown)
    else:
        body = fit(plain, room, str) or _cut_to(plain, room, str)
    return Letter(title=title, body=body, form=form)


def _form_of(service: NotifyBase) -> str:
    """Return HTML where that is what the service is made for, else plain text where it takes it."""
    usual = service.resolve_format(None)
    chosen = usual if usual.value == "html" else service.resolve_format("text")
    return str(chosen.value)


def _update_line(message: Message) -> str:
    incident = message.matter.incident if message.matter else None
    return f"{UPDATED} #{incident.code}" if incident else UPDATED


def _cut_to(lines: list[str], room: int, form: Callable[[str], str]) -> str:
    """Return what has room of lines that are too long to be left whole."""
    text = "\n".join(lines)
    length = room
    while len(cut_text := form(balanced_cut(text, length))) > room and length > 1:
        length = length * 3 // 4
    return cut_text


async def _notify(service: NotifyBase, letter: Letter, address: str) -> DeliveryError | None:
    from apprise import Apprise

    courier: Apprise = Apprise(services=service, asset=service.asset)
    with await courier.async_notify(
        body=letter.body, title=letter.title, body_format=letter.form, interpret_escapes=False
    ) as result:
        if result:
            return None
        return verdict((entry.message for entry in result.logs()), address)


def verdict(log: Iterable[str], address: str) -> DeliveryError:
    """Say what to do after a failure, by what the library logged of it."""
    lines = [*log]
    told = _without_secrets(lines[-1], address) if lines else "the service did not take it"
    codes = {int(found.group(1)) for line in lines if (found := _CODE.search(line))}
    if codes and codes <= _GONE:
        return Unreachable(told)
    if codes and codes <= _REFUSED:
        return Refused(told)
    return TryLater(told)


def _without_secrets(line: str, address: str) -> str:
    """Return a line of the library's log without any part of the address but its scheme."""
    _, _, rest = address.partition("://")
    for part in sorted(_PARTS.findall(rest), key=len, reverse=True):
        line = line.replace(part, "…")
    return balanced_cut(_ADDRESSES.sub("…", line), LONGEST_REASON)
