"""Keep the journey's pains, what is said about use cases, their readiness, and every meaning of a metric.

Steps that are there already belong to one journey. Of a module's use cases the first one is taken to have created it.
"""

import sqlalchemy as sa
from alembic import op

from cxdash.domain.journeys import FIRST_JOURNEY

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    _create_journeys()
    _widen_steps()
    _widen_modules()
    _widen_metrics()
    _create_friction()
    _create_what_is_said()
    _create_readiness_and_approaches()
    _create_versions_and_views()


def _create_journeys() -> None:
    op.create_table(
        "journey",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("archived_at", sa.DateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_journey")),
        sa.UniqueConstraint("slug", name=op.f("uq_journey_slug")),
    )
    connection = op.get_bind()
    tables = sa.MetaData()
    tables.reflect(connection, only=["journey", "journey_step"])
    has_steps = connection.scalar(sa.select(sa.func.count()).select_from(tables.tables["journey_step"]))
    if has_steps:
        first = {"slug": "customer-journey", "name": FIRST_JOURNEY, "position": 1, "version": 1}
        connection.execute(sa.insert(tables.tables["journey"]), [first])


def _widen_steps() -> None:
    with op.batch_alter_table("journey_step") as batch_op:
        batch_op.add_column(sa.Column("journey_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("is_back_office", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(sa.Column("archived_at", sa.DateTime(), nullable=True))
        batch_op.add_column(sa.Column("version", sa.Integer(), nullable=False, server_default="1"))
    op.execute("UPDATE journey_step SET journey_id = (SELECT min(id) FROM journey)")
    with op.batch_alter_table("journey_step") as batch_op:
        batch_op.alter_column("journey_id", existing_type=sa.Integer(), nullable=False)
        batch_op.alter_column("is_back_office", server_default=None)
        batch_op.alter_column("version", server_default=None)
        batch_op.create_foreign_key(op.f("fk_journey_step_journey_id"), "journey", ["journey_id"], ["id"])
    op.create_index(op.f("ix_journey_step_journey_id"), "journey_step", ["journey_id"])


def _widen_modules() -> None:
    with op.batch_alter_table("module") as batch_op:
        batch_op.add_column(sa.Column("description", sa.String(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("owner_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("archived_at", sa.DateTime(), nullable=True))
        batch_op.add_column(sa.Column("version", sa.Integer(), nullable=False, server_default="1"))
        batch_op.add_column(sa.Column("joined_into_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(op.f("fk_module_owner_id"), "person", ["owner_id"], ["id"])
        batch_op.create_foreign_key(op.f("fk_module_joined_into_id"), "module", ["joined_into_id"], ["id"])
    with op.batch_alter_table("module") as batch_op:
        batch_op.alter_column("description", server_default=None)
        batch_op.alter_column("version", server_default=None)
    with op.batch_alter_table("use_case_module") as batch_op:
        batch_op.add_column(sa.Column("part", sa.String(), nullable=False, server_default="reuses"))
    op.execute(
        "UPDATE use_case_module SET part = 'creates' WHERE use_case_id = (SELECT min(other.use_case_id) "
        "FROM use_case_module AS other WHERE other.module_id = use_case_module.module_id)"
    )
    with op.batch_alter_table("use_case_module") as batch_op:
        batch_op.alter_column("part", server_default=None)
    with op.batch_alter_table("use_case") as batch_op:
        batch_op.add_column(sa.Column("joined_into_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(op.f("fk_use_case_joined_into_id"), "use_case", ["joined_into_id"], ["id"])


def _widen_metrics() -> None:
    with op.batch_alter_table("metric") as batch_op:
        batch_op.add_column(sa.Column("owner_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("verified_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("verified_by_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(op.f("fk_metric_owner_id"), "person", ["owner_id"], ["id"])
        batch_op.create_foreign_key(op.f("fk_metric_verified_by_id"), "person", ["verified_by_id"], ["id"])


def _create_friction() -> None:
    op.create_table(
        "friction_point",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("step_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("population", sa.String(), nullable=False),
        sa.Column("metric_id", sa.Integer(), nullable=True),
        sa.Column("monthly_volume", sa.Double(), nullable=True),
        sa.Column("failure_rate", sa.Double(), nullable=True),
        sa.Column("unit_cost", sa.Double(), nullable=True),
        sa.Column("evidence", sa.String(), nullable=False),
        sa.Column("effort", sa.Integer(), nullable=True),
        sa.Column("archived_at", sa.DateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["step_id"], ["journey_step.id"], name=op.f("fk_friction_point_step_id")),
        sa.ForeignKeyConstraint(["metric_id"], ["metric.id"], name=op.f("fk_friction_point_metric_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_friction_point")),
        sa.UniqueConstraint("slug", name=op.f("uq_friction_point_slug")),
    )
    op.create_index(op.f("ix_friction_point_step_id"), "friction_point", ["step_id"])
    op.create_table(
        "use_case_friction",
        sa.Column("use_case_id", sa.Integer(), nullable=False),
        sa.Column("friction_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["use_case_id"], ["use_case.id"], name=op.f("fk_use_case_friction_use_case_id")),
        sa.ForeignKeyConstraint(["friction_id"], ["friction_point.id"], name=op.f("fk_use_case_friction_friction_id")),
        sa.PrimaryKeyConstraint("use_case_id", "friction_id", name=op.f("pk_use_case_friction")),
    )


def _create_what_is_said() -> None:
    op.create_table(
        "comment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("use_case_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["use_case_id"], ["use_case.id"], name=op.f("fk_comment_use_case_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_comment_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comment")),
    )
    op.create_index(op.f("ix_comment_use_case_id"), "comment", ["use_case_id"])
    op.create_table(
        "mention",
        sa.Column("comment_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("seen_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["comment_id"], ["comment.id"], name=op.f("fk_mention_comment_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_mention_person_id")),
        sa.PrimaryKeyConstraint("comment_id", "person_id", name=op.f("pk_mention")),
    )


def _create_readiness_and_approaches() -> None:
    op.create_table(
        "readiness",
        sa.Column("use_case_id", sa.Integer(), nullable=False),
        sa.Column("dimension", sa.String(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("evidence", sa.String(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("cost_to_close", sa.Double(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["use_case_id"], ["use_case.id"], name=op.f("fk_readiness_use_case_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_readiness_person_id")),
        sa.PrimaryKeyConstraint("use_case_id", "dimension", name=op.f("pk_readiness")),
    )
    op.create_table(
        "approach",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("use_case_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("vendor", sa.String(), nullable=False),
        sa.Column("notes", sa.String(), nullable=False),
        sa.Column("archived_at", sa.DateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["use_case_id"], ["use_case.id"], name=op.f("fk_approach_use_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_approach")),
    )
    op.create_index(op.f("ix_approach_use_case_id"), "approach", ["use_case_id"])


def _create_versions_and_views() -> None:
    op.create_table(
        "metric_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("metric_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["metric_id"], ["metric.id"], name=op.f("fk_metric_version_metric_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_metric_version_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_metric_version")),
        sa.UniqueConstraint("metric_id", "number", name=op.f("uq_metric_version_metric_id_number")),
    )
    op.create_table(
        "saved_view",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("page", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("query", sa.JSON(), nullable=False),
        sa.Column("is_shared", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_saved_view_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_view")),
        sa.UniqueConstraint("person_id", "page", "name", name=op.f("uq_saved_view_person_id_page_name")),
    )
