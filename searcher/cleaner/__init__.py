"""From a fetched page to a meeting with its items. Everything here is pure: text in, facts out."""

from searcher.cleaner.cleaning import Cleaned, clean, completed

__all__ = ["Cleaned", "clean", "completed"]
