"""`rasid dedup`: article lines in time order in, what each repeats out."""

from __future__ import annotations

from typing import Annotated

import typer


def dedup(
    file: Annotated[
        str, typer.Argument(help="Article lines (JSON); - is standard input, .gz is read.")
    ] = "-",
) -> None:
    """Say of each article which earlier one it repeats, one JSON line an article.

    Prints {"id", "duplicate_of", "kind": "exact" | "near" | null, "similarity": 0…1}.
    """
    from dataclasses import replace
    from datetime import UTC, datetime

    from alerts.cli.lines import article_of, filter_lines, read_lines, write_line
    from alerts.store.schema import fresh_database
    from crawler.assess import judge_article
    from crawler.dedup.facts import place_words
    from crawler.places.gazetteer import Gazetteer
    from crawler.store.articles import ArticleStore

    database = fresh_database()
    is_place = place_words(Gazetteer.load())
    unknown_time = datetime(1970, 1, 1, tzinfo=UTC)  # order alone counts here

    ids: list[
        object
    ] = []  # as given; within, an article is known by its place in the input, which is its own

    def answer(values: dict[str, object]) -> dict[str, object]:
        read = article_of(values)
        article = replace(read, id=str(len(ids)), published=read.published or unknown_time)
        ids.append(values["id"])
        with database.begin() as tx:
            articles = ArticleStore(tx)
            articles.save(article, unknown_time)
            verdict, _ = judge_article(articles, article, is_place)
        return {
            "id": values["id"],
            "duplicate_of": None if verdict.duplicate_of is None else ids[int(verdict.duplicate_of)],
            "kind": verdict.kind,
            "similarity": verdict.similarity,
        }

    raise typer.Exit(filter_lines(read_lines(file), answer, write_line))
