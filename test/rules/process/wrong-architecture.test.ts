import wrongArchitecture from "../../../src/rules/process/wrong-architecture.ts"
import { testRule } from "../../support/rule.ts"

const program = (machine: string, path = "/app"): string => `COPY --elf=${machine} --chmod=755 ${path}\n`

testRule(wrongArchitecture, {
  catches: {
    [`${program("arm64")}CMD ["/app"]`]:
      "The container can't start: /app is a program for arm64, and the image is for linux/amd64; it is from layer 0 (COPY --chmod=755 app /app).",
    [`${program("s390x", "/usr/bin/python3")}COPY --chmod=755 <<EOF /app\n#!/usr/bin/python3\nEOF\nCMD ["/app"]`]:
      "The container can't start: /usr/bin/python3 is a program for s390x, and the image is for linux/amd64; it is from layer 0 (COPY --chmod=755 python3 /usr/bin/python3).",
    'COPY --mach-o=arm64 --chmod=755 /app\nCMD ["/app"]':
      "The container can't start: /app is a program for macOS, and the image is for linux/amd64; it is from layer 0 (COPY --chmod=755 app /app).",
    'COPY --pe=amd64 --chmod=755 /app\nCMD ["/app"]':
      "The container can't start: /app is a program for Windows, and the image is for linux/amd64; it is from layer 0 (COPY --chmod=755 app /app).",
    // Only the final file counts, of the next layer.
    [`${program("amd64")}${program("arm64")}CMD ["/app"]`]:
      "The container can't start: /app is a program for arm64, and the image is for linux/amd64; it is from layer 1 (COPY --chmod=755 app /app).",
  },
  ignores: [
    `${program("amd64")}CMD ["/app"]`,
    // amd64 runs 32-bit programs.
    `${program("386")}CMD ["/app"]`,
    `${program("amd64")}${program("arm64", "/other")}CMD ["/app"]`,
    'COPY --chmod=755 <<EOF /app\n#!/bin/sh\nEOF\nCMD ["/app"]',
    'FROM --platform=windows/amd64 scratch\nCOPY --pe=amd64 /app.exe\nCMD ["app.exe"]',
  ],
})
