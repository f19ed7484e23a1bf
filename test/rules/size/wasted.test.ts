import { expect, test } from "vitest"
import wasted from "../../../src/rules/size/wasted.ts"
import { findingsOf, testRule } from "../../support/rule.ts"

testRule(wasted, {
  catches: {
    "COPY --size=2MB /srv/a\nRUN cp /srv/a /srv/b\nRUN chown -R 1000:1000 /srv/b":
      "2 MB in 1 file of layer 1 (RUN cp /srv/a /srv/b) are stored again, with the same content, by layer 2 (RUN chown -R 1000:1000 /srv/b): /srv/b.",
    "COPY --size=2MB /tmp/a\nRUN rm /tmp/a":
      "2 MB in 1 file of layer 0 (COPY a /tmp/a) are deleted by layer 1 (RUN rm /tmp/a): /tmp/a.",
    "COPY --size=2MB /a\nCOPY --size=3MB /a":
      "2 MB in 1 file of layer 0 (COPY a /a) are overwritten by layer 1 (COPY a /a): /a.",
    "COPY --size=2MB /var/lib/dpkg/status\nCOPY --size=3MB /var/lib/dpkg/status":
      "2 MB in 1 file of layer 0 (COPY status /var/lib/dpkg/status) are the package manager's records and are rewritten by layer 1 (COPY status /var/lib/dpkg/status): /var/lib/dpkg/status.",
  },
  ignores: [
    "COPY --size=2MB --chown=1000:1000 /srv/a",
    // What a COPY wrote is told by size/copied-twice.
    "COPY --size=2MB /srv/a\nRUN chown -R 1000:1000 /srv",
    // A file of 9 kB, even where it is all there is.
    "COPY --size=9kB /a\nRUN rm /a",
    // 60 kB of 20 MB.
    "COPY --size=20MB /big\nCOPY --size=60kB /a\nRUN rm /a",
  ],
})

test("one finding says it of all files that the same two instructions waste, and names the three largest", async () => {
  const findings = await findingsOf(
    wasted,
    `COPY --size=400kB /d/a
     COPY --size=300kB /d/b
     RUN cp /d/b /e/1 && cp /d/a /e/2 && cp /d/b /e/3 && cp /d/a /e/4
     RUN rm -rf /e`,
  )
  expect(findings.map(({ message }) => message)).toEqual([
    expect.stringMatching(
      /^1.4 MB in 4 files of layer 2 .* are deleted by layer 3 .*: \/e\/2, \/e\/4, \/e\/1 and 1 more[.]$/,
    ),
  ])
})

test("the finding points to the layer that holds the bytes and to the one that wastes them", async () => {
  const [finding] = await findingsOf(wasted, "ENV A=b\nCOPY --size=2MB /tmp/a\nRUN rm /tmp/a")
  expect(finding).toMatchObject({
    bytes: 2_000_000,
    location: { kind: "layer", layer: 0, history: 1, path: "/tmp/a", visible: false },
    places: [{ kind: "layer", layer: 1, history: 2 }],
  })
})

test.each([
  ["COPY --size=2MB /a\nRUN cp /a /b\nRUN chmod 700 /b", "`RUN … && chmod 700 /b`"],
  ["COPY --size=2MB /a\nRUN cp /a /b\nRUN rm -f /b", "`RUN … && rm -f /b`"],
  ["COPY --size=2MB /a\nRUN mv /a /b", "instead of `mv /a /b`"],
  ["COPY --size=2MB /a\nRUN rm /a", "`RUN --mount=type=bind,source=…,target=/a …`"],
  ["COPY --size=2MB /var/lib/apt/lists/x\nRUN rm -rf /var/lib/apt/lists/*", "rm -rf /var/lib/apt/lists/*"],
  ["COPY --size=2MB /a\nCOPY --size=1MB /a", "leave `/a` to `COPY a /a` alone"],
  ["COPY --size=2MB /var/lib/dpkg/status\nCOPY --size=3MB /var/lib/dpkg/status", "Install all packages in one RUN"],
])("%s is mended by %s", async (text, remedy) => {
  const [finding] = await findingsOf(wasted, text)
  expect(finding?.remedy).toContain(remedy)
})

test.each([
  ["COPY --size=15MB /big\nCOPY --size=100kB /a\nRUN rm /a", "low"],
  ["COPY --size=20MB /big\nCOPY --size=2MB /a\nRUN rm /a", "medium"],
  ["COPY --size=2MB /big\nCOPY --size=200kB /a\nRUN rm /a", "medium"],
  ["COPY --size=2MB /var/lib/dpkg/status\nCOPY --size=3MB /var/lib/dpkg/status", "info"],
])("%s is %s", async (text, severity) => {
  const [finding] = await findingsOf(wasted, text)
  expect(finding?.severity).toBe(severity)
})

const fingerprint = async (text: string): Promise<string | undefined> =>
  (await findingsOf(wasted, text))[0]?.fingerprint

test("the fingerprint survives a rebuild that changes sizes and adds layers before it", async () => {
  const first = await fingerprint("COPY --size=2MB /srv/a\nRUN rm /srv/a")
  expect(first).toBeDefined()
  expect(await fingerprint("COPY --size=1kB /x\nCOPY --size=3MB /srv/a\nRUN rm /srv/a")).toBe(first)
  expect(await fingerprint("COPY --size=2MB /srv/a\nCOPY --size=1MB /srv/a")).not.toBe(first)
})

test("names made of hashes are cut to what a person compares, and long paths between folders", async () => {
  const hash = "8b7b1ab0c1d2e3f4a5b6c7d8e9f00112233445566778899aabbccddeeff00112"
  const long = `/app/${"deep/".repeat(8)}of/${"much/".repeat(5)}file.js`
  const [finding] = await findingsOf(
    wasted,
    `COPY --size=20kB /root/.npm/_cacache/content-v2/sha512/1b/bc/${hash}
     COPY --size=19kB ${long}
     RUN cp ${long} /t/1 && cp /root/.npm/_cacache/content-v2/sha512/1b/bc/${hash} /t/${hash} && cp ${long} /t${long}
     RUN rm -r /t`,
  )
  expect(finding?.message).toContain(
    ": /t/8b7b1ab…, /t/1, /t/app/deep/deep/deep/deep/deep/deep/…/much/much/much/much/file.js.",
  )
})
