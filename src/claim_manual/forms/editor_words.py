"""Words of the editor on this machine, by the names that its scripts have for them."""

from __future__ import annotations

from typing import Any

from claim_manual.model.language import Words


def editor_words(say: Words) -> dict[str, Any]:
    """The words in the language of the forms; gaps in braces are filled by the script."""
    return {
        **_of_lists(say),
        **_of_conditions(say),
        **_of_saving(say),
        **_of_findings(say),
        **_of_pages(say),
    }


def _of_lists(say: Words) -> dict[str, Any]:
    what = "{what}"
    return {
        "required": say("Has to be filled in"),
        "add": say("Add: {what}", what=what),
        "insert": say("+ Insert here: {what}", what=what),
        "up": say("Move up"),
        "down": say("Move down"),
        "remove": say("Remove"),
        "removeOne": say("Remove: {what}", what=what),
        "removed": say("Removed: {what}", what=what),
        "undo": say("Undo"),
        "name": say("Name"),
        "number": say("Number"),
        "unit": say("Unit"),
        "units": {
            "minutes": say("minutes"),
            "hours": say("hours"),
            "days": say("days"),
            "weeks": say("weeks"),
            "months": say("months"),
            "years": say("years"),
        },
    }


def _of_conditions(say: Words) -> dict[str, Any]:
    return {
        "nextInList": say("The next one in the list"),
        "depends": say("Depends on a condition…"),
        "onlyIf": say("Only if"),
        "otherwise": say("In all other cases"),
        "addCondition": say("+ Condition…"),
        "condition": say("Condition"),
        "written": say("Written here"),
        "any": say("At least one of these"),
        "not": say("Not this"),
        "or": say("+ or"),
        "from_": say("From"),
        "to_": say("Up to"),
        "signs": {
            "ge": say("at least"),
            "gt": say("more than"),
            "le": say("at most"),
            "lt": say("less than"),
        },
    }


def _of_saving(say: Words) -> dict[str, Any]:
    return {
        "save": say("Save"),
        "unsaved": say("There are changes that are not saved."),
        "notSaved": say("Nothing was saved."),
        "warnings": say("Saved, with these warnings:"),
        "takeBack": say("Take this save back"),
        "noServer": say("The editor on this machine does not answer. Is it still running?"),
        "leave": say(
            "There are changes that are not saved. Leave all the same? They stay here as a draft."
        ),
        "draft": say("Something was written here on {when} and not saved.", when="{when}"),
        "takeDraft": say("Go on with it"),
        "dropDraft": say("Throw it away"),
        "merged": say(
            "Somebody else saved this meanwhile. Both changes are now in the form; look at them, then save."
        ),
        "conflict": say(
            "Somebody else saved this meanwhile and changed the same. Nothing was saved: choose in {n} places.",
            n="{n}",
        ),
        "chooseEach": say("Which one holds?"),
        "theirs": say("What the other person saved"),
        "mine": say("What you wrote"),
        "chosen": say("All is chosen. Look at the form, then save."),
    }


def _of_findings(say: Words) -> dict[str, Any]:
    label = "{label}"
    return {
        "faults": say("Look at this first ({n}):", n="{n}"),
        "pattern": say("{label}: this is not written as it must be.", label=label),
        "whole": say("{label}: write a whole number.", label=label),
        "anyNumber": say("{label}: write a number.", label=label),
        "yaml": say("this is not written as the file has to have it."),
        "asInFile": say("As it stands in the file (YAML)."),
        "stale": say("Older than its source."),
        "unconfirmed": say("Nobody has confirmed it yet."),
        "missing": say("Not translated"),
        "from": say("It was made from:"),
        "right": say("It is right as it is"),
    }


def _of_pages(say: Words) -> dict[str, Any]:
    return {
        "filter": say("Find a page"),
        "waiting": say("To be translated"),
        "nothingWaits": say("Nothing waits for a translation."),
        "media": say("Pictures and files"),
        "addPicture": say("Add a picture or a file:"),
        "noFile": say("The file cannot be read."),
        "create": say("Create: {what}", what="{what}"),
        "fileName": say("Name of the file"),
        "fileNameHint": say("Short, without spaces: it is part of the address and stays."),
        "begin": say("Begin"),
        "begin_": say("Choose a page on the left."),
        "taken": say("There is a file of this name already: {path}", path="{path}"),
        "text": say("Text"),
        "language": say("Language"),
        "preview": say("Preview"),
        "noPreview": say("There is no page to show yet: look at what is marked in the form."),
        "history": say("Saved before"),
        "noHistory": say("Nothing was saved of this yet."),
        "whatChanged": say("What it changed"),
    }
