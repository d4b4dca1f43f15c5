"""Statements that begin with the how: “Call patients the day before to cut no-shows”."""

import re

from cxdash.domain.statements.clauses import tidied
from cxdash.domain.statements.people import PEOPLE
from cxdash.domain.statements.text import words

_BRINGING = re.compile(
    r"^(?:use|using|introduce|introducing|launch|launching|implement|implementing|deploy|deploying|roll(?:ing)? out"
    r"|adopt|adopting"
    r"|leverage|leveraging|apply|applying|pilot|piloting|trial|trialling|create|creating|set(?:ting)? up"
    r"|put(?:ting)? in place|bring(?:ing)? in"
    r"|install|installing|integrate|integrating|embed|embedding|buy|buying|purchase|have|make use of|by|through|with"
    r"|via|thanks to|utili[sz]e|harness|employ|run)\s+",
    re.IGNORECASE,
)
_VERBS = words(
    "call enable allow help send text offer give ask contact remind route train coach show provide let move add"
    " assign"
    " answer automate follow redesign simplify explain build test tell equip email phone ring invite match"
    " redirect prioritise prioritize replace rewrite review schedule notify alert prompt publish translate"
    " summarise summarize guide warn message pre-fill prefill open extend start write map merge fix hire"
    " retrain reach engage reply respond check confirm collect forecast predict flag identify"
)
_NOUNS_TOO = frozenset(words("call text email phone message test review check alert"))
_OBJECT = re.compile(
    rf"(?:the|an?|our|all|every|each|them|their|any|anyone|everyone|those|people|you|us)\b"
    rf"|(?:[\w'-]+ ){{0,3}}{PEOPLE}\b",
    re.IGNORECASE,
)
"""After a verb that is a noun too: “text patients”, but “text reminders”."""
_LEAD_IN = re.compile(
    r"^\W*(?:(?:[A-Za-z][\w' -]{1,28}):\s+|(?:hypothesis|goal|objective|aim|target|outcome|use case"
    r"|idea)\s+\d*\s*[-:]\s*)?"
    r"(?:as (?:an?|the) [^,]{3,60},\s*)?"
    r"(?:(?:we|i|let's|let us|please|you|they|the plan is to|our plan is to|the idea is to|our idea is to"
    r"|our approach is to|plan:)\s+"
    r"(?:(?:believe that|believe|think that|think|expect that|assume that|hope that|will|should|must|can|could"
    r"|want to|need to|plan to|would like to|are going to|are|aim to|intend to"
    r"|'ll)\s+)*)?",
    re.IGNORECASE,
)
_ONLY_LEAD = re.compile(
    r"^(?:(?:we|i|our|my|the|a|an|this|that|it|us|to|want|wants|wanting|wishing|wish|hoping|planning|willing|keenly|propose|proposing|proposes|ask|asking|would|like|love|will|shall|should|must|can|could"
    r"|need|needs|plan|plans|aim|aims|aiming|goal|goals"
    r"|objective|objectives|target|targets|ambition|intention|mission|team|business|company|pilot|project|use|case"
    r"|idea|is|are|be|let's|let|please|help|try|seek|looking|in|for|have"
    r"|order|there|hope|hopes|expect|expects|expecting|going|trying|and|see|get|also|first|priority|outcome|main|key|overall|hypothesis"
    r"|if|how|reached|obtained|realised|realized|it|might|why|not|do|does|could|ever|statement|year|quarter|of|on|by|intend|intends|keen|committed"
    r"|measurably|significantly|dramatically|substantially|materially|sustainably|quickly|steadily|cx|customer|care"
    r"|service|support|centre|center|contact|department|measurable|achieve"
    r"|deliver|drive|make|ensure|demonstrate|show|prove|so|what|i'd|we'd|we'll|we're|you|at|least|proposal|focus"
    r"|primary|business|kpi|okr|bring|take|push|move|with|from|about|half|it's|a|more)\b[\s,:.-]*)*$",
    re.IGNORECASE,
)
_WANTS = re.compile(
    r"\b(?:wants?|aims?|plans?|needs?|hopes?|intends?|would like|goal is|aim is|objective is|target is|seeks?|tries"
    r"|trying|looking|wish(?:es)?|set out|keen|determined|expects?|expected"
    r"|committed|is|are|asked|tasked|ambition is|going|priority is|hopes|proposes?|mission is)(?: to)?\s*$",
    re.IGNORECASE,
)
_NOT_A_MEANS = re.compile(
    r"^(?:help|enable|allow|empower|get|ensure|see|make|as|if|when|for|among|in|at|on|across|within|from|of|during"
    r"|to|support|reduce|improve|how|today|currently|because|since|while|without|so|our|too many|too much|every)\b",
    re.IGNORECASE,
)
_ENABLING = re.compile(r"^(?:help|enable|allow|let)\b.{6,}\bso(?: that)?$", re.IGNORECASE)
_JOINED = re.compile(
    r"[\s,]+(?:to|and|so as to|in order to|so that|so|that|which|will|would|can|should|could|to help|helps?|helping"
    r"|so that we|so we|we will|we'll|thereby|in turn|that will|which will"
    r"|(?:will |would |should )?(?:lead|leads|result|results) (?:to|in)|means|in an effort to|with the (?:aim|goal) of"
    r"|to (?:get|bring|drive|take|have|see|push)|and (?:get|bring|drive|take|have)|,)$",
    re.IGNORECASE,
)
_EXPECTED = re.compile(
    r"(?<=ing )(?P<what>.*\S)\s+(?:is|are) (?:expected|likely|planned|designed|intended|meant|set|going|supposed"
    r"|projected|forecast|predicted|estimated)(?: to)?$",
    re.IGNORECASE,
)
"""After something that is done: “Offering a call-back is expected to”."""
_VOWEL_ENDS = re.compile(r"[^aeiou]e$")


def front_means(before: str) -> str:
    """Return how, from the words that stand before the direction; an empty text where they say something else."""
    words = _LEAD_IN.sub("", before, count=1) if not _ONLY_LEAD.match(before.strip()) else ""
    words = words.strip(" ,.;:-")
    if _ENABLING.match(words):
        return as_means(tidied(_JOINED.sub("", words)))
    words = _EXPECTED.sub(r"\g<what>", words)
    if not words or _WANTS.search(words) or _ONLY_LEAD.match(words) or _NOT_A_MEANS.match(words):
        return ""
    while (shorter := _JOINED.sub("", words)) != words:
        words = shorter
    words = tidied(words)
    if len(words) < 4 or words.lower().endswith((" who", " that", " which")) or _ONLY_LEAD.match(words):
        return ""
    return as_means(words)


def as_means(words: str) -> str:
    """Return “Call patients first” as “calling patients first” and “Use text reminders” as “text reminders”."""
    without = _BRINGING.sub("", words)
    if without != words:
        return without
    first, _, rest = words.partition(" ")
    if first.lower() in _VERBS and rest and (first.lower() not in _NOUNS_TOO or _OBJECT.match(rest)):
        return f"{_gerund(first.lower())} {rest}"
    return words


def _gerund(verb: str) -> str:
    if _VOWEL_ENDS.search(verb):
        return f"{verb[:-1]}ing"
    doubled = verb in {"let", "map", "get", "set", "run"}
    return f"{verb}{verb[-1] if doubled else ''}ing"
