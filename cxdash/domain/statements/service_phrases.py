"""Turns of phrase for what a service does: issues resolved on first contact, calls answered within 20 seconds."""

from collections.abc import Sequence

from cxdash.domain.statements.people import PEOPLE, SHARE

_WHAT = r"(?:(?P<what>[a-z][\w-]*(?: [a-z][\w-]*)?) )"
_THING = (
    r"(?:issues?|cases?|calls?|quer(?:y|ies)|tickets?|problems?|complaints?|enquir(?:y|ies)|inquir(?:y|ies)|claims?"
    r"|contacts?"
    r"|requests?|faults?|chats?|incidents?|questions?|disputes?|repairs?)"
)
_CASES = rf"(?:(?P<what>(?:[a-z][\w-]* ){{1,2}}?{_THING})|{_THING})"
_CONTACT = (
    r"(?:calls?|contacts?|chats?|tickets?|interactions?|cases?|enquir(?:y|ies)|inquir(?:y|ies)|emails?"
    r"|conversations?|quer(?:y|ies)|claims?|orders?)"
)
_FASTER = r"(?:faster|quicker|sooner|more quickly|more rapidly|more promptly)"
_FIRST = (
    r"(?:first|1st|very first|single|one)[- ](?:contact|call|touch|go|attempt|time|chat|visit|conversation"
    r"|interaction|try|ask)"
)


_IN_TIME = (
    r"(?= (?:with)?in (?:(?:under|less than|at most|about|around) )?(?:[\d.]+|an|one|two|three|four|five|six|eight|ten"
    r"|twelve|twenty[- ]four|forty[- ]eight) ?(?:hours?|hrs?|h|minutes?|mins?|(?:working|business) days?)\b"
    r"|(?: with)?in (?:(?:under|less than|at most) )?(?:[1-6]|one|two|three|four|five|six|a) days?\b)"
)
"""Before the time that is promised, unlike the window of some weeks."""


