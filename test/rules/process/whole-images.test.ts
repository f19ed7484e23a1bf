import { describe, expect, test } from "vitest"
import { auditDockerfile } from "../../support/rule.ts"

const GLIBC = "/lib64/ld-linux-x86-64.so.2"
const MUSL = "/lib/ld-musl-x86_64.so.1"
const elf = (path: string, ...recipe: string[]): string =>
  `COPY --elf=${["amd64", ...recipe].join(",")} --chmod=755 ${path}\n`
const script = (path: string, ...lines: string[]): string =>
  `COPY --chmod=755 <<EOF ${path}\n${lines.join("\n")}\nEOF\n`

/** What matters here of the bases that people build on. */
const DEBIAN = [
  'COPY <<EOF /etc/os-release\nID=debian\nVERSION_ID="12"\nEOF\n',
  "COPY <<EOF /etc/passwd\nroot:x:0:0:root:/root:/bin/bash\nEOF\nCOPY <<EOF /etc/group\nroot:x:0:\nEOF\n",
  "COPY <<EOF /etc/ld.so.conf\ninclude /etc/ld.so.conf.d/*.conf\nEOF\n",
  "COPY <<EOF /etc/ld.so.conf.d/libc.conf\n/usr/local/lib\nEOF\n",
  elf("/usr/lib/x86_64-linux-gnu/ld-linux-x86-64.so.2", "type=shared"),
  elf("/usr/lib/x86_64-linux-gnu/libc.so.6", "type=shared", "soname=libc.so.6", "needed=ld-linux-x86-64.so.2"),
  elf("/usr/bin/dash", `interpreter=${GLIBC}`, "needed=libc.so.6", "type=shared"),
  elf("/usr/bin/bash", `interpreter=${GLIBC}`, "needed=libc.so.6", "type=shared"),
  elf("/usr/bin/env", `interpreter=${GLIBC}`, "needed=libc.so.6", "type=shared"),
  "RUN ln -s usr/bin /bin && ln -s usr/lib /lib && ln -s usr/lib64 /lib64 && ln -s dash /usr/bin/sh\n",
  "RUN mkdir -p /usr/lib64 && ln -s ../lib/x86_64-linux-gnu/ld-linux-x86-64.so.2 /usr/lib64/ld-linux-x86-64.so.2\n",
  "ENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin\n",
].join("")
const PYTHON = `${DEBIAN}${elf("/usr/local/lib/libpython3.12.so.1.0", "type=shared", "soname=libpython3.12.so.1.0", "needed=libc.so.6")}${elf("/usr/local/bin/python3.12", `interpreter=${GLIBC}`, "needed=libpython3.12.so.1.0", "needed=libc.so.6")}RUN ln -s python3.12 /usr/local/bin/python3 && ln -s python3 /usr/local/bin/python\n`
const NODE_SCRIPT = script(
  "/usr/local/bin/docker-entrypoint.sh",
  "#!/bin/sh",
  "set -e",
  `if [ "$1" != "node" ] && [ -z "$(command -v "$1")" ]; then`,
  '  set -- node "$@"',
  "fi",
  'exec "$@"',
)
const NODE = `${DEBIAN}${elf("/usr/local/bin/node", `interpreter=${GLIBC}`, "needed=libc.so.6")}RUN ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm\n${script("/usr/local/lib/node_modules/npm/bin/npm-cli.js", "#!/usr/bin/env node")}${NODE_SCRIPT}ENTRYPOINT ["docker-entrypoint.sh"]\n`
const ALPINE = [
  "COPY <<EOF /etc/os-release\nID=alpine\nVERSION_ID=3.20.0\nEOF\n",
  elf(MUSL, "type=shared"),
  elf("/bin/busybox", `interpreter=${MUSL}`, "needed=libc.musl-x86_64.so.1"),
  elf("/sbin/apk", `interpreter=${MUSL}`, "needed=libc.musl-x86_64.so.1"),
  ...["sh", "cat", "echo", "wget", "ls"].map((name) => `RUN ln -s /bin/busybox /bin/${name}\n`),
  "RUN ln -s /bin/busybox /usr/bin/env && ln -s /bin/busybox /usr/bin/wget\n",
].join("")
const NGINX = `${DEBIAN}${elf("/usr/sbin/nginx", `interpreter=${GLIBC}`, "needed=libc.so.6")}${script(
  "/docker-entrypoint.sh",
  "#!/bin/sh",
  "set -e",
  'if [ "$1" = "nginx" ]; then',
  '  if /usr/bin/find "/docker-entrypoint.d/" -mindepth 1 -print -quit 2>/dev/null | read v; then',
  '    echo "$0: configuring"',
  "  fi",
  "fi",
  'exec "$@"',
)}STOPSIGNAL SIGQUIT\nEXPOSE 80\nENTRYPOINT ["/docker-entrypoint.sh"]\nCMD ["nginx", "-g", "daemon off;"]\n`
const CHECK = "HEALTHCHECK --interval=30s --timeout=3s"

