import { expect, test } from "vitest"
import { factsOf, recordsOf } from "./records.ts"

const NODE = "#define NODE_MAJOR_VERSION 22\n#define NODE_MINOR_VERSION 11\n#define NODE_PATCH_VERSION 0\n"
const RUBY = `  CONFIG["MAJOR"] = "3"\n  CONFIG["MINOR"] = "3"\n  CONFIG["TEENY"] = "5"\n  CONFIG["RUBY_PROGRAM_VERSION"] = "$(MAJOR)"\n`

test.each([
  ["usr/local/include/node/node_version.h", NODE, "node", "22.11.0", "/usr/local/bin/node"],
  [
    "usr/local/include/python3.12/patchlevel.h",
    '#define PY_MAJOR_VERSION 3\n#define PY_VERSION      \t"3.12.7+"\n',
    "python",
    "3.12.7",
    "/usr/local/lib/python3.12",
  ],
  ["usr/local/lib/ruby/3.3.0/x86_64-linux/rbconfig.rb", RUBY, "ruby", "3.3.5", "/usr/local/lib/ruby/3.3.0"],
  ["usr/lib/x86_64-linux-gnu/ruby/3.3.0/rbconfig.rb", RUBY, "ruby", "3.3.5", "/usr/lib/x86_64-linux-gnu/ruby/3.3.0"],
  [
    "usr/local/include/php/main/php_version.h",
    '#define PHP_MAJOR_VERSION 8\n#define PHP_VERSION "8.3.12"\n#define PHP_VERSION_ID 80312\n',
    "php",
    "8.3.12",
    "/usr/local/include/php",
  ],
  [
    "opt/java/openjdk/release",
    'IMPLEMENTOR="Eclipse Adoptium"\nJAVA_RUNTIME_VERSION="21.0.4+7-LTS"\nJAVA_VERSION="21.0.4"\n',
    "java",
    "21.0.4",
    "/opt/java/openjdk",
  ],
  ["usr/local/go/VERSION", "go1.23.2\ntime 2024-09-28T01:34:15Z\n", "go", "1.23.2", "/usr/local/go"],
  [
    "usr/local/include/postgresql/server/pg_config.h",
    '#define PG_MAJORVERSION "16"\n#define PG_VERSION "16.4"\n',
    "postgresql",
    "16.4",
    "/usr/local/include/postgresql/server",
  ],
  [
    "usr/share/dotnet/shared/Microsoft.NETCore.App/8.0.10/.version",
    "81cabf2857a01351e5ab578947c7403a5b128ad1\n8.0.10\n",
    "dotnet",
    "8.0.10",
    "/usr/share/dotnet/shared/Microsoft.NETCore.App/8.0.10",
  ],
  [
    "usr/share/dotnet/shared/Microsoft.AspNetCore.App/8.0.10/.version",
    "x",
    "aspnetcore",
    "8.0.10",
    "/usr/share/dotnet/shared/Microsoft.AspNetCore.App/8.0.10",
  ],
  ["usr/share/dotnet/sdk/8.0.403/.version", "x", "dotnet-sdk", "8.0.403", "/usr/share/dotnet/sdk/8.0.403"],
])("%s tells of a runtime", (path, text, name, version, key) => {
  expect(recordsOf(path, text)).toMatchObject([{ type: "generic", name, version, key }])
})

test("Python's library tells it where its headers are not there", () => {
  expect(recordsOf("usr/local/lib/python3.12/os.py", "import abc\n")).toEqual([
    {
      type: "generic",
      name: "python",
      version: "3.12",
      key: "/usr/local/lib/python3.12",
      folders: ["/usr/local/lib/python3.12"],
      standing: "guess",
    },
  ])
})

test.each([
  ["etc/release", "Fedora\n"],
  ["app/scripts/release", '#!/bin/sh\nJAVA_VERSION="$1"\n'],
  ["app/release", Buffer.alloc(1_000_000, "x")],
  ["app/go/VERSION", "1.2.3\n"],
  ["app/VERSION", "go1.2.3\n"],
  ["app/src/node_version.h", NODE],
  ["usr/local/include/node/node_version.h", "#define NODE_MAJOR_VERSION 22\n"],
  ["app/lib/os.py", "import abc\n"],
  ["usr/lib/python3.12/site-packages/a/os.py", "import abc\n"],
  ["app/.version", "8.0.10"],
  ["usr/include/postgresql/pg_config.h", '#define PG_VERSION "16.4"\n'],
])("%s tells of none, and nothing is wrong with it", (path, text) => {
  expect(factsOf(path, text).filter(({ kind }) => kind === "packages" || kind === "unread")).toEqual([])
})
