"""What stands beside an opportunity: people at the customer, colleagues, competitors, tags, product lines."""

from models.opportunity.lined import Lined
from models.opportunity.people import Peopled
from models.opportunity.rivalled import Rivalled
from models.opportunity.shared import Shared
from models.opportunity.tagged import Tagged


class Beside(Peopled, Shared, Rivalled, Tagged, Lined):
    """Each of them raises the version by one and is told once."""
