import type { Command } from "./shell/index.ts"

/** A line of a settings file that switches checks off, and the files that it counts in. */
const LINES: readonly { readonly file: RegExp; readonly line: RegExp; readonly what: string }[] = [
  { file: /(?:^|\/)\.?curlrc$/, line: /^\s*-{0,2}(?:insecure|k)\s*$/m, what: "insecure in .curlrc" },
  {
    file: /(?:^|\/)\.?wgetrc$/,
    line: /^\s*check_certificate\s*=\s*(?:off|no|0|false)/im,
    what: "check_certificate off",
  },
  { file: /(?:^|\/)\.?npmrc$/, line: /^\s*strict-ssl\s*=\s*false/im, what: "strict-ssl false" },
  {
    file: /\/sources\.list(?:\.d\/|$)/,
    line: /^\s*deb(?:-src)?\s+\[[^\]]{0,300}\btrusted\s{0,9}=\s{0,9}yes\b/im,
    what: "trusted=yes",
  },
  { file: /\/sources\.list\.d\//, line: /^\s*Trusted:\s{0,9}yes\b/im, what: "Trusted: yes" },
  {
    file: /\/apt\.conf(?:\.d\/|$)/,
    line: /(?:AllowUnauthenticated|AllowInsecureRepositories)[\s"]{1,6}(?:1|true|yes)|Verify-(?:Peer|Host)[\s"]{1,6}(?:0|false|no)/i,
    what: "apt's checks off",
  },
  {
    file: /\/yum(?:\.repos\.d\/|\.conf$)|\/dnf\.conf$/,
    line: /^\s*(?:gpgcheck|sslverify)\s*=\s*(?:0|false|no)/im,
    what: "gpgcheck=0",
  },
  { file: /(?:^|\/)\.?pip(?:\.conf|\/pip\.conf)$/, line: /^\s*trusted-host\s*=/im, what: "trusted-host" },
  { file: /(?:^|\/)\.?gitconfig$/, line: /^\s*sslVerify\s*=\s*(?:false|0|no|off)/im, what: "sslVerify false" },
]

const WRITERS = new Set(["echo", "printf", "cat", "tee"])
const LONGEST = 8000

/** What a command writes into a settings file that switches checks off, by redirect or through tee; null where it does not. */
export function writtenBy(command: Command, commands: readonly Command[]): string | null {
  if (!WRITERS.has(command.name)) return null
  const heredoc = command.redirects.map((redirect) => redirect.heredoc ?? "").join("\n")
  const text = `${heredoc}\n${command.words
    .slice(1)
    .map(({ loose }) => loose)
    .join("\n")}`
    .slice(0, LONGEST)
    .replaceAll("\\n", "\n")
  const tees = command.pipesInto.flatMap((index) => commands[index] ?? []).filter(({ name }) => name === "tee")
  const targets = [
    ...command.redirects.filter(({ operator }) => operator.startsWith(">")).map(({ target }) => target?.loose ?? ""),
    ...[command, ...tees]
      .filter(({ name }) => name === "tee")
      .flatMap((tee) => tee.words.slice(1).map(({ loose }) => loose)),
  ]
  return LINES.find(({ file, line }) => targets.some((target) => file.test(target)) && line.test(text))?.what ?? null
}
