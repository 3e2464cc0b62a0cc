"""The network for other programs: what Open Referral HSDS says of it, against its published schemas."""

from __future__ import annotations

import datetime as dt
import json
import re
import sys
import uuid
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry
from referencing.jsonschema import DRAFT202012

from claim_manual import starter
from claim_manual.derived.centres import as_contact, shown_centres
from claim_manual.derived.local_edition import at_centre
from claim_manual.derived.opening import is_open
from claim_manual.derived.reading import Reading
from claim_manual.exchange.hsds import hsds
from claim_manual.exchange.hsds.schedules import DAYS, schedules
from claim_manual.exchange.hsds.values import Ids, uri
from claim_manual.model.centre import Centre
from claim_manual.model.manual import Manual
from claim_manual.model.registers import Opening
from claim_manual.publish.folder import write_tree
from claim_manual.work.judging import judged
from claim_manual.work.site_parts import site_pages
from conftest import DAY, ROOT, called, fault_of
from test_centres import CENTRE, CONTACTS, ONE, manned, network, put, sound

__all__ = ["manned"]
SCHEMAS = Path(__file__).parent / "hsds"
SITE = "https://manual.example.org"
REGISTRY: Registry[Any] = Registry().with_resources(
    (file.name, DRAFT202012.create_resource(json.loads(file.read_text(encoding="utf-8"))))
    for file in SCHEMAS.glob("*.json")
)
OF_LISTS = {
    "organization": "organization",
    "location": "location",
    "taxonomy_term": "taxonomy_term",
    "taxonomy_detail": "taxonomy",
    "service_areas": "service_area",
    "service_at_locations": "service_at_location",
    "addresses": "address",
}
"""The schema of what stands in a field, where it is not the field's name without its s."""


def validator(name: str) -> Draft202012Validator:
    schema = json.loads((SCHEMAS / f"{name}.json").read_text(encoding="utf-8"))
    checker = FormatChecker(("uuid", "email"))
    return Draft202012Validator(schema, registry=REGISTRY, format_checker=checker)


SERVICE = validator("service")


