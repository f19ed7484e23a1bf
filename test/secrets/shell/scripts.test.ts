import { expect, test } from "vitest"
import { credentialsInScript, writtenFiles } from "../../../src/secrets/shell/index.ts"

const P = "vX3nq8Lw5tTz"
const Q = "m4Kd92hWpZ1c"

test("a script, by lines", () => {
  const script = `#!/bin/sh
set -eu
# curl -u me:$PASSWORD
export DB_PASSWORD='${P}'
if true; then
  mysql -u root \\
    -p${Q} app
fi`
  expect(credentialsInScript(script).map(({ name, value, line }) => [name, value, line])).toEqual([
    ["DB_PASSWORD", P, 4],
    ["mysql -p", Q, 7],
  ])
})

test.each([
  ["bash", `ls\nmysql -uroot -p${P}\nexit\n`, 2],
  ["zsh", `: 1700000000:0;ls\n: 1700000001:0;curl -u me:${P} https://example.org\n`, 2],
  ["fish", `- cmd: ls\n  when: 1\n- cmd: sshpass -p ${P} ssh x\n  when: 2\n`, 3],
  ["make", `all:\n\t@docker login -u me -p ${P}\n`, 2],
  ["make variable", `DB_PASSWORD := ${P}\n`, 1],
  ["Dockerfile", `FROM x\nENV A=1 \\\n    DB_PASSWORD=${P}\n`, 3],
  ["workflow", `steps:\n  - run: echo "root:${P}" | chpasswd\n`, 2],
  ["heredoc", `cat > /etc/app.conf <<'EOF'\nuser = x\npassword = ${P}\nEOF\necho done\n`, 2],
  ["heredoc of SQL", `psql <<-SQL\n\tALTER USER x WITH PASSWORD '${P}';\n\tSQL\n`, 2],
  ["PowerShell", `$env:DB_PASSWORD = "${P}"\n`, 1],
  ["cmd", `SET DB_PASSWORD=${P}\r\n`, 1],
  ["a quote that nothing closes", `echo it's fine\nmysql -p${P}\n`, 2],
])("%s", (_, text, line) =>
  expect(credentialsInScript(text).map((found) => [found.value, found.line])).toEqual([[P, line]]),
)

test("references and stand-ins are none", () =>
  expect(
    credentialsInScript(
      "curl -u me:${{ secrets.PASSWORD }} x\nexport TOKEN=$(cat /run/secrets/token)\nmysql -p$(PASS) -u x\nDB_PASSWORD ?= changeme\nhelm install --set password={{ .Values.password }}\n",
    ),
  ).toEqual([]))

test("the files that a line writes", () => {
  expect(writtenFiles(`RUN echo "//example.org/:_authToken=${P}" > /root/.npmrc && echo x | tee -a /a /b`)).toEqual([
    { path: "/root/.npmrc", text: `//example.org/:_authToken=${P}` },
    { path: "/a", text: "x" },
    { path: "/b", text: "x" },
  ])
  expect(writtenFiles(`RUN cat <<EOF > /root/.netrc\nmachine x\nEOF`)).toEqual([
    { path: "/root/.netrc", text: "machine x\n" },
  ])
  expect(writtenFiles("RUN make 2> /dev/null")).toEqual([])
})
