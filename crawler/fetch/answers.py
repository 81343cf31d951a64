"""What an HTTP status means for the operator, and when to come back."""

from __future__ import annotations

from http import HTTPStatus

from crawler.model import Failed

_MEANING = {
    204: "answers with no content",
    304: "says 'not modified' though nothing was known",
    400: "says that the request is bad; open the address in a browser",
    401: "asks for a password; find an address that is public",
    402: "asks for payment",
    403: "refuses us; ask the publisher, or find another address",
    404: "is not there; look for the feed's new address on the publisher's site",
    406: "does not offer what was asked for",
    410: "is gone for good; remove it, or find its new address",
    429: "says that we ask too often",
    451: "is blocked for legal reasons where this machine stands",
    500: "has an internal error",
    502: "stands behind a server that gets no answer from it",
    503: "is out of service for now",
    504: "stands behind a server that gets no answer from it in time",
}
# A client error stays until somebody mends something, except these three, which are about the moment.
_PASSING = frozenset({408, 425, 429})
_TOO_OFTEN_SECONDS = 3600.0  # after 429 without Retry-After


def refuse_status(status: int, retry_after: float | None) -> Failed:
    """Return the failure that an answer is; who says "too often" and no more gets an hour of peace."""
    meaning = _MEANING.get(status) or _phrase(status)
    if retry_after is None and status == HTTPStatus.TOO_MANY_REQUESTS:
        retry_after = _TOO_OFTEN_SECONDS
    permanent = 400 <= status < 500 and status not in _PASSING  # noqa: PLR2004 -- the class of client errors
    return Failed(reason=f"{meaning} (HTTP {status})", permanent=permanent, retry_after=retry_after)


def _phrase(status: int) -> str:
    try:
        return f"answers '{HTTPStatus(status).phrase}'"
    except ValueError:
        return "answers with a status that has no meaning"
