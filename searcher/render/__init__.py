"""How results look: for people, for programs, for spreadsheets. All pure: results in, text out."""
