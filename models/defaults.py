"""What a new company starts with: stages, reasons, sources; written in the language chosen at the first visit, the user's data from then on."""

from models.base import NP_, transaction
from models.pipeline import CloseReason, Pipeline, Source, Stage

# Of product.md, as msgids.
STAGES = (
    (NP_("stage", "First contact"), 10, 14, "pipeline"),
    (NP_("stage", "Needs"), 30, 14, "pipeline"),
    (NP_("stage", "Proposal"), 50, 10, "best_case"),
    (NP_("stage", "Negotiation"), 70, 10, "best_case"),
    (NP_("stage", "Contract"), 90, 7, "commit"),
)
REASONS = {
    "won": (
        NP_("reason won", "Product fit"),
        NP_("reason won", "Price"),
        NP_("reason won", "Service"),
        NP_("reason won", "Relationship"),
        NP_("reason won", "Referral"),
        NP_("reason won", "Other"),
    ),
    "lost": (
        NP_("reason lost", "Price too high"),
        NP_("reason lost", "Chose a competitor"),
        NP_("reason lost", "Budget"),
        NP_("reason lost", "Requirements changed"),
        NP_("reason lost", "No decision"),
        NP_("reason lost", "Timing"),
        NP_("reason lost", "No response"),
        NP_("reason lost", "Other"),
    ),
    "invalid": (
        NP_("reason invalid", "Duplicate"),
        NP_("reason invalid", "Not real"),
        NP_("reason invalid", "Not our business"),
    ),
}
SOURCES = (
    NP_("source", "Website form"),
    NP_("source", "Campaign"),
    NP_("source", "Referral"),
    NP_("source", "Social media"),
    NP_("source", "Exhibition"),
    NP_("source", "Advertisement"),
    NP_("source", "Cold visit"),
    NP_("source", "Phone"),
    NP_("source", "Online enquiry"),
    NP_("source", "Customer feedback"),
    NP_("source", "Market research"),
    NP_("source", "Repeat customer"),
    NP_("source", "Other"),
)


def set_up(translate=lambda _context, message: message):
    """Write the default pipeline, reasons and sources once; `translate` turns (context, msgid) into the chosen language."""
    with transaction():
        if Pipeline.select().exists():
            return
        pipeline = Pipeline.create(name=translate(*NP_("pipeline", "Sales")))
        for position, (name, rate, days, category) in enumerate(STAGES):
            Stage.create(
                pipeline=pipeline,
                name=translate(*name),
                position=position,
                rate=rate,
                expected_days=days,
                category=category,
            )
        for outcome, names in REASONS.items():
            for position, name in enumerate(names):
                CloseReason.create(outcome=outcome, name=translate(*name), position=position)
        for position, name in enumerate(SOURCES):
            Source.create(name=translate(*name), position=position)
