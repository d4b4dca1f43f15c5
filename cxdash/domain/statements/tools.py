"""Words for technologies, products and vendors, and sentences that begin with one instead of an outcome."""

import re
from dataclasses import dataclass

from cxdash.domain.statements.clauses import tidied
from cxdash.domain.statements.text import Span

_SURE = (
    r"a\.?i\.?(?:[- ](?:\w+ed|first|native|based|driven))?|artificial intelligence|machine learning|deep learning|ml"
    r"|llms?|large language models?|gen[- ]?ai"
    r"|generative(?: ai)?|gpt(?:-?\w+)?|chat[- ]?gpt|chat[- ]?bots?|voice[- ]?bots?|callbots?|bots?"
    r"|virtual (?:agents?|assistants?)|digital (?:assistants?|humans?|workers?|twins?)"
    r"|voice assistants?|ai agents?|agentic(?: \w+)?|co-?pilots?|agent[- ]assist|rpa|robotic process automation"
    r"|conversational (?:ai|ivr|platform)|nlp|nlu|natural language \w+"
    r"|speech (?:analytics|recognition)|sentiment analysis|predictive (?:model(?:s|ling)?|analytics|routing)"
    r"|neural network\w*|rag|retrieval[- ]augmented\w*|vector database"
    r"|ccaas|cpaas|crm|cdp|customer data platforms?|ivrs?|ivas?|chat widget|contact cent(?:re|er) platform"
    r"|cloud(?: \w+)?|blockchain|metaverse|voice biometrics|biometrics"
    r"|knowledge graphs?|omnichannel(?: \w+)?|hyper-?automation|automation(?: \w+)?|digital transformation"
    r"|process mining|data lakes?|foundation models?|language models?"
)
_VENDORS = (
    r"open ?ai|anthropic|claude|gemini|google(?: \w+)?|dialogflow|vertex(?: ai)?|microsoft(?: \w+)?|dynamics 365"
    r"|azure(?: \w+)?|aws|amazon (?:connect|lex|bedrock)"
    r"|bedrock|salesforce(?: \w+)?|einstein(?: \w+)?|agentforce|service cloud|zendesk(?: \w+)?|intercom"
    r"|genesys(?: cloud)?|cxone|five9|twilio(?: \w+)?|talkdesk|verint"
    r"|avaya|webex|cisco(?: \w+)?|servicenow|now assist|freshdesk|freshworks|hubspot|liveperson|cognigy|kore\.?ai"
    r"|yellow\.?ai|decagon|cresta|observe\.?ai"
    r"|calabrio|uipath|automation anywhere|pega(?:systems)?|sap(?: \w+)?|oracle(?: \w+)?|ibm(?: \w+)?"
    r"|watson\w*(?: \w+)?|llama(?:[- ]?\d\S*)?|mistral|perplexity"
    r"|deepseek|nuance|sprinklr|medallia|qualtrics|ringcentral|8x8|dialpad|vonage|kustomer|gorgias|forethought"
    r"|polyai|parloa|uniphore|asapp"
    r"|replicant|aisera|moveworks|rasa|boost\.ai|snowflake|databricks|palantir|whatsapp business api|copilot studio"
    r"|grok"
)
_VENDORS_BY_CASE = r"NICE|Ada|Fin|Sierra|Gladly|Gong|Drift|Glia|Balto|Lex|Now|Pega|SAP"
_MAYBE = (
    r"software|platforms?|tools?|toolkit|technolog(?:y|ies)|systems?|solutions?|apps?|application|portals?"
    r"|knowledge[- ]base|dashboards?|apis?|models?|algorithms?|engine"
    r"|analytics|widget|suite|stack|integration|self-service|robots?|assistants?|crm|digital \w+|wfm|telephony"
    r"|infrastructure|data warehouse|machine"
)
_NAMES = re.compile(rf"(?<![\w-])(?:(?P<vendor>{_VENDORS})|(?P<sure>{_SURE}))(?![\w])", re.IGNORECASE)
_CASED = re.compile(rf"(?<![\w-])(?:{_VENDORS_BY_CASE})(?![\w-])")
_GENERIC = re.compile(rf"(?<![\w-])(?:{_MAYBE})$", re.IGNORECASE)

