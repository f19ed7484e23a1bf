import { expect, test } from "vitest"
import missing from "../../../src/rules/health/missing.ts"
import { findingsOf, testRule } from "../../support/rule.ts"

const job = "The image has no health check; if it is no server but a job that ends by itself, it needs none."
const elf = (path: string): string => `COPY --elf=amd64 --chmod=755 ${path}\n`
const sh = elf("/bin/sh")

testRule(missing, {
  catches: {
    'CMD ["/bin/backup"]': job,
    "EXPOSE 8080": "The image has no health check, though it serves on port 8080/tcp.",
    "EXPOSE 1 2 3 4": "The image has no health check, though it serves on port 1/tcp, 2/tcp and 3/tcp and more.",
    'CMD ["nginx", "-g", "daemon off;"]': "The image has no health check, though it starts nginx.",
    'ENTRYPOINT ["/docker-entrypoint.sh"]\nCMD ["postgres"]':
      "The image has no health check, though it starts postgres.",
    [`${sh}COPY --chmod=755 <<EOF /launch\n#!/bin/sh\nif [ "$1" = x ]; then set -- y; fi\nexec "$@"\nEOF\nENTRYPOINT ["/launch"]\nCMD ["redis-server"]`]:
      "The image has no health check, though it starts redis-server.",
    'CMD ["bundle", "exec", "puma"]': "The image has no health check, though it starts puma.",
    'CMD ["python", "-m", "uvicorn", "app:app"]': "The image has no health check, though it starts uvicorn.",
    // Names of servers that are not started.
    'CMD ["tail", "-f", "/var/log/nginx"]': job,
    'ENTRYPOINT ["/usr/bin/pg_dump"]\nCMD ["postgres"]': job,
    'EXPOSE 80\nCMD ["sh"]': "The image has no health check, though it serves on port 80/tcp.",
    "CMD cd /srv && exec /usr/local/bin/gunicorn app": "The image has no health check, though it starts gunicorn.",
  },
  ignores: [
    // Bases and toolboxes.
    "USER 1",
    'CMD ["/bin/bash"]',
    'CMD ["python3"]',
    "EXPOSE 80\nHEALTHCHECK CMD true",
    'HEALTHCHECK --interval=5s CMD ["/app", "ok"]',
    // Switched off on purpose, or dropped by the builder: rules of their own.
    "HEALTHCHECK NONE",
    "# archive: health check dropped\nHEALTHCHECK CMD true",
  ],
})

const severities = async (text: string) => (await findingsOf(missing, text)).map(({ severity }) => severity)

test("is low for what may be a job, medium for what serves", async () => {
  expect(await severities('CMD ["/bin/backup"]')).toEqual(["low"])
  expect(await severities("EXPOSE 80")).toEqual(["medium"])
  expect(await severities("CMD redis-server")).toEqual(["medium"])
})

test("tells of a check that was switched off and then dropped as absent", async () => {
  expect(
    await findingsOf(missing, "# archive: health check dropped\nHEALTHCHECK CMD true\nHEALTHCHECK NONE\nEXPOSE 80"),
  ).toHaveLength(1)
})

const remedyOf = async (text: string) => (await findingsOf(missing, text))[0]?.remedy

test("proposes what this image can do", async () => {
  const times = "--interval=30s --timeout=3s --start-period=10s"
  const self = `Let the program check itself: \`HEALTHCHECK ${times} CMD ["/app", "healthcheck"]\`.`
  expect(await remedyOf(`${sh}${elf("/usr/bin/wget")}EXPOSE 443 3000`)).toBe(
    `Ask the program with what the image has: \`HEALTHCHECK ${times} CMD wget -q -O /dev/null http://127.0.0.1:3000/ || exit 1\`.`,
  )
  expect(await remedyOf(`${elf("/usr/bin/node")}EXPOSE 8080/udp 22`)).toContain(
    `CMD ["node", "-e", "fetch('http://127.0.0.1:8080/')`,
  )
  expect(await remedyOf(`${sh}${elf("/usr/bin/pg_isready")}${elf("/usr/bin/wget")}CMD ["postgres"]`)).toBe(
    `Ask postgres with what the image has: \`HEALTHCHECK ${times} CMD pg_isready -q || exit 1\`.`,
  )
  expect(await remedyOf(`${sh}${elf("/usr/bin/curl")}EXPOSE 9000\nCMD ["php-fpm"]`)).toBe(self)
  // No shell, no program that asks, none that asks this server.
  expect(await remedyOf(`${elf("/usr/bin/wget")}EXPOSE 80`)).toBe(self)
  expect(await remedyOf("EXPOSE 80")).toBe(self)
  expect(await remedyOf(`${sh}${elf("/usr/bin/wget")}CMD ["redis-server"]`)).toBe(self)
})
