"""Small PDFs written by hand, so that any part of them can be damaged or made monstrous."""


def small_pdf(text: str) -> bytes:
    """One page with a text on lines of its own; brackets in it must be in pairs."""
    lines = " ".join(f"({line}) Tj T*" for line in text.split("\n"))
    return pdf_with(f"BT /F1 10 Tf 12 TL 50 780 Td {lines} ET".encode("latin-1", "replace"))


def pdf_with(stream: bytes, packed_by: str = "") -> bytes:
    """One page with a content stream as it is, packed as said."""
    packing = f"/Filter {packed_by}" if packed_by else ""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        f"<</Length {len(stream)}{packing}>>\nstream\n".encode() + stream + b"\nendstream",
        b"<</Type/Font/Subtype/Type1/BaseFont/Courier/Encoding/WinAnsiEncoding>>",
    ]
    made, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%b\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    return made + head + table + b"trailer\n<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % len(made)
