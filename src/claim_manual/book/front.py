"""What stands before the chapters of a book: cover, emergency references, how to use it, contents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from claim_manual.book.chapter_maker import Article, ChapterMaker
from claim_manual.book.lines import Lines, References, level_mark, text
from claim_manual.book.qr import qr_code
from claim_manual.book.values import Chapter
from claim_manual.derived.approval_words import approval_lines
from claim_manual.derived.centres import as_contact
from claim_manual.html import NOTHING, Html, element, joined
from claim_manual.model.registers import Contact
from claim_manual.model.schema import Text
from claim_manual.model.values import LEVELS
from claim_manual.pages.goals import host
from claim_manual.pages.inline import Parts, Words

_DOTS = 24
"""Lines on a page that would be empty."""


@dataclass(frozen=True)
class ContentsLine:
    """A line of a list of contents."""

    code: str
    words: str
    anchor: str
    summary: str = ""


@dataclass(frozen=True)
class Contents:
    """A part of the list of contents."""

    name: str
    anchor: str
    lines: tuple[ContentsLine, ...]


def front(make: ChapterMaker) -> Chapter:
    """Cover, emergency references, notice, and how to use the book."""
    references = make.references()
    body = joined((_cover(make), *_emergency(make), _how(make)), Html("\n"))
    return make.chapter(Article("", make.title, body, references, begins="p-index"))


def _line(make: ChapterMaker, words: Text | None) -> Html:
    """An author's words on a line, without the references of pages."""
    return line_of(make, make.texts(make.manual.settings.path).line(words))


def line_of(make: ChapterMaker, parts: Parts) -> Html:
    """A line, without the references of pages."""
    return Lines(make.references(), make.anchor, "p-index", make.file_online)(parts)


def dated(make: ChapterMaker) -> tuple[str, str]:
    """Of which version and day a print is, and where one sees whether there is a newer one."""
    settings, say, site = make.manual.settings.model, make.say, make.print.site_url
    version = say("Version {version}.", version=settings.version) if settings.version else ""
    newer = say("Is there a newer one? Ask whoever publishes it, and say this date.")
    if site:
        newer = say(
            "Is there a newer one? Compare this date with the one at {address}", address=host(site)
        )
    return f"{version} {say.date(make.print.day)}".strip(), newer


def _cover(make: ChapterMaker) -> Html:
    settings, say, site = make.manual.settings.model, make.say, make.print.site_url
    rows = [
        element("p", _line(make, settings.publisher), class_="cover-publisher"),
        element("h1", text(make.title)),
        element("p", _line(make, settings.description), class_="cover-lead"),
    ]
    rows += _centre(make)
    if edition := make.reading.plain(make.print.edition.title):
        rows.append(element("p", text(edition), class_="cover-edition"))
    if make.notice:
        rows.append(element("p", element("span", text(make.notice)), class_="cover-notice"))
    approved = approval_lines(make.reading, make.print.edition.approvals, settings.version)
    rows += [element("p", text(words), class_="cover-approval") for words in approved]
    rows += [element("p", text(words), class_="cover-date") for words in dated(make)]
    if site and make.options.qr:
        code = qr_code(site, say("Online: {address}", address=site))
        rows.append(element("p", code, class_="cover-date"))
    return element("section", joined(rows, Html("\n")), class_="cover", id="p-index")


def _centre(make: ChapterMaker) -> Iterator[Html]:
    """For which centre the book is: its name, its numbers, where it is and when."""
    centre = make.manual.at
    if centre is None:
        return
    texts = make.texts(centre.path)
    contact = texts.contact(as_contact(centre))
    lines: list[tuple[str, Parts]] = [("name", contact.name)]
    lines += [("phone", (phone,)) for phone in contact.phones]
    lines += [("", (Words(words),)) for words in (contact.email, contact.url) if words]
    lines += [("", words) for words in (contact.address, contact.hours) if words]
    rows = (element("p", line_of(make, words), class_=name or None) for name, words in lines)
    yield element("div", *rows, class_="cover-centre")


def _emergency(make: ChapterMaker) -> Iterator[Html]:
    """The references that are on every page of the site, and other lines for emergencies."""
    shown = [make.manual.contact(name) for name in make.manual.settings.model.emergency]
    contacts = [contact for contact in shown if contact and contact.status != "weak"]
    if not contacts:
        return
    rows = [
        element("h1", text(make.say("In an emergency"))),
        element("table", *(_first_line(make, contact) for contact in contacts)),
    ]
    others = [_other_line(make, contact) for contact in _others(make)]
    if others:
        rows.append(element("h2", text(make.say("Other lines"))))
        rows.append(element("table", *others, class_="other-lines"))
    yield element("section", joined(rows, Html("\n")), class_="emergency", id="p-emergency")


def _first_line(make: ChapterMaker, contact: Contact) -> Html:
    texts = make.texts(make.manual.settings.path)
    small = (
        element("small", line_of(make, words))
        for words in (texts.hours(contact), texts.languages(contact.languages))
        if words
    )
    name = element("th", _line(make, contact.name), *small, scope="row")
    elsewhere = (host(contact.url) if contact.url else contact.email) or ""
    return element("tr", name, element("td", _numbers(make, contact) or text(elsewhere)))


