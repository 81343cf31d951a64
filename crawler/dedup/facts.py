"""Two texts of nearly the same words may tell of two things: another toll, another neighbourhood.

Daily bulletins are written over the one before, and an agency's update over its first report; what they
changed is small, and is the news.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from crawler.arabic.fold import fold
from crawler.arabic.number_words import COUNT_WORDS
from crawler.arabic.tokens import readings
from crawler.places.gazetteer import Gazetteer
from crawler.places.names import bare

IsPlace = Callable[[str], bool]  # of a folded word
AROUND = 3  # words on each side of a figure that say what it counts
LEAD = 40  # words in which في and على lead to where it happened; further down they lead anywhere

# What a toll counts.
_PEOPLE = frozenset(
    fold(
        "قتيل قتيلا قتلى قتيلين مقتل قتل قتلوا قتلت شهيد شهيدا شهداء شهيدين استشهاد استشهد وفاة وفيات توفي "
        "مصرع لقي حتف جريح جريحا جرحى جريحين جرح إصابة أصيب أصيبوا مصاب مصابا مصابين مصابون إصابات ضحية "
        "ضحايا شخص شخصا أشخاص مدني مدنيا مدنيين مدنيون طفل طفلا أطفال امرأة نساء جندي جنديا جنود عنصر "
        "عنصرا عناصر مسلح مسلحا مسلحين مقاتل مقاتلا مقاتلين معتقل معتقلا معتقلين مخطوف مخطوفين مفقود "
        "مفقودا مفقودين نازح نازحا نازحين عائلة أسرة حصيلة عدد"
    ).split()
)
# What a place's name follows.
_KINDS = frozenset(
    fold(
        "حي أحياء مدينة بلدة بلدات قرية قرى مخيم منطقة محافظة ضاحية ناحية قضاء مديرية ريف حاجز معبر مطار"
    ).split()
)
_LEADING = frozenset(
    fold("في على إلى من قرب شمال جنوب شرق غرب شمالي جنوبي شرقي غربي وسط داخل نحو باتجاه").split()
)


def no_place(word: str) -> bool:  # noqa: ARG001 - it stands for a gazetteer
    """Know no place; figures are compared all the same."""
    return False


def place_words(gazetteer: Gazetteer) -> IsPlace:
    """Return whether a word is a place's name as it is written; one that is an ordinary word too is none."""

    @lru_cache(maxsize=50_000)
    def is_place(word: str) -> bool:
        bearers = gazetteer.index.entries(bare(word))
        return any(not gazetteer.place_at(entry.row).ordinary for entry in bearers)

    return is_place


def tells_otherwise(mine: Sequence[str], theirs: Sequence[str], is_place: IsPlace) -> str | None:
    """Say which toll or place differs between two texts of nearly the same words; None where none does."""
    for step in Levenshtein.opcodes(mine, theirs):
        if step.tag != "replace":
            continue
        for at, other in zip(
            range(step.src_start, step.src_end), range(step.dest_start, step.dest_end), strict=False
        ):
            if _figures_differ(mine, at, theirs, other) or _places_differ(mine, at, theirs, other, is_place):
                return f"{mine[at]} for {theirs[other]}"
    return None


def _figures_differ(mine: Sequence[str], at: int, theirs: Sequence[str], other: int) -> bool:
    one, two = _figure(mine[at]), _figure(theirs[other])
    if one is None or two is None or one == two:
        return False
    return _counts_people(mine, at) and _counts_people(theirs, other)


def _figure(word: str) -> float | None:
    if word.isdecimal():
        return float(word)
    found = COUNT_WORDS.get(word)
    return None if found is None else found.value


def _counts_people(words: Sequence[str], at: int) -> bool:
    around = words[max(at - AROUND, 0) : at + AROUND + 1]
    return any(not _PEOPLE.isdisjoint(_stems(word)) for word in around)


def _places_differ(
    mine: Sequence[str], at: int, theirs: Sequence[str], other: int, is_place: IsPlace
) -> bool:
    if at == 0 or other == 0 or mine[at - 1] != theirs[other - 1]:
        return False
    leads = not _KINDS.isdisjoint(_stems(mine[at - 1])) or (at < LEAD and mine[at - 1] in _LEADING)
    return leads and is_place(mine[at]) and is_place(theirs[other])


def _stems(word: str) -> frozenset[str]:
    return frozenset(reading.stem for reading in readings(word))
