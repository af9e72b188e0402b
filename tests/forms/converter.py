# SPDX-License-Identifier: EUPL-1.2
"""What the reference converter says of workbooks: a JSON line for each line of the input."""

import json
import sys

from pyxform.errors import PyXFormError
from pyxform.xls2xform import convert


def verdict(table):
    try:
        return {"accepted": True, "xform": convert(xlsform=table, validate=False).xform}
    except PyXFormError as refusal:
        return {"accepted": False, "why": str(refusal)[:300]}
    except Exception as crash:  # An error of its own is no verdict, and is told apart.
        return {"accepted": False, "why": f"crash: {type(crash).__name__}: {crash}"[:300]}


for line in sys.stdin:
    print(json.dumps(verdict(json.loads(line)["md"])), flush=True)
