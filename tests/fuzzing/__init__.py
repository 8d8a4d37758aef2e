"""Damages what strangers send, and sees that it is read as far as it goes or refused by name: `scripts/fuzz`."""

from fuzzing.pages import generated, mutated, wrong_with

__all__ = ["generated", "mutated", "wrong_with"]
