"""Signatures as Standard Webhooks has them."""

import re
import time
from pathlib import Path
from typing import Any

from searcher.outlets.signing import signature


def test_a_signature_is_that_of_the_specification() -> None:
    """The example of the reference libraries of https://www.standardwebhooks.com."""
    secret, message, body = (
        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        "msg_p5jXN8AQM9LWM0D4loKWxJek",
        b'{"test": 2432232314}',
    )

    assert signature(secret, message, 1614265330, body) == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_a_secret_that_is_no_base64_is_its_own_key() -> None:
    told = signature("sixteen letters!", "m", 1, b"")

    assert told == signature("whsec_c2l4dGVlbiBsZXR0ZXJzIQ==", "m", 1, b"")


def test_the_python_of_the_documents_knows_a_signature() -> None:
    text = (Path(__file__).resolve().parents[2] / "docs" / "following.md").read_text()
    (block,) = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    told: dict[str, Any] = {}
    exec(block, told)
    now = int(time.time())
    for secret in ("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "sixteen letters!"):
        headers = {
            "webhook-id": "m", "webhook-timestamp": str(now), "webhook-signature": signature(secret, "m", now, b"{}"),
        }  # fmt: skip
        assert told["is_ours"](secret, headers, b"{}")
        assert not told["is_ours"](secret, headers, b"{} ")
