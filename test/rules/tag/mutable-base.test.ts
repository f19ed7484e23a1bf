import { expect, test } from "vitest"
import mutableBase from "../../../src/rules/tag/mutable-base.ts"
import { findingsOf, testRule } from "../../support/rule.ts"

const named = (name: string): string => `LABEL org.opencontainers.image.base.name="${name}"`
const DIGEST = `sha256:${"a".repeat(64)}`

testRule(mutableBase, {
  catches: {
    [named("debian:latest")]: "The base image is debian:latest, and no digest says which one that was.",
    [named("debian")]: "The base image is debian, without a tag, and no digest says which one that was.",
    // The port of a registry is no tag.
    [named("registry.example.com:5000/team/base")]:
      "The base image is registry.example.com:5000/team/base, without a tag, and no digest says which one that was.",
    [`${named("debian:latest")}\nLABEL org.opencontainers.image.base.digest=""`]:
      "The base image is debian:latest, and no digest says which one that was.",
  },
  ignores: [
    "FROM scratch",
    named(""),
    named("scratch"),
    named("debian:13-slim"),
    named("registry.example.com:5000/team/base:1.2"),
    named("debian:latest-2026"),
    named(`debian@${DIGEST}`),
    named(`debian:latest@${DIGEST}`),
    `${named("debian:latest")}\nLABEL org.opencontainers.image.base.digest=${DIGEST}`,
  ],
})

test("points at the label", async () => {
  const [finding] = await findingsOf(mutableBase, named("debian"))
  expect(finding?.location).toEqual({ kind: "label", key: "org.opencontainers.image.base.name" })
})
