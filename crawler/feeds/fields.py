"""One entry's XML to its fields, by expat, each entry alone: one bad entry hurts no other."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

_MOST_DEPTH = 200
# Prefixes are names that a feed may choose; these are the usual ones for each namespace.
_USUAL_PREFIX = {
    "http://www.w3.org/2005/atom": "",
    "http://purl.org/atom/ns#": "",
    "http://purl.org/rss/1.0/": "",
    "http://my.netscape.com/rdf/simple/0.9/": "",
    "http://purl.org/rss/1.0/modules/content/": "content",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/dc/terms/": "dcterms",
    "http://search.yahoo.com/mrss/": "media",
    "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes",
    "http://rssnamespace.org/feedburner/ext/1.0": "feedburner",
    "http://www.w3.org/1999/xhtml": "xhtml",
}
_DECLARED_PREFIX = re.compile(r"xmlns:([\w.-]+)\s*=\s*[\"']([^\"'<>]{1,300})[\"']")


class BrokenEntry(ValueError):  # noqa: N818 -- it is the entry that is broken
    """Raised when an entry's XML is not well-formed, or is nested beyond reason."""


@dataclass(slots=True)
class Field:
    """A child of an entry: ``text`` without the tags inside it, ``markup`` with them."""

    name: str  # lower case, with the usual prefix
    attributes: dict[str, str]
    text: str = ""
    markup: str = ""


@dataclass(slots=True)
class Fields:
    """The children of an entry in order, and the attributes of the entry itself."""

    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Field] = field(default_factory=list)

    def first(self, *names: str) -> Field | None:
        """Return the first child of the first name that has one with anything in it."""
        for name in names:
            for child in self.children:
                if child.name == name and (child.text.strip() or child.markup):
                    return child
        return None

    def text(self, *names: str) -> str:
        """Return the text of `first`, stripped; "" if there is none."""
        found = self.first(*names)
        return found.text.strip() if found else ""

    def markup(self, name: str) -> str:
        """Return what stands in the first child of this name, with its tags."""
        found = self.first(name)
        return (found.markup or found.text) if found else ""

    def all(self, name: str) -> list[Field]:
        """Return every child of this name."""
        return [child for child in self.children if child.name == name]


def read_prefixes(root_tag: str) -> dict[str, str]:
    """Return the prefixes that a root tag declares, each with the usual one for its namespace."""
    usual = {}
    for prefix, namespace in _DECLARED_PREFIX.findall(root_tag):
        known = _USUAL_PREFIX.get(namespace.strip().lower())
        if known is not None:
            usual[prefix.lower()] = known
    return usual


def read_fields(xml: str, prefixes: dict[str, str]) -> Fields:
    """Read an element's children; raises BrokenEntry.

    The parser knows no namespaces, so a prefix that nobody declared is no error.
    """
    reader = _Reader(prefixes)
    parser = expat.ParserCreate("utf-8")
    parser.buffer_text = True
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.characters
    try:
        parser.Parse(xml.encode("utf-8", "replace"), True)  # noqa: FBT003 -- expat's "this is all"
    except expat.ExpatError as error:
        raise BrokenEntry(str(error)) from error
    return reader.fields


class _Reader:
    """Collects expat's calls: depth 1 is the entry, depth 2 a field, deeper is the field's markup."""

    def __init__(self, prefixes: dict[str, str]) -> None:
        self.fields = Fields()
        self._prefixes = prefixes
        self._depth = 0
        self._text: list[str] = []
        self._markup: list[str] = []
        self._nested = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > _MOST_DEPTH:
            raise BrokenEntry(f"nested beyond reason at <{name[:40]}>")
        if self._depth == 1:
            self.fields.attributes = attributes
        elif self._depth == 2:  # noqa: PLR2004 -- see the class
            self.fields.children.append(Field(self._usual_name(name), attributes))
            self._text, self._markup, self._nested = [], [], False
        else:
            self._nested = True
            written = "".join(f" {key}={quoteattr(value)}" for key, value in attributes.items())
            self._markup.append(f"<{name.removeprefix('xhtml:')}{written}>")

    def end(self, name: str) -> None:
        if self._depth == 2:  # noqa: PLR2004 -- see the class
            self.fields.children[-1].text = "".join(self._text)
            self.fields.children[-1].markup = "".join(self._markup) if self._nested else ""
        elif self._depth > 2:  # noqa: PLR2004 -- see the class
            self._markup.append(f"</{name.removeprefix('xhtml:')}>")
        self._depth -= 1

    def characters(self, text: str) -> None:
        self._text.append(text)
        self._markup.append(escape(text))

    def _usual_name(self, name: str) -> str:
        prefix, colon, local = name.lower().rpartition(":")
        if not colon:
            return local
        usual = self._prefixes.get(prefix, "" if prefix in ("atom", "rss") else prefix)
        return f"{usual}:{local}" if usual else local
