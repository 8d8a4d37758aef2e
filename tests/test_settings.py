"""Where the index is and what its owner set; a line that cannot be taken is named with its file and number."""

from pathlib import Path

import pytest

from searcher.errors import BadSetting
from searcher.listing import Portal
from searcher.settings import is_contact, load_posts, load_settings, load_vocabulary, with_portal

LISTED = (
    "with two brackets begins an entry of a list; a topic is its id in single brackets, such as [parking], "
    'and below that names = ["parking", "car parks"]'
)


def refusal(folder: Path, name: str, text: str | bytes) -> str:
    """What is said of a file that cannot be taken, after the folder."""
    (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(BadSetting) as refused:
        load_settings(folder)
        load_vocabulary(folder)
    return str(refused.value).removeprefix(f"{folder}/")


def test_without_files_the_defaults_hold(tmp_path: Path) -> None:
    assert load_settings(tmp_path).largest_file == 100_000_000
    assert load_vocabulary(tmp_path) == load_vocabulary()


def test_a_setting_is_taken(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text("largest_file_mb = 2\n")

    assert load_settings(tmp_path).largest_file == 2_000_000


def test_a_byte_order_mark_of_an_editor_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_bytes(b"\xef\xbb\xbflargest_file_mb = 2\n")

    assert load_settings(tmp_path).largest_file_mb == 2


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "# mine\nlargest = 2\n",
            (
                "settings.toml, line 2: unknown setting 'largest'; known: contact, largest_file_mb, "
                "portals, requests_per_day, seconds_between_requests, smtp, timeout_seconds"
            ),
        ),
        ("largest_file_mb = 0\n", "settings.toml, line 1: largest_file_mb takes a whole number above 0"),
        ("largest_file_mb = true\n", "settings.toml, line 1: largest_file_mb takes a whole number above 0"),
        ('\nlargest_file_mb = "2"\n', "settings.toml, line 2: largest_file_mb takes a whole number above 0"),
        ("\n\nlargest_file_mb 2\n", "settings.toml, line 3: expected '=' after a key in a key/value pair"),
        ("\nlargest_file_mb =", "settings.toml, line 2: invalid value"),
        ("requests_per_day = 0\n", "settings.toml, line 1: requests_per_day takes a whole number above 0"),
        (
            "seconds_between_requests = -1\n",
            "settings.toml, line 1: seconds_between_requests takes a number of seconds, 0 to 3600",
        ),
        (
            "seconds_between_requests = nan\n",
            "settings.toml, line 1: seconds_between_requests takes a number of seconds, 0 to 3600",
        ),
        ("timeout_seconds = 0\n", "settings.toml, line 1: timeout_seconds takes more than 0 seconds"),
        ('contact = "me"\n', "settings.toml, line 1: contact takes an e-mail address or a web address"),
        ("portals = 3\n", "settings.toml, line 1: portals are tables, each begun by [portals.NAME]"),
        *(
            (f'[portals.a]\nurl = "{url}"\n', "settings.toml, line 1: url of portal a is no address of a portal")
            for url in (
                "ftp://x",
                "http://[::1/",
                "https://",
                "http://a b/",
                "https://x:99999/",
                "https://u:p@x/",
                "https://x/a.aspx?b=1",
            )
        ),
        ("\n[portals.a]\ncolour = 1\n", "settings.toml, line 2: portal a takes url and ca, nothing else"),
        ('[portals.a]\nurl = "https://x/"\nca = 1\n', "settings.toml, line 1: ca of portal a is the path of a file"),
        (b"# caf\xe9\n", "settings.toml, line 1: this is not UTF-8 text"),
        (b"\n\n# caf\xe9\n", "settings.toml, line 3: this is not UTF-8 text"),
    ],
)
def test_a_line_of_settings_that_cannot_be_taken_is_named(tmp_path: Path, text: str | bytes, told: str) -> None:
    assert refusal(tmp_path, "settings.toml", text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("colour = 2\n", "line 1: colour is no topic; a topic begins with [colour]"),
        ('[a]\nnames = ["x"]\n[[topic]]\nid = "b"\n', f"line 3: [[topic]] {LISTED}"),
        ('[["topic"]]\n', f"line 1: [[topic]] {LISTED}"),
        ('[a]\nnames = ["x"]\n[b]\nnames = "x"\n', "line 4: names of topic b takes a list of phrases"),
        ('[a]\nsigns = ["x", 7]\n', "line 2: signs of topic a takes a list of phrases"),
        ('[a]\nunless = ["..."]\n', "line 2: unless of topic a takes a list of phrases"),
        ('[a]\n\nkind = "fun"\n', "line 3: kind of topic a is one of business, procedural"),
        ("[a]\nlabel = 7\n", "line 2: label of topic a takes a text"),
        (
            '[a]\nnom = "x"\n',
            "line 2: nom of topic a is unknown; known are label, names, narrower, signs, unless, kind",
        ),
        ('[a]\nnarrower = ["x"]\n', "line 2: narrower of topic a takes a list of lists of phrases"),
        ("[a]\n[a]\n", "line 2: cannot declare ('a',) twice"),
    ],
)
def test_a_line_of_topics_that_cannot_be_taken_is_named(tmp_path: Path, text: str, told: str) -> None:
    assert refusal(tmp_path, "topics.toml", text) == f"topics.toml, {told}"


