"""A small manual with centres whose contacts stand in a procedure, in trees, and on a discreet page."""

from __future__ import annotations

from pathlib import Path

from claim_manual import starter
from claim_manual.publish.folder import write_tree
from conftest import DAY

CONTACTS = """\
- {id: health, name: {en: Health unit, pt: Unidade de saúde}, status: recheck, local: true, note: {en: Ask for it., pt: Pergunte.}}
- {id: police, name: {en: Police of the area, pt: Polícia da área}, status: recheck, local: true}
- {id: school, name: {en: Schools, pt: Escolas}, phone: "+44 1632 960 700", status: recheck, local: true}
- {id: shelter, name: {en: Shelter, pt: Abrigo}, status: recheck, local: true, discreet: true}
- {id: line, name: {en: Help line, pt: Linha de apoio}, phone: "+44 1632 960 900", status: ok, verified_on: 2026-11-01}
- {id: north, name: {en: North team, pt: Equipa do norte}, phone: "+44 1632 960 800", status: ok, verified_on: 2026-11-01}
"""
OTHER = '- {{id: other-{n}, name: Other {n}, phone: "+44 1632 960 3{n}", status: ok, verified_on: 2026-11-01}}\n'
AREAS = """\
- {id: "0101", name: Upper Sample, region: {en: North, pt: Norte}}
- {id: "0102", name: Lower Sample, region: {en: North, pt: Norte}}
- {id: 1312, name: Sample Bay, region: {en: Coast, pt: Costa}}
"""
ONE = """\
name: Centre One (example)
host: {kind: municipality, name: Council of Sample}
covers: ["0101", 1312]
phone: "+44 1632 960 001"
email: desk@one.example.org
address: Sample Street 1, Upper Sample
opening:
  - {days: [mon-fri], from: "09:00", to: "12:30"}
contacts:
  health:
    name: {en: Health unit of Upper Sample, pt: Unidade de saúde de Upper Sample}
    phones: [{number: "+44 1632 960 101", extension: "12", note: {en: desk, pt: balcão}}, {number: "+44 1632 960 102"}]
    email: a+b@one.example.org
    url: https://one.example.org/health?x=1
    address: Sample Street 2, Upper Sample
    opening:
      - {days: [mon-sun], from: "00:00", to: "24:00"}
    languages: [pt, en]
    note: {en: Ring twice., pt: Toque duas vezes.}
    verified_on: 2026-11-01
  police: north
  shelter: {name: Quiet House, phone: "+44 1632 960 104", verified_on: 2026-11-01}
verified_on: 2026-11-01
status: ok
"""
TWO = """\
name: Centre Two (example)
host: {kind: association, name: Association of Sample}
covers: ["0102"]
phone: "+44 1632 960 002"
contacts:
  health: {name: Post of Lower Sample, phone: "+44 1632 960 201"}
  police: {name: Police of Lower Sample, phone: "+44 1632 960 202", verified_on: 2026-11-01}
  school: {name: School of Lower Sample, phone: "+44 1632 960 203", verified_on: 2026-11-01}
  shelter: {name: Still House, phone: "+44 1632 960 204", verified_on: 2026-11-01}
verified_on: 2026-11-01
status: ok
"""


def placed_manual(folder: Path) -> Path:
    """The starter's manual with two centres, of which one lacks a contact."""
    write_tree(folder, starter.manual(["en", "pt"], DAY))
    others = "".join(OTHER.format(n=n) for n in range(10, 40))
    put(folder, "reference/contacts.yml", f"{CONTACTS}{others}")
    put(folder, "reference/areas.yml", AREAS)
    put(folder, "centres/one.yml", ONE)
    put(folder, "centres/two.yml", TWO)
    settings = (folder / "manual.yml").read_text(encoding="utf-8")
    put(folder, "manual.yml", f"{settings}timezone: Europe/Lisbon\nemergency: [line]\n")
    path = "procedures/service/receive-request.yml"
    procedure = (folder / path).read_text(encoding="utf-8")
    named = "contacts: [health, line, police, school]\n"
    procedure = procedure.replace("[helpdesk]", "[health, school, line]")
    procedure = procedure.replace("steps:\n", f"{named}steps:\n")
    listen = '    role: officer\n    contacts: [police]\n    details: {en: "Or ring <contact:health>.", pt: "Ou ligue para <contact:health>."}\n'
    put(folder, path, procedure.replace("    role: officer\n", listen, 1))
    flow = (folder / "flows/who-answers.yml").read_text(encoding="utf-8")
    flow = flow.replace("[helpdesk]", "[line, health, police, school]")
    put(folder, "flows/who-answers.yml", flow)
    hidden = flow.replace("T-01", "T-02").replace("Who answers the request", "At home")
    hidden = hidden.replace("status: draft", "status: draft\ndiscreet: true")
    put(folder, "flows/at-home.yml", hidden.replace("line, health, police", "shelter, police"))
    return folder


def put(folder: Path, path: str, text: str) -> None:
    """Writes a file of the manual."""
    file = folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
