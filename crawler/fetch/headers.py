"""What a publisher's answer says about itself: validators, freshness, when to come back."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from crawler.model import Validators

_MAX_AGE = re.compile(r"(?:^|[\s,])max-age\s*=\s*\"?(\d{1,10})", re.IGNORECASE)
_NOT_KEPT = re.compile(r"(?:^|[\s,])(?:no-cache|no-store)(?:$|[\s,])", re.IGNORECASE)
_SECONDS = re.compile(r"\d{1,9}(?:\.\d+)?")


def read_validators(headers: Mapping[str, str]) -> Validators:
    """Return ETag and Last-Modified, to be sent back as they are, however odd they look."""
    return Validators(etag=headers.get("etag") or None, last_modified=headers.get("last-modified") or None)


def read_max_age(headers: Mapping[str, str], now: datetime) -> float | None:
    """Return for how many seconds the publisher says the answer stays good; None if it says nothing."""
    control = headers.get("cache-control", "")
    if _NOT_KEPT.search(control):
        return None
    named = _MAX_AGE.search(control)
    if named:
        age = _SECONDS.fullmatch(headers.get("age", "").strip())
        return max(0.0, float(named.group(1)) - (float(age.group()) if age else 0.0))
    expires = read_http_date(headers.get("expires", ""))
    if expires is None:
        return None
    answered = read_http_date(headers.get("date", "")) or now
    return max(0.0, (expires - answered).total_seconds())


def read_retry_after(headers: Mapping[str, str], now: datetime) -> float | None:
    """Return after how many seconds the publisher wants to be asked again; seconds and dates are read."""
    value = headers.get("retry-after", "").strip()
    if _SECONDS.fullmatch(value):
        return float(value)
    moment = read_http_date(value)
    if moment is None:
        return None
    answered = read_http_date(headers.get("date", "")) or now  # both by the publisher's clock
    return max(0.0, (moment - answered).total_seconds())


def read_http_date(value: str) -> datetime | None:
    """Return the moment of an HTTP date such as ``Sun, 06 Nov 1994 08:49:37 GMT``; None if it is none."""
    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
