"""`rasid detect`: article lines in, their incidents out."""

from __future__ import annotations

from typing import Annotated

import typer

from alerts.cli.settled import SETTINGS_FILE, ConfigOption, own_places


def detect(
    file: Annotated[
        str, typer.Argument(help="Article lines (JSON); - is standard input, .gz is read.")
    ] = "-",
    everything: Annotated[
        bool, typer.Option("--all", help="Also what was judged background, hypothetical, denied …")
    ] = False,
    config: ConfigOption = SETTINGS_FILE,
) -> None:
    """Read each article alone and print the incidents it tells of, one JSON line an article.

    Reads {"id", "title", "text", "published"?, "source"?, "url"?}; prints {"id", "incidents": […]}.
    """
    from alerts.cli.lines import article_of, event_line, filter_lines, read_lines, write_line
    from crawler.detect.detector import load_detector
    from crawler.model import Status

    detector = load_detector(own_places(config))

    def answer(values: dict[str, object]) -> dict[str, object]:
        article = article_of(values)
        found = []
        for event in detector.detect(article):
            if everything:
                found.append({**event_line(event, detector.gazetteer), "status": event.status.value})
            elif event.status is Status.NEW:
                found.append(event_line(event, detector.gazetteer))
        return {"id": values["id"], "incidents": found}

    raise typer.Exit(filter_lines(read_lines(file), answer, write_line))
