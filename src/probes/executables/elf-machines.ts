/**
 * `e_machine` to the names that Go's GOARCH and OCI's `architecture` share. Where one number stands for several:
 * little-endian, big-endian, and both again for 64 bits.
 */
const MACHINES: Readonly<Record<number, string | readonly [le32: string, be32: string, le64: string, be64: string]>> = {
  2: "sparc",
  3: "386",
  8: ["mipsle", "mips", "mips64le", "mips64"],
  20: "ppc",
  21: ["ppc64le", "ppc64", "ppc64le", "ppc64"],
  22: ["s390", "s390", "s390x", "s390x"],
  40: ["arm", "armbe", "arm", "armbe"],
  43: "sparc64",
  62: "amd64",
  183: ["arm64", "arm64be", "arm64", "arm64be"],
  243: ["riscv", "riscv", "riscv64", "riscv64"],
  258: "loong64",
}

export function machineName(machine: number, wide: boolean, little: boolean): string {
  const name = MACHINES[machine] ?? `machine ${machine}`
  return typeof name === "string" ? name : name[(wide ? 2 : 0) + (little ? 0 : 1)]!
}
