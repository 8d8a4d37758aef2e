"""The lines of work of a council, by the words of its posts: what may become of a post when it gets a new name.

A word may be of several lines: social services were children's and adults'.
"""

from collections import defaultdict
from functools import lru_cache

from searcher.register.posts import fields_of
from searcher.words import stem

_WORDS = {
    "children": "adoption attendance child children early education educational families fostering inclusion learning "
    "nursery psychologist pupil safeguarding school schools send social teaching youth young",
    "adults": "adult adults ageing care commissioning dementia disability older social wellbeing",
    "health": "disease epidemiology health medical wellbeing",
    "finance": "151 accountancy accountant accounting accounts audit auditor benefits debt exchequer finance financial "
    "income insurance payroll pensions procurement purchasing resources revenues s151 tax treasurer treasury",
    "roads": "bridge bridges drainage engineer engineering flood highway highways parking place rivers road roads "
    "street streets structures surveyor traffic transport transportation",
    "environment": "air allotments biodiversity carbon cemeteries cleansing climate countryside drainage ecology "
    "energy environment environmental flood green grounds parks place pollution recycling refuse rivers street streets "
    "sustainability waste",
    "planning": "architect building conservation development economic economy growth place plan planner planning "
    "regeneration surveyor",
    "housing": "allocations estates homeless homelessness housing landlord lettings repairs tenancies tenancy tenant "
    "tenants",
    "leisure": "archive archives archivist arts cultural culture events green heritage leisure librarian libraries "
    "library museum museums parks sport sports tourism",
    "protection": "consumer crime enforcement licensing pollution standards trading",
    "democracy": "administrator clerk committee constitutional democratic elections electoral governance language law "
    "lawyer legal members monitoring registrar scrutiny solicitor translation translator",
    "staff": "human organisational personnel recruitment training workforce",
    "digital": "computer computing customer customers cyber data digital ict information systems technology web",
}


def _lines() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for line, words in _WORDS.items():
        for word in words.split():
            found[stem(word)].add(line)
    return {word: frozenset(lines) for word, lines in found.items()}


_LINES = _lines()


@lru_cache(maxsize=50_000)
def lines_of(key: str) -> frozenset[str]:
    """The lines of work of a post by its key; none when no word of it tells one."""
    return frozenset(line for word in key.split() for line in _LINES.get(word, ()))


def are_of_one_line(post: str, other: str) -> bool:
    """Whether two posts, by their keys, are of one line of work, or share a word that tells their field."""
    return bool(lines_of(post) & lines_of(other) or fields_of(post) & fields_of(other))


def are_of_two_lines(post: str, other: str) -> bool:
    """Whether two posts are known to be of different lines of work."""
    return bool(lines_of(post) and lines_of(other)) and not are_of_one_line(post, other)
