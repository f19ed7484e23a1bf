import type { Tool } from "./tool.ts"

/** What looks into running programs and networks. */
export const DEBUG_TOOLS: readonly Tool[] = [
  { name: "GDB", programs: ["gdb", "gdbserver"], trees: ["/usr/share/gdb"] },
  { name: "LLDB", programs: ["lldb", "lldb-server"], packages: ["lldb"] },
  { name: "Delve", programs: ["dlv"] },
  { name: "Valgrind", programs: ["valgrind"], trees: ["/usr/libexec/valgrind", "/usr/lib/valgrind"] },
  { name: "strace", programs: ["strace"] },
  { name: "ltrace", programs: ["ltrace"] },
  { name: "perf", programs: ["perf"], packages: ["linux-perf"] },
  { name: "bpftrace", programs: ["bpftrace"] },
  { name: "tcpdump", programs: ["tcpdump"] },
  { name: "TShark", programs: ["tshark", "dumpcap"], packages: ["tshark"] },
  { name: "Nmap", programs: ["nmap", "nping"], trees: ["/usr/share/nmap"], packages: ["nmap"] },
  {
    name: "netcat",
    programs: ["nc", "ncat", "netcat", "nc.openbsd", "nc.traditional"],
    packages: ["netcat-openbsd", "netcat-traditional", "nmap-ncat"],
    isScripted: true,
  },
  { name: "socat", programs: ["socat", "socat1"], isScripted: true },
  {
    name: "Telnet",
    programs: ["telnet", "telnet.netkit", "inetutils-telnet"],
    packages: ["telnet", "inetutils-telnet"],
  },
]
