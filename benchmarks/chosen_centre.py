"""What choosing a centre costs a site: its data for the browser, and the time to build it with centres.

Run by hand on an otherwise idle machine: `python benchmarks/chosen_centre.py [MANUAL] [--site]`. Centres,
areas and numbers are made up. The data is that of 170 centres with the contacts of the manual that differ
by place, and with 25 of them. With --site: the processor time of a first build of the site, without
centres and with 170, the least of three pairs.
"""

from __future__ import annotations

import datetime as dt
import gzip
import random
import re
import shutil
import sys
import tempfile
from pathlib import Path

import yaml

from centres import AREAS, CENTRES, ROOT, add_network, copied, first_seconds
from claim_manual.derived.reading import Reading
from claim_manual.site.centre_data import centre_data
from claim_manual.work.judging import judged

DAY = dt.date(2026, 11, 21)
SERVICES, ADDRESSES, ROUNDS = 25, 4, 3
KINDS = ("Health unit of", "Police, station of", "Social security of", "Court of", "Schools of")
STREETS = ("High Street", "Station Road", "Market Square", "Church Lane", "Mill Road")
HOURS = (("09:00", "12:30"), ("09:00", "17:00"), ("08:30", "16:00"), ("10:00", "18:00"))
FIRST = (
    "Upper",
    "Lower",
    "Old",
    "New",
    "Saint",
    "Great",
    "Little",
    "North",
    "South",
    "East",
    "West",
)
LAST = (
    "ford",
    "ham",
    "bridge",
    "wick",
    "mouth",
    "field",
    "well",
    "stead",
    "combe",
    "minster",
    "bury",
)


def main() -> None:
    """Measure, and say what came of it."""
    arguments = [one for one in sys.argv[1:] if one != "--site"]
    manual = Path(arguments[0]) if arguments else ROOT
    with tempfile.TemporaryDirectory() as name:
        plain, network = Path(name, "plain"), Path(name, "network")
        for folder in (plain, network):
            copied(manual, folder)
        shutil.rmtree(plain / "centres", ignore_errors=True)
        add_network(network)
        if "--site" in sys.argv:
            build = ("build", "--no-pdf")
            pairs = [
                (first_seconds(plain, *build), first_seconds(network, *build))
                for _ in range(ROUNDS)
            ]
            without, with_centres = (min(column) for column in zip(*pairs, strict=True))
            print(f"site without centres: {without:.1f} s, with {CENTRES}: {with_centres:.1f} s")
            print(f"that is {with_centres / without:.2f} times as much")
        _say_size("the contacts of the manual", network)
        _add_services(network)
        _say_size(f"{SERVICES} contacts", network)


def _add_services(folder: Path) -> None:
    """25 contacts that differ by place, and at each centre a name, a number and hours for each."""
    chance = random.Random(1)
    file = folder / "reference/contacts.yml"
    contacts = [one for one in yaml.safe_load(file.read_text("utf-8")) if not one.get("local")]
    local = [
        {"id": f"service-{n}", "name": f"Service {n}", "local": True, "status": "recheck"}
        for n in range(SERVICES)
    ]
    file.write_text(yaml.safe_dump([*contacts, *local], allow_unicode=True), encoding="utf-8")
    towns = [f"{chance.choice(FIRST)} {chance.choice('BCDFGHLMPRSTW')}{chance.choice('aeiou')}{chance.choice(LAST)}" for _ in range(AREAS)]  # fmt: skip
    areas = [{"id": f"{n:04}", "name": town, "region": f"Region {n % 20}"} for n, town in enumerate(towns, 1)]  # fmt: skip
    (folder / "reference/areas.yml").write_text(_quoted(areas), encoding="utf-8")
    for n in range(CENTRES):
        centre = yaml.safe_load((folder / f"centres/centre-{n}.yml").read_text("utf-8"))
        first = int(centre["covers"][0])
        town = towns[first - 1]
        centre["contacts"] = {one["id"]: _service(chance, k, town) for k, one in enumerate(local)}
        centre["verified_on"] = DAY
        (folder / f"centres/centre-{n}.yml").write_text(_quoted(centre), encoding="utf-8")


def _service(chance: random.Random, number: int, town: str) -> dict[str, object]:
    name = f"{KINDS[number % len(KINDS)]} {town}"
    begin, end = chance.choice(HOURS)
    return {
        "name": name if number % 5 else f"{chance.choice(FIRST)} {name}",
        "phone": f"+44 1632 {chance.randint(0, 999):03} {chance.randint(0, 999):03}",
        **(
            {"address": f"{chance.choice(STREETS)} {chance.randint(1, 99)}, {town}"}
            if number < ADDRESSES
            else {}
        ),
        "opening": [{"days": ["mon-fri"], "from": begin, "to": end}],
        "verified_on": DAY - dt.timedelta(days=chance.randint(0, 20)),
    }


def _quoted(value: object) -> str:
    """As sources write it: words in quotes, so that codes stay text; days and what is true without."""
    text = yaml.safe_dump(value, allow_unicode=True, sort_keys=False, default_style='"')
    bare = re.sub(r'!!timestamp "([0-9-]+)"', r"\1", text)
    return bare.replace('!!bool "true"', "true")


def _say_size(what: str, folder: Path) -> None:
    manual, found = judged(folder, DAY)
    if manual is None:
        sys.exit("\n".join(str(one) for one in found[:5]))
    data = centre_data(Reading(manual, manual.default_language))
    size = len(gzip.compress(data, 6))
    print(
        f"data of {len(manual.centres)} centres with {what}: {size:,} bytes (gzip), {len(data):,}"
    )


if __name__ == "__main__":
    main()
