"""By what pages are read: the program's own text and the vocabularies. When it changes, pages are read again."""

import hashlib
from importlib import resources

from searcher.pipeline.readings import Vocabularies

_PARTS = ("cleaner", "acronyms", "references")
_MODULES = ("dates", "decoding", "hrefs", "naming", "posts", "topics", "vocabulary", "words", "xml_text")


def rules_digest(vocabularies: Vocabularies) -> str:
    """A digest of all that tells what a page says."""
    package = resources.files("searcher")
    files = [package / f"{name}.py" for name in _MODULES]
    for part in _PARTS:
        files += sorted((package / part).iterdir(), key=lambda file: file.name)
    digest = hashlib.sha256(vocabularies.digest.encode())
    for file in files:
        if file.name.endswith((".py", ".toml")):
            digest.update(file.read_bytes())
    return digest.hexdigest()
