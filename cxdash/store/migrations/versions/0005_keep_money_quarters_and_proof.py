"""Keep money, closed quarters, commitments, digests and proof points.

Pilots gain a client and a cost per case; signatures may be about a proof point.
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    _create_money()
    _create_quarters()
    _create_proof_points()
    _widen_what_is_there()


def _create_money() -> None:
    op.create_table(
        "money_policy",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_money_policy_person_id")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_money_policy")),
    )
    op.create_table(
        "budget_line",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("annual_amount", sa.Double(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("archived", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["owner_id"], ["person.id"], name=op.f("fk_budget_line_owner_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_budget_line")),
        sa.UniqueConstraint("slug", name=op.f("uq_budget_line_slug")),
    )
    op.create_table(
        "valuation",
        sa.Column("use_case_metric_id", sa.Integer(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("valued_on", sa.Date(), nullable=True),
        sa.Column("finance_class", sa.String(), nullable=False),
        sa.Column("budget_line_id", sa.Integer(), nullable=True),
        sa.Column("adoption_low", sa.Double(), nullable=True),
        sa.Column("adoption", sa.Double(), nullable=True),
        sa.Column("adoption_high", sa.Double(), nullable=True),
        sa.Column("confirmed_by_id", sa.Integer(), nullable=True),
        sa.Column("confirmed_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["budget_line_id"], ["budget_line.id"], name=op.f("fk_valuation_budget_line_id")),
        sa.ForeignKeyConstraint(["confirmed_by_id"], ["person.id"], name=op.f("fk_valuation_confirmed_by_id")),
        sa.ForeignKeyConstraint(["owner_id"], ["person.id"], name=op.f("fk_valuation_owner_id")),
        sa.ForeignKeyConstraint(
            ["use_case_metric_id"], ["use_case_metric.id"], name=op.f("fk_valuation_use_case_metric_id")
        ),
        sa.PrimaryKeyConstraint("use_case_metric_id", name=op.f("pk_valuation")),
    )
    op.create_table(
        "money_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("use_case_id", sa.Integer(), nullable=False),
        sa.Column("pilot_id", sa.Integer(), nullable=True),
        sa.Column("side", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("basis", sa.String(), nullable=False),
        sa.Column("line", sa.String(), nullable=False),
        sa.Column("grain", sa.String(), nullable=False),
        sa.Column("starts", sa.Date(), nullable=False),
        sa.Column("amount", sa.Double(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.Column("cell", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["import_id"], ["tracker_import.id"], name=op.f("fk_money_entry_import_id")),
        sa.ForeignKeyConstraint(["pilot_id"], ["pilot.id"], name=op.f("fk_money_entry_pilot_id")),
        sa.ForeignKeyConstraint(["use_case_id"], ["use_case.id"], name=op.f("fk_money_entry_use_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_money_entry")),
    )
    op.create_index(op.f("ix_money_entry_import_id"), "money_entry", ["import_id"], unique=False)
    op.create_index("ix_money_entry_place", "money_entry", ["use_case_id", "pilot_id", "starts"], unique=False)


def _create_quarters() -> None:
    op.create_table(
        "quarter_close",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("quarter", sa.String(), nullable=False),
        sa.Column("starts", sa.Date(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("figures", sa.JSON(), nullable=False),
        sa.Column("page", sa.JSON(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_quarter_close_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quarter_close")),
        sa.UniqueConstraint("starts", name=op.f("uq_quarter_close_starts")),
    )
    op.create_table(
        "restatement_reason",
        sa.Column("close_id", sa.Integer(), nullable=False),
        sa.Column("figure", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["close_id"], ["quarter_close.id"], name=op.f("fk_restatement_reason_close_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_restatement_reason_person_id")),
        sa.PrimaryKeyConstraint("close_id", "figure", name=op.f("pk_restatement_reason")),
    )
    op.create_table(
        "commitment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("quarter", sa.String(), nullable=False),
        sa.Column("use_case_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=False),
        sa.Column("basis", sa.JSON(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("outcome_on", sa.Date(), nullable=True),
        sa.Column("outcome_by_id", sa.Integer(), nullable=True),
        sa.Column("outcome_note", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["made_by_id"], ["person.id"], name=op.f("fk_commitment_made_by_id")),
        sa.ForeignKeyConstraint(["outcome_by_id"], ["person.id"], name=op.f("fk_commitment_outcome_by_id")),
        sa.ForeignKeyConstraint(["owner_id"], ["person.id"], name=op.f("fk_commitment_owner_id")),
        sa.ForeignKeyConstraint(["use_case_id"], ["use_case.id"], name=op.f("fk_commitment_use_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_commitment")),
    )
    op.create_index(op.f("ix_commitment_quarter"), "commitment", ["quarter"], unique=False)
    op.create_index(op.f("ix_commitment_use_case_id"), "commitment", ["use_case_id"], unique=False)
    op.create_table(
        "subscription",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("cadence", sa.String(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("last_sent_on", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_subscription_person_id")),
        sa.PrimaryKeyConstraint("person_id", "cadence", name=op.f("pk_subscription")),
    )


def _create_proof_points() -> None:
    op.create_table(
        "proof_point",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("use_case_id", sa.Integer(), nullable=False),
        sa.Column("pilot_id", sa.Integer(), nullable=False),
        sa.Column("metric_id", sa.Integer(), nullable=False),
        sa.Column("headline", sa.String(), nullable=False),
        sa.Column("situation", sa.String(), nullable=False),
        sa.Column("done", sa.String(), nullable=False),
        sa.Column("limits", sa.String(), nullable=False),
        sa.Column("conditions", sa.String(), nullable=False),
        sa.Column("helped", sa.String(), nullable=False),
        sa.Column("quote", sa.String(), nullable=False),
        sa.Column("quote_by", sa.String(), nullable=False),
        sa.Column("client", sa.String(), nullable=False),
        sa.Column("client_permission", sa.String(), nullable=False),
        sa.Column("client_permission_on", sa.Date(), nullable=True),
        sa.Column("expires_on", sa.Date(), nullable=True),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=True),
        sa.Column("frozen_on", sa.Date(), nullable=False),
        sa.Column("evidence", sa.JSON(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("later", sa.JSON(), nullable=False),
        sa.Column("retired_on", sa.Date(), nullable=True),
        sa.Column("retired_by_id", sa.Integer(), nullable=True),
        sa.Column("retired_why", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["made_by_id"], ["person.id"], name=op.f("fk_proof_point_made_by_id")),
        sa.ForeignKeyConstraint(["metric_id"], ["metric.id"], name=op.f("fk_proof_point_metric_id")),
        sa.ForeignKeyConstraint(["pilot_id"], ["pilot.id"], name=op.f("fk_proof_point_pilot_id")),
        sa.ForeignKeyConstraint(["retired_by_id"], ["person.id"], name=op.f("fk_proof_point_retired_by_id")),
        sa.ForeignKeyConstraint(["use_case_id"], ["use_case.id"], name=op.f("fk_proof_point_use_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proof_point")),
        sa.UniqueConstraint("slug", name=op.f("uq_proof_point_slug")),
    )
    op.create_index(op.f("ix_proof_point_pilot_id"), "proof_point", ["pilot_id"], unique=False)
    op.create_index(op.f("ix_proof_point_use_case_id"), "proof_point", ["use_case_id"], unique=False)
    op.create_table(
        "proof_use",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("proof_point_id", sa.Integer(), nullable=False),
        sa.Column("used_on", sa.Date(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_proof_use_person_id")),
        sa.ForeignKeyConstraint(["proof_point_id"], ["proof_point.id"], name=op.f("fk_proof_use_proof_point_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proof_use")),
    )
    op.create_index(op.f("ix_proof_use_proof_point_id"), "proof_use", ["proof_point_id"], unique=False)
    op.create_table(
        "repeat",
        sa.Column("pilot_id", sa.Integer(), nullable=False),
        sa.Column("proof_point_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["pilot_id"], ["pilot.id"], name=op.f("fk_repeat_pilot_id")),
        sa.ForeignKeyConstraint(["proof_point_id"], ["proof_point.id"], name=op.f("fk_repeat_proof_point_id")),
        sa.PrimaryKeyConstraint("pilot_id", name=op.f("pk_repeat")),
    )
    op.create_index(op.f("ix_repeat_proof_point_id"), "repeat", ["proof_point_id"], unique=False)


def _widen_what_is_there() -> None:
    with op.batch_alter_table("pilot") as batch_op:
        batch_op.add_column(sa.Column("client", sa.String(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("usage_cost", sa.Double(), nullable=True))
    with op.batch_alter_table("pilot") as batch_op:
        batch_op.alter_column("client", server_default=None)
    with op.batch_alter_table("sign_off") as batch_op:
        batch_op.add_column(sa.Column("proof_point_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(op.f("fk_sign_off_proof_point_id"), "proof_point", ["proof_point_id"], ["id"])
