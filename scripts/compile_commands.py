#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Print a compile_commands.json: directory, command, then the C sources."""
import json
import sys

directory, command, *sources = sys.argv[1:]
json.dump([{"directory": directory, "file": s, "command": f"{command} -c {s}"} for s in sources],
          sys.stdout, indent=1)
