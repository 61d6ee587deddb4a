"""Several files that change together: all of them, or none."""

from pathlib import Path

import pytest

from programme_check.cli.out import Content, replace


def test_no_file_changes_when_one_cannot_be_written(tmp_path: Path) -> None:
    first, second = tmp_path / "main.yaml", tmp_path / "gone" / "part.yaml"
    first.write_text("old")
    with pytest.raises(OSError, match="gone") as fault:
        replace([Content(first, b"new", None), Content(second, b"new", None)])
    assert fault.value.filename == str(second)
    assert first.read_text() == "old"
    assert list(tmp_path.iterdir()) == [first]


def test_all_change_and_keep_their_permissions(tmp_path: Path) -> None:
    first, second = tmp_path / "main.yaml", tmp_path / "part.yaml"
    for file in (first, second):
        file.write_text("old")
        file.chmod(0o640)
    replace([Content(file, b"new", file.stat().st_mode) for file in (first, second)])
    assert [file.read_text() for file in (first, second)] == ["new", "new"]
    assert [file.stat().st_mode & 0o777 for file in (first, second)] == [0o640, 0o640]
    assert sorted(tmp_path.iterdir()) == [first, second]
