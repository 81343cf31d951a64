"""From a claimed delivery to the message it carries, as things stand at this moment."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from alerts.digest import by_watched_area, gather_digest
from alerts.hearing import Hearing
from alerts.match import match, rules_of
from alerts.model import Delivery, DeliveryKind, Matter, Message
from alerts.render.digest import digest_message
from alerts.render.english import english_text
from alerts.render.message import Voice, WatchedArea, incident_message
from alerts.render.panel import panel_message, under_alert
from alerts.render.safe import escaped
from alerts.store.outbox import OutboxStore
from alerts.store.subscriptions import SubscriptionStore
from crawler.model import Incident
from crawler.store.database import Transaction
from crawler.store.incidents import IncidentStore

Contains = Callable[[str, str], bool]


class Composer:
    """Renders deliveries in one voice."""

    def __init__(self, voice: Voice, contains: Contains, hearing: Hearing | None = None) -> None:
        self.voice = voice
        self.contains = contains
        self.hearing = hearing or Hearing()

    def compose(self, tx: Transaction, delivery: Delivery) -> tuple[Message | None, str | None]:
        """Return the message (None when nothing is left to say) and the id of the live one, if it is out."""
        if delivery.kind is DeliveryKind.INCIDENT:
            return self._incident(tx, delivery)
        if delivery.kind is DeliveryKind.PANEL:
            return panel_message(delivery.text or ""), None
        matter = Matter(delivery=delivery.id, kind=delivery.kind)
        if delivery.kind is DeliveryKind.DIGEST:
            return replace(self._digest(tx, delivery), matter=matter), None
        text = delivery.text or ""
        return Message(plain=text, html=escaped(text), matter=matter), None

    def _incident(self, tx: Transaction, delivery: Delivery) -> tuple[Message | None, str | None]:
        assert delivery.incident_id is not None
        incident = IncidentStore(tx).get(delivery.incident_id)
        if incident is None:
            return None, None
        told = OutboxStore(tx).told(delivery.channel, delivery.address, incident.id)
        area = self._watched_area(tx, delivery, incident)
        matter = Matter(
            delivery=delivery.id,
            kind=delivery.kind,
            reason=delivery.reason,
            incident=incident,
            english=english_text(incident, delivery.reason),
        )
        message = replace(incident_message(incident, delivery.reason, self.voice, area), matter=matter)
        message = replace(message, buttons=under_alert(incident.code))
        return message, None if told is None else told.message_id

    def _watched_area(self, tx: Transaction, delivery: Delivery, incident: Incident) -> WatchedArea | None:
        """Return the area for which an address hears of an incident; None where none holds it now."""
        watched = SubscriptionStore(tx).of(delivery.channel, delivery.address)
        said = self.hearing.heard(tx, rules_of(watched), incident)
        found = sorted(match(watched, incident, self.contains, said), key=lambda one: one.wider)
        return WatchedArea(name=found[0].area.name, wider=found[0].wider) if found else None

    def _digest(self, tx: Transaction, delivery: Delivery) -> Message:
        assert delivery.digest_date is not None
        watched = [s for s in SubscriptionStore(tx).of(delivery.channel, delivery.address) if s.digest]
        divide = by_watched_area(
            watched, self.contains, lambda incident: self.hearing.heard(tx, rules_of(watched), incident)
        )
        return digest_message(gather_digest(tx, delivery.digest_date, self.voice.zone, divide), self.voice)
