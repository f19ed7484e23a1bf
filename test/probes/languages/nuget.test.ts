import { expect, test } from "vitest"
import { recordsOf, unreadOf } from "./records.ts"

const DEPS = {
  runtimeTarget: { name: ".NETCoreApp,Version=v8.0/linux-x64", signature: "" },
  targets: {
    ".NETCoreApp,Version=v8.0": {},
    ".NETCoreApp,Version=v8.0/linux-x64": {
      "Shop/1.2.0": { dependencies: { "Newtonsoft.Json": "13.0.3" }, runtime: { "Shop.dll": {} } },
      "Newtonsoft.Json/13.0.3": {
        dependencies: { "System.Text": "1.0.0" },
        runtime: { "lib/net6.0/Newtonsoft.Json.dll": { assemblyVersion: "13.0.0.0" } },
        native: { "runtimes/linux-x64/native/libjson.so": {} },
        resources: { "lib/net6.0/de/Newtonsoft.Json.resources.dll": { locale: "de" } },
        runtimeTargets: { "runtimes/win/lib/net6.0/Json.Win.dll": { rid: "win" } },
      },
    },
  },
  libraries: {
    "Shop/1.2.0": { type: "project" },
    "Shop.Core/1.2.0": { type: "project" },
    "Newtonsoft.Json/13.0.3": { type: "package", path: "newtonsoft.json/13.0.3" },
    nothing: { type: "package" },
  },
}

test("a .NET application's list names it and its packages, with the files beside it", () => {
  expect(recordsOf("app/Shop.deps.json", DEPS)).toEqual([
    {
      type: "nuget",
      name: "Shop",
      version: "1.2.0",
      key: "/app/Shop/1.2.0",
      files: ["/app/Shop.deps.json", "/app/Shop.runtimeconfig.json", "/app/Shop.dll", "/app/Shop.dll"],
      requires: ["Newtonsoft.Json"],
      isApplication: true,
    },
    {
      type: "nuget",
      name: "Newtonsoft.Json",
      version: "13.0.3",
      key: "/app/Newtonsoft.Json/13.0.3",
      files: [
        "/app/Newtonsoft.Json.dll",
        "/app/libjson.so",
        "/app/de/Newtonsoft.Json.resources.dll",
        "/app/runtimes/win/lib/net6.0/Json.Win.dll",
      ],
      requires: ["System.Text"],
    },
  ])
})

test("that of a runtime is passed over", () => {
  expect(
    recordsOf("usr/share/dotnet/shared/Microsoft.NETCore.App/8.0.10/Microsoft.NETCore.App.deps.json", DEPS),
  ).toEqual([])
  expect(recordsOf("usr/share/dotnet/sdk/8.0.403/MSBuild.deps.json", DEPS)).toEqual([])
  expect(recordsOf("app/deps.json", DEPS)).toEqual([])
})

test("is unread where it is no JSON", () => {
  expect(unreadOf("app/Shop.deps.json", "[]")).toEqual(["a .NET application's list of libraries is no JSON object"])
  expect(recordsOf("app/Shop.deps.json", { libraries: { "a/1": { type: "package" } }, targets: [] })).toEqual([])
})