_BRINGING = (
    r"implement|deploy|roll(?:ing|ed)?[- ]?out|adopt|leverage|instal|install|integrate|migrate(?: [\w ]{0,30}?)? to"
    r"|buy|purchase|procure|license|onboard|embed|infuse|harness|embrace"
    r"|productioni[sz]e|operationali[sz]e|switch(?: [\w ]{0,30}?)? to|move(?: [\w ]{0,30}?)? to"
    r"|go live with|stand up|modernise|modernize|digitise|digitize|digitali[sz]e"
    r"|automate|invest(?:ing)? in|put (?:in place|[\w ]{1,30} (?:in|into) )|become|replatform|scale (?:up )?(?:our )?"
)
_DOING = (
    r"introduce|launch|build|use|utili[sz]e|create|develop|trial|pilot|test|set up|add|apply|bring in|experiment with"
    r"|explore|evaluate|select|choose|replace|connect|configure|fine-?tune|design|establish|plug|upgrade"
    r"|kick off|conduct|partner with|team up with"
)
_HAVING = (
    r"start|run|get|provide|offer|give|have|make|enable|train|expand|extend|transform|power|equip|try|enhance|want"
    r"|need"
    r"|require|be|go|bring"
)


def _with_endings(verbs: str) -> str:
    """Return verbs with the endings of the other forms; those in -e lose it before -ing."""
    silent = re.sub(r"(?<=[a-z])e(?=\||$)", "(?:e[sd]?|ing|ion)", verbs)
    return rf"(?:{silent})(?:s|es|ed|ing|ling|ning|ting|ment|ation|ion)?"


_LEAD = (
    r"^\W*(?:[\w ]{2,25}:\s+)?(?:(?:we|i|our \w+|the \w+|let's|let us|please|you|they|\w+'s plan|project|pilot|plan"
    r"|goal|aim|objective|idea|initiative)\s+(?:\w+ ){0,4}?)?"
    r"(?:(?:to|will|should|must|can|is|are|going to"
    r"|intend to|aim to|hope to|wish to|have decided to|decided to|want to|need to|plan to|by|would like to"
    r"|successfully|fully"
    r"|quickly)\s+)*(?:(?:an?|the|our|full|company-wide)\s+)?(?:roll[- ]?out of |deployment of |implementation of "
    r"|adoption of )?"
)
_LED = re.compile(
    rf"{_LEAD}(?:(?P<bringing>{_with_endings(_BRINGING)})|(?P<doing>{_with_endings(_DOING)})"
    rf"|(?P<having>{_with_endings(_HAVING)}))\b\s*",
    re.IGNORECASE,
)
_NOMINAL = re.compile(
    r"^\W*(?:[\w ]{2,25}:\s+)?(?:(?:an?|the|our|more)\s+)?(?:rollout of|roll-out of|deployment of|implementation of"
    r"|adoption of|introduction of|integration of)\s+",
    re.IGNORECASE,
)
_OBJECT_ENDS = re.compile(
    r"\b(?:to (?=\w+)|so\b|in order|for\b|across\b|in\b|at\b|by\b|on\b|within\b|throughout\b|everywhere|that\b"
    r"|which\b|and\b|company-wide|over\b)|[,.;:]",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Tool:
    """A technology or product in the text.

    Attributes:
        vendor: whether it is a product or a vendor by name.
    """

    span: Span
    name: str
    vendor: bool = False


@dataclass(frozen=True, slots=True)
class Led:
    """A sentence that begins by bringing something in.

    Attributes:
        tool: what is brought in, in the sentence's own words.
        names_technology: whether that is a technology, product or vendor.
        bringing: whether the verb says nothing but bringing it in (“deploy”), unlike “use” and “launch”.
        having: whether the verb is one that leads to outcomes as well (“get”, “have”).
        begins: where the words for it begin.
        ends: where they end.
    """

    tool: str
    names_technology: bool
    bringing: bool
    having: bool
    begins: int
    ends: int


def tools(text: str) -> list[Tool]:
    """Return the technologies, products and vendors that a text names, in order."""
    found = [Tool(Span(*match.span()), match[0], bool(match["vendor"])) for match in _NAMES.finditer(text)]
    found += [Tool(Span(*match.span()), match[0], vendor=True) for match in _CASED.finditer(text)]
    return sorted(found, key=lambda tool: tool.span)


def led_by(text: str) -> Led | None:
    """Return what a sentence begins by bringing in, or None."""
    match = _NOMINAL.match(text) or _LED.match(text)
    if match is None:
        return None
    ends = _OBJECT_ENDS.search(text, match.end())
    end = ends.start() if ends and ends.start() > match.end() else ends.end() if ends else len(text)
    thing = tidied(text[match.end() : end])
    words = text[match.start() : end]
    bringing = match.re is _NOMINAL or bool(match["bringing"])
    named = bool(_NAMES.search(words) or _CASED.search(words) or _GENERIC.search(thing))
    having = match.re is _LED and bool(match["having"])
    return Led(thing, named, bringing, having, match.end(), end)
