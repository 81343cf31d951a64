"""`rasid explain`: why an article became these incidents, and not others."""

from __future__ import annotations

from typing import Annotated

import typer

from alerts.cli.settled import SETTINGS_FILE, ConfigOption, own_places


def explain(
    what: Annotated[
        str,
        typer.Argument(help="A file (HTML, text or article lines), a URL, an article's id, or - for input."),
    ],
    published: Annotated[
        str | None,
        typer.Option(help="When it was published (ISO 8601), where the text itself does not tell."),
    ] = None,
    why_not: Annotated[
        str | None,
        typer.Option(metavar="TYPE", help="Tell only why it did not become an event of a type: air_strike …"),
    ] = None,
    config: ConfigOption = SETTINGS_FILE,
) -> None:
    """Show a text with its triggers, places, numbers and times marked, and every decision about it."""
    from dataclasses import replace

    from alerts.cli.explaining import find_articles, show_explanation, show_source, show_why_not, type_named
    from alerts.cli.replaying import read_moment
    from crawler.detect.detector import load_detector
    from crawler.detect.why_not import why_not as ask_why_not
    from crawler.explain import explain_article

    kind = None if why_not is None else type_named(why_not)
    detector = load_detector(own_places(config))
    moment = read_moment(published)
    for article in find_articles(what, config):
        asked = article if moment is None else replace(article, published=moment)
        if asked.id == what:
            show_source(asked, config)
        if kind is None:
            show_explanation(explain_article(asked, detector), detector.gazetteer)
        else:
            show_why_not(asked, ask_why_not(asked, kind, detector))
