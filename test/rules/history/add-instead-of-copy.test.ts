import addInsteadOfCopy from "../../../src/rules/history/add-instead-of-copy.ts"
import { testRule } from "../../support/rule.ts"

const HASH = "0123456789abcdef".repeat(4)

testRule(addInsteadOfCopy, {
  catches: {
    "ADD app.js /app/": "ADD does here what COPY does: ADD app.js /app/.",
    "ADD --chown=1:1 . /app/": "ADD does here what COPY does: ADD --chown=1:1 . /app/.",
    "ADD site.zip /srv/": "ADD does here what COPY does: ADD site.zip /srv/.",
    [`FROM scratch\n# history: /bin/sh -c #(nop) ADD dir:${HASH} in /app`]: "ADD does here what COPY does: ADD … /app.",
    [`RUN mkdir /app\n# layer: /bin/sh -c #(nop) ADD dir:${HASH} in /app ## \nENV A=1`]:
      "ADD does here what COPY does: ADD … /app.",
  },
  ignores: [
    "COPY app.js /app/",
    "ADD app.tar.gz /app/",
    "ADD rootfs.tar.xz /",
    "ADD https://example.com/x /x",
    "ADD *.tgz /x/",
    `FROM scratch\n# history: /bin/sh -c #(nop) ADD file:${HASH} in /`,
    // It may have been an archive.
    `FROM scratch\n# history: /bin/sh -c #(nop) ADD file:${HASH} in /app`,
    `FROM scratch\n# history: /bin/sh -c #(nop) ADD multi:${HASH} in /app/`,
    "RUN echo ADD a /b",
  ],
})
