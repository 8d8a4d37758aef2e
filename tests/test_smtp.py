"""The mail server of `settings.toml`; a line that cannot be taken is named."""

from pathlib import Path

import pytest

from searcher.errors import BadSetting
from searcher.settings import load_settings, smtp_password
from searcher.smtp import SmtpSettings, is_address


def loaded(folder: Path, text: str) -> SmtpSettings | None:
    (folder / "settings.toml").write_text(text)
    return load_settings(folder).smtp


def test_without_a_server_there_is_none(tmp_path: Path) -> None:
    assert loaded(tmp_path, "") is None


def test_a_server_is_taken_whole(tmp_path: Path) -> None:
    text = (
        '[smtp]\nhost = "mail.example.org"\nport = 2525\nsecurity = "tls"\nuser = "bot"\n'
        'password_file = "smtp-password"\nfrom = "Minutes <bot@example.org>"\n'
    )
    told = SmtpSettings("mail.example.org", 2525, "tls", "bot", tmp_path / "smtp-password", "Minutes <bot@example.org>")

    assert loaded(tmp_path, text) == told


@pytest.mark.parametrize(("security", "port"), [("starttls", 587), ("tls", 465), ("none", 25)])
def test_each_security_has_its_port(tmp_path: Path, security: str, port: int) -> None:
    told = loaded(tmp_path, f'[smtp]\nhost = "a"\nsecurity = "{security}"\n')

    assert told is not None
    assert told.port == port


def test_encryption_need_not_be_asked_for(tmp_path: Path) -> None:
    told = loaded(tmp_path, '[smtp]\nhost = "a"\n')

    assert told is not None
    assert told.security == "starttls"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("smtp = 3\n", "line 1: smtp is a table, begun by [smtp]"),
        ("contact = 'a@b.c'\n[smtp]\n", "line 2: smtp lacks the host (in [smtp])"),
        ('[smtp]\nhost = "a b"\n', "line 2: host takes the name of a machine (in [smtp])"),
        ('[smtp]\nhost = "a"\nport = 0\n', "line 3: port takes a number from 1 to 65535 (in [smtp])"),
        ('[smtp]\nhost = "a"\nport = true\n', "line 3: port takes a number from 1 to 65535 (in [smtp])"),
        ('[smtp]\nhost = "a"\nsecurity = "ssl"\n', "line 3: security is one of starttls, tls, none (in [smtp])"),
        ('[smtp]\nhost = "a"\nuser = ""\n', "line 3: user takes a text on one line (in [smtp])"),
        (
            '[smtp]\nhost = "a"\nfrom = "a\\nBcc: b@c"\n',
            "line 3: from takes a text on one line (in [smtp])",
        ),
        ('[smtp]\nhost = "a"\nfrom = "me"\n', 'line 3: from takes an e-mail address, or "Name <address>" (in [smtp])'),
        (
            '[smtp]\nhost = "a"\npassword = "x"\n',
            "line 3: password is unknown; known are host, port, security, user, password_file, from (in [smtp])",
        ),
        (
            '[smtp]\nhost = "a"\nuser = "b"\nsecurity = "none"\n',
            'line 4: security must be "starttls" or "tls" with a user: the password could be read (in [smtp])',
        ),
        (
            '[smtp]\nhost = "a"\npassword_file = "b"\n',
            "line 3: password_file is given, but no user (in [smtp])",
        ),
    ],
)
def test_a_line_that_cannot_be_taken_is_named(tmp_path: Path, text: str, reason: str) -> None:
    with pytest.raises(BadSetting) as refused:
        loaded(tmp_path, text)

    assert str(refused.value) == f"{tmp_path / 'settings.toml'}, {reason}"


def test_a_password_may_go_unencrypted_to_this_machine(tmp_path: Path) -> None:
    assert loaded(tmp_path, '[smtp]\nhost = "localhost"\nuser = "b"\nsecurity = "none"\n')


def test_the_file_of_the_password_comes_before_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "password").write_text("from the file \n")
    smtp = SmtpSettings("a", 25, user="b", password_file=tmp_path / "password")

    assert smtp_password(SmtpSettings("a", 25)) is None
    monkeypatch.setenv("SEARCHER_SMTP_PASSWORD", "from the environment")
    assert smtp_password(SmtpSettings("a", 25)) == "from the environment"
    assert smtp_password(smtp) == "from the file "


def test_a_file_of_the_password_that_is_no_text_is_named(tmp_path: Path) -> None:
    (tmp_path / "password").write_bytes(b"\xff")
    with pytest.raises(BadSetting, match="password: the password cannot be read \\(no text\\)"):
        smtp_password(SmtpSettings("a", 25, user="b", password_file=tmp_path / "password"))


@pytest.mark.parametrize("text", ["a@example.org", "a.b+c@localhost", "o'neil@xn--caf-dma.example"])
def test_an_address_is_known(text: str) -> None:
    assert is_address(text)
