const CAPABILITIES: Readonly<Record<string, number>> = {
  cap_chown: 0,
  cap_dac_override: 1,
  cap_dac_read_search: 2,
  cap_setgid: 6,
  cap_net_bind_service: 10,
  cap_net_admin: 12,
  cap_net_raw: 13,
  cap_ipc_lock: 14,
  cap_sys_ptrace: 19,
  cap_sys_admin: 21,
}

/** The extended attribute that setcap(8) gives a file for `cap_net_raw,cap_net_admin=ep`, as text of a pax record: revision 2 of linux/capability.h. */
export function capabilityOf(caps: string): string {
  const [, names = "", flags = ""] = /^([a-z_,]+)[+=]{1,2}([eip]+)$/.exec(caps) ?? []
  if (names === "") throw new Error(`setcap ${caps} is not known here`)
  const bytes = Buffer.alloc(20)
  bytes.writeUInt32LE(0x02000000 + Number(flags.includes("e")))
  for (const name of names.split(",")) {
    const bit = CAPABILITIES[name]
    if (bit === undefined) throw new Error(`${name} is not known here`)
    for (const [flag, at] of [
      ["p", 4],
      ["i", 8],
    ] as const)
      if (flags.includes(flag)) bytes[at + (bit >> 3)]! |= 1 << (bit & 7)
  }
  // Whoever writes the archive takes text, and would make two bytes of one of these.
  if (bytes.some((byte) => byte > 0x7f)) throw new Error(`setcap ${caps} can't be written here`)
  return bytes.toString("latin1")
}
