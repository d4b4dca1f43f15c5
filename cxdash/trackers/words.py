"""The words of headers, by the field they name: English and German, exact first, then close ones."""

from collections.abc import Mapping
from functools import lru_cache

from rapidfuzz import fuzz, process

from cxdash.domain.metrics import plain
from cxdash.trackers.readings import Arm

# Fields of a table of observations. What stands in a value column is named "metric:slug", "period:…" or "entity:…" instead.
_COLUMN_WORDS: Mapping[str, str] = {
    "pilot": "pilot|pilot name|pilotprojekt|pilot id|pilotname|trial|experiment|pilots",
    "use_case": "use case|use case name|usecase|anwendungsfall|use cases|use case id",
    "entity": (
        "initiative|project|projekt|entity|name|team|department|abteilung|organisation|organization|provider|region|area|state|country|"
        "store|branch|filiale|agent|product|queue|line of business|lob|geography|local authority|district|programme|program|subject|account|"
        "vorhaben|maßnahme|massnahme|einheit|bereich|channel owner|employee|employee id|sales rep|representative|bundesland|land|trust"
    ),
    "site": "site|standort|location|facility|hospital|clinic|centre|center|call center|call centre|contact center|contact centre|klinik|ort|office",
    "metric": (
        "metric|kpi|measure name|indicator|kennzahl|metrik|messgröße|messgroesse|metric name|kpi name|indikator|measure type|"
        "performance indicator|measurement|kpis|metrics|variable"
    ),
    "period": (
        "period|date|month|week|quarter|day|zeitraum|monat|woche|quartal|datum|tag|kw|kalenderwoche|week starting|week ending|week start|week end|"
        "reporting period|report date|month year|monthyear|year month|time period|time|wc|w e|berichtsmonat|periode|stichtag|week commencing|"
        "calendar week|fiscal quarter|specimen date|as of|dateval|date of death|week of|weeks end date|week s end date|berichtswoche|berichtszeitraum"
    ),
    "year": "year|jahr|fiscal year|fy|calendar year|geschäftsjahr|año|ano|année|geschaeftsjahr",
    "value": "value|wert|actual|ist|result|measure|ergebnis|ist wert|istwert|amount|score|reading|observation|actuals|messwert|kpi value|metric value|target|soll|ziel",
    "unit": "unit|einheit der kennzahl|uom|unit of measure|einheit|measure unit|units of measure|maßeinheit",
    "numerator": "numerator|zähler|zaehler|n hit|hits|num|events|successes|part",
    "denominator": "denominator|nenner|n|base|basis|den|sample size|total n|whole|grundgesamtheit|sample|stichprobe|denom|of",
    "segment": (
        "segment|category|kategorie|group|gruppe|channel|kanal|customer type|kundengruppe|customer segment|sex|age group|language|sprache|"
        "patient type|product line|tier|kundensegment|zielgruppe"
    ),
    "arm": "arm|cohort|study arm|treatment|variant|studienarm|kohorte|test group|gruppe pilot vergleich|pilot comparison|arm type|test control|versuchsgruppe",
    "ignore": "comment|comments|kommentar|notes|note|bemerkung|bemerkungen|remarks|anmerkung|source|quelle|status|owner|rag|trend|notiz",
}
_REGISTER_WORDS: Mapping[str, str] = {
    "use_case": "use case|use case name|use case title|usecase|anwendungsfall|use cases|title|idea|idea name|initiative|initiative name|name|vorhaben|titel",
    "statement": "statement|outcome statement|outcome|description|problem statement|goal|objective|beschreibung|ziel beschreibung|hypothesis|desired outcome|wirkung|ergebnisziel",
    "stage": "stage|phase|funnel stage|lifecycle stage|stufe|reifegrad|maturity|current stage|stage gate",
    "status": "status|state|rag|rag status|zustand|project status|ampel",
    "site": "site|location|standort|sites|facility|pilot site|pilot location|hub|standorte|centre|center",
    "journey_step": "journey step|journey steps|customer journey|journey stage|journey|kundenreise|reiseschritt|customer journey step|journey schritt",
    "technology_owner": "technology owner|tech owner|it owner|technical owner|tech lead|technology lead|verantwortlich technik|technik|it verantwortlicher|owner technology|owner it|technologie",
    "operations_owner": "operations owner|ops owner|operational owner|ops lead|operations lead|verantwortlich betrieb|betrieb|owner operations|owner ops|operations",
    "commercial_owner": "commercial owner|business owner|commercial lead|business lead|verantwortlich vertrieb|owner commercial|owner business|commercial|fachverantwortlich",
    "scaling_owner": "scaling owner|scale owner|rollout owner|roll out owner|owner scaling|verantwortlich rollout|skalierung|scaling lead",
    "sponsor": "sponsor|executive sponsor|exec sponsor|auftraggeber|project sponsor",
    "finance_owner": "finance owner|finance|finance partner|controller|controlling|finance contact|value owner|finanzen|owner finance|finance business partner",
    "owner": "owner|responsible|lead|project manager|project lead|assigned to|assignee|verantwortlich|verantwortlicher|owner s|accountable|pm|zuständig",
    "metric": "metric|primary metric|kpi|primary kpi|success metric|kennzahl|main kpi|outcome metric|zielkennzahl|leading kpi|business outcome",
    "role": "role|metric role|rolle",
    "target": "target|goal value|target value|zielwert|ziel|target change|expected change|target size|target effect|zielveränderung",
    "baseline": "baseline|baseline value|current value|ausgangswert|starting value|as is|ist wert|basiswert|basis|start value",
    "guardrails": "guardrails|guardrail|guardrail metrics|guardrail kpis|leitplanken|safety metrics|guard rails",
    "margin": "margin|guardrail margin|non inferiority margin|toleranz|tolerance|spielraum",
    "unit_value": "unit value|value per unit|unit benefit|benefit per unit|eur per unit|unit value likely|wert je einheit|stückwert|unit value eur|saving per unit|unit cost|value per case",
    "unit_value_low": "unit value low|unit value min|low unit value|wert je einheit niedrig|unit value minimum|unit value lower",
    "unit_value_high": "unit value high|unit value max|high unit value|wert je einheit hoch|unit value maximum|unit value upper",
    "annual_volume": "annual volume|yearly volume|volume per year|jahresvolumen|volume p a|annual cases|annual contacts|volume annual|jahresmenge",
    "value_source": "value source|source of value|benefit source|wertquelle|quelle wert|value evidence|quelle|source",
    "modules": "modules|module|capabilities|building blocks|bausteine|components|capability",
    "help_mode": "help mode|helps|mode|ai mode|agent assist or self service|hilfeart|unterstützungsart|automation mode",
    "idea_on": "idea on|idea date|idea since|submitted|submitted on|date submitted|idee am|idee seit|logged|idea logged|date raised|raised on|eingereicht am",
    "pilot_on": "pilot on|pilot date|pilot since|pilot started|pilot start date|entered pilot|pilot seit|pilot stage on|pilot stage since",
    "proof_on": "proof on|proof date|proof since|entered proof|proof seit|nachweis seit|proof stage on|proven on",
    "scale_on": "scale on|scale date|scale since|entered scale|scaled on|skalierung seit|scale stage on|scaling since",
    "pilot": "pilot|pilot name|pilot id|pilotname|pilotprojekt|trial",
    "goes_live": "goes live|go live|go live date|golive|live date|launch date|launch|start|start date|live since|produktiv ab|live on|starts|startdatum|beginn|planned start|live ab",
    "window_days": "window|window days|measurement window|pilot window|duration|duration days|days|messfenster|dauer|window in days|dauer tage|messfenster tage|evaluation window",
    "baseline_starts": "baseline starts|baseline start|baseline from|baseline since|basis ab|baseline period start|baseline begins|ausgangszeitraum ab|basiszeitraum ab",
    "comparison": "comparison|comparison type|control group|control|design|test design|vergleich|study design|comparison design|kontrollgruppe|evaluation design|vergleichsart",
    "comparison_site": "comparison site|control site|comparison location|vergleichsstandort|kontrollstandort|comparison group site|compared with",
    "population": "population|target population|audience|zielgruppe|customers|who|population served",
    "segment": "segment|customer segment|kundensegment|channel|kanal|patient segment",
    "locked_on": "locked on|locked|lock date|locked at|baseline locked|baseline locked on|gesperrt am|festgeschrieben am",
    "one_off_cost": "one off cost|one time cost|setup cost|implementation cost|einmalkosten|capex|investment|one off costs|one off|einmalige kosten",
    "run_cost_year": "run cost|run cost per year|annual run cost|running cost|opex|laufende kosten|run costs|yearly cost|run cost year|jährliche kosten|laufende kosten pro jahr",
    "priority": "priority|prio|rank|priorität|rang",
    "notes": "notes|note|comments|comment|remarks|bemerkung|bemerkungen|kommentar|anmerkungen|notizen|kommentare",
}  # fmt: skip
# Words that make a table a register of things to do, not of figures.
_TRACKER_WORDS = (
    "task|tasks|activity|action|owner|status|priority|start|end|start date|end date|due|due date|deadline|assigned to|assignee|progress|"
    "done|complete|percent complete|completion date|risk|issue|mitigation|impact|likelihood|probability|category|description|stage|phase|"
    "milestone|sponsor|comments|remarks|dependency|dependencies|open closed|resolution|raid category|title|formula|interpretation|direction|"
    "task name|task description|estimated effort|planned start|actual start|duration|customer dependency|dev status|signoff|next steps|"
    "action owner|use case|hypothesis|target|baseline|aufgabe|verantwortlich|fällig|priorität|beschreibung|bemerkung|phase|start datum|"
    "ende|fortschritt|maßnahme|team involved|project status|role|tags|unit|objective|go live|response|id|ref|zone|inspector|audience|"
    "created at|updated at|semester|bucket|assignment title|signoff on fs|customer signoff|revised dev status|dependencies|stakeholder|deliverable|workstream"
)
_ARM_WORDS: Mapping[str, Arm] = {
    **dict.fromkeys(
        "comparison|comparison group|control|control group|controls|vergleich|vergleichsgruppe|kontrolle|kontrollgruppe|baseline group|untreated|comparator|reference group|comparison arm|control arm|comparison site|control site|vergleichsstandort|ohne".split("|"),
        Arm.COMPARISON,
    ),
    **dict.fromkeys(
        "pilot|pilot group|treatment|treated|test|test group|intervention|pilotgruppe|behandelt|exposed|pilot arm|treatment group|treatment arm|pilot site|pilotstandort|mit".split("|"),
        Arm.PILOT,
    ),
}  # fmt: skip
_TOTAL_WORDS = frozenset(
    "total|totals|grand total|sub total|subtotal|sum|gesamt|summe|gesamtsumme|zwischensumme|insgesamt|total general|overall|all sites|all|system total|"
    "gesamtergebnis|annual|ytd|year to date|overall total|total sum|alle|alle standorte|konzern|total geral|totaal|totale".split(
        "|"
    )
)
_DERIVED_WORDS = (
    "percent change",
    "% change",
    "change",
    "difference",
    "average",
    "mean",
    "median",
    "veränderung",
    "durchschnitt",
    "mittelwert",
    "differenz",
    "avg",
    "ytd",
    "vs prior",
    "variance",
    "abweichung",
)
_PIVOT_WORDS = frozenset({"row labels", "column labels", "zeilenbeschriftungen", "spaltenbeschriftungen"})
_METRIC_HINTS = frozenset(
    "rate quote number count anzahl total avg average mean % percent per cost kosten sales revenue umsatz score time zeit dauer duration volume volumen "
    "cases deaths visits calls contacts tickets population births change cumulative new daily attendances admissions incidence index price units target "
    "ratio share anteil median min max sum no. tests hours days minutes seconds".split()
)
_GENERIC_SHEETS = frozenset(
    "sheet tabelle data daten kpi kpis export report sheet1 monthly weekly daily overview summary table feuil hoja foglio blad page raw main input results metrics kennzahlen werte".split()
)
SURE, LIKELY = 90, 75


