"""Makes printed_minutes_pdf.pdf, the invented minutes of an invented council. Run it only to change that page."""

from pathlib import Path

from reportlab.lib.enums import TA_CENTER
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph

# A blank line ends a paragraph. "= " is a heading, "# " an item's number and title, "* " a bullet.
MINUTES = """
= FENWOLD DISTRICT COUNCIL

= ENVIRONMENT AND WASTE COMMITTEE

= Minutes of the meeting held on Thursday 29 February 2024 at 7.00 pm in the Council Chamber, Priory House,
Fenwold

These minutes were approved as a correct record at the meeting of the Committee held on 25 April 2024.

Present: Councillor Mrs Gillian Farrow (Chair), Councillor Desmond Oke (Vice-Chair), Councillor Peter Ancliffe,
Councillor Shazia Begum, Councillor Roy Thackeray and Councillor Tom Winterbourne

Apologies: Councillor Lucy Harker and Councillor Brian Spink

Officers in attendance: Nigel Crabbe, Director of Environment and Communities; Farah Siddiqui, Democratic
Services Team Leader

# 14. Minutes

The minutes of the meeting held on 18 January 2024 were agreed and signed by the Chair.

# 15. Declarations of interest

There were no declarations.

# 16. Public participation

No member of the public had registered to speak.

# 17. Food waste collections – outline plan

Nigel Crabbe, Director of Environment and Communities, introduced a report on the weekly collection of food
waste, which the Council would have to provide to every household by 31 March 2026. He was accompanied by
Bernadette Coyle, Waste and Recycling Manager, and Mr. D. Achebe – Fleet, Depot and Stores Supervisor.

The Government had offered £912,000 towards the cost of vehicles and caddies. The Council’s own estimate was
£1,140,000. No money had yet been offered towards the cost of running the service, which was expected to be
about £690,000 a year.

The following matters were raised in discussion:

* The depot had room for only three of the seven vehicles that would be needed. A lease on the yard next door
was being negotiated.

* Flats presented the greatest difficulty. A trial at Sexton Court had collected half as much for each household
as the trial in the villages, and one load in four had been contaminated.

* Councillor Thackeray asked where the waste would go. It would be taken to the anaerobic digestion plant at
Marsh Lode, which was run by a private company under a contract with the county council.

* Councillor Begum was worried about rats. The Waste and Recycling Manager said that the caddies could be
locked, and that councils which already had the service did not report an increase.

* Members wished to see liners given out free of charge for at least the first year.

Judith Amos of Fenwold Climate Action Group, who had been invited to comment, said that her group would help to
explain the new service to residents.

RESOLVED:

(a) that the outline plan be approved;

(b) that the Director of Environment and Communities be authorised to accept the grant; and

(c) that a detailed plan, including the options for flats, be brought to the Committee in September 2024.

# 18. Flooding in January 2024 – lessons learned

The Committee considered the report of the Emergency Planning and Resilience Officer on the floods of 3 to 6
January 2024, when 74 homes and the primary school at Wickmere Drove were flooded.

Sandbags had run out by midday on 3 January. The rest centre had been opened within two hours of the decision to
open it, but the list of people who were known to be vulnerable had been eleven months out of date. The flood
wardens had done all that could be asked of them and in two of the parishes had been the only source of
information for most of a day.

Gordon Maltby, Clerk to the Wickmere Internal Drainage Board, described the failure of the pump at Sluice Farm.
A new motor had been fitted and a second pump was on order. Sergeant Amy Dow of Fenwold Police said that drivers
had moved the road closed signs and that twelve vehicles had had to be rescued.

Councillors Ancliffe and Winterbourne proposed that each parish should be offered a store of its own, and the
Head of Finance and Procurement (Annabel Struthers) confirmed that £30,000 could be found in the current year.

RESOLVED:

(a) that the report be noted and the thanks of the Council be sent to the flood wardens;

(b) that up to £30,000 be spent on flood stores in the parishes; and

(c) that the list of vulnerable people be checked every three months.

# 19. Public conveniences, Market Square

RESOLVED that the conveniences be closed for refurbishment from 8 April to 31 May 2024, and that temporary
facilities be provided during that time.

# 20. Climate change action plan: six-monthly report

Councillor Desmond Oke, Portfolio Holder for Climate Change, drew attention to the progress set out in the
report. The Council’s own emissions were 31 per cent lower than in 2018/19. Hywel Sangster, Energy and
Sustainability Adviser, explained that the greater part of the reduction had come from the new boilers at the
swimming pool.

The report was noted.

# 21. Exclusion of the public

RESOLVED that the public be excluded for item 22 under section 100A(4) of the Local Government Act 1972, because
exempt information as defined in paragraph 3 of Schedule 12A would be disclosed.

# 22. Depot lease (exempt)

RESOLVED that the terms described in the confidential report be agreed.

The meeting ended at 8.52 pm.
"""
TITLE = "Printed minutes Thursday 29-Feb-2024 19.00 Environment and Waste Committee"
RUNNING_HEADER = "Environment and Waste Committee – 29 February 2024"
MARGIN = 25 * mm
BODY = ParagraphStyle("body", fontName="Times-Roman", fontSize=11, leading=14, spaceAfter=7)
STYLES = {
    "= ": ParagraphStyle("heading", BODY, fontName="Times-Bold", alignment=TA_CENTER),
    "# ": ParagraphStyle("item", BODY, fontName="Times-Bold", spaceBefore=8),
    "* ": ParagraphStyle("bullet", BODY, leftIndent=18, bulletIndent=6, bulletFontName="Symbol"),
    "": BODY,
}


def paragraph_of(text: str) -> Paragraph:
    """One paragraph, in the style that its first two characters ask for."""
    mark = text[:2] if text[:2] in STYLES else ""
    return Paragraph(text.removeprefix(mark), STYLES[mark], bulletText="•" if mark == "* " else None)


def draw_header(canvas: Canvas, document: BaseDocTemplate) -> None:
    """The running header, from the second page on."""
    if document.page > 1:
        canvas.setFont("Times-Italic", 9)
        canvas.drawString(MARGIN, A4[1] - 15 * mm, RUNNING_HEADER)


def draw_footer(canvas: Canvas, document: BaseDocTemplate) -> None:
    """The page number. Drawn last, so that a reader of the text meets it where a person does."""
    canvas.setFont("Times-Roman", 9)
    canvas.drawCentredString(A4[0] / 2, 12 * mm, str(document.page))


def write_pdf(path: Path) -> None:
    """The same bytes each time, so that only a change of the text changes the file."""
    document = BaseDocTemplate(str(path), pagesize=A4, invariant=1, title=TITLE, author="Fenwold District Council")
    frame = Frame(MARGIN, MARGIN, A4[0] - 2 * MARGIN, A4[1] - 2 * MARGIN)
    document.addPageTemplates(PageTemplate(frames=[frame], onPage=draw_header, onPageEnd=draw_footer))
    document.build([paragraph_of(" ".join(block.split("\n"))) for block in MINUTES.strip().split("\n\n")])


if __name__ == "__main__":
    write_pdf(Path(__file__).with_name("printed_minutes_pdf.pdf"))
