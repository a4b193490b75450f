"""Everything that a person needs is there: 200, or 503 and which part is not."""

from models.readiness import readiness


def show():
    parts = readiness()
    ready = all(parts.values())
    return {"ready": ready, **parts}, 200 if ready else 503
