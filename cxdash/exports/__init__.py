"""Files out; what can be exported is listed here, each as a function of a session and the day."""

from collections.abc import Callable, Mapping
from datetime import date

from sqlalchemy.orm import Session

from cxdash.exports import portfolio, register, template

EXPORTS: Mapping[str, Callable[[Session, date], bytes]] = {
    "portfolio": portfolio.workbook,
    "register": register.workbook,
    "template": template.workbook,
}
