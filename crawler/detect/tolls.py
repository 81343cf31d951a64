"""Which event a toll belongs to, and which of an event's tolls counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from crawler.arabic.tokens import Token
from crawler.arabic.word_sets import words as folded_set
from crawler.detect.casualties import Loss
from crawler.detect.claims import DEADLY, LEANS_ON_CAUSE, Claim
from crawler.detect.lexicon import Level
from crawler.detect.sentences import Zone
from crawler.model import UNKNOWN_TOLL, EventType, Status, Toll

_UNREST = frozenset([EventType.PROTEST, EventType.RIOT])
_WAR = 5000  # a higher toll is that of a war or of years
_CLAUSE = 12  # words that a new clause is worth
_COMMA = 2
_VAGUE = 6  # words that a clear trigger may be farther than one that only points to it
_BEGINS = folded_set("بينما فيما حين كما وكما ثم وذلك إلى")
_FORWARD = 1  # "مقتل ثلاثة في غارة": what follows is a little nearer than what stands before


def without_spare_tolls(claims: list[Claim]) -> list[Claim]:
    """Drop the words of death where the sentence tells what killed: its toll goes to that."""
    causes = [claim for claim in claims if claim.level not in LEANS_ON_CAUSE]
    if any(claim.type in DEADLY and claim.status is Status.NEW and claim.told for claim in causes):
        return causes
    losses = [claim for claim in claims if claim.level in LEANS_ON_CAUSE]
    return causes + sorted(losses, key=lambda c: c.level is Level.LOSS)[:1]


def give_tolls(claims: list[Claim], losses: Sequence[Loss], tokens: Sequence[Token]) -> list[Claim]:
    """Give the tolls of a sentence, the latest first, to the nearest trigger that can kill.

    What is told in one breath ("مقتل ثلاثة وإصابة سبعة") goes to one trigger.
    """
    for told in sorted(_breaths(claims, losses), key=lambda breath: not any(one.risen for one in breath)):
        able = [i for i, claim in enumerate(claims) if _takes(claim, told)]
        if not able:
            continue
        nearest = min(
            able, key=lambda i: (claims[i].status is not Status.NEW, _distance(claims[i], told, tokens))
        )
        for loss in told:
            if not claims[nearest].toll(deadly=loss.deadly).known:
                claims[nearest] = _with_loss(claims[nearest], loss)
    return claims


def _breaths(claims: Sequence[Claim], losses: Sequence[Loss]) -> list[list[Loss]]:
    """Part the tolls of a sentence where a trigger stands between, or one kind is told a second time."""
    found: list[list[Loss]] = []
    causes = [c.token for c in claims if c.type in DEADLY and c.level not in LEANS_ON_CAUSE]
    for loss in losses:
        last = found[-1] if found else []
        again = any(one.deadly is loss.deadly for one in last)
        if not last or again or any(last[-1].first < token < loss.first for token in causes):
            found.append([loss])
        else:
            last.append(loss)
    return found


def _takes(claim: Claim, told: Sequence[Loss]) -> bool:
    own = claim.level in LEANS_ON_CAUSE or claim.token > told[0].first
    if told[0].reason and not own:  # "قصف ردا على مقتل جنديين في هجوم": the attack's, not the shelling's
        return False
    if claim.type in _UNREST and told[0].after:  # "احتجاجات بعد مقتل شاب": its cause
        return False
    return claim.type in DEADLY and any(not claim.toll(deadly=one.deadly).known for one in told)


def _distance(claim: Claim, told: Sequence[Loss], tokens: Sequence[Token]) -> int:
    """Return how far a trigger stands from what is told in one breath; another clause is far."""
    token, vague = claim.token, claim.level is Level.VAGUE
    if token <= told[0].first:
        between = range(token, told[0].first)
        distance = _FORWARD + _VAGUE * vague
    else:
        between = range(told[-1].first, token)
        distance = _VAGUE * vague
    for i in between:
        begins = tokens[i].text in _BEGINS
        distance += 1 + _CLAUSE * begins + _COMMA * (tokens[i].text in "،,")
    return distance


def _with_loss(claim: Claim, loss: Loss) -> Claim:
    """Give a claim a toll of its sentence, with whom the sentence cites."""
    toll = replace(loss.toll, said_by=claim.said_by)
    known = replace(claim, losses=(*claim.losses, loss))
    if toll.best == 0 and claim.level in LEANS_ON_CAUSE:  # "ولم يصب أحد" denies no event
        known = replace(known, status=Status.NEW, level=Level.LOSS, told=True)
    return replace(known, killed=toll) if loss.deadly else replace(known, wounded=toll)


def tolls_of(
    told: Sequence[tuple[EventType, Sequence[Claim]]], recalled: Sequence[Sequence[Claim]], *, deadly: bool
) -> list[Toll]:
    """Return the toll of each event, told by its kind and claims; ``recalled`` stands beside it.

    Where a title sums up several events ("مقتل 12 جنديا" of ten and two), each keeps its own part.
    """
    tolls = [
        toll_of(_without_causes(kind, own), beside, deadly=deadly)
        for (kind, own), beside in zip(told, recalled, strict=True)
    ]
    new = [i for i, (_, claims) in enumerate(told) if claims[0].status is Status.NEW]
    return [
        _own_part(toll, told[i][1], [tolls[j].best for j in new if j != i], deadly=deadly)
        if i in new
        else toll
        for i, toll in enumerate(tolls)
    ]


def _without_causes(kind: EventType, claims: Sequence[Claim]) -> list[Claim]:
    """Leave out the dead for whose sake it was done: "تظاهرة بعد مقتل شاب", "قصف ردا على هجوم"."""
    kept: list[Claim] = []
    for claim in claims:
        other = claim.type is not kind
        losses = tuple(
            loss for loss in claim.losses if not (other and (loss.reason or (loss.after and kind in _UNREST)))
        )
        kept.append(claim if losses == claim.losses else replace(claim, losses=losses))
    return kept


def _own_part(toll: Toll, claims: Sequence[Claim], others: Sequence[int | None], *, deadly: bool) -> Toll:
    """Return an event's part of a sum that its article tells in parts; else the toll as it is."""
    parts = [best for best in others if best and best != toll.best]
    if toll.best is None or not parts:
        return toll
    rest = toll.best - sum(parts)
    if rest == 0 and len(parts) > 1:
        return UNKNOWN_TOLL
    own = (loss.toll for c in claims for loss in c.losses if loss.deadly is deadly)
    return next((part for part in own if rest > 0 and part.best == rest), toll)


