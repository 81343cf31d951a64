"""The short names of incidents, which people read aloud and type."""

from hypothesis import given
from hypothesis import strategies as st

from crawler.model import CODE_ALPHABET, incident_code, incident_number

BLOCK = len(CODE_ALPHABET) ** 4


def test_no_two_incidents_have_one_code():
    """Over the first fifty thousand and around the end of the first block, no code comes twice."""
    numbers = [*range(50_000), *range(BLOCK - 5_000, BLOCK + 5_000)]
    assert len({incident_code(number) for number in numbers}) == len(numbers)


@given(st.integers(0, 10**12))
def test_a_code_leads_back_to_its_incident(number):
    """What is typed from a message finds the incident it came from."""
    assert incident_number(incident_code(number)) == number


@given(st.text(alphabet=CODE_ALPHABET, min_size=4, max_size=6))
def test_every_code_is_some_incidents(code):
    """Codes and numbers are one to one: each code has a number, which has that code."""
    number = incident_number(code)
    assert number is not None
    assert incident_code(number) == code


def test_codes_cannot_be_misheard():
    """No letter looks like a digit, and neighbours look unlike."""
    assert not set(CODE_ALPHABET) & set("01OILU")
    assert incident_code(1)[:2] != incident_code(2)[:2]
    assert all(len(incident_code(number)) == 4 for number in (0, 1, BLOCK - 1))


def test_what_is_no_code_has_no_number():
    """A mistyped code is not taken for another incident's."""
    assert [incident_number(text) for text in ("", "A7K", "A7KO", "a7k2", "قصف!", "2" * 13)] == [None] * 6
