"""The process that serves a GGUF file: `python -m assistant.model.serve`, told what to serve on its standard input.

A process of its own, because xllamacpp holds Python's lock for as long as it loads (ten seconds and more, in which nobody would get an
answer), and because a fault in native code then costs the prose and not the archive. It ends with the one that started it: when its
input is closed, by whatever end.
"""

from __future__ import annotations

import json
import sys


def main() -> None:
    """Reads one line {"path", "context", "threads", "key"}, writes one line {"address"} or {"error"}."""
    wanted = json.loads(sys.stdin.readline())
    import xllamacpp

    params = xllamacpp.CommonParams()
    params.model.path = wanted["path"]
    params.n_ctx, params.n_parallel = wanted["context"], 1
    params.cpuparams.n_threads = params.cpuparams_batch.n_threads = wanted["threads"]
    params.hostnames, params.port, params.api_keys = ["127.0.0.1"], 0, [wanted["key"]]
    params.ui = params.endpoint_slots = params.endpoint_props = False
    params.offline, params.verbosity = True, -1
    try:
        server = xllamacpp.Server(params)
    except Exception as error:  # its errors have no type of their own
        print(json.dumps({"error": str(error)}), flush=True)
        return
    print(json.dumps({"address": server.listening_address}), flush=True)
    sys.stdin.read()


if __name__ == "__main__":
    main()
