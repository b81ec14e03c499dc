"""Regular expressions are compiled when they are used: so it is tried here that all can be."""

import gc
import importlib
import pkgutil
import re
import subprocess
import sys
from pathlib import Path

import pytest

import doclint
from doclint.regex import _Lazy, regex

NAMES = [info.name for info in pkgutil.walk_packages(doclint.__path__, "doclint.") if info.name != "doclint.__main__"]


def test_it_behaves_as_a_compiled_one():
    made = regex(r"a(b)", re.IGNORECASE)
    assert made.search("xAB")[1] == "B"
    assert made.sub("-", "ab AB") == "- -"
    assert made.pattern == r"a(b)"
    assert made.search is made.search


def test_a_wrong_one_is_told_when_it_is_used():
    made = regex("(")
    with pytest.raises(re.error):
        made.search("x")


def test_every_expression_of_the_package_can_be_compiled():
    for name in NAMES:
        importlib.import_module(name)
    every = [item for item in gc.get_objects() if isinstance(item, _Lazy)]
    assert len(every) > 200
    for item in every:
        try:
            re.compile(item._text, item._flags)
        except re.error as error:
            if item._text != "(":
                pytest.fail(f"{item._text}: {error}")


def test_few_are_compiled_by_loading_the_package():
    script = "import re; n = [0]; made = re._compiler.compile\n"
    script += "def count(*given):\n    n[0] += 'doclint' in __import__('sys')._getframe(3).f_code.co_filename\n"
    script += "    return made(*given)\n"
    script += "re._compiler.compile = count\nimport doclint.engine\nprint(n[0])"
    root = str(Path(doclint.__file__).parents[1])
    told = subprocess.run([sys.executable, "-c", script], cwd=root, capture_output=True, check=True, text=True)
    assert int(told.stdout) < 20
