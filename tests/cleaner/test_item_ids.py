"""The portal's id of an item is told by its anchor, whatever is around it there; what is no id is none."""

import pytest
from saved_pages import cleaned, minutes, portal_page, row


def ids(anchor: str) -> list[str]:
    """The ids of a page's items, of which the first has this anchor."""
    rows = row("11", "Weir", minutes("The weir held.")) + row("12", "Lock", minutes("The lock leaked."))
    return [item.id for item in cleaned(portal_page(rows.replace('name="AI11"', f'name="{anchor}"'))).meeting.items]


@pytest.mark.parametrize("anchor", ["AI11", "AI11\n", "AI11\r", " AI11\t", "AI11&#10;"])
def test_space_around_an_id_is_none_of_it(anchor: str) -> None:
    assert [item_id.rpartition(":")[2] for item_id in ids(anchor)] == ["AI11", "AI12"]


@pytest.mark.parametrize("anchor", ["", "AI", "AI11x", "AI11\n11", "AI١١", "AI²", "xAI11"])
def test_what_is_no_id_is_none(anchor: str) -> None:
    assert not ids(anchor)[0].rpartition(":")[2].startswith("AI")
