import { expect, test } from "vitest"
import { recordsOf, unreadOf } from "./records.ts"

const PATH = "app/vendor/composer/installed.json"

test("Composer's list names packages, their folders and what serves development", () => {
  const packages = [
    {
      name: "monolog/monolog",
      version: "3.5.0",
      require: { php: ">=8.1", "ext-json": "*", "psr/log": "^2.0 || ^3.0" },
      "require-dev": { "phpunit/phpunit": "^10.1" },
      provide: { "psr/log-implementation": "3.0.0" },
      "install-path": "../monolog/monolog",
    },
    { name: "phpunit/phpunit", version: "10.5.0", "install-path": "../phpunit/phpunit" },
    // A metapackage has no folder; the application's own is nobody's.
    { name: "a/meta", version: "1", "install-path": null },
    { name: "a/outside", version: "1", "install-path": "../../src" },
    { name: ["no name"] },
    "no package",
  ]
  expect(recordsOf(PATH, { packages, dev: true, "dev-package-names": ["phpunit/phpunit"] })).toEqual([
    {
      type: "composer",
      name: "monolog/monolog",
      version: "3.5.0",
      key: "/app/vendor/composer/monolog/monolog",
      folders: ["/app/vendor/monolog/monolog"],
      requires: ["psr/log"],
      requiresForDevelopment: ["phpunit/phpunit"],
      provides: ["psr/log-implementation"],
    },
    expect.objectContaining({ name: "phpunit/phpunit", isForDevelopment: true }),
    expect.not.objectContaining({ folders: expect.anything() as unknown }),
    expect.not.objectContaining({ folders: expect.anything() as unknown }),
  ])
})

test("Composer 1 wrote a bare list", () => {
  expect(recordsOf(PATH, [{ name: "psr/log", version: "1.1.4" }])).toMatchObject([
    { name: "psr/log", folders: ["/app/vendor/psr/log"] },
  ])
})

test("is unread where it is no JSON, and nothing elsewhere", () => {
  expect(unreadOf(PATH, "<?php")).toEqual(["Composer's list of installed packages is no JSON object"])
  expect(recordsOf("app/installed.json", [{ name: "psr/log" }])).toEqual([])
  expect(recordsOf("app/vendor/a/b/tests/composer/installed.json", [{ name: "psr/log" }])).toEqual([])
})
