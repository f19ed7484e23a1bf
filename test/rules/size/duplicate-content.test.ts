import { expect, test } from "vitest"
import duplicateContent from "../../../src/rules/size/duplicate-content.ts"
import { findingsOf, testRule } from "../../support/rule.ts"

testRule(duplicateContent, {
  catches: {
    "COPY --size=2MB /app/a.js\nRUN cp /app/a.js /srv/b.js":
      "2 MB in 1 file at /srv/b.js are the same as at /app/a.js and stored again by layer 1 (RUN cp /app/a.js /srv/b.js).",
    "COPY --size=2MB /app/x/1\nCOPY --size=1MB /app/x/2\nRUN cp /app/x/1 /srv/x/1 && cp /app/x/2 /srv/x/2":
      "3 MB in 2 files at /srv are the same as at /app and stored again by layer 2 (RUN cp /app/x/1 /srv/x/1 && cp /app/x/2 /srv/x/2): /srv/x/1, /srv/x/2.",
  },
  ignores: [
    // As a package of the distribution has it.
    "COPY --size=2MB /usr/bin/a\nRUN cp /usr/bin/a /usr/bin/b\nCOPY <<EOF /var/lib/dpkg/status\nPackage: a\nVersion: 1\nEOF\nCOPY <<EOF /var/lib/dpkg/info/a.list\n/usr/bin/a\n/usr/bin/b\nEOF",
    "COPY --size=2MB /app/a\nRUN ln /app/a /app/b",
    "COPY --size=2MB /app/a\nRUN ln -s /app/a /app/b",
    "COPY --size=9kB /app/a\nRUN cp /app/a /app/b",
    "COPY --size=2MB /app/a\nRUN cp /app/a /app/b\nRUN rm /app/a",
  ],
})

test("the remedy is the link to make", async () => {
  const [finding] = await findingsOf(duplicateContent, "COPY --size=2MB /app/a\nRUN cp /app/a /b")
  expect(finding?.bytes).toBe(2_000_000)
  expect(finding?.remedy).toContain("ln -s /app/a /b")
})
