"""The settings file: every mistake told at once, with its line and its key."""

import os
from datetime import timedelta
from pathlib import Path

import pytest

from config import SettingsRefused, default_file, read_settings
from config.settings import EVENT_TYPES
from crawler.model import EventType


@pytest.fixture(autouse=True)
def no_environment(monkeypatch):
    """Leave out the settings of the machine that runs the tests."""
    for name in [name for name in os.environ if name.startswith("RASID_")]:
        monkeypatch.delenv(name)


@pytest.fixture
def written(tmp_path):
    def write(text: str) -> Path:
        path = tmp_path / "rasid.toml"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def mistakes(path: Path) -> list[tuple[int | None, str, str]]:
    with pytest.raises(SettingsRefused) as refused:
        read_settings(path)
    return [(one.line, one.key, one.message) for one in refused.value.mistakes]


def test_five_mistakes_are_told_at_once(written):
    """An operator mends a file in one go: five mistakes, each with its line and key."""
    path = written(
        """\
timezone = "Asia/Damascos"

[crawl]
least_minuts = 3

[web]
port = 99999

[digest]
hour = "eight"

[[subscriptions]]
name = "south"
areas = ["القدم"]

[[subscriptions]]
name = "east"
areas = ["دوما"]
types = ["bombing"]
"""
    )
    found = mistakes(path)
    assert [(line, key) for line, key, _ in found] == [
        (1, "timezone"),
        (4, "crawl.least_minuts"),
        (7, "web.port"),
        (10, "digest.hour"),
        (19, "subscriptions.2.types.1"),
    ]
    assert "Asia/Damascus" in found[0][2]
    assert found[1][2] == "no such key; did you mean least_minutes?"
    with pytest.raises(SettingsRefused, match=r"rasid\.toml: 5 mistakes\n  line 1, timezone: "):
        read_settings(path)


MISTAKES = {
    "a key that does not exist": ("databse = 'x'", 1, "databse", "did you mean database?"),
    "a table that does not exist": ("[telegrm]\ntoken = 'x'", 1, "telegrm", "did you mean telegram?"),
    "a key like no other": ("[web]\nxyzzy = 1", 2, "web.xyzzy", "no such key"),
    "a number that is none": ("[web]\nport = 'many'", 2, "web.port", "valid integer"),
    "least above most": (
        "[crawl]\nleast_minutes = 50",
        1,
        "crawl",
        "least_minutes is greater than most_minutes",
    ),
    "a severity that CAP has not": (
        "[grading]\nseverity = { protest = 'awful' }",
        2,
        "grading.severity.protest",
        "'minor', 'moderate', 'severe' or 'extreme'",
    ),
    "a severity of no kind": (
        "[grading]\nseverity = { football = 'minor' }",
        2,
        "grading.severity.football.[key]",
        "'armed_clash'",
    ),
    "nothing watched": ("[[subscriptions]]\nname = 'x'", 1, "subscriptions.1", "needs areas"),
    "a subscription without a name": (
        "[[subscriptions]]\nareas = ['x']",
        1,
        "subscriptions.1.name",
        "required",
    ),
    "a key of a subscription": (
        "[[subscriptions]]\nname = 'x'\narea = ['القدم']\nareas = ['القدم']",
        3,
        "subscriptions.1.area",
        "did you mean areas?",
    ),
    "an unknown channel": (
        "[[subscriptions]]\nname = 'x'\nareas = ['y']\nchannel = 'pigeon'",
        4,
        "subscriptions.1.channel",
        "'console'",
    ),
    "a Telegram address that is none": (
        "[[subscriptions]]\nname = 'x'\nareas = ['y']\nchannel = 'telegram'\naddress = '--5'",
        1,
        "subscriptions.1",
        "chat's number",
    ),
    "a polygon off the globe": (
        "[[subscriptions]]\nname = 'x'\npolygon = [[36, 200], [36, 201], [37, 201]]",
        1,
        "subscriptions.1",
        "in degrees",
    ),
    "a polygon of two corners": (
        "[[subscriptions]]\nname = 'x'\npolygon = [[36, 36], [36, 37]]",
        1,
        "subscriptions.1",
        "three corners",
    ),
    "a circle off the globe": (
        "[[subscriptions]]\nname = 'x'\ncircle = { lat = 133, lon = 36, km = 3 }",
        3,
        "subscriptions.1.circle.lat",
        "less than or equal to 90",
    ),
    "not TOML": ("[web\nport = 1", 1, "", "not TOML"),
    "a key twice": ("[web]\nport = 1\nport = 2", 3, "", "not TOML"),
}


