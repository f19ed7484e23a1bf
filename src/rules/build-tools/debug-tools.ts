import { defineRule } from "../../model/index.ts"
import { isIdle } from "../support/idle.ts"
import { toolRemarks } from "../support/tool-remarks.ts"

export default defineRule({
  id: "build-tools/debug-tools",
  title: "No debugger and no tool to watch networks is shipped",
  severity: "low",
  why: "Debuggers, tracers and network tools are what an intruder would bring along: in the image they wait for him. Who has to look into a running container can lend it such tools for a while.",
  decides:
    "Executables of GDB, LLDB, Delve, Valgrind, strace, ltrace, perf, bpftrace, tcpdump, TShark, Nmap, netcat, socat and Telnet where programs are installed, that neither the command, the health check nor a script of the image's own names and no installed package needs.",
  blind:
    "Calls from programs and from scripts without a first line `#!`. Where the text of a shell script is not known, netcat, socat and Telnet are left alone, and so are busybox and its like always.",
  remedy:
    "Leave it out, and debug from a container beside it: `kubectl debug -it POD --image=… --target=CONTAINER`, or `docker run -it --pid=container:NAME --network=container:NAME …`.",
  examples: {
    bad: `
      FROM scratch
      COPY --chmod=755 <<EOF /usr/bin/strace
      strace
      EOF`,
    good: `
      FROM scratch
      COPY --chmod=755 <<EOF /usr/bin/socat
      socat
      EOF
      CMD ["socat", "TCP-LISTEN:8080,fork", "UNIX-CONNECT:/run/app.sock"]`,
  },
  references: [],
  check: (image) =>
    toolRemarks(image, "debug tool", {
      isIdle: (found) => isIdle(image, found),
      remedy:
        "Leave it out, and debug from a container beside it: `kubectl debug -it POD --image=… --target=CONTAINER`, or `docker run -it --pid=container:NAME --network=container:NAME …`.",
    }),
})
