"""One form for the many ways to write the address of a page, for comparing only, never for fetching."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from urllib.parse import SplitResult, parse_qsl, quote, unquote_to_bytes, urlsplit

# What counts clicks and never chooses a page.
_TRACKING = re.compile(
    r"(?:utm_|mtm_|pk_|hsa_|mc_|at_|ns_|vero_|oly_|fb_|ga_|__twitter_|traffic_)\w+"
    r"|_ga|xtor|spm|cmp|ito|ncid|smid|ocid|fbclid|gclid|dclid|gbraid|wbraid|msclkid|yclid|twclid|igshid|igsh"
    r"|ttclid|li_fat_id|ref_src|ref_url|referrer|sr_share|usqp"
    r"|amp|noamp|amp_js_v|amp_gsa|outputtype|output_type|nomobile|mobile|desktop",
    re.IGNORECASE,
)
# Names that choose a page on some sites (?src=2) and name the way in on others (?src=rss).
_WAY_IN = re.compile("ref|source|src|from|via|feature|share|shared|partner|rss|cid", re.IGNORECASE)
_WAYS = re.compile(
    "rss(?:feed)?|feed|feeds|twitter|x|facebook|fb|telegram|tg|whatsapp|google|news|newsletter|app|share|social|1?",
    re.IGNORECASE,
)
_TWIN_HOST = re.compile(r"^(?:www\d?|m|mobile|amp|wap)\.(?=[^.]+\.)")
_AMP_PATH = re.compile(r"(?:^|/)amp(?:/|$)|\.amp(?=\.html?$|$)", re.IGNORECASE)
_INDEX = re.compile(r"/(?:index|default)\.(?:html?|php|aspx?|jsp)$", re.IGNORECASE)
_STRAY = re.compile("[\x00-\x20\x7f\u200b-\u200f\u202a-\u202e\ufeff]+")
_SLASHES = re.compile("/{2,}")
_TWICE = re.compile("%25(?:D[89AB]|C[0-9A-F]|E[0-9A-F])", re.IGNORECASE)
_SAFE = "-._~!$'()*,;:@&=+"
_WRAPPED = {"www.google.com": "url", "google.com": "url", "l.facebook.com": "u", "lm.facebook.com": "u"}


@lru_cache(maxsize=20_000)  # a feed brings the same links poll after poll
def canonical_url(url: str) -> str:
    """Return the comparing form of a web address: equal for the addresses of one page.

    http and https, www and mobile hosts, AMP paths, default ports, tracking parameters, the order of
    parameters, fragments, a final slash and both ways to write Arabic make no difference. What is no web
    address comes back stripped, so that it still equals itself.

    >>> canonical_url("http://www.example.org:80/خبر/?utm_source=rss#top")
    'https://example.org/%D8%AE%D8%A8%D8%B1'
    """
    url = _STRAY.sub("", url)
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return url
    if parts.scheme.lower() not in ("http", "https") or not parts.hostname:
        return url
    wrapped = _unwrap(parts)
    if wrapped:
        return canonical_url(wrapped)
    host = _TWIN_HOST.sub("", _ascii_host(parts.hostname))
    place = host if port in (None, 80, 443) else f"{host}:{port}"
    query = _canonical_query(parts.query)
    return f"https://{place}{_canonical_path(parts.path)}{'?' + query if query else ''}"


def is_web_address(url: str) -> bool:
    """Whether this is an http or https address with a host."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme.lower() in ("http", "https") and bool(parts.hostname)


def canonical_host(url: str) -> str:
    """Return the host as it counts for comparing; "" if there is none."""
    return urlsplit(canonical_url(url)).netloc if is_web_address(url) else ""


def _ascii_host(host: str) -> str:
    host = host.rstrip(".").lower()
    try:
        return host.encode("idna").decode("ascii")
    except UnicodeError:
        return host


def _canonical_path(path: str) -> str:
    path = _SLASHES.sub("/", path)
    path = _INDEX.sub("", _AMP_PATH.sub("/", path)).rstrip("/")
    path = _SLASHES.sub("/", path)
    return quote(_text_of(path), safe=_SAFE + "/")


def _text_of(escaped: str) -> str:
    """Undo percent-encoding, once more if it was done twice (%25D8), reading windows-1256 where it is that.

    Old sites write %C7%E1 for ال; the bytes are not UTF-8 then.
    """
    if _TWICE.search(escaped):
        escaped = escaped.replace("%25", "%")
    raw = unquote_to_bytes(escaped)
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        text = raw.decode("cp1256", "replace")
    return unicodedata.normalize("NFC", text)


def _canonical_query(query: str) -> str:
    kept = [
        (name, value)
        for name, value in parse_qsl(query, keep_blank_values=True, encoding="utf-8")
        if not _counts_clicks(name, value)
    ]
    return "&".join(
        f"{quote(name, safe=_SAFE)}={quote(_nfc(value), safe=_SAFE)}" for name, value in sorted(kept)
    )


def _counts_clicks(name: str, value: str) -> bool:
    return bool(_TRACKING.fullmatch(name) or (_WAY_IN.fullmatch(name) and _WAYS.fullmatch(value)))


def _nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _unwrap(parts: SplitResult) -> str | None:
    """Return the page that a click counter leads to, as in Google Alerts' feeds."""
    name = _WRAPPED.get((parts.hostname or "").lower())
    if name is None or parts.path.rstrip("/") not in ("/url", "/l.php"):
        return None
    target = dict(parse_qsl(parts.query)).get(name, "")
    return target if is_web_address(target) else None
