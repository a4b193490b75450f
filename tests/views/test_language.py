"""Catalogues compile themselves, also when several processes start at once."""

import concurrent.futures

from babel.messages import mofile

from views.language import compiled


def test_those_that_start_together_all_get_a_whole_catalogue(tmp_path):
    with concurrent.futures.ThreadPoolExecutor(4) as starting:
        folders = {future.result() for future in [starting.submit(compiled, tmp_path) for _ in range(4)]}
    (built,) = tmp_path.glob("translations/*/LC_MESSAGES/*")
    assert folders == {tmp_path / "translations"}
    with built.open("rb") as file:
        assert mofile.read_mo(file).get("Board").string == "看板"
