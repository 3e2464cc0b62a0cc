"""What pages say to search engines: every property belongs to its type, and nothing of it runs."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser

from claim_manual.derived.local_edition import at_centre
from claim_manual.derived.reading import Reading
from claim_manual.html import Html
from claim_manual.model.manual import Manual
from claim_manual.pages.every import planned
from claim_manual.pages.page import Online
from claim_manual.site.page import _linked_data
from claim_manual.work.judging import judged
from claim_manual.work.site_parts import site_pages
from conftest import DAY, Visit, served
from test_centres import CENTRE, CONTACTS, ONE, manned, put, site, sound
from test_diagrams import WithHeaders

__all__ = ["manned", "site"]
VOCABULARY = json.loads(
    (Path(__file__).parent / "schemaorg" / "vocabulary.json").read_text(encoding="utf-8")
)
BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


def lineage(kind: str) -> Iterator[str]:
    """A type and all that it is."""
    yield kind
    for parent in VOCABULARY["types"][kind]:
        yield from lineage(parent)


def is_in_range(value: Any, kinds: list[str]) -> bool:
    if isinstance(value, dict):
        return any({*kinds} & {*lineage(kind)} for kind in kinds_of(value))
    if isinstance(value, int):
        return bool({"Integer", "Number"} & {*kinds})
    text = isinstance(value, str)
    members = {
        f"https://schema.org/{name}"
        for kind in kinds
        for name in VOCABULARY["members"].get(kind, ())
    }
    checks = {
        "Text": text,
        "URL": text and bool(re.match(r"https?://", value)),
        "Time": text and bool(re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", value)),
        "Date": text and bool(dt.date.fromisoformat(value)) if "Date" in kinds else False,
    }
    return any(checks.get(kind, False) for kind in kinds) or value in members


def kinds_of(thing: dict[str, Any]) -> list[str]:
    kind = thing["@type"]
    return kind if isinstance(kind, list) else [kind]


def hold(thing: dict[str, Any]) -> None:
    """Every property is in the domain of one of its types, every value in its range."""
    types = {name for kind in kinds_of(thing) for name in lineage(kind)}
    for key, value in thing.items():
        if key.startswith("@"):
            continue
        row = VOCABULARY["properties"][key]
        assert types & {*row["domain"]}, (key, types)
        assert value not in ("", None, [])
        for one in value if isinstance(value, list) else [value]:
            assert is_in_range(one, row["range"]), (key, one)
            if isinstance(one, dict):
                hold(one)


def linked(manual: Manual, uri: str, lang: str = "en") -> dict[str, Any]:
    """What a page says, after it was held against the vocabulary."""
    pages = {page.uri: page for page in site_pages(manual, with_books=False) if page.lang == lang}
    (block,) = BLOCK.findall(pages[uri].html)
    content = json.loads(block)
    assert content["@context"] == "https://schema.org"
    hold(content)
    return content


def test_the_page_of_a_centre_says_what_it_is(manned: Path) -> None:
    thing = linked(sound(manned), "centres/one")
    assert thing["@type"] == "GovernmentOffice"
    assert thing["name"] == "Centre One (example)"
    assert thing["telephone"] == "+44 1632 960 001"
    assert thing["address"]["streetAddress"] == "Sample Street 1"
    assert thing["parentOrganization"] == {
        "@type": "GovernmentOrganization",
        "name": "Council of Sample",
    }
    (hours,) = thing["openingHoursSpecification"]
    assert [day.rpartition("/")[2] for day in hours["dayOfWeek"]] == [
        "Monday", "Tuesday", "Wednesday", "Thursday", "Friday"
    ]  # fmt: skip
    assert (hours["opens"], hours["closes"]) == ("09:00", "12:30")
    assert [(one["name"], one["identifier"]) for one in thing["areaServed"]] == [
        ("Upper Sample", "0101"),
        ("Sample Bay", "1312"),
    ]
    assert thing["contactPoint"][0]["availableLanguage"] == ["pt", "en"]
    assert thing["subjectOf"]["lastReviewed"] == "2026-11-01"


@pytest.mark.parametrize("kind", ["municipality", "association", "university", "other"])
def test_whoever_runs_it_everything_belongs_to_its_type(manned: Path, kind: str) -> None:
    rules = (
        'opening:\n  - {days: [fri], from: "22:00", to: "02:00", note: Ring twice}\n'
        '  - {days: [mon], from: "00:00", to: "24:00", by_appointment: true}\n'
        "  - {days: [sat-mon], by_appointment: true}\n"
        "url: https://one.example.org\nnote: First floor\n"
    )
    text = re.sub(r"opening:\n.*\n", rules, CENTRE)
    put(
        manned,
        ONE,
        text.replace("kind: municipality", f"kind: {kind}").replace(
            "Sample Street 1", "Rua 1, 1100-148 Lisboa"
        ),
    )
    thing = linked(sound(manned), "centres/one", "pt")
    night, always = thing["openingHoursSpecification"]  # nobody knows when the third is
    assert (night["opens"], night["closes"]) == ("22:00", "02:00")
    assert (always["opens"], always["closes"]) == ("00:00", "23:59")
    assert thing["address"]["postalCode"] == "1100-148"
    assert thing["url"] == "https://one.example.org"


def test_contacts_are_a_list_of_services(manned: Path) -> None:
    more = (
        "- {id: web, name: Web desk, url: https://web.example.org, kind: online, status: ok, languages: [pt]}\n"
        "- {id: mail, name: Mail desk, email: desk@mail.example.org, status: ok, area: North}\n"
        "- {id: long, name: Office, phones: [{number: '+44 1632 960 010', extension: '12', note: Desk}],"
        " address: Sample Street 9, status: ok, opening: [{days: mon, from: '09:00', to: '10:00'}]}\n"
    )
    put(manned, "reference/contacts.yml", CONTACTS + more)
    content = linked(sound(manned), "reference/contacts")
    named = {one["name"]: one for one in content["itemListElement"]}
    assert content["numberOfItems"] == len(named)
    assert named.keys() == {"Help line", "North team", "Web desk", "Mail desk", "Office"}
    assert named["Web desk"]["availableChannel"]["serviceUrl"] == "https://web.example.org"
    assert (
        named["Mail desk"]["availableChannel"]["servicePhone"][0]["email"]
        == "desk@mail.example.org"
    )
    office = named["Office"]
    assert office["availableChannel"]["servicePhone"][0]["telephone"] == "+441632960010;ext=12"
    assert office["hoursAvailable"][0]["opens"] == "09:00"
    assert (
        office["availableChannel"]["serviceLocation"]["address"]["streetAddress"]
        == "Sample Street 9"
    )


def test_a_manual_of_one_centre_gives_no_words_for_an_address(manned: Path) -> None:
    put(manned, ONE, CENTRE.replace("  police: north\n", ""))
    contacts = (manned / "reference/contacts.yml").read_text(encoding="utf-8")
    elsewhere = contacts.replace("local: true", 'local: true, phone: "+44 1632 960 700"')
    put(manned, "reference/contacts.yml", elsewhere)
    manual, _ = judged(manned, DAY)
    assert manual
    local = at_centre(manual, manual.centres[0])
    data = linked(local, "reference/contacts")
    names = {service["name"] for service in data["itemListElement"]}
    assert "Health unit of Sample" in names
    assert "Police of the area" not in names
    assert "960 700" not in json.dumps(data)


def test_what_is_discreet_or_weak_is_not_said(manned: Path) -> None:
    more = (
        "- {id: hidden, name: Secret house, phone: '+44 1632 960 666', status: ok, discreet: true}\n"
        "- {id: gone, name: Gone line, phone: '+44 1632 960 777', status: weak}\n"
    )
    put(manned, "reference/contacts.yml", CONTACTS + more)
    put(manned, ONE, CENTRE.replace("police: north", "police: hidden") + "note: <contact:hidden>\n")
    put(manned, "centres/three.yml", CENTRE.replace("status: ok", "status: weak"))
    manual, _ = judged(manned, DAY)
    assert manual
    said = "".join(
        block for page in site_pages(manual, with_books=False) for block in BLOCK.findall(page.html)
    )
    assert "Help line" in said
    for words in ("Secret", "666", "Gone", "777"):
        assert words not in said


def test_nothing_in_it_can_end_it(manned: Path) -> None:
    evil = "</script><script>window.pwned=1</script><!-- & \u2028"
    put(manned, ONE, CENTRE.replace("name: Council of Sample", f"name: {json.dumps(evil)}"))
    manual, _ = judged(manned, DAY)
    assert manual
    thing = linked(manual, "centres/one")
    assert "window.pwned=1" in thing["parentOrganization"]["name"]
    page = next(one for one in site_pages(manual, with_books=False) if one.uri == "centres/one")
    assert len(re.findall(r"<script", page.html)) == 1


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=60))
def test_any_words_come_back_and_none_is_a_tag(words: str) -> None:
    html: Html = _linked_data(json.dumps({"name": words}, ensure_ascii=False))
    inner = html.removeprefix('<script type="application/ld+json">').removesuffix("</script>")
    assert not {*inner} & {*"<>&"}
    assert json.loads(inner) == {"name": words}


def test_only_centres_and_contacts_say_something(manned: Path) -> None:
    manual = sound(manned)
    online = Online(is_site=True)
    plans = [plan for plan in planned(Reading(manual, "en"), online) if plan.page().linked_data]
    assert {plan.uri for plan in plans} == {"centres/one", "centres/two", "reference/contacts"}


@pytest.mark.browser
@pytest.mark.slow
def test_the_policy_refuses_nothing_and_nothing_of_it_runs(site: Path, browser: Browser) -> None:
    with served(site, WithHeaders) as base, Visit(browser) as visit:
        for path in ("centres/one/", "reference/contacts/", "pt/centres/one/"):
            page = visit.go(base + path)
            data = page.locator('script[type="application/ld+json"]')
            assert json.loads(data.text_content())["@context"] == "https://schema.org"
        assert visit.complaints == []


def test_the_site_has_the_network_as_data(site: Path) -> None:
    for prefix in ("", "pt/"):
        page = (site / prefix / "centres/index.html").read_text(encoding="utf-8")
        (address,) = re.findall(r'href="?([^" >]*hsds\.json)', page)
        data = json.loads(
            (site / prefix / "centres" / address).resolve().read_text(encoding="utf-8")
        )
        assert "Centre One (example)" in {one["name"] for one in data["contents"]}
    kept = (site / "offline.json").read_text(encoding="utf-8")
    assert "hsds.json" not in kept  # nobody reads it on a device
