"""The sheet of a centre for its desk: whom one calls there, on one side of A4."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from claim_manual.book.chapter_maker import Article, ChapterMaker
from claim_manual.book.edition import Wanted, empty_book, setter_of
from claim_manual.book.front import dated, line_of
from claim_manual.book.lines import text
from claim_manual.book.values import Book
from claim_manual.derived.centres import as_contact, local_contacts
from claim_manual.derived.register_groups import groups_by_title
from claim_manual.html import NOTHING, Html, element, joined
from claim_manual.model.registers import Contact
from claim_manual.pages import inline as i
from claim_manual.pages.goals import host

_CONTACTS = "contacts"


@dataclass(frozen=True)
class SheetLook:
    """How a sheet is set: the size of its type in points, and its columns."""

    size: float
    columns: int

    @property
    def class_(self) -> str:
        """The classes of the style sheet."""
        return f"desk desk-{self.size:g}".replace(".", "-") + (" desk-two" * (self.columns > 1))


LOOKS = tuple(
    SheetLook(size, columns)
    for columns, sizes in ((1, (14.0, 12.0, 11.0, 10.0, 9.2, 8.5)), (2, (10.0, 9.2, 8.5)))
    for size in sizes
)
"""From the largest to the smallest: a sheet has the first in which it fills no more than one side."""


def sheet_name(lang: str, centre_id: str) -> str:
    """The name of a sheet's file, without its ending."""
    return f"whom-to-call-{lang}-{centre_id}"


def desk_sheet(request: Wanted, look: SheetLook) -> Book:
    """The sheet of a local edition in its first language."""
    manual, lang = request.manual, request.languages[0]
    centre = manual.at
    assert centre is not None
    make = setter_of(request, lang).make
    name = make.reading.plain(centre.model.name)
    title = f"{make.say('Whom to call here')}. {name}"
    references = replace(make.references(), are_numbered=False)
    body = joined((*_head(make), *_emergency(make), _here(make, look)), Html("\n"))
    chapter = make.chapter(
        Article("p-desk", title, body, references, foot=_foot(make), class_=look.class_)
    )
    return replace(
        empty_book(request, make),
        name=sheet_name(lang, centre.id),
        title=title,
        chapters=(chapter,),
    )


def _head(make: ChapterMaker) -> Iterator[Html]:
    centre = make.manual.at
    assert centre is not None
    texts = make.texts(centre.path)
    contact = texts.contact(as_contact(centre))
    yield element("p", text(make.title), class_="desk-of")
    yield element("h1", text(make.say("Whom to call here")))
    phones = i.between(list(contact.phones), " · ")
    lines = [("desk-phones", phones)] if phones else []
    addresses = [contact.email, host(contact.url) if contact.url else ""]
    reached: list[i.Parts] = [(i.Words(words),) for words in addresses if words]
    reached += [contact.address] if contact.address else []
    lines += [("", _beside(reached))] if reached else []
    lines += [("", contact.hours)] if contact.hours else []
    rows = (element("p", line_of(make, words), class_=name or None) for name, words in lines)
    yield element(
        "div",
        element("p", line_of(make, contact.name), class_="desk-name"),
        *rows,
        class_="desk-centre",
    )


def _beside(lines: Sequence[i.Parts]) -> i.Parts:
    """Lines after each other on one."""
    first, *others = lines
    return (*first, *(part for line in others for part in (i.Words(" · "), *line)))


def _emergency(make: ChapterMaker) -> Iterator[Html]:
    """The numbers of emergencies, which are the same everywhere."""
    manual = make.manual
    first = [manual.contact(name) for name in manual.settings.model.emergency]
    others = [
        entry
        for entry in manual.register(_CONTACTS)
        if isinstance(entry, Contact) and entry.kind == "emergency"
    ]
    entries = {entry.id: entry for entry in (*first, *others) if entry}
    local = {contact.id for contact in local_contacts(manual)}
    shown = [
        entry
        for entry in entries.values()
        if entry.telephones and entry.status != "weak" and entry.id not in local
    ]
    if shown:
        yield element("h2", text(make.say("In an emergency")), class_="desk-red")
        yield element("div", _table(make, shown), class_="desk-first")


def _here(make: ChapterMaker, look: SheetLook) -> Html:
    """Who is called at the centre, in the groups of the register of contacts."""
    manual = make.manual
    entries = [manual.contact(contact.id) for contact in local_contacts(manual)]
    groups = groups_by_title(make.reading, [entry for entry in entries if entry])
    pieces = []
    for group in groups:
        title = group.title if len(groups) > 1 else make.say("In this place")
        pieces.append(element("h2", text(title)))
        entries_here = [entry for entry in group.entries if isinstance(entry, Contact)]
        pieces.append(_table(make, entries_here, is_narrow=look.columns > 1))
    return element("div", *pieces, class_="desk-groups")


def _table(make: ChapterMaker, entries: Sequence[Contact], *, is_narrow: bool = False) -> Html:
    rows = (_row(make, entry, is_narrow=is_narrow) for entry in entries)
    return element("table", joined(rows, Html("\n")))


def _row(make: ChapterMaker, entry: Contact, *, is_narrow: bool) -> Html:
    """A contact; in a narrow column what is said of it stands below its name and number."""
    texts = make.texts(make.manual.register(_CONTACTS).source.path)
    contact = texts.contact(entry)
    hours = tuple(i.Words("; ") if part == i.Break() else part for part in contact.hours)
    small = [contact.address, hours, texts.languages(entry.languages)]
    small += [(i.Words(contact.flag),)] if contact.flag else []
    beside = joined((line_of(make, words) for words in small if words), text(" · "))
    more = element("small", beside) if beside else NOTHING
    numbers = element("td", *_numbers(make, contact))
    if not is_narrow:
        head = element("th", line_of(make, contact.name), more, scope="row")
        return element("tr", head, numbers)
    row = element("tr", element("th", line_of(make, contact.name), scope="row"), numbers)
    if not beside:
        return row
    below = element("tr", element("td", more, colspan=2), class_="desk-more")
    return joined((row, below), Html("\n"))


def _numbers(make: ChapterMaker, contact: i.Contact) -> Iterator[Html]:
    """The numbers of a contact, one below the other; where it has none, how else it is reached."""
    for phone in contact.phones:
        more = element("small", line_of(make, phone.more)) if phone.more else NOTHING
        yield element("p", element("strong", text(phone.number)), more)
    for words in (contact.email, host(contact.url) if contact.url else ""):
        if words:
            yield element("p", text(words), class_="desk-address")
    if contact.is_open:
        yield element("p", line_of(make, (i.Blank("long"),)))


def _foot(make: ChapterMaker) -> str:
    """Of when the sheet is, and where one sees whether there is a newer one."""
    return " · ".join(words for words in (make.notice, *dated(make)) if words)