def objects(value: Any, kind: str = "service") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every object with the name of its schema."""
    yield kind, value
    for key, inner in value.items():
        name = OF_LISTS.get(key, key.removesuffix("s"))
        for one in inner if isinstance(inner, list) else [inner]:
            if isinstance(one, dict):
                yield from objects(one, name)


def services(manual: Manual, lang: str = "en", site: str = SITE) -> dict[str, Any]:
    """The services by name, after everything in them was held against the schemas."""
    page = json.loads(hsds(Reading(manual, lang), site))
    assert page["total_items"] == page["size"] == len(page["contents"])
    assert page["empty"] is not bool(page["contents"])
    named: dict[str, Any] = {}
    whole: dict[str, dict[str, Any]] = {}
    places: Counter[str] = Counter()
    for service in page["contents"]:
        assert [*SERVICE.iter_errors(service)] == []
        for kind, value in objects(service):
            fields = json.loads((SCHEMAS / f"{kind}.json").read_text(encoding="utf-8"))
            assert value.keys() <= fields["properties"].keys(), kind  # nothing that HSDS lacks
            assert value.keys() >= set(fields.get("required", ()))
            assert str(uuid.UUID(value["id"])) == value["id"]
            assert whole.setdefault(value["id"], value) == value  # the same id, the same thing
            places[value["id"]] += kind not in {"organization", "taxonomy_term", "taxonomy"}
        named[service["name"]] = service
    assert max(places.values(), default=1) == 1
    return named


def shown(folder: Path, **files: str) -> dict[str, Any]:
    """Services of the network once files in it are otherwise."""
    for path, text in files.items():
        put(folder, path, text)
    manual, _ = judged(folder, DAY)
    assert manual
    return services(manual)


# -- what a centre becomes


def test_a_centre_is_a_service_of_whoever_runs_it(manned: Path) -> None:
    centre = services(sound(manned))["Centre One (example)"]
    assert centre["status"] == "active"
    assert centre["assured_date"] == "2026-11-01"
    assert centre["organization"]["name"] == "Council of Sample"
    assert [phone["number"] for phone in centre["phones"]] == ["+44 1632 960 001"]
    assert [(one["code"], one["name"]) for one in centre["languages"]] == [
        ("pt", "Portuguese"),
        ("en", "English"),
    ]
    areas = {area["name"]: area["attributes"][0]["value"] for area in centre["service_areas"]}
    assert areas == {"Upper Sample": "0101", "Sample Bay": "1312"}
    term = centre["attributes"][0]["taxonomy_term"]
    assert (term["code"], term["name"]) == ("biometrics", "taking of biometric data")
    (place,) = centre["service_at_locations"]
    assert place["location"]["addresses"][0]["address_1"] == "Sample Street 1"
    (hours,) = centre["schedules"]
    assert (
        hours.items()
        >= {
            "freq": "WEEKLY",
            "byday": "MO,TU,WE,TH,FR",
            "opens_at": "09:00",
            "closes_at": "12:30",
            "valid_from": "2026-11-01",
        }.items()
    )
    called = {one["department"]: one["phones"][0]["number"] for one in centre["contacts"]}
    assert called == {"Health unit": "+44 1632 960 101", "Police of the area": "+44 1632 960 800"}


def test_contacts_of_everywhere_are_services_and_those_of_places_are_not(manned: Path) -> None:
    named = services(sound(manned))
    assert {"Help line", "North team"} <= named.keys()
    assert not {"Health unit", "Police of the area"} & named.keys()  # nobody to call


def test_a_manual_of_one_centre_has_the_whole_network(manned: Path) -> None:
    manual = sound(manned)
    local = at_centre(manual, manual.centres[0])
    assert hsds(Reading(local, "en"), SITE) == hsds(Reading(manual, "en"), SITE)


def test_an_address_with_a_code_has_its_parts(manned: Path) -> None:
    text = CENTRE.replace("Sample Street 1", "Rua do Exemplo, 12, 1100-148 Lisboa")
    place = shown(manned, **{ONE: text})["Centre One (example)"]["service_at_locations"][0]
    address = place["location"]["addresses"][0]
    assert address["address_1"] == "Rua do Exemplo, 12"
    assert (address["postal_code"], address["city"]) == ("1100-148", "Lisboa")
    # what an address does not say: HSDS has no way to leave it out
    assert (address["state_province"], address["country"]) == ("", "")


def test_each_language_has_the_same_ids_and_its_own_words(manned: Path) -> None:
    manual = sound(manned)
    english, portuguese = services(manual, "en"), services(manual, "pt")
    assert [one["id"] for one in english.values()] == [one["id"] for one in portuguese.values()]
    assert english["Help line"]["id"] == portuguese["Linha de apoio"]["id"]
    assert english["Centre One (example)"]["schedules"][0]["description"].startswith("Weekdays")
    assert portuguese["Centre One (example)"]["schedules"][0]["description"].startswith("Dias")


def test_ids_stay_and_those_of_another_manual_are_others(manned: Path) -> None:
    manual = sound(manned)
    first = services(manual)
    put(
        manned,
        "reference/contacts.yml",
        CONTACTS + "- {id: new, name: New, status: ok, url: https://n.example.org}\n",
    )
    again = services(judged(manned, DAY)[0])
    assert {key: again[key]["id"] for key in first} == {
        key: one["id"] for key, one in first.items()
    }
    other = services(manual, site="https://other.example.org")
    assert not {one["id"] for one in other.values()} & {one["id"] for one in first.values()}
    assert services(manual, site=f"{SITE}/") == first
    assert services(manual, site="").keys() == first.keys()  # a manual that is not online


def test_what_is_discreet_or_weak_is_in_no_line_of_it(manned: Path) -> None:
    text = CONTACTS.replace(
        "local: true}\n- {id: police", "local: true, discreet: true}\n- {id: police"
    )
    text += (
        "- {id: hidden, name: Secret house, phone: '+44 1632 960 666', status: ok, discreet: true}\n"
        "- {id: gone, name: Gone line, phone: '+44 1632 960 777', status: weak}\n"
    )
    centre = CENTRE.replace("police: north", "police: hidden").replace(
        'phone: "+44 1632 960 001"', 'phone: "+44 1632 960 001"\nnote: Ring twice'
    )
    put(
        manned,
        "centres/three.yml",
        CENTRE.replace("Centre One", "Weak One").replace("status: ok", "status: weak"),
    )
    put(manned, ONE, centre)
    put(manned, "reference/contacts.yml", text)
    manual, _ = judged(manned, DAY)
    assert manual
    content = hsds(Reading(manual, "en"), SITE).decode()
    for words in (
        "Secret house",
        "960 666",
        "960 777",
        "Gone",
        "Weak One",
        "960 101",
        "Health unit",
    ):
        assert words not in content
    assert "Ring twice" in content
    services(manual)
    put(manned, ONE, centre.replace("note: Ring twice", "note: Or call <contact:hidden>"))
    manual, _ = judged(manned, DAY)
    assert manual
    assert "Secret" not in hsds(Reading(manual, "en"), SITE).decode()
    put(manned, ONE, centre.replace("note: Ring twice", "note: Or call <contact:line>"))
    assert "Or call Help line" in hsds(Reading(judged(manned, DAY)[0], "en"), SITE).decode()


@pytest.mark.parametrize(
    ("old", "new", "lacking"),
    [
        ('phone: "+44 1632 960 001"\n', "", "phones"),
        ("address: Sample Street 1\n", "", "service_at_locations"),
        ("languages: [pt, en]\n", "", "languages"),
        ('covers: ["0101", 1312]', "covers: []", "service_areas"),
        ("does: [biometrics]\n", "", "attributes"),
        ('opening:\n  - {days: [mon-fri], from: "09:00", to: "12:30"}\n', "", "schedules"),
    ],
)
def test_what_a_centre_does_not_say_is_left_out(
    manned: Path, old: str, new: str, lacking: str
) -> None:
    assert old in CENTRE
    named = shown(manned, **{ONE: CENTRE.replace(old, new)})
    assert lacking not in named["Centre One (example)"]
    assert lacking in named["Centre Two (example)"]


def test_hours_over_midnight_by_appointment_and_in_words(manned: Path) -> None:
    rules = (
        'opening:\n  - {days: [fri], from: "22:00", to: "02:00", note: Ring twice}\n'
        '  - {days: [mon], from: "00:00", to: "24:00"}\n'
        "  - {days: [sat-mon], by_appointment: true}\n"
        "hours: |\n  Also **before** holidays\n  and after\n"
    )
    text = re.sub(r"opening:\n.*\n", rules, CENTRE)
    night, always, booked, words = shown(manned, **{ONE: text})["Centre One (example)"]["schedules"]
    assert (night["opens_at"], night["closes_at"], night["notes"]) == (
        "22:00",
        "02:00",
        "Ring twice",
    )
    assert (always["opens_at"], always["closes_at"]) == ("00:00", "23:59")
    assert (booked["byday"], booked["notes"]) == ("MO,SA,SU", "By appointment")
    assert "opens_at" not in booked
    assert words["description"] == "Also before holidays\nand after"
    assert "freq" not in words


def test_a_zone_without_summer_time_says_how_far_from_utc(manned: Path) -> None:
    file = manned / "manual.yml"
    before = file.read_text(encoding="utf-8")
    assert "timezone" not in before
    for zone, opens in (("America/El_Salvador", "09:00-06:00"), ("Europe/Lisbon", "09:00")):
        file.write_text(f"{before}timezone: {zone}\n", encoding="utf-8")
        manual, _ = judged(manned, DAY)
        assert manual
        assert services(manual)["Centre One (example)"]["schedules"][0]["opens_at"] == opens


def test_numbers_with_what_is_dialled_after_them(manned: Path) -> None:
    phones = "phones:\n- {number: '+44 1632 960 001', extension: '12', note: Desk}\n- {number: '+44 1632 960 001', extension: '012'}\n"
    text = CENTRE.replace('phone: "+44 1632 960 001"\n', phones)
    first, second = shown(manned, **{ONE: text})["Centre One (example)"]["phones"]
    assert (first["extension"], first["description"]) == (12, "Desk")
    assert "extension" not in second  # a number would lose the nought
    assert second["description"] == "ext. 012"


def test_languages_in_words_are_told_apart_or_stay_words(manned: Path) -> None:
    for words, expected in (
        ("Portuguese, Ukrainian", [("pt", "Portuguese"), ("uk", "Ukrainian")]),
        ("any, with an interpreter", [(None, None)]),
    ):
        text = CENTRE.replace("languages: [pt, en]", f"languages: {words}").replace(
            f"languages: {words}", f'languages: "{words}"'
        )
        rows = shown(manned, **{ONE: text})["Centre One (example)"]["languages"]
        assert [(row.get("code"), row.get("name")) for row in rows] == expected


def test_addresses_are_written_as_uris() -> None:
    assert uri("https://câmara.example.org/serviços?q=ção#já") == (
        "https://xn--cmara-3qa.example.org/servi%C3%A7os?q=%C3%A7%C3%A3o#j%C3%A1"
    )
    assert uri("https://x.example.org/a%20b?c=d&e=f") == "https://x.example.org/a%20b?c=d&e=f"
    assert uri(None) is None


def test_the_same_part_twice_is_two_things() -> None:
    ids = Ids(SITE)
    first, second = ids.part("centre", "a", "phone", "1"), ids.part("centre", "a", "phone", "1")
    assert first != second
    assert first == Ids(SITE).part("centre", "a", "phone", "1")
    assert ids.shared("a/b", "c") != ids.shared("a", "b/c")


# -- random weeks and whole networks

CLOCKS = st.integers(0, 95).map(lambda n: f"{n // 4:02}:{n % 4 * 15:02}")


@st.composite
def rules(draw: st.DrawFn) -> Opening:
    days = draw(
        st.lists(
            st.sampled_from(["mon", "tue-thu", "sat-mon", "sun", "mon-sun"]), min_size=1, max_size=3
        )
    )
    begins = draw(CLOCKS)
    ends = draw(CLOCKS.filter(lambda clock: clock != begins) | st.just("24:00"))
    return Opening.model_validate(
        {"days": days, "from": begins, "to": ends, "by_appointment": draw(st.booleans())}
    )


def open_by(rows: list[dict[str, Any]], minute: int) -> bool:
    """Whether somebody is there at a minute of the week, read from schedules as another program would."""
    day, clock = divmod(minute, 1440)
    for row in rows:
        times = [int(row[key][:2]) * 60 + int(row[key][3:5]) for key in ("opens_at", "closes_at")]
        begins, ends = times[0], 1440 if row["closes_at"] == "23:59" else times[1]
        ends += 1440 if ends <= begins else 0
        for name in row["byday"].split(","):
            since = (day - DAYS.index(name)) % 7 * 1440 + clock
            if begins <= since < ends or begins <= since + 7 * 1440 < ends:
                return True
    return False


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Manual:
    folder = tmp_path_factory.mktemp("example") / "small"
    write_tree(folder, starter.manual(["en", "pt"], DAY))
    manual, _ = judged(folder, DAY)
    assert manual
    return manual


@settings(max_examples=60, deadline=None)
@given(
    week=st.lists(rules(), max_size=4),
    minutes=st.lists(st.integers(0, 7 * 1440 - 1), min_size=20, max_size=60),
)
def test_schedules_are_open_when_the_week_of_pages_is(
    example: Manual, week: list[Opening], minutes: list[int]
) -> None:
    contact = next(iter(example.register("contacts"))).model_copy(
        update={"opening": tuple(week), "hours": None}
    )
    rows = schedules(Reading(example, "pt"), contact, lambda *key: str(key))
    for minute in minutes:
        assert open_by(rows, minute) == is_open(week, minute), (minute, rows)


TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=("C",)), min_size=1, max_size=20
).map(lambda words: {"en": f"x{words}", "pt": f"y{words}"})
PHONES = st.integers(100_000_000, 999_999_999).map(lambda n: f"+44 {n}")
CENTRES = st.fixed_dictionaries(
    {
        "name": TEXTS,
        "host": st.fixed_dictionaries(
            {
                "kind": st.sampled_from(["municipality", "association", "university", "other"]),
                "name": TEXTS,
            }
        ),
        "covers": st.lists(st.sampled_from(["0101", "0102", "1312", "1313"]), max_size=6),
        "status": st.sampled_from(["ok", "recheck"]),
    },
    optional={
        "phone": PHONES,
        "phones": st.lists(
            st.fixed_dictionaries(
                {"number": PHONES},
                optional={"extension": st.sampled_from(["1", "012", "3 4"]), "note": TEXTS},
            ),
            max_size=3,
        ),
        "url": st.sampled_from(["https://x.example.org", "https://é.example.org/ç?é=ã#ü"]),
        "email": st.just("desk@x.example.org"),
        "address": TEXTS | st.just({"en": "Rua 1, 1100-148 Lisboa"}),
        "languages": st.lists(st.sampled_from(["pt", "en", "zh-Hant", "uk"]), unique=True) | TEXTS,
        "opening": st.lists(rules().map(lambda rule: rule.model_dump(by_alias=True)), max_size=3),
        "hours": TEXTS,
        "note": TEXTS,
        "verified_on": st.dates(dt.date(2020, 1, 1), dt.date(2026, 11, 1)),
        "does": st.lists(st.sampled_from(["biometrics", "documents"]), max_size=3),
        "contacts": st.dictionaries(
            st.sampled_from(["health", "police"]),
            st.fixed_dictionaries({"name": TEXTS}, optional={"phone": PHONES, "note": TEXTS})
            | st.just("north"),
        ),
    },
)


@pytest.fixture(scope="module")
def networked(tmp_path_factory: pytest.TempPathFactory) -> Manual:
    folder = tmp_path_factory.mktemp("networked") / "small"
    write_tree(folder, starter.manual(["en", "pt"], DAY))
    return sound(network(folder))


@settings(max_examples=80, deadline=None)
@given(st.lists(CENTRES, max_size=4))
def test_whatever_centres_say_is_valid(networked: Manual, listed: list[dict[str, Any]]) -> None:
    first = networked.centres[0]
    centres = tuple(
        replace(first, id=f"c{n}", model=Centre.model_validate(fields))
        for n, fields in enumerate(listed)
    )
    manual = replace(networked, centres=centres)
    for lang in ("en", "pt"):
        page = json.loads(hsds(Reading(manual, lang), SITE))
        assert sum("organization" in one for one in page["contents"]) == len(centres)
        services(manual, lang)


def test_170_centres_of_308_areas_are_valid_in_every_language(claim: Path) -> None:
    sys.path.insert(0, str(ROOT / "benchmarks"))
    try:
        from centres import add_network
    finally:
        sys.path.pop(0)
    add_network(claim)
    manual, _ = judged(claim, DAY)
    assert manual
    for lang in manual.languages:
        named = services(manual, lang)
        assert sum("organization" in one for one in named.values()) == 170
    centre = shown_centres(manual)[0]
    assert as_contact(centre).opening


# -- where it comes out


def test_the_command_writes_a_file_a_language_or_shows_one(manned: Path, tmp_path: Path) -> None:
    shown_ = called("export", "hsds", "--lang", "pt", "--root", manned)
    assert shown_.returncode == 0
    assert json.loads(shown_.stdout)["language"].startswith("pt")
    folder = tmp_path / "data"
    assert called("export", "hsds", "-o", str(folder), "--root", manned).returncode == 0
    manual = sound(manned)
    assert {file.name for file in folder.iterdir()} == {
        f"hsds-{lang}.json" for lang in manual.languages
    }
    file = tmp_path / "one.json"
    assert (
        called("export", "hsds", "--lang", "en", "-o", str(file), "--root", manned).returncode == 0
    )
    assert file.read_bytes() == (folder / "hsds-en.json").read_bytes()
    assert "xx" in fault_of(called("export", "hsds", "--lang", "xx", "--root", manned))


def test_the_command_writes_nothing_of_a_manual_with_errors(manned: Path, tmp_path: Path) -> None:
    put(manned, ONE, CENTRE.replace('"0101"', '"9999"'))
    done = called("export", "hsds", "-o", str(tmp_path / "one.json"), "--root", manned)
    assert done.returncode == 1
    assert "centres/one.yml:3" in done.stdout
    assert not (tmp_path / "one.json").exists()


def test_the_list_of_centres_leads_to_the_data(manned: Path) -> None:
    manual = sound(manned)
    for of_site, is_there in ((manual, True), (at_centre(manual, manual.centres[0]), False)):
        pages = [
            page for page in site_pages(of_site, with_books=False) if page.uri == "centres/index"
        ]
        assert all(('hsds.json"' in page.html) is is_there for page in pages)
        assert pages or not is_there


def test_a_manual_without_centres_has_its_contacts(small: Path) -> None:
    manual, _ = judged(small, DAY)
    assert manual
    assert [*services(manual)] == ["Help line (example)"]
