import { expect, test } from "vitest"
import virtualenv from "../../../src/rules/hygiene/virtualenv.ts"
import { findingsOf, testRule } from "../../support/rule.ts"

const config = (path: string, ...lines: readonly string[]): string =>
  [`COPY <<EOF ${path}/pyvenv.cfg`, ...lines, "EOF"].join("\n")
const python = (path: string): string => `COPY --size=10kB --chmod=755 ${path}`

testRule(virtualenv, {
  catches: {
    [config("/app/.venv", "home = /Users/dana/.pyenv/versions/3.12.4/bin", "version = 3.12.4")]:
      "/app/.venv is a virtual environment of Python 3.12.4 in /Users/dana/.pyenv/versions/3.12.4/bin, which this image does not have: its programs can't start; brought by layer 0 (COPY <<EOF /app/.venv/pyvenv.cfg).",
    // The folder is in every image, the Python in few; and the environment's link leads nowhere.
    [`${python("/usr/bin/env")}\n${python("/usr/local/bin/python3.12")}
      RUN mkdir -p /app/.venv/bin && ln -s /usr/bin/python3 /app/.venv/bin/python
      ${config("/app/.venv", "include-system-site-packages = false", "HOME=/usr/bin", "version_info = 3.11.2.final.0")}`]:
      "/app/.venv is a virtual environment of Python 3.11.2 in /usr/bin, which holds no Python in this image: its programs can't start; brought by layer 3 (COPY <<EOF /app/.venv/pyvenv.cfg).",
    [`${python("/usr/bin/python3")}\n${config("/app/venv", String.raw`home = C:\Python312`)}`]: String.raw`/app/venv is a virtual environment of Python in C:\Python312, which this image does not have: its programs can't start; brought by layer 1 (COPY <<EOF /app/venv/pyvenv.cfg).`,
  },
  ignores: [
    `${python("/usr/local/bin/python3.12")}\nRUN ln -s python3.12 /usr/local/bin/python3\n${config("/venv", "home = /usr/local/bin")}`,
    // By a link on the way: uv's own Pythons, merged /usr.
    `${python("/usr/bin/python3.13")}\nRUN ln -s usr/bin /bin\n${config("/venv", "home = /bin")}`,
    // It brought a Python of its own.
    `${python("/venv/bin/python3")}\n${config("/venv", "home = /opt/python/bin")}`,
    `RUN mkdir -p /venv/bin\n${python("/usr/bin/python3")}\nRUN ln -s /usr/bin/python3 /venv/bin/python\n${config("/venv", "home = /gone/bin")}`,
    config("/venv", "version = 3.12"),
    `${config("/venv", "home = /gone")}\nRUN rm -r /venv`,
    // Test data of a package.
    config("/usr/lib/python3/dist-packages/virtualenv/data", "home = /gone"),
    "COPY <<EOF /app/notpyvenv.cfg\nhome = /gone\nEOF",
    // What was not read may hold the Python.
    `COPY --size=1kB /a\n${config("/venv", "home = /gone")}\n# archive: layer 0 left out`,
  ],
})

test("an environment of the machine is kept out, one that a RUN made is made with another Python", async () => {
  const [copied] = await findingsOf(virtualenv, config("/app/.venv", "home = /gone"))
  expect(copied).toMatchObject({ severity: "low", location: { kind: "file", layer: 0, path: "/app/.venv" } })
  expect(copied?.remedy).toContain("`RUN python -m venv /app/.venv && /app/.venv/bin/pip install")
  const [moved] = await findingsOf(
    virtualenv,
    `${config("/a", "home = /gone")}\nRUN cp /a/pyvenv.cfg /b/pyvenv.cfg && rm -r /a`,
  )
  expect(moved?.remedy).toMatch(/^Make the environment with the Python that the final stage has/)
})
