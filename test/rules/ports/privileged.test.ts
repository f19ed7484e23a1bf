import { expect, test } from "vitest"
import privileged from "../../../src/rules/ports/privileged.ts"
import { findingsOf, testRule } from "../../support/rule.ts"

const tail =
  ": Docker lets any user listen there since 20.10, containerd since 2.0, but Podman, CRI-O and older ones do not."
const PROGRAM = "COPY --elf=amd64 --chmod=755 /app"

testRule(privileged, {
  catches: {
    "EXPOSE 80\nUSER 10001": `The image exposes 80/tcp and runs as uid 10001${tail}`,
    "EXPOSE 53/udp 53 443 8080\nUSER 10001": `The image exposes 443/tcp, 53/tcp and 53/udp and runs as uid 10001${tail}`,
    [`${PROGRAM}\nRUN setcap cap_net_raw+ep /app\nEXPOSE 80\nUSER 10001\nCMD ["/app"]`]: `The image exposes 80/tcp and runs as uid 10001${tail}`,
    "COPY <<EOF /etc/passwd\nweb:x:101:101::/:\nEOF\nEXPOSE 1023\nUSER web": `The image exposes 1023/tcp and runs as uid 101 (web)${tail}`,
  },
  ignores: [
    "EXPOSE 80",
    "EXPOSE 80\nUSER root",
    "EXPOSE 1024 8080\nUSER 10001",
    // Who that is can't be told.
    "EXPOSE 80\nUSER nobody-knows",
    `${PROGRAM}\nRUN setcap cap_net_bind_service=+ep /app\nEXPOSE 80\nUSER 10001\nCMD ["/app"]`,
  ],
})

test("proposes a port that anybody may take", async () => {
  const [finding] = await findingsOf(privileged, "EXPOSE 443\nUSER 10001")
  expect(finding?.severity).toBe("low")
  expect(finding?.remedy).toContain("`EXPOSE 8443`, `docker run -p 443:8443 …`")
})
