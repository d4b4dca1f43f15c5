"""Turns of phrase for what people do: patients who miss appointments, customers who call again, leave or renew."""

from collections.abc import Sequence

from cxdash.domain.statements.people import PEOPLE, SHARE

_WHO = rf"(?:(?P<who>(?:[\w-]+ )??{PEOPLE})\s+)?(?:(?:who|that|which|to)\s+)?"


CUSTOMER_PHRASES: Sequence[tuple[str, str]] = (
    (
        "no_show_rate",
        (
            rf"{_WHO}(?:don't|do not|fail(?:s|ing)? to|not|never|didn't|doesn't"
            rf"|did not)\s+(?:actually )?(?:show(?:ing)?(?: up)?"
            r"|turn(?:ing)? up|attend(?:ing)?|com(?:e|ing)|appear(?:ing)?)(?: (?:for|to|at))?(?: (?:their|an|the|a))?"
            r"(?: [\w-]+)?(?: (?:appointments?|visits?|bookings?))?"
        ),
    ),
    (
        "no_show_rate",
        (
            rf"{_WHO}(?:miss(?:ed|es|ing)?|skip(?:ped|ping)?)\s+"
            r"(?:their |an |the |a |our |clinic |\d+ |so many |too many )?"
            r"(?:(?P<what>(?:[a-z][\w-]* ){1,2}?(?:appointments?|visits?|bookings?|slots?|consultations?"
            r"|check-?ups?))"
            r"|(?:appointments?|visits?|bookings?|slots?|consultations?|check-?ups?|reservations?))"
        ),
    ),
    (
        "no_show_rate",
        (
            rf"(?P<who>(?:[\w-]+ )??{PEOPLE}) (?:who|that) (?:miss|skip)(?:ed|ped)? (?:their |an? )?"
            r"(?!payments?|bills?|deadlines?|calls?|deliver|instal|out)[a-z]{4,}"
        ),
    ),
    (
        "repeat_contact_rate",
        (
            r"(?:repeat(?:ed)?|follow-?up|recurring|chaser|chase-?up) (?P<what>(?:[a-z][\w-]* ){1,2}?"
            r"(?:calls?|contacts?|tickets?|chats?|callers?|enquir(?:y|ies)|inquir(?:y|ies)|quer(?:y|ies)|emails?))"
        ),
    ),
    (
        "repeat_contact_rate",
        (
            rf"{_WHO}(?:have to |having to |need(?:ing)? to )?(?:call|contact|ring|phone|writ|get in touch"
            rf"|getting in touch|chas|com|reach out)"
            r"(?:e|es|s|ing|ed)?\s+(?:us )?(?:back|again|twice|more than once"
            r"|a second time)(?: about the same (?:\w+))?(?: within \d+ days)?"
        ),
    ),
    ("abandonment_rate", r"abandoned (?P<what>(?:[a-z][\w-]* ){1,2}?(?:calls?|chats?|contacts?))"),
    (
        "abandonment_rate",
        (
            rf"(?:calls?|chats?|{_WHO})(?: (?:who|that|which))?\s*(?:we )?(?:(?:hang|give)(?:s|ing)? up|drop(?:s"
            rf"|ping)? (?:off|out)|abandon(?:ed|ing|s)?"
            r"|(?:are|get|being|getting|is) abandoned|lost in the queue)(?: (?:before|while|in|whilst) (?:they "
            r"|being "
            r"|the |we |on )?(?:\w+ ?){1,3}?(?:answer(?:ed)?|hold|queue|waiting|agent|us|through|connected))?"
        ),
    ),
    (
        "churn_rate",
        (
            rf"(?:(?P<who>(?:[\w-]+ )??{PEOPLE})\s+)(?:(?:who|that|we|from)\s+)?(?:(?:are |keep )?(?:leav(?:e|es|ing)"
            rf"|cancel(?:s|l?ing|led|ed)?|quit(?:ting)?"
            r"|churn(?:s|ing|ed)?|los(?:e|t|ing)|defect(?:ing)?|switch(?:ing)? (?:away|providers?)|laps(?:e|ing)"
            r"|clos(?:e|ing) their accounts?))"
            r"(?: (?:us|their (?:subscriptions?|contracts?|accounts?|polic(?:y|ies)|memberships?)))?"
        ),
    ),
    (
        "adoption_rate",
        (
            r"(?P<who>(?:[\w-]+ )?(?:agents|advis[eo]rs|reps|staff|employees|colleagues|users)) (?:who |that )?"
            r"(?:actively |regularly )?us(?:e|ing) (?:the |our )?(?:ai|co-?pilot|assistant|agent assist|tool|app|bot)"
            r"(?: (?:every day|daily|weekly|every week|each week|regularly))?"
        ),
    ),
    ("churn_rate", rf"los(?:e|ing) (?P<who>(?:[\w-]+ )?{PEOPLE})"),
    (
        "agent_attrition",
        (
            r"(?:agents?|advis[eo]rs?|staff|employees|reps?|colleagues)\s+(?:who |that |are )?(?:leav(?:e|ing)"
            r"|quit(?:ting)?|resign(?:ing)?)"
        ),
    ),
    ("renewal_rate", rf"(?:(?P<who>(?:[\w-]+ )?{PEOPLE}) (?:who |that |to )?renew(?:s|ing)?(?: their \w+)?)"),
    (
        "conversion_rate",
        (
            rf"(?:convert(?:ing|s)? (?:more (?:of )?|{SHARE}|of )?(?:our "
            r"|the )?(?P<what>(?:[\w-]+ )?(?:leads|visitors|prospects"
            r"|quotes|shoppers|enquiries|trials|browsers))|turn(?:ing)? (?:more )?(?P<what2>[\w-]+) into (?:sales"
            r"|orders|customers|bookings|buyers))"
        ),
    ),
    (
        "conversion_rate",
        (
            rf"(?:turn|shift|mov|chang)(?:e|ing)? (?:more (?:of )?|{SHARE})?(?:our |the )?(?P<who>(?:[\w-]+ ){{0,2}}?"
            r"(?:leads|visitors|prospects|quotes|shoppers|enquiries|trials|browsers|users|callers|guests))"
            r" (?:into|to) (?:paying )?(?:sales|orders|customers|bookings|buyers|polic(?:y|ies)|contracts|members"
            r"|subscri(?:bers|ptions))"
        ),
    ),
    (
        "conversion_rate",
        (
            r"(?P<who>(?:[\w-]+ )?(?:leads|visitors|prospects|quotes|shoppers|trials|enquiries|bookings"
            r"|inquiries|browsers)) (?:who |that )?(?:are |get )?(?:convert(?:ing|ed)?|buy|order"
            r"|(?:becom(?:e|ing)|became|turn(?:ing)? into) \w+)"
        ),
    ),
    (
        "retention_rate",
        (
            rf"(?:retain(?:ing)?|keep(?:ing)?|hold(?:ing)? on to) (?:more (?:of )?|{SHARE})(?:all |our "
            rf"|the )?(?P<who>(?:[\w-]+ ){{0,3}}?{PEOPLE})"
        ),
    ),
    ("complaint_rate", rf"(?P<who>(?:[\w-]+ )?{PEOPLE}) (?:who |that |to )?(?:complain(?:ing)?)"),
    (
        "customer_effort_score",
        (rf"(?:how hard it is|effort it takes|effort needed|work it takes) (?:for )?(?P<who>{PEOPLE})"),
    ),
    (
        "time_to_proficiency",
        (
            r"(?:time|weeks|days|months)(?: it takes| needed| taken)*(?: for| to get)? (?:new )?(?:agents?"
            r"|starters?|hires?|advis[eo]rs?|joiners?)(?: \w+)? (?:to )?(?:become |be |get |reach )?(?:productive"
            r"|proficient|competent|proficiency|competency|up to speed|full speed)"
        ),
    ),
)
"""By slug; a group ``who`` or ``what`` holds whose outcome it is."""
