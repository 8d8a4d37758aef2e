"""What letters stand for: which letters a text uses, when two meanings are one, which is meant where. Pure.

Names are imported when they are used: a search needs senses alone.
"""

from typing import TYPE_CHECKING

from searcher.lazily import imported_when_used

if TYPE_CHECKING:
    from searcher.acronyms.letters import compared_letters, letters_in
    from searcher.acronyms.resolving import Answer, Definition, Known, Place, meant
    from searcher.acronyms.senses import SMALL, sense_in, sense_of, written_out

__all__ = [
    "SMALL", "Answer", "Definition", "Known", "Place", "compared_letters", "letters_in", "meant", "sense_in",
    "sense_of", "written_out",
]  # fmt: skip

__getattr__ = imported_when_used(
    __name__,
    {
        "searcher.acronyms.letters": ("compared_letters", "letters_in"),
        "searcher.acronyms.resolving": ("Answer", "Definition", "Known", "Place", "meant"),
        "searcher.acronyms.senses": ("SMALL", "sense_in", "sense_of", "written_out"),
    },
)
