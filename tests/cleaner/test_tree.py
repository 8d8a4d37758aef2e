"""The cleaner's tree is the one that BeautifulSoup builds, comments and document types left out."""

import random
import warnings

import pytest
from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString, PageElement, PreformattedString
from fuzzing import mutated
from hypothesis import given, settings
from hypothesis import strategies as st
from saved_pages import content_of, page_names

from searcher.cleaner.tree import depth_of, holders, of_class, outermost, parse, tags, take_out, with_id

PAGES = [name for name in page_names() if name.endswith(".html")]
TAGS = st.sampled_from(["p", "table", "tr", "td", "ul", "li", "a", "b", "o:p", "div", "script", "textarea"])
MARKUP = st.lists(
    st.one_of(
        TAGS.map("<{}>".format),
        TAGS.map("</{}>".format),
        TAGS.map('<{} class="x  y" id=1 class=z>'.format),
        st.sampled_from(["<!-- c -->", "<br/>", "<!DOCTYPE html>", "<?pi x?>", "&nbsp;", "</", "<![CDATA[x]]>"]),
        st.text("ab \n\xa0é", max_size=5),
    ),
    max_size=40,
).map("".join)  # fmt: skip


def shown(soup: BeautifulSoup) -> list[object]:
    """Each tag with its attributes and each text, in the order of the library's own links, with its depth."""
    found: list[object] = []
    for node in soup.descendants:
        if isinstance(node, Tag):
            found.append((node.name, {name: words(value) for name, value in node.attrs.items()}, depth(node)))
        elif isinstance(node, NavigableString) and not isinstance(node, PreformattedString) and node.strip():
            found.append((str(node).strip(), depth(node)))
    return found


def words(value: str | list[str]) -> str:
    return " ".join(" ".join(value).split() if isinstance(value, list) else value.split())


def depth(node: PageElement) -> int:
    return len(list(node.parents))


def plain(html: str) -> BeautifulSoup:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return BeautifulSoup(html, "lxml")


@pytest.mark.parametrize("name", PAGES)
def test_a_page_and_its_damaged_forms_give_the_librarys_tree(name: str) -> None:
    chance = random.Random(name)
    contents = [content_of(name), *(mutated(content_of(name), chance) for _ in range(10))]

    for html in (content.decode("utf-8", "replace") for content in contents):
        assert shown(parse(html)) == shown(plain(html))


@given(MARKUP)
@settings(deadline=None)
def test_any_markup_gives_the_librarys_tree(html: str) -> None:
    assert shown(parse(html)) == shown(plain(html))


def test_the_librarys_own_searches_work_in_the_tree() -> None:
    soup = parse('<div id="a"><p class="x y">one</p><!-- c --><p>two</p></div>')

    assert [tag.get_text() for tag in soup.find_all("p")] == ["one", "two"]
    assert str(soup.find("p")) == '<p class="x y">one</p>'


def test_tags_are_found_by_name_class_and_id_in_page_order() -> None:
    soup = parse('<div id="ModGov"><p class="x y">1</p><b>2</b><p class="xy">3</p></div>')
    portal = with_id(soup, "modgov")

    assert portal is not None
    assert [tag.name for tag in tags(portal)] == ["p", "b", "p"]
    assert [tag.get_text() for tag in of_class(portal, "x")] == ["1"]
    assert [tag.get_text() for tag in tags(portal, "b")] == ["2"]


def test_of_tags_inside_each_other_the_outermost_are_taken_out() -> None:
    soup = parse("<div>a<i>b<i>c</i></i>d</div>")
    taken = outermost(soup, lambda tag: tag.name == "i")
    take_out(taken)

    assert [tag.get_text() for tag in taken] == ["bc"]
    assert [str(node) for node in next(tags(soup, "div")).contents] == ["a", "d"]


def test_what_holds_a_tag_is_every_tag_around_it() -> None:
    soup = parse("<div><p><i>a</i></p></div><div><p>b</p></div>")
    holding = holders(tags(soup, "i"))

    assert [id(tag) in holding for tag in tags(soup, "div", "p", "i")] == [True, True, False, False, False]


def test_depth_is_that_of_the_deepest_tag_that_is_seen() -> None:
    assert depth_of(parse("<div><p>a</p></div><noscript><p><b><i>c</i></b></p></noscript>"), ("noscript",)) == 5


@pytest.mark.parametrize(
    ("text", "shown"), [("", ""), ("minutes.txt", "minutes.txt"), ('<?xml version="1.0"?><a>b</a>', "b")]
)
def test_what_is_no_html_gives_a_tree_without_a_warning(text: str, shown: str) -> None:
    assert parse(text).get_text() == shown