def toll_of(claims: Sequence[Claim], recalled: Sequence[Claim], *, deadly: bool) -> Toll:
    """Return the highest of the figures told as risen and of those told first; else what leans on the event.

    What the body tells after title and lead is mostly of one raid or one witness; a new count says so.

    What sums up more than the event ("منذ بدء التصعيد", a war) or has been replaced since counts only
    where nothing else is told; so does what is ``recalled`` beside it: "وكان الهجوم أوقع تسعة قتلى".
    """
    toll = _told(claims, deadly=deadly)
    return toll if toll.known else _told(recalled, deadly=deadly, totals=False)


def _told(claims: Sequence[Claim], *, deadly: bool, totals: bool = True) -> Toll:
    told = [(c, loss) for c in claims for loss in c.losses if loss.deadly is deadly]
    counts = [(c, loss) for c, loss in told if loss.toll.best is not None and loss.toll.best <= _WAR]
    own = [(c, loss) for c, loss in counts if not loss.total and not loss.earlier]
    told, counts = (told, counts) if totals else (own, own)
    for chosen in (
        [pair for pair in own if pair[1].risen] + _told_first([pair for pair in own if not _leans(pair[0])]),
        own[:1],
        counts,
    ):
        if chosen:
            return max((c.toll(deadly=deadly) for c, _ in chosen), key=lambda t: t.best or 0)
    return next((c.toll(deadly=deadly) for c, _ in sorted(told, key=lambda p: _leans(p[0]))), UNKNOWN_TOLL)


def _told_first(pairs: list[tuple[Claim, Loss]]) -> list[tuple[Claim, Loss]]:
    """Return what title and lead tell, or the first sentence of the body that tells anything."""
    return [(c, loss) for c, loss in pairs if c.zone is not Zone.BODY or c.sentence == pairs[0][0].sentence]


def _leans(claim: Claim) -> bool:
    return claim.level not in {Level.SURE, Level.WEAK} and claim.zone is not Zone.TITLE
