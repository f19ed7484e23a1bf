import { expect, test } from "vitest"
import path from "../../../src/rules/env/path.ts"
import { findingsOf, testRule } from "../../support/rule.ts"

const TEXT = (file: string): string => `COPY --chmod=755 <<EOF ${file}\nx\nEOF`

testRule(path, {
  catches: {
    "ENV PATH=.:/usr/bin:/bin":
      "PATH holds ., which means whatever folder is current: a file in it is started in place of a program.",
    "ENV PATH=/usr/bin:/bin:":
      "PATH holds an empty entry, which means whatever folder is current: a file in it is started in place of a program.",
    "ENV PATH=bin:node_modules/.bin:/usr/bin":
      "PATH holds bin and node_modules/.bin, which mean whatever folder is current: a file in it is started in place of a program.",
    "ENV PATH=~/.local/bin:/usr/bin":
      "PATH holds ~/.local/bin, which means a folder of that very name, for ENV knows no ~: a file in it is started in place of a program.",
    "ENV PATH=/tmp/bin:/usr/bin":
      "PATH names /tmp/bin ahead of system folders, and everybody may put programs there: they are started in place of the system's.",
    [`${TEXT("/opt/bin/app")}\nRUN chmod 777 /opt/bin\nENV PATH=/opt/bin:/usr/bin`]:
      "PATH names /opt/bin ahead of system folders, and everybody may put programs there: they are started in place of the system's.",
    [`${TEXT("/app/bin/app")}\nRUN chown -R 10001:10001 /app\nENV PATH=/app/bin:/usr/bin\nUSER 10001`]:
      "PATH names /app/bin ahead of system folders, and uid 10001 may put programs there: they are started in place of the system's.",
    // It is not there, and the user may make it.
    [`${TEXT("/app/run")}\nRUN chown -R 10001:10001 /app\nENV PATH=/app/venv/bin:/usr/bin\nUSER 10001`]:
      "PATH names /app/venv/bin ahead of system folders, and uid 10001 may put programs there: they are started in place of the system's.",
  },
  ignores: [
    "FROM scratch",
    "ENV PATH=/opt/app/bin:/usr/bin:/bin",
    `${TEXT("/opt/bin/app")}\nENV PATH=/opt/bin:/usr/bin\nUSER 10001`,
    // Behind all system folders: nothing of the system is shadowed.
    "ENV PATH=/usr/bin:/bin:/tmp/bin",
    // Root may write everything anyway.
    `${TEXT("/app/bin/app")}\nRUN chown -R 10001:10001 /app\nENV PATH=/app/bin:/usr/bin`,
    // The folder above may not be entered.
    `${TEXT("/app/bin/app")}\nRUN chown -R 10001:10001 /app/bin && chmod 700 /app\nENV PATH=/app/bin:/usr/bin\nUSER 10001`,
    "FROM --platform=windows/amd64 scratch\nENV PATH=C:\\Windows",
    // What an unread layer holds is anybody's guess.
    `${TEXT("/app/x")}\nRUN chown -R 10001:10001 /app\nENV PATH=/app/bin:/usr/bin\nUSER 10001\n# archive: layer 0 left out`,
  ],
})

test("names the user, and the line that sets it", async () => {
  const [finding] = await findingsOf(
    path,
    `COPY <<EOF /etc/passwd
app:x:10001:10001::/app:/sbin/nologin
EOF
${TEXT("/app/bin/app")}
RUN chown -R 10001:10001 /app
ENV PATH=/app/bin:/usr/bin
USER app`,
  )
  expect(finding?.message).toContain("and uid 10001 (app) may put programs there")
  expect(finding?.location).toEqual({ kind: "env", key: "PATH", history: 3 })
})

test("is mild where the user may change only what it runs itself", async () => {
  const own = `${TEXT("/app/bin/app")}\nRUN chown -R 10001:10001 /app\nENV PATH=/app/bin:/usr/bin\nUSER 10001`
  expect((await findingsOf(path, own)).map(({ severity }) => severity)).toEqual(["low"])
  const both = await findingsOf(path, own.replace("PATH=", "PATH=/tmp/bin:"))
  expect(both.map(({ severity }) => severity)).toEqual(["medium", "low"])
})
