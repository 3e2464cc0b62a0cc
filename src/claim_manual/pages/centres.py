"""The pages of centres: their list, and each with its numbers, what it does, and whom one calls there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from claim_manual.derived.addresses import (
    CENTRES_URI,
    COVERAGE_URI,
    HSDS_DATA,
    centre_uri,
    register_uri,
)
from claim_manual.derived.centres import (
    areas_of,
    as_contact,
    contacts_at,
    has_editions,
    lacking,
    place_word,
    shown_centres,
)
from claim_manual.derived.contact_filters import languages_of
from claim_manual.derived.reading import Reading
from claim_manual.model.centre import Centre
from claim_manual.model.manual import Document
from claim_manual.model.registers import Contact
from claim_manual.model.values import HOSTS
from claim_manual.pages import blocks as b
from claim_manual.pages import inline as i
from claim_manual.pages.entries import checked_line, contact_blocks
from claim_manual.pages.fields import labelled, shown_fields
from claim_manual.pages.goals import MadeGoal, PageGoal, UrlGoal
from claim_manual.pages.linked_data import centre_linked
from claim_manual.pages.page import Online, Page, Section
from claim_manual.pages.texts import Texts

_REACHED = {"name", "phone", "phones", "url", "email", "address", "opening", "hours"}
"""Fields that stand in the contact of a centre."""
_BESIDE = {"host", "contacts", "verified_on"}
"""Fields that have places of their own."""


def centres_page(reading: Reading, online: Online | None = None) -> Page:
    """The list of centres, which can be narrowed down by area; without `online` as papers have it.

    Linked with the page of each, and on the site with the same as data.
    """
    is_linked = online is not None
    manual, say = reading.manual, reading.say
    texts = Texts(reading, manual.settings.path)
    title = say("Centres")
    entries = Section("entries", (), centre_blocks(texts, is_linked=is_linked))
    filters = b.Online((_filters(reading),))
    finding = Section("filters", (), (filters,), is_for_paper=False, is_searched=False)
    onward = i.Link(PageGoal(COVERAGE_URI), texts.words(say("Areas and their centres")))
    return Page(
        uri=CENTRES_URI,
        lang=reading.lang,
        title=title,
        path=texts.path,
        heading=texts.words(title),
        head=(*texts.model_notice(), b.Online((b.Paragraph((onward,)),))),
        sections=(finding, entries, *(_data_for_others(texts, online) if online else ())),
        description=reading.plain(manual.settings.model.description),
        belongs_to=title,
    )


def _data_for_others(texts: Texts, online: Online) -> Iterator[Section]:
    """Centres and contacts for other programs; the site of one centre has no data of all."""
    if not online.is_site or texts.manual.at:
        return
    path = f"{online.prefixes.get(texts.reading.lang, '')}{HSDS_DATA}"
    words = texts.words(texts.say("Centres and contacts as data for other programs"))
    line = (i.Link(MadeGoal(path), words), i.Words(" (Open Referral HSDS 3, JSON)"))
    blocks = (b.Online((b.Paragraph(line, "muted"),)),)
    yield Section("data", (), blocks, is_for_paper=False, is_searched=False)


def centre_blocks(texts: Texts, *, is_linked: bool = True) -> b.Blocks:
    """Every centre with its numbers, one below the other.

    On papers whom one calls at each stands with it, but not in a local edition, in which those of
    other places could be called by mistake.
    """
    items = tuple(
        _item(texts, centre, is_linked=is_linked) for centre in shown_centres(texts.manual)
    )
    return (b.Items(items, "register", data=stale_words(texts)),)


def stale_words(texts: Texts) -> tuple[tuple[str, str], ...]:
    """What the page's script says of what nobody has confirmed for long."""
    return (("stale", texts.say("not confirmed for {days} days", days="{n}")),)


def _item(texts: Texts, centre: Document[Centre], *, is_linked: bool) -> b.Item:
    contact = texts.contact(as_contact(centre))
    has_locals = not is_linked and texts.manual.national is None
    if is_linked:
        link = i.Link(PageGoal(centre_uri(centre.id)), contact.name)
        contact = replace(contact, name=(link,))
    return b.Item(
        (
            b.Paragraph((contact,)),
            *(b.Paragraph(row, "muted") for row in _rows(texts, centre)),
            *_choice(texts, centre),
            *(_locals(texts, centre, is_short=True) if has_locals else ()),
        ),
        id=centre.id,
        data=_data(texts.reading, centre),
    )


def _choice(texts: Texts, centre: Document[Centre]) -> b.Blocks:
    """The way to have its numbers on every page of the site, where some differ by place."""
    if not has_editions(texts.manual):
        return ()
    name = i.Span("hidden", texts.words(f": {texts.reading.plain(centre.model.name)}"))
    words = (*texts.words(texts.say("Use this centre's numbers on this site")), name)
    goal = UrlGoal(f"?{place_word(texts.say)}={centre.id}")
    return (b.Online((b.Paragraph((i.Link(goal, words, role="choose"),), "muted"),)),)


