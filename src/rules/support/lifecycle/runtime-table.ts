/** Where the images of a runtime's makers, or of Docker, put it. */
interface OfficialImage {
  /** Id in the lifecycle data. */
  readonly product: string
  /** The variable that says the version. */
  readonly variable?: string
  /** A file that says it, which counts more than the variable: the groups of the pattern are its numbers. */
  readonly versionFile?: { readonly path: string; readonly pattern: RegExp }
  /** One of these files shows that it is there; `parts` are the numbers of the version. */
  readonly programs: (parts: readonly string[]) => readonly string[]
  /** A folder with one folder for each version. */
  readonly folder?: string
}

const minor = ([major = "", second = ""]: readonly string[]): string => `${major}.${second}`

export const OFFICIAL: readonly OfficialImage[] = [
  { product: "dotnet", programs: () => [], folder: "/usr/share/dotnet/shared/Microsoft.NETCore.App" },
  {
    product: "go",
    variable: "GOLANG_VERSION",
    versionFile: { path: "/usr/local/go/VERSION", pattern: /^go(\d{1,4}\.\d{1,4}(?:\.\d{1,4})?)\s/ },
    programs: () => ["/usr/local/go/bin/go"],
  },
  {
    product: "java",
    variable: "JAVA_VERSION",
    versionFile: { path: "/opt/java/openjdk/release", pattern: /^JAVA_VERSION="(?:1\.)?(\d{1,4}(?:\.\d{1,4}){0,3})/m },
    programs: ([major]) => [
      "/opt/java/openjdk/bin/java",
      `/usr/local/openjdk-${major}/bin/java`,
      `/usr/java/openjdk-${major}/bin/java`,
    ],
  },
  {
    product: "mariadb",
    variable: "MARIADB_VERSION",
    programs: () => ["/usr/sbin/mariadbd", "/usr/sbin/mysqld"],
  },
  { product: "mysql", variable: "MYSQL_VERSION", programs: () => ["/usr/sbin/mysqld"] },
  {
    product: "nginx",
    variable: "NGINX_VERSION",
    programs: () => ["/usr/sbin/nginx"],
  },
  {
    product: "node",
    variable: "NODE_VERSION",
    versionFile: {
      path: "/usr/local/include/node/node_version.h",
      pattern:
        /#define NODE_MAJOR_VERSION (\d{1,4})\s+#define NODE_MINOR_VERSION (\d{1,4})\s+#define NODE_PATCH_VERSION (\d{1,4})\s/,
    },
    programs: () => ["/usr/local/bin/node"],
  },
  {
    product: "php",
    variable: "PHP_VERSION",
    programs: () => ["/usr/local/bin/php", "/usr/local/sbin/php-fpm"],
  },
  {
    product: "postgres",
    variable: "PG_VERSION",
    programs: ([major]) => [`/usr/lib/postgresql/${major}/bin/postgres`, "/usr/local/bin/postgres"],
  },
  {
    product: "python",
    variable: "PYTHON_VERSION",
    programs: (parts) => [`/usr/local/bin/python${minor(parts)}`],
  },
  { product: "redis", variable: "REDIS_VERSION", programs: () => ["/usr/local/bin/redis-server"] },
  {
    product: "ruby",
    variable: "RUBY_VERSION",
    programs: () => ["/usr/local/bin/ruby"],
  },
]

/** Files that `runtimesOf` reads. */
export const RUNTIME_READS: readonly string[] = OFFICIAL.flatMap(({ versionFile }) => versionFile?.path ?? [])

const names = (text: string): ReadonlyMap<string, string> =>
  new Map(
    text
      .trim()
      .split("\n")
      .flatMap((line) => {
        const [product = "", ...words] = line.trim().split(/\s+/)
        return words.map((word): [string, string] => [word, product])
      }),
  )

/** Products by the names of packages: of programs that carry their own version, and of system packages without their numbers. */
export const PACKAGES = {
  generic: names(`
    dotnet dotnet .net microsoft.netcore.app
    go go golang
    java java openjdk jdk jre temurin
    mariadb mariadb mariadbd
    mysql mysql mysqld
    nginx nginx
    node node nodejs node.js
    php php
    postgres postgres postgresql
    python python cpython
    redis redis redis-server
    ruby ruby`),
  system: names(`
    dotnet dotnet-runtime dotnet-sdk aspnetcore-runtime dotnet-hostfxr
    go golang golang-go golang-bin go
    java openjdk-jre openjdk-jre-headless openjdk-jdk openjdk-jdk-headless java-openjdk java-openjdk-headless
    mariadb mariadb mariadb-server
    mysql mysql-server mysql-community-server mysql-server-core mysql-community-server-core
    nginx nginx nginx-core nginx-light nginx-full nginx-extras
    node nodejs nodejs-current node
    php php php-cli php-fpm
    postgres postgresql postgresql-server
    python python python-minimal libpython-minimal
    redis redis redis-server
    ruby ruby libruby`),
} as const
