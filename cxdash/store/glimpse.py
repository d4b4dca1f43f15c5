"""A look at a database that may not be there, without making, migrating or changing one."""

from pathlib import Path

from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError

from cxdash.domain.errors import CxdashError
from cxdash.domain.metrics import Catalogue
from cxdash.store import metrics, steps
from cxdash.store.database import Database


def catalogue(url: str) -> Catalogue | None:
    """Return the metrics of a database; None where there is none, it is not up to date or it cannot be read."""
    address = make_url(url)
    if address.get_backend_name() == "sqlite" and not (address.database and Path(address.database).is_file()):
        return None
    database = Database(url)
    try:
        with database.engine.connect() as connection:
            is_current = steps.reached(connection) == steps.newest()
        if not is_current:
            return None
        with database.reading() as session:
            found = metrics.catalogue(session)
    except (SQLAlchemyError, CxdashError):
        return None
    finally:
        database.dispose()
    return found if found.metrics else None
