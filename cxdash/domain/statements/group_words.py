"""The words for a group as they are quoted: without what belongs to the metric around them, and in the plural."""

import re

_FILLER = re.compile(
    r"^(?:(?:the|our|their|its|my|a|an|all|average|avg|overall|total|rate|number|of|in|current|monthly|weekly|annual"
    r"|daily|high|costly"
    r"|unnecessary|avoidable|existing|today's|mean|median|both|by|percentage|our|down|up|on|more|fewer|many"
    r"|avoidable|net|long|about|and"
    r"|customer|customers|clients?|that|those|these|this|excessive|per|preventable|unwanted|actual|significantly"
    r"|dramatically|substantially"
    r"|sharply|materially|steadily|measurably|quickly|further|be|to|off|from|for|the company's|company|%|points?|pp"
    r"|pts|again|back of|appointment"
    r"|appointments|rates?|volume|levels?|incoming|us|same|get|inbound|outright|simply|please|just|we|will|have|see"
    r"|get|getting|being|with"
    r"|are|is|not|seconds?|secs?|minutes?|agent|agents|agent's|agents'|repeat|how|often|frequently|reduction|drop|increase|decrease"
    r"|improvement|score|scores"
    r"|too|target|time|times|fewer|less|lower|higher|much|service|relative|absolute|percent|it|them|so|whole|entire"
    r"|every|each|baseline|early"
    r"|handling|operating|running|should|must|can|could|would|may|needs?|wants?|cent(?:re|er)s?|operations?|true"
    r"|real|poor|bad|good|tickets?"
    r"|cases?|calls?|contacts?|issues?|quer(?:y|ies)|chats?)\b[\s,]*)+",
    re.IGNORECASE,
)
_END_FILLER = re.compile(
    r"[\s,'-]+(?:rate|average|the|our|of|number|overall|'s|s'|and|in|for|on|is|are|with|total|should|must|will|would|can"
    r"|could|shall|may|might)$",
    re.IGNORECASE,
)
_SINGULAR = re.compile(
    r"(?:patient|member|guest|passenger|subscriber|client|student|visitor|user|caller|shopper|tenant|resident"
    r"|policy ?holder|employee"
    r"|consumer|buyer|applicant|cardholder|outpatient|inpatient|customer|citizen|traveller|traveler|claimant"
    r"|borrower|donor|merchant|seller"
    r"|partner|driver|household|retailer|homeowner|prospect|lead|owner|veteran|learner|host|rider|parent|pensioner"
    r"|starter|joiner|teen|adult)$",
    re.IGNORECASE,
)


def trimmed(words: str) -> str:
    """Return words without articles, numbers and words of measure at their ends."""
    rest = _FILLER.sub("", words.strip(" ,.;:-\"'()"))
    while (shorter := _END_FILLER.sub("", rest)) != rest:
        rest = shorter
    return rest.strip(" ,.;:-\"'()").removesuffix("'s").removesuffix("s'")


def plural(words: str) -> str:
    """Return people in the plural: “patient” of “patient no-shows” as “patients”."""
    spaced = re.sub(r"-(?=(?:customer|patient|member|client|user|caller|guest)s?$)", " ", words)
    ending = "S" if spaced.isupper() else "s"
    return f"{spaced}{ending}" if _SINGULAR.search(spaced) else spaced
