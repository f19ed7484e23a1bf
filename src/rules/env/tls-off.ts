import type { Severity } from "../../model/index.ts"
import { defineRule } from "../../model/index.ts"
import { environmentOf, isNo, isYes, locateVariable } from "../support/environment.ts"

/** A variable that makes a program accept any certificate. */
interface Switch {
  readonly names: readonly string[]
  readonly isOff: (value: string) => boolean
  /** What happens then, as the rest of a sentence. */
  readonly effect: string
  /** True where the value is one of a few words, and so may be shown. */
  readonly isWord: boolean
  readonly severity?: Severity
}

const isSet = (): boolean => true
const isFilled = (value: string): boolean => value.trim() !== ""

/** Each as its program reads it: what the program ignores is no finding. */
const SWITCHES: readonly Switch[] = [
  {
    names: ["NODE_TLS_REJECT_UNAUTHORIZED"],
    isOff: (value) => value === "0",
    effect: "Node then accepts any certificate from any server",
    isWord: true,
  },
  {
    names: ["PYTHONHTTPSVERIFY"],
    isOff: (value) => value === "0",
    effect: "Python 2.7, and Python 3 where a vendor patched it, then accepts any certificate",
    isWord: true,
    severity: "medium",
  },
  {
    names: ["GIT_SSL_NO_VERIFY"],
    // Git asks only whether it is there: `false` turns the check off as well.
    isOff: isSet,
    effect: "Git then fetches from anybody who answers, whatever the value says",
    isWord: false,
  },
  {
    names: ["npm_config_strict_ssl", "NPM_CONFIG_STRICT_SSL"],
    isOff: isNo,
    effect: "npm then installs from anybody who answers",
    isWord: true,
  },
  {
    names: ["YARN_ENABLE_STRICT_SSL", "YARN_STRICT_SSL", "yarn_strict_ssl"],
    isOff: isNo,
    effect: "Yarn then installs from anybody who answers",
    isWord: true,
  },
  {
    names: ["PIP_TRUSTED_HOST"],
    isOff: isFilled,
    effect: "pip then takes packages from the hosts that it names without a check",
    isWord: false,
  },
  {
    names: ["UV_INSECURE_HOST", "UV_ALLOW_INSECURE_HOST"],
    isOff: isFilled,
    effect: "uv then takes packages from the hosts that it names without a check",
    isWord: false,
  },
  {
    names: ["GOINSECURE"],
    isOff: isFilled,
    effect: "Go then fetches the modules that it names without a check",
    isWord: false,
    severity: "medium",
  },
  {
    names: ["CONDA_SSL_VERIFY"],
    isOff: isNo,
    effect: "conda then installs from anybody who answers",
    isWord: true,
  },
  {
    names: ["BUNDLE_SSL_VERIFY_MODE"],
    isOff: (value) => value === "0",
    effect: "Bundler then installs from anybody who answers",
    isWord: true,
  },
  {
    names: ["PERL_LWP_SSL_VERIFY_HOSTNAME"],
    isOff: (value) => value === "0" || value === "",
    effect: "Perl's LWP then accepts any certificate",
    isWord: true,
  },
  {
    names: ["LDAPTLS_REQCERT"],
    isOff: (value) => /^(?:never|allow)$/i.test(value),
    effect: "LDAP clients then accept any certificate, and send it their passwords",
    isWord: true,
  },
  {
    names: ["VAULT_SKIP_VERIFY", "NOMAD_SKIP_VERIFY"],
    isOff: isYes,
    effect: "its client then hands its token to anybody who answers",
    isWord: true,
  },
  {
    names: ["CONSUL_HTTP_SSL_VERIFY"],
    isOff: isNo,
    effect: "Consul's client then hands its token to anybody who answers",
    isWord: true,
  },
  {
    names: ["CLOUDSDK_AUTH_DISABLE_SSL_VALIDATION"],
    isOff: isYes,
    effect: "gcloud then hands its credentials to anybody who answers",
    isWord: true,
  },
  {
    names: ["AZURE_CLI_DISABLE_CONNECTION_VERIFICATION"],
    isOff: isYes,
    effect: "the Azure CLI then hands its credentials to anybody who answers",
    isWord: true,
  },
]

export default defineRule({
  id: "env/tls-off",
  title: "No environment variable turns off the check of certificates",
  severity: "high",
  why: "Without the check, whoever sits between the container and a server reads and changes all they say to each other: packages, tokens, data. Set in the image, it holds for every container and every command in it. It usually is a quick way around a company's own certificate authority.",
  decides:
    "Well-known variables in `Env` of the image config with a value that their program takes for off: NODE_TLS_REJECT_UNAUTHORIZED, GIT_SSL_NO_VERIFY, NPM_CONFIG_STRICT_SSL, YARN_ENABLE_STRICT_SSL, PIP_TRUSTED_HOST, UV_INSECURE_HOST, GOINSECURE, CONDA_SSL_VERIFY, BUNDLE_SSL_VERIFY_MODE, PERL_LWP_SSL_VERIFY_HOSTNAME, LDAPTLS_REQCERT, VAULT_SKIP_VERIFY, CONSUL_HTTP_SSL_VERIFY, NOMAD_SKIP_VERIFY and those of gcloud and Azure. Medium for PYTHONHTTPSVERIFY, which Python 3 ignores, and GOINSECURE.",
  blind: "Settings files, options in commands and in code, and variables of your own programs.",
  remedy:
    "Remove the variable, and let the image trust your certificate authority instead: `COPY ca.crt /usr/local/share/ca-certificates/`, then `RUN update-ca-certificates`.",
  examples: {
    bad: `
      FROM scratch
      ENV NODE_TLS_REJECT_UNAUTHORIZED=0
      CMD ["/app"]`,
    good: `
      FROM scratch
      ENV NODE_EXTRA_CA_CERTS=/etc/ssl/ca.crt
      CMD ["/app"]`,
  },
  references: [],

  *check(image) {
    const environment = environmentOf(image)
    for (const { names, isOff, effect, isWord, severity } of SWITCHES)
      for (const name of names) {
        const variable = environment.get(name)
        if (variable === undefined || !isOff(variable.value)) continue
        const value = variable.value === "" ? "empty" : variable.value
        yield {
          message: `The image sets ${name}${isWord ? ` to ${value}` : ""}: ${effect}.`,
          remedy: `Remove ${name}, and let the image trust your certificate authority instead: \`COPY ca.crt /usr/local/share/ca-certificates/\`, then \`RUN update-ca-certificates\`; Node wants \`ENV NODE_EXTRA_CA_CERTS=/usr/local/share/ca-certificates/ca.crt\` as well.`,
          location: locateVariable(image, name),
          ...(severity === undefined ? {} : { severity }),
          identity: name,
        }
      }
  },
})
