"""The organisation's own settings: name, currency, fiscal calendar."""

from datetime import date

from sqlalchemy.orm import Session

from cxdash.domain.actions import Action
from cxdash.domain.merging import merged
from cxdash.domain.organisations import OrganisationValues, check_calendar, check_organisation
from cxdash.store import audit, organisation


def describe(
    session: Session, *, name: str, currency: str, fiscal_first_month: int = 1, as_of: date | None = None
) -> None:
    """Say whose database this is.

    Args:
        name: as it stands at the top of every page.
        currency: three letters, such as GBP.
        fiscal_first_month: 1 January … 12 December; may not change while figures are stored.
        as_of: the day a sample portfolio is shown as of; None for a living one.

    Raises:
        RuleError: the name is empty, the currency is not three letters or the month is none or may not change.
    """
    _store(session, OrganisationValues(name, currency, fiscal_first_month))
    organisation.get(session).as_of = as_of


def values(session: Session) -> OrganisationValues:
    """Return what an administrator may edit of the organisation."""
    row = organisation.get(session)
    return OrganisationValues(row.name, row.currency, row.fiscal_first_month)


def edit(session: Session, *, seen: OrganisationValues, wanted: OrganisationValues) -> None:
    """Carry an administrator's edit into what is stored now.

    Amounts keep their figures where the currency changes; nothing is converted.

    Raises:
        StaleEditError: somebody else changed the same field meanwhile.
        NotAllowedError: the person is no administrator.
        RuleError: the values break a rule, or the fiscal year changes while figures are stored.
    """
    audit.person_of(session).must_be_allowed(Action.ORGANISATION_EDIT)
    _store(session, merged("The organisation", seen=seen, wanted=wanted, stored=values(session)))


def _store(session: Session, wanted: OrganisationValues) -> None:
    check_organisation(wanted)
    row = organisation.get(session)
    check_calendar(row.fiscal_first_month, wanted.fiscal_first_month, has_figures=organisation.has_figures(session))
    row.name, row.currency = wanted.name.strip(), wanted.currency.strip().upper()
    row.fiscal_first_month = wanted.fiscal_first_month
    session.flush()
