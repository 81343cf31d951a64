"""What is remembered of one publisher's pages, and what follows from each page that is read.

The memory belongs to the host of the pages' address. A template is a web site's, not an outlet's name in a
feed list: an outlet may feed from two sites, and an aggregator's feed leads to a hundred.

page | what it showed | count its lines | follow or unlearn the template | tell the operator of a redesign
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from crawler.extract.habits import Habit, Seen, count_article, known_habits
from crawler.extract.phrases import comparing_words
from crawler.extract.template import Path, common_path

MOST_TEMPLATES = 5  # news, opinion, pictures, and what is being learned
TRUSTED_PAGES = 4  # that agree with their feed's summary
TRUSTED_ALONE = 6  # where the feed tells no summaries
AGREES = 0.6  # of the summary's words stand in a text that it is of
AGREED_SHARE = 0.75  # of the pages with a summary
RIVAL_SHARE = (
    0.1  # of a template's pages: so many read from an element inside or around it, and it is not sure
)
SUMMARY_WORDS = 5  # a shorter summary proves nothing
LEAST_SHARE, MOST_SHARE = 0.2, 6.0  # of the usual length
LEAST_AGREEMENT = 0.5  # of the usual agreement
FRESH_WEIGHT = 0.1  # of one page in what is usual
AUDIT = 16  # every so many articles a page is read the general way, to see whether it says the same
AUDIT_DIFFERENCE = 0.03  # of the text
REDESIGN_PAGES = 8  # in a row that no template of before fits; five columns in a row are a weekend


class Way(StrEnum):
    """How a page was read."""

    BY_PATH = "by the template's path"
    UNKNOWN = "the general way: no template is known yet"
    MISSING = "the general way: the template's path is not there"
    UNLIKE = "the general way: what the template's path gave is unlike this publisher's texts"
    AUDIT = "the general way, to check the template"


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """A way to the article's element, and what is usual of the texts there."""

    path: Path
    pages: int
    first: int  # the number of the first page read by it
    last: int
    agreed: int = 0  # pages with a summary that agreed
    disagreed: int = 0
    length: float = 0.0  # characters, usual of late
    agreement: float | None = None  # share of the summary's words, usual of late; None without summaries
    first_at: datetime
    last_at: datetime

    def proved(self) -> bool:
        """Whether enough pages, and their summaries, say that the article stands there."""
        told = self.agreed + self.disagreed
        if told:
            return self.agreed >= TRUSTED_PAGES and self.agreed >= AGREED_SHARE * told
        return self.pages >= TRUSTED_ALONE

    def fits(self, length: int, agreement: float | None) -> bool:
        """Whether a text is like those that were read there before."""
        if not LEAST_SHARE * self.length <= length <= MOST_SHARE * self.length:
            return False
        return self.agrees(agreement)

    def agrees(self, agreement: float | None) -> bool:
        """Whether the text agrees with its summary as those before did."""
        if agreement is None or self.agreement is None:
            return True
        return agreement >= LEAST_AGREEMENT * self.agreement


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """The part of the memory that reading a page needs."""

    recurring: Mapping[int, Habit] = field(default_factory=dict)  # what is proved, by key
    articles: int = 0  # that were counted
    templates: tuple[Template, ...] = ()  # those that are trusted, the most used first
    audit: bool = False  # read the next page the general way all the same

    @property
    def lines(self) -> frozenset[int]:
        """The keys of all that recurs."""
        return frozenset(self.recurring)

    def why(self, key: int) -> str:
        """Say how often something recurs: "recurs at this publisher, 14 of 20 articles"."""
        had, among = self.recurring[key].share_of(self.articles)
        return f"recurs at this publisher, {had} of {among} articles"


NOTHING_KNOWN = Known()


@dataclass(frozen=True, slots=True, kw_only=True)
class Observed:
    """What reading one page showed of its publisher's habits."""

    way: Way
    seen: tuple[Seen, ...] = ()
    path: Path | None = None  # to the element that the text was read from
    by: Path | None = None  # the template's path that was followed or tried
    length: int = 0  # characters of the text
    other_length: int | None = None  # of the text that the template's path gave, where both were read
    agreement: float | None = None  # share of the summary's words that stand in the text


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """All that is remembered of one publisher's pages."""

    host: str
    pages: int = 0  # read
    articles: int = 0  # different ones
    habits: Mapping[int, Habit] = field(default_factory=dict)
    templates: tuple[Template, ...] = ()
    misses: int = 0  # pages in a row that no template trusted before them fitted
    redesigned_at: datetime | None = None

    def known(self) -> Known:
        """Return what reading the next page needs."""
        return Known(
            recurring=known_habits(self.habits, self.articles),
            articles=self.articles,
            templates=self.trusted(),
            audit=self.pages % AUDIT == AUDIT - 1,
        )

    def trusted(self) -> tuple[Template, ...]:
        """Return the templates that pages may be read by."""
        sure = [one for one in self.templates if one.proved() and not self._has_rival(one)]
        return tuple(sorted(sure, key=lambda one: (-one.pages, one.first_at)))

    def _has_rival(self, template: Template) -> bool:
        """Whether texts were also read from an element around or inside the template's."""
        rivals = sum(
            other.pages
            for other in self.templates
            if other is not template and _is_around(*sorted((other.path, template.path), key=len))
        )
        return rivals > RIVAL_SHARE * template.pages


