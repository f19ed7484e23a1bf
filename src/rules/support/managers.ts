import type { Tool } from "./tool.ts"

const GLOBAL = ["/usr/local/lib/node_modules", "/usr/lib/node_modules", "/usr/share/nodejs"]
const PYTHON = [
  "/usr/local/lib/python3*/site-packages",
  "/usr/lib/python3*/site-packages",
  "/usr/lib/python3/dist-packages",
]

const REMEDY =
  "Install in a build stage, and start the final stage from a base without package manager (`gcr.io/distroless/…`, a hardened or chiseled one, `scratch`), with the result taken by `COPY --from=build`."

const node = (name: string): Pick<Tool, "marks" | "trees"> => ({
  marks: GLOBAL.map((folder) => `${folder}/${name}/package.json`),
  trees: GLOBAL.map((folder) => `${folder}/${name}`),
})

/** What installs software: systems' own and languages'. */
export const MANAGERS: readonly Tool[] = [
  { name: "apt", programs: ["apt-get", "apt"], trees: ["/usr/lib/apt"], packages: ["apt"], remedy: REMEDY },
  { name: "apk", programs: ["apk"], packages: ["apk-tools"], remedy: REMEDY },
  { name: "dnf", programs: ["dnf", "dnf5", "microdnf", "yum", "tdnf"], remedy: REMEDY },
  { name: "zypper", programs: ["zypper"], remedy: REMEDY },
  { name: "pacman", programs: ["pacman"], remedy: REMEDY },
  {
    name: "pip",
    programs: ["pip"],
    trees: PYTHON.map((folder) => `${folder}/pip`),
    packages: ["python3-pip"],
    remedy: REMEDY,
  },
  { name: "uv", programs: ["uv"], remedy: REMEDY },
  { name: "Poetry", programs: ["poetry"], remedy: REMEDY },
  { name: "npm", programs: [], ...node("npm"), remedy: REMEDY },
  { name: "Yarn", programs: ["yarn"], home: ["lib/cli.js"], ...node("yarn"), remedy: REMEDY },
  { name: "pnpm", programs: ["pnpm"], ...node("pnpm"), remedy: REMEDY },
  { name: "RubyGems", programs: ["gem"], remedy: REMEDY },
  { name: "Composer", programs: ["composer", "composer.phar"], remedy: REMEDY },
  { name: "conda", programs: ["conda", "mamba", "micromamba"], remedy: REMEDY },
]
