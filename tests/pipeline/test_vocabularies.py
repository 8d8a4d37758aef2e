"""What the cleaner reads by is told by a digest, so that a change of any word of it is noticed."""

import pytest
from msgspec.structs import fields, replace

from searcher.pipeline.readings import Vocabularies
from searcher.settings import load_posts, load_vocabulary
from searcher.vocabulary import Posts


@pytest.mark.parametrize("words", [one.name for one in fields(Posts)])
def test_a_word_more_changes_the_digest(words: str) -> None:
    posts, topics = load_posts(), load_vocabulary()
    kind = type(getattr(posts, words))
    changed = replace(posts, **{words: kind((*getattr(posts, words), "Lamplighter"))})

    assert Vocabularies(topics, changed).digest != Vocabularies(topics, posts).digest
