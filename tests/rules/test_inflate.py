"""A packed body never takes more memory than the limit allows."""

import gzip
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.fetch.inflate import Body, DamagedError, TooLargeError

LIMIT = 100_000


def unpack(packed, limit=LIMIT, piece=1000):
    body = Body(limit, gzip=True)
    for start in range(0, len(packed), piece):
        body.add(packed[start : start + piece])
    return body.whole()


BOMB = gzip.compress(b"\0" * 50_000_000)


@pytest.mark.parametrize("piece", [1, 1000, len(BOMB)], ids=["byte by byte", "in pieces", "at once"])
def test_a_bomb_is_left_at_the_limit(piece):
    """Fifty megabytes packed into fifty kilobytes never stand in memory."""
    tracemalloc.start()
    with pytest.raises(TooLargeError):
        unpack(BOMB, piece=piece)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 10 * LIMIT


def test_a_bomb_of_many_parts_is_left_at_the_limit():
    """The limit counts over all parts of a body, not for each."""
    with pytest.raises(TooLargeError):
        unpack(gzip.compress(b"x" * (LIMIT // 2)) * 3)


def test_a_body_of_exactly_the_limit_is_whole():
    """The limit is the most that may come, and it may come."""
    assert len(unpack(gzip.compress(b"x" * LIMIT))) == LIMIT


@given(st.binary(max_size=3000), st.integers(1, 50))
def test_a_body_is_the_same_however_it_is_cut(content, piece):
    """The network's pieces make no difference."""
    assert unpack(gzip.compress(content), piece=piece) == content


@given(st.binary(min_size=1, max_size=500))
def test_what_is_no_gzip_is_damaged_or_too_large_and_nothing_else(content):
    """Noise that claims to be gzip is told as such."""
    with pytest.raises((DamagedError, TooLargeError)):
        unpack(b"\x1f\x8b" + content)
