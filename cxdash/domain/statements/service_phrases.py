"""Turns of phrase for what a service does: issues resolved on first contact, calls answered within 20 seconds."""

from collections.abc import Sequence

from cxdash.domain.statements.people import PEOPLE, SHARE

WHAT = r"(?:(?P<what>[a-z][\w-]*(?: [a-z][\w-]*)?) )"
_THING = (
    r"(?:issues?|cases?|calls?|quer(?:y|ies)|tickets?|problems?|complaints?|enquir(?:y|ies)|inquir(?:y|ies)|claims?"
    r"|contacts?"
    r"|requests?|faults?|chats?|incidents?|questions?|disputes?|repairs?)"
)
CASES = rf"(?:(?P<what>(?:[a-z][\w-]* ){{1,2}}?{_THING})|{_THING})"
_CONTACT = (
    r"(?:calls?|contacts?|chats?|tickets?|interactions?|cases?|enquir(?:y|ies)|inquir(?:y|ies)|emails?"
    r"|conversations?|quer(?:y|ies)|claims?|orders?)"
)
_FIRST = (
    r"(?:first|1st|very first|single|one)[- ](?:contact|call|touch|go|attempt|time|chat|visit|conversation"
    rf"|interaction|try|ask)(?![- ]{PEOPLE})"
)


