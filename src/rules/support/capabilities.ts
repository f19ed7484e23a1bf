/** What the extended attribute `security.capability` of a file says. */
export interface FileCapabilities {
  /** `cap_net_raw`, in the kernel's order; `cap_63` for one that has no name yet. */
  readonly permitted: readonly string[]
  readonly inheritable: readonly string[]
  /** True where the program has them from its start, false where it must raise them itself. */
  readonly isEffective: boolean
  /** The uid that must be root of the user namespace; 0 of the first one. */
  readonly rootid: number
}

/** By bit. linux/capability.h. */
const NAMES = (
  "chown dac_override dac_read_search fowner fsetid kill setgid setuid setpcap linux_immutable net_bind_service " +
  "net_broadcast net_admin net_raw ipc_lock ipc_owner sys_module sys_rawio sys_chroot sys_ptrace sys_pacct sys_admin " +
  "sys_boot sys_nice sys_resource sys_time sys_tty_config mknod lease audit_write audit_control setfcap mac_override " +
  "mac_admin syslog wake_alarm block_suspend audit_read perfmon bpf checkpoint_restore"
).split(" ")

const BITS = 32

function namesOf(words: readonly number[]): string[] {
  return words.flatMap((word, index) =>
    Array.from({ length: BITS }, (_, bit) => index * BITS + bit)
      .filter((bit) => ((word >>> (bit % BITS)) & 1) === 1)
      .map((bit) => `cap_${NAMES[bit] ?? bit}`),
  )
}

/** By revision: 32-bit words of each set, and bytes in all. linux/capability.h, `vfs_cap_data`, `vfs_ns_cap_data`. */
const FORMS: ReadonlyMap<number, { readonly words: number; readonly bytes: number }> = new Map([
  [1, { words: 1, bytes: 12 }],
  [2, { words: 2, bytes: 20 }],
  [3, { words: 2, bytes: 24 }],
])

/** Reads the attribute as the kernel does; null for what it would refuse: an unknown revision, or a length that is not its own. */
export function decodeCapabilities(bytes: Uint8Array): FileCapabilities | null {
  if (bytes.length < 4) return null
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const magic = view.getUint32(0, true)
  const form = FORMS.get(magic >>> 24)
  if (form === undefined || form.bytes !== bytes.length) return null
  const words = Array.from({ length: form.words }, (_, index) => 4 + 8 * index)
  return {
    permitted: namesOf(words.map((at) => view.getUint32(at, true))),
    inheritable: namesOf(words.map((at) => view.getUint32(at + 4, true))),
    isEffective: (magic & 1) === 1,
    rootid: form.bytes === 24 ? view.getUint32(20, true) : 0,
  }
}
