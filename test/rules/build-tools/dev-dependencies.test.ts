import devDependencies from "../../../src/rules/build-tools/dev-dependencies.ts"
import { testRule } from "../../support/rule.ts"

const file = (path: string, content: unknown): string =>
  `COPY <<EOF ${path}\n${typeof content === "string" ? content : JSON.stringify(content)}\nEOF`

/** A package of npm with as many bytes beside its manifest. */
const npm = (folder: string, manifest: Readonly<Record<string, unknown>> = {}, size = "1MB"): string =>
  [
    file(`${folder}/package.json`, {
      name: folder.slice(folder.lastIndexOf("node_modules/") + "node_modules/".length),
      version: "1.0.0",
      ...manifest,
    }),
    `COPY --size=${size} ${folder}/index.js`,
  ].join("\n")

const SITE = "/usr/local/lib/python3.12/site-packages"

/** A package of pip with as many bytes in its list. */
const pypi = (name: string, requires: readonly string[] = [], site = SITE): string =>
  [
    file(
      `${site}/${name}-1.0.dist-info/METADATA`,
      [`Name: ${name}`, "Version: 1.0", ...requires.map((each) => `Requires-Dist: ${each}`)].join("\n"),
    ),
    file(`${site}/${name}-1.0.dist-info/RECORD`, `${name}/__init__.py,,`),
    `COPY --size=1MB ${site}/${name}/__init__.py`,
  ].join("\n")

const gem = (name: string, ...requires: readonly string[]): string =>
  [
    file(
      `/usr/local/bundle/specifications/${name}-1.0.gemspec`,
      [`# stub: ${name} 1.0 ruby lib`, ...requires.map((each) => `  s.add_dependency(%q<${each}>.freeze, [])`)].join(
        "\n",
      ),
    ),
    `COPY --size=1MB /usr/local/bundle/gems/${name}-1.0/lib/${name}.rb`,
  ].join("\n")

const app = (manifest: Readonly<Record<string, unknown>>): string =>
  file("/app/package.json", { name: "shop", version: "1.0.0", ...manifest })

const lock = (dev: readonly string[]): string =>
  file("/app/node_modules/.package-lock.json", {
    packages: Object.fromEntries(dev.map((name) => [`node_modules/${name}`, { version: "1.0.0", dev: true }])),
  })

const composer = (dev: readonly string[]): string =>
  [
    file("/app/vendor/composer/installed.json", {
      packages: ["monolog/monolog", "phpunit/phpunit"].map((name) => ({
        name,
        version: "1",
        "install-path": `../${name}`,
      })),
      "dev-package-names": dev,
    }),
    "COPY --size=1MB /app/vendor/monolog/monolog/a.php",
    "COPY --size=2MB /app/vendor/phpunit/phpunit/a.php",
  ].join("\n")

