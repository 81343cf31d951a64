"""The way from <body> to the article's element, as one publisher's template writes it.

A step is a tag with its class and id words. Words that change from page to page (``post-1234``,
``category-sport``) fall away when the ways of several pages are laid over each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from selectolax.lexbor import LexborNode

LONGEST_PATH = 60  # steps
MOST_WORDS = 12  # of one element's class and id
MOST_CANDIDATES = 40  # elements that a path may lead to on the way
_PARAGRAPHS = frozenset({"p", "blockquote", "ul", "ol", "li", "h1", "h2", "h3", "h4", "h5", "h6"})
_DIGITS = re.compile(r"\d+")
_LONGEST_WORD = 60  # characters


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One element of the way."""

    tag: str
    words: frozenset[str] = frozenset()  # class and "#id" words, as written and with their numbers left out
    place: int | None = None  # among the siblings of its tag, counted from 0; None where pages differ


Path = tuple[Step, ...]


def words_of_element(node: LexborNode) -> frozenset[str]:
    """Return the words of an element's class and id, and those with numbers also without them.

    >>> # <article id="post-77" class="post hentry"> gives {"post", "hentry", "#post-77", "#post-"}
    """
    attributes = node.attributes
    if not attributes:
        return frozenset()
    words = (attributes.get("class") or "").split()[:MOST_WORDS]
    words += [f"#{word}" for word in (attributes.get("id") or "").split()[:1]]
    short = [word for word in words if len(word) <= _LONGEST_WORD]
    return frozenset([*short, *(_DIGITS.sub("", word) for word in short if _DIGITS.search(word))])


def path_to(node: LexborNode) -> Path | None:
    """Return the way from <body> down to a node; None when it is too long, or <body> itself.

    A text of one paragraph may be found in its <p>; where the paragraphs stand is what pages share.
    """
    steps: list[Step] = []
    here: LexborNode | None = node
    while here is not None and here.tag in _PARAGRAPHS:
        here = here.parent
    while here is not None and here.tag != "body":
        if len(steps) == LONGEST_PATH:
            return None
        steps.append(Step(tag=here.tag or "", words=words_of_element(here), place=_place_of(here)))
        here = here.parent
    return tuple(reversed(steps)) if here is not None and steps else None


def _place_of(node: LexborNode) -> int:
    place, before = 0, node.prev
    while before is not None:
        place += before.tag_id == node.tag_id
        before = before.prev
    return place


def common_path(one: Path, other: Path) -> Path | None:
    """Lay two ways over each other; None when they are ways of two templates."""
    if len(one) != len(other):
        return None
    steps = [_common_step(mine, theirs) for mine, theirs in zip(one, other, strict=True)]
    common = tuple(step for step in steps if step is not None)
    return common if len(common) == len(one) else None


def _common_step(one: Step, other: Step) -> Step | None:
    words = one.words & other.words
    named = bool(one.words) or bool(other.words)
    if one.tag != other.tag or (named and not words):
        return None
    return Step(tag=one.tag, words=words, place=one.place if one.place == other.place else None)


def follow_path(body: LexborNode, path: Path) -> LexborNode | None:
    """Return the element that a way leads to on this page; None when it leads nowhere or to several."""
    here = [body]
    for step in path:
        here = [child for node in here for child in _steps_down(node, step)]
        if not here or len(here) > MOST_CANDIDATES:
            return None
    return here[0] if len(here) == 1 else None


def _steps_down(node: LexborNode, step: Step) -> list[LexborNode]:
    """Return the children that a step may lead to; its place decides where its words do not."""
    tagged = [child for child in node.iter() if child.tag == step.tag]
    if step.place is not None and step.place < len(tagged) and _fits(tagged[step.place], step):
        return [tagged[step.place]]
    return [child for child in tagged if _fits(child, step)]


def _fits(node: LexborNode, step: Step) -> bool:
    return not step.words or step.words <= words_of_element(node)


def prune(body: LexborNode, article: LexborNode) -> None:
    """Take out of the page what stands before its headline and after its article's element.

    What is left is a small page: the headline, what stands between it and the text, and the text. No node
    that was met before may be used again, but for ``body`` and ``article``.
    """
    chain = _chain(article)
    before = _until_headline(body, chain)
    for node in chain[1:]:
        _remove(list(_beside(node, "next")))
        siblings = list(_beside(node, "prev"))
        if before is None:
            continue
        level = next((place for place, one in enumerate(siblings) if one.mem_id == before), None)
        if level is None:
            _remove(siblings)
        else:
            _remove(siblings[level + 1 :])
            before = None  # what stands below is between the headline and the text


def _until_headline(body: LexborNode, chain: list[LexborNode]) -> int | None:
    """Return the branch of the headline, beside the way to the article: what stands before it may go.

    It is None when there is no <h1> before the text, so that everything there may be a headline, and the
    article's own element when the headline stands in it.
    """
    on_way = {node.mem_id for node in chain}
    branch = body.css_first("h1")
    while branch is not None and branch.parent is not None and branch.parent.mem_id not in on_way:
        branch = branch.parent
    if branch is None or branch.parent is None:
        return None
    if branch.parent.mem_id == chain[-1].mem_id:
        return chain[-1].mem_id
    beside = next(node for node in chain[1:] if node.parent and node.parent.mem_id == branch.parent.mem_id)
    stands_before = any(one.mem_id == branch.mem_id for one in _beside(beside, "prev"))
    return branch.mem_id if stands_before else None


def _chain(article: LexborNode) -> list[LexborNode]:
    chain = [article]
    while chain[-1].tag != "body" and chain[-1].parent is not None:
        chain.append(chain[-1].parent)
    return chain[::-1]


def _beside(node: LexborNode, way: Literal["prev", "next"]) -> Iterator[LexborNode]:
    """Return the siblings before or after a node, the nearest first."""
    one: LexborNode | None = getattr(node, way)
    while one is not None:
        yield one
        one = getattr(one, way)


def _remove(nodes: list[LexborNode]) -> None:
    for node in nodes:
        node.decompose()
