/** A package manager's cache: where it lies, and how to build without leaving it. */
export interface Cache {
  readonly manager: string
  /** Absolute folders; `*` stands for any part of one component. */
  readonly paths?: readonly string[]
  /** Folders in a home directory. */
  readonly home?: readonly string[]
  /** Environment variables that name the folder, and what of it is cache: `CARGO_HOME/registry`. */
  readonly env?: readonly string[]
  /** What to change in the Dockerfile. */
  readonly remedy: string
}

const mount = (target: string, command: string): string =>
  `Keep it out of the layer with a cache mount: \`RUN --mount=type=cache,target=${target} ${command}\`.`

/**
 * Left out on purpose: caches that a program needs at run time (Yarn's global cache under Plug'n'Play, DENO_DIR), and the
 * gems that Ruby itself is installed with.
 */
export const CACHES: readonly Cache[] = [
  {
    manager: "apt",
    paths: ["/var/lib/apt/lists", "/var/cache/apt"],
    remedy:
      "Remove it in the RUN that fills it: `RUN apt-get update && apt-get install -y --no-install-recommends … && apt-get clean && rm -rf /var/lib/apt/lists/*`, or mount it: `RUN --mount=type=cache,target=/var/lib/apt/lists --mount=type=cache,target=/var/cache/apt …`.",
  },
  {
    manager: "apk",
    paths: ["/var/cache/apk", "/etc/apk/cache"],
    remedy: "Install without a cache: `RUN apk add --no-cache …`.",
  },
  {
    manager: "dnf and yum",
    paths: ["/var/cache/dnf", "/var/cache/yum", "/var/cache/libdnf5"],
    remedy:
      "Clean in the RUN that installs: `RUN dnf install -y … && dnf clean all && rm -rf /var/cache/dnf /var/cache/yum /var/cache/libdnf5` (`yum` and `microdnf` alike).",
  },
  {
    manager: "zypper",
    paths: ["/var/cache/zypp"],
    remedy: "Clean in the RUN that installs: `RUN zypper --non-interactive install … && zypper clean --all`.",
  },
  {
    manager: "pacman",
    paths: ["/var/cache/pacman/pkg"],
    remedy: "Clean in the RUN that installs: `RUN pacman -Sy --noconfirm … && rm -rf /var/cache/pacman/pkg/*`.",
  },
  {
    manager: "pip",
    home: [".cache/pip"],
    env: ["PIP_CACHE_DIR"],
    remedy:
      "Install without a cache: `RUN pip install --no-cache-dir …`, or with a mount: `RUN --mount=type=cache,target=/root/.cache/pip pip install …`.",
  },
  {
    manager: "pipenv",
    home: [".cache/pipenv"],
    remedy: mount("/root/.cache/pipenv", "pipenv sync --system"),
  },
  {
    manager: "uv",
    home: [".cache/uv"],
    env: ["UV_CACHE_DIR"],
    remedy:
      "Install without a cache: `RUN uv sync --no-cache …`, or with a mount: `RUN --mount=type=cache,target=/root/.cache/uv uv sync`.",
  },
  {
    manager: "Poetry",
    // Not all of `.cache/pypoetry`: the virtual environments in it are what runs.
    home: [".cache/pypoetry/cache", ".cache/pypoetry/artifacts"],
    env: ["POETRY_CACHE_DIR/cache", "POETRY_CACHE_DIR/artifacts"],
    remedy:
      "Install without a cache: `RUN poetry install --no-cache --only main`, or with a mount: `RUN --mount=type=cache,target=/root/.cache/pypoetry poetry install --only main`.",
  },
  {
    manager: "npm",
    home: [".npm/_cacache"],
    env: ["npm_config_cache/_cacache", "NPM_CONFIG_CACHE/_cacache"],
    remedy:
      "Clean in the RUN that installs: `RUN npm ci --omit=dev && npm cache clean --force`, or use a mount: `RUN --mount=type=cache,target=/root/.npm npm ci --omit=dev`.",
  },
  {
    manager: "Yarn",
    paths: ["/usr/local/share/.cache/yarn"],
    home: [".cache/yarn"],
    env: ["YARN_CACHE_FOLDER"],
    remedy: "Clean in the RUN that installs: `RUN yarn install --production --frozen-lockfile && yarn cache clean`.",
  },
  {
    manager: "pnpm",
    paths: ["/pnpm/store", "/.pnpm-store"],
    home: [".local/share/pnpm/store", ".pnpm-store", ".cache/pnpm"],
    env: ["PNPM_HOME/store"],
    remedy: mount("/pnpm/store", "pnpm install --prod --frozen-lockfile --store-dir /pnpm/store"),
  },
  {
    manager: "Bun",
    home: [".bun/install/cache"],
    env: ["BUN_INSTALL_CACHE_DIR"],
    remedy: mount("/root/.bun/install/cache", "bun install --production --frozen-lockfile"),
  },
  {
    manager: "Go",
    paths: ["/go/pkg/mod"],
    home: [".cache/go-build", "go/pkg/mod"],
    env: ["GOCACHE", "GOMODCACHE", "GOPATH/pkg/mod"],
    remedy:
      "Build in a stage of its own and copy only the program: `COPY --from=build /out/app /app`; there, keep the caches in mounts: `RUN --mount=type=cache,target=/root/.cache/go-build --mount=type=cache,target=/go/pkg/mod go build …`.",
  },
  {
    manager: "Cargo",
    paths: ["/usr/local/cargo/registry", "/usr/local/cargo/git"],
    home: [".cargo/registry", ".cargo/git"],
    env: ["CARGO_HOME/registry", "CARGO_HOME/git"],
    remedy:
      "Build in a stage of its own and copy only the program: `COPY --from=build /src/target/release/app /app`; there, keep the cache in a mount: `RUN --mount=type=cache,target=/usr/local/cargo/registry cargo build --release`.",
  },
  {
    manager: "Maven",
    home: [".m2/repository"],
    remedy:
      "Build in a stage of its own and copy only the jar: `COPY --from=build /src/target/app.jar /app.jar`; there, keep the repository in a mount: `RUN --mount=type=cache,target=/root/.m2 mvn -B package`.",
  },
  {
    manager: "Gradle",
    home: [".gradle/caches", ".gradle/wrapper/dists"],
    env: ["GRADLE_USER_HOME/caches", "GRADLE_USER_HOME/wrapper/dists"],
    remedy:
      "Build in a stage of its own and copy only the jar: `COPY --from=build /src/build/libs/app.jar /app.jar`; there, keep the caches in a mount: `RUN --mount=type=cache,target=/root/.gradle ./gradlew --no-daemon assemble`.",
  },
  {
    manager: "Composer",
    home: [".composer/cache", ".cache/composer"],
    env: ["COMPOSER_CACHE_DIR", "COMPOSER_HOME/cache"],
    remedy: "Install without a cache: `RUN composer install --no-dev --no-cache`.",
  },
  {
    manager: "RubyGems and Bundler",
    paths: [
      "/usr/local/bundle/cache",
      "/usr/local/bundle/ruby/*/cache",
      "/var/lib/gems/*/cache",
      "/usr/lib/ruby/gems/*/cache",
    ],
    home: [".bundle/cache", ".gem/ruby/*/cache", ".local/share/gem/ruby/*/cache"],
    env: ["BUNDLE_PATH/ruby/*/cache"],
    remedy:
      "Remove it in the RUN that fills it: `RUN bundle install && rm -rf /usr/local/bundle/cache /usr/local/bundle/ruby/*/cache ~/.bundle/cache`.",
  },
  {
    manager: "conda",
    paths: ["/opt/conda/pkgs", "/opt/miniconda3/pkgs", "/opt/anaconda3/pkgs", "/opt/miniforge3/pkgs"],
    home: [".conda/pkgs", "miniconda3/pkgs", "anaconda3/pkgs", "miniforge3/pkgs", "micromamba/pkgs"],
    env: ["CONDA_PKGS_DIRS", "MAMBA_ROOT_PREFIX/pkgs"],
    remedy: "Clean in the RUN that installs: `RUN conda install -y … && conda clean -afy`.",
  },
  {
    manager: "NuGet",
    home: [".nuget/packages", ".local/share/NuGet/http-cache"],
    env: ["NUGET_PACKAGES"],
    remedy: "Build in a stage of its own and copy only what is published: `COPY --from=build /out /app`.",
  },
  {
    manager: "ccache",
    home: [".ccache", ".cache/ccache", ".cache/sccache"],
    env: ["CCACHE_DIR", "SCCACHE_DIR"],
    remedy: mount("/root/.ccache", "make"),
  },
]

const PATTERNS = CACHES.map(({ paths = [], home = [] }) => {
  const folders = [...paths.map((path) => `^${path}`), ...home.map((path) => `/${path}`)]
  return new RegExp(folders.map((path) => `${path.replaceAll(".", "[.]").replaceAll("*", "[^/]*")}/`).join("|"))
})

/** The cache that a path lies in, judged by the path alone; undefined where it lies in none. */
export const cacheOf = (path: string): Cache | undefined => CACHES[PATTERNS.findIndex((pattern) => pattern.test(path))]
