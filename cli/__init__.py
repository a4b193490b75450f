"""The terminal door: `flask --help`. Each command calls one verb of the models and says in words what came of it."""

from cli.backup import backup, restore
from cli.bin import bin_
from cli.database import migrate
from cli.deliveries import deliveries
from cli.demo import demo
from cli.everything import export
from cli.imports import import_
from cli.opportunity import opportunity
from cli.people import user
from cli.report import report
from cli.search import search
from cli.server import serve, work

COMMANDS = (
    migrate,
    serve,
    work,
    user,
    opportunity,
    import_,
    export,
    report,
    search,
    deliveries,
    demo,
    bin_,
    backup,
    restore,
)


def register(app):
    """Add every command to `flask`."""
    for command in COMMANDS:
        app.cli.add_command(command)
