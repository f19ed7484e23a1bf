import { expect, test } from "vitest"
import debugSymbols from "../../../src/rules/size/debug-symbols.ts"
import { findingsOf, testRule } from "../../support/rule.ts"

testRule(debugSymbols, {
  catches: {
    "COPY --elf=amd64,debug=4MB,symbols=500kB --chmod=755 /srv/app":
      "Debug information and symbols of programs are shipped: 4.5 MB in 1 file, brought by layer 0 (COPY --chmod=755 app /srv/app): /srv/app.",
    "COPY --elf=arm64,type=shared,debug=700kB /srv/a.so\nRUN cp /srv/a.so /srv/b.so && cp /srv/a.so /srv/c.so":
      "Debug information and symbols of programs are shipped: 1.4 MB in 2 files, brought by layer 1 (RUN cp /srv/a.so /srv/b.so && cp /srv/a.so /srv/c.so): /srv/b.so, /srv/c.so.",
    "COPY --elf=amd64,debug=3MB,go=1.22.3:example.com/app@v1.0.0 --chmod=755 /app":
      "Debug information of Go programs is shipped: 3 MB in 1 file, brought by layer 0 (COPY --chmod=755 app /app): /app.",
    "COPY --size=50kB /app/shop.dll\nCOPY --size=2MB /app/shop.pdb":
      "Debug symbols of .NET are shipped: 2 MB in 1 file, brought by layer 1 (COPY shop.pdb /app/shop.pdb): /app/shop.pdb.",
    "COPY --size=2MB /usr/share/nginx/html/assets/index-1a2b.js.map":
      "Source maps are shipped: 2 MB in 1 file, brought by layer 0 (COPY index-1a2b.js.map /usr/share/nginx/html/assets/index-1a2b.js.map): /usr/share/nginx/html/assets/index-1a2b.js.map.",
  },
  ignores: [
    "COPY --elf=amd64,debug=900kB --chmod=755 /srv/app",
    "COPY --elf=amd64,symbols=90kB /srv/a.so\nRUN cp /srv/a.so /srv/b.so && cp /srv/a.so /srv/c.so",
    "COPY --size=9MB /srv/app",
    "COPY --elf=amd64,type=object,debug=4MB /srv/a.o",
    // What packages bring, and toolchains.
    "COPY --elf=amd64,type=shared,debug=4MB /app/node_modules/sqlite3/build/Release/sqlite3.node",
    "COPY --elf=amd64,type=shared,debug=4MB /usr/local/lib/python3.12/site-packages/a/b.so",
    "COPY --elf=amd64,debug=4MB --chmod=755 /usr/local/go/bin/go",
    "COPY --size=4MB /app/node_modules/react/react.js.map",
    "COPY --size=4MB /usr/share/dotnet/shared/a.dll\nCOPY --size=4MB /usr/share/dotnet/shared/a.pdb",
    // Molecules, maps of places and of linkers.
    "COPY --size=4MB /data/1abc.pdb",
    "COPY --size=4MB /data/world.map\nCOPY --size=4MB /app/firmware.map",
    // Node reads them.
    'COPY --size=4MB /app/dist/main.js.map\nCMD ["node", "--enable-source-maps", "dist/main.js"]',
    "COPY --size=4MB /app/dist/main.js.map\nENV NODE_OPTIONS=--enable-source-maps",
    "COPY --size=4MB /app/dist/main.js.map\nCOPY --size=1kB /app/node_modules/source-map-support/index.js",
    "COPY --elf=amd64,debug=4MB --chmod=755 /srv/app\nRUN rm /srv/app",
    "FROM --platform=windows/amd64 scratch\nCOPY --size=4MB /app/a.dll\nCOPY --size=4MB /app/a.pdb",
  ],
})

test("a chown in a later layer is not to blame, and the bytes are those that strip saves", async () => {
  const [finding] = await findingsOf(
    debugSymbols,
    "COPY --elf=amd64,debug=2MB --chmod=755 /srv/app\nRUN chown 1000:1000 /srv/app",
  )
  expect(finding).toMatchObject({
    severity: "low",
    bytes: 2_000_000,
    location: { kind: "file", path: "/srv/app", layer: 0 },
    remedy: expect.stringContaining("strip --strip-unneeded"),
  })
})
