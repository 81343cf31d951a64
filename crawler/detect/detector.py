"""From an article's text to events.

text | sentences | phrases | scope | numbers, times, places | claims | events
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from importlib.resources.abc import Traversable
from zoneinfo import ZoneInfo

from crawler.arabic.dates import find_dates
from crawler.arabic.numbers import find_numbers
from crawler.detect.anaphora import with_anaphors
from crawler.detect.attribution import actors_in, certainty_of, said_by
from crawler.detect.casualties import LossReader
from crawler.detect.claims import LEANS_ON_CAUSE, Claim, set_back, weighed
from crawler.detect.days import named_days
from crawler.detect.events import put_together
from crawler.detect.gates import asks, is_play, is_roundup, is_trial, may_tell, of_crowds, title_of
from crawler.detect.headlines import headlines
from crawler.detect.lexicon import Level, Lexicon, WordGroup, load_lexicon
from crawler.detect.moments import FRESH, Moments, is_old
from crawler.detect.passing import far_year
from crawler.detect.phrases import Match, PhraseBook
from crawler.detect.read_article import ReadArticle
from crawler.detect.roles import country_of, places_of, where_it_happened, without_landmarks
from crawler.detect.scope import SentenceScope
from crawler.detect.sentences import ReadText, Sentence, Zone, read_text
from crawler.detect.shorthand import spelled_out
from crawler.detect.tolls import give_tolls, without_spare_tolls
from crawler.detect.triggers import choose_triggers, is_general, without_names, without_seconds
from crawler.detect.vocabulary import Vocabulary
from crawler.model import Article, Event, Place, Precision, Span
from crawler.places.gazetteer import Gazetteer
from crawler.places.toponyms import Toponym, find_toponyms

_NATION = "nation:"
_PLAYED = "it is about a game, a film or a book"
_LONGEST_READ = 150_000  # characters; no news is longer, and a page gone wrong must not hold up the rest
_MOST_CLAIMS = 300
_EARLY = 6  # sentences, the title among them
_BEHIND = 6  # words between what happened and its town
_TAKEN_REACH = 6  # words between taking and the place taken
_TAKES_A_PLACE = frozenset(["سيطر", "استعاد", "حرر", "جيش", "انسحب", "شن", "اقتحم", "أجلى"])


class Detector:
    """Reads articles for events; it remembers words, and nothing of an article."""

    def __init__(self, lexicon: Lexicon, gazetteer: Gazetteer) -> None:
        groups = dict(lexicon.groups)
        for adjective, country in gazetteer.demonyms.items():
            name = _NATION + country.upper()
            known = groups.get(name, WordGroup(name=name)).adjectives
            groups[name] = WordGroup(name=name, adjectives=(*known, adjective))
        self.gazetteer = gazetteer
        self.vocabulary = Vocabulary(groups)
        self.book = PhraseBook(lexicon.phrases)

    def detect(self, article: Article) -> list[Event]:
        """Return what the article claims to have happened, whatever its status."""
        return list(self.read(article).events)

    def read(self, article: Article) -> ReadArticle:
        """Return the same with everything that led to it."""
        text = read_text(article.title, article.full_text[:_LONGEST_READ], self.vocabulary)
        matches = [self.book.find(text.words, s.first, s.last) for s in text.sentences]
        if not may_tell(matches):
            return ReadArticle(text=text, matches=matches, passed_over="no trigger makes an event by itself")
        if is_play(text, matches):
            by_crowds = of_crowds(matches)
            if not may_tell(by_crowds):
                return ReadArticle(text=text, matches=matches, passed_over=_PLAYED)
            matches = by_crowds
        reader = _ClaimReader(self, article, text)
        claims = spelled_out(reader.read(matches), self.gazetteer)
        title = title_of(text, matches, claims)
        events = put_together(
            claims,
            self.gazetteer,
            title=title,
            named=named_days([reader.moments(s) for s in text.sentences]),
            early_places=reader.early_places(),
        )
        return ReadArticle(text=text, matches=matches, claims=claims, events=events)


class _ClaimReader:
    """Reads the claims of one article."""

    def __init__(self, detector: Detector, article: Article, text: ReadText) -> None:
        self.gazetteer = detector.gazetteer
        self.text = text
        self.article = article
        self.times = find_dates(text.tokens, article.published, article.timezone)
        toponyms = find_toponyms(text.tokens, detector.gazetteer, article.country, text.full_text)
        self.toponyms = with_anaphors(text.tokens, toponyms)
        self.losses = LossReader(text.tokens, text.words, find_numbers(text.tokens))
        self.published = _local_day(article)
        self.recalls = self._recalls()
        self.asks = asks(text)
        self.tries = False
        self.headlines = headlines(text)

    def early_places(self) -> list[Place]:
        """Return the towns and smaller places of the first sentences, for what names none itself."""
        end = max((s.last for s in self.text.sentences[:_EARLY]), default=0)
        named = [t for t in self.toponyms if t.role == "event" and t.first < end]
        return [t.place for t in named if t.place.precision >= Precision.TOWN]

    def moments(self, sentence: Sentence, triggers: Sequence[Match] = ()) -> Moments:
        """Return the times of a sentence beside its triggers."""
        return Moments(
            sentence=sentence,
            tokens=self.text.tokens,
            words=self.text.words,
            times=[t for t in self.times if sentence.first <= t.first < sentence.last],
            published=self.published,
            triggers=[m for m in triggers if m.phrase.level not in LEANS_ON_CAUSE],
            heads=frozenset(i for m in triggers for i in m.used),
        )

    def _is_recent(self, day: date | None) -> bool:
        return bool(day and self.published and timedelta(0) <= self.published - day <= FRESH)

    def _recalls(self) -> bool:
        """Whether the title itself tells of an earlier time: حصيلة العام الماضي."""
        title = [t for t in self.times if self.text.tokens[t.first].start < len(self.article.title)]
        return bool(title) and self.published is not None and all(is_old(t, self.published) for t in title)

    def read(self, matches: Sequence[Sequence[Match]]) -> list[Claim]:
        """Return the claims of all sentences in text order."""
        self.recalls = self.recalls or is_roundup(self.text, matches)
        self.tries = is_trial(self.text, matches)
        claims: list[Claim] = []
        for sentence, found in zip(self.text.sentences, matches, strict=True):
            claims += self._sentence(sentence, found)
            if len(claims) >= _MOST_CLAIMS:
                break
        return claims

    def _sentence(self, sentence: Sentence, matches: Sequence[Match]) -> list[Claim]:
        toponyms = [t for t in self.toponyms if sentence.first <= t.first < sentence.last]
        matches = without_names(matches, toponyms, self.text.tokens)
        triggers = without_seconds(choose_triggers(matches), self.text.words)
        if not triggers:
            return []
        toponyms = where_it_happened(toponyms, self.text.tokens, self.text.words, sentence.first)
        demonyms = self._demonyms(sentence)
        scope = SentenceScope(
            sentence=sentence,
            tokens=self.text.tokens,
            words=self.text.words,
            markers=[m for m in matches if m.phrase.marker],
            heads=frozenset(m.first for m in triggers),
            moments=self.moments(sentence, triggers),
        )
        losses = self.losses.read(sentence.first, sentence.last)
        claims = [self._claim(match, scope, toponyms, demonyms) for match in triggers]
        claims = give_tolls(without_spare_tolls(claims), losses, self.text.tokens)
        recalled = self._recalled(sentence)
        if sentence.number in self.headlines:
            return [set_back(claim, "another headline in the text") for claim in claims]
        return [weighed(claim, recalled=recalled) for claim in claims]

    def _recalled(self, sentence: Sentence) -> str | None:
        """Return why what a sentence tells without a day is past; None if it may be news."""
        if self.recalls:
            return "the title looks back"
        if sentence.zone is not Zone.BODY:
            return None
        if self.asks:
            return "the title asks"
        if self.tries:
            return "the title tells of a trial"
        year = self.published.year if self.published is not None else None
        return far_year(self.text.tokens[sentence.first : sentence.last], year)

    def _claim(
        self, match: Match, scope: SentenceScope, toponyms: Sequence[Toponym], demonyms: dict[int, str]
    ) -> Claim:
        assert match.phrase.type is not None
        sentence = scope.sentence
        judged = scope.judge(match)
        near = toponyms
        if sentence.zone is Zone.BODY:
            near = without_landmarks(toponyms, self.text.tokens)
        places = places_of(match, near, self.text.tokens, self.gazetteer)
        country = country_of(match, toponyms, demonyms)
        told = scope.moments.told_of(match, known=not judged.told)
        span = self._span(match)
        return Claim(
            type=match.phrase.type,
            level=self._level(match, toponyms),
            status=judged.status,
            told=judged.told,
            definite=self._definite(match),
            general=is_general(match),
            zone=sentence.zone,
            sentence=sentence.number,
            token=match.first,
            trigger=self.text.full_text[span.start : span.end],
            evidence=span,
            why=(f"{match.phrase.type} by «{match.phrase.text}»", judged.why),
            place=places[0] if places else None,
            placed_behind=any(
                0 <= t.first - match.last <= _BEHIND and t.place.precision >= Precision.TOWN for t in near
            ),
            also=places[1:],
            country=country,
            date=told.day,
            tie=told.tie,
            recent=self._is_recent(told.day),
            certainty=certainty_of(scope.markers, judged.certainty),
            actors=actors_in(scope.markers),
            said_by=said_by(
                scope.markers, self.text.tokens, self.text.words, sentence.last, self.text.full_text
            ),
        )

    def _level(self, match: Match, toponyms: Sequence[Toponym]) -> Level:
        """Lower what may be said of anything to a vague word unless a place follows: "السيطرة على العقل"."""
        level = match.phrase.level
        if level is not Level.WEAK or match.phrase.elements[0].groups.isdisjoint(_TAKES_A_PLACE):
            return level
        if any("موضع" in element.groups for element in match.phrase.elements):
            return level
        exact = (t for t in toponyms if t.place.precision > Precision.COUNTRY)
        return level if any(0 <= t.first - match.last <= _TAKEN_REACH for t in exact) else Level.VAGUE

    def _definite(self, match: Match) -> bool:
        """Whether the reader is taken to know it: القصف، الهجوم الكيماوي, but not التصدي لهجوم."""
        for element, position in zip(match.phrase.elements, match.used, strict=False):
            senses = [s for s in self.text.words[position].senses if s.group in element.groups]
            if not all(s.definite and s.word_class != "verb" for s in senses):
                return False
        return True

    def _demonyms(self, sentence: Sentence) -> dict[int, str]:
        return {
            i: group.removeprefix(_NATION)
            for i in range(sentence.first, sentence.last)
            for group in self.text.words[i].groups
            if group.startswith(_NATION)
        }

    def _span(self, match: Match) -> Span:
        tokens = self.text.tokens
        return Span(start=tokens[match.first].start, end=tokens[match.last - 1].end)


def _local_day(article: Article) -> date | None:
    if article.published is None:
        return None
    return article.published.astimezone(ZoneInfo(article.timezone)).date()


def load_detector(own_places: Traversable | None = None) -> Detector:
    """Build a detector from the lexicon and the gazetteer that ship, with the operator's own places."""
    return Detector(load_lexicon(), Gazetteer.load(own=own_places))
