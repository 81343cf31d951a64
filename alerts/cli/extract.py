"""`rasid extract`: pages in, clean articles out."""

from __future__ import annotations

from typing import Annotated, Any

import typer


def extract(
    files: Annotated[
        list[str] | None, typer.Argument(help="Pages (HTML or plain text); - is standard input.")
    ] = None,
    jsonl: Annotated[
        bool,
        typer.Option("--jsonl", help='Read lines {"id", "url", "html"} or {"id", "url", "path"} instead.'),
    ] = False,
    show: Annotated[
        bool, typer.Option("--show", help="Show what was kept and dropped, with the reasons.")
    ] = False,
) -> None:
    """Read articles out of pages, one JSON line a page.

    Prints {"id", "url", "title", "text", "published", "author", "language"}; paragraphs are joined by \\n.
    """
    import zlib

    from alerts.cli.extracting import page_id, page_line, read_line_page, read_page_file, show_page
    from alerts.cli.lines import BadLine, Line, filter_lines, read_lines, write_line

    names = files or ["-"]
    if show:
        for name in names:
            show_page(name)
        return

    def answer_line(values: dict[str, Any]) -> dict[str, Any]:
        return page_line(*read_line_page(values))

    def answer_file(values: dict[str, Any]) -> dict[str, Any]:
        name = str(values["name"])
        try:
            return page_line(page_id(name), "", read_page_file(name))
        except (OSError, EOFError, zlib.error) as error:
            raise BadLine(f"{name}: {getattr(error, 'strerror', None) or error}") from error

    status = 0
    for number, name in enumerate(names, start=1):
        if jsonl:
            status |= filter_lines(read_lines(name), answer_line, write_line)
        else:
            line = Line(number=number, values={"id": page_id(name), "name": name})
            status |= filter_lines(iter([line]), answer_file, write_line)
    raise typer.Exit(status)
