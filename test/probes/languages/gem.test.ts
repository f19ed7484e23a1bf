import { expect, test } from "vitest"
import { recordsOf, unreadOf } from "./records.ts"

const GEMSPEC = `# -*- encoding: utf-8 -*-
# stub: nokogiri 1.16.5 x86_64-linux lib
# stub: ext/nokogiri/extconf.rb

Gem::Specification.new do |s|
  s.name = "nokogiri".freeze
  s.version = "1.16.5".freeze
  s.platform = "x86_64-linux".freeze

  s.specification_version = 4

  s.add_runtime_dependency(%q<racc>.freeze, ["~> 1.4".freeze])
  s.add_dependency(%q<mini_portile2>.freeze, ["~> 2.8"])
  s.add_development_dependency(%q<rspec>.freeze, ["~> 3"])
end
`

const BUNDLE = "usr/local/bundle"

test("a gem's specification names it, its folder and what it needs", () => {
  expect(recordsOf(`${BUNDLE}/specifications/nokogiri-1.16.5-x86_64-linux.gemspec`, GEMSPEC)).toEqual([
    {
      type: "gem",
      name: "nokogiri",
      version: "1.16.5",
      key: `/${BUNDLE}/gems/nokogiri-1.16.5-x86_64-linux`,
      files: [`/${BUNDLE}/specifications/nokogiri-1.16.5-x86_64-linux.gemspec`],
      folders: [`/${BUNDLE}/gems/nokogiri-1.16.5-x86_64-linux`],
      requires: ["racc", "mini_portile2"],
      requiresForDevelopment: ["rspec"],
    },
  ])
  const old = GEMSPEC.replaceAll(/^# stub.*$/gm, "").replaceAll(".freeze", "")
  expect(recordsOf(`${BUNDLE}/specifications/a.gemspec`, old)).toMatchObject([{ name: "nokogiri", version: "1.16.5" }])
})

test.each([
  "usr/local/lib/ruby/gems/3.3.0/specifications/a-1.gemspec",
  "app/vendor/bundle/ruby/3.3.0/specifications/a-1.gemspec",
  "usr/share/rubygems-integration/all/specifications/a-1.gemspec",
])("%s is one", (path) => {
  expect(recordsOf(path, GEMSPEC)).toHaveLength(1)
})

test.each([
  // Part of Ruby, a gem's own source, a gem's tests.
  "usr/local/lib/ruby/gems/3.3.0/specifications/default/json-2.7.1.gemspec",
  "usr/local/bundle/gems/nokogiri-1.16.5/nokogiri.gemspec",
  "usr/local/bundle/gems/a-1/test/specifications/b.gemspec",
  "app/fixtures/specifications/b.gemspec",
  "app/shop.gemspec",
])("%s is none", (path) => {
  expect(recordsOf(path, GEMSPEC)).toEqual([])
  expect(unreadOf(path, "x")).toEqual([])
})

test("what was compiled for a gem is its own", () => {
  expect(recordsOf(`${BUNDLE}/extensions/x86_64-linux/3.3.0/racc-1.8.0/gem_make.out`, "make")).toMatchObject([
    {
      key: `/${BUNDLE}/gems/racc-1.8.0`,
      folders: [`/${BUNDLE}/extensions/x86_64-linux/3.3.0/racc-1.8.0`],
      standing: "addition",
    },
  ])
  expect(recordsOf("app/racc-1.8.0/gem_make.out", "make")).toEqual([])
})

test("a specification that names nothing is said to be unread", () => {
  expect(unreadOf(`${BUNDLE}/specifications/a-1.gemspec`, "s.name = NAME")).toEqual([
    "a gem's specification does not name its gem",
  ])
})