@pytest.mark.parametrize(("text", "line", "key", "message"), MISTAKES.values(), ids=MISTAKES)
def test_each_mistake_says_where_and_what(written, text, line, key, message):
    """A mistake names its line, its key, and what would be right."""
    ((found_line, found_key, found_message),) = mistakes(written(text))
    assert (found_line, found_key) == (line, key)
    assert message in found_message


def test_two_subscriptions_of_one_name(written):
    """Two subscriptions that cannot be told apart are refused by name."""
    text = "[[subscriptions]]\nname = 'x'\nareas = ['y']\n" * 2
    ((_, _, message),) = mistakes(written(text))
    assert "'x'" in message


def test_a_file_that_is_not_text(tmp_path):
    """A file in another encoding is refused with what to do."""
    path = tmp_path / "rasid.toml"
    path.write_bytes("timezone = 'دمشق'".encode("windows-1256"))
    ((_, _, message),) = mistakes(path)
    assert "UTF-8" in message


def test_the_file_that_is_written_first_is_good(written):
    """The commented default reads as all the defaults, and so does an empty file."""
    default, empty = read_settings(written(default_file())), read_settings(written(""))
    assert default == empty
    assert (default.web.port, default.digest.hour, default.timezone) == (8080, 8, "Asia/Damascus")
    assert (default.fresh, default.cooldown) == (timedelta(hours=24), timedelta(minutes=5))
    assert not default.telegram.enabled


def test_every_commented_line_shows_the_default(written):
    """What the file shows as a default is one: uncommented, nothing changes."""
    head = default_file().split("# Who hears of what")[0]
    bare = "\n".join(
        line.removeprefix("# ") if line.startswith("# ") and " = " in line.partition("#")[2] else line
        for line in head.splitlines()
        if not line.startswith(("# Rasid", "# The", "# Every", "# Paths"))
    )
    assert read_settings(written(bare)) == read_settings(written(""))
    assert bare.count(" = ") > 15


def test_the_examples_of_the_file_are_good(written):
    """The commented subscriptions work as they stand."""
    tail = default_file().split("# Who hears of what")[1].split("\n", 2)[1:]
    text = "\n".join(line.removeprefix("#").removeprefix(" ") for line in "\n".join(tail).splitlines())
    text = text[text.index("[[subscriptions]]") :]
    south, around = read_settings(written(text)).subscriptions
    assert south.areas[0] == "حي القدم"
    assert around.circle is not None
    assert around.circle.km == 3


def test_the_environment_wins(written, monkeypatch):
    """A variable stands for a key, whatever the file says."""
    monkeypatch.setenv("RASID_WEB__PORT", "9000")
    monkeypatch.setenv("RASID_TELEGRAM__TOKEN", "1:x")
    settings = read_settings(written("[web]\nport = 8081\nhost = '::1'"))
    assert (settings.web.port, settings.web.host) == (9000, "::1")
    assert settings.telegram.enabled


def test_a_mistake_in_the_environment_is_told(written, monkeypatch):
    """A bad variable is refused by its key, not blamed on a line of the file."""
    monkeypatch.setenv("RASID_WEB__PORT", "many")
    ((line, key, _),) = mistakes(written(""))
    assert (line, key) == (None, "web.port")


def test_a_secret_file_is_read(written, tmp_path, monkeypatch):
    """A token may lie in a file of its own."""
    folder = tmp_path / "secrets"
    folder.mkdir()
    (folder / "rasid_telegram").write_text('{"token": "1:secret"}')
    monkeypatch.setenv("RASID_SECRETS_DIR", str(folder))
    assert read_settings(written("")).telegram.token.get_secret_value() == "1:secret"


def test_a_token_is_never_shown(written):
    """Printing the settings, or a mistake in them, tells no token."""
    path = written("[telegram]\ntoken = '123:very-secret'\nallowed_chats = ['x']")
    with pytest.raises(SettingsRefused) as refused:
        read_settings(path)
    assert "very-secret" not in str(refused.value)
    path = written("[telegram]\ntoken = '123:very-secret'")
    assert "very-secret" not in repr(read_settings(path))


def test_paths_count_from_the_files_folder(written):
    """The daemon finds its database wherever it is started from."""
    path = written("database = 'here.db'\nfeeds = 'lists/feeds.opml'")
    settings = read_settings(path)
    assert settings.database == str(path.parent / "here.db")
    assert settings.feeds == path.parent / "lists" / "feeds.opml"
    assert read_settings(written("database = 'postgresql+psycopg://x/y'")).database.startswith("postgresql")


def test_the_types_of_the_file_are_those_of_the_model():
    """Settings know the same twenty kinds, in the same order, without importing them."""
    assert tuple(kind.value for kind in EventType) == EVENT_TYPES
