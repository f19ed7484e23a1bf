import { expect, test } from "vitest"
import writableProgram from "../../../src/rules/user/writable-program.ts"
import { findingsOf, testRule } from "../../support/rule.ts"

const file = (path: string, owner = "0:0", mode = "755"): string =>
  `COPY --elf=amd64 --chmod=${mode} --chown=${owner} ${path}`
const RUN = 'USER 10001:10001\nCMD ["/app/run"]'

testRule(writableProgram, {
  catches: {
    [`${file("/app/run", "10001:10001")}\n${RUN}`]:
      "Uid 10001 may change what it runs: the program /app/run, from layer 0 (COPY --chown=10001:10001 --chmod=755 run /app/run).",
    // Root's file in the user's folder can be exchanged.
    [`${file("/app/run")}\nRUN chown 10001:10001 /app\n${RUN}`]:
      "Uid 10001 may change what it runs: the program /app/run (by its folder), from layer 0 (COPY --chown=0:0 --chmod=755 run /app/run).",
    [`${file("/app/run", "0:0", "777")}\n${RUN}`]:
      "Uid 10001 may change what it runs: the program /app/run, from layer 0 (COPY --chown=0:0 --chmod=777 run /app/run).",
    [`${file("/usr/bin/node")}\nCOPY --chown=10001:10001 <<EOF /app/server.js\nx\nEOF\nWORKDIR /app\nUSER 10001:10001\nCMD ["node", "--enable-source-maps", "server.js"]`]:
      "Uid 10001 may change what it runs: the script /app/server.js, from layer 1 (COPY --chown=10001:10001 <<EOF /app/server.js).",
    [`${file("/usr/bin/java")}\nCOPY --chown=10001:10001 <<EOF /app.jar\nx\nEOF\nUSER 10001:10001\nCMD ["java", "-Xmx1g", "-jar", "/app.jar"]`]:
      "Uid 10001 may change what it runs: the script /app.jar, from layer 1 (COPY --chown=10001:10001 <<EOF /app.jar).",
    [`${file("/usr/local/bin/run")}\nRUN chown 10001:10001 /usr/local/bin\nUSER 10001:10001\nCMD ["run"]`]:
      "Uid 10001 may change what it runs: the program /usr/local/bin/run (by its folder) and the folder of PATH /usr/local/bin, the first from layer 0 (COPY --chown=0:0 --chmod=755 run /usr/local/bin/run).",
  },
  ignores: [
    `${file("/app/run")}\n${RUN}`,
    // Data of its own beside the program.
    `${file("/app/run")}\nRUN mkdir /app/data && chown 10001:10001 /app/data\n${RUN}`,
    // Root may change everything anyway.
    `${file("/app/run", "10001:10001")}\nCMD ["/app/run"]`,
    // Nobody knows who that is.
    `${file("/app/run", "10001:10001")}\nUSER app\nCMD ["/app/run"]`,
    // In a folder with the sticky bit root's file stays where it is.
    `${file("/app/run")}\nRUN chmod 1777 /app\n${RUN}`,
    // A file that it owns and that is not started.
    `${file("/app/run")}\n${file("/app/other", "10001:10001")}\n${RUN}`,
    // The folder may not be entered.
    `${file("/app/bin/run", "10001:10001")}\nRUN chmod 700 /app\nUSER 10001:10001\nCMD ["/app/bin/run"]`,
    // A venv ahead of the system's folders is told by env/path.
    `${file("/venv/bin/tool")}\nRUN chown 10001:10001 /venv/bin\nENV PATH=/venv/bin:/usr/bin:/bin\n${file("/app/run")}\n${RUN}`,
    `${file("/app/run", "10001:10001")}\n${RUN}\n# archive: layer 0 cut short`,
  ],
})

test("gives every place", async () => {
  const [finding] = await findingsOf(
    writableProgram,
    `${file("/usr/bin/node", "10001:10001")}\nCOPY --chown=10001:10001 <<EOF /s.js\nx\nEOF\nUSER 10001:10001\nCMD ["node", "/s.js"]`,
  )
  expect(finding?.location).toMatchObject({ kind: "file", path: "/usr/bin/node", layer: 0 })
  expect(finding?.places).toMatchObject([{ kind: "file", path: "/s.js", layer: 1 }])
  expect(finding?.severity).toBe("medium")
})

test("is mild where only the application's own code can be changed", async () => {
  const [finding] = await findingsOf(writableProgram, `${file("/app/run", "10001:10001")}\n${RUN}`)
  expect(finding?.severity).toBe("low")
})
