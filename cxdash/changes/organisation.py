"""The organisation's own settings: name, currency, fiscal calendar."""

from datetime import date

from sqlalchemy.orm import Session

from cxdash.domain.errors import RuleError
from cxdash.store import organisation


def describe(
    session: Session, *, name: str, currency: str, fiscal_first_month: int = 1, as_of: date | None = None
) -> None:
    """Say whose database this is.

    Args:
        name: as it stands at the top of every page.
        currency: three letters, such as GBP.
        fiscal_first_month: 1 January … 12 December; roll-ups must be rebuilt where it changes.
        as_of: the day a sample portfolio is shown as of; None for a living one.

    Raises:
        RuleError: the name is empty, the currency is not three letters or the month is none.
    """
    if not name.strip():
        raise RuleError("The organisation needs a name.")
    if len(currency) != 3 or not currency.isalpha():
        raise RuleError(f"“{currency}” is not a currency. Write three letters, such as GBP.")
    if not 1 <= fiscal_first_month <= 12:
        raise RuleError(f"{fiscal_first_month} is not a month. Write 1 for January to 12 for December.")
    row = organisation.get(session)
    row.name, row.currency = name.strip(), currency.upper()
    row.fiscal_first_month, row.as_of = fiscal_first_month, as_of
