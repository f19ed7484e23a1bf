import { expect, test } from "vitest"
import missingInterpreter from "../../../src/rules/process/missing-interpreter.ts"
import { findingsOf, testRule } from "../../support/rule.ts"

const GLIBC = "/lib64/ld-linux-x86-64.so.2"
const MUSL = "/lib/ld-musl-x86_64.so.1"
const program = (path: string, interpreter = ""): string =>
  `COPY --elf=amd64${interpreter && `,interpreter=${interpreter}`} --chmod=755 ${path}\n`
const script = (path: string, first: string): string =>
  `COPY --chmod=755 <<EOF ${path}\n${first}\nexec true${first.endsWith("\r") ? "\r" : ""}\nEOF\n`
const remedyOf = async (text: string): Promise<string | undefined> =>
  (await findingsOf(missingInterpreter, text))[0]?.remedy

testRule(missingInterpreter, {
  catches: {
    [`${program("/bin/sh")}${script("/run.sh", "#!/bin/bash")}CMD ["/run.sh"]`]:
      "The container can't start: /run.sh from layer 1 (COPY --chmod=755 <<EOF /run.sh) begins with `#!/bin/bash`, which is not in the image.",
    [`${program("/bin/sh")}${script("/run.sh", "#!/bin/sh\r")}CMD ["/run.sh"]`]:
      "The container can't start: the first line of /run.sh from layer 1 (COPY --chmod=755 <<EOF /run.sh) ends in a carriage return, which becomes a part of the interpreter's name.",
    [`${program("/bin/sh")}${script("/run.sh", "#!/bin/sh -e\r")}CMD ["/run.sh"]`]:
      "The container can't start: the first line of /run.sh from layer 1 (COPY --chmod=755 <<EOF /run.sh) ends in a carriage return, which becomes a part of what the interpreter is given.",
    // A shell is told to read it.
    [`${program("/bin/sh")}${script("/run.sh", "#!/bin/sh\r\nset -e\r")}CMD ["sh", "/run.sh"]`]:
      "The container's command fails: the lines of /run.sh from layer 1 (COPY --chmod=755 <<EOF /run.sh) end in carriage returns, which the shell takes for a part of the last word of each.",
    [`${program("/usr/bin/env")}${script("/cli.js", "#!/usr/bin/env node")}CMD ["/cli.js"]`]:
      "The container can't start: /cli.js from layer 1 (COPY --chmod=755 <<EOF /cli.js) begins with `#!/usr/bin/env node`, and `node` is in no folder of PATH.",
    [`${program("/usr/bin/env")}${script("/cli.js", "#!/usr/bin/env -S node --no-warnings")}CMD ["/cli.js"]`]:
      "The container can't start: /cli.js from layer 1 (COPY --chmod=755 <<EOF /cli.js) begins with `#!/usr/bin/env -S node --no-warnings`, and `node` is in no folder of PATH.",
    // A virtual environment that was moved.
    [`${script("/venv/bin/gunicorn", "#!/app/.venv/bin/python3")}ENV PATH=/venv/bin:/bin\nCMD ["gunicorn"]`]:
      "The container can't start: /venv/bin/gunicorn from layer 0 (COPY --chmod=755 <<EOF /venv/bin/gunicorn) begins with `#!/app/.venv/bin/python3`, which is not in the image.",
    // One script starts another.
    [`${script("/usr/bin/launch", "#!/opt/perl")}${script("/run", "#!/usr/bin/launch")}CMD ["/run"]`]:
      "The container can't start: /usr/bin/launch from layer 0 (COPY --chmod=755 <<EOF /usr/bin/launch) begins with `#!/opt/perl`, which is not in the image.",
    [`${program("/app", GLIBC)}CMD ["/app"]`]: `The container can't start: /app from layer 0 (COPY --chmod=755 app /app) needs the loader ${GLIBC}, which is not in the image: it is a dynamic program, in an image without the loader that it needs.`,
    [`${program(MUSL)}${program("/app", GLIBC)}CMD ["/app"]`]: `The container can't start: /app from layer 1 (COPY --chmod=755 app /app) needs the loader ${GLIBC}, which is not in the image: it is a program linked with glibc, in an image whose C library is musl, as Alpine's is.`,
    [`${program(GLIBC)}${program("/app", MUSL)}CMD ["/app"]`]: `The container can't start: /app from layer 1 (COPY --chmod=755 app /app) needs the loader ${MUSL}, which is not in the image: it is a program linked with musl, in an image without it.`,
    'COPY --chmod=755 <<EOF /run.sh\necho hello\nEOF\nCMD ["/run.sh"]':
      "The container can't start: /run.sh from layer 0 (COPY --chmod=755 <<EOF /run.sh) does not begin with `#!`, so that the kernel takes it for no program (exec format error).",
  },
  ignores: [
    `${program("/bin/sh")}${script("/run.sh", "#!/bin/sh")}CMD ["/run.sh"]`,
    `${program("/bin/busybox")}RUN ln -s busybox /bin/sh\n${script("/run.sh", "#! /bin/sh -e")}CMD ["/run.sh"]`,
    `${program("/usr/bin/env")}${program("/usr/local/bin/node")}${script("/cli.js", "#!/usr/bin/env node")}CMD ["/cli.js"]`,
    `${program("/usr/bin/env")}${program("/usr/local/bin/node")}${script("/cli.js", "#!/usr/bin/env -S A=1 node")}CMD ["/cli.js"]`,
    `${program("/app")}CMD ["/app"]`,
    `${program(GLIBC)}${program("/app", GLIBC)}CMD ["/app"]`,
    // gcompat brings the loader to Alpine.
    `${program(MUSL)}RUN ln -s /lib/libgcompat.so.0 /lib64\n${program("/lib/libgcompat.so.0")}${program("/app", MUSL)}CMD ["/app"]`,
    // A shell reads it, whatever its first line says.
    `${program("/bin/sh")}${script("/run.sh", "#!/bin/bash")}CMD ["sh", "/run.sh"]`,
    // A program of an unknown kind may be one that the kernel was taught.
    'COPY --chmod=755 <<EOF /app\nPK\nEOF\nCMD ["/app"]',
    `${script("/run.sh", "#!/data/bin/python3")}VOLUME /data\nCMD ["/run.sh"]`,
    `${script("/other.sh", "#!/bin/bash")}${program("/app")}CMD ["/app"]`,
  ],
})

test("proposes what this image can do", async () => {
  const bash = `${script("/run.sh", "#!/bin/bash")}CMD ["/run.sh"]`
  expect(await remedyOf(`${program("/bin/sh")}${program("/sbin/apk")}${bash}`)).toBe(
    "Write the script for `#!/bin/sh`, or install it: `RUN apk add --no-cache bash`.",
  )
  expect(await remedyOf(`${program("/usr/bin/bash")}${bash}`)).toContain("begin the script with `#!/usr/bin/bash`")
  expect(await remedyOf(`${script("/run.sh", "#!/bin/sh\r")}CMD ["/run.sh"]`)).toContain("eol=lf")
  expect(await remedyOf(`${script("/v/bin/gunicorn", "#!/app/.venv/bin/python3")}CMD ["/v/bin/gunicorn"]`)).toContain(
    "`COPY --from=build /app/.venv …`",
  )
})