def _index(words: Mapping[str, str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for field, names in words.items():
        for name in names.split("|"):
            found.setdefault(plain(name), field)
    return found


COLUMN_FIELDS = _index(_COLUMN_WORDS)
REGISTER_FIELDS = _index(_REGISTER_WORDS)
TRACKER_LABELS = frozenset(plain(word) for word in _TRACKER_WORDS.split("|"))
REGISTER_NAMES = tuple(_REGISTER_WORDS)


@lru_cache(maxsize=20_000)
def column_field(label: str) -> str | None:
    """Return the field of a table of observations that a header names."""
    return _near(label, COLUMN_FIELDS)


@lru_cache(maxsize=20_000)
def register_field(label: str) -> tuple[str | None, float]:
    """Return the field of a register that a header comes closest to, and how close it comes, 0 to 100."""
    name = plain(label)
    if name in REGISTER_FIELDS:
        return REGISTER_FIELDS[name], 100.0
    if len(name) < 4:
        return None, 0.0
    best = process.extractOne(name, REGISTER_FIELDS.keys(), scorer=fuzz.token_sort_ratio, score_cutoff=LIKELY)
    return (REGISTER_FIELDS[best[0]], best[1]) if best else (None, 0.0)


def _near(label: str, fields: Mapping[str, str]) -> str | None:
    name = plain(label)
    exact = fields.get(name)
    if exact or len(name) < 5:
        return exact
    best = process.extractOne(name, fields.keys(), scorer=fuzz.ratio, score_cutoff=SURE)
    return fields[best[0]] if best else None


def is_tracker_word(label: str) -> bool:
    """Whether a header belongs to a list of things to do."""
    name = plain(label)
    return name in TRACKER_LABELS or (name.startswith("%") and name[1:].strip() in TRACKER_LABELS)


def arm_of(text: str) -> Arm | None:
    """Return the side of a comparison that a word names."""
    return _ARM_WORDS.get(plain(text))


def arm_in(text: str) -> tuple[str, Arm | None]:
    """Split a name such as ``North – control`` into the name and the side of the comparison."""
    for mark in (" – ", " - ", " — ", " | ", ": ", " / ", "_"):
        head, found, tail = text.rpartition(mark)
        arm = arm_of(tail) if found else None
        if arm is not None:
            return head.strip(), arm
    if text.endswith(")") and "(" in text:
        head, _, tail = text[:-1].rpartition("(")
        arm = arm_of(tail)
        if arm is not None and head.strip():
            return head.strip(), arm
    return text, None


def is_total(text: str) -> bool:
    """Whether a row's label claims that the row is a total."""
    name = plain(text)
    if name in _TOTAL_WORDS:
        return True
    words = name.split()
    return bool(words) and (
        words[0] in {"total", "summe", "gesamt", "subtotal"}
        or words[-1] in {"total", "gesamt", "subtotal", "summe"}
        or name.startswith("sub total")
    )


def is_derived(text: str) -> bool:
    """Whether a label says that a row or column is worked out from the others."""
    return plain(text) in _DERIVED_WORDS


def is_pivot(label: str) -> bool:
    """Whether a header is one that Excel's pivot tables write."""
    return plain(label) in _PIVOT_WORDS


def sounds_like_metric(label: str) -> bool:
    """Whether a label has a word that names measures rather than places or people."""
    return bool(_METRIC_HINTS & set(plain(label).replace("%", " % ").split()))


def is_generic_sheet(name: str) -> bool:
    """Whether a sheet's name says nothing about what is on it."""
    words = [word.rstrip("0123456789") for word in plain(name).split()]
    return all(word in _GENERIC_SHEETS or not word for word in words)
