"""What stands around every page in one language: the manual's name and the emergency line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from claim_manual.model.language import Words
from claim_manual.model.manual import Manual
from claim_manual.model.reading import Reading
from claim_manual.view.writer import phone_address


@dataclass(frozen=True)
class Frame:
    """The frame's words; `extra` is what the theme's template shows."""

    title: str
    description: str
    say: Words
    extra: dict[str, Any]


def frame(manual: Manual, lang: str) -> Frame:
    """The frame of the pages in one language."""
    reading = Reading(manual, lang)
    settings = manual.settings.model
    found = [manual.contact(one) for one in settings.emergency]
    return Frame(
        title=reading.plain(settings.title),
        description=reading.plain(settings.description),
        say=reading.say,
        extra={
            "emergency_title": reading.say("Danger now?"),
            "emergency": [
                {"href": phone_address(one.phone), "text": f"{one.phone} {reading.plain(one.name)}"}
                for one in found
                if one and one.phone and one.status != "weak"
            ],
            "findings_title": reading.say(
                "The manual has errors. These pages show it as it was before."
            ),
        },
    )
