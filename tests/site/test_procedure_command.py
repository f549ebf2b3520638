"""`motcua procedure`: a legal officer looks before a file is the law."""

from pathlib import Path

import pytest
from django.db import connections

from motcua.records import procedure as records
from motcua.site import health
from motcua.site.command import main
from motcua.site.failure import Failure
from motcua.site.law import check_law
from motcua.site.settings import PROCEDURES

STAY = PROCEDURES / "1.004194.toml"


def copied(folder: Path, **changes: str) -> Path:
    """Our file on temporary residence with some words changed: `old=new`, _ for what is odd."""
    text = STAY.read_text(encoding="utf-8")
    for old, new in changes.items():
        assert f"{old} = " in text
        text = text.replace(f"{old} = ", f"{new} = ", 1)
    copy = folder / STAY.name
    copy.write_text(text, encoding="utf-8")
    return copy


def test_our_own_files_and_their_cases_are_all_right(capsys) -> None:
    assert main(["procedure", "check"]) == 0
    said = capsys.readouterr().out
    assert "1.004194.cases.toml: các ví dụ đều đúng" in said
    assert "Mọi tệp đều ổn." in said and "SỬA" not in said


def test_a_wrong_file_is_told_with_its_line_and_the_others_are_looked_at_too(
    capsys, tmp_path: Path
) -> None:
    wrong = copied(tmp_path, summary="sumary")
    assert main(["procedure", "check", str(wrong), str(STAY)]) == 1
    said = capsys.readouterr().out
    line = (
        wrong.read_text("utf-8")
        .splitlines()
        .index(next(x for x in wrong.read_text("utf-8").splitlines() if x.startswith("sumary")))
    )
    assert f"SỬA   1.004194.toml, dòng {line + 1}: đầu tệp: không hiểu mục “sumary”" in said
    assert "có phải “summary”?" in said and "1 điều cần sửa; chưa có gì thay đổi." in said
    assert "  ổn  1.004194.toml: Đăng ký tạm trú" in said


def test_every_mistake_of_a_file_is_told_in_one_run(capsys, tmp_path: Path) -> None:
    wrong = copied(tmp_path, summary="sumary", domain="domian")
    text = wrong.read_text("utf-8")
    wrong.write_text(text.replace('kind = "date"', 'kind = "dat"', 1), encoding="utf-8")
    assert main(["procedure", "check", str(wrong)]) == 1
    said = capsys.readouterr().out
    assert "3 điều cần sửa; chưa có gì thay đổi." in said
    assert said.count("SỬA   1.004194.toml, dòng ") == 3 and "có phải “date”?" in said


def test_the_whole_catalogue_is_checked_as_one_and_no_mistake_is_told_twice(
    capsys, settings, tmp_path: Path, monkeypatch
) -> None:
    copied(tmp_path, summary="sumary")
    ended = (PROCEDURES / "2.002621.toml").read_text(encoding="utf-8")
    assert "replaced_by = [" in ended
    lost = ended.replace("replaced_by = [", 'replaced_by = ["no", ')
    (tmp_path / "2.002621.toml").write_text(lost, encoding="utf-8")
    settings.MOTCUA_OVERLAY = str(tmp_path)
    monkeypatch.setattr(records, "SHELF", records.Shelf())
    assert main(["procedure", "check", "--quiet"]) == 1
    said = capsys.readouterr().out
    assert said.count("“sumary”") == 1 and "thủ tục không có: no" in said


def test_a_worked_case_that_does_not_hold_names_its_article(capsys, tmp_path: Path) -> None:
    wrong = copied(tmp_path)
    cases = STAY.with_name("1.004194.cases.toml").read_text(encoding="utf-8")
    assert "fee = 7000" in cases
    (tmp_path / "1.004194.cases.toml").write_text(cases.replace("fee = 7000", "fee = 7001"))
    assert main(["procedure", "check", str(wrong)]) == 1
    said = capsys.readouterr().out
    assert "mong đợi 7001, tính ra 7000 (theo TT 75/2022/TT-BTC" in said


def test_what_the_state_knows_is_not_asked_without_a_reason(capsys, tmp_path: Path) -> None:
    wrong = copied(tmp_path)
    known = 'known = "person.number"\n'
    text = wrong.read_text("utf-8")
    assert known in text
    wrong.write_text(text.replace(known, ""))
    assert main(["procedure", "check", str(wrong), "--quiet"]) == 1
    said = capsys.readouterr().out
    assert "SỬA   1.004194.toml: hỏi điều Nhà nước đã có" in said and "“number”" in said
    assert "chưa có lý do" in said


