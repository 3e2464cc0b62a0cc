"""The navigation of the site in one language as HTML, on each page with that page marked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from claim_manual.derived.navigation import NavigationEntry
from claim_manual.html import Html, element, joined, text


@dataclass(frozen=True)
class _Piece:
    """A part of the navigation: a link to the page `uri`, on others and on that page; or tags alone."""

    elsewhere: Html
    here: Html
    uri: str | None = None


@dataclass(frozen=True)
class Menu:
    """Writes the navigation; `path` says where a page is under the root of the site."""

    entries: tuple[NavigationEntry, ...]
    path: Callable[[str], str]
    _pieces: dict[tuple[str, int], tuple[_Piece, ...]] = field(default_factory=dict)

    def on_page(self, uri: str, root: str) -> Html:
        """The navigation on the page `uri`, from which `root` leads to the root of the site.

        Of entries with an overview only the one that holds the page is spread out: a list of all
        pages on each page would make a site grow with the square of its pages.
        """
        opened = next((n for n, entry in enumerate(self.entries) if _holds(entry, uri)), -1)
        key = (root, opened)
        if key not in self._pieces:
            self._pieces[key] = tuple(self._list(self.entries, root, opened))
        return joined(
            piece.here if piece.uri == uri else piece.elsewhere for piece in self._pieces[key]
        )

    def _list(
        self, entries: tuple[NavigationEntry, ...], root: str, opened: int = -1
    ) -> Iterator[_Piece]:
        yield _tags("<ul>")
        for n, entry in enumerate(entries):
            yield _tags("<li>")
            yield from self._entry(entry, root, is_open=n == opened)
            yield _tags("</li>")
        yield _tags("</ul>")

    def _entry(self, entry: NavigationEntry, root: str, *, is_open: bool) -> Iterator[_Piece]:
        if not entry.parts:
            yield self._link(entry.uri, entry.title, root)
        elif not entry.overview:
            summary = element("summary", text(entry.title))
            yield _tags(f"<details open>{summary}" if is_open else f"<details>{summary}")
            yield from self._list(entry.parts, root)
            yield _tags("</details>")
        else:
            yield self._link(entry.overview, entry.title, root, "cm-nav-section")
            if is_open:
                yield from self._list(entry.parts, root)

    def _link(self, uri: str, title: str, root: str, class_: str | None = None) -> _Piece:
        href = f"{root}/{self.path(uri)}"
        elsewhere, here = (
            element("a", text(title), href=href, aria_current=current, class_=class_)
            for current in (None, "page")
        )
        return _Piece(elsewhere, here, uri)


def _tags(written: str) -> _Piece:
    return _Piece(Html(written), Html(written))


def _holds(entry: NavigationEntry, uri: str) -> bool:
    return uri in {entry.uri, entry.overview} or any(_holds(part, uri) for part in entry.parts)
