import { describe, expect, test } from "vitest"
import { dockerfileLine } from "../../src/image/index.ts"

const HASH = "d80822266ae27ba3573f0ec16a1e5a5e77529c923b4516d9488e0b569ccb6099"

/** What builders write, and the line that its author would recognise. */
const LINES: Record<string, Record<string, string>> = {
  "docker's classic builder": {
    [`/bin/sh -c #(nop) ADD file:${HASH} in / `]: "ADD … /",
    [`/bin/sh -c #(nop) COPY dir:${HASH} in . `]: "COPY … .",
    [`/bin/sh -c #(nop) COPY multi:${HASH} in /root/.ssh/ `]: "COPY … /root/.ssh/",
    [`/bin/sh -c #(nop) COPY --chown=10001:10001dir:${HASH} in /srv/ `]: "COPY --chown=10001:10001 … /srv/",
    [`/bin/sh -c #(nop) COPY --chown=app:appfile:${HASH} in /in here `]: "COPY --chown=app:app … /in here",
    [`/bin/sh -ec #(nop) ADD ${HASH} in /usr/local/bin/get.sh `]: "ADD … /usr/local/bin/get.sh",
    "/bin/sh -c #(nop)  ENV A=b c=d": "ENV A=b c=d",
    "/bin/sh -c #(nop)  MAINTAINER Dana Dev <dana@example.com>": "MAINTAINER Dana Dev <dana@example.com>",
    '/bin/sh -c #(nop)  CMD ["sh" "/opt/run.sh"]': 'CMD ["sh", "/opt/run.sh"]',
    '/bin/sh -c #(nop)  CMD ["/bin/sh" "-c" "node server.js"]': "CMD node server.js",
    '/bin/sh -c #(nop)  CMD ["/bin/sh" "-c" "echo \\"a\\tb\\" \\u2026 \\x41"]': 'CMD echo "a\tb" … A',
    '/bin/sh -c #(nop)  ENTRYPOINT ["sh" "-c"]': 'ENTRYPOINT ["sh", "-c"]',
    '/bin/sh -c #(nop)  CMD ["sh" "-c" "exec x"]': 'CMD ["sh", "-c", "exec x"]',
    '/bin/sh -c #(nop)  CMD ["C:\\\\app.exe"]': 'CMD ["C:\\\\app.exe"]',
    "/bin/sh -c #(nop)  CMD []": "CMD []",
    '/bin/sh -c #(nop)  CMD ["cut': 'CMD ["cut',
    '/bin/sh -c #(nop)  CMD ["cut"x': 'CMD ["cut"x',
    '/bin/sh -c #(nop)  CMD ["a"] b': 'CMD ["a"] b',
    "/bin/sh -c #(nop)  EXPOSE 22/tcp 8443/udp 9000-9002": "EXPOSE 22/tcp 8443/udp 9000-9002",
    "/bin/sh -c #(nop)  EXPOSE map[80/tcp:{} 443/udp:{}]": "EXPOSE 80 443/udp",
    "/bin/sh -c #(nop)  VOLUME [/var/lib/data /logs]": "VOLUME /var/lib/data /logs",
    "/bin/sh -c #(nop)  ONBUILD RUN make -C /app": "ONBUILD RUN make -C /app",
    "/bin/sh -ec #(nop)  SHELL [/bin/sh -ec]": 'SHELL ["/bin/sh", "-ec"]',
    "/bin/sh -c #(nop) SHELL [powershell -Command $x = 'y z';]": "SHELL [powershell -Command $x = 'y z';]",
    '/bin/sh -ec #(nop)  ENTRYPOINT ["/bin/sh" "-ec" "/entry.sh sh"]': "ENTRYPOINT /entry.sh sh",
    "/usr/bin/python3 -c #(nop)  USER app": "USER app",
    "/bin/sh -c make && \\\n\t\tmake install": "RUN make && make install",
    "/bin/sh -c set -eux; \t\tapt-get update;     echo 'a  b' \"c   d\"":
      "RUN set -eux; apt-get update; echo 'a  b' \"c   d\"",
    "/bin/sh -c echo it\\'s   it": "RUN echo it\\'s it",
    "/bin/sh -c true": "RUN true",
    '/bin/sh -c echo "#(nop)" USER x': 'RUN echo "#(nop)" USER x',
    '/bin/sh -c echo "a #(nop) USER b"': 'RUN echo "a #(nop) USER b"',
    "/bin/bash -o pipefail -c curl x | sh": "RUN curl x | sh",
    "/bin/bash -euo pipefail -c make": "RUN make",
    "/bin/bash -ceuxo pipefail make": "RUN make",
    "/usr/bin/env bash --login -c make": "RUN make",
    "|2 BUILD_ENV=production TOKEN=abc /bin/sh -c chmod 600 /key": "RUN chmod 600 /key",
    "|1 MESSAGE=two words /bin/sh -c echo $MESSAGE": "RUN echo $MESSAGE",
    "|1 PATH_TO=/bin/sh /bin/sh -c make": "RUN make",
    "|1 A=b npm ci": "RUN npm ci",
    "|2 A=two words B=c npm ci": "RUN npm ci",
    "|0 npm ci": "RUN npm ci",
    "|9 A=b": "RUN",
    "|1 A=x/bin/sh -c y /bin/sh -c make": "RUN make",
    "|9 A=b npm ci": "RUN npm ci",
  },
  BuildKit: {
    "RUN /bin/sh -c apt-get update   && apt-get install -y make # buildkit":
      "RUN apt-get update && apt-get install -y make",
    "RUN |2 TOKEN=abc BUILD_ENV=production /bin/sh -c make # buildkit": "RUN make",
    "RUN |1 A=b npm ci # buildkit": "RUN npm ci",
    "RUN npm ci # buildkit": "RUN npm ci",
    'RUN /bin/sh -c bash -c "make" # buildkit': 'RUN bash -c "make"',
    "RUN /bin/ash -eo pipefail -c make # buildkit": "RUN make",
    "RUN /bin/sh -c cat <<EOF > /x.py\nif x:\n    y  = 1\nEOF\n # buildkit":
      "RUN cat <<EOF > /x.py\nif x:\n    y  = 1\nEOF",
    "RUN cmd /S /C mkdir C:\\app # buildkit": "RUN mkdir C:\\app",
    "RUN powershell -Command $ErrorActionPreference = 'Stop'; $ProgressPreference = 'SilentlyContinue'; Get-Item x # buildkit":
      "RUN Get-Item x",
    "COPY --chown=10001:10001 /out/ /srv/ # buildkit": "COPY --chown=10001:10001 /out/ /srv/",
    "COPY a in b # buildkit": "COPY a in b",
    "ENV PORT=8080 TZ=UTC": "ENV PORT=8080 TZ=UTC",
    "EXPOSE map[8080/tcp:{}]": "EXPOSE 8080",
    "EXPOSE [8080/tcp 53/udp]": "EXPOSE 8080 53/udp",
    "VOLUME [/data]": "VOLUME /data",
    'ENTRYPOINT ["/srv/server"]': 'ENTRYPOINT ["/srv/server"]',
    'CMD ["cmd" "/S" "/C" "run.bat"]': "CMD run.bat",
    "WORKDIR /srv": "WORKDIR /srv",
  },
  "HEALTHCHECK in Go's notation": {
    '/bin/sh -c #(nop)  HEALTHCHECK &{["CMD" "wget" "-q" "http://127.0.0.1/"] "30s" "3s" "5s" \'\\x03\'}':
      'HEALTHCHECK --interval=30s --timeout=3s --start-period=5s --retries=3 CMD ["wget", "-q", "http://127.0.0.1/"]',
    'HEALTHCHECK &{["CMD-SHELL" "curl -f localhost || exit 1"] "1h0m0s" "1m0s" "0s" "2s" \'\\n\'}':
      "HEALTHCHECK --interval=1h --timeout=1m --start-interval=2s --retries=10 CMD curl -f localhost || exit 1",
    'HEALTHCHECK &{["CMD-SHELL" "curl localhost"] "0s" "0s" \'\\x00\'}': "HEALTHCHECK CMD curl localhost",
    'HEALTHCHECK &{["NONE"] "0s" "0s" "0s" "0s" \'\\x00\'}': "HEALTHCHECK NONE",
    "HEALTHCHECK {[CMD-SHELL curl -f localhost] 30s 3s 0s 3}":
      "HEALTHCHECK --interval=30s --timeout=3s --retries=3 CMD curl -f localhost",
    'HEALTHCHECK &{["CMD" "x"] and then': 'HEALTHCHECK &{["CMD" "x"] and then',
    "/bin/sh -c #(nop) HEALTHCHECK --interval=30s CMD true": "HEALTHCHECK --interval=30s CMD true",
  },
  "buildah and podman": {
    [`/bin/sh -c #(nop) COPY file:${HASH} in /etc/passwd `]: "COPY … /etc/passwd",
    '/bin/sh -c ["/bin/sh", "-c", "echo x >> /etc/group"]': 'RUN ["/bin/sh", "-c", "echo x >> /etc/group"]',
    "|3 B=two words A=1 /bin/sh -c make": "RUN make",
    "|3 B=two words A=1 npm ci": "RUN npm ci",
    "|3 B=1 A=two words npm ci": "RUN npm ci",
    '/bin/sh -c #(nop) CMD ["/bin/sh", "-c", "node x"]': 'CMD ["/bin/sh", "-c", "node x"]',
    '/bin/sh -c #(nop) LABEL a="b"       c="d  e"': 'LABEL a="b" c="d  e"',
    "/bin/sh -c #(nop) ARG BUILD_ENV TOKEN": "ARG BUILD_ENV TOKEN",
  },
  kaniko: {
    "RUN chmod +x /run.sh": "RUN chmod +x /run.sh",
    'RUN bash -c "make all"': 'RUN bash -c "make all"',
    "ADD README.md /somefile.txt": "ADD README.md /somefile.txt",
    'VOLUME ["/data"]': 'VOLUME ["/data"]',
  },
  "Windows' classic builder": {
    "cmd /S /C #(nop) COPY file:abc in C:\\app ": "COPY … C:\\app",
    "cmd /S /C powershell -Command Get-Item x": "RUN powershell -Command Get-Item x",
    "powershell -NoProfile -Command $ErrorActionPreference = 'Stop'; #(nop)  ENV A=b": "ENV A=b",
    "C:\\Windows\\System32\\cmd.exe /S /C dir": "RUN dir",
  },
  "no Dockerfile at all": {
    "": "",
    apko: "apko",
    "bazel build ...": "bazel build ...",
    "Apply image 10.0.20348.1": "Apply image 10.0.20348.1",
    "nginx -g daemon off;": "nginx -g daemon off;",
    "/bin/sh": "/bin/sh",
    "SOMETHING else": "SOMETHING else",
    "ko build ko://example.com/app": "ko build ko://example.com/app",
  },
}

