"""What letters stand for: which letters a text uses, when two meanings are one, which is meant where. Pure."""

from searcher.acronyms.letters import compared_letters, letters_in
from searcher.acronyms.resolving import Answer, Definition, Known, Place, meant
from searcher.acronyms.senses import sense_of, written_out

__all__ = [
    "Answer",
    "Definition",
    "Known",
    "Place",
    "compared_letters",
    "letters_in",
    "meant",
    "sense_of",
    "written_out",
]
