"""What an installation may set; read from the environment, and only at the edge."""

from pathlib import Path

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

ROOT = Path(__file__).parents[1]
"""The folder that holds app.py, pages and data."""
SAMPLES = ROOT / "data" / "trackers"
"""The trackers of the sample portfolio."""


class Settings(BaseSettings):
    """The settings of this process, each from the variable ``CXDASH_…`` of its name.

    ``database_url`` is ``sqlite:///file`` or ``postgresql://user@host/name``; ``upload_megabytes`` is the largest
    tracker that is read, ``read_seconds`` how long reading one may take. ``base_url`` is where people find cxdash, for
    the links in digests and the way into workshops; digests go out through the mail server ``smtp_host`` once
    ``smtp_from`` names their sender, encrypted unless ``smtp_tls`` is off.
    """

    model_config = SettingsConfigDict(env_prefix="CXDASH_", frozen=True, extra="ignore")

    database_url: str = f"sqlite:///{ROOT / 'data' / 'cxdash.db'}"
    upload_megabytes: int = Field(default=25, gt=0, le=200)
    read_seconds: float = Field(default=30, gt=0, le=600)
    base_url: str = ""
    smtp_host: str = ""
    smtp_port: int = Field(default=587, gt=0, lt=65536)
    smtp_user: str = ""
    smtp_password: SecretStr = SecretStr("")
    smtp_from: str = ""
    smtp_tls: bool = True
