"""Opens every shipped YAML file in yaml-language-server, as an editor does, and prints what it would underline.

usage: editor.py ROOT

The server (npm package yaml-language-server) is the program that YAML_LANGUAGE_SERVER names, else the one of the search
path; where there is none the test is skipped. A file with two mistakes is opened too, so that a server that says
nothing is not taken for one that finds nothing. What docs/da/editor.md promises is asked for: a word that is begun is
completed, and a word is explained. No schema is fetched from anywhere.
"""

import json
import os
import pathlib
import shutil
import subprocess
import sys
import threading

SKIPPED = 77
PATIENCE = 120
WRONG = """# yaml-language-server: $schema=schema/workflow.schema.json
workflow: wrong
version: eleven
states: {a: {typ: final}}
"""
BEGUN = """# yaml-language-server: $schema=schema/workflow.schema.json
workflow: begun
version: 1
sta"""


class Server:
    """yaml-language-server on its standard input and output."""

    def __init__(self, words):
        self.process = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        self.alarm = threading.Timer(PATIENCE, self.process.kill)
        self.alarm.start()

    def send(self, message):
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.process.stdin.write(f"Content-Length: {len(body)}\r\n\r\n".encode() + body)
        self.process.stdin.flush()

    def receive(self):
        size = 0
        while True:
            line = self.process.stdout.readline()
            if not line:
                sys.exit("the language server has ended, or said nothing for too long")
            name, _, value = line.decode().strip().partition(": ")
            if name.lower() == "content-length":
                size = int(value)
            elif not name:
                return json.loads(self.process.stdout.read(size))

    def until(self, wanted):
        """The next message that `wanted` takes; requests of the server are answered on the way."""
        while True:
            message = self.receive()
            if wanted(message):
                return message
            if "id" in message and "method" in message:
                asked = message.get("params") or {}
                nothing = [None for _ in asked.get("items", [])] if "items" in asked else None
                self.send({"id": message["id"], "result": nothing})

    def start(self, root):
        self.send({"id": 1, "method": "initialize",
                   "params": {"processId": None, "rootUri": root.as_uri(), "capabilities": {}}})
        self.until(lambda message: message.get("id") == 1 and "method" not in message)
        self.send({"method": "initialized", "params": {}})
        settings = {"yaml": {"validate": True, "hover": True, "completion": True, "schemaStore": {"enable": False}}}
        self.send({"method": "workspace/didChangeConfiguration", "params": {"settings": settings}})

    def diagnostics(self, path, text):
        uri = path.as_uri()
        self.send({"method": "textDocument/didOpen", "params": {
            "textDocument": {"uri": uri, "languageId": "yaml", "version": 1, "text": text}}})
        told = self.until(lambda message: message.get("method") == "textDocument/publishDiagnostics"
                          and message["params"]["uri"] == uri)
        self.send({"method": "textDocument/didClose", "params": {"textDocument": {"uri": uri}}})
        return told["params"]["diagnostics"]

    def at(self, method, path, text, line, character):
        """What the server answers about a place in a text, as when somebody stands there."""
        uri = path.as_uri()
        self.send({"method": "textDocument/didOpen", "params": {
            "textDocument": {"uri": uri, "languageId": "yaml", "version": 1, "text": text}}})
        self.send({"id": method, "method": method, "params": {
            "textDocument": {"uri": uri}, "position": {"line": line, "character": character}}})
        told = self.until(lambda message: message.get("id") == method and "method" not in message)
        self.send({"method": "textDocument/didClose", "params": {"textDocument": {"uri": uri}}})
        return told.get("result")

    def stop(self):
        self.alarm.cancel()
        self.process.kill()
        self.process.wait()


def main():
    root = pathlib.Path(sys.argv[1]).resolve()
    program = os.environ.get("YAML_LANGUAGE_SERVER") or shutil.which("yaml-language-server")
    if not program or not shutil.which("node"):
        print("skipped: there is no yaml-language-server here (npm install -g yaml-language-server)")
        return SKIPPED
    server = Server([program, "--stdio"])
    server.start(root)
    count = bad = 0
    for folder in ("workflows", "rules", "examples"):
        for path in sorted((root / folder).rglob("*.yaml")):
            count += 1
            for one in server.diagnostics(path, path.read_text(encoding="utf-8")):
                bad += 1
                print(f"{path.relative_to(root)}:{one['range']['start']['line'] + 1}: {one['message']}")
    seen = server.diagnostics(root / "workflows/wrong.workflow.yaml", WRONG)
    offered = server.at("textDocument/completion", root / "workflows/begun.workflow.yaml", BEGUN, 3, 3) or []
    words = [item["label"] for item in (offered["items"] if isinstance(offered, dict) else offered)]
    told = server.at("textDocument/hover", root / "workflows/told.workflow.yaml", WRONG, 2, 3) or {}
    server.stop()
    print(f"{count} files, {bad} findings; {len(seen)} in the wrong file")
    print(f"begun words become {words}; version is told as {told}")
    helps = "states" in words and "Raised when" in str(told)
    return 0 if count > 0 and bad == 0 and len(seen) >= 2 and helps else 1


if __name__ == "__main__":
    sys.exit(main())
