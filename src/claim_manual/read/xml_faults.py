"""Why a text is no XML, in an author's words: the parser speaks English alone."""

from __future__ import annotations

from xml.parsers.expat import errors

from claim_manual.model.finding import Message, say

_UNENDED = say("something that begins here does not end")
_OUT_OF_PLACE = say("a sign stands here that has no place there")
_REASONS = {
    errors.XML_ERROR_SYNTAX: _OUT_OF_PLACE,
    errors.XML_ERROR_INVALID_TOKEN: _OUT_OF_PLACE,
    errors.XML_ERROR_NO_ELEMENTS: say("it ends before it is complete"),
    errors.XML_ERROR_UNCLOSED_TOKEN: _UNENDED,
    errors.XML_ERROR_UNCLOSED_CDATA_SECTION: _UNENDED,
    errors.XML_ERROR_PARTIAL_CHAR: _UNENDED,
    errors.XML_ERROR_TAG_MISMATCH: say("an element does not end under the name it began with"),
    errors.XML_ERROR_DUPLICATE_ATTRIBUTE: say("an attribute stands here a second time"),
    errors.XML_ERROR_JUNK_AFTER_DOC_ELEMENT: say("something follows after its end"),
    errors.XML_ERROR_UNDEFINED_ENTITY: say(
        "a character is called here by a name that is not known"
    ),
    errors.XML_ERROR_BAD_CHAR_REF: say("a character is called here by a number that there is not"),
    errors.XML_ERROR_UNBOUND_PREFIX: say("a prefix stands here that is declared nowhere"),
    errors.XML_ERROR_MISPLACED_XML_PI: say("the line <?xml …?> does not stand at its beginning"),
}
"""By what the parser says."""


def xml_fault(said: str) -> Message:
    """What the parser's words mean to an author."""
    return _REASONS.get(said, say("it is not written as XML is"))
