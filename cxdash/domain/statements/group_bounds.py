"""Where the words for a group end, and which words after “for” and “in” are none."""

import re

from cxdash.domain.statements.clauses import tidied

_ALONE = (
    r"(?:month|year|quarter|week|total|place|person|full|half|average|top|time|once|all|good|example|instance|free"
    r"|better|more|less|success|results?|parallel|turn|general|advance|hold|first|record|budget|track|today|present"
    r"|current|baseline|speed|launch|zero|each|front|scale|line)"
    r"(?=\s*(?:$|[,.;:)\d]|(?:by|in|on|over|within|through|via|for|and|to|of|at|from|with|among|across|than|us)\b))"
)
"""Words that are no group by themselves: “on average”, but “average earners”."""
NOT_A_GROUP = re.compile(
    rf"(?:{_ALONE}|order to\b|(?:month|year|quarter|week) on\b|the same\b|(?:least|most) (?=\d)|line with\b"
    r"|(?:[\w-]+ )?languages?\b|(?:one|a|this|the|next|last|each|every) (?:season|year|quarter|month|period)"
    r"\b(?! (?:\w+ )?(?:customers|members|students))"
    r"|plain (?:words|english|language)\b|person\b|writing\b|(?:a (?:lot|bit|little|great deal|margin)|far)\b"
    r"|(?:us|me|we|(?:tele)?phone(?=$|,| of| by)|(?-i:it)|them|this|that|which|what|now)\b"
    r"|the (?:first|next|end|phone|way|long|short|process|future|same|basis|back of|coming|whole|fly)\b"
    r"|(?:about|around|at least|up to|under|over|below|above|roughly)\b(?![- ]?\d\ds?\b(?! ?%))|\d+ ?%|[£$€_+~%␣-]"
    r"|\d+\.\d|[\d.,]+(?![\d.,-]| [A-Za-z])|[\d.,]+ (?:days?|weeks?|months?|years?|hours?|minutes?|seconds?|points?)\b"
    r"|an? (?:row|target|goal|year|month|quarter|week|day|rate|level|average|total|attempt|effort)\b"
    r"|one (?:call|contact)\b|20\d\d|q[1-4]\b"
    r"|(?:january|february|march|april|june|july|august|september|october|november|december)\b)",
    re.IGNORECASE,
)
"""What is no group after a preposition."""
FOR_WHOM = re.compile(r"\s(?:for|among|amongst|across|from)\s", re.IGNORECASE)
"""What parts a topic from whom it is about: “about refunds for guests”."""
PURPOSE = re.compile(
    r"\sto (?:deflect|handle|answer|help|support|automate|serve|free|drive|make|give|get|save|let|allow|take|improve"
    r"|be)\b",
    re.IGNORECASE,
)
"""What a group is there for: “agents to answer emails”."""
_OUR_WISH = re.compile(
    r"[\s:]+(?:(?:I|we|you)(?:'d|'ll)? (?:\w+ )?(?:want|need|like|aim|plan|hope|wish|intend|expect|see|lose|have|get"
    r"|will|would|must|should|shall|can)\b|too (?:many|few|much)\b|let's\b|please\b|there (?:is|are)\b).*$",
    re.IGNORECASE,
)
"""What goes on after whom: “in my stores I want …”."""
_IS = re.compile(
    r"(?<!\bwho)(?<!\bthat)(?<!\bwhich)\s(?:is|are|was|were|should|must|will|shall"
    r"|(?:has|have|had|needs?) to|(?:stand|sit|hover|run)s at)\s.*$",
    re.IGNORECASE,
)
"""What is said of them: “of our clients is too high”, but not “who are over 60”."""
_ADVERB = re.compile(
    r"(?:[\s,]+(?:significantly|substantially|dramatically|materially|measurably|noticeably|considerably|sustainably"
    r"|sharply|steadily|quickly|rapidly|gradually|markedly|greatly|visibly|permanently|consistently|overall|too"
    r"|as well|a lot|altogether|respectively|also|again|only|first|now|further|year[- ]on[- ]year|yoy"
    r"|(?:with)?in (?:the |this )?(?:fy|financial year|year|quarter|month)))+$",
    re.IGNORECASE,
)


def alone(words: str) -> str:
    """Return the words for a group without what is said of it and without adverbs at their end."""
    return _ADVERB.sub("", tidied(_IS.sub("", _OUR_WISH.sub("", words))))
