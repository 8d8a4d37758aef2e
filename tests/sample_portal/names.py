"""Invented names: of people, places, schools, bodies and posts. Knows no dates, only shares of the years."""

from random import Random


def words(text: str) -> tuple[str, ...]:
    """The words of a text, for lists that read better as lines."""
    return tuple(text.split())


COUNCIL = "Marlmouth"
COUNCIL_NAME = "Marlmouth County Borough Council"

FORENAMES = {
    "Ms": "Karen Helen Zoë Siân Priya Aoife Chloë Ngozi Beatrix Ruth Hanne Mairéad Odette Tamsin Yasmin Inès Farida "
    "Lowri Gwenllian Bronagh Shanice Petra Noor Delyth Maud Imogen Jolanta Ottilie Rhiannon Sabiha Verity Winifred",
    "Mrs": "Susan Patricia Jane Margaret Gillian Pauline Jacqueline Renée Moira Doreen Hilary Sandra Thelma Brenda "
    "Eluned Constance Marjorie Nasreen Rosalind Sheila",
    "Mr": "John Gareth Anthony Tomasz Imran Seán Nnamdi Llŷr Rupert Darren Keith Jürgen Emeka Malcolm Stuart Neville "
    "Ieuan Kwame Harjit Leopold Fergus Desmond Alasdair Cuthbert Mateo Osian Roderick Vikram Barnaby "
    "Trevor Wilfred Ezra",
    "Dr": "Amara Julian Bethan Søren Kamala Edmund Niamh Otto",
}
SURNAMES = words(
    "Hanson Wright Thackray O’Rourke Prosser Llewelyn-Reece Okonkwo D’Arcy Mistry Bairstow Fenwick Grüber Szymański "
    "Peverell Haddow Quarmby Ellershaw Tindall Vaizey Nørgaard Crowhurst Ashdown-Peake Ramdhanie Skelhorn Purcell "
    "Mahmood Treloar Winstanley Blackadder Coultas Devereux Eastwick Farnaby Gathercole Hollingdrake Iredale Jessop "
    "Kirkbride Lonsborough MacAuslan McGillivray Nethercott Ogunleye Pickersgill Rowbottom Sandalwood Threapleton "
    "Underhay Vosper Whitwam Yelland Zielińska Abernethy Birtwhistle Cawthra Dunkerley Entwhistle Flintoff Garforth "
    "Holroyd Inchbald Jobling Killick Langstaff Micklethwaite Nuttall Oldroyd Pargeter Quennell Rudkin Stobart "
    "Tattersfield Uttley Venning Wagstaffe Youngson Ap-Gwilym Bhattacharya Chukwuma Dhillon El-Amin Ferreira Gunnarsson"
)
DOUBLE_SURNAMES = ("St John", "van Houten", "de la Haye", "Ap Rhys", "Le Marchant")
WARDS = (
    "Abbeyfields",
    "Brackenholme",
    "Cressing Vale",
    "Dunmere",
    "Eastcliffe",
    "Fallowgate",
    "Garth Hill",
    "Harbourside",
    "Inkersley",
    "Kelder Bridge",
    "Llanfarl",
    "Maltby Row",
    "Nantglas",
    "Oxlease",
    "Priorsgate",
    "Quarrybank",
    "St Wenna’s",
    "Thornmoor",
)
PARTIES = ("Labour", "Conservative", "Liberal Democrat", "Green", "Independent", "Marlmouth First")
STREET_FIRST = words(
    "Alder Bishop Canal Drovers Elmfield Foundry Granary Hazel Infirmary Jubilee Kiln Lark Mill Nursery Orchard "
    "Pinfold Quay Rectory Sheepwash Tannery Union Vicarage Weavers Yewtree Brewhouse Cloister Dyers Ferry Gallows Heron"
)
STREET_LAST = words("Road Street Lane Avenue Terrace Close Drive Row Walk Bank Crescent Gate")
SCHOOL_LAST = (
    "Primary School",
    "Junior School",
    "Academy",
    "High School",
    "Church in Wales Primary School",
    "Infant School",
)
BODIES = (
    ("the Marlmouth Home Education Network", "Chair"),
    ("Age Matters Marlmouth", "Chief Executive"),
    ("Marl Valley Police", "Superintendent"),
    ("the Marl and Dunmere NHS Trust", "Medical Director"),
    ("the Tenants’ Voice Panel", "Vice-Chair"),
    ("the Rivers Agency", "Area Flood Adviser"),
    ("Shelterbridge", "Outreach Lead"),
    ("the Parents and Carers Forum", "Co-ordinator"),
    ("Marlmouth Chamber of Trade", "President"),
    ("the Fire and Rescue Service", "Station Commander"),
    ("Cyclists of the Marl", "Secretary"),
    ("Grant Penhaligon LLP", "External Auditor"),
)
VENUES = (
    "Council Chamber, Guildhall, Marlmouth",
    "Committee Room 2, Guildhall, Marlmouth",
    "Wenna Suite, Kelder House, Marlmouth",
    "The Old Customs House, Quay Road, Marlmouth",
)

