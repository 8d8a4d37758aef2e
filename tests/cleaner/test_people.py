"""Who an item names: officers with their posts, councillors, posts without a person."""

import pytest
from saved_pages import POSTS, TOPICS

from searcher.cleaner import completed
from searcher.cleaner.people import people_in
from searcher.model import Item


def officers(text: str) -> list[tuple[str, str | None]]:
    return [(officer.name, officer.post) for officer in people_in(text, POSTS).officers]


def councillors(text: str) -> list[tuple[str, str | None]]:
    return [(councillor.name, councillor.post) for councillor in people_in(text, POSTS).councillors]


def posts(text: str) -> list[str]:
    return list(people_in(text, POSTS).posts)


@pytest.mark.parametrize(
    ("text", "officer"),
    [
        ("Jane Doe, Head of Admissions, spoke.", ("Jane Doe", "Head of Admissions")),
        ("The Head of Admissions (Jane Doe) spoke.", ("Jane Doe", "Head of Admissions")),
        ("The Head of Admissions, Jane Doe, spoke.", ("Jane Doe", "Head of Admissions")),
        ("Jane Doe (Head of Admissions) spoke.", ("Jane Doe", "Head of Admissions")),
        (
            "Ms. J. Doe – Assistant Director, Regeneration and Environment",
            ("Ms. J. Doe", "Assistant Director, Regeneration and Environment"),
        ),
        ("Seán O’Neill, the Council’s Solicitor, advised.", ("Seán O’Neill", "Solicitor")),
        ("Mary Smith-Jones MBE, Parks Manager, replied.", ("Mary Smith-Jones", "Parks Manager")),
        ("Joanne K. Lee, Housing Manager, replied.", ("Joanne K. Lee", "Housing Manager")),
    ],
)
def test_an_officer_is_a_name_with_a_post(text: str, officer: tuple[str, str]) -> None:
    assert officers(text) == [officer]


@pytest.mark.parametrize(
    ("text", "officer"),
    [
        ("Ravi D'Elm BSc (Hons) MRTPI, Planning Officer, spoke.", ("Ravi D'Elm", "Planning Officer")),
        ("Jane Doe CPFA, Head of Admissions, spoke.", ("Jane Doe", "Head of Admissions")),
        ("Jane Doe, BA (Hons), FRICS, Parks Manager, spoke.", ("Jane Doe", "Parks Manager")),
        ("Jane Doe DBE, Parks Manager, spoke.", ("Jane Doe", "Parks Manager")),
    ],
)
def test_the_letters_behind_a_name_are_no_part_of_it(text: str, officer: tuple[str, str]) -> None:
    assert officers(text) == [officer]


def test_officers_in_a_row_may_each_have_letters() -> None:
    assert officers(
        "Jane Doe DBE, Head of Admissions, Tom Elm KC, Head of Audit and Amy Ash MICE, Parks Manager spoke."
    ) == [
        ("Jane Doe", "Head of Admissions"),
        ("Tom Elm", "Head of Audit"),
        ("Amy Ash", "Parks Manager"),
    ]


@pytest.mark.parametrize("text", ["Mill Lane FRICS report was noted.", "The MRTPI, Planning Officer, spoke."])
def test_letters_make_nobody_an_officer(text: str) -> None:
    assert officers(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Jane Doe, a resident, spoke.",
        "Sergeant Amy Dow of Fenwold Police spoke.",
        "Jane Doe, Practice Manager at Mill Lane Surgery, spoke.",
        "Jane Doe, Engagement Lead, Example LLP, presented the audit plan.",
        "Jane Doe presented the report.",
        "Performance, Head of Service",
    ],
)
def test_whoever_has_no_post_of_the_council_is_no_officer(text: str) -> None:
    assert officers(text) == []


def test_an_officer_named_twice_is_one_officer() -> None:
    assert officers("Jane Doe, Head of Audit, spoke. The Head of Audit (Jane Doe) agreed.") == [
        ("Jane Doe", "Head of Audit")
    ]


