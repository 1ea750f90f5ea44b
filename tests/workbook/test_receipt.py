"""What a save hands back: proof of what changed and of all that did not."""

import hashlib
from pathlib import Path

import pytest

from promo_xl.errors import ChangedError
from promo_xl.ooxml.package import open_package
from promo_xl.patch import SetCells
from promo_xl.workbook.file import FileWorkbook
from tests.ooxml.books import rich_book


def _sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    found = tmp_path / "大促.xlsx"
    found.write_bytes(rich_book())
    return found


def _typed(path: Path, value: str) -> FileWorkbook:
    workbook = FileWorkbook(path)
    workbook.apply((SetCells(workbook.titles()[0], {(30, 3): value}),))
    return workbook


def test_the_proof_is_of_the_files_on_the_disk(path: Path) -> None:
    before = path.read_bytes()
    receipt = _typed(path, "一").save()
    proof, after = receipt.proof, path.read_bytes()
    assert proof is not None
    assert (proof.before, proof.after) == (_sha(before), _sha(after))
    assert tuple(one.part for one in proof.changed) == receipt.changed
    for one in proof.changed:
        assert one.before == _sha(bytes(open_package(before).members[one.part].packed))
        assert one.after == _sha(bytes(open_package(after).members[one.part].packed))
    assert proof.same == receipt.same > 0
    assert receipt.backup is not None
    assert receipt.backup.read_bytes() == before


def test_a_copy_is_proved_against_what_it_was_made_from(path: Path) -> None:
    other = path.with_name("other.xlsx")
    receipt = _typed(path, "一").save(other)
    assert receipt.proof is not None
    assert receipt.proof.before == _sha(path.read_bytes())
    assert receipt.proof.after == _sha(other.read_bytes())
    assert FileWorkbook(path).save(other).proof is not None
    assert other.read_bytes() == path.read_bytes()


def test_what_was_not_written_has_no_proof(path: Path) -> None:
    assert FileWorkbook(path).save().proof is None
    twins = [_typed(path, "一"), _typed(path, "一")]
    assert [twin.save().written for twin in twins] == [True, False]
    assert twins[1].save().proof is None


def test_of_two_that_differ_the_second_is_refused(path: Path) -> None:
    first, second = _typed(path, "一"), _typed(path, "二")
    first.save()
    with pytest.raises(ChangedError):
        second.save()
    assert FileWorkbook(path).grid(first.titles()[0]).value(30, 3) == "一"
