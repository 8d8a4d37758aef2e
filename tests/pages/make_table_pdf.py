"""Makes printed_table_pdf.pdf, invented minutes set as a table over two pages. Run it only to change that page."""

from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table

OTTERS = (
    "Seven otters had been counted below the weir and two voles. It was said that the bank was not safe for children "
    "at present and that a fence was needed before the summer.<br/><br/>RESOLVED: That a fence be put up."
)
SEEN = (
    "had been seen in the upper reaches and it was expected that the warden would keep a watch on it through the "
    "winter and come back to the next meeting with a note of what had been seen."
)
HEAD = (
    "RIVER PARTNERSHIP",
    "Minutes of the meeting held on 14 March 2018",
    "Present: Councillor Ann Lee (Chair) and Councillor Bob Ray",
)
ROWS = (
    ("Item", "Discussion", "Action"),
    (
        "1. Apologies for absence",
        "The warden of the river had sent apologies, being ill since the first of the month.",
        "",
    ),
    ("2. Minutes of the last meeting", "The minutes were agreed as a true record of the meeting.", ""),
    (
        "3. Otters and voles",
        OTTERS,
        "Jo King",
    ),
    *(
        (
            f"{number}. Matter of the {name} in the parish",
            f"The {name} {SEEN}",
            "HD" if number % 2 else "",
        )
        for number, name in enumerate(("heron", "swan", "eel", "pike", "trout", "crayfish", "mink", "bittern"), 4)
    ),
    ("12. Date of next meeting", "13 June 2018.", ""),
)
WIDTHS = (110, 290, 70)
TOP = [("VALIGN", (0, 0), (-1, -1), "TOP")]


def draw_number(canvas: Canvas, document: SimpleDocTemplate) -> None:
    """The page number."""
    canvas.drawString(280, 30, str(document.page))


def write_pdf(path: Path) -> None:
    """The same bytes each time, so that only a change of the text changes the file."""
    style = getSampleStyleSheet()["Normal"]
    table = Table([[Paragraph(cell, style) for cell in row] for row in ROWS], WIDTHS, repeatRows=1, style=TOP)
    document = SimpleDocTemplate(str(path), pagesize=A4, invariant=1, title="Minutes", author="River Partnership")
    head = [Paragraph(line, style) for line in HEAD]
    document.build([*head, Spacer(1, 12), table], onFirstPage=draw_number, onLaterPages=draw_number)


if __name__ == "__main__":
    write_pdf(Path(__file__).with_name("printed_table_pdf.pdf"))
