"""Words the sample organisation's parts share: verdicts its pilots were made for, and the trackers that hold them."""

TARGET_MET = "target met"
BETTER = "better, target not shown"
NO_CHANGE = "no clear change"
HARM = "harm"
TOO_EARLY = "too early"

REGISTER = "01 Use case register"
IN_WEEKLY = "02 Weekly outcomes"
IN_MEMBERSHIP = "03 Membership by month"
IN_ENQUIRIES = "04 Enquiries and self-service"
IN_GUIDANCE = "05 Guidance and slots"
IN_PARTNER = "06 Partner export Leipzig"
IN_OPERATIONS = "07 Operations monthly"
AGENT_PULSE = "08 Agent pulse"
FRICTION = "09 Journey friction"

OUTPATIENTS = "outpatient appointments"
