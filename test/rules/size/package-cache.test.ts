import { expect, test } from "vitest"
import packageCache from "../../../src/rules/size/package-cache.ts"
import { findingsOf, testRule } from "../../support/rule.ts"

testRule(packageCache, {
  catches: {
    "COPY --size=30kB /var/lib/apt/lists/a_Packages\nCOPY --size=40kB /var/cache/apt/pkgcache.bin":
      "The apt cache is shipped: 70 kB in 2 files in /var/cache/apt, /var/lib/apt/lists, most of it from layer 1 (COPY pkgcache.bin /var/cache/apt/pkgcache.bin).",
    "COPY --size=30kB /var/cache/apk/APKINDEX.1.tar.gz":
      "The apk cache is shipped: 30 kB in 1 file in /var/cache/apk, most of it from layer 0 (COPY APKINDEX.1.tar.gz /var/cache/apk/APKINDEX.1.tar.gz).",
    "COPY --size=30kB /home/app/.cache/pip/http/a":
      "The pip cache is shipped: 30 kB in 1 file in /home/app/.cache/pip, most of it from layer 0 (COPY a /home/app/.cache/pip/http/a).",
    "COPY --size=30kB /root/.npm/_cacache/content-v2/a\nCOPY --size=30kB /.npm/_cacache/content-v2/a":
      "The npm cache is shipped: 60 kB in 2 files in /.npm/_cacache, /root/.npm/_cacache, most of it from layer 0 (COPY a /root/.npm/_cacache/content-v2/a).",
    "ENV CARGO_HOME=/opt/rust\nCOPY --size=30kB /opt/rust/registry/a.crate":
      "The Cargo cache is shipped: 30 kB in 1 file in /opt/rust/registry, most of it from layer 0 (COPY a.crate /opt/rust/registry/a.crate).",
    "WORKDIR /work\nCOPY --size=30kB /work/.m2/repository/a.jar":
      "The Maven cache is shipped: 30 kB in 1 file in /work/.m2/repository, most of it from layer 1 (COPY a.jar /work/.m2/repository/a.jar).",
    "COPY --size=30kB /var/cache/dnf/a.solv\nCOPY --size=20kB /root/.cache/go-build/00/a": [
      "The dnf and yum cache is shipped: 30 kB in 1 file in /var/cache/dnf, most of it from layer 0 (COPY a.solv /var/cache/dnf/a.solv).",
      "The Go cache is shipped: 20 kB in 1 file in /root/.cache/go-build, most of it from layer 1 (COPY a /root/.cache/go-build/00/a).",
    ],
  },
  ignores: [
    "RUN mkdir -p /var/lib/apt/lists/partial /var/cache/apt/archives/partial",
    "COPY --size=9kB /root/.cache/pip/selfcheck/a",
    "COPY --size=30kB /var/lib/apt/lists/a\nRUN rm -rf /var/lib/apt/lists/*",
    // What runs lies in there, too.
    "COPY --size=30kB /root/.cache/pypoetry/virtualenvs/app/bin/python",
    // Deleting one name of a hard-linked file frees nothing: conda and pnpm link from their caches.
    "COPY --size=30kB /opt/conda/pkgs/a\nRUN ln /opt/conda/pkgs/a /opt/conda/lib",
    "ENV GOCACHE=/\nCOPY --size=30kB /srv/a",
  ],
})

test("the finding carries its bytes, its place and a remedy for its manager", async () => {
  const [finding] = await findingsOf(packageCache, "COPY --size=30kB /var/cache/apk/a")
  expect(finding).toMatchObject({
    severity: "medium",
    bytes: 30_000,
    location: { kind: "file", path: "/var/cache/apk", layer: 0, history: 0 },
    remedy: "Install without a cache: `RUN apk add --no-cache …`.",
  })
})
