"""What an organisation says of itself: name, currency, and the month its fiscal year begins."""

from dataclasses import dataclass

from cxdash.domain.errors import RuleError

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
LONGEST_NAME = 120
_LETTERS = 3


@dataclass(frozen=True, slots=True)
class OrganisationValues:
    """An organisation as an administrator may edit it; ``fiscal_first_month`` is 1 January … 12 December."""

    name: str
    currency: str = "GBP"
    fiscal_first_month: int = 1


def check_organisation(values: OrganisationValues) -> None:
    """Raise RuleError, with the field, where the name is empty or long, or the currency or the month is none."""
    if not values.name.strip():
        raise RuleError("The organisation needs a name.", field="name")
    if len(values.name.strip()) > LONGEST_NAME:
        raise RuleError(f"Shorten the organisation's name to {LONGEST_NAME} characters.", field="name")
    currency = values.currency.strip()
    if len(currency) != _LETTERS or not (currency.isalpha() and currency.isascii()):
        raise RuleError(f"“{currency}” is not a currency. Write three letters, such as GBP.", field="currency")
    if not 1 <= values.fiscal_first_month <= len(MONTHS):
        raise RuleError(
            f"{values.fiscal_first_month} is not a month. Write 1 for January to 12 for December.",
            field="fiscal_first_month",
        )


def check_calendar(before: int, after: int, *, has_figures: bool) -> None:
    """Raise RuleError where the fiscal year would begin in another month while figures are added up by its quarters."""
    if before != after and has_figures:
        raise RuleError(
            f"Figures are stored by fiscal quarters of a year that begins in {MONTHS[before - 1]}. Undo the imports "
            f"on the page Upload, change the month to {MONTHS[after - 1]}, then upload the trackers again.",
            field="fiscal_first_month",
        )
