"""Reads XML that strangers wrote, such as a web service's answer, safely, and writes our own. Not what it says."""

import html
import re
from collections.abc import Mapping
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

__all__ = ["Element", "child", "root_of", "unescaped", "written"]

_DECLARATION = re.compile(r"<\?xml[^>]*\?>")
_CONTROL_REFERENCES = re.compile(r"&#(?:x0*(?:[1-8bcef]|1[0-9a-f])|0*(?:[1-8]|1[124-9]|2[0-9]|3[01]));", re.IGNORECASE)
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # in XML 1.0, however escaped


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


def child(parent: Element, name: str, text: str = "", attributes: Mapping[str, str] | None = None) -> Element:
    """An element put into another, as its last. What no XML can hold of the texts is left out."""
    told = {key: _FORBIDDEN.sub("", value) for key, value in (attributes or {}).items()}
    element = ElementTree.SubElement(parent, name, told)
    element.text = _FORBIDDEN.sub("", text)
    return element


def written(root: Element) -> bytes:
    """An element as a document, each element on a line of its own."""
    ElementTree.indent(root, " ")
    told: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return told + b"\n"
