"""Writes the pages of this folder from the rules themselves: python docs/rules/write.py."""
# ruff: noqa: INP001 - a script beside what it writes

from pathlib import Path

from copilot.library.explain import chapters

HERE = Path(__file__).parent

for language, folder in (("en", HERE), ("fr", HERE / "fr")):
    folder.mkdir(exist_ok=True)
    for chapter, text in chapters(language).items():
        (folder / f"{chapter}.md").write_text(text, encoding="utf-8")
