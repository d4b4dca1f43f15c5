"""Keep measurement plans: what they declare, every version of them, and every dated result.

Plans locked before this step get a version too. Where one was amended since, what it said at the lock is not known any
more: its first version is empty, the second one says what stands now.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

from cxdash.store.schema import now

revision = "0002"
down_revision = "0001"

_PLAN = (
    "goes_live",
    "window_days",
    "run_in_days",
    "baseline_starts",
    "comparison",
    "comparison_label",
    "population",
    "population_share",
    "planned_split",
    "units_per_arm",
    "randomised_unit",
    "chosen_because_bad",
    "locked_on",
)
_USE = (
    "role",
    "target_kind",
    "target_size",
    "baseline",
    "margin",
    "margin_relative",
    "unit_value",
    "unit_value_low",
    "unit_value_high",
)
_OF_METRIC = ("name", "unit", "direction")
_ALWAYS = frozenset({"primary", "guardrail"})


def upgrade() -> None:
    _widen_pilots()
    _widen_metric_uses()
    _create_tables()
    connection = op.get_bind()
    tables = sa.MetaData()
    tables.reflect(connection, only=["pilot", "metric", "use_case_metric", "plan_version", "audit_event", "person"])
    _add_versions(connection, tables.tables)


def _widen_pilots() -> None:
    with op.batch_alter_table("pilot") as batch_op:
        batch_op.add_column(sa.Column("population_share", sa.Double(), nullable=True))
        batch_op.add_column(sa.Column("planned_split", sa.Double(), nullable=True))
        batch_op.add_column(sa.Column("units_per_arm", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("randomised_unit", sa.String(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("chosen_because_bad", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(sa.Column("comparison_waiver_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(op.f("fk_pilot_comparison_waiver_id"), "person", ["comparison_waiver_id"], ["id"])
    with op.batch_alter_table("pilot") as batch_op:
        batch_op.alter_column("randomised_unit", server_default=None)
        batch_op.alter_column("chosen_because_bad", server_default=None)


def _widen_metric_uses() -> None:
    with op.batch_alter_table("use_case_metric") as batch_op:
        batch_op.add_column(sa.Column("margin_relative", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("use_case_metric") as batch_op:
        batch_op.alter_column("margin_relative", server_default=None)


def _create_tables() -> None:
    op.create_table(
        "occasion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pilot_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("starts", sa.Date(), nullable=False),
        sa.Column("ends_before", sa.Date(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["pilot_id"], ["pilot.id"], name=op.f("fk_occasion_pilot_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_occasion")),
    )
    op.create_index(op.f("ix_occasion_pilot_id"), "occasion", ["pilot_id"])
    op.create_table(
        "exclusion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pilot_id", sa.Integer(), nullable=False),
        sa.Column("metric_id", sa.Integer(), nullable=True),
        sa.Column("starts", sa.Date(), nullable=False),
        sa.Column("ends_before", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["pilot_id"], ["pilot.id"], name=op.f("fk_exclusion_pilot_id")),
        sa.ForeignKeyConstraint(["metric_id"], ["metric.id"], name=op.f("fk_exclusion_metric_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_exclusion_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exclusion")),
    )
    op.create_index(op.f("ix_exclusion_pilot_id"), "exclusion", ["pilot_id"])
    op.create_table(
        "plan_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pilot_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["pilot_id"], ["pilot.id"], name=op.f("fk_plan_version_pilot_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_plan_version_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_version")),
        sa.UniqueConstraint("pilot_id", "number", name=op.f("uq_plan_version_pilot_id_number")),
    )
    op.create_table(
        "effect_revision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pilot_id", sa.Integer(), nullable=False),
        sa.Column("metric_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("because", sa.String(), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.Column("checksum", sa.String(), nullable=False),
        sa.Column("verdict", sa.String(), nullable=False),
        sa.Column("grade", sa.String(), nullable=False),
        sa.Column("result", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["pilot_id"], ["pilot.id"], name=op.f("fk_effect_revision_pilot_id")),
        sa.ForeignKeyConstraint(["metric_id"], ["metric.id"], name=op.f("fk_effect_revision_metric_id")),
        sa.ForeignKeyConstraint(["import_id"], ["tracker_import.id"], name=op.f("fk_effect_revision_import_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_effect_revision")),
        sa.UniqueConstraint(
            "pilot_id", "metric_id", "number", name=op.f("uq_effect_revision_pilot_id_metric_id_number")
        ),
    )


Tables = Any
"""Tables by name, as reflected."""


def _add_versions(connection: sa.Connection, tables: Tables) -> None:
    """Give every locked plan the versions that are known of it, each with its entry in the log."""
    pilot = tables["pilot"]
    for row in connection.execute(sa.select(pilot).where(pilot.c.locked_on.is_not(None)).order_by(pilot.c.id)):
        content = _content(connection, tables, row)
        if row.amended_on is None:
            _add_version(connection, tables, row, content=content, number=1, because="locked_on")
        else:
            _add_version(connection, tables, row, content={}, number=1, because="locked_on")
            _add_version(connection, tables, row, content=content, number=2, because="amended_on")


def _content(connection: sa.Connection, tables: Tables, row: Any) -> dict[str, Any]:  # noqa: ANN401 a reflected row
    metric, use = tables["metric"], tables["use_case_metric"]
    columns = [metric.c.slug, *(metric.c[name] for name in _OF_METRIC), *(use.c[name] for name in _USE)]
    query = sa.select(*columns).join(use, use.c.metric_id == metric.c.id)
    uses = connection.execute(query.where(use.c.use_case_id == row.use_case_id).order_by(metric.c.slug))
    return {
        "pilot": {**{name: _plain(getattr(row, name)) for name in _PLAN}, "comparison_waiver": ""},
        "occasions": [],
        "left_out": [],
        "metrics": {
            each.slug: {name: _plain(getattr(each, name)) for name in (*_OF_METRIC, *_USE)}
            for each in uses
            if each.role in _ALWAYS or each.target_size is not None or each.unit_value is not None
        },
    }


def _add_version(
    connection: sa.Connection,
    tables: Tables,
    row: Any,  # noqa: ANN401 a reflected row
    *,
    content: dict[str, Any],
    number: int,
    because: str,
) -> None:
    version, event = tables["plan_version"], tables["audit_event"]
    said = _event_that_set(connection, event, row.id, because)
    person = said.person_id if said else connection.scalar(sa.select(sa.func.min(tables["person"].c.id)))
    stored = {
        "pilot_id": row.id,
        "number": number,
        "made_on": getattr(row, because),
        "person_id": person,
        "reason": said.reason if said and number > 1 else "",
        "content": content,
    }
    key = connection.scalar(sa.insert(version).values(stored).returning(version.c.id))
    logged = {
        "at": now(),
        "person_id": person,
        "action": "pilot.edit",
        "row_table": "plan_version",
        "row_key": str(key),
        "after": {"id": key, **{name: _plain(value) for name, value in stored.items()}},
        "reason": "Kept from what was stored before",
        "import_id": said.import_id if said else None,
    }
    connection.execute(sa.insert(event).values(logged))


def _event_that_set(connection: sa.Connection, event: Any, pilot_id: int, name: str) -> Any:  # noqa: ANN401 reflected
    """Return the newest log entry that gave a pilot a day in this field, or None."""
    about = sa.and_(event.c.row_table == "pilot", event.c.row_key == str(pilot_id))
    entries = connection.execute(sa.select(event).where(about).order_by(event.c.id.desc()))
    return next((entry for entry in entries if (entry.after or {}).get(name)), None)


def _plain(value: Any) -> Any:  # noqa: ANN401 whatever a column holds
    return value.isoformat() if hasattr(value, "isoformat") else value
