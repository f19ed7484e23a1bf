import portMismatch from "../../../src/rules/health/port-mismatch.ts"
import { testRule } from "../../support/rule.ts"

const says = (asked: string, exposed: string): string =>
  `The health check asks port ${asked}, and the image exposes ${exposed}.`

testRule(portMismatch, {
  catches: {
    "EXPOSE 8080\nHEALTHCHECK CMD curl -f http://localhost:3000/": says("3000", "8080/tcp"),
    "EXPOSE 8080\nHEALTHCHECK CMD curl -f http://localhost/ || exit 1": says("80", "8080/tcp"),
    "EXPOSE 8080\nHEALTHCHECK CMD curl -fk https://127.0.0.1/health": says("443", "8080/tcp"),
    "EXPOSE 8080 9090\nHEALTHCHECK CMD nc -z localhost 80": says("80", "8080/tcp and 9090/tcp"),
    "EXPOSE 3000/udp\nHEALTHCHECK CMD curl -f http://localhost:3000": says("3000", "3000/udp"),
    'EXPOSE 8080\nHEALTHCHECK CMD ["node", "-e", "fetch(\'http://127.0.0.1:3000/\').then(r => process.exit(r.ok ? 0 : 1))"]':
      says("3000", "8080/tcp"),
    "EXPOSE 8080\nHEALTHCHECK CMD wget -q http://[::1]:81/": says("81", "8080/tcp"),
  },
  ignores: [
    "HEALTHCHECK CMD curl -f http://localhost:3000/",
    "EXPOSE 3000\nHEALTHCHECK CMD curl -f http://localhost:3000/",
    "EXPOSE 80\nHEALTHCHECK CMD curl -f http://localhost/",
    "EXPOSE 3000-3010\nHEALTHCHECK CMD curl -f http://localhost:3005/",
    "EXPOSE 8080\nHEALTHCHECK CMD curl -f http://localhost:$PORT/",
    "EXPOSE 8080\nHEALTHCHECK CMD curl -f http://localhost:${PORT:-3000}/",
    "EXPOSE 8080\nHEALTHCHECK CMD curl -f http://example.com:3000/",
    "EXPOSE 8080\nHEALTHCHECK CMD curl -f http://localhost.example.com/",
    // One of two is exposed.
    "EXPOSE 8080\nHEALTHCHECK CMD curl -f http://localhost:8080/ && curl -f http://localhost:9000/",
    "EXPOSE 8080\nHEALTHCHECK NONE",
    "EXPOSE 8080\nHEALTHCHECK CMD /check",
  ],
})
