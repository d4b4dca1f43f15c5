"""Turns of phrase for how long a service takes: to resolve, to reply, to answer, on a call."""

from collections.abc import Sequence

from cxdash.domain.statements.people import PEOPLE
from cxdash.domain.statements.service_phrases import CASES, WHAT

_FASTER = r"(?:faster|quicker|sooner|more quickly|more rapidly|more promptly)"
_IN_TIME = (
    r"(?= (?:with)?in (?:(?:under|less than|at most|about|around) )?(?:[\d.]+|an|one|two|three|four|five|six|eight|ten"
    r"|twelve|twenty[- ]four|forty[- ]eight) ?(?:hours?|hrs?|h|minutes?|mins?|(?:working|business) days?)\b"
    r"| (?:with)?in (?:(?:under|less than|at most) )?(?:[1-6]|one|two|three|four|five|six|a) days?\b)"
)
"""Before the time that is promised, unlike the window of some weeks."""


TIME_PHRASES: Sequence[tuple[str, str]] = (
    (
        "time_to_resolution",
        rf"how (?:quickly|fast|soon) (?:we |our \w+ |agents )?(?:can )?(?:resolve|solve|fix|close|settle) {CASES}",
    ),
    (
        "first_response_time",
        (
            r"how (?:quickly|fast|soon) (?:we |our \w+ |agents )?(?:can )?(?:reply|respond|answer)(?: to)? "
            rf"{WHAT}?(?:emails?|customers|messages?|tickets?|enquiries|letters?|requests?)"
        ),
    ),
    (
        "average_speed_of_answer",
        r"how (?:quickly|fast|soon) (?:we |our \w+ |agents )?(?:can )?(?:answer|pick up) (?:the )?(?:calls?|phones?)",
    ),
    (
        "time_to_resolution",
        (
            rf"(?:(?:resolv|solv|settl|clos|process|handl)(?:e|ing)|fix(?:ing)?|sort(?:ing)? out) (?:all |our |the )?"
            rf"{CASES}(?: [a-z'-]+){{0,2}}?{_IN_TIME}"
        ),
    ),
    (
        "first_response_time",
        (
            rf"(?:repl(?:y|ying)|respond(?:ing)?|answer(?:ing)?) (?:to )?(?:all |our |the )?{WHAT}?(?:emails?"
            rf"|customers|messages?|tickets?|enquiries|reviews?|letters?|requests?|complaints?)(?: [a-z'-]+){{0,2}}?"
            rf"{_IN_TIME}"
        ),
    ),
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
        (rf"(?:resolv|solv|fix|clos|settl|process|complet)(?:e|ing) (?:{CASES} )(?:[\d.]+ ?\S+ )?{_FASTER}"),
    ),
    (
        "time_to_resolution",
        (
            rf"(?:(?:average |mean |median )?(?:time|days|hours|how long)(?: (?:it takes?|taken|needed|we take"
            rf"|we need"
            rf"|required|spent|that it takes))*(?: us| for us)? to|time to) "
            rf"(?:resolve|fix|close|settle|solve|process|complete|handle|sort out) (?:an? |the |our |each |every "
            rf"|out )?{CASES}"
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
        (rf"(?:answer|pick(?:ing)? up)(?:ing)? (?:the )?{WHAT}?(?:calls|phones?)(?: [\d.]+ ?\S+)? {_FASTER}"),
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
            rf"(?:reply|respond|answer)(?:ing)? (?:to )?{WHAT}?(?:emails?|customers|messages?|tickets?|enquiries"
            rf"|reviews?|letters?|requests?)(?: (?:of|from|by) (?P<who>(?:[\w-]+ )?{PEOPLE}))?"
            rf"(?: [\d.]+ ?\S+)? {_FASTER}"
        ),
    ),
    (
        "first_response_time",
        (
            rf"(?:time(?: it takes| taken)? to|how long it takes to|how long we take to) (?:reply|respond|answer"
            rf"|first answer)(?: to)? (?:an? |the |our )?{WHAT}?(?:emails?|customers|messages?|tickets?|enquiries"
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
)
"""By slug; a group ``who`` or ``what`` holds whose outcome it is."""
