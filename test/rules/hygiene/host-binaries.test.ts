import { expect, test } from "vitest"
import hostBinaries from "../../../src/rules/hygiene/host-binaries.ts"
import { findingsOf, testRule } from "../../support/rule.ts"

const NODE = "COPY --elf=amd64,needed=libc.so.6 --chmod=755 /usr/local/bin/node\n"
const MODULES = "/app/node_modules"

testRule(hostBinaries, {
  catches: {
    [`${NODE}COPY --mach-o=arm64 ${MODULES}/bcrypt/lib/binding/napi-v3/bcrypt_lib.node`]:
      "Native modules in /app/node_modules are for macOS alone and can't be loaded on linux/amd64: bcrypt, brought by layer 1 (COPY bcrypt_lib.node …).",
    // What was built on the spot is loaded before what was brought for all systems.
    [`${NODE}COPY --elf=amd64,type=shared ${MODULES}/bufferutil/prebuilds/linux-x64/node.napi.node\nCOPY --pe=amd64 ${MODULES}/bufferutil/build/Release/bufferutil.node`]:
      "Native modules in /app/node_modules are for Windows alone and can't be loaded on linux/amd64: bufferutil, brought by layer 2 (COPY bufferutil.node …).",
    [`${NODE}COPY --mach-o=arm64 ${MODULES}/@esbuild/darwin-arm64/bin/esbuild\nCOPY --mach-o=arm64 ${MODULES}/@img/sharp-darwin-arm64/lib/sharp-darwin-arm64.node\nCOPY --mach-o=arm64 ${MODULES}/.pnpm/lightningcss-darwin-arm64@1.0.0/node_modules/lightningcss-darwin-arm64/lightningcss.darwin-arm64.node\nCOPY --elf=arm64,type=shared ${MODULES}/.prisma/client/libquery_engine-linux-arm64-openssl-3.0.x.so.node`]:
      "Native modules in /app/node_modules are for Linux on arm64 and macOS alone and can't be loaded on linux/amd64: .prisma/client, @esbuild, @img/sharp and lightningcss, brought by layer 4 (COPY libquery_engine-linux-arm64-openssl-3.0.x.so.node …) and 3 other layers.",
    [`${NODE}COPY --mach-o=amd64 /app/venv/lib/python3.12/site-packages/numpy/core/_multiarray_umath.cpython-312-darwin.so\nCOPY --pe=amd64 /app/venv/lib/python3.12/site-packages/_cffi_backend.cp312-win_amd64.pyd\nCOPY --elf=arm64,type=shared /app/venv/lib/python3.12/site-packages/cryptography/hazmat/bindings/_rust.abi3.so`]:
      "Native modules in /app/venv/lib/python3.12/site-packages are for Linux on arm64, Windows and macOS alone and can't be loaded on linux/amd64: _cffi_backend, cryptography and numpy, brought by layer 2 (COPY _cffi_backend.cp312-win_amd64.pyd …) and 2 other layers.",
    [`${NODE}COPY --mach-o=arm64 /app/vendor/bundle/ruby/3.3.0/gems/nokogiri-1.16.0-arm64-darwin/lib/nokogiri/3.3/nokogiri.bundle`]:
      "Native modules in /app/vendor/bundle/ruby/3.3.0/gems are for macOS alone and can't be loaded on linux/amd64: nokogiri, brought by layer 1 (COPY nokogiri.bundle …).",
    [`${NODE}COPY --mach-o=arm64 --chmod=755 /usr/local/bin/migrate`]:
      "/usr/local/bin/migrate is a program for macOS and can't run on linux/amd64, brought by layer 1 (COPY --chmod=755 migrate /usr/local/bin/migrate).",
    [`${NODE}COPY --elf=arm64 --chmod=755 /usr/local/bin/migrate`]:
      "/usr/local/bin/migrate is a program for Linux on arm64 and can't run on linux/amd64, brought by layer 1 (COPY --chmod=755 migrate /usr/local/bin/migrate).",
  },
  ignores: [
    // One that fits is enough, whatever lies beside it.
    `${NODE}COPY --mach-o=amd64,arm64 ${MODULES}/bufferutil/prebuilds/darwin-x64+arm64/node.napi.node\nCOPY --pe=amd64 ${MODULES}/bufferutil/prebuilds/win32-x64/node.napi.node`,
    `${NODE}COPY --mach-o=arm64 ${MODULES}/@esbuild/darwin-arm64/bin/esbuild\nCOPY --elf=amd64 ${MODULES}/vite/node_modules/@esbuild/linux-x64/bin/esbuild`,
    `${NODE}COPY --mach-o=arm64 ${MODULES}/sharp/build/Release/sharp-darwin-arm64v8.node\nCOPY --elf=amd64,type=shared ${MODULES}/sharp/build/Release/sharp-linux-x64.node`,
    `${NODE}COPY --mach-o=arm64 ${MODULES}/@img/sharp-darwin-arm64/lib/sharp.node\nCOPY --size=1kB ${MODULES}/@img/sharp-wasm32/lib/sharp.wasm`,
    `${NODE}COPY --mach-o=arm64 ${MODULES}/.prisma/client/libquery_engine-darwin-arm64.dylib.node\nCOPY --elf=amd64,type=shared ${MODULES}/.prisma/client/libquery_engine-debian-openssl-3.0.x.so.node`,
    // A processor runs its smaller brother's programs.
    `${NODE}COPY --elf=386,type=shared ${MODULES}/old/build/Release/old.node`,
    // Packages that bring helpers for every other system, or for one.
    `${NODE}COPY --pe=amd64 --chmod=755 ${MODULES}/node-notifier/vendor/snoreToast/snoretoast-x64.exe\nCOPY --mach-o=amd64 --chmod=755 ${MODULES}/node-notifier/vendor/mac.noindex/terminal-notifier`,
    `${NODE}COPY --pe=amd64 ${MODULES}/win-ca/lib/crypt32-x64.node`,
    `${NODE}COPY --pe=amd64 ${MODULES}/@vscode/windows-registry/lib/registry.node`,
    `${NODE}COPY --mach-o=arm64 ${MODULES}/fsevents/fsevents.node`,
    // The launchers of setuptools and distlib, managed code of .NET, libraries for Android beside Python's own.
    `${NODE}COPY --pe=amd64 /usr/lib/python3/dist-packages/setuptools/gui-64.exe\nCOPY --pe=386 /usr/local/lib/python3.12/site-packages/pip/_vendor/distlib/t32.exe`,
    `${NODE}COPY --pe=386 /app/Newtonsoft.Json.dll\nCOPY --pe=amd64 --chmod=755 /usr/local/bin/app.exe`,
    `${NODE}COPY --elf=arm,type=shared /app/lib/python3.12/site-packages/airtest/stf_libs/armeabi-v7a/minicap.so`,
    `${NODE}COPY --mach-o=amd64 /usr/local/lib/python3.12/site-packages/debugpy/_vendored/pydevd/attach.cpython-312-darwin.so`,
    `${NODE}COPY --elf=386,type=shared /usr/local/bundle/gems/selenium-webdriver-3.0.0/lib/x_ignore_nofocus.so`,
    // Downloads for other people, emulators, and what no one can execute.
    `${NODE}COPY --mach-o=arm64 --chmod=755 /usr/local/bin/tool-darwin-arm64`,
    `${NODE}COPY --elf=arm64 --chmod=755 /usr/bin/qemu-x86_64-static`,
    `${NODE}COPY --mach-o=arm64 /usr/local/bin/migrate`,
    `${NODE}COPY --mach-o=arm64 --chmod=755 /srv/downloads/migrate`,
    `${NODE}COPY --elf=arm64,type=object --chmod=755 /usr/local/bin/probe`,
    // What is started is told by another rule.
    `${NODE}COPY --mach-o=arm64 --chmod=755 /usr/local/bin/migrate\nENTRYPOINT ["/usr/local/bin/migrate"]`,
    // The config names the wrong platform: everything is for another one.
    `COPY --elf=arm64 --chmod=755 /usr/local/bin/node\nCOPY --elf=arm64,type=shared ${MODULES}/bcrypt/lib/binding/napi-v3/bcrypt_lib.node`,
    // Beneath what another layer put in its place.
    `${NODE}COPY --mach-o=arm64 ${MODULES}/bcrypt/build/Release/bcrypt.node\nCOPY --elf=amd64,type=shared ${MODULES}/bcrypt/build/Release/bcrypt.node`,
    `${NODE}COPY --mach-o=arm64 ${MODULES}/bcrypt/build/Release/bcrypt.node\nRUN rm ${MODULES}/bcrypt/build/Release/bcrypt.node`,
    // An unread layer may hold the module that fits.
    `# archive: layer 0 left out\n${NODE}COPY --mach-o=arm64 ${MODULES}/bcrypt/build/Release/bcrypt.node`,
    `FROM --platform=windows/amd64 scratch\nCOPY --mach-o=arm64 ${MODULES}/bcrypt/build/Release/bcrypt.node`,
  ],
})

test("the remedy is for who installs, and each package has its place", async () => {
  const [finding] = await findingsOf(
    hostBinaries,
    `${NODE}COPY --mach-o=arm64 ${MODULES}/a/build/Release/a.node\nCOPY --mach-o=arm64 ${MODULES}/b/build/Release/b.node`,
  )
  expect(finding).toMatchObject({
    severity: "high",
    location: { kind: "file", layer: 1, path: `${MODULES}/a/build/Release/a.node` },
    places: [{ path: `${MODULES}/a/build/Release/a.node` }, { path: `${MODULES}/b/build/Release/b.node`, layer: 2 }],
  })
  expect(finding?.remedy).toContain("Add `node_modules` to .dockerignore")
})

test("modules of another processor are not blamed on a laptop's folder", async () => {
  const [finding] = await findingsOf(
    hostBinaries,
    `${NODE}COPY --elf=arm64,type=shared ${MODULES}/a/build/Release/a.node`,
  )
  expect(finding?.remedy).toContain("Install for the image's platform, linux/amd64")
})
