"""Signs what is posted, as https://www.standardwebhooks.com says, so that its receiver knows whose it is. Pure."""

import base64
import binascii
import hashlib
import hmac
import secrets

_PREFIX = "whsec_"
_SHORTEST = 16  # bytes of a key that nobody guesses


def signature(secret: str, message: str, seconds: int, body: bytes) -> str:
    """The signature of a message's id, its time in seconds since 1970, and its body: "v1,…"."""
    signed = f"{message}.{seconds}.".encode() + body
    return "v1," + base64.b64encode(hmac.digest(_key(secret), signed, hashlib.sha256)).decode()


def new_secret() -> str:
    """A secret that nobody guesses."""
    return _PREFIX + base64.b64encode(secrets.token_bytes(24)).decode()


def check_secret(secret: str) -> None:
    """Raises ValueError, with the reason, for what is no secret."""
    try:
        key = _key(secret)
    except (binascii.Error, ValueError) as error:
        raise ValueError("secret takes base64 after whsec_") from error
    if len(key) < _SHORTEST:
        raise ValueError(f"secret takes at least {_SHORTEST} letters, which should be random")


def _key(secret: str) -> bytes:
    """The key of a secret: the bytes that it tells in base64 after "whsec_", else its own."""
    if secret.startswith(_PREFIX):
        return base64.b64decode(secret.removeprefix(_PREFIX), validate=True)
    return secret.encode()
