import { expect, test } from "vitest"
import deprecated from "../../../src/rules/labels/deprecated.ts"
import { findingsOf, testRule } from "../../support/rule.ts"

testRule(deprecated, {
  catches: {
    'LABEL org.label-schema.vcs-url="https://example.com/a" org.label-schema.name=app':
      "Labels of Label Schema are set, which OCI's have replaced: org.label-schema.name and org.label-schema.vcs-url.",
    "LABEL org.label-schema.schema-version=1.0 org.label-schema.a=1 org.label-schema.b=1":
      "Labels of Label Schema are set, which OCI's have replaced: org.label-schema.schema-version and 2 more under org.label-schema..",
    "MAINTAINER me": "A MAINTAINER line says who made the image: it has been deprecated since Docker 1.13.",
  },
  ignores: [
    "FROM scratch",
    "LABEL org.opencontainers.image.title=app maintainer=me@example.com",
    "LABEL org.label-schema=1 com.example.org.label-schema.name=app",
    // A line in the history that set nothing.
    "# history: /bin/sh -c #(nop)  MAINTAINER me",
    // The base's own.
    '# created: 2026-01-01T00:00:00Z\nMAINTAINER me\nCOPY a /a\nCMD ["sh"]\n# created: 2026-03-01T00:00:00Z\nCOPY b /b',
  ],
})

test("names what takes their place", async () => {
  const [known] = await findingsOf(deprecated, "LABEL org.label-schema.vcs-ref=abc org.label-schema.schema-version=1.0")
  expect(known?.remedy).toBe("Write org.opencontainers.image.revision for vcs-ref.")
  const [unknown] = await findingsOf(deprecated, "LABEL org.label-schema.constructor=1")
  expect(unknown?.remedy).toContain("or leave them out")
})
