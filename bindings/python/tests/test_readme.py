"""What the README shows runs as it stands there."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

import smsmode

README = Path(__file__).parents[1] / "README.md"
README_OF_THE_PROJECT = Path(__file__).parents[3] / "README.md"


def parts(readme: Path) -> list[tuple[str, str]]:
    """The title of each section, or one of its blocks."""
    text = readme.read_text(encoding="utf-8")
    return re.findall(r"^## ([^\n]+)|^```python\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


def blocks(readme: Path = README) -> list[tuple[str, str]]:
    """Each block, under the title of its section."""
    found, section = [], ""
    for title, block in parts(readme):
        section = title or section
        if block:
            found.append((section, block))
    return found


def test_every_section_shows_code_but_the_one_about_types() -> None:
    sections = dict.fromkeys(title for title, _ in parts(README) if title)
    assert [title for title in sections if title not in dict(blocks())] == ["Types"]


def test_the_readme_of_the_project_shows_how_it_begins() -> None:
    assert [section for section, _ in blocks(README_OF_THE_PROJECT)] == ["Python"]


@pytest.mark.parametrize(
    "block",
    [block for _, block in blocks() + blocks(README_OF_THE_PROJECT) if "def test_" not in block],
)
def test_a_block_of_the_readme_runs_and_prints_what_it_says(
    block: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    with smsmode.sandbox(delivery_delay=0.001) as sandbox:
        monkeypatch.setenv("SMSMODE_API_KEY", sandbox.api_key)
        monkeypatch.setenv("SMSMODE_BASE_URL", sandbox.base_url)
        exec(compile(block, "<README>", "exec"), {"__name__": "readme"})  # noqa: S102
    printed = capsys.readouterr().out.splitlines()
    for said in re.findall(r"^ *print\(.*\)  # ([^;\n]*)", block, re.MULTILINE):
        assert said in printed


def test_the_tests_of_the_readme_pass(tmp_path: Path) -> None:
    [block] = [block for _, block in blocks() if "def test_" in block]
    (tmp_path / "test_shop.py").write_text(block, encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "--quiet", "--rootdir", "."]
    done = subprocess.run(command, cwd=tmp_path, check=False, text=True, capture_output=True)
    assert done.returncode == 0, done.stdout
    assert "3 passed" in done.stdout
