# ruff: noqa: SIM905 - words read better in a row
"""What tags, classes and ids say about their text: the article's body, or furniture of the page."""

from __future__ import annotations

import re
from functools import lru_cache

INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd mark nobr q ruby rt s samp "
    "small span strike strong sub sup time tt u var wbr img picture source amp-img amp-timeago".split()
)
# Never text of an article. <form> is not among them: ASP.NET wraps the whole page in one.
SKIPPED = frozenset(
    "script style noscript template svg math iframe object embed canvas video audio map select option "
    "optgroup textarea button input progress meter head title dialog figcaption datalist rp area param "
    "track base link meta amp-ad amp-embed amp-sidebar amp-social-share amp-iframe amp-analytics "
    "amp-consent amp-lightbox amp-video amp-audio amp-youtube amp-user-notification amp-auto-ads "
    "amp-sticky-ad amp-carousel amp-list amp-state amp-script".split()
)
FURNITURE = frozenset({"nav", "footer", "menu", "aside"})
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})

# Words of class and id names; Arabic ones as site builders write them in Latin letters.
_CHROME_WORDS = frozenset(
    "comment comments commentlist disqus respond reply related relatedposts relatednews share sharing "
    "sharer sharebar sharedaddy addtoany addthis social sociable socials sidebar newsletter subscribe "
    "subscription breadcrumb breadcrumbs tagcloud taglist tags menu navbar nav navigation navi pagination "
    "pager footer copyright copyrights cookie cookies consent gdpr popup modal overlay byline caption "
    "captions promo promos advert advertisement advertisements advertising ads adsbygoogle adv adbox "
    "adslot adsense dfp banner sponsor sponsored outbrain taboola trending popular mostread mostviewed "
    "recommended recommendation recommendations recirc ticker toolbar bookmark bookmarks rating ratings "
    "login signup paywall tooltip dropdown slideshow carousel postnav nextprev prevnext morenews readmore "
    "readalso seealso alsoread widget widgets authorbox authorbio poll quiz breaking mostpopular "
    "latestnews printfriendly livechat e3lan i3lan ealan ialan elan3at taliq taleeq ta3leeq ta3liq taaliq "
    "taliqat taaliqat mosharka musharaka moshahadat wosom wosoom wusum thatsela zatsela zatselah "
    "mota3alaka mutaalliqa motaleqa qaima tawasul tawasol shareet sharit".split()
)
_COMMENT_WORDS = frozenset(
    "comment comments commentlist disqus respond reply taliq taleeq ta3leeq ta3liq taaliq taliqat "
    "taaliqat".split()
)
# Two words together, where either alone would say too little.
_CHROME_PAIRS = re.compile(
    r"read[-_]?(?:more|also|next|too)|also[-_]?read|see[-_]?also|most[-_]?(?:read|viewed|popular|commented|recent)|"
    r"(?:entry|post|article|story|news)[-_]{0,2}(?:meta|tags?|share|footer|author|nav|info|date|navigation|tools|rating)(?![a-z])|"
    r"(?:author|writer)[-_]?(?:bio|box|card|info|name|desc)|about[-_]?(?:the[-_]?)?author|"
    r"(?:hot|latest|last|other|more|top|recent|suggested)[-_]?(?:news|articles?|posts?|stories|topics|videos)|"
    r"(?:screen[-_]?reader|sr[-_]only|visually[-_]?hidden)|print[-_]?(?:only|btn|button)|"
    r"(?:image|img|photo|picture|figure|media|wp)[-_]?(?:caption|credit|desc|title|source|copyright)|"
    r"(?:you|u)[-_](?:may|might)|post[-_]?(?:previous|next)|(?:prev|next)[-_]?(?:post|article|story|link)|"
    r"(?:sign|log)[-_](?:up|in)(?![a-z])|(?:tag|keyword)s?[-_]?(?:list|links|box|cloud|wrap)|jp[-_]related|"
    r"(?:google|gpt|div|banner|side)[-_]?ads?(?![a-z])|(?:^|[\s_-])ads?(?:$|[\s_-])"
)
_BODY_WORDS = re.compile(
    r"(?:article|post|entry|story|news|single|detail|details|field[-_]{0,2}name|khabar|maqal|topic|page|blog)[-_]{0,2}"
    r"(?:body|content|contents|text|txt|detail|details|copy|desc|main)(?![a-z])|"
    r"article_?body|story_?text|body[-_]?(?:copy|text)|rich[-_]?text|the[-_]content|(?:^|\s)content__?(?:body|text)"
)
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_SPLIT = re.compile(r"[^a-z0-9]+")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)

PLAIN, CHROME, BODY, COMMENTS = range(4)
LONG_NAME = 5  # words; a longer one is a heading's anchor: id="sharing-with-a-single-developer"


@lru_cache(maxsize=20_000)
def role_of_names(names: str) -> int:
    """Say from an element's class and id whether it holds the body, chrome, or it cannot be told.

    >>> role_of_names("entry-content") == BODY, role_of_names("jp-relatedposts") == CHROME
    (True, True)
    """
    names = names[:400]
    if names.count("-") + names.count("_") >= LONG_NAME:
        names = " ".join(name for name in names.split() if len(_SPLIT.split(name)) <= LONG_NAME)
    spaced = names.lower()
    words = joined = _SPLIT.split(spaced)
    if spaced != names:
        spaced = _CAMEL.sub("-", names).lower()
        words = _SPLIT.split(spaced)
    if not _COMMENT_WORDS.isdisjoint(words):
        return COMMENTS
    chrome = not _CHROME_WORDS.isdisjoint(words) or not _CHROME_WORDS.isdisjoint(joined)
    if chrome or _CHROME_PAIRS.search(names.lower()):
        return CHROME
    return BODY if _BODY_WORDS.search(spaced) else PLAIN


def role_of_element(attributes: dict[str, str | None]) -> int:
    """Say what the element's attributes tell of its text."""
    if not attributes:
        return PLAIN
    get = attributes.get
    class_names, identity = get("class"), get("id")
    if len(attributes) > (class_names is not None) + (identity is not None):
        style = get("style")
        if "hidden" in attributes or get("aria-hidden") == "true" or (style and _HIDDEN.search(style)):
            return CHROME
        if "itemprop" in attributes and "articlebody" in (get("itemprop") or "").lower():
            return BODY
    if class_names is None and identity is None:
        return PLAIN
    return role_of_names(f"{class_names or ''} {identity or ''}")
