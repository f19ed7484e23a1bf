import notReproducible from "../../../src/rules/supply-chain/not-reproducible.ts"
import { testRule } from "../../support/rule.ts"

// The steps ended at 2026-01-31T12:00:00Z.
const at = (time: string, path = "/app"): string => `# mtime: ${time}\nCOPY <<EOF ${path}\nEOF`
const AGAIN = "built again from the same source, the image gets another digest."

testRule(notReproducible, {
  catches: {
    [at("2026-01-31T11:30:00Z")]:
      `1 file in 1 layer has the time of this very build, such as /app of 2026-01-31 in layer 0 (COPY <<EOF /app): ${AGAIN}`,
    [`${at("2026-01-31T11:59:59Z")}\n${at("2026-01-31T12:00:30Z", "/b")}`]: `2 files in 2 layers have the time of this very build, such as /app of 2026-01-31 in layer 0 (COPY <<EOF /app): ${AGAIN}`,
    [at("2031-05-01T00:00:00Z")]:
      `1 file in 1 layer has a time of more than a day after the image itself was made, such as /app of 2031-05-01 in layer 0 (COPY <<EOF /app): ${AGAIN}`,
    // The base's own files are the base's.
    [`# created: 2026-01-01T00:00:00Z\n${at("2025-12-31T23:59:00Z", "/etc/os-release")}\nCMD ["bash"]\n# created: 2026-01-31T12:00:00Z\n${at("2026-01-31T11:59:00Z")}`]: `1 file in 1 layer has the time of this very build, such as /app of 2026-01-31 in layer 1 (COPY <<EOF /app): ${AGAIN}`,
  },
  ignores: [
    "FROM scratch",
    at("2025-12-24T00:00:00Z"),
    at("2026-01-31T11:00:00Z"),
    // A builder that sets times sets all to one second.
    at("2026-01-31T12:00:00Z"),
    at("1970-01-01T00:00:00Z"),
    // A fixed day for the image says nothing of when it was built.
    `# created: 1980-01-01T00:00:01Z\n${at("2026-01-31T11:59:00Z")}`,
    `${at("2026-01-31T11:59:00Z")}\nRUN rm /app`.replace(/^/, "# created: 1970-01-01T00:00:00Z\n"),
  ],
})
