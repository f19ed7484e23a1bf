import { expect, test } from "vitest"
import commandNotFound from "../../../src/rules/process/command-not-found.ts"
import { findingsOf, testRule } from "../../support/rule.ts"

const program = (path: string): string => `COPY --elf=amd64 --chmod=755 ${path}\n`
const script = (path: string, ...lines: string[]): string =>
  `COPY --chmod=755 <<EOF ${path}\n${lines.join("\n")}\nEOF\n`
const shell = program("/bin/sh")
const bash = program("/bin/bash")
const node = program("/usr/bin/node")
const remedyOf = async (text: string): Promise<string | undefined> =>
  (await findingsOf(commandNotFound, text))[0]?.remedy

const PATH = "(/usr/local/sbin, /usr/local/bin, /usr/sbin and 3 more)"

testRule(commandNotFound, {
  catches: {
    'CMD ["/app"]': "The container can't start: /app is not in the image.",
    'ENTRYPOINT ["server"]': `The container can't start: \`server\` is in no folder of PATH ${PATH}.`,
    'ENV PATH=/opt/bin\nCMD ["server", "--port", "80"]':
      "The container can't start: `server` is in no folder of PATH (/opt/bin).",
    'WORKDIR /srv\nCMD ["./server"]': "The container can't start: ./server is not in /srv, the working directory.",
    [`${program("/srv/server")}WORKDIR /srv\nCMD ["server"]`]: `The container can't start: \`server\` is in no folder of PATH ${PATH}.`,
    // Only what a container sees counts.
    [`${program("/app")}RUN rm /app\nCMD ["/app"]`]: "The container can't start: /app is not in the image.",
    'RUN ln -s /nowhere /app\nCMD ["/app"]': "The container can't start: /app is not in the image.",
    'RUN ln -s app /app\nCMD ["/app"]': "The container can't start: /app is not in the image.",
    // No shell in a static image.
    "CMD node server.js":
      "The container can't start: /bin/sh is not in the image, and the command in shell form needs it.",
    [`${shell}CMD ['node', 'server.js']`]:
      "The container can't start: ['node', 'server.js'] is no JSON, so that a shell is given it as a command.",
    'CMD ["npm start"]': `The container can't start: \`npm start\` is in no folder of PATH ${PATH}.`,
    'ENV APP_HOME=/app\nCMD ["$APP_HOME/server"]':
      "The container can't start: $APP_HOME/server has a variable in it, and the exec form puts no values in.",
    // Through what only starts something else.
    [`${program("/sbin/tini")}ENTRYPOINT ["tini", "-g", "-p", "SIGTERM", "--", "server"]`]: `The container can't start: \`server\` is in no folder of PATH ${PATH}.`,
    [`${program("/sbin/tini")}${program("/usr/local/bin/gosu")}ENTRYPOINT ["tini", "--", "gosu", "app:app"]\nCMD ["/app"]`]:
      "The container can't start: /app is not in the image.",
    [`${shell}CMD exec gunicorn app:app`]: `The container's command fails: \`gunicorn\` is in no folder of PATH ${PATH}.`,
    [`${shell}WORKDIR /srv\nCMD cd bin && ./server`]:
      "The container's command fails: ./server is not in /srv/bin, the working directory.",
    [`${shell}CMD python manage.py migrate && echo done`]: `A command that the container starts with fails: \`python\` is in no folder of PATH ${PATH}.`,
    [`${shell}${script("/entrypoint.sh", "#!/bin/sh", "set -e", "echo starting", 'exec "$@"')}ENTRYPOINT ["/entrypoint.sh"]\nCMD ["server"]`]: `The container's command fails in /entrypoint.sh: \`server\` is in no folder of PATH ${PATH}.`,
    [`${shell}CMD ["sh", "/run.sh"]`]: "The container's command fails: /run.sh is not in the image.",
    [`${shell}${script("/run.sh", "#!/bin/sh", "/app\r")}CMD ["/run.sh"]`]:
      "The container's command fails in /run.sh: a carriage return follows /app, and becomes a part of the name.",
    // The file that an interpreter is given.
    [`${node}CMD ["node", "--enable-source-maps", "--max-old-space-size=400", "server.js"]`]:
      "The container can't start: `node` is given server.js, which is not in /, the working directory.",
    [`${program("/usr/bin/java")}CMD ["java", "-Xmx1g", "-javaagent:/agent.jar", "-jar", "/app.jar"]`]:
      "The container can't start: `java` is given /app.jar, which is not in the image.",
  },
  ignores: [
    "USER 1",
    `${program("/app")}CMD ["/app"]`,
    `${program("/usr/bin/server")}CMD ["server"]`,
    `${program("/srv/server")}WORKDIR /srv\nCMD ["./server"]`,
    `${program("/opt/app-1.2/bin/app")}RUN ln -s app-1.2 /opt/app && ln -s ../../opt/app/bin/app /usr/bin/app\nCMD ["app"]`,
    // Every applet is a link to one program.
    `${program("/bin/busybox")}RUN ln -s /bin/busybox /bin/sh && ln -s busybox /bin/httpd\nCMD httpd -f`,
    // A shell may run an applet that has no file.
    `${program("/bin/busybox")}RUN ln -s /bin/busybox /bin/sh\nCMD httpd -f`,
    // What is there and can't be executed, another rule tells.
    `COPY <<EOF /app\nEOF\nCMD ["/app"]`,
    `COPY <<EOF /usr/bin/app\nEOF\nCMD ["app"]`,
    // Shells know these.
    `${shell}CMD test -e /app || echo none`,
    `${shell}CMD trap : TERM; wait`,
    // Not certain: variables, volumes, mounts, branches, what a script makes.
    `${shell}CMD exec $APP --port 80`,
    `${shell}CMD "$JAVA_HOME"/bin/java -jar app.jar`,
    'VOLUME /data\nCMD ["/data/app"]',
    'VOLUME /var/data\nRUN ln -s /var/data /data\nCMD ["/data/app"]',
    'CMD ["/proc/self/exe"]',
    'ENV PATH=/data/bin:/bin\nVOLUME /data\nCMD ["app"]',
    'ENV PATH=bin:/bin\nCMD ["app"]',
    `${shell}${program("/bin/fetch")}CMD fetch -o /app https://example.com/app && /app`,
    `${shell}CMD command -v server && server || echo none`,
    `${shell}CMD if true; then server; fi`,
    `${shell}CMD . /etc/profile && server`,
    `${shell}CMD export PATH=/opt/bin:$PATH && server`,
    `${shell}CMD ["sh", "-lc", "server"]`,
    `${bash}CMD ["bash", "-ic", "server"]`,
    `${bash}${node}CMD ["bash", "-lc", "node server.js"]`,
    `${bash}ENV BASH_ENV=/root/.bashrc\nCMD ["bash", "-c", "server"]`,
    `${bash}ENV BASH_ENV=/root/.bashrc\n${script("/run.sh", "#!/bin/bash", "server")}CMD ["/run.sh"]`,
    `${bash}${script("/run.sh", "#!/bin/bash -l", "server")}CMD ["/run.sh"]`,
    `${bash}${program("/usr/bin/env")}${script("/run.sh", "#!/usr/bin/env -S bash -l", "server")}CMD ["/run.sh"]`,
    `${program("/bin/zsh")}CMD ["zsh", "-c", "server"]`,
    `${node}VOLUME /app\nCMD ["node", "/app/server.js"]`,
    // What may be an option's value, or is looked for elsewhere.
    `${node}CMD ["node", "--require", "dotenv/config.js", "server.js"]`,
    `${node}CMD ["node", "--import", "tracing/register.mjs", "server.js"]`,
    `${program("/usr/bin/python3")}CMD ["python3", "-W", "ignore.py", "app.py"]`,
    `${program("/usr/bin/java")}CMD ["java", "--module-path", "/lib/a.jar", "-m", "shop/shop.Main"]`,
    `${shell}${script("/entrypoint.sh", "#!/bin/sh", 'if [ "$1" = start ]; then', "  set -- server", "fi", 'exec "$@"')}ENTRYPOINT ["/entrypoint.sh"]\nCMD ["start"]`,
    `${shell}${script("/entrypoint.sh", "#!/bin/sh", "pip install server", 'exec "$@"')}${program("/bin/pip")}ENTRYPOINT ["/entrypoint.sh"]\nCMD ["server"]`,
    `# archive: layer 0 left out\n${program("/bin/sh")}CMD ["/app"]`,
    'FROM --platform=windows/amd64 scratch\nCMD ["app.exe"]',
  ],
})

