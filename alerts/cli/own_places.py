"""The operator's own gazetteer files: read, written whole or not at all, and what an import did to them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import blake2b
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from crawler.model import Place
from crawler.places.gazetteer import Gazetteer
from crawler.places.importers.merge import Merged
from crawler.places.kinds import PRECISION_OF_KIND
from crawler.places.names import key_of
from crawler.places.rows import COLUMNS, GazetteerError

OWN = "own"  # source and file of what people add by hand
MOST_SHOWN = 20
_KEEP = "Give a row another source, and no import touches it."
_HEADS = {
    OWN: "Places of your own, from `rasid places add`; edit them as you like, no import touches them.",
    "geonames": f"Imported from GeoNames (geonames.org, CC BY 4.0). {_KEEP}",
    "osm": f"Imported from OpenStreetMap (© OpenStreetMap contributors, ODbL). {_KEEP}",
    "ocha": f"Imported from OCHA administrative boundaries. {_KEEP}",
    "wof": f"Imported from Who's On First. {_KEEP}",
}


def read_rows(file: Path) -> dict[str, tuple[str, ...]]:
    """Return a file's rows by id; none if there is no file."""
    if not file.exists():
        return {}
    rows: dict[str, tuple[str, ...]] = {}
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
        columns = tuple(line.split("\t"))
        if not line or line.startswith("#") or list(columns) == COLUMNS:
            continue
        if len(columns) != len(COLUMNS):
            raise GazetteerError(f"{file}, line {number}: {len(columns)} columns instead of {len(COLUMNS)}")
        rows[columns[0]] = columns
    return rows


def write_rows(file: Path, rows: Iterable[Sequence[str]], source: str) -> None:
    """Write a file beside the old one and put it in its place, so that a crash leaves one of the two."""
    file.parent.mkdir(parents=True, exist_ok=True)
    lines = [f"# {_HEADS[source]}", "\t".join(COLUMNS), *("\t".join(row) for row in rows)]
    beside = file.with_suffix(".new")
    beside.write_text("\n".join(lines) + "\n", encoding="utf-8")
    beside.replace(file)


def own_row(
    name: str, kind: str, parent: Place, point: tuple[float, float] | None, more: Sequence[str]
) -> list[str]:
    """Return the row of a place that somebody adds; its id follows from name, kind and parent."""
    if kind not in PRECISION_OF_KIND:
        raise GazetteerError(f"there is no kind {kind!r}; the kinds are {', '.join(PRECISION_OF_KIND)}")
    digest = blake2b(f"{key_of(name)}|{kind}|{parent.id}".encode(), digest_size=4).hexdigest()
    lat, lon = (f"{part:.4f}" for part in point) if point else ("", "")
    plain = [" ".join(one.replace("|", " ").split()) for one in (name, *more)]
    place_id = f"{parent.country.lower()}.{OWN}.{digest}"
    return [place_id, plain[0], "|".join(plain[1:]), kind, parent.id, lat, lon, "", "", "1", OWN]


def show_import(merged: Merged, file: Path, gazetteer: Gazetteer, *, dry: bool) -> None:
    """Tell what an import did, or would do, and every conflict that somebody should look at."""
    done = " (would be)" if dry else ""
    figures = f"{len(merged.added)} added, {len(merged.updated)} updated, {merged.unchanged} unchanged"
    print(f"{file}{done}: {figures}")
    print(
        f"{merged.known} known already, {merged.twice} twice in the file, {len(merged.conflicts)} in conflict"
    )
    for reason, count in sorted(merged.left_out.items()):
        print(f"{count} left out: {reason}")
    if not merged.conflicts:
        return
    table = Table(title="Conflicts (not imported)", title_justify="left", show_edge=False, pad_edge=False)
    for head in ("imported", "kind", "coordinates", "known", "what"):
        table.add_column(head, overflow="fold")
    for one in merged.conflicts[:MOST_SHOWN]:
        found, known = one.found, one.known
        point = "" if found.lat is None else f"{found.lat:.4f}, {found.lon:.4f}"
        described = "" if known is None else _described(known, gazetteer)
        table.add_row(
            *map(Text, (f"{found.name} ({found.source} {found.key})", found.kind, point, described, one.what))
        )
    console = Console(highlight=False)
    console.width = console.width if console.is_terminal else 160
    console.print(table)
    if len(merged.conflicts) > MOST_SHOWN:
        print(f"… and {len(merged.conflicts) - MOST_SHOWN} more; --conflicts FILE writes all of them")


def _described(place: Place, gazetteer: Gazetteer) -> str:
    shown = gazetteer.describe(place) if gazetteer.has(place.id) else place.name
    return f"{shown} ({place.id})"


def write_conflicts(merged: Merged, file: Path) -> None:
    """Write every conflict as a line of tab-separated values."""
    lines = ["source\tkey\tname\tkind\tlat\tlon\tknown\twhat"]
    for one in merged.conflicts:
        found = one.found
        point = ("", "") if found.lat is None else (f"{found.lat:.4f}", f"{found.lon:.4f}")
        known = one.known.id if one.known else ""
        lines.append("\t".join([found.source, found.key, found.name, found.kind, *point, known, one.what]))
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
