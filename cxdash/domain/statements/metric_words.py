"""How people name the metrics of the catalogue in a sentence, beyond the catalogue's own names and aliases."""

from collections.abc import Mapping

WORDS: Mapping[str, str] = {
    "cost_to_serve": "cost to serve|costs to serve|cost of serving|service cost per customer|cost per client"
    "|cost per patient|cost per member|cost per user|serving cost|cost of service per customer|support cost per"
    " customer"
    "|cost per policyholder|cost per account|cost per subscriber",
    "cost_per_contact": "cost per contact|cost per call|cost per chat|cost per ticket|cost per interaction|cost per"
    " case"
    "|cost per enquiry|cost per inquiry|cost per conversation|cost per email|cost per transaction|unit cost|call cost"
    "|contact cost|cost of a call|cost of each call|cost of a contact|cost of each contact|cost of handling a call"
    "|cost per query|cost per request|cost per claim|cost per handled contact|cost of contact|cost per phone call",
    "cost_per_resolution": "cost per resolution|cost per resolved issue|cost per solved case"
    "|cost per resolved contact"
    "|cost per fix|cost of resolution|cost of resolving|cost of resolving a case|cost of resolving a ticket"
    "|cost of resolving a call|cost per solved ticket|cost per resolved ticket|resolution cost"
    "|cost per resolved call|cost of resolving an issue|cost to resolve",
    "total_service_cost": "customer service spending|service spending|support spending"
    "|cost of the contact center|cost of the call center|service cost|operating cost|operating expense"
    "|operational cost|support cost"
    "|contact center cost|call center cost|customer service cost|cost of service|running cost|opex|total service cost"
    "|cost of support|service spend|support spend|customer care cost|total cost|servicing cost"
    "|cost of customer service|total cost of customer service|total cost of service|total cost of support"
    "|service budget|!cost|!spend|!overheads|!expense",
    "ai_run_cost": "ai run cost|ai running cost|ai spend|llm spend|token spend|cost of ai|ai licence cost|cost of"
    " running ai",
    "cost_avoided": "cost avoided|avoided cost|cost avoidance|!saving|cost saving",
    "incremental_revenue": "incremental revenue|add on sale revenue|add on revenue|cross sell revenue|upsell revenue"
    "|additional revenue|extra revenue|revenue uplift|sales revenue|new"
    " revenue"
    "|online sales|revenue from upgrades|!revenue|!sale|!turnover|!income|!booking",
    "conversion_rate": "conversion|conversion rate|sales conversion|lead conversion|checkout conversion|quote to sale"
    "|lead to sale|close rate|closing rate|win rate|quote conversion|booking conversion|sign up rate"
    "|basket conversion"
    "|order conversion|purchase rate|sales conversion rate|converted lead|!sign up",
    "revenue_per_contact": "revenue per contact|revenue per call|sales per call|sales per contact|revenue per chat"
    "|revenue per interaction|income per call",
    "cross_sell_rate": "cross sell|upsell|cross selling|upselling|cross sell rate|upsell rate|attach rate|up sell"
    "|cross sale|up selling|add on sale|add on rate|attachment rate|offer acceptance|cross sell and upsell rate",
    "gross_margin_pct": "gross margin|gross profit margin|contribution margin|profit margin|!margin",
    "acquisition_rate": "customer acquisition|acquisition rate|customer acquisition rate|new customer acquisition"
    "|new account|number of new customer|customers acquired|!new customer|!new logo|!acquisition",
    "no_show_rate": "appointment not attended|unkept appointment|unattended visit|no show|noshow|no show rate"
    "|missed appointment|missed visit|missed booking|missed slot|dna|dna"
    " rate"
    "|missed consultation|did not attend|non attendance|nonattendance|failure to attend|failed appointment"
    "|missed session|missed class|missed reservation|missed hospital appointment|missed delivery slot"
    "|missed interview"
    "|appointment no show|appointments missed|unattended appointment|not turning up|missed clinic appointment|missed"
    " test drive"
    "|skipped appointment|missed checkup|did not attends|broken appointment|forgotten appointment|missed engineer"
    " visit",
    "cancellation_rate": "appointment cancellation|cancelled appointment|canceled appointment|appointment"
    " cancellation rate"
    "|booking cancellation|cancelled booking|late cancellation|patient cancellation|cancelled visit",
    "completed_appointment_rate": "slot utilisation|slot utilization|appointment utilisation|fill rate"
    "|kept appointment"
    "|show rate|completed appointment|attendance|attendance rate|show up rate|appointment attendance"
    "|clinic utilisation"
    "|slot fill rate|slots filled|appointments kept|appointment utilization|clinic utilization|attended appointment"
    "|~empty slot|~unfilled slot|~unused slot",
    "retention_rate": "retention|retention rate|customer retention|customer retention rate|client retention"
    "|member retention|subscriber retention|customers retained|retained customer|customer loyalty|!loyalty",
    "churn_rate": "contract termination|termination|churn|churn rate|customer churn|customer churn rate"
    "|customer attrition|customer turnover|customer"
    " loss"
    "|lapse rate|lost customer|cancellation|cancellation rate|contract cancellation|subscription cancellation"
    "|policy cancellation|account closure|customer defection|defection|lapse|customers lost|policy lapse"
    "|membership cancellation|cancelled subscription|canceled subscription|cancel rate|subscriber loss"
    "|member attrition"
    "|client attrition|attrition of customer|customer lapse|account cancellation|closed account|cancelled contract",
    "renewal_rate": "renewal|renewal rate|contract renewal|policy renewal|subscription renewal|renewed contract"
    "|rebooking|rebooking rate|rebook rate|membership renewal|repeat booking|policies renewed|contracts renewed",
    "refund_rate": "refund|refund rate|return rate|returned order|product return|refunded order|money back|refund"
    " request"
    "|goodwill refund|!return",
    "net_revenue_retention": "net revenue retention|nrr|net retention|net dollar retention|ndr|revenue retention",
    "customer_lifetime_value": "customer lifetime value|lifetime value|clv|ltv|cltv|customer value|average lifetime"
    " value",
    "sales_cycle_days": "sales cycle|sales cycle length|length of the sales cycle|time to close a deal|days to close"
    "|deal cycle|sales cycle time|lead time to close|cycle time|sales lead time|selling cycle|quote to close time"
    "|time from lead to sale|quote to cash time|sales cycle duration|time to sale|average sales cycle",
    "time_to_resolution": "time to resolution|resolution time|time to resolve|mttr|ttr|time to close|time to fix"
    "|time to solve|mean time to resolution|mean time to resolve|mean time to repair|case resolution time|turnaround"
    " time|turnaround"
    "|case duration|ticket resolution time|complaint resolution time|days to resolve|days to resolution|hours to"
    " resolve"
    "|case cycle time|claim cycle time|claims cycle time|claims turnaround|case handling time|closure time|time to"
    " closure"
    "|time to settle|settlement time|claim settlement time|time to settlement|processing time|claims processing time"
    "|end to end time|case closure time|case lead time|issue resolution time|ticket closure time|onboarding time"
    "|time to process|hours to resolution|resolution speed|time it takes to resolve|time taken to resolve|fix time"
    "|time to resolution of case|lead time|case age|speed of resolution|fulfilment time|fulfillment time",
    "delivery_consistency": "delivery consistency|on time delivery|on time deliveries|on time completion|on time rate"
    "|sla compliance|sla attainment|within sla|sla met|on time|on time performance|sla adherence|promise kept"
    "|promises kept|cases closed on time|deliver on time|delivered on time|completed on time|cases within sla|inside"
    " sla|otif"
    "|within the sla|within our sla|on time in full|delivery reliability|orders on time|~sla breach|~late delivery"
    "|~late deliveries|~missed sla|~overdue case|~delivery delay|~breached sla|~missed deadline",
    "time_to_value_days": "time to value|time to first benefit|time to benefit|days to benefit|time to first value"
    "|time to first verified benefit",
    "resolution_rate": "resolution rate|issue resolution|resolution|issues resolved|resolved issue|solve rate"
    "|problem resolution|resolved case|resolved contact|cases resolved|case resolution|solved case|resolved query"
    "|resolved rate|resolved call|resolved ticket|calls resolved|tickets resolved|queries resolved|contacts resolved"
    "|case resolution rate|overall resolution rate|problems solved|enquiries resolved|complaints resolved|query"
    " resolution"
    "|confirmed resolution|~unresolved issue|~unresolved case|~unresolved query|~unresolved call|~unresolved ticket"
    "|~unresolved complaint|~unresolved contact|~unresolved enquiry",
    "first_contact_resolution": "first contact resolution|first call resolution|fcr|fcr rate|1st contact resolution"
    "|1st call resolution|first time fix|first time fix rate|first time resolution|one touch resolution|first touch"
    " resolution"
    "|resolved first time|first contact resolved|first call resolved|solved first time|fixed first time"
    "|resolved on first contact|resolved at first contact"
    "|resolved on the first call|resolved on first call|resolved at the first contact|resolved on the first contact"
    "|resolved in one call|resolved in one contact|resolved in a single contact|resolved in the first call"
    "|resolution at first contact|resolution on first contact|resolution at the first contact|right first time"
    "|resolution on the first call|one call resolution|one contact resolution|first chat resolution|ftr|ftfr"
    "|one and done|resolved in one go|first visit fix|resolved the first time|resolved at first touch|answered first"
    " time"
    "|resolved in a single call|first contact fix|first contact fix rate|sorted first time|sorted on the first call"
    "|solved on first contact|solved at first contact|solved on the first call|single contact resolution"
    "|fixed on the first visit|first visit resolution|closed at first contact|resolved on first attempt",
    "repeat_contact_rate": "call about the same issue|contact about the same issue|call on the same issue"
    "|!callback|!call back|repeat contact"
    "|repeat call|repeat caller|recontact|re contact|repeat contact rate|repeat"
    " call rate"
    "|callback rate|call back rate|repeat enquiry|repeat inquiry|repeat query|repeat ticket|repeat visit|repeat chat"
    "|repeated call|repeated contact|follow up call|follow up contact|chaser|chaser call|chase up call|chasing call"
    "|call backs from customer|customer calling back|customers calling back|7 day repeat|seven day repeat|repeat rate"
    "|second call|recontact rate|customers contacting us again|repeat callers|calling again|repeat demand"
    "|repeat email"
    "|status call|repeat customer contact|repeat complaint|duplicate contact|duplicate ticket|repeat customer call"
    "|callers ringing back|calling us back|ringing back|calling back|contacting us twice|calling twice|repeat"
    " service call",
    "reopen_rate": "reopen|reopen rate|reopened case|reopened ticket|ticket reopen|case reopen|reopened issue|re"
    " opened case"
    "|re opened ticket|ticket reopen rate|case reopen rate|reopening",
    "automated_resolution_rate": "issue resolved by the bot|issue resolved by the chatbot|query resolved by the bot"
    "|automated resolution|automated resolution rate|bot resolution|bot resolution rate"
    "|ai resolution rate|self service resolution|chatbot resolution|chatbot resolution rate|self service resolution"
    " rate"
    "|virtual agent resolution|digital resolution|automatically resolved|resolved automatically"
    "|automatically resolve|resolve automatically|resolving automatically|automatically resolving|resolved without an"
    " agent"
    "|resolved by the bot|resolved by the chatbot|resolved in self service|resolution in self service"
    "|resolved by the virtual assistant"
    "|automated resolution of|ai driven resolution|ai led resolution|bot resolved|ai resolution",
    "csat": "csat|customer satisfaction|csat score|satisfaction score|c sat|customer sat|customer satisfaction score"
    "|satisfaction rating|client satisfaction|patient satisfaction|member satisfaction|guest satisfaction"
    "|satisfied customer|customer happiness|post call satisfaction|post contact satisfaction|survey score"
    "|customer rating|star rating|passenger satisfaction|user satisfaction|student satisfaction|!satisfaction"
    "|~dissatisfied customer|~customer dissatisfaction|~dissatisfaction|~unhappy customer|~dsat",
    "customer_effort_score": "customer effort|customer effort score|ces|effort score|customer effort level|client"
    " effort"
    "|patient effort|effort for customer|low effort|!effort",
    "complaint_rate": "!complain|complaint|complaint rate|customer complaint|complaints per 1000|complaint volume"
    "|complaint number"
    "|escalated complaint|number of complaint|formal complaint|complaints per thousand customer|complaints per 1000"
    " customer"
    "|complaint case|grievance|complaints per 1 000",
    "opt_out_rate": "opt out|opt out rate|unsubscribe|unsubscribe rate|do not contact request|unsubscription",
    "abandonment_rate": "hang ups|dropped chat|lost chat|dropped contact|abandonment|abandonment rate"
    "|abandon rate|abandoned call|call abandonment"
    "|calls abandoned"
    "|abandoned contact|abandoned chat|dropped call|hang up|hangup|abandon|aband|queue abandonment|chat abandonment"
    "|caller abandonment|lost call|call abandon rate|abandoned in the queue|customers hanging up|callers hanging up"
    "|people hanging up|calls lost|abandoned queue|call drop off|queue drop off|call abandonment rate|unanswered"
    " call|missed call",
    "escalation_rate": "escalation|escalation rate|escalated call|escalated case|escalated contact|supervisor call"
    "|tier 2 call|tier 2 escalation|second line escalation|calls escalated|cases escalated|escalated ticket"
    "|supervisor escalation|manager escalation|escalations to tier 2|escalation to supervisor|tier two escalation"
    "|level 2 escalation|manager call|tickets escalated|contacts escalated|tier 2 ticket",
    "first_response_time": "first answer|time to first answer|first answer time|first response time"
    "|response time|first reply time|time to first response|reply time|frt"
    "|time to first reply|first response|first reply|time to respond|speed of response|response speed|email response"
    " time"
    "|time to reply|initial response time|time to answer email|email turnaround|time to answer an email|chat"
    " response time",
    "agent_attrition": "agent attrition|agent turnover|staff turnover|staff attrition|employee turnover|advisor"
    " attrition"
    "|advisor turnover|agents leaving|employee attrition|attrition of agent|adviser turnover|adviser attrition"
    "|rep turnover|rep attrition|agent churn|staff churn|advisers leaving|advisors leaving|staff leaving|leaver"
    "|colleague turnover|workforce attrition|team turnover|agent resignation|attrition|turnover of agent|!turnover"
    " rate",
    "agent_satisfaction": "agent satisfaction|employee satisfaction|staff satisfaction|enps|esat|agent engagement"
    "|employee engagement|agent happiness|colleague satisfaction|advisor satisfaction|agent morale"
    "|adviser satisfaction"
    "|staff engagement|agent csat|staff morale|agent experience|employee experience|job satisfaction",
    "cognitive_load_score": "cognitive load|agent cognitive load|mental load|mental workload|agent stress"
    "|agent effort"
    "|nasa tlx|cognitive load score",
    "time_to_proficiency": "time to proficiency|ramp time|ramp up time|time to competency|speed to competency"
    "|speed to proficiency|time to competence|new hire ramp|onboarding time for agent|agent onboarding time|agent"
    " ramp time"
    "|training time|agent ramp up|agent ramp|new starter ramp|time to speed|ramp up of new agent|new hire onboarding"
    " time",
    "qa_score": "qa score|quality score|quality assurance score|qm score|call quality|qa|quality monitoring score"
    "|call quality score|interaction quality|quality assurance|service quality|!quality",
    "adoption_rate": "adoption|adoption rate|ai adoption|tool adoption|user adoption|agent adoption|active user"
    "|usage rate"
    "|usage|copilot adoption|app adoption|portal adoption|self service adoption|copilot usage|tool usage|ai usage"
    "|digital adoption",
    "suggestion_acceptance": "suggestion acceptance|suggestion acceptance rate|acceptance rate|accepted suggestion"
    "|accept rate|suggestions accepted|acceptance of suggestion",
    "workflow_coverage": "workflow coverage|ai coverage|ai touch rate|!coverage|!penetration|share of contacts"
    " touched by ai",
    "training_completion": "training completion|training completion rate|certified agent|agents trained|agents"
    " certified"
    "|staff trained|trained agent|completed training",
    "model_accuracy": "model accuracy|accuracy|bot accuracy|chatbot accuracy|ai accuracy|model precision|prediction"
    " accuracy"
    "|answer accuracy|classification accuracy|routing accuracy|accuracy rate|response accuracy|precision|accuracy of"
    " the model",
    "f1_score": "f1|f1 score|f score|f1 macro",
    "response_latency": "latency|response latency|bot response time|p95 latency|bot latency|model latency"
    "|turn latency"
    "|chatbot response time|api latency|system response time|voicebot latency",
    "intent_recognition": "intent recognition|intent recognition rate|intent accuracy|intent match|nlu accuracy"
    "|recognition rate"
    "|intent detection|intent matching|speech recognition|speech recognition accuracy|intent match rate|intents"
    " recognised",
    "hallucination_rate": "hallucination|hallucination rate|unsupported answer|unsupported answer rate"
    "|wrong bot answer"
    "|made up answer|groundedness|ai error rate|ai error|hallucinated answer",
    "system_uptime": "uptime|availability|system uptime|system availability|platform availability"
    "|service availability"
    "|~downtime|~outage",
    "containment_rate": "containment|containment rate|bot containment|ivr containment|chatbot containment|contained"
    " call"
    "|contained session|contain rate|call containment|containment in the ivr|calls contained"
    "|calls contained in the ivr|calls contained in the bot|contacts contained in the bot|contained contact"
    "|automation rate|contacts contained|self service containment|voicebot containment|contained conversation"
    "|chats contained|conversations contained|contained chat|contained in the bot|contained by the bot|contained in"
    " the ivr",
    "verified_containment_rate": "verified containment|verified containment rate|true containment",
    "deflection_rate": "deflection|deflection rate|call deflection|ticket deflection|deflected call|deflected contact"
    "|contact deflection|self service rate|self service usage|calls deflected|tickets deflected|deflected ticket"
    "|chat deflection"
    "|contacts deflected|case deflection|self serve rate",
    "average_handle_time": "average handle time|average handling time|aht|handle time|handling time|call duration"
    "|call length"
    "|talk time|average call time|call time|length of call|call handling time|call handle time|duration of call"
    "|minutes per call|time on call|average call length|contact handling time|chat handle time|chat handling time"
    "|time per call|time spent per call|time spent on call|average talk time|chat duration|conversation length"
    "|length of our call|seconds per call|avg handle time|handle times|calls shorter",
    "after_call_work": "after call work|acw|wrap time|wrap up time|after call time|wrap up|post call work|after"
    " contact work"
    "|after call admin|post call admin|after call wrap up|post call wrap up|note taking time|after call work time"
    "|call wrap",
    "issues_resolved_per_hour": "issues resolved per hour|resolutions per hour|issues per hour|resolved per hour|rph"
    "|agent productivity|cases per hour|tickets per hour|contacts per hour|calls per hour|tickets resolved per hour",
    "service_level": "service level|service levels|svl|calls answered within 20 second|answered within target|80/20"
    "|calls answered within|answered within|calls answered in|service level target",
    "average_speed_of_answer": "average speed of answer|speed of answer|asa|wait time|waiting time|!waits|!waiting"
    "|queue time"
    "|hold time"
    "|time to answer|answer time|time in queue|time on hold|time in the queue|average wait|!queue|queuing time|!wait"
    "|queueing time"
    "|call wait|average time to answer|time to answer call|speed to answer|time spent waiting|time spent on hold"
    "|time customers wait|time callers wait|time patients wait|call answer time|call answering time|on hold time"
    "|call waiting time"
    "|phone wait|call wait time|waiting on hold|time waiting|average speed to answer|pick up time",
    "occupancy": "occupancy|agent occupancy|occupancy rate|occ",
    "transfer_rate": "transfer rate|transfer|call transfer|transferred call|calls transferred|hand off|handover"
    "|misrouted call"
    "|internal transfer|warm transfer|misrouting|misroutes|agent transfer|calls passed on|handoff|bounced call"
    "|misdirected call|calls being transferred|transferred contact|contacts transferred|chat transfer|cold transfer",
    "nps": "nps|net promoter score|net promoter|nps score|tnps|rnps|relationship nps|transactional nps"
    "|promoter score",
    "pilots_launched": "pilots launched|ai pilot|number of pilot|pilots started|ai initiative|ai project|poc launched"
    "|number of ai pilot|!pilot|number of ai project|use cases launched|number of use case|ai use case",
    "ai_interactions": "ai interaction|bot session|ai action|bot conversation|chatbot conversation"
    "|chatbot interaction"
    "|interactions automated|automated interaction|automated conversation|chatbot session|bot interaction|ai"
    " conversation"
    "|interactions handled by ai|conversations handled by ai|calls handled by ai|interactions handled by the bot"
    "|contacts handled by the bot|contacts handled by ai|chats handled by the bot|chats handled by ai|automated"
    " contact|!interaction|!conversation"
    "|calls handled by the bot|bot traffic|messages handled by ai",
    "feature_releases": "feature release|features deployed|features released|tools deployed|tools live|new feature"
    "|number of feature|features shipped|ai feature|!feature|!release|number of tool|ai tool"
    "|!number of bot|!number of chatbot|!number of voicebot|!number of virtual agent|!number of ai agent"
    "|!number of automation|!number of ai model|!number of copilot",
}  # fmt: skip
"""By slug, separated by bars: singular and plural count alike. ``!`` marks words that mean the metric only where
nothing else does; ``~`` marks words for its opposite."""

WEAK_ALIASES = (
    "new customers|new logos|quality|effort|coverage|interactions|conversations|pilots|features|releases|"
    "engagement|acquisition|margin|penetration|satisfaction|sl|acc|ocr|arr auto|revenue|savings|total cost|"
    "interaction|wrap|occ|abn|occupancy %|cpr|cpc|cts|ttv|qa|issues per hour|rpc|tools live|returns %|on time %|"
    "80 20|pocs|response ms|sla %|sales|p95|crr|otd|t2b|res"
)
"""Aliases of the catalogue that are ordinary words or letters in a sentence, separated by bars."""