testRule(devDependencies, {
  catches: {
    // What devDependencies lead to; `shared` is needed at run time too.
    [[
      app({ dependencies: { express: "4" }, devDependencies: { typescript: "5", mocha: "10" } }),
      npm("/app/node_modules/express", { dependencies: { shared: "1" } }),
      npm("/app/node_modules/shared"),
      npm("/app/node_modules/typescript", {}, "2MB"),
      npm("/app/node_modules/mocha", { dependencies: { shared: "1", glob: "1" } }),
      npm("/app/node_modules/mocha/node_modules/glob", { dependencies: { "@s/minimatch": "3" } }),
      // Nothing leads here: it was installed by hand.
      npm("/app/node_modules/glob", {}, "700kB"),
      npm("/app/node_modules/@s/minimatch"),
    ].join("\n")]:
      "The node_modules of /app holds 4 packages that only its devDependencies need: 5 MB, typescript (2 MB), mocha (1 MB), glob (1 MB) and @s/minimatch (1 MB); most of it from layer 6 (COPY index.js /app/node_modules/typescript/index.js).",
    // npm's own note, which needs no package.json beside it.
    [[lock(["a", "b", "gone"]), ...["a", "b", "c"].map((name) => npm(`/app/node_modules/${name}`))].join("\n")]:
      "The node_modules of /app holds 2 packages that only its devDependencies need: 2 MB, a (1 MB) and b (1 MB); most of it from layer 2 (COPY index.js /app/node_modules/a/index.js).",
    // pnpm keeps each version once, and links to it.
    [[
      app({ dependencies: { a: "1" }, devDependencies: { b: "1" } }),
      npm("/app/node_modules/.pnpm/a@1.0.0/node_modules/a", { dependencies: { c: "1" } }),
      npm("/app/node_modules/.pnpm/b@1.0.0/node_modules/b", { dependencies: { c: "2" } }),
      npm("/app/node_modules/.pnpm/c@1.0.0/node_modules/c"),
      npm("/app/node_modules/.pnpm/c@2.0.0/node_modules/c", { version: "2.0.0" }, "3MB"),
      "RUN ln -s .pnpm/a@1.0.0/node_modules/a /app/node_modules/a && ln -s .pnpm/b@1.0.0/node_modules/b /app/node_modules/b && ln -s ../../c@1.0.0/node_modules/c /app/node_modules/.pnpm/a@1.0.0/node_modules/c && ln -s ../../c@2.0.0/node_modules/c /app/node_modules/.pnpm/b@1.0.0/node_modules/c",
    ].join("\n")]:
      "The node_modules of /app holds 2 packages that only its devDependencies need: 4 MB, c (3 MB) and b (1 MB); most of it from layer 8 (COPY index.js /app/node_modules/.pnpm/c@2.0.0/node_modules/c/index.js).",
    [composer(["phpunit/phpunit"])]:
      "The vendor folder of /app holds 1 package of Composer's require-dev: 2 MB, phpunit/phpunit (2 MB); most of it from layer 2 (COPY a.php /app/vendor/phpunit/phpunit/a.php).",
    // A tool that only another tool needs.
    [[pypi("Flask"), pypi("pytest"), pypi("pytest_cov", ["pytest>=7", "coverage"]), pypi("coverage")].join("\n")]:
      `${SITE} holds 3 packages for development that nothing else installed needs: 3 MB, pytest_cov (1 MB), coverage (1 MB) and pytest (1 MB); most of it from layer 8 (COPY __init__.py …).`,
    [[gem("rails"), gem("rspec", "rspec-core"), gem("rspec-core")].join("\n")]:
      "/usr/local/bundle holds 2 packages for development that nothing else installed needs: 2 MB, rspec (1 MB) and rspec-core (1 MB); most of it from layer 3 (COPY rspec.rb /usr/local/bundle/gems/rspec-1.0/lib/rspec.rb).",
    // Each environment on its own.
    [[pypi("mypy", [], "/a/lib/python3.12/site-packages"), pypi("black", [], "/b/lib/python3.12/site-packages")].join(
      "\n",
    )]: [
      "/b/lib/python3.12/site-packages holds 1 package for development that nothing else installed needs: 1 MB, black (1 MB); most of it from layer 5 (COPY __init__.py /b/lib/python3.12/site-packages/black/__init__.py).",
      "/a/lib/python3.12/site-packages holds 1 package for development that nothing else installed needs: 1 MB, mypy (1 MB); most of it from layer 2 (COPY __init__.py /a/lib/python3.12/site-packages/mypy/__init__.py).",
    ],
  },
  ignores: [
    // Installed without them.
    [app({ dependencies: { a: "1" }, devDependencies: { b: "1" } }), npm("/app/node_modules/a")].join("\n"),
    [app({ devDependencies: { a: "1" } }), lock([]), npm("/app/node_modules/a")].join("\n"),
    // Needed by what runs: directly, as a peer, through an alias.
    [app({ dependencies: { a: "1" }, devDependencies: { a: "1" } }), npm("/app/node_modules/a")].join("\n"),
    [
      app({ dependencies: { a: "1" }, devDependencies: { b: "1" } }),
      npm("/app/node_modules/a", { peerDependencies: { b: "1" } }),
      npm("/app/node_modules/b"),
    ].join("\n"),
    [
      app({ dependencies: { alias: "npm:b@1" }, devDependencies: { c: "1" } }),
      npm("/app/node_modules/alias", { name: "b", dependencies: { c: "1" } }),
      npm("/app/node_modules/c"),
    ].join("\n"),
    // Nobody says what it is for.
    [app({ devDependencies: { b: "1" } }), npm("/app/node_modules/a")].join("\n"),
    npm("/app/node_modules/typescript"),
    // What the container is started with, by its command or by its start script.
    [app({ devDependencies: { tsx: "1" } }), npm("/app/node_modules/tsx"), `CMD ["npx", "tsx", "src/index.ts"]`].join(
      "\n",
    ),
    [
      lock(["ts-node", "a"]),
      npm("/app/node_modules/ts-node", { dependencies: { a: "1" } }),
      npm("/app/node_modules/a"),
      "CMD node -r ts-node/register .",
    ].join("\n"),
    [
      app({ devDependencies: { nodemon: "1" }, scripts: { start: "nodemon ." } }),
      npm("/app/node_modules/nodemon"),
    ].join("\n"),
    // A workspace's member needs it, and it lies in the outermost folder.
    [
      app({ devDependencies: { a: "1" }, workspaces: ["packages/*"] }),
      file("/app/packages/web/package.json", { name: "web", version: "1.0.0", dependencies: { a: "1" } }),
      npm("/app/node_modules/a"),
    ].join("\n"),
    // Too little to speak of; another program's package.json.
    [app({ devDependencies: { a: "1" } }), npm("/app/node_modules/a", {}, "10kB")].join("\n"),
    [
      npm("/usr/local/lib/node_modules/npm", { devDependencies: { tap: "1" } }),
      npm("/usr/local/lib/node_modules/tap"),
    ].join("\n"),
    // A package that could not be read may need it.
    [
      app({ devDependencies: { a: "1" } }),
      npm("/app/node_modules/a"),
      "RUN rm /app/package.json",
      "# archive: layer 3 left out",
    ].join("\n"),
    composer([]),
    [composer(["phpunit/phpunit"]), "RUN rm -r /app/vendor/phpunit"].join("\n"),
    [pypi("Flask"), pypi("ipykernel", ["IPython>=7"]), pypi("ipython", ["black"]), pypi("black")].join("\n"),
    [pypi("black"), `ENTRYPOINT ["/usr/local/bin/black"]`].join("\n"),
    [
      pypi("pytest", [], "/usr/lib/python3/dist-packages"),
      file(
        "/var/lib/dpkg/status",
        "Package: python3-pytest\nStatus: install ok installed\nArchitecture: all\nVersion: 7.2.1-2\n",
      ),
      file(
        "/var/lib/dpkg/info/python3-pytest.list",
        "/usr/lib/python3/dist-packages/pytest-1.0.dist-info/METADATA\n/usr/lib/python3/dist-packages/pytest/__init__.py",
      ),
    ].join("\n"),
    [gem("minitest"), gem("rake"), gem("cucumber", "rspec")].join("\n"),
    [gem("aruba", "rspec-core"), gem("rspec-core")].join("\n"),
  ],
})
