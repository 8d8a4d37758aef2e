"""The register of officers: who is who among all whom minutes name."""

from searcher.register.correction_tables import NotACorrection, corrections_from
from searcher.register.corrections import Correction, Corrections, Split
from searcher.register.ids import Form, Given, called, forms_of, with_ids
from searcher.register.mentions import Identity, Mention, Resolution
from searcher.register.resolving import resolved

__all__ = [
    "Correction",
    "Corrections",
    "Form",
    "Given",
    "Identity",
    "Mention",
    "NotACorrection",
    "Resolution",
    "Split",
    "called",
    "corrections_from",
    "forms_of",
    "resolved",
    "with_ids",
]
