/** A debugger that listens for whoever connects, and then runs what it is told. */
export interface Debugger {
  readonly name: string
  /** The port that it listens on where nobody says. */
  readonly port: number
  /** Programs beside which that port means this debugger; any for a port that nothing else uses. */
  readonly beside: RegExp | null
  /** True where one word of a command or of a variable with options turns it on. */
  readonly isFlag: (word: string) => boolean
  /** True where a command turns it on by several words. */
  readonly isCommand?: (argv: readonly string[]) => boolean
  /** True where that word lets it listen on the container's own loopback address alone. */
  readonly isLocal: (word: string) => boolean
  /** Environment variables with options that its runtime reads. */
  readonly variables: readonly string[]
}

const LOOPBACK = /(?:^|[=:,/])(?:127\.\d{1,3}\.\d{1,3}\.\d{1,3}|localhost|\[::1\])(?::|,|$)/

const JAVA_OPTIONS =
  "JAVA_TOOL_OPTIONS JDK_JAVA_OPTIONS _JAVA_OPTIONS JAVA_OPTS JAVA_OPTIONS JVM_OPTS CATALINA_OPTS JAVA_ARGS".split(" ")

export const DEBUGGERS: readonly Debugger[] = [
  {
    name: "Node's inspector",
    port: 9229,
    beside: null,
    isFlag: (word) => /^--inspect(?:-brk|-wait)?(?:=|$)/.test(word),
    // Without an address it takes 127.0.0.1; a port alone changes nothing about that.
    isLocal: (word) => /^--inspect(?:-brk|-wait)?(?:=\d*)?$/.test(word) || LOOPBACK.test(word),
    variables: ["NODE_OPTIONS"],
  },
  {
    name: "the Java debugger",
    port: 5005,
    beside: /^java$/,
    isFlag: (word) => word.startsWith("-agentlib:jdwp") || word.startsWith("-Xrunjdwp"),
    isLocal: (word) => LOOPBACK.test(word) || /(?:^|[,:])server=n/.test(word),
    variables: JAVA_OPTIONS,
  },
  {
    name: "Java's remote management without a password",
    port: -1,
    beside: null,
    isFlag: (word) => word === "-Dcom.sun.management.jmxremote.authenticate=false",
    isLocal: () => false,
    variables: JAVA_OPTIONS,
  },
  {
    name: "debugpy",
    port: 5678,
    beside: /^(?:python[\d.]*|gunicorn|uvicorn|flask|celery)$/,
    isFlag: () => false,
    isCommand: (argv) => argv.some((word, index) => word === "-m" && /^(?:debugpy|ptvsd)$/.test(argv[index + 1] ?? "")),
    isLocal: (word) => LOOPBACK.test(word),
    variables: [],
  },
  {
    name: "Delve",
    port: 2345,
    beside: /^dlv$/,
    isFlag: () => false,
    isCommand: ([program = "", ...words]) =>
      /(?:^|\/)dlv$/.test(program) && words.some((word) => word.startsWith("--headless")),
    isLocal: (word) => LOOPBACK.test(word),
    variables: [],
  },
  {
    name: "Ruby's debugger",
    port: -1,
    beside: null,
    isFlag: () => false,
    isCommand: (argv) =>
      argv.slice(0, 4).some((word) => /(?:^|\/)rdbg$/.test(word)) && argv.some((word) => /^(?:--open|-O)/.test(word)),
    isLocal: (word) => LOOPBACK.test(word),
    variables: [],
  },
]
