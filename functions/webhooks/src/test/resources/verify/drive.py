"""Runs verify.py over a folder of cases: drive.py SNIPPETS CASES; a line of verdicts for each case, in order."""

import pathlib
import sys

sys.path.insert(0, sys.argv[1])
sys.dont_write_bytecode = True

import verify  # noqa: E402

for case in sorted(pathlib.Path(sys.argv[2]).iterdir()):
    body = (case / "body").read_bytes()
    headers = dict(line.split(": ", 1) for line in (case / "headers").read_text().splitlines())
    secret = (case / "secret").read_text()
    now = int((case / "now").read_text())
    standard = verify.standard_webhook(body, headers, secret, now)
    plain = verify.x_signature(body, headers, secret, now)
    print(case.name, str(standard).lower(), str(plain).lower())
