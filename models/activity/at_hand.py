"""What a user writes often is at hand: the phrases of late for what came out."""

from models.activity import Activity

LOOKED_AT = 60  # follow-ups done last


def phrases_of(user):
    """{kind: [phrase]} of the user's last follow-ups, the most used first, those used once left out."""
    done = Activity.kept(Activity.kind, Activity.outcome).where(
        Activity.assignee == user, Activity.done_at.is_null(False), Activity.outcome.is_null(False)
    )
    counts = {}
    for kind, outcome in done.order_by(Activity.done_at.desc()).limit(LOOKED_AT).tuples():
        counts[kind, outcome] = counts.get((kind, outcome), 0) + 1
    found = {}
    for (kind, outcome), count in sorted(counts.items(), key=lambda item: -item[1]):
        if count > 1 and len(outcome) <= 40:
            found.setdefault(kind, []).append(outcome)
    return found