# Each line of posts is one desk: its names in turn, each with the share of the years at which the name ended.
DESKS: dict[str, tuple[tuple[str, float], ...]] = {
    "education.director": (
        ("Director of Education", 0.18),
        ("Strategic Director of Children’s Services", 0.66),
        ("Executive Director for People", 1),
    ),
    "education.inclusion": (
        ("Principal Education Welfare Officer", 0.3),
        ("Head of Inclusion and Attendance", 0.6),
        ("Assistant Director for Education and Inclusion", 1),
    ),
    "education.send": (
        ("Principal Educational Psychologist", 0.45),
        ("Head of Special Educational Needs and Disability", 1),
    ),
    "education.home": (
        ("Home Education Adviser", 0.55),
        ("Elective Home Education Co-ordinator", 1),
    ),
    "children.safeguarding": (
        ("Head of Child Protection", 0.35),
        ("Joint Assistant Director of Safeguarding and Quality", 1),
    ),
    "children.youth": (("Youth Offending Team Manager", 0.7), ("Head of Youth Justice and Early Help", 1)),
    "adults.director": (("Director of Social Services", 0.25), ("Director of Adult Care and Wellbeing", 1)),
    "adults.commissioning": (("Commissioning Manager, Older People", 0.5), ("Head of Strategic Commissioning", 1)),
    "finance.director": (
        ("Borough Treasurer", 0.22),
        ("Director of Finance", 0.7),
        ("Section 151 Officer and Director of Resources", 1),
    ),
    "finance.accounts": (("Chief Accountant", 0.6), ("Head of Corporate Finance", 1)),
    "finance.audit": (("Audit Manager", 0.5), ("Head of Internal Audit and Risk", 1)),
    "highways.director": (("Borough Engineer and Surveyor", 0.28), ("Director of Place", 1)),
    "highways.traffic": (("Principal Traffic Engineer", 0.5), ("Head of Highways and Transport", 1)),
    "highways.flood": (("Senior Drainage Engineer", 0.45), ("Flood Risk Manager", 1)),
    "planning.head": (("Chief Planning Officer", 0.5), ("Head of Planning and Regeneration", 1)),
    "planning.policy": (("Local Plan Team Leader", 1),),
    "environment.head": (("Head of Cleansing and Parks", 0.4), ("Assistant Director of Environmental Services", 1)),
    "environment.health": (("Principal Environmental Health Officer", 0.6), ("Air Quality and Pollution Lead", 1)),
    "environment.climate": (("Energy Officer", 0.5), ("Climate Change Programme Manager", 1)),
    "housing.head": (("Director of Housing", 0.4), ("Assistant Director, Homes and Tenancies", 1)),
    "housing.repairs": (("Repairs Manager", 0.6), ("Head of Repairs and Investment", 1)),
    "housing.options": (("Homelessness Officer", 0.35), ("Housing Options Manager", 1)),
    "leisure.libraries": (("Borough Librarian", 0.4), ("Head of Libraries, Arts and Heritage", 1)),
    "leisure.parks": (("Leisure Services Manager", 0.6), ("Head of Sport and Green Spaces", 1)),
    "licensing.head": (("Licensing Officer", 0.5), ("Licensing and Trading Standards Manager", 1)),
    "health.director": (("Consultant in Public Health", 0.48), ("Director of Public Health", 1)),
    "legal.head": (("Borough Solicitor", 0.5), ("Monitoring Officer and Head of Legal Services", 1)),
    "democratic.head": (("Committee Clerk", 0.3), ("Democratic Services Manager", 1)),
    "democratic.officer": (("Senior Committee Administrator", 0.4), ("Principal Governance Officer", 1)),
    "democratic.welsh": (("Welsh Language Officer", 1),),
    "corporate.chief": (("Chief Executive", 1),),
    "corporate.people": (("Personnel Manager", 0.3), ("Head of Human Resources", 1)),
    "corporate.digital": (("ICT Manager", 0.5), ("Head of Digital and Customer Services", 1)),
}
PORTFOLIOS = {
    "education": "Education and Skills",
    "children": "Children and Young People",
    "adults": "Adult Care and Health",
    "finance": "Finance and Property",
    "highways": "Roads and Transport",
    "planning": "Planning and the Economy",
    "environment": "the Environment",
    "housing": "Housing",
    "leisure": "Culture and Leisure",
    "licensing": "Community Safety",
    "health": "Public Health",
    "legal": "Corporate Services",
    "democratic": "Corporate Services",
    "corporate": "Corporate Services",
}


def person(random: Random, taken: set[str]) -> tuple[str, str, str]:
    """A title, forename and surname that nobody in `taken` has; the full name is added there."""
    while True:
        title = random.choices(list(FORENAMES), weights=(5, 3, 7, 1))[0]
        forename = random.choice(FORENAMES[title].split())
        surname = random.choice(SURNAMES) if random.random() > 0.03 else random.choice(DOUBLE_SURNAMES)
        if f"{forename} {surname}" not in taken:
            taken.add(f"{forename} {surname}")
            return title, forename, surname


def street(random: Random) -> str:
    """A street, some with a number of houses or a direction before it."""
    name = f"{random.choice(STREET_FIRST)} {random.choice(STREET_LAST)}"
    return name if random.random() > 0.15 else f"{random.choice(('Upper', 'Lower', 'Old', 'Little'))} {name}"


def school(random: Random) -> str:
    """A school, called after a place."""
    return f"{random.choice((*WARDS, *STREET_FIRST))} {random.choice(SCHOOL_LAST)}"
