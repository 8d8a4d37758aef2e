"""How near two words are in spelling, and a sieve by which most words of a dictionary are passed over."""

_DIGITS, _OTHERS = 26, 27  # bits: one for all digits, five for letters beyond a to z
_FEW, _SOME = 3, 6  # letters from which one edit, and from which two, leave a word itself: as Lucene's fuzzy queries do


def letters_in(word: str) -> int:
    """Which letters a folded word has, a bit for each: an edit changes two of these at most."""
    found = 0
    for letter in word:
        at = ord(letter) - ord("a")
        found |= 1 << (at if 0 <= at < _DIGITS else _DIGITS if letter.isdigit() else _OTHERS + ord(letter) % 5)
    return found


def edits_allowed(word: str) -> int:
    """How many edits a word of this length may be away and still be meant."""
    return 0 if len(word) < _FEW else 1 if len(word) < _SOME else 2


def edits(one: str, other: str, most: int) -> int:
    """How many letters must be put in, left out, changed or swapped with the next; `most` + 1 for any more.

    No letter is edited twice (the optimal string alignment distance).
    """
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for at, letter in enumerate(one, 1):
        earlier, before, row = before, row, [at]
        for to, its in enumerate(other, 1):
            least = min(before[to] + 1, row[to - 1] + 1, before[to - 1] + (letter != its))
            if at > 1 and to > 1 and letter == other[to - 2] and one[at - 2] == its:
                least = min(least, earlier[to - 2] + 1)
            row.append(least)
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)
