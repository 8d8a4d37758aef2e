"""Damages pages, to see that the cleaner reads them as far as they go or refuses them by name."""

import random
import re

_PARTS = re.compile(rb"\n|(?=<)|(?<=>)")


def mutated(content: bytes, chance: random.Random) -> bytes:
    """A page cut, with parts doubled, swapped or gone, or with bytes changed."""
    parts = _PARTS.split(content)
    one, other = sorted(chance.choices(range(len(parts)), k=2))
    changes = {
        "cut": parts[:other],
        "gone": parts[:one] + parts[other:],
        "doubled": parts[:other] + parts[one:],
        "swapped": [*parts[:one], parts[other], *parts[one + 1 : other], parts[one], *parts[other + 1 :]],
        "flipped": parts,
    }
    kind = chance.choice(list(changes))
    mutant = bytearray(b"\n".join(changes[kind]))
    for _ in range(chance.randint(1, 40) if kind == "flipped" and mutant else 0):
        mutant[chance.randrange(len(mutant))] = chance.randrange(256)
    return bytes(mutant)
