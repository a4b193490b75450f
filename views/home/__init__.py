"""The bare address: leads to where the day begins."""

from flask import Blueprint, redirect, url_for

blueprint = Blueprint("home", __name__)


@blueprint.get("/")
def show():
    return redirect(url_for("today.show"))
