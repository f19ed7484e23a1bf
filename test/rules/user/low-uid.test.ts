import { expect, test } from "vitest"
import { audit } from "../../../src/audit/index.ts"
import lowUid from "../../../src/rules/user/low-uid.ts"
import { dockerfile } from "../../support/dockerfile.ts"
import { withFile } from "../../support/read.ts"
import { testRule } from "../../support/rule.ts"

testRule(lowUid, {
  catches: {
    "USER 101":
      "The container runs as uid 101, below 1000: on the host the same number may be one of its own services.",
    "COPY <<EOF /etc/passwd\nnginx:x:999:999::/:\nEOF\nUSER nginx":
      "The container runs as uid 999 (nginx), below 1000: on the host the same number may be one of its own services.",
  },
  ignores: ["USER 1000", "USER 65532:65532", "USER 0", "FROM scratch", "USER nobody-knows"],
})

test("takes another lowest number", async () => {
  const messages = await withFile(await dockerfile("USER 1000"), async (path) =>
    (await audit([path], { rules: new Map([["user/low-uid", { minimum: 10_000 }]]) })).images.flatMap(({ findings }) =>
      findings.filter(({ rule }) => rule === lowUid.id).map(({ message }) => message),
    ),
  )
  expect(messages).toEqual([
    "The container runs as uid 1000, below 10000: on the host the same number may be one of its own users.",
  ])
})
