"""Answers of the web service for its readers, damaged."""

import random
import re

from fuzzing.pages import generated, mutated

_SERVICE = (
    (
        "<committees><committee><committeeid>318</committeeid><committeetitle>Drains &amp;amp; Weirs</committeetitle>"
        "<committeedeleted>False</committeedeleted><committeeexpired>True</committeeexpired></committee></committees>"
    ),
    (
        "<getmeetings><committee><meetings><meeting><meetingid>7</meetingid><meetingdate>02/03/2026</meetingdate>"
        "<meetingstatus>Confirmed</meetingstatus><agendapublished>True</agendapublished></meeting></meetings></committee>"
        "</getmeetings>"
    ),
    '<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;">]><meeting><meetingid>&c;</meetingid></meeting>',
)


def answers(seed: int) -> list[bytes]:
    """Sound answers, and one with entities."""
    return [*(text.encode() for text in _SERVICE), *(one for one in generated(seed) if one.lstrip().startswith(b"<?"))]


_LEAF = re.compile(rb"<(\w+)>[^<]*</\1>")
_TEXTS = (
    b"", b"-1", b"0", b"9" * 40, "²".encode(), b"32/13/2026", b"31/02/0000", b"02 March 2026 at noon", b"True",
    b"maybe", b"\xe2\x80\xae", b"&#0;", b"&#27;[2J", b"&amp;lt;script&amp;gt;", b"&lt;b&gt;1&lt;/b&gt;",
    b"<![CDATA[<p>Weir]]>", b"<!--", b"../..", b"javascript:alert(1)", b"weir " * 2_000,
)  # fmt: skip


def other_answer(content: bytes, chance: random.Random) -> bytes:
    """An answer of which a few elements are others, and which can mostly still be read; at times any bytes changed."""
    if chance.random() < 0.15:
        return mutated(content, chance)
    for _ in range(chance.randint(1, 6)):
        found = list(_LEAF.finditer(content))
        if not found:
            break
        one, other = chance.choice(found), chance.choice(found)
        name = one[1]
        changes = (
            b"",
            one[0] * 2,
            other[0],
            b"<%s>%s</%s>" % (name, one[0], name),
            b"<%s/>" % name,
            one[0].replace(name, chance.choice((b"meeting", b"agendaitem", b"xsi-nil", name.upper()))),
            *(b"<%s>%s</%s>" % (name, text, name) for text in chance.choices(_TEXTS, k=6)),
        )
        content = content[: one.start()] + chance.choice(changes) + content[one.end() :]
    return content