def test_portals_are_told(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text(
        'contact = "me@example.org"\n[portals.oakham]\nurl = "https://minutes.example/mg"\nca = "oakham.pem"\n'
    )
    settings = load_settings(tmp_path)

    assert settings.contact == "me@example.org"
    assert settings.portals == {"oakham": Portal("oakham", "https://minutes.example/mg/", tmp_path / "oakham.pem")}


@pytest.mark.parametrize(
    "text",
    ["", "# mine\nlargest_file_mb = 2 # enough\n", '[portals.elmford]\nurl = "https://elmford.example/"\n'],
)
def test_a_portal_is_added_to_what_is_written(tmp_path: Path, text: str) -> None:
    oakham = Portal("oakham", "https://minutes.example/", Path("/etc/oakham.pem"))
    (tmp_path / "settings.toml").write_text(with_portal(text, oakham, "me@example.org"))
    settings = load_settings(tmp_path)

    assert (settings.portals["oakham"], settings.contact) == (oakham, "me@example.org")
    assert all(line in (tmp_path / "settings.toml").read_text() for line in text.splitlines())


def test_a_portal_that_is_added_again_is_changed() -> None:
    text = with_portal("", Portal("oakham", "https://old.example/", Path("/etc/oakham.pem")))

    assert with_portal(text, Portal("oakham", "https://new.example/")) == (
        '[portals.oakham]\nurl = "https://new.example/"\n'
    )


@pytest.mark.parametrize("text", ["me@example.org", "https://example.org/crawler", "a.b+c@x-y.example.org"])
def test_where_to_write_to(text: str) -> None:
    assert is_contact(text)


@pytest.mark.parametrize(
    "text",
    ["", "me", "me@example", "me@exa mple.org", "me@example.org)", "me@exämple.org", "me@x.y\r\nX: 1", "ftp://x"],
)
def test_what_is_no_place_to_write_to(text: str) -> None:
    assert not is_contact(text)


def test_a_folder_in_place_of_settings_is_told(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").mkdir()

    with pytest.raises(BadSetting, match="cannot be read"):
        load_settings(tmp_path)


def test_own_topics_are_added_to_the_packaged_ones(tmp_path: Path) -> None:
    (tmp_path / "topics.toml").write_text('[allotments]\nlabel = "Allotments"\nnames = ["allotments"]\n')
    topics = load_vocabulary(tmp_path).topics

    assert topics["allotments"].label == "Allotments"
    assert len(topics) == 1 + len(load_vocabulary().topics)


def test_an_own_topic_stands_in_place_of_the_packaged_one(tmp_path: Path) -> None:
    first = next(iter(load_vocabulary().topics))
    (tmp_path / "topics.toml").write_text(f'[{first}]\nnames = ["allotments"]\n')
    topics = load_vocabulary(tmp_path).topics

    assert (topics[first].names, topics[first].label) == (("allotments",), first)
    assert list(topics) == list(load_vocabulary().topics)


def test_the_packaged_words_of_posts_are_there() -> None:
    assert load_posts().is_post("Head of Admissions")
