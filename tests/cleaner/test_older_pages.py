"""Pages of a portal's older archive: a document as one text."""

from saved_pages import cleaned


def older_page(body: str) -> str:
    return (
        '<html><head><link rel="canonical" href="https://democracy.example.gov.uk/ceListDocuments.aspx?MeetingId=3">'
        f'</head><body><div id="modgov"><p>CABINET</p><p>Wednesday 3 May 2017</p><p>Present: Councillor Lee</p>{body}'
        "</div></body></html>"
    )


def test_a_table_with_a_column_of_actions_gives_items() -> None:
    rows = (("Minute", "Action"), ("1. Apologies", ""), ("None.", ""), ("2. Roads", ""), ("They were dry.", "JK"))
    table = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    found = cleaned(older_page(f"<table>{table}</table>"))

    assert [(item.number, item.title, item.minutes) for item in found.meeting.items] == [
        ("1", "Apologies", "None."),
        ("2", "Roads", "They were dry.\n\nJK"),
    ]
    assert found.unplaced == ()


def test_paragraphs_with_numbers_and_titles_open_items() -> None:
    found = cleaned(older_page("<p>1. Apologies</p><p>None.</p><p>2. Roads</p><p>They were dry.</p>"))

    assert [(item.number, item.title) for item in found.meeting.items] == [("1", "Apologies"), ("2", "Roads")]
