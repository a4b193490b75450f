"""What a sale's fields may say, and which of them are kept how."""

GRADES = ("A", "B", "C", "D")
INTENTS = ("high", "medium", "low", "unknown")
ROLES = ("primary", "decision_maker", "influencer", "user")
TRACKED = (  # what keeps typed history in field_changes
    "amount",
    "expected_close_on",
    "probability",
    "owner",
    "team",
    "outcome",
    "grade",
    "intent",
)
LONG = ("requirement", "description", "solution")  # kept beside the row: wide rows double every scan