SERVICE_PHRASES: Sequence[tuple[str, str]] = (
    (
        "first_contact_resolution",
        (
            rf"(?:{_CASES}\s+)?(?:(?:that|which|we|are|is|get|gets|getting|being|fully)\s+)*(?:resolv|solv|fix"
            rf"|answer|settl|sort|clos|handl|deal|dealt|complet)\w*(?: with| out)?"
            rf"(?: (?!and |by |through |within )[\w%-]+){{0,5}}? (?:right |correctly |properly )?(?:(?:on|at|in"
            rf"|during"
            rf"|with|the) )*(?:their |a |our )?{_FIRST}(?: around| round)?"
        ),
    ),
    (
        "first_contact_resolution",
        (
            rf"(?:{_CASES} )?(?:resolv|solv|fix|settl)\w*(?: [\w-]+){{0,3}} without (?:an? |any )?"
            r"(?:second|another|repeat|follow-?up|further|call-?back)(?: (?:call|contact|visit|chat))?"
        ),
    ),
    (
        "time_to_resolution",
        (
            rf"(?:(?:resolv|solv|settl|clos|process|handl)(?:e|ing)|fix(?:ing)?|sort(?:ing)? out) (?:all |our |the )?"
            rf"{_CASES}(?: [a-z'-]+){{0,2}}?{_IN_TIME}"
        ),
    ),
    (
        "first_response_time",
        (
            rf"(?:repl(?:y|ying)|respond(?:ing)?|answer(?:ing)?) (?:to )?(?:all |our |the )?{_WHAT}?(?:emails?"
            rf"|customers|messages?|tickets?|enquiries|reviews?|letters?|requests?|complaints?)(?: [a-z'-]+){{0,2}}?"
            rf"{_IN_TIME}"
        ),
    ),
    ("first_contact_resolution", rf"(?:on|at)[- ](?:the )?{_FIRST}"),
    (
        "time_to_resolution",
        (
            r"(?:speed(?:ing)? up|accelerat(?:e|ing)|faster|quicker|quicken|shorten(?:ing)?) (?:the "
            r"|our )?(?:[\w-]+ )?"
            r"(?:resolutions?|claims? (?:handling|processing|settlement|decisions?)|case (?:handling|closure)"
            r"|processing)"
        ),
    ),
    (
        "time_to_resolution",
        r"(?:(?:average|mean|median) )?age of (?:open |our )?(?P<what>complaints|cases|tickets|claims|queries)",
    ),
    (
        "first_response_time",
        (
            r"(?:speed(?:ing)? up|accelerat(?:e|ing)|faster|quicker|quicken) (?:the |our )?(?:first "
            r"|[\w-]+ )?(?:responses?|repl(?:y|ies))"
        ),
    ),
    (
        "average_speed_of_answer",
        r"(?:speed(?:ing)? up|faster|quicker) (?:the |our )?(?:call )?(?:answering|pick-?up)",
    ),
    (
        "time_to_resolution",
        (rf"(?:resolv|solv|fix|clos|settl|process|complet)(?:e|ing) (?:{_CASES} )(?:[\d.]+ ?\S+ )?{_FASTER}"),
    ),
    (
        "time_to_resolution",
        (
            rf"(?:(?:average |mean |median )?(?:time|days|hours|how long)(?: (?:it takes?|taken|needed|we take"
            rf"|we need"
            rf"|required|spent|that it takes))*(?: us| for us)? to|time to) "
            rf"(?:resolve|fix|close|settle|solve|process|complete|handle|sort out) (?:an? |the |our |each |every "
            rf"|out )?{_CASES}"
        ),
    ),
    (
        "time_to_resolution",
        (
            r"(?P<what>claims?|complaints?|cases?|tickets?|refunds?|disputes?|faults?|incidents?) (?:resolution"
            r"|settlement|processing|handling|closure|turnaround|cycle) times?"
        ),
    ),
    (
        "average_speed_of_answer",
        (
            rf"(?:how long|the time|time) (?P<who>(?:[\w-]+ )?{PEOPLE}) (?:have to |must )?(?:wait|spend (?:waiting"
            rf"|on hold|in (?:the )?queue)|queue|are (?:left )?(?:waiting|on hold))(?: (?:on hold|in the queue"
            rf"|for an answer|to (?:speak|talk) to (?:an agent|someone|us)))?"
        ),
    ),
    (
        "average_speed_of_answer",
        (rf"(?:answer|pick(?:ing)? up)(?:ing)? (?:the )?{_WHAT}?(?:calls|phones?)(?: [\d.]+ ?\S+)? {_FASTER}"),
    ),
    (
        "average_speed_of_answer",
        (
            r"(?:the )?(?:average )?wait(?:ing)? (?:to (?:speak|talk) to (?:an agent|someone|us|a human"
            r"|an advis[eo]r)|on hold|in (?:the )?queue)"
        ),
    ),
    (
        "first_response_time",
        (
            rf"(?:reply|respond|answer)(?:ing)? (?:to )?{_WHAT}?(?:emails?|customers|messages?|tickets?|enquiries"
            rf"|reviews?)(?: [\d.]+ ?\S+)? {_FASTER}"
        ),
    ),
    (
        "first_response_time",
        (
            rf"(?:time(?: it takes| taken)? to|how long it takes to|how long we take to) (?:reply|respond|answer"
            rf"|first answer)(?: to)? (?:an? |the |our )?{_WHAT}?(?:emails?|customers|messages?|tickets?|enquiries"
            rf"|inquiries|chats)"
        ),
    ),
    (
        "average_handle_time",
        (
            r"(?:the )?(?:average )?(?:time|minutes|seconds)(?: that)? (?P<who2>agents|we|advis[eo]rs|reps"
            r"|staff) (?:spend|spent|need) (?:on|handling|for|per)(?: (?:each|a|every|the))? (?:\w+ )?(?:calls?"
            r"|contacts?|chats?)"
        ),
    ),
    (
        "average_handle_time",
        (
            r"(?:(?<!\d )(?<!\d)(?:minutes?|seconds?|mins?|secs?) on|(?:minutes?|seconds?|mins?|secs?) (?:per|off"
            r"|from)) (?:(?:each|every|an?) )?(?:\w+ )?(?:calls?|chats?)"
        ),
    ),
    (
        "average_handle_time",
        (
            r"(?:make|keep) (?:\w+ )?calls shorter|shorter (?:\w+ )?calls"
            r"|calls? (?:(?:are|is|become|get|should be|to be|last) )?(?:[\w.]+ ?(?:s|secs?|seconds?|mins?|minutes?|%"
            r"|percent) )?shorter"
        ),
    ),
    (
        "cost_per_resolution",
        (
            rf"costs? (?:per|of (?:an?|each|every)|for each) (?:fully )?(?:resolved|solved|fixed"
            rf"|settled) {_WHAT}?{_CONTACT}"
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
        "deflection_rate",
        rf"deflect(?:ing)? (?:more (?:of )?|{SHARE}|of )?(?:all |our |the )?(?:[\w-]+ )?{_CONTACT}",
    ),
    (
        "containment_rate",
        rf"(?<!-)contain(?:ing)? (?:more (?:of )?|{SHARE}|of )?(?:all |our |the )?(?:[\w-]+ )?{_CONTACT}",
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
            rf"|all )?{_CASES}(?! (?:right )?(?:on|at|in|during|with) (?:the |their |a )?{_FIRST})"
        ),
    ),
    (
        "resolution_rate",
        (
            rf"(?:share|percentage|proportion|number|%) of {_CASES}(?: (?:that|which|are|get|we|being"
            rf"|is))* (?:fully )?(?:resolved?|solved?|fixed)"
        ),
    ),
    (
        "resolution_rate",
        (rf"{_CASES}(?: (?:that|which|are|get|we|being))+ (?:fully )?(?:resolved?|solved?|fixed)"),
    ),
)
"""By slug; a group ``who`` or ``what`` holds whose outcome it is."""