def agreement_of(summary: str, text: str) -> float | None:
    """Return the share of the summary's words that stand in the text; None when it says too little."""
    told = set(comparing_words(summary))
    if len(told) < SUMMARY_WORDS:
        return None
    return len(told & set(comparing_words(text))) / len(told)


def _is_around(outer: Path, inner: Path) -> bool:
    return len(outer) < len(inner) and common_path(outer, inner[: len(outer)]) is not None


def remember(memory: Memory, observed: Observed, now: datetime) -> Memory:
    """Learn from one page; the operator is to be told when ``redesigned_at`` changes."""
    habits, articles = count_article(memory.habits, memory.articles, observed.seen, now)
    learned = replace(memory, habits=habits, articles=articles, pages=memory.pages + 1)
    old = [one for one in memory.trusted() if one.first <= memory.pages - memory.misses]
    if observed.way is Way.BY_PATH:
        learned = _followed(learned, observed, now)
    else:
        learned = _found(learned, observed, now)
    return _unlearned_if_redesigned(learned, observed, old, now)


def _followed(memory: Memory, observed: Observed, now: datetime) -> Memory:
    templates = tuple(
        _used(one, one.path, observed, memory.pages, now) if one.path == observed.by else one
        for one in memory.templates
    )
    return replace(memory, templates=templates)


def _found(memory: Memory, observed: Observed, now: datetime) -> Memory:
    """Take in the path that the general way found."""
    templates = [one for one in memory.templates if not _is_belied(one, observed)]
    if observed.path is None:
        return replace(memory, templates=tuple(templates))
    for place, one in enumerate(templates):
        common = common_path(one.path, observed.path)
        if common is not None:
            if one.agrees(observed.agreement) or not one.proved():  # else it is a miss, which is counted
                templates[place] = _used(one, common, observed, memory.pages, now)
            break
    else:
        fresh = Template(
            path=observed.path,
            pages=0,
            first=memory.pages,
            last=memory.pages,
            length=observed.length,
            agreement=observed.agreement,
            first_at=now,
            last_at=now,
        )
        templates.append(_used(fresh, fresh.path, observed, memory.pages, now))
        templates.sort(key=lambda one: (one.proved(), one.last))
    return replace(memory, templates=tuple(templates[-MOST_TEMPLATES:]))


def _is_belied(template: Template, observed: Observed) -> bool:
    """Whether an audit read another text than the template's path gives: it is to be learned again."""
    if observed.way is not Way.AUDIT or observed.other_length is None or template.path != observed.by:
        return False
    return abs(observed.length - observed.other_length) > AUDIT_DIFFERENCE * observed.length


def _used(template: Template, path: Path, observed: Observed, page: int, now: datetime) -> Template:
    told, usual = observed.agreement, template.agreement
    agreed = told is not None and told >= AGREES
    if told is not None:
        usual = told if usual is None else usual + FRESH_WEIGHT * (told - usual)
    return replace(
        template,
        path=path,
        pages=template.pages + 1,
        last=page,
        agreed=template.agreed + agreed,
        disagreed=template.disagreed + (told is not None and not agreed),
        length=template.length + FRESH_WEIGHT * (observed.length - template.length),
        agreement=usual,
        last_at=now,
    )


def _unlearned_if_redesigned(
    memory: Memory, observed: Observed, old: Sequence[Template], now: datetime
) -> Memory:
    """Count a page that none of the templates of before fits; after several in a row they are forgotten.

    A flash of one sentence is shorter than usual and no redesign: what stands where it should and agrees
    with its summary fits. A template that was learned on the way does not speak for the old ones.
    """
    if not old or any(_stands_in(one, observed) for one in old):
        return replace(memory, misses=0)
    misses = memory.misses + 1
    if misses < REDESIGN_PAGES:
        return replace(memory, misses=misses)
    fresh = tuple(one for one in memory.templates if one.first > memory.pages - misses)
    return replace(memory, templates=fresh, misses=0, redesigned_at=now)


def _stands_in(template: Template, observed: Observed) -> bool:
    here = observed.path is not None and common_path(template.path, observed.path) is not None
    return here and template.agrees(observed.agreement)
