import notInFormat from "../../../src/rules/health/not-in-format.ts"
import { testRule } from "../../support/rule.ts"

const dropped =
  "The Dockerfile has a HEALTHCHECK, and the image has not: its builder dropped it, for the OCI format knows none."

testRule(notInFormat, {
  catches: {
    "# archive: health check dropped\nHEALTHCHECK CMD true": dropped,
    '# history: /bin/sh -c #(nop) HEALTHCHECK CMD ["/app", "ok"]': dropped,
  },
  ignores: [
    "FROM scratch",
    "HEALTHCHECK CMD true",
    "HEALTHCHECK NONE",
    "# archive: health check dropped\nHEALTHCHECK NONE",
    "# archive: health check dropped\nHEALTHCHECK CMD true\nHEALTHCHECK NONE",
  ],
})
