"""Runs the Python blocks of a Markdown page, as a reader would paste them, in a run's directory.

Usage: run_doc_python.py PAGE RUN_DIRECTORY
"""
import os
import re
import sys

page, run = sys.argv[1:3]
with open(page, encoding="utf-8") as f:
    blocks = re.findall(r"^```python\n(.*?)^```", f.read(), re.M | re.S)
assert blocks, "no Python in " + page
os.chdir(run)
space = {}
for block in blocks:
    exec(compile(block, page, "exec"), space)
print(f"{len(blocks)} Python blocks ran")