def _numbers(make: ChapterMaker, contact: Contact) -> Html:
    """The numbers of a contact, one below the other."""
    texts = make.texts(make.manual.settings.path)
    phones = (line_of(make, (texts.phone(telephone),)) for telephone in contact.telephones)
    return joined(phones, element("br"))


def _other_line(make: ChapterMaker, contact: Contact) -> Html:
    hours = line_of(make, make.texts(make.manual.settings.path).hours(contact))
    flag = NOTHING
    if contact.status == "recheck":
        flag = Html(f" {element('span', text(make.say('to be confirmed')), class_='confirm')}")
    name = element("th", _line(make, contact.name), element("small", hours, flag), scope="row")
    return element("tr", name, element("td", _numbers(make, contact)))


def _others(make: ChapterMaker) -> list[Contact]:
    """Telephone lines for emergencies that are not on every page of the site."""
    return [
        contact
        for contact in make.manual.register("contacts")
        if isinstance(contact, Contact)
        and contact.kind in {"emergency", "hotline"}
        and contact.telephones
        and contact.status != "weak"
        and contact.id not in make.manual.settings.model.emergency
    ]


def _how(make: ChapterMaker) -> Html:
    """What the edition is worth, and how to use it."""
    say = make.say
    rows: list[Html] = []
    if make.notice:
        worth = say(
            "It is a proposal to work with. What it says has not been approved yet; where something is still to be confirmed, the page says so."
        )
        notice = element("strong", text(f"{make.notice}."))
        rows += [
            element("h1", text(say("What this edition is worth"))),
            element("p", notice, text(f" {worth}"), class_="notice"),
            element(
                "p",
                text(
                    say(
                        "Whoever finds a mistake, or works otherwise, writes it down with the code and the version at the foot of the page and tells whoever publishes the manual."
                    )
                ),
            ),
        ]
    rows += [
        element("h1", text(say("How to use this book"))),
        *(element("p", text(words)) for words in _instructions(make)),
        element("table", *_signs(make), class_="marks"),
        element(
            "p",
            text(
                say(
                    "Boxes are there to be ticked on a copy. Do not write names or numbers of documents in this book."
                )
            ),
        ),
    ]
    return element("section", joined(rows, Html("\n")), id="p-how")


def _instructions(make: ChapterMaker) -> tuple[str, str]:
    say = make.say
    return (
        say(
            "Every procedure and every decision tree has a code. It stands at the head of each of its pages; the mark at the outer edge says to which part it belongs."
        ),
        say(
            "Read from the top. After a question, go to the number that stands beside your answer; the page is in brackets. Where nothing else is said, go on with the next number."
        ),
    )


def _signs(make: ChapterMaker) -> Iterator[Html]:
    """What the marks before steps, and those of levels, mean."""
    say = make.say
    signs = (
        ("sign", say("a step: somebody does something")),
        ("sign ask", say("a question: one answer is taken")),
        ("sign use", say("another page: follow it to its end, then come back here")),
        ("sign outcome", say("an outcome: here the way ends")),
    )
    for number, (name, words) in enumerate(signs, 1):
        mark = element("span", text(str(number)), class_=name)
        yield element("tr", element("th", mark, scope="row"), element("td", text(words)))
    levels = (
        ("red", say("at once, before anything else")),
        ("amber", say("with time limits, doubts or somebody else to ask")),
        ("green", say("as usual")),
    )
    for level, words in levels:
        word = text(f" {say(LEVELS[level])}")
        badge = element("span", level_mark(), word, class_=f"cm-badge cm-{level}")
        yield element("tr", element("th", badge, scope="row"), element("td", text(words)))


def contents(make: ChapterMaker, parts: Iterable[Contents]) -> Chapter:
    """The list of contents."""
    references = make.references(is_list=True)
    title = make.say("Contents")
    rows = [element("h1", text(title))]
    for part in parts:
        name = references.link(part.anchor, text(part.name)) if part.anchor else text(part.name)
        rows.append(element("p", name, class_="contents-part lines"))
        if part.lines:
            lines = (element("li", _contents_line(line, references)) for line in part.lines)
            rows.append(element("ul", joined(lines, Html("\n")), class_="lines"))
    return make.chapter(Article("p-contents", title, joined(rows, Html("\n")), references))


def _contents_line(line: ContentsLine, references: References) -> Html:
    code = Html(f"{element('span', text(line.code), class_='code')} ") if line.code else NOTHING
    return references.link(line.anchor, joined((code, text(line.words))))


def divider(make: ChapterMaker, opened: Contents, part: str) -> Chapter:
    """The page that opens a part of the book."""
    references = make.references(is_list=True)
    rows = []
    for line in opened.lines:
        summary = element("p", text(line.summary), class_="meta") if line.summary else NOTHING
        rows.append(element("li", _contents_line(line, references), summary))
    body = joined(
        (element("h1", text(opened.name)), element("ul", joined(rows, Html("\n")), class_="lines")),
        Html("\n"),
    )
    return make.chapter(Article(opened.anchor, opened.name, body, references, part=part))


def filler(make: ChapterMaker) -> Chapter:
    """The page for sides that would be empty: lines to write on."""
    dots = joined(element("div", class_="dots") for _ in range(_DOTS))
    notes = make.say("Notes")
    return make.chapter(Article("", "", dots, make.references(), head=notes))
