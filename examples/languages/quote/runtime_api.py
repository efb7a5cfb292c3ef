"""Runs a plain Lambda handler: asks the Runtime API for events, one after the other, and answers.

Nothing but the standard library. The handler is what _HANDLER says, such as quote.handler.
See https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
"""

import importlib
import json
import os
import traceback
from urllib.request import Request, urlopen

API = f"http://{os.environ['AWS_LAMBDA_RUNTIME_API']}/2018-06-01/runtime"


class Context:
    """What a handler may ask of its call."""

    def __init__(self, headers):
        self.aws_request_id = headers["Lambda-Runtime-Aws-Request-Id"]
        self.invoked_function_arn = headers["Lambda-Runtime-Invoked-Function-Arn"]
        self.deadline_ms = int(headers["Lambda-Runtime-Deadline-Ms"])


def post(path, value, **headers):
    urlopen(Request(f"{API}/{path}", json.dumps(value).encode(), headers)).close()


def error(failure):
    trace = [line.rstrip() for line in traceback.format_tb(failure.__traceback__)]
    return {"errorType": type(failure).__name__, "errorMessage": str(failure), "stackTrace": trace}


def main():
    try:
        module, function = os.environ["_HANDLER"].rsplit(".", 1)
        handler = getattr(importlib.import_module(module), function)
    except Exception as failure:
        post("init/error", error(failure))
        raise
    while True:
        with urlopen(f"{API}/invocation/next") as call:  # waits as long as there is no event
            context = Context(call.headers)
            event = json.load(call)
        try:
            post(f"invocation/{context.aws_request_id}/response", handler(event, context))
        except Exception as failure:
            post(f"invocation/{context.aws_request_id}/error", error(failure))


main()