/** What rules of these two groups say of an image, by id, health/missing apart. */
async function told(text: string): Promise<readonly string[]> {
  const report = await auditDockerfile(text)
  const ids = report.images.flatMap(({ findings }) => findings.map(({ rule, severity }) => `${severity} ${rule}`))
  return ids.filter((id) => /^\w+ (?:process|health)\//.test(id) && !id.endsWith("health/missing")).toSorted()
}

const IMAGES: Readonly<Record<string, readonly [text: string, expected: readonly string[]]>> = {
  "a Python image on a slim base whose check calls curl": [
    `${PYTHON}WORKDIR /app\nCOPY <<EOF /app/app.py\nEOF\n${CHECK} CMD curl -f http://localhost:8000/ || exit 1\nCMD ["python", "app.py"]`,
    ["high health/command-missing"],
  ],
  "a well-built Python image": [
    `${PYTHON}WORKDIR /app\nCOPY <<EOF /app/app.py\nEOF\n${CHECK} CMD ["python", "-c", "import app"]\nCMD ["python", "app.py"]`,
    [],
  ],
  "a shell-form Python image": [
    `${PYTHON}WORKDIR /app\nCOPY <<EOF /app/app.py\nEOF\nCMD python app.py`,
    ["medium process/shell-form"],
  ],
  "a Python image that lacks the file": [
    `${PYTHON}WORKDIR /app\nCOPY <<EOF /src/app.py\nEOF\nCMD ["python", "app.py"]`,
    ["high process/command-not-found"],
  ],
  "a virtual environment that was copied elsewhere": [
    `${PYTHON}${script("/venv/bin/gunicorn", "#!/build/.venv/bin/python")}ENV PATH=/venv/bin:/usr/local/bin:/usr/bin\nCMD ["gunicorn", "app:app"]`,
    ["high process/missing-interpreter"],
  ],
  "a virtual environment at its place": [
    `${PYTHON}RUN mkdir -p /app/.venv/bin && ln -s /usr/local/bin/python3 /app/.venv/bin/python\n${script("/app/.venv/bin/gunicorn", "#!/app/.venv/bin/python")}ENV PATH=/app/.venv/bin:/usr/local/bin:/usr/bin\nCMD ["gunicorn", "app:app"]`,
    [],
  ],
  "a Node image that starts npm": [
    `${NODE}WORKDIR /app\nCOPY <<EOF /app/package.json\n{}\nEOF\nCMD ["npm", "start"]`,
    ["low process/package-manager-pid1"],
  ],
  "a Node image with its entrypoint script": [
    `${NODE}WORKDIR /app\nCOPY <<EOF /app/server.js\nEOF\n${CHECK} CMD ["node", "-e", "fetch('http://localhost:3000/')"]\nCMD ["node", "server.js"]`,
    ["info process/no-init"],
  ],
  // The script puts node before it.
  "a Node image that names only a file": [`${NODE}WORKDIR /app\nCOPY <<EOF /app/server.js\nEOF\nCMD ["server.js"]`, []],
  "a Node image as it is": [`${NODE}CMD ["node"]`, ["medium process/shell-command"]],
  "a program for arm64": [`COPY --elf=arm64 --chmod=755 /app\nCMD ["/app"]`, ["high process/wrong-architecture"]],
  "a glibc program on Alpine": [
    `${ALPINE}${elf("/app", `interpreter=${GLIBC}`, "needed=libc.so.6")}CMD ["/app"]`,
    ["high process/missing-interpreter"],
  ],
  "a C++ program on Alpine without its library": [
    `${ALPINE}${elf("/app", `interpreter=${MUSL}`, "needed=libstdc++.so.6", "needed=libc.musl-x86_64.so.1")}CMD ["/app"]`,
    ["high process/missing-library"],
  ],
  "an entrypoint script with Windows line ends": [
    `${ALPINE}${script("/entrypoint.sh", "#!/bin/sh\r", "set -e\r", 'exec "$@"\r')}ENTRYPOINT ["/entrypoint.sh"]\nCMD ["/app"]`,
    ["high process/missing-interpreter"],
  ],
  "an entrypoint script without its bit": [
    `${ALPINE}COPY <<EOF /entrypoint.sh\n#!/bin/sh\nexec "$@"\nEOF\nENTRYPOINT ["/entrypoint.sh"]`,
    ["high process/not-executable"],
  ],
  "a script for bash on Alpine": [
    `${ALPINE}${script("/entrypoint.sh", "#!/usr/bin/env bash", "exec httpd -f")}ENTRYPOINT ["/entrypoint.sh"]`,
    ["high process/missing-interpreter"],
  ],
  "a static Go program on nothing": [`${elf("/app")}USER 65532:65532\nENTRYPOINT ["/app"]`, []],
  "a dynamic Go program on nothing": [
    `${elf("/app", `interpreter=${GLIBC}`, "needed=libc.so.6")}ENTRYPOINT ["/app"]`,
    ["high process/missing-interpreter"],
  ],
  "a shell-form check on distroless": [
    `${elf("/app")}${CHECK} CMD wget -q http://localhost:8080/ || exit 1\nENTRYPOINT ["/app"]`,
    ["high health/command-missing"],
  ],
  "busybox with a check": [
    `${ALPINE}EXPOSE 80\n${CHECK} CMD wget -q -O /dev/null http://localhost/ || exit 1\nCMD ["wget"]`,
    [],
  ],
  "nginx as its official image has it": [NGINX, []],
  "nginx with a check and its own files": [
    `${NGINX}${elf("/usr/bin/curl", `interpreter=${GLIBC}`, "needed=libc.so.6")}COPY <<EOF /usr/share/nginx/html/index.html\nEOF\n${CHECK} CMD curl -fsS http://localhost/ || exit 1`,
    [],
  ],
}

describe.each(Object.entries(IMAGES))("%s", (_, [text, expected]) => {
  test("is told what is wrong, and nothing else", async () => {
    expect(await told(text)).toEqual(expected)
  })
})
