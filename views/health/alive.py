"""The process lives and answers; nothing else is asked."""


def show():
    return {"alive": True}