describe.each(Object.entries(LINES))("%s", (_, lines) => {
  test.each(Object.entries(lines))("%j", (createdBy, text) => {
    expect(dockerfileLine(createdBy, "").text).toBe(text)
  })
})

test("the instruction is the keyword of the line, and empty where there is none", () => {
  const instructions = [
    "/bin/sh -c make",
    "RUN npm ci # buildkit",
    "/bin/sh -c #(nop)  USER app",
    "apko",
    "run x",
    "toString",
  ]
  expect(instructions.map((createdBy) => dockerfileLine(createdBy, "").instruction)).toEqual([
    "RUN",
    "RUN",
    "USER",
    "",
    "",
    "",
  ])
})

test.each([
  ["", "store paths: ['/nix/store/cmfw732pzd72p9rf4jfc3z0kps69igrl-glibc-2.39-52']", "/nix/store/…-glibc-2.39-52"],
  ["", "Imported from -", "Imported from -"],
  ["", "buildkit.dockerfile.v0", ""],
  ["jib-maven-plugin:3.4.0", "dependencies", "jib-maven-plugin:3.4.0 (dependencies)"],
  ["jib-core:null", "", "jib-core:null"],
  ["apko", "Title by Vendor", "apko"],
  ["/bin/sh -c make", "FROM 4aab332a70e5", "RUN make"],
])("%j with the comment %j is %j", (createdBy, comment, text) => {
  expect(dockerfileLine(createdBy, comment).text).toBe(text)
})

