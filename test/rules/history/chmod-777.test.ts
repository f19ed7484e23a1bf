import { expect, test } from "vitest"
import chmod777 from "../../../src/rules/history/chmod-777.ts"
import { findingsOf, testRule } from "../../support/rule.ts"

const opens = (command: string): string => `A RUN line lets everybody write: ${command}.`

testRule(chmod777, {
  catches: {
    "COPY a /srv/a\nRUN chmod -R 777 /srv": opens("chmod -R 777 /srv"),
    "COPY a /srv/a\nRUN chmod a+w /srv/a": opens("chmod a+w /srv/a"),
    "COPY a /srv/a\nRUN chmod ugo+rwx /srv/a": opens("chmod ugo+rwx /srv/a"),
    "COPY a /srv/a\nRUN chmod 666 /srv/a && chmod 0777 /srv": opens("chmod 666 /srv/a and 1 more"),
    "COPY a /srv/a\nRUN chmod u=rwx,o=rw /srv/a": opens("chmod u=rwx,o=rw /srv/a"),
    'RUN env chmod 777 "$DATA"': opens('chmod 777 "$DATA"'),
    "RUN find /srv -type d -exec chmod 777 {} +": opens("chmod 777 {}"),
    "RUN find /srv | xargs chmod 777": opens("chmod 777"),
    "RUN mkdir /data; env mkdir -m 0777 /data/x; install -d -m 777 $D": opens("install -d -m 777 $D"),
    "COPY --chmod=777 a /a": "Everybody may write to what a COPY line brings: COPY --chmod=777 a /a.",
  },
  ignores: [
    "COPY a /srv/a\nRUN chmod 755 /srv && chmod +w /srv/a && chmod u+w,g+w /srv/a",
    "COPY a /srv/a\nRUN chmod 1777 /srv && chmod a+rwxt /srv",
    "COPY a /srv/a\nRUN chmod 777 /srv/a && rm /srv/a",
    // Closed again by a later line.
    "COPY a /srv/a\nRUN chmod 777 /srv/a\nRUN chmod 755 /srv/a",
    "COPY a /srv/a\nRUN chmod 777 /srv\nRUN chmod 1777 /srv",
    "COPY a /srv/a\nRUN chmod 777 /srv/a\nRUN rm -r /srv",
    "COPY a /srv/a\nRUN chmod o-w /srv/a && chmod 775 /srv/a && chmod 0774 /srv/a",
    'RUN echo "chmod 777 /srv"',
    "RUN env chmod 777 /dev/stdout",
    "RUN env chmod --reference=/etc/777 /etc/passwd",
    "COPY --chmod=755 777 /a",
    "COPY a /777\nRUN chmod 644 /777",
    "FROM --platform=windows/amd64 scratch\nRUN env chmod 777 $X",
  ],
})

test("is told apart by what it opens", async () => {
  const findings = await findingsOf(chmod777, "RUN env chmod 777 $A\nRUN env chmod 777 build/x")
  expect(new Set(findings.map(({ fingerprint }) => fingerprint)).size).toBe(2)
})
