# SPDX-License-Identifier: Apache-2.0
# What the AWS CLI reads from its two files, as JSON: for each folder that is named in a line of
# standard input, one line with {"profile": {"key": value}}, or null where it refuses to read them.
# Exits with 3 where there is no AWS CLI.
import json
import os
import sys

try:
    import awscli  # noqa: F401 (Debian's brings botocore along, inside)
    import botocore.exceptions
    import botocore.session
except ImportError:
    sys.exit(3)

for line in sys.stdin:
    folder = line.rstrip("\n")
    os.environ["AWS_CONFIG_FILE"] = os.path.join(folder, "config")
    os.environ["AWS_SHARED_CREDENTIALS_FILE"] = os.path.join(folder, "credentials")
    try:
        profiles = botocore.session.Session().full_config["profiles"]
    except botocore.exceptions.ConfigParseError:
        profiles = None
    print(json.dumps(profiles))
