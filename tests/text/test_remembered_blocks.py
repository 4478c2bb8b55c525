"""A text that is read part by part has the same blocks as one that is read as a whole."""

import random

import pytest

from analyzer.markdown.blocks import read_blocks
from analyzer.markdown.chunks import RememberedBlocks

PARTS = [
    "\n\n# One\n", "\n\n## Two\n\n", "\r\n\r\n# Three\r\n", "\n\n", "\n", "```\n", "~~~\n", "   ```sh\n", "- ```\n", "- a\n", "  b\n", "\n\n  c\n", "> q\n", "> ```\n", "<!--", "-->", "<!-- a -->\n", "<script>\n", "</script>\n",
    "<pre>\n", "<div>\n", "</div>\n", "<?php\n", "?>", "<![CDATA[\n", "]]>", "<!A\n", "[x]: https://a\n", "[x]", "| a | b |\n|---|---|\n| c | d |\n", "text ", "a\n===\n", "---\n", "    code\n", "\t", "1. x\n", "\ufeff", "\r", "***\n", "# ", "#\n", " \n",
]  # fmt: skip


@pytest.mark.parametrize("seed", range(40))
def test_parts_and_whole(seed: int) -> None:
    chance = random.Random(seed)
    remembered = RememberedBlocks()
    for _ in range(60):
        text = "".join(chance.choices(PARTS, k=chance.randrange(1, 30)))
        if chance.random() < 0.2:
            text = f"---\na: 1\n\n# {chance.choice(PARTS)}\n---\n" + text
        for _ in range(2):
            parts, whole = remembered.read(text), read_blocks(text)
            assert parts.pieces == whole.pieces, text
            assert sorted(parts.masks) == sorted(whole.masks), text
            assert (parts.front_matter, parts.references, parts.tables) == (whole.front_matter, whole.references, whole.tables), text


def test_a_fence_that_nobody_closes_over_many_headings() -> None:
    text = "```\n" + "\n\n# a\n" * 20_000
    assert RememberedBlocks().read(text).pieces == read_blocks(text).pieces
