import { expect, test } from "vitest"
import commandMissing from "../../../src/rules/health/command-missing.ts"
import { findingsOf, testRule } from "../../support/rule.ts"

const program = (path: string): string => `COPY --elf=amd64 --chmod=755 ${path}\n`
const shell = program("/bin/sh")
const busybox = `${program("/bin/busybox")}RUN ln -s busybox /bin/sh\n`
const PATH = "(/usr/local/sbin, /usr/local/bin, /usr/sbin and 3 more)"
const fails = (because: string): string => `The health check fails each time: ${because}.`
const noCurl = fails(`\`curl\` is in no folder of PATH ${PATH}`)

const remedyOf = async (text: string) => (await findingsOf(commandMissing, text))[0]?.remedy

testRule(commandMissing, {
  catches: {
    [`${shell}HEALTHCHECK CMD curl -f http://localhost/ || exit 1`]: noCurl,
    [`${shell}HEALTHCHECK CMD curl -f http://localhost/`]: noCurl,
    'HEALTHCHECK CMD ["curl", "-f", "http://localhost/"]': noCurl,
    [`${shell}HEALTHCHECK CMD ["sh", "-c", "curl -f http://localhost/ || exit 1"]`]: noCurl,
    [`${shell}HEALTHCHECK CMD timeout 3 curl -f http://localhost/ || exit 1`]: noCurl,
    [`${shell}${program("/bin/grep")}HEALTHCHECK CMD curl -s http://localhost/ | grep ok`]: noCurl,
    [`${shell}HEALTHCHECK CMD [ "$(curl -s -o /dev/null -w '%{http_code}' http://localhost/)" = 200 ] || exit 1`]:
      noCurl,
    // Neither of the two is there.
    [`${shell}HEALTHCHECK CMD curl -f http://localhost/ || wget -q -O /dev/null http://localhost/ || exit 1`]: noCurl,
    "HEALTHCHECK CMD curl -f http://localhost/": fails(
      "/bin/sh is not in the image, and the command in shell form needs it",
    ),
    'HEALTHCHECK CMD ["/healthcheck"]': fails("/healthcheck is not in the image"),
    'COPY <<EOF /health.sh\n#!/bin/sh\nEOF\nHEALTHCHECK CMD ["/health.sh"]': fails(
      "/health.sh has no execute bit (mode 644); it is from layer 0 (COPY <<EOF /health.sh)",
    ),
    [`${shell}COPY --chmod=755 <<EOF /health.sh\n#!/bin/bash\nEOF\nHEALTHCHECK CMD /health.sh`]: fails(
      "/health.sh from layer 1 (COPY --chmod=755 <<EOF /health.sh) begins with `#!/bin/bash`, which is not in the image",
    ),
    'COPY --elf=arm64 --chmod=755 /health\nHEALTHCHECK CMD ["/health"]': fails(
      "/health is a program for arm64, and the image is for linux/amd64; it is from layer 0 (COPY --chmod=755 health /health)",
    ),
    [`${program("/usr/bin/node")}WORKDIR /app\nHEALTHCHECK CMD ["node", "healthcheck.js"]`]: fails(
      "`node` is given healthcheck.js, which is not in /app, the working directory",
    ),
  },
  ignores: [
    "USER 1",
    "HEALTHCHECK NONE",
    `${shell}${program("/usr/bin/curl")}HEALTHCHECK CMD curl -f http://localhost/ || exit 1`,
    // One of the two is there.
    `${shell}${program("/usr/bin/wget")}HEALTHCHECK CMD curl -f http://localhost/ || wget -q -O /dev/null http://localhost/`,
    // busybox's shell may run it without a file.
    `${busybox}HEALTHCHECK CMD wget -q -O /dev/null http://localhost/ || exit 1`,
    `${busybox}RUN ln -s /bin/busybox /usr/bin/wget\nHEALTHCHECK CMD ["wget", "-q", "http://localhost/"]`,
    `${shell}HEALTHCHECK CMD test -f /tmp/healthy`,
    `${shell}HEALTHCHECK CMD [ -f /tmp/healthy ] || exit 1`,
    `${shell}HEALTHCHECK CMD kill -0 1 || exit 1`,
    // What it says is empty then, and it succeeds.
    `${shell}HEALTHCHECK CMD echo "$(uptime-of app)"`,
    // Not certain.
    `${shell}HEALTHCHECK CMD $CHECK || exit 1`,
    `${program("/bin/bash")}ENV BASH_ENV=/root/.bashrc\nHEALTHCHECK CMD ["bash", "-c", "check || exit 1"]`,
    `${program("/bin/bash")}HEALTHCHECK CMD ["bash", "-lc", "check || exit 1"]`,
    `${shell}HEALTHCHECK CMD if curl -f http://localhost/; then exit 0; else exit 1; fi`,
    `${shell}HEALTHCHECK CMD ! curl -f http://localhost/`,
    `${shell}HEALTHCHECK CMD curl -s http://localhost/; true`,
    `VOLUME /checks\nHEALTHCHECK CMD ["/checks/health"]`,
    `# archive: layer 0 left out\n${shell}HEALTHCHECK CMD curl -f http://localhost/`,
    `${program("/usr/bin/node")}COPY <<EOF /app/healthcheck.js\nEOF\nWORKDIR /app\nHEALTHCHECK CMD ["node", "healthcheck.js"]`,
    `${program("/usr/bin/node")}HEALTHCHECK CMD ["node", "-e", "fetch('http://localhost/')"]`,
    `${program("/usr/bin/python3")}HEALTHCHECK CMD ["python3", "-c", "import urllib.request"]`,
    'FROM --platform=windows/amd64 scratch\nHEALTHCHECK CMD ["powershell", "x"]',
  ],
})

test("proposes what this image can do", async () => {
  const curl = "HEALTHCHECK CMD curl -f http://localhost/ || exit 1"
  expect(await remedyOf(`${shell}${program("/usr/bin/wget")}${curl}`)).toContain("start-period=10s CMD wget -q")
  expect(await remedyOf(`${shell}${program("/usr/local/bin/node")}${curl}`)).toContain('["node", "-e",')
  expect(await remedyOf(`${shell}${program("/usr/local/bin/python3")}${curl}`)).toContain('["python3", "-c",')
  expect(await remedyOf(`${shell}${curl}`)).toContain('CMD ["/app", "healthcheck"]`')
})

test("points at the HEALTHCHECK line", async () => {
  const [finding] = await findingsOf(commandMissing, `${shell}HEALTHCHECK CMD /absent`)
  expect(finding?.message).toBe(fails("/absent is not in the image"))
  expect(finding?.location).toEqual({ kind: "history", history: 1, key: "Healthcheck" })
})