def test_officers_in_a_list_are_each_one() -> None:
    text = "Also present were Ann Lee, Head of Housing, Bob Ray, Parks Manager, and Cy Poe, Licensing Officer."

    assert [name for name, _ in officers(text)] == ["Ann Lee", "Bob Ray", "Cy Poe"]


def test_a_post_ends_before_the_next_person() -> None:
    assert officers("Ann Lee, Head of Audit and Risk, and Councillor Ray spoke.") == [
        ("Ann Lee", "Head of Audit and Risk")
    ]


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("Ann Lee, Head of Audit, presented the plan.", "presented"),
        ("Ann Lee, Head of Audit, introduced the report.", "introduced"),
        ("Ann Lee, Head of Audit, replied that it was.", "answered"),
        ("The Chair welcomed Ann Lee, Head of Audit.", "attended"),
        ("Ann Lee, Head of Audit, smiled. Bob presented the plan.", None),
    ],
)
def test_the_sentence_says_what_the_officer_did(text: str, part: str | None) -> None:
    assert [officer.part for officer in people_in(text, POSTS).officers] == [part]


def test_an_officer_as_written_closes_the_bracket_it_opened() -> None:
    found = people_in("The Head of Audit (Ann Lee) spoke.", POSTS).officers

    assert [officer.as_written for officer in found] == ["Head of Audit (Ann Lee)"]


def test_councillors_in_a_list_are_each_one() -> None:
    assert [name for name, _ in councillors("Councillors Lee, Z. Ray and de Souza had apologised.")] == [
        "Lee",
        "Z. Ray",
        "de Souza",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Councillor Lee, Cabinet Member for Housing, spoke.",
        "The Cabinet Member for Housing, Councillor Lee, spoke.",
        "Councillor Lee (Cabinet Member for Housing) spoke.",
    ],
)
def test_a_councillors_portfolio_is_the_councillors_wherever_it_stands(text: str) -> None:
    assert councillors(text) == [("Lee", "Cabinet Member for Housing")]
    assert posts(text) == []


def test_a_fund_named_after_councillors_is_no_councillor() -> None:
    assert councillors("The Councillor Ward Funding scheme was noted.") == []


def test_a_councillor_is_no_officer() -> None:
    assert officers("Councillor Ann Lee, Chair of the Panel, spoke.") == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The Head of Service was thanked.", ["Head of Service"]),
        ("The Cabinet Member for Housing agreed.", ["Cabinet Member for Housing"]),
        ("The Group Manager, Waste, explained.", ["Group Manager, Waste"]),
        ("The Chair thanked officers.", []),
        ("The views of Assistant Directors were sought.", []),
        ("The Head of Audit and the Town Clerk replied.", ["Head of Audit", "Town Clerk"]),
    ],
)
def test_posts_are_roles_named_without_a_person(text: str, found: list[str]) -> None:
    assert posts(text) == found


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Jane Doe, Head of Housing, Mr Bob Ray, a tenant, spoke.", ["Jane Doe"]),
        ("In response to Mr Smith, the Head of Highways, Mr Jones, said so.", ["Mr Jones"]),
        ("The applicant, Mr Alan Brown, Managing Director, spoke.", []),
        ("Mr Alan Brown, Principal Surveyor, also spoke for the applicant.", []),
        ("Ann Lee, Chief Executive of Marlham Hospice, attended.", []),
    ],
)
def test_a_post_is_given_to_its_holder_alone(text: str, named: list[str]) -> None:
    assert [name for name, _ in officers(text)] == named


def test_a_councillor_may_be_named_like_a_thing() -> None:
    assert [name for name, _ in councillors("Councillors Grant, Place and Street abstained.")] == [
        "Grant",
        "Place",
        "Street",
    ]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Councillor Mrs. P. Wren asked why.", ["Mrs. P. Wren"]),
        ("Cllr. Dr. Wren said so.", ["Dr. Wren"]),
        ("Moved by Cllr Ms Wren, seconded by Cllr Dr Lisk.", ["Ms Wren", "Dr Lisk"]),
        ("Councillor Wren asked why.", ["Wren"]),
    ],
)
def test_a_title_alone_is_no_councillor(text: str, names: list[str]) -> None:
    assert [one.name for one in people_in(text, POSTS).councillors] == names


