"""References between items: how minutes write them, which item is meant, which meeting's minutes are approved. Pure."""

from searcher.references.written import Said, references_in, said_by

__all__ = ["Said", "references_in", "said_by"]
