"""Words for those whose outcome it is: people, the contacts, products and places that tell them apart, how many."""

from itertools import groupby


def _by_first_letter(words: str) -> str:
    """Return a pattern of the same words that looks at each first letter once: most words of a text are no people."""
    groups = groupby(sorted(words.split("|"), key=lambda word: word[0]), key=lambda word: word[0])
    return "|".join(f"{letter}(?:{'|'.join(word[1:] for word in some)})" for letter, some in groups)


_PEOPLE = (
    r"customers?|clients?|patients?|callers?|members?|users?|guests?|passengers?|policy ?holders?|subscribers?"
    r"|shoppers?|buyers?|applicants?|students?|visitors?|people|travell?ers?|residents?|citizens?|tenants?"
    r"|card ?holders?|merchants?|sellers?|partners?|dealers?|drivers?|riders?|families|households?"
    r"|parents?|borrowers?|homeowners?|claimants?|consumers?|adults?|children|women|men|seniors?|accounts?|businesses"
    r"|companies|smes?|smbs?|payers?|donors?|fans?|learners?|hosts?|couriers?|diners?|viewers?|players?|leads?"
    r"|prospects?|employees|retailers?|landlords?|farmers?|pensioners?|starters?|joiners?|owners?|bookers?|flyers?"
    r"|investors?|depositors?|taxpayers?|veterans?|nurses?|doctors?|gps?|carers?|mums?|teens?|taxpayers?|savers?"
    r"|recipients?|addressees|movers|newcomers?|freelancers?|commuters?|motorists?|cyclists?|traders?|suppliers?"
    r"|brokers?|retirees?|trialists?|readers?|listeners?|gamers?|beneficiaries|caregivers?|franchisees?|leaseholders?"
    r"|occupants?|professionals|individuals|newlyweds|millennials|dads|kids|infants|exporters?"
    r"|importers?|shippers?|hauliers?|wholesalers?|artisans|builders?|installers?|homes"
    r"|migrants?|attendees|participants?|outpatients?|inpatients?|insureds?|renters?|ratepayers?|contractors?"
    r"|persons?|admins?|administrators?|developers?|pupils?|teachers?|workers?|holidaymakers?|campers?|purchasers?"
    r"|candidates?|delegates?|lessees?|pharmacists?|dentists?|physicians?|clinicians?|jobseekers?|spectators?"
)
PEOPLE = rf"(?:{_by_first_letter(_PEOPLE)}|(?:over|under)-\d\ds|(?:[\w-]+ )?holders?)"
CONTACTS = (
    r"(?:calls?|contacts?|chats?|emails?|e-mails?|messages?|tickets?|cases?|claims?|orders?|enquir(?:y|ies)"
    r"|inquir(?:y|ies)|quer(?:y|ies)|requests?|questions?|complaints?|issues?|appointments?|visits?|bookings?"
    r"|deliver(?:y|ies)|contracts?|polic(?:y|ies)|subscriptions?|tariffs?|refunds?|returns|renewals|applications?"
    r"|conversations?|interactions?|incidents?|transactions?|invoices?|journeys|quotes?|sales|consultations?"
    r"|surger(?:y|ies)"
    r"|clinics?|lines?|queues?|teams?|stores?|branch(?:es)?|sites?|cent(?:re|er)s?|regions?|hospitals?|practices?"
    r"|markets?|desks?|segments?|channels?|departments?|hotels?|shops?|depots?|offices?|helplines?|hotlines?"
    r"|sessions?"
    r"|accounts?|products?|services|plans?|tiers?|brands?|units?|hubs?|zones?|wards?|routes?|flights?|categor(?:y|ies)|disputes?|faults?|repairs?|jobs?|installs?|installations?|parcels?|shipments?"
    r"|outlets?|wards|corridors?|networks?|fleets?|estates?)"
)
GROUPS = rf"(?:{PEOPLE}|{CONTACTS})"
SHARE = (
    r"(?:(?:(?:at least|more than|over|up to|around|about|nearly|almost) )?"
    r"(?:\d+(?:[.,]\d+)? ?(?:%|per ?cent)|half|(?:two|three|four)[- ](?:thirds|quarters|fifths)"
    r"|(?:\d+|one|two|three|four|five|six|seven|eight|nine) (?:in|out of)(?: every)?"
    r" (?:\d+|ten|five|four|three)) (?:more )?(?:of )?)"
)
"""How many of them: “at least 90 % of”, “two thirds of”, “nine in ten”."""
