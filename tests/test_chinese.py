"""A line of Chinese on a Japanese page is told, whatever the source; a Japanese line without kana is not."""

import json

import pytest
from pages import write_pages

from doclint.__main__ import run
from doclint.chinese import is_chinese

ZH = """# 港口

这个工具为每条船找到一个泊位，并在图上显示出来。

- 2025.03.04：码头现在可以显示通往每个泊位的路。
- 2025.02.18：我们与 Anchor 完成了联合开发。
- 2025.02.12：水深测量、潮位一览、风向地图表示
"""
JA = """# 港

このツールはどの船にも泊地を見つけて、地図に示します。

- 2025.03.04：岸壁からどの泊地への道も示せるようになりました。
- 2025.02.18：我們與 Anchor 完成了聯合開發。
- 2025.02.12：水深計測、潮位一覧、風向地図表示
"""


@pytest.mark.parametrize(
    "text",
    [
        "我們與 Anchor 完成了聯合開發",
        "水深测量和潮位一览都支持。",
        "**现在可以在图上显示每个泊位的水深**",
    ],
)
def test_a_chinese_line_is_told_by_what_holds_it_together(text):
    assert is_chinese(text)


@pytest.mark.parametrize(
    "text",
    [
        "水深計測機能、潮位一覧表示機能、風向地図表示機能",
        "我々は水深測量結果一覧表示機能開発完了",
        "作業完了報告書、国是是非論、了解事項一覧",
        "北港水深測量「我们可以找到每一个泊位」",
        "中国語版：[我们如何找到一个可以停泊的码头](https://harbour.example/zh)",
        "我们可以",
    ],
)
def test_a_japanese_line_without_kana_is_not_chinese(text):
    assert not is_chinese(text)


def test_what_was_left_of_a_chinese_source_is_told_as_untranslated(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(write_pages(tmp_path, {"docs/zh/a.md": ZH, "docs/ja/a.md": JA}))
    assert run(["check", "--source", "zh", "--format", "json"]) == 1
    found = json.loads(capsys.readouterr().out)["findings"]
    assert [(one["rule"], one["path"], one["line"]) for one in found] == [("untranslated-prose", "docs/ja/a.md", 6)]