test("points at the line that names the program", async () => {
  const [cmd] = await findingsOf(commandNotFound, 'ENV A=1\nCMD ["/app"]')
  const [entrypoint] = await findingsOf(commandNotFound, 'ENTRYPOINT ["/app"]\nCMD ["serve"]')
  const [inner] = await findingsOf(commandNotFound, `${program("/tini")}ENTRYPOINT ["/tini", "--"]\nCMD ["/app"]`)
  expect(cmd?.location).toEqual({ kind: "history", history: 1, key: "Cmd" })
  expect(entrypoint?.location).toEqual({ kind: "history", history: 0, key: "Entrypoint" })
  expect(inner?.location).toEqual({ kind: "history", history: 2, key: "Cmd" })
})

test("proposes what this image can do", async () => {
  expect(await remedyOf('CMD ["npm start"]')).toContain('`["npm", "start"]`')
  expect(await remedyOf(`${program("/srv/server")}WORKDIR /srv\nCMD ["server"]`)).toContain('`CMD ["/srv/server"]`')
  expect(await remedyOf(`${program("/usr/bin/python3")}CMD ["python", "app.py"]`)).toContain(
    '`CMD ["python3", "app.py"]`',
  )
  expect(await remedyOf(`${program("/bin/sh")}CMD ["bash", "run.sh"]`)).toContain("write for `sh`")
  expect(await remedyOf("CMD node server.js")).toContain("use the exec form")
  expect(await remedyOf(`${program("/sbin/apk")}CMD ["caddy"]`)).toContain("`RUN apk add --no-cache caddy`")
  expect(await remedyOf('CMD ["/app"]')).toContain("`COPY --from=build /out/app /app`")
})

const run = (...lines: string[]): string => `${script("/run.sh", "#!/bin/sh", ...lines)}CMD ["/run.sh"]`

const severities = async (text: string): Promise<string[]> =>
  (await findingsOf(commandNotFound, `${shell}${program("/app")}${text}`)).map(({ severity }) => severity)

test("is milder where the shell goes on after a command that fails", async () => {
  expect(await severities(run("migrate", "exec /app"))).toEqual(["medium"])
  expect(await severities(run("set -eu", "migrate", "exec /app"))).toEqual(["high"])
  expect(await severities(run("set -o errexit", "migrate", "exec /app"))).toEqual(["high"])
  expect(await severities(run("exec /absent"))).toEqual(["high"])
  expect(await severities("CMD migrate; exec /app")).toEqual(["medium"])
  expect(await severities("CMD migrate && exec /app")).toEqual(["high"])
  expect(await severities('CMD ["sh", "-ec", "migrate; exec /app"]')).toEqual(["high"])
})
