"""The money policy that holds, and every version that held before."""

from cxdash.domain.money_policy import START
from cxdash.domain.money_policy_content import content, from_content
from cxdash.store.money_tables import MoneyPolicyRow
from cxdash.store.policy_versions import PolicyVersions

STORED = PolicyVersions("the money policy", MoneyPolicyRow, START, content, from_content)
current = STORED.current
version = STORED.version
versions = STORED.rows
