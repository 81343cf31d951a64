"""A reply with buttons, packed into one text so that it waits in the outbox like any other."""

from __future__ import annotations

import json

from alerts.model import Button, Message
from alerts.render.safe import escaped

Rows = tuple[tuple[Button, ...], ...]
DATA_BYTES = 64  # Telegram's limit of what a button sends


def under_alert(code: str) -> Rows:
    """Return what can be pressed under an alert: the commands' names, alike in every language."""
    return ((Button(text="❔ /why", data=f"why:{code}"), Button(text="🔕 /mute", data=f"mute:{code}")),)


def packed(text: str, buttons: Rows) -> str:
    """Pack a reply; a button whose meaning is longer than Telegram carries is left out."""
    kept = [[[b.text, b.data] for b in row if len(b.data.encode()) <= DATA_BYTES] for row in buttons]
    return json.dumps({"text": text, "buttons": [row for row in kept if row]}, ensure_ascii=False)


def panel_message(packed_text: str) -> Message:
    """Unpack a reply into a message."""
    read = json.loads(packed_text)
    rows = tuple(tuple(Button(text=text, data=sent) for text, sent in row) for row in read["buttons"])
    return Message(plain=read["text"], html=escaped(read["text"]), buttons=rows)