@pytest.mark.parametrize(
    ("text", "officer"),
    [
        ("The Head of Planning James Rodger spoke.", ("James Rodger", "Head of Planning")),
        ("Chief Executive Ms Jane Doe advised Members.", ("Ms Jane Doe", "Chief Executive")),
        ("Jane Doe (she/her), Head of Audit, spoke.", ("Jane Doe", "Head of Audit")),
        ("J.R.Doe, Head of Audit, spoke.", ("J.R.Doe", "Head of Audit")),
        ("Mrs. D. St John, Head of Audit, spoke.", ("Mrs. D. St John", "Head of Audit")),
        ("The Waste Manager, Older People (Mr. N. Ap Rhys) spoke.", ("Mr. N. Ap Rhys", "Waste Manager, Older People")),
        ("Jane Doe, Manager of Trading Standards, spoke.", ("Jane Doe", "Manager of Trading Standards")),
    ],
)  # fmt: skip
def test_names_and_posts_are_known_in_other_forms(text: str, officer: tuple[str, str]) -> None:
    assert officers(text) == [officer]


def test_two_people_may_hold_one_post() -> None:
    post = "Joint Heads of Commissioning"

    assert officers(f"Jane Doe and Tom Elm, {post}, spoke.") == [("Jane Doe", post), ("Tom Elm", post)]


def test_namesakes_with_posts_of_their_own_are_two() -> None:
    assert len(officers("J Wright (Principal Engineer) and J Wright (Senior Surveyor) spoke.")) == 2


@pytest.mark.parametrize(
    "text",
    [
        "Jane Doe, Secretary of Friends of the Fen, spoke.",
        "Jane Doe, Chief Executive of Lamplight, spoke.",
        "Jane Doe, Outreach Lead for Lamplight, spoke.",
        "Jane Doe – Outreach Lead, Lamplight",
        "Jane Doe, Outreach Lead, Lamplight, spoke.",
        "On behalf of Lamplight, Jane Doe (Outreach Lead) spoke.",
        "Lamplight’s Outreach Lead, Jane Doe, spoke.",
        "Station Manager Jane Doe, Fenshire Fire and Rescue, spoke.",
        "Jane Doe, Co-ordinator of the Parents Forum, spoke.",
    ],
)
def test_who_works_for_others_is_no_officer(text: str) -> None:
    assert officers(text) == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("In reply to Councillor Smith’s question it was said so.", ["Smith"]),
        ("Councillors Ash J, Birch K and Cole L were present.", ["Ash J", "Birch K", "Cole L"]),
        ("Councillors Ash, J; Birch, K; and Cole, L.", ["Ash, J", "Birch, K", "Cole, L"]),
        ("Councillor Haddow T asked why.", ["Haddow T"]),
        ("Councillors J. Ash / K. Birch", ["J. Ash", "K. Birch"]),
        ("Cllrs Ash (Chair), Birch (Vice-Chair), Cole (Garth Ward) and Dee", ["Ash", "Birch", "Cole", "Dee"]),
        ("Councillor(s) Ash and Birch", ["Ash", "Birch"]),
        ("Councillors Mrs J Ash, Mrs K Birch and Dr. L Cole", ["Mrs J Ash", "Mrs K Birch", "Dr. L Cole"]),
        ("Councillors Ash, Birch and Mr. C. Dee, Head of Audit", ["Ash", "Birch"]),
        ("Councillor van Houten asked.", ["van Houten"]),
        ("Councillor Jo Ash MBE", ["Jo Ash"]),
        ("Croesawodd y Cynghorydd Siân Ash yr adroddiad.", ["Siân Ash"]),
        ("gan y Cynghorydd Siân Ash ac y Cynghorydd Huw Birch", ["Siân Ash", "Huw Birch"]),
    ],
)
def test_members_are_known_in_many_forms(text: str, names: list[str]) -> None:
    assert [name for name, _ in councillors(text)] == names


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The Borough Engineer and Surveyor will look at it.", ["Borough Engineer and Surveyor"]),
        ("The Borough Engineer and Tenancy Manager were asked.", ["Borough Engineer", "Tenancy Manager"]),
        ("Station Manager Jane Doe was thanked.", []),
    ],
)
def test_posts_under_one_article_are_one_unless_several_act(text: str, found: list[str]) -> None:
    assert posts(text) == found


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("The Head of Audit (Jane Doe) submitted a report upon risk.", "presented"),
        ("The Committee had before it a report by Jane Doe, Head of Audit, upon risk.", "presented"),
        ("Cafwyd diweddariad gan Jane Doe (Head of Audit).", "presented"),
        ("Jane Doe (Head of Audit): it had been.", "answered"),
        ("Officers present: Jane Doe (Head of Audit), Tom Elm (Planner)", "attended"),
        ("Officer presenting: Jane Doe (Head of Audit)", "presented"),
        ("In response to the report presented by the Chair, Jane Doe, Head of Audit, attended.", "attended"),
        ("The Chair introduced Jane Doe, Head of Audit, who presented the plan.", "presented"),
        ("The report was introduced by Jane Doe, Head of Audit.", "introduced"),
        ("The view of Jane Doe, Head of Audit, was sought.", None),
    ],
)
def test_what_an_officer_did_is_what_the_sentence_says_nearest_to_the_name(text: str, part: str | None) -> None:
    assert people_in(text, POSTS).officers[0].part == part


