import { expect, test } from "vitest"
import missing from "../../../src/rules/health/missing.ts"
import { findingsOf, testRule } from "../../support/rule.ts"

const job = "The image has no health check; if it is no server but a job that ends by itself, it needs none."

testRule(missing, {
  catches: {
    "FROM scratch": job,
    'CMD ["/bin/backup"]': job,
    "EXPOSE 8080": "The image has no health check, though it serves on port 8080/tcp.",
    "EXPOSE 1 2 3 4": "The image has no health check, though it serves on port 1/tcp, 2/tcp and 3/tcp and more.",
    'CMD ["nginx", "-g", "daemon off;"]': "The image has no health check, though it starts nginx.",
    'ENTRYPOINT ["/docker-entrypoint.sh"]\nCMD ["postgres"]':
      "The image has no health check, though it starts postgres.",
    "CMD cd /srv && exec /usr/local/bin/gunicorn app": "The image has no health check, though it starts gunicorn.",
  },
  ignores: [
    "EXPOSE 80\nHEALTHCHECK CMD true",
    'HEALTHCHECK --interval=5s CMD ["/app", "ok"]',
    // Switched off on purpose, or dropped by the builder: rules of their own.
    "HEALTHCHECK NONE",
    "# archive: health check dropped\nHEALTHCHECK CMD true",
  ],
})

const severities = async (text: string) => (await findingsOf(missing, text)).map(({ severity }) => severity)

test("is low for what may be a job, medium for what serves", async () => {
  expect(await severities("FROM scratch")).toEqual(["low"])
  expect(await severities("EXPOSE 80")).toEqual(["medium"])
  expect(await severities("CMD redis-server")).toEqual(["medium"])
})

test("tells of a check that was switched off and then dropped as absent", async () => {
  expect(
    await findingsOf(missing, "# archive: health check dropped\nHEALTHCHECK CMD true\nHEALTHCHECK NONE"),
  ).toHaveLength(1)
})
