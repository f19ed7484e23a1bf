// Which room may import which. A room is entered by its index.ts only; what two rooms share belongs in src/model.
const rooms = {
  model: [],
  archive: ["model"],
  image: ["model"],
  filesystem: ["model"],
  probes: ["model"],
  inventory: ["model"],
  comparison: ["model"],
  secrets: ["model"],
  rules: ["model", "secrets"],
  policy: ["model"],
  reports: ["model"],
  settings: ["model"],
  cli: ["model", "secrets", "settings", "reports", "rules", "policy"],
}
const PURE = [
  "model",
  "image",
  "filesystem",
  "probes",
  "inventory",
  "comparison",
  "secrets",
  "rules",
  "policy",
  "reports",
  "settings",
]

module.exports = {
  forbidden: [
    ...Object.entries(rooms).map(([room, may]) => ({
      name: `${room}-stays-in-its-room`,
      comment: "Move what is shared to src/model, or pass it in from src/audit/.",
      severity: "error",
      from: { path: `^src/${room}/` },
      to: {
        path: "^src/",
        pathNot: [room, ...may]
          .map((name) => `^src/${name}/`)
          .concat(room === "cli" ? ["^src/audit/", "^src/render[.]ts$"] : []),
      },
    })),
    {
      name: "through-the-door",
      comment: "Another room is entered by its index.ts.",
      severity: "error",
      from: { path: "^src/([^/]+)/" },
      to: { path: "^src/[^/]+/", pathNot: ["^src/$1/", "^src/[^/]+/index[.]ts$"] },
    },
    {
      name: "io-at-the-edges",
      comment: "Only src/archive reads and only src/cli writes; these rooms compute.",
      severity: "error",
      from: { path: `^src/(${PURE.join("|")})/` },
      to: { dependencyTypes: ["core"], pathNot: ["^(node:)?(util|crypto)$"] },
    },
    { name: "no-circles", severity: "error", from: {}, to: { circular: true } },
    { name: "no-orphans", severity: "error", from: { orphan: true, pathNot: ["[.]d[.]ts$"] }, to: {} },
    {
      name: "no-dev-dependencies",
      severity: "error",
      from: { path: "^src/", pathNot: "^src/reports/html/page/" },
      // Types of a standard's documents are gone when it runs.
      to: { dependencyTypes: ["npm-dev"], dependencyTypesNot: ["type-only"] },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    doNotFollow: { path: "node_modules" },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "node", "default", "types"] },
  },
}
