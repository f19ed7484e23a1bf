import type { Finding, Report } from "../../src/index.ts"
import { hostile } from "../reports/hostile.ts"
import { IMAGE, INCOMPLETE, PASS, REPORT } from "../reports/sample.ts"
import { auditFixture, diffFixtures, FIXTURES } from "./support.ts"

/** As many findings as nobody wants to read. */
const MANY: Report = {
  ...REPORT,
  images: [
    {
      ...IMAGE,
      findings: Array.from({ length: 100_000 }, (_, at): Finding => ({
        ...IMAGE.findings[at % IMAGE.findings.length]!,
        fingerprint: at.toString(16).padStart(16, "0"),
        location: { kind: "file", layer: 3, path: `/srv/${at}/a b:c` },
      })),
    },
  ],
}

const accepted = (report: Report): Report => ({
  ...report,
  images: report.images.map((image) => ({
    ...image,
    findings: image.findings.map((finding): Finding => ({ ...finding, status: "suppressed", reason: "known" })),
  })),
})

/** Reports of every kind, by name: what a format must hold up to. */
export async function reports(): Promise<ReadonlyMap<string, Report>> {
  const audited = new Map<string, Report>()
  for (const name of FIXTURES) audited.set(name, await auditFixture(name))
  return new Map([
    ["fail", REPORT],
    ["pass", PASS],
    ["incomplete", INCOMPLETE],
    ["accepted", accepted(REPORT)],
    ["nothing", { ...REPORT, inputs: [], images: [], failures: [], verdict: "incomplete" }],
    ["hostile", hostile(INCOMPLETE)],
    ["hostile and accepted", hostile(accepted(REPORT))],
    ["many", MANY],
    ["fifty", { ...REPORT, images: Array.from({ length: 50 }, (_, at) => ({ ...IMAGE, names: [`shop/${at}:1`] })) }],
    ["diff", await diffFixtures("cart-1.4.2.tar.gz", "cart-1.5.0.tar.gz")],
    ...audited,
  ])
}
