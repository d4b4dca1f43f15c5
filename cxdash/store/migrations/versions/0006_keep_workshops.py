"""Keep workshops: rooms, who takes part, what they write and choose, their cards and their journals.

The council's actions may come from a workshop.
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    _create_rooms()
    _create_notes_and_choices()
    _create_cards()
    _create_journal()
    with op.batch_alter_table("council_action") as batch_op:
        batch_op.add_column(sa.Column("workshop_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(op.f("fk_council_action_workshop_id"), "workshop", ["workshop_id"], ["id"])


def _create_rooms() -> None:
    op.create_table(
        "workshop",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("journey_id", sa.Integer(), nullable=True),
        sa.Column("agenda", sa.JSON(), nullable=False),
        sa.Column("phase", sa.String(), nullable=False),
        sa.Column("dots_each", sa.Integer(), nullable=False),
        sa.Column("timer_seconds", sa.Integer(), nullable=False),
        sa.Column("timer_ends_at", sa.DateTime(), nullable=True),
        sa.Column("timer_left", sa.Double(), nullable=True),
        sa.Column("summoned_id", sa.Integer(), nullable=True),
        sa.Column("leader_id", sa.Integer(), nullable=False),
        sa.Column("opened_at", sa.DateTime(), nullable=False),
        sa.Column("closed_at", sa.DateTime(), nullable=True),
        sa.Column("resumes_id", sa.Integer(), nullable=True),
        sa.Column("secret", sa.String(), nullable=False),
        sa.Column("summary", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["journey_id"], ["journey.id"], name=op.f("fk_workshop_journey_id")),
        sa.ForeignKeyConstraint(["leader_id"], ["person.id"], name=op.f("fk_workshop_leader_id")),
        sa.ForeignKeyConstraint(["resumes_id"], ["workshop.id"], name=op.f("fk_workshop_resumes_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_workshop")),
        sa.UniqueConstraint("code", name=op.f("uq_workshop_code")),
    )
    op.create_table(
        "workshop_scope",
        sa.Column("workshop_id", sa.Integer(), nullable=False),
        sa.Column("use_case_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["use_case_id"], ["use_case.id"], name=op.f("fk_workshop_scope_use_case_id")),
        sa.ForeignKeyConstraint(["workshop_id"], ["workshop.id"], name=op.f("fk_workshop_scope_workshop_id")),
        sa.PrimaryKeyConstraint("workshop_id", "use_case_id", name=op.f("pk_workshop_scope")),
    )
    op.create_table(
        "participant",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workshop_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("secret_hash", sa.String(), nullable=False),
        sa.Column("leads", sa.Boolean(), nullable=False),
        sa.Column("joined_at", sa.DateTime(), nullable=False),
        sa.Column("seen_at", sa.DateTime(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_participant_person_id")),
        sa.ForeignKeyConstraint(["workshop_id"], ["workshop.id"], name=op.f("fk_participant_workshop_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_participant")),
    )
    op.create_index(op.f("ix_participant_workshop_id"), "participant", ["workshop_id"], unique=False)


def _create_notes_and_choices() -> None:
    op.create_table(
        "workshop_group",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workshop_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("merged_into_id", sa.Integer(), nullable=True),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["merged_into_id"], ["workshop_group.id"], name=op.f("fk_workshop_group_merged_into_id")
        ),
        sa.ForeignKeyConstraint(["workshop_id"], ["workshop.id"], name=op.f("fk_workshop_group_workshop_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_workshop_group")),
    )
    op.create_index(op.f("ix_workshop_group_workshop_id"), "workshop_group", ["workshop_id"], unique=False)
    op.create_table(
        "workshop_note",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workshop_id", sa.Integer(), nullable=False),
        sa.Column("participant_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=True),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["group_id"], ["workshop_group.id"], name=op.f("fk_workshop_note_group_id")),
        sa.ForeignKeyConstraint(["participant_id"], ["participant.id"], name=op.f("fk_workshop_note_participant_id")),
        sa.ForeignKeyConstraint(["workshop_id"], ["workshop.id"], name=op.f("fk_workshop_note_workshop_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_workshop_note")),
    )
    op.create_index(op.f("ix_workshop_note_workshop_id"), "workshop_note", ["workshop_id"], unique=False)
    op.create_table(
        "workshop_dots",
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column("participant_id", sa.Integer(), nullable=False),
        sa.Column("dots", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["group_id"], ["workshop_group.id"], name=op.f("fk_workshop_dots_group_id")),
        sa.ForeignKeyConstraint(["participant_id"], ["participant.id"], name=op.f("fk_workshop_dots_participant_id")),
        sa.PrimaryKeyConstraint("group_id", "participant_id", name=op.f("pk_workshop_dots")),
    )
    op.create_table(
        "workshop_place",
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column("participant_id", sa.Integer(), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.Column("effort", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["group_id"], ["workshop_group.id"], name=op.f("fk_workshop_place_group_id")),
        sa.ForeignKeyConstraint(["participant_id"], ["participant.id"], name=op.f("fk_workshop_place_participant_id")),
        sa.PrimaryKeyConstraint("group_id", "participant_id", name=op.f("pk_workshop_place")),
    )


def _create_cards() -> None:
    op.create_table(
        "workshop_card",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workshop_id", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=True),
        sa.Column("use_case_id", sa.Integer(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("locked", sa.Boolean(), nullable=False),
        sa.Column("pen_id", sa.Integer(), nullable=True),
        sa.Column("taken_away_at", sa.DateTime(), nullable=True),
        sa.Column("committed_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["group_id"], ["workshop_group.id"], name=op.f("fk_workshop_card_group_id")),
        sa.ForeignKeyConstraint(["pen_id"], ["participant.id"], name=op.f("fk_workshop_card_pen_id")),
        sa.ForeignKeyConstraint(["use_case_id"], ["use_case.id"], name=op.f("fk_workshop_card_use_case_id")),
        sa.ForeignKeyConstraint(["workshop_id"], ["workshop.id"], name=op.f("fk_workshop_card_workshop_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_workshop_card")),
    )
    op.create_index(op.f("ix_workshop_card_workshop_id"), "workshop_card", ["workshop_id"], unique=False)
    op.create_table(
        "workshop_piece",
        sa.Column("card_id", sa.Integer(), nullable=False),
        sa.Column("field", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("participant_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["card_id"], ["workshop_card.id"], name=op.f("fk_workshop_piece_card_id")),
        sa.ForeignKeyConstraint(["participant_id"], ["participant.id"], name=op.f("fk_workshop_piece_participant_id")),
        sa.PrimaryKeyConstraint("card_id", "field", name=op.f("pk_workshop_piece")),
    )
    op.create_table(
        "workshop_draft",
        sa.Column("participant_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("base", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["participant_id"], ["participant.id"], name=op.f("fk_workshop_draft_participant_id")),
        sa.PrimaryKeyConstraint("participant_id", "place", name=op.f("pk_workshop_draft")),
    )


def _create_journal() -> None:
    op.create_table(
        "workshop_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workshop_id", sa.Integer(), nullable=False),
        sa.Column("participant_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=True),
        sa.Column("after", sa.JSON(), nullable=True),
        sa.Column("sent", sa.String(), nullable=False),
        sa.Column("undoes_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["participant_id"], ["participant.id"], name=op.f("fk_workshop_event_participant_id")),
        sa.ForeignKeyConstraint(["undoes_id"], ["workshop_event.id"], name=op.f("fk_workshop_event_undoes_id")),
        sa.ForeignKeyConstraint(["workshop_id"], ["workshop.id"], name=op.f("fk_workshop_event_workshop_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_workshop_event")),
    )
    op.create_index("ix_workshop_event_newest", "workshop_event", ["workshop_id", "id"], unique=False)
    op.create_index(
        "uq_workshop_event_sent",
        "workshop_event",
        ["workshop_id", "participant_id", "sent"],
        unique=True,
        sqlite_where=sa.text("sent <> ''"),
        postgresql_where=sa.text("sent <> ''"),
    )
