"""Say of each piece of a page whether it is of the article.

what recurs at the publisher | what the lines say | loose lines before the text | what only markup can tell
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from crawler.extract.blocks import Found
from crawler.extract.boilerplate import judge_lines
from crawler.extract.habits import Kind, Seen
from crawler.extract.lines import PROSE_WORDS, Line, read_line
from crawler.extract.markup import HEADINGS
from crawler.extract.memory import Known
from crawler.extract.observe import Named, Parts, own_text, things_seen
from crawler.extract.phrases import comparing_form
from crawler.extract.single import Reason
from crawler.extract.tree import Piece, Walk

LOOSE_WORDS = 12  # a lead that is no finished sentence is longer
NAME_WORDS = 4
LABEL_WORDS = 3  # "درعا" is a label under one text and the subheading of another
LEFT_WORDS, LEFT_SHARE = 8, 0.3  # what recurs is not believed where it would leave less of a text

Verdicts = list[str | None]  # why each line goes; None keeps it


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What was decided about a page's pieces."""

    reasons: Sequence[str | None]  # why each piece is not of the article; None keeps it
    parts: Parts
    recurring: Mapping[int, str]  # place among the parts' lines → why it is known to recur

    @property
    def text(self) -> str:
        """The kept pieces, one a line."""
        pairs = zip(self.parts.page.pieces, self.reasons, strict=True)
        return "\n".join(piece.text for piece, why in pairs if why is None)

    def seen(self, known: Known) -> tuple[Seen, ...]:
        """Return what on the page may recur at its publisher."""
        kept = [
            self.reasons[number] is None or place in self.recurring
            for place, number in enumerate(self.parts.numbers)
        ]
        return things_seen(self.parts, kept, known.lines)


def judge_pieces(page: Walk, found: Found, title: str, known: Known) -> Judged:
    """Say of every piece of the page why it is not of the article, and what recurs there."""
    reasons: Verdicts = [
        "outside the article" if not inside else "chrome by its markup" for inside in found.inside
    ]
    candidates = [
        number
        for number, piece in enumerate(page.pieces)
        if found.inside[number] and not piece.chrome and not found.chrome[piece.element]
    ]
    pieces = [page.pieces[number] for number in candidates]
    lines = [_line_of(piece) for piece in pieces]
    parts = Parts(page, found.container, candidates, lines)
    recurring = _recurring(parts, known) if known.recurring else {}
    verdicts = _judge(pieces, lines, title, recurring)
    if recurring and not _leaves_a_text(lines, verdicts):
        recurring = {}
        verdicts = _judge(pieces, lines, title, recurring)
    for number, verdict in zip(candidates, verdicts, strict=True):
        reasons[number] = verdict
    return Judged(reasons=reasons, parts=parts, recurring=recurring)


def _judge(
    pieces: Sequence[Piece], lines: Sequence[Line], title: str, recurring: Mapping[int, str]
) -> Verdicts:
    rest = [place for place in range(len(lines)) if place not in recurring]
    verdicts: Verdicts = [recurring.get(place) for place in range(len(lines))]
    for place, verdict in zip(rest, judge_lines([lines[place] for place in rest], title=title), strict=True):
        verdicts[place] = verdict
    _judge_before_text(pieces, lines, verdicts)
    _judge_markup(lines, verdicts, comparing_form(title))
    return verdicts


def _recurring(parts: Parts, known: Known) -> dict[int, str]:
    """Return which lines the publisher's habits take, and why."""
    habits = known.recurring
    unknown = [place for place, key in enumerate(parts.keys) if key not in habits]
    first, last, _ = own_text(parts, unknown)
    taken = {}
    for place, key in enumerate(parts.keys):
        within = first < place < last and parts.lines[place].length <= LABEL_WORDS
        if key in habits and not (within and habits[key].kind is Kind.LOOSE):
            taken[place] = known.why(key)
    if any(habit.kind in (Kind.BLOCK, Kind.CAPTION) for habit in habits.values()):
        for one in parts.named:
            habit = _habit_of(parts, one, known)
            if habit is not None:
                taken.update(dict.fromkeys(range(one.first, one.last + 1), known.why(habit)))
    return taken


def _habit_of(parts: Parts, one: Named, known: Known) -> int | None:
    """Return the key of the habit that a named element is, if it is one here too."""
    if one.block_key in known.recurring and parts.is_block(one):
        return one.block_key
    return one.caption_key if one.caption_key in known.recurring and parts.is_caption(one) else None


def _leaves_a_text(lines: Sequence[Line], verdicts: Verdicts) -> bool:
    """Whether sentences are left: a daily bulletin of lines that were all said before is still an article."""
    left = sum(line.length for line, verdict in zip(lines, verdicts, strict=True) if verdict is None)
    return left >= min(LEFT_WORDS, LEFT_SHARE * sum(line.length for line in lines))


def _line_of(piece: Piece) -> Line:
    return read_line(
        piece.text,
        link=piece.linked * 2 > len(piece.text),
        heading=piece.tag in HEADINGS,
        listed=piece.tag == "li",
    )


def _judge_before_text(pieces: Sequence[Piece], lines: Sequence[Line], verdicts: Verdicts) -> None:
    """Drop loose lines between the headline and the text: kickers, names, dates, captions."""
    first = next((n for n, line in enumerate(lines) if line.prose and verdicts[n] is None), 0)
    for number in range(first):
        line, piece = lines[number], pieces[number]
        short = line.length <= (LOOSE_WORDS if piece.tag == "div" else NAME_WORDS)
        if verdicts[number] is None and short and not (line.heading or line.ends_sentence or line.introduces):
            verdicts[number] = Reason.BEFORE_TEXT


def _judge_markup(lines: Sequence[Line], verdicts: Verdicts, title: str) -> None:
    """Drop what only HTML can tell: the headline, lone links, and headings with nothing under them."""
    for number, line in enumerate(lines):
        if verdicts[number] is not None:
            continue
        if line.heading and title and " ".join(line.words) in title:
            verdicts[number] = "the headline again"
        elif line.link and not (line.ends_sentence and line.length >= PROSE_WORDS):
            verdicts[number] = "a link by itself"
    text_follows = False
    for number in range(len(lines) - 1, -1, -1):
        if verdicts[number] is None and lines[number].heading:
            if not text_follows:
                verdicts[number] = "a heading with nothing under it"
            text_follows = False
        elif verdicts[number] is None:
            text_follows = True
