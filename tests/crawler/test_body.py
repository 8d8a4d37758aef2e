"""An answer's content, never larger than wanted."""

import gzip
import itertools
import tracemalloc
import zlib

import pytest

from searcher.crawler.body import Body, body


def pieces(content: bytes, size: int) -> list[bytes]:
    return [content[at : at + size] for at in range(0, len(content), size)]


def test_content_is_given_as_it_came() -> None:
    assert body([b"ab", b"", b"c"], 3, gzipped=False) == Body(b"abc", whole=True)


def test_what_is_too_much_is_left_out() -> None:
    assert body(itertools.repeat(b"ab"), 3, gzipped=False) == Body(b"aba", whole=False)


@pytest.mark.parametrize("size", [1, 7, 100_000])
def test_gzip_is_unpacked_however_it_is_cut(size: int) -> None:
    content = bytes(range(256)) * 1000

    assert body(pieces(gzip.compress(content), size), 300_000, gzipped=True) == Body(content, whole=True)


@pytest.mark.parametrize("size", [1, 7, 100_000])
def test_several_members_are_one_content_and_what_follows_them_is_left_out(size: int) -> None:
    packed = gzip.compress(b"minutes ") + gzip.compress(b"of the meeting") + b"\0\0\0\0"

    assert body(pieces(packed, size), 100, gzipped=True).content == b"minutes of the meeting"


def test_an_empty_answer_may_call_itself_packed() -> None:
    assert body([], 10, gzipped=True) == Body(b"", whole=True)


def test_a_packed_answer_that_is_cut_off_is_no_answer() -> None:
    with pytest.raises(EOFError):
        body([gzip.compress(b"minutes" * 1000)[:-9]], 10_000, gzipped=True)


@pytest.mark.parametrize("content", [b"<html>not packed</html>", gzip.compress(b"minutes", mtime=0)[:-8] + b"\0" * 8])
def test_a_packed_answer_that_is_broken_is_no_answer(content: bytes) -> None:
    with pytest.raises(zlib.error):
        body([content], 10_000, gzipped=True)


def test_a_bomb_costs_no_more_than_is_wanted() -> None:
    bomb = gzip.compress(bytes(100_000_000))
    tracemalloc.start()
    found = body([bomb], 2_000_000, gzipped=True)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert (len(found.content), found.whole) == (2_000_000, False)
    assert peak < 3_000_000


def test_endless_members_that_hold_nothing_come_to_an_end() -> None:
    assert not body(itertools.repeat(gzip.compress(b"")), 10_000, gzipped=True).whole
