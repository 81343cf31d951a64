"""`rasid match`: which article lines a keyword rule matches."""

from __future__ import annotations

from typing import Annotated

import typer


def match(
    rule: Annotated[str, typer.Argument(help="What a subscriber would type, e.g. 'قصف | غارة -تدريب'.")],
    file: Annotated[
        str, typer.Argument(help="Article lines (JSON); - is standard input, .gz is read.")
    ] = "-",
) -> None:
    """Print the articles that a keyword rule matches, one JSON line each, with the words and their offsets.

    \b
    قصف غارة              both words, in any form
    قصف | غارة            one of them (also: قصف أو غارة)
    قصف -تدريب            not where تدريب stands (also: قصف بدون تدريب)
    "ريف حلب"             side by side, as written
    قصف ~5 مدرسة          both, five words apart at most (also: قصف قرب مدرسة)
    القدم -"كرة القدم"    القدم, but not that of the phrase
    """
    from alerts.cli.lines import article_of, complain, filter_lines, read_lines, write_line
    from crawler.detect.keyword_forms import Paradigms
    from crawler.detect.keyword_rules import RuleRefused, read_rule
    from crawler.detect.keywords import KeywordSet
    from crawler.detect.lexicon import load_lexicon

    read = read_rule(rule)
    if isinstance(read, RuleRefused):
        complain(str(read))
        raise typer.Exit(2)
    asked = KeywordSet({rule: read}, Paradigms(load_lexicon()))

    def answer(values: dict[str, object]) -> dict[str, object] | None:
        article = article_of(values)
        spans = asked.matching(article.title, article.text).get(rule)
        if spans is None:
            return None
        whole = article.full_text
        return {
            "id": values["id"],
            "title": article.title,
            "words": [{"text": whole[s.start : s.end], "start": s.start, "end": s.end} for s in spans],
        }

    raise typer.Exit(filter_lines(read_lines(file), answer, write_line))
