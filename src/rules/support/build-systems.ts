import type { Tool } from "./tool.ts"

/** What drives a build. */
export const BUILD_SYSTEMS: readonly Tool[] = [
  { name: "make", programs: ["make", "gmake", "bmake"] },
  {
    name: "CMake",
    programs: ["cmake", "ctest", "cpack"],
    home: ["share/cmake*/Modules"],
    trees: ["/usr/share/cmake*", "/usr/local/lib/python3*/site-packages/cmake"],
  },
  {
    name: "Ninja",
    programs: ["ninja", "samu"],
    trees: ["/usr/local/lib/python3*/site-packages/ninja"],
    packages: ["ninja-build"],
  },
  {
    name: "Meson",
    programs: ["meson"],
    trees: ["/usr/lib/python3/dist-packages/mesonbuild", "/usr/lib/python3*/site-packages/mesonbuild"],
  },
  { name: "Autoconf", programs: ["autoconf", "autoreconf"], trees: ["/usr/share/autoconf"] },
  { name: "Automake", programs: ["automake"], trees: ["/usr/share/automake*", "/usr/share/aclocal-*"] },
  { name: "Libtool", programs: ["libtool", "libtoolize"], trees: ["/usr/share/libtool"] },
  { name: "pkg-config", programs: ["pkg-config", "pkgconf"] },
  { name: "Bazel", programs: ["bazel", "bazelisk"] },
  { name: "Maven", programs: ["mvn"], home: ["lib/maven-core-*.jar", "boot/plexus-classworlds-*.jar"] },
  { name: "Gradle", programs: ["gradle"], home: ["lib/gradle-core-*.jar", "lib/gradle-launcher-*.jar"] },
  { name: "Ant", programs: ["ant"], home: ["lib/ant.jar"], needsHome: true },
  { name: "sbt", programs: ["sbt"], home: ["bin/sbt-launch.jar"] },
  { name: "Cargo", programs: ["cargo"] },
  {
    name: "node-gyp",
    programs: [],
    // Only where it was installed for all: npm carries one in itself, and some packages depend on it.
    marks: ["/usr/local/lib/node_modules/node-gyp/gyp", "/usr/lib/node_modules/node-gyp/gyp"],
    trees: ["/usr/local/lib/node_modules/node-gyp", "/usr/lib/node_modules/node-gyp"],
  },
]
