import { expect, test } from "vitest"
import datastore from "../../../src/rules/ports/datastore.ts"
import { findingsOf, testRule } from "../../support/rule.ts"

testRule(datastore, {
  catches: {
    'EXPOSE 8080 5432\nCMD ["/app"]':
      "The image exposes 5432, PostgreSQL's port, and starts no such data store that is known.",
    'EXPOSE 6379\nEXPOSE 27017\nCMD ["node", "server.js"]':
      "The image exposes 6379, Redis's port and 27017, MongoDB's port, and starts no such data store that is known.",
  },
  ignores: [
    'EXPOSE 8080\nCMD ["/app"]',
    'EXPOSE 5432\nENTRYPOINT ["docker-entrypoint.sh"]\nCMD ["postgres"]',
    'EXPOSE 3306\nCMD ["mariadbd"]',
    'EXPOSE 9200\nCMD ["/bin/start"]\n# archive: name docker.elastic.co/elasticsearch/elasticsearch:8',
    'LABEL org.opencontainers.image.title="Valkey operator"\nEXPOSE 6379\nCMD ["/start"]',
    'EXPOSE 11211/udp\nCMD ["/app"]',
    'EXPOSE 15432 54320\nCMD ["/app"]',
  ],
})

test("is worth knowing, and no more", async () => {
  const [finding] = await findingsOf(datastore, 'EXPOSE 5432 6379\nCMD ["/app"]')
  expect(finding?.severity).toBe("info")
  expect(finding?.location).toEqual({ kind: "history", history: 0, key: "ExposedPorts" })
})
