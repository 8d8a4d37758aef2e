"""What letters mean, held against the truth of invented councils: in items that do not say it themselves.

Run as a script it prints the figures, as the councils are and with every two meanings made to share their letters:
`python tests/letters.py 1 2 3`.
"""

import re
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from citations import Score, imported, lines_of
from sample_portal.business import matters
from sample_portal.generator import generate
from sample_portal.model import Truth
from sample_portal.truth_lines import item_key

from searcher.acronyms import compared_letters, sense_of
from searcher.model import AcronymUse
from searcher.pipeline import Workshop

_TEXTS = ("title", "agenda", "decision", "minutes")
Terms = Mapping[str, str]
"""Letters, and what they mean."""


def shared(terms: Sequence[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """Letters under which every two terms go together."""
    return {term: terms[place - place % 2][0] for place, term in enumerate(terms)}


def told_lines(truth: Truth, renamed: Mapping[tuple[str, str], str]) -> Iterator[tuple[dict[str, Any], Terms]]:
    """The items of a council as lines, some letters renamed, each with what letters mean there."""
    matter_of = {item_key(truth, item.id): item.matter for meeting in truth.meetings for item in meeting.items}
    terms_of = {matter.id: matter.terms for matter in matters()}
    for line in lines_of(truth, truth.today):
        terms = terms_of.get(matter_of[line["id"]], ())
        letters = {short: renamed.get((short, long), short) for short, long in terms}
        # Two terms of one matter are never put under the same letters: nobody would write so.
        letters = letters if len(set(letters.values())) == len(letters) else {short: short for short in letters}
        yield _renamed(line, letters), {letters[short]: long for short, long in terms}


def _renamed(line: dict[str, Any], letters: Mapping[str, str]) -> dict[str, Any]:
    """A line with some letters in place of others."""
    if not letters:
        return line
    pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, letters))})\b")
    texts = {name: pattern.sub(lambda found: letters[found[0]], line[name]) for name in _TEXTS}
    acronyms = {letters.get(short, short): long for short, long in line["acronyms"].items()}
    return {**line, **texts, "acronyms": acronyms}


def meanings_scored(workshop: Workshop, told: Sequence[tuple[dict[str, Any], Terms]]) -> Score:
    """What the archive says that letters mean which an item does not define, against what they do mean."""
    score = Score()
    for line, terms in told:
        text = "\n".join(line[name] for name in _TEXTS)
        used = {short for short in terms if short not in line["acronyms"] and re.search(rf"\b{short}\b", text)}
        wanted = {compared_letters(short) or short: terms[short] for short in used}
        uses = [one for one in workshop.store.acronyms.of(workshop.store.item(line["id"])) if one.level != "item"]
        score.wanted += len(wanted)
        for one in uses:
            if one.meaning is not None:
                right = sense_of(wanted.get(one.letters, "")) == sense_of(one.meaning)
                score.right, score.wrong = score.right + right, score.wrong + (not right)
                score.faults += [] if right else [f"{line['id']}: {_shown(one)}, means {wanted.get(one.letters)}"]
        score.faults += [f"{line['id']}: {_shown(one)}" for one in uses if one.meaning is None]
        known = {one.letters for one in uses}
        score.faults += [f"{line['id']}: {one} is told nowhere" for one in wanted if one not in known]
    return score


def _shown(use: AcronymUse) -> str:
    return f"{use.letters}: {use.meaning or ' or '.join(use.candidates)} ({use.level})"


def scores(seed: int, items: int, folder: Path) -> dict[str, Score]:
    """Meanings in one invented council: as it is, and with letters shared by two meanings each."""
    truth = generate(seed, items)
    terms = sorted({term for matter in matters() for term in matter.terms})
    found = {}
    for name, renamed in (("as they are", {}), ("shared", shared(terms))):
        told = list(told_lines(truth, renamed))
        (folder / name / "in").mkdir(parents=True)
        with Workshop(folder / name / "index") as workshop:
            imported(workshop, [line for line, _ in told], folder / name / "in")
            found[name] = meanings_scored(workshop, told)
    return found


def main(seeds: Sequence[str]) -> None:
    """Print the figures, and what is not right."""
    for seed in seeds:
        with tempfile.TemporaryDirectory() as folder:
            for name, score in scores(int(seed), 2000, Path(folder)).items():
                told = f"precision {score.precision:.4f}, recall {score.recall:.4f}, of {score.wanted}"
                sys.stdout.write(f"seed {seed}, letters {name}: {told}\n")
                sys.stdout.write("".join(f"  {fault}\n" for fault in score.faults))


if __name__ == "__main__":
    main(sys.argv[1:])