def test_a_folder_is_checked_file_by_file(capsys, tmp_path: Path) -> None:
    copied(tmp_path, summary="sumary")
    assert main(["procedure", "check", str(tmp_path)]) == 1
    assert "SỬA   1.004194.toml, dòng " in capsys.readouterr().out


def test_a_file_that_is_not_there_is_said_plainly(capsys, tmp_path: Path) -> None:
    assert main(["procedure", "check", str(tmp_path / "x.toml")]) == 1
    assert "x.toml: không mở được" in capsys.readouterr().out


def test_what_a_citizen_would_be_asked_on_a_day_for_a_case_is_printed_with_citations(
    capsys,
) -> None:
    case = ["--for", "for_whom=tenants", "--for", "members=3", "--for", "dwelling-declared=đúng"]
    assert main(["procedure", "show", "1.004194", "--on", "24/11/2026", *case]) == 0
    said = capsys.readouterr().out
    assert "Phiên bản từ 01/07/2026 đến nay" in said
    assert "Những người cùng đăng ký (members) [CT01 mục 11" in said
    assert "Không hỏi: Họ và tên, đã có" in said
    assert "Không phải nộp: Giấy tờ chứng minh chỗ ở hợp pháp" in said
    assert "Lệ phí, nộp trực tuyến: 15.000 đ" in said and "[TT 75/2022/TT-BTC" in said
    assert "Thời hạn: 3 ngày làm việc [Luật Cư trú" in said


def test_what_depends_on_a_choice_not_made_is_told_case_by_case(capsys) -> None:
    assert main(["procedure", "show", "ETS-02", "--on", "24/11/2026"]) == 0
    said = capsys.readouterr().out
    assert "Lệ phí tuỳ trường hợp, lấy dòng đầu tiên hợp:" in said and "35.000 đ" in said
    assert "0 đ, Không thu phí" not in said


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["show", "9.999999"], "Không có thủ tục “9.999999”"),
        (["show", "1.004194", "--on", "2021-01-01"], "không có hiệu lực ngày 01/01/2021"),
        (["show", "1.004194", "--for", "nobody=1"], "Các điều dùng được: for_whom"),
        (["show", "1.004194", "--for", "for_whom=x"], "hãy chọn một trong: self, family"),
        (["show", "1.004194", "--for", "exempt=xyz"], "chỉ có các giá trị: poor-household"),
        (["show", "1.004194", "--for", "channel=post"], "chỉ có các giá trị: online, counter"),
    ],
)
def test_what_cannot_be_shown_says_why(words: list[str], says: str, capsys) -> None:
    assert main(["procedure", *words]) == 1
    assert says in capsys.readouterr().err


def test_what_changed_between_two_days_is_told_in_words(capsys) -> None:
    assert main(["procedure", "diff", "1.004194", "14/03/2026", "15/03/2026"]) == 0
    said = capsys.readouterr().out
    assert "Căn cứ, thêm: NĐ 154/2024/NĐ-CP (sửa đổi bởi NĐ 58/2026/NĐ-CP)" in said
    assert "điều đổi." in said
    main(["procedure", "diff", "1.004194", "14/03/2026", "14/03/2026"])
    assert "Không có gì đổi." in capsys.readouterr().out


def test_a_fee_that_begins_inside_a_version_is_a_change(capsys) -> None:
    assert main(["procedure", "diff", "1.004194", "14/08/2026", "15/08/2026"]) == 0
    assert "Lệ phí, thêm: Miễn lệ phí cho công dân số" in capsys.readouterr().out


def test_the_doctor_finds_a_catalogue_that_could_not_be_the_law(settings, tmp_path: Path) -> None:
    assert health.catalogue().well and "thủ tục" in health.catalogue().sentence
    copied(tmp_path, summary="sumary")
    settings.MOTCUA_OVERLAY = str(tmp_path)
    ill = health.catalogue()
    assert not ill.well and "1.004194.toml, dòng " in ill.sentence


def test_nothing_starts_on_a_broken_catalogue(settings, tmp_path: Path, monkeypatch, db) -> None:
    monkeypatch.setattr(connections, "close_all", lambda: None)  # the test's own is needed after
    monkeypatch.setattr(records, "SHELF", records.Shelf())
    check_law()
    copied(tmp_path, summary="sumary")
    settings.MOTCUA_OVERLAY = str(tmp_path)
    monkeypatch.setattr(records, "SHELF", records.Shelf())
    with pytest.raises(Failure, match="Không khởi động được vì danh mục thủ tục"):
        check_law()