def _rows(texts: Texts, centre: Document[Centre]) -> Iterator[i.Parts]:
    """What is said of a centre beside its numbers, a line each."""
    model = centre.model
    kind = i.Words(f" ({texts.say(HOSTS[model.host.kind])})")
    head = i.Strong(texts.words(f"{texts.say('Run by')}:"))
    yield (head, i.Words(" "), *texts.line(model.host.name), kind)
    for field, value in shown_fields(model):
        if field.key not in _REACHED | _BESIDE:
            yield labelled(texts, field, value)
    if words := checked_line(texts, as_contact(centre)):
        yield words


def _data(reading: Reading, centre: Document[Centre]) -> tuple[tuple[str, str], ...]:
    """What the filters of the page's script go by."""
    verified = centre.model.verified_on
    return (
        *((("verified", verified.isoformat()),) if verified else ()),
        ("area", ", ".join(_areas(reading, centre))),
        ("kind", reading.say(HOSTS[centre.model.host.kind])),
        ("languages", ", ".join(languages_of(reading, as_contact(centre)))),
    )


def _areas(reading: Reading, centre: Document[Centre]) -> list[str]:
    return [reading.plain(area.name) for area in areas_of(reading.manual, centre)]


def _filters(reading: Reading) -> b.Filters:
    """What narrows the list down: the area where somebody lives, who runs it, a language."""
    say, centres = reading.say, shown_centres(reading.manual)
    rows = (
        ("area", say("Area"), (area for one in centres for area in _areas(reading, one))),
        ("kind", say("Run by"), (say(HOSTS[one.model.host.kind]) for one in centres)),
        (
            "languages",
            say("Language"),
            (lang for one in centres for lang in languages_of(reading, as_contact(one))),
        ),
    )
    return b.Filters(
        say("all"),
        say("No centre is like this."),
        tuple(
            b.Filter(key, label, values)
            for key, label, all_values in rows
            if len(values := _each(all_values)) > 1
        ),
        (say("Filter by name, number or area"), say("Filter…")),
        say("{left} of {all} centres", left="#", all="#"),
        say("Clear the filter"),
    )


def _each(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({value for value in values if value}, key=str.casefold))


def centre_page(reading: Reading, centre: Document[Centre]) -> Page:
    """A centre: where it is and when, what it does, and whom one calls there."""
    texts = Texts(reading, centre.path)
    title = reading.plain(centre.model.name)
    listed = texts.words(texts.say("Centres"))
    return Page(
        uri=centre_uri(centre.id),
        lang=reading.lang,
        title=title,
        path=centre.path,
        kicker=(i.Link(PageGoal(CENTRES_URI), listed),),
        heading=texts.words(centre.model.name),
        head=(
            *texts.model_notice(),
            b.Contacts((texts.contact(as_contact(centre)),)),
            *_choice(texts, centre),
            *(b.Paragraph(row) for row in _rows(texts, centre)),
        ),
        sections=tuple(_sections(texts, centre)),
        description=title,
        belongs_to=texts.say("Centres"),
        linked_data=centre_linked(reading, centre),
    )


def _sections(texts: Texts, centre: Document[Centre]) -> Iterator[Section]:
    manual, say = texts.manual, texts.say
    if here := _locals(texts, centre):
        yield Section("contacts", texts.words(say("Whom to call here")), here)
    if missing := lacking(manual, centre):
        links = [service_link(texts, contact) for contact in missing]
        words = say("Nobody has written yet who this is here. Ask at the centre.")
        blocks = (b.Paragraph(texts.words(words)), b.Paragraph(i.between(links, " · ")))
        yield Section("lacking", texts.words(say("Still missing")), blocks)


def service_link(texts: Texts, contact: Contact) -> i.Inline:
    """A contact that differs by place, as it is called for no place."""
    return i.Link(PageGoal(register_uri("contacts"), contact.id), texts.line(contact.name))


def _locals(texts: Texts, centre: Document[Centre], *, is_short: bool = False) -> b.Blocks:
    """Whom one calls at a centre in place of whom."""
    here = contacts_at(texts.manual, centre).values()
    items = tuple(_local(texts, contact, is_short=is_short) for contact in here)
    return (b.Items(items, "register", data=stale_words(texts)),) if items else ()


def _local(texts: Texts, contact: Contact, *, is_short: bool) -> b.Item:
    """A contact of the place, under the name of the service that it is here, or after it on a line."""
    national = texts.manual.for_no_place.contact(contact.id)
    name = texts.line(national.name) if national else ()
    blocks = contact_blocks(texts, contact)
    if is_short:
        line = b.Paragraph((*name, i.Words(": "), texts.contact(contact)))
        return b.Item((line, *blocks[1:]))
    goal = PageGoal(register_uri("contacts"), contact.id)
    head = b.Paragraph((i.Link(goal, name),), "kicker")
    verified = contact.verified_on
    data = (("verified", verified.isoformat()),) if verified else ()
    return b.Item((head, *blocks), data=data)
