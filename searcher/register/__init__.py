"""The register of officers: who is who among all whom minutes name."""

from searcher.register.mentions import Identity, Mention, Resolution
from searcher.register.resolving import resolved

__all__ = ["Identity", "Mention", "Resolution", "resolved"]
