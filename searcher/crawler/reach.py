"""Which machine a portal's name may turn out to be: never one of a private network behind a public name. Pure."""

import ipaddress
from ipaddress import IPv4Address, IPv6Address

_HERE = "localhost"
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_PUBLIC = ipaddress.IPv6Network("2000::/3")  # all of IPv6 that is given out; what lies beside may be a way inside


def may_reach(host: str, address: str) -> bool:
    """Whether the machine at an address may be the one that `host`, as the portal's address has it, stands for.

    Any on the public network may; of others only the one whose address the portal was given with, and "localhost".
    """
    found = _plain(address)
    if found is None:
        return False
    given = _plain(host)
    if given is not None:
        return found == given
    return found.is_loopback if host == _HERE else _is_public(found)


def _is_public(address: IPv4Address | IPv6Address) -> bool:
    given_out = isinstance(address, IPv4Address) or address in _PUBLIC
    return given_out and address.is_global and not address.is_multicast


def _plain(text: str) -> IPv4Address | IPv6Address | None:
    """An address, in IPv4 where IPv6 only wraps one; None for names and for odd spellings, which resolvers take."""
    try:
        address = ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return None
    if isinstance(address, IPv4Address):
        return address
    if address in _NAT64:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour or address