SERVICE_PHRASES: Sequence[tuple[str, str]] = (
    (
        "first_contact_resolution",
        (
            rf"(?:{CASES}\s+)?(?:(?:that|which|we|are|is|get|gets|getting|being|fully)\s+)*(?:resolv|solv|fix"
            rf"|answer|settl|sort|clos|handl(?!e time|ing time)|deal|dealt|complet)\w*(?: with| out)?"
            rf"(?: (?!and |by |through |within )[\w%-]+){{0,5}}? (?:right |correctly |properly )?(?:(?:on|at|in"
            rf"|during"
            rf"|with|the) )*(?:their |a |our )?{_FIRST}(?: around| round)?"
        ),
    ),
    (
        "first_contact_resolution",
        (
            rf"(?:{CASES} )?(?:resolv|solv|fix|settl)\w*(?: [\w-]+){{0,3}} without (?:an? |any )?"
            r"(?:second|another|repeat|follow-?up|further|call-?back)(?: (?:call|contact|visit|chat))?"
        ),
    ),
    ("first_contact_resolution", rf"(?:on|at)[- ](?:the )?{_FIRST}"),
    (
        "cost_per_resolution",
        (
            rf"costs? (?:per|of (?:an?|each|every)|for each) (?:fully )?(?:resolved|solved|fixed"
            rf"|settled) {WHAT}?{_CONTACT}"
        ),
    ),
    (
        "cost_per_contact",
        (
            r"(?<=[\dpck] )(?:per|an?|on (?:each|every)|off (?:each|every)|for every) (?:call|contact|chat|ticket"
            r"|interaction)"
        ),
    ),
    (
        "cost_per_contact",
        (
            rf"costs? (?:per|of (?:an?|each|every)|for each"
            rf"|of handling an?) (?!resolution|contact of)(?P<what>(?:[a-z][\w-]* ){{1,2}}?{_CONTACT})"
        ),
    ),
    (
        "cost_to_serve",
        (
            rf"(?:cost to serve|cost of serving|what it costs to serve|cost of looking after)(?: (?:an?|each|every"
            rf"|our))? (?P<who>(?:[\w-]+ )?{PEOPLE})"
        ),
    ),
    (
        "cost_to_serve",
        (
            rf"(?:cost to serve|cost of serving) (?:an?|each|every) (?P<who>(?:(?!by|for|from|to|in|among|on|at|over"
            rf"|within|through|with|of)[\w-]+ ){{0,3}}{PEOPLE})"
        ),
    ),
    ("cost_to_serve", rf"costs? per (?P<who>(?:[\w-]+ )?{PEOPLE})"),
    (
        "service_level",
        (
            r"(?:calls?|contacts?|chats?)(?: (?:are|that are|we|get))? (?:answer(?:ed)?|picked up"
            r"|taken) (?:with)?in (?:under )?(?:\d+|ten|twenty|thirty|sixty)[- ]?(?:s|secs?|seconds?)"
        ),
    ),
    (
        "service_level",
        (
            rf"(?:answer|pick up) (?:\w+ )?(?:{SHARE}|more |all )?(?:of )?(?:all |our "
            r"|the )?(?:\w+ )?calls (?:with)?in (?:under )?(?:\d+|ten|twenty|thirty|sixty)[- ]?(?:s|secs?|seconds?)"
        ),
    ),
    (
        "delivery_consistency",
        (
            r"(?:deliver|ship|complet|resolv|clos|finish|settl|answer|process|fulfil|handl)\w*(?: (?!and "
            r"|by )[\w%-]+){0,5}? (?:on time|within (?:the |our )?(?:sla|promised? \w+|promise|agreed time"
            r"|target time))"
        ),
    ),
    (
        "delivery_consistency",
        (
            r"(?P<what>orders|parcels|cases|jobs|visits|repairs|claims|deliveries|installations"
            r"|requests) (?:that )?(?:arrive|arriving|are delivered|delivered|done|completed|closed|finished"
            r"|handled|settled)? ?(?:on time|within (?:the |our )?(?:sla|promise\w*|agreed time))"
        ),
    ),
    (
        "automated_resolution_rate",
        (
            rf"(?:resolv|solv|handl|answer|clos|settl)(?:e|ing) (?:more (?:of )?|{SHARE})?(?:our |the )?{CASES} "
            r"(?:fully )?(?:without (?:an? |any )?(?:human|agent|person|staff)\w*|automatically)"
        ),
    ),
    (
        "deflection_rate",
        rf"deflect(?:ing)? (?:more (?:of )?|{SHARE}|of )?(?:all |our |the )?(?:[\w-]+ )?{_CONTACT}",
    ),
    (
        "containment_rate",
        rf"(?<!-)contain(?:ing)? (?:more (?:of )?|{SHARE}|of )?(?:all |our |the )?(?:[\w-]+ )?{_CONTACT}",
    ),
    (
        "containment_rate",
        (
            rf"{_CONTACT} (?:that (?:are|stay) |fully |get )?contained (?:by|in|within) (?:the |our )?"
            r"(?:\w*bot|ivr|self-service)"
        ),
    ),
    (
        "escalation_rate",
        (
            r"(?:calls?|cases?|tickets?|contacts?|chats?|complaints?)(?: (?:that|which|are|get|being|we|getting"
            r"|have to be))* (?:escalated?(?: to \w+(?: \w+)?)?|(?:passed|sent"
            r"|handed) (?:on )?to (?:a )?(?:supervisors?|managers?|tier (?:2|two)|second line|2nd line))"
        ),
    ),
    (
        "transfer_rate",
        (
            r"(?:calls?|callers?|contacts?|customers|chats?)(?: (?:that|which|who|are|get|being|we|getting"
            r"|have to be|is))* (?:transferred|passed (?:around|on|between \w+|from \w+ to \w+)|bounced (?:around"
            r"|between \w+)|handed over|rerouted|misrouted|sent to the wrong (?:team|department|queue))"
        ),
    ),
    (
        "resolution_rate",
        (
            rf"(?:resolv|solv|settl)(?:e|ing) (?:more (?:of )?|{SHARE})(?:our |the "
            rf"|all )?{CASES}(?! (?:right )?(?:on|at|in|during|with) (?:the |their |a )?{_FIRST})"
        ),
    ),
    (
        "resolution_rate",
        (
            rf"(?:share|percentage|proportion|number|%) of {CASES}(?: (?:that|which|are|get|we|being"
            rf"|is))* (?:fully )?(?:resolved?|solved?|fixed)"
        ),
    ),
    (
        "resolution_rate",
        (rf"{CASES}(?: (?:that|which|are|get|we|being))+ (?:fully )?(?:resolved?|solved?|fixed)"),
    ),
)
"""By slug; a group ``who`` or ``what`` holds whose outcome it is."""