test("the values of build arguments stand in no line", () => {
  const forms = [
    "|2 A=s3cret value B=x /bin/sh -c make",
    "RUN |2 A=s3cret B=x /bin/sh -c make # buildkit",
    "|1 A=s3cret make",
  ]
  expect(forms.map((createdBy) => dockerfileLine(createdBy, "").text)).toEqual(["RUN make", "RUN make", "RUN make"])
})

/** Texts on which a careless pattern would take a time that grows with the square of their length. */
const SLOW = [
  "/",
  "c",
  " ",
  "\\\n\t",
  "\"'",
  '\\"',
  "A=b ",
  "sh -a ",
  '"a" ',
  "--chown=a ",
  "file:abc",
  "$a = 'b';",
  "cmd /a ",
]
const STARTS = [
  "",
  "|999999999 ",
  "RUN |2 ",
  "/bin/sh -c #(nop) COPY ",
  "HEALTHCHECK &{[",
  "CMD [",
  "EXPOSE map[",
  "sh -",
  "powershell ",
]

test("a megabyte of anything takes no longer than its length asks for", () => {
  const texts = SLOW.flatMap((unit) =>
    STARTS.map((start) => start + unit.repeat(250_000 / unit.length) + "]! # buildkit"),
  )
  const started = performance.now()
  for (const text of texts) dockerfileLine(text, "")
  expect(performance.now() - started).toBeLessThan(30_000)
})
