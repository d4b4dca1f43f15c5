"""Which outcome a metric that may not be the goal should serve."""

from collections.abc import Mapping

from cxdash.domain.metrics import Catalogue, Metric, MetricClass

_SERVES: Mapping[str, tuple[str, str]] = {
    "containment_rate": ("resolution_rate", "cost_to_serve"),
    "verified_containment_rate": ("resolution_rate", "cost_to_serve"),
    "deflection_rate": ("resolution_rate", "cost_to_serve"),
    "average_handle_time": ("cost_per_resolution", "first_contact_resolution"),
    "after_call_work": ("cost_per_resolution", "first_contact_resolution"),
    "issues_resolved_per_hour": ("cost_per_resolution", "resolution_rate"),
    "service_level": ("abandonment_rate", "repeat_contact_rate"),
    "average_speed_of_answer": ("abandonment_rate", "repeat_contact_rate"),
    "occupancy": ("cost_per_contact", "agent_attrition"),
    "transfer_rate": ("first_contact_resolution", "cost_per_resolution"),
    "cancellation_rate": ("no_show_rate", "completed_appointment_rate"),
    "opt_out_rate": ("churn_rate", "complaint_rate"),
    "nps": ("retention_rate", "churn_rate"),
    "csat": ("repeat_contact_rate", "churn_rate"),
    "customer_effort_score": ("repeat_contact_rate", "first_contact_resolution"),
    "model_accuracy": ("resolution_rate", "repeat_contact_rate"),
    "f1_score": ("resolution_rate", "repeat_contact_rate"),
    "intent_recognition": ("first_contact_resolution", "resolution_rate"),
    "response_latency": ("abandonment_rate", "resolution_rate"),
    "hallucination_rate": ("resolution_rate", "complaint_rate"),
    "system_uptime": ("abandonment_rate", "delivery_consistency"),
    "agent_attrition": ("cost_per_resolution", "total_service_cost"),
    "agent_satisfaction": ("first_contact_resolution", "cost_per_resolution"),
    "cognitive_load_score": ("first_contact_resolution", "cost_per_resolution"),
    "time_to_proficiency": ("cost_per_resolution", "first_contact_resolution"),
    "qa_score": ("first_contact_resolution", "complaint_rate"),
    "pilots_launched": ("cost_to_serve", "churn_rate"),
    "ai_interactions": ("resolution_rate", "cost_to_serve"),
    "feature_releases": ("resolution_rate", "cost_to_serve"),
}
_BY_CLASS: Mapping[MetricClass, tuple[str, str]] = {
    MetricClass.TECHNICAL: ("resolution_rate", "cost_to_serve"),
    MetricClass.ADOPTION: ("cost_per_resolution", "first_contact_resolution"),
    MetricClass.OPERATIONAL: ("cost_per_resolution", "first_contact_resolution"),
    MetricClass.AGENT_EXPERIENCE: ("cost_per_resolution", "first_contact_resolution"),
}
_ANY = ("cost_to_serve", "churn_rate")


def outcomes_served(metric: Metric, catalogue: Catalogue) -> tuple[Metric, ...]:
    """Return the outcomes of the catalogue that a metric should serve, the nearest first."""
    slugs = _SERVES.get(metric.slug) or _BY_CLASS.get(metric.metric_class, _ANY)
    return tuple(found for slug in slugs if (found := catalogue.get(slug)) is not None)
