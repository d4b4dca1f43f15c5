"""A database from an earlier version gets the metrics that are new, and nothing that the organisation changed."""

from sqlalchemy import delete, select, update

from cxdash.changes.setup import ensure_ready
from cxdash.store.tables import AuditEvent, MetricRow


def _metrics(database):
    with database.reading() as session:
        return {row.slug: row.name for row in session.scalars(select(MetricRow))}


def _without(database, *slugs, **renamed):
    """Make the database one that never had these metrics."""
    with database.engine.begin() as connection:
        connection.execute(delete(MetricRow).where(MetricRow.slug.in_(slugs)))
        for slug, name in renamed.items():
            connection.execute(update(MetricRow).where(MetricRow.slug == slug).values(name=name))


def test_metrics_of_this_version_are_added_to_an_older_database(ready):
    database, _ = ready
    everything = _metrics(database)
    _without(database, "opt_out_rate", "reopen_rate")

    ensure_ready(database)

    assert _metrics(database) == everything
    with database.reading() as session:
        reasons = session.scalars(select(AuditEvent.reason).order_by(AuditEvent.id.desc()).limit(2)).all()
    assert reasons == ["Metrics new with this version"] * 2


def test_a_name_that_the_organisation_uses_itself_is_left_to_it(ready):
    database, _ = ready
    name = _metrics(database)["opt_out_rate"]
    _without(database, "opt_out_rate", reopen_rate=name)

    ensure_ready(database)

    assert "opt_out_rate" not in _metrics(database)


def test_a_database_that_has_them_all_is_left_as_it_is(ready):
    database, _ = ready
    revision = database.revision()

    ensure_ready(database)

    assert database.revision() == revision
