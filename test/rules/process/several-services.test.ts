import severalServices from "../../../src/rules/process/several-services.ts"
import { testRule } from "../../support/rule.ts"

const program = (path: string): string => `COPY --elf=amd64 --chmod=755 ${path}\n`
const shell = program("/bin/sh")
const script = (...lines: string[]): string =>
  `${shell}COPY --chmod=755 <<EOF /entrypoint.sh\n#!/bin/sh\n${lines.join("\n")}\nEOF\nENTRYPOINT ["/entrypoint.sh"]\n`

testRule(severalServices, {
  catches: {
    'CMD ["/usr/bin/supervisord", "-n"]': "The command starts a supervisor of services, supervisord.",
    'ENTRYPOINT ["s6-svscan", "/etc/s6"]': "The command starts a supervisor of services, s6.",
    [`${program("/init")}RUN mkdir -p /package/admin/s6-overlay\nENTRYPOINT ["/init"]`]:
      "The command starts a supervisor of services, s6-overlay.",
    [`${program("/lib/systemd/systemd")}RUN ln -s ../lib/systemd/systemd /sbin/init\nCMD ["/sbin/init"]`]:
      "The command starts a supervisor of services, systemd.",
    "CMD service nginx start && node server.js": "The command starts several services: nginx and node.",
    "CMD php-fpm -D && nginx -g 'daemon off;'": "The command starts several services: php-fpm and nginx.",
    "CMD cron && exec gunicorn app:app": "The command starts several services: cron and gunicorn.",
    "CMD node worker.js & nginx -g 'daemon off;'": "The command starts several services: node and nginx.",
    [script("redis-server --daemonize yes", "exec node server.js")]:
      "The command starts several services: redis-server and node.",
    [`${script("/usr/sbin/sshd", 'exec "$@"')}CMD ["node", "server.js"]`]:
      "The command starts several services: sshd and node.",
  },
  ignores: [
    'CMD ["nginx", "-g", "daemon off;"]',
    "CMD nginx -t && nginx -g 'daemon off;'",
    "CMD tail -F /var/log/nginx/access.log & nginx -g 'daemon off;'",
    "CMD node migrate.js && node server.js",
    // One of several, by what it is asked for.
    script('if [ "$1" = web ]; then', "  exec nginx", "else", "  exec gunicorn app:app", "fi"),
    script("nginx & PID=$!", "trap 'kill $PID' TERM", "wait $PID"),
    "CMD sleep 5 & wait",
    'CMD ["/sbin/init"]',
    'CMD ["/init"]',
    "USER 1",
  ],
})
