"""What came with a file is found at once."""

from models import search


def test_imported_rows_are_found(world, brought):
    brought("opportunities", "ID,Name,Customer,Stage,Requirement", "k17,水泵改造,上海泵业,Needs,Two cellars")
    for typed in ("k17", "改造", "泵业", "cellar"):
        (group,) = search.look(world.mia, typed, kinds=("opportunity",))
        assert [hit.name for hit in group.hits] == ["水泵改造"], typed
    assert [hit.name for group in search.look(world.mia, "上海泵", kinds=("customer",)) for hit in group.hits] == [
        "上海泵业"
    ]