@pytest.mark.parametrize(
    ("text", "officer"),
    [
        ("Ann Lee, s151 Officer, spoke.", ("Ann Lee", "s151 Officer")),
        ("Ann Lee CPFA, S.151 Officer; Tom Elm spoke.", ("Ann Lee", "S.151 Officer")),
        ("The s.151 Officer (Ann Lee) spoke.", ("Ann Lee", "s.151 Officer")),
        ("Ann Lee – Deputy Section 151 Officer", ("Ann Lee", "Deputy Section 151 Officer")),
        (
            "Ann Lee, Head of Finance and Deputy s151 Officer, spoke.",
            ("Ann Lee", "Head of Finance and Deputy s151 Officer"),
        ),
        ("Ann Lee, the Council’s s 151 Officer, spoke.", ("Ann Lee", "s 151 Officer")),
        ("Sec. 151 Officer Ann Lee spoke.", ("Ann Lee", "Sec. 151 Officer")),
        ("Ann Lee, Monitoring Officer, spoke.", ("Ann Lee", "Monitoring Officer")),
    ],
)
def test_a_post_may_be_named_after_a_section(text: str, officer: tuple[str, str]) -> None:
    assert officers(text) == [officer]


@pytest.mark.parametrize(
    ("text", "post"),
    [
        ("The Deputy s151 Officer advised.", "Deputy s151 Officer"),
        ("Nobody asked the S.151 Officer.", "S.151 Officer"),
        ("Councillors Ash, Birch and the Monitoring Officer agreed it.", "Monitoring Officer"),
        ("Councillor Ash and the s151 Officer agreed it.", "s151 Officer"),
    ],
)
def test_such_a_post_may_stand_without_a_person(text: str, post: str) -> None:
    assert (officers(text), posts(text)) == ([], [post])


@pytest.mark.parametrize("text", ["Under s151 of the Act fees are set.", "Under s106 Officers asked for more.", "s151"])
def test_a_section_is_no_post(text: str) -> None:
    assert (officers(text), posts(text)) == ([], [])


def test_what_steers_a_terminal_is_in_no_name_of_an_exchanged_item() -> None:
    minutes = "\x1b[31mAnn Lee\x1b[0m, s151 Officer, spoke."
    item = completed(Item("oakham:1:AI1", "oakham", 1, "Drains", minutes=minutes), frozenset(), TOPICS, POSTS)

    assert [(officer.name, officer.post) for officer in item.officers] == [("Ann Lee", "s151 Officer")]
    assert item.minutes == minutes
