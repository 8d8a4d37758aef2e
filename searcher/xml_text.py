"""Reads XML that strangers wrote, such as a web service's answer, safely. Knows nothing of what it says."""

import html
import re
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

__all__ = ["Element", "root_of", "unescaped"]

_DECLARATION = re.compile(r"<\?xml[^>]*\?>")
_CONTROL_REFERENCES = re.compile(r"&#(?:x0*(?:[1-8bcef]|1[0-9a-f])|0*(?:[1-8]|1[124-9]|2[0-9]|3[01]));", re.IGNORECASE)


def root_of(text: str) -> Element:
    """The root element of an XML text, whatever encoding the text declares.

    Raises ValueError with a reason for readers when the text is broken, or has a document type of its own.
    """
    if re.search(r"<!(?:DOCTYPE|ENTITY)", text, re.IGNORECASE):
        raise ValueError("XML with a document type of its own, which web services never send")
    try:
        # Entities, by which XML attacks, need the document type refused above.
        text = _CONTROL_REFERENCES.sub(" ", _DECLARATION.sub("", text.lstrip("\ufeff \t\r\n")))
        return ElementTree.fromstring(text)  # noqa: S314 - as just said
    except ElementTree.ParseError as error:
        raise ValueError(f"broken or cut off XML ({error})") from error


def unescaped(text: str) -> str:
    """A text that was escaped twice, as web services give titles ("&amp;#39;"), with each white space as one space."""
    return " ".join(html.unescape(html.unescape(text)).split())
