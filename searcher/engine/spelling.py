"""From texts to numbers: what stands between two spaces is read once, however often it stands."""

from array import array

from searcher.words import tokens


class Spellings(dict[str, int]):
    """The spellings met, what stands between two spaces, numbered as they come, each with the words it is indexed as.

    `lengths` tells how many positions a spelling takes: "un-accompanied," two, a dash none. `words` are what is
    indexed, folded or in capitals; the spelling numbered i is those from `first[i]` to `first[i + 1]`, by their numbers
    in `numbers` and their positions in `offsets`.
    """

    def __init__(self) -> None:
        super().__init__()
        self.words: dict[str, int] = {}
        self.lengths = array("I")
        self.first = array("I", [0])
        self.numbers = array("I")
        self.offsets = array("I")

    def __missing__(self, spelling: str) -> int:
        number = self[spelling] = len(self)
        length = 0
        for token in tokens(spelling):
            length = max(length, token.position + 1)
            for word in filter(None, (token.form, token.capitals)):
                self.numbers.append(self.words.setdefault(word, len(self.words)))
                self.offsets.append(token.position)
        self.lengths.append(length)
        self.first.append(len(self.numbers))
        return number

    def of(self, text: str) -> "array[int]":
        """The numbers of a text's spellings, in order."""
        return array("I", map(self.__getitem__, text.split()))  # no word has a space in it
