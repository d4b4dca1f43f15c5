"""The command line: looking is free, storing is asked for; results on standard output, problems on standard error."""

from collections.abc import Callable, Mapping

import typer

from cxdash.cli import (
    annotating,
    briefing,
    digesting,
    estimating,
    exporting,
    importing,
    linting,
    preparing,
    reading,
    serving,
)

COMMANDS: Mapping[str, Callable[..., None]] = {
    "read": reading.read,
    "import": importing.import_tracker,
    "undo": importing.undo,
    "annotate": annotating.annotate,
    "export": exporting.export,
    "lint": linting.lint,
    "brief": briefing.brief,
    "digest": digesting.digest,
    "estimate": estimating.estimate,
    "recompute": estimating.recompute,
    "migrate": preparing.migrate,
    "demo": preparing.demo,
    "serve": serving.serve,
}
"""Every command by its name, in the order in which the help lists them."""

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
for _name, _command in COMMANDS.items():
    # A statement may begin with a dash: “-20 % repeat calls …”.
    app.command(_name, context_settings={"ignore_unknown_options": _name == "lint"})(_command)
