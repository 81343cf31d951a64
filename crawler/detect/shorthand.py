"""A headline's short way of naming places: the province by its seat, the place by the city it lies beside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from crawler.detect.claims import Claim
from crawler.detect.roles import related
from crawler.detect.sentences import Zone
from crawler.model import FAMILY_OF, Place, Precision
from crawler.places.gazetteer import Gazetteer


def spelled_out(claims: Sequence[Claim], gazetteer: Gazetteer) -> list[Claim]:
    """Read a title's city as the province of its name where the text then tells the spot within it.

    "معارك في صعدة" over "دارت المواجهات في مديرية باقم" tells of one place, and it is not the city of Saada.
    """
    return [_spelled_out(claim, claims, gazetteer) for claim in claims]


def _spelled_out(claim: Claim, claims: Sequence[Claim], gazetteer: Gazetteer) -> Claim:
    if claim.zone is not Zone.TITLE or claim.place is None or claim.place.precision < Precision.TOWN:
        return claim
    province = _namesake(claim.place, gazetteer)
    if province is None:
        return claim
    told = [c.place for c in claims if c.zone is not Zone.TITLE and c.place and _is_kin(c, claim)]
    if any(place in {claim.place, province} for place in told):
        return claim
    if not any(related(province, place, gazetteer) for place in told):
        return claim
    return replace(claim, place=province)


def _is_kin(one: Claim, other: Claim) -> bool:
    return FAMILY_OF[one.type] is FAMILY_OF[other.type]


def _namesake(city: Place, gazetteer: Gazetteer) -> Place | None:
    """Return the governorate that bears its seat's name: الحديدة، حلب، تعز."""
    if not city.id:
        return None
    outer = gazetteer.ancestors(city.id)
    return next((p for p in outer if p.precision is Precision.GOVERNORATE and p.name == city.name), None)
