"""Forenames that are women's or men's. Only what hardly anybody doubts: no Robin, no Hilary, no Kim."""

from typing import Literal

Sex = Literal["f", "m", ""]

_WOMENS = (
    "abigail ada adele agata agnes aileen aisha aisling alexandra alice alison alma amanda amelia amina amy anastasia "
    "angela angharad anita ann anna annabel anne annette anthea anwen aoife audrey barbara beata beatrice becky "
    "belinda bernadette bertha beth bethan betty brenda bridget bronagh bronwen camilla carmel carol caroline carolyn "
    "carys caterina catherine catrin cecilia celia chantelle charlotte cheryl chloe christina christine ciara claire "
    "clara clare claudia colette constance cynthia daphne dawn deborah deirdre delia delyth denise diana diane dilys "
    "donna dora doreen doris dorothy edith edna eileen elaine eleanor elen eleri elin elinor elizabeth ella ellen "
    "eluned emily emma enid erica erin esther ethel eve fatima fiona flora florence frances freda gaynor gemma "
    "georgina geraldine gertrude gillian gladys glenda glenys grace greta gwen gwendolen gwendoline gwenllian hannah "
    "hazel heather heidi helen helena henrietta hermione ida imogen ines ingrid irene iris isabel isabella isobel ivy "
    "jacqueline jane janet janice janine jasmine jayne jeanette jemima jennifer jenny jessica jill joan joanna joanne "
    "josephine joyce judith judy julia julie juliet june karen kate katherine kathleen kathryn katie katrina kayleigh "
    "kirsten kirsty laura lauren leanne lilian lily linda lisa lois lorna lorraine louisa louise lowri lucia lucy "
    "lydia lynda lynette lynne mabel madeleine maeve maggie mair maire mairead mandy margaret margery maria marie "
    "marina marjorie martha mary matilda maud maura maureen mavis maxine megan melanie melissa michelle mildred "
    "millicent miranda miriam moira molly monica muriel myfanwy nadia nancy naomi natalie natasha nerys niamh nicola "
    "nicole nina nora noreen norma odette olga olive olivia olwen ottilie pamela patricia paula pauline penelope "
    "petra philippa phoebe phyllis polly priscilla priya prudence rachael rachel rebecca renata rhian rhiannon rita "
    "roisin rosalind rose rosemary rosie ruth sally samantha sandra sara sarah selina shanice sharon sheila shirley "
    "sian sinead siobhan sioned sofia sonia sophia sophie stella stephanie susan susannah suzanne sylvia tamara "
    "tamsin tanya tara teresa thelma theresa tina tracey una ursula valerie vanessa vera verity veronica victoria "
    "viola violet virginia wendy winifred yasmin yolanda yvette yvonne zoe"
)
_MENS = (
    "aaron abdul abraham adam adrian ahmed aidan alan alasdair alastair albert aled alexander alfred alistair allan "
    "alun ambrose andreas andrew angus anthony antonio archibald arnold arthur arwel barnaby barry bartholomew basil "
    "benedict benjamin bernard bertram boris brendan brian bruce bryan bryn carl cedric charles christopher ciaran "
    "clement clifford clive colin colm conor craig crispin cuthbert cyril damian daniel darren david dean declan "
    "dennis derek dermot desmond dietrich dominic donald dougal douglas duncan dylan eamonn edgar edmund eduardo "
    "edward edwin elwyn emlyn emrys eric ernest euan eugene ewan ezra fabian felix fergus fernando finlay francis "
    "frank franklin fraser frederick gareth garry gary gavin geoffrey george geraint gerald gerard giles giovanni "
    "glyn gordon graeme graham grant gregory guy hamish harold harry harvey hector henry herbert hubert hugh "
    "hugo humphrey huw hywel iain ian idris ieuan ifan imran isaac ivan ivor jack jacob james jared jason jeffrey "
    "jeremy jerome joel john jonathan jose joseph joshua juan julian jurgen justin karl keith kenneth kevin kieran "
    "klaus kwame lance laurence lawrence leo leon leonard leopold lewis liam lionel lloyd llyr luke magnus malcolm "
    "mansoor marco marcus mario mark marmaduke martin mateo mateusz matthew maurice maxwell melvyn michael miguel "
    "miles mohamed mohammad mohammed montague muhammad nathan nathaniel neal neil neville nicholas nigel norman oleg "
    "oliver oscar osian oswald otto owain owen pablo patrick paul pawel pedro percival percy peregrine peter philip "
    "phillip pierre piers quentin ralph raymond reginald reuben rhodri rhys richard robert roderick rodney roger "
    "roland ronald rory roy rupert russell samuel seamus sean sebastian sergei seth simon stanley stefan stephen "
    "steven stewart stuart tariq terence thaddeus theodore thomas timothy tobias tomasz tony trevor tristan ulrich "
    "vernon victor vikram vincent vladimir walter wayne wilfred william winston zachary"
)
_SEXES: dict[str, Sex] = {**dict.fromkeys(_WOMENS.split(), "f"), **dict.fromkeys(_MENS.split(), "m")}


def sex_of(forename: str) -> Sex:
    """Whose a folded forename is: "f", "m", or "" where it is not told or may be either."""
    return _SEXES.get(forename, "")
