import { code } from "../formats/code.ts"
import { dotenv } from "../formats/dotenv.ts"
import type { Where } from "../../assignments/index.ts"
import type { Entry, Format } from "../formats/entry.ts"
import { config, ini } from "../formats/ini.ts"
import { json, toml } from "../formats/nested.ts"
import { properties } from "../formats/properties.ts"
import { xml } from "../formats/xml.ts"
import { yaml } from "../formats/yaml.ts"
import { type Kind, nothing } from "../kind.ts"
import { all, announced, fields, whole } from "../readers.ts"

const SETTINGS = { type: "configured-secret", severity: "high", advice: "settings" } as const
const SAMPLE = /(?:^|[._-])(?:example|sample|template|tpl|tmpl|dist|default|defaults|schema|skel)s?(?:[._-]|$)/i

/** Of compose files, whose environment may be a list: `- NAME=value`. */
function* compose(text: string): Generator<Entry> {
  for (const entry of yaml(text)) {
    const [, name, value] = /^([A-Za-z_]\w{0,200})=([\s\S]*)$/.exec(entry.value) ?? []
    const isList = /^(?:environment|args|labels|env)$/.test(entry.path.at(-1) ?? "")
    yield isList && name !== undefined && value !== undefined ? { ...entry, path: [...entry.path, name], value } : entry
  }
}

const settings = (kind: string, name: string, at: readonly string[], format: Format, where?: Where): Kind => ({
  ...SETTINGS,
  kind,
  name,
  at,
  unless: SAMPLE,
  read: announced(format, where),
})

export const APPS: readonly Kind[] = [
  settings(
    "env-file",
    "an environment file with a secret",
    [".env", ".env.*", ".env-*", "*.env", ".envrc", ".dev.vars", ".flaskenv", "env.sh", ".envrc.*"],
    dotenv,
  ),
  settings(
    "shell-settings",
    "a shell's settings with a secret",
    [
      "/etc/environment",
      "/etc/profile",
      "/etc/profile.d/*",
      ".bashrc",
      ".bash_profile",
      ".bash_login",
      ".profile",
      ".zshrc",
      ".zshenv",
      ".zprofile",
      "environment.d/*.conf",
    ],
    dotenv,
  ),
  {
    ...SETTINGS,
    kind: "wordpress-config",
    name: "a WordPress configuration with a password",
    at: ["wp-config.php", "wp-config-production.php", "wp-config-local.php"],
    read: fields(
      code,
      "dbpassword authkey secureauthkey loggedinkey noncekey authsalt secureauthsalt loggedinsalt noncesalt wpcachekeysalt ftppass jwtauthsecretkey",
    ),
  },
  {
    ...settings(
      "php-config",
      "a PHP configuration with a secret",
      [
        "configuration.php",
        "config.inc.php",
        "config.local.php",
        "localsettings.php",
        "settings.local.php",
        "settings.inc.php",
        "app/etc/env.php",
        "parameters.php",
        "autoload/*.local.php",
      ],
      code,
    ),
    read: all(announced(code), fields(code, "hashsalt blowfishsecret cryptkey")),
  },
  settings(
    "php-config",
    "a PHP configuration with a secret",
    ["config.php", "settings.php", "database.php", "db.php", "local.php", "config.default.php"],
    code,
    "config",
  ),
  settings(
    "python-settings",
    "Python settings with a secret",
    [
      "settings.py",
      "local_settings.py",
      "settings_local.py",
      "settings_prod*.py",
      "airflow/webserver_config.py",
      "superset_config.py",
      "jupyter_notebook_config.py",
    ],
    code,
  ),
  settings(
    "spring-config",
    "an application's properties with a secret",
    [
      "application*.properties",
      "bootstrap*.properties",
      "db.properties",
      "database.properties",
      "jdbc.properties",
      "secrets.properties",
      "credentials.properties",
      "quarkus.properties",
      "keycloak.conf",
      "key.properties",
      "keystore.properties",
    ],
    properties,
  ),
  settings(
    "spring-config",
    "an application's properties with a secret",
    ["application*.yml", "application*.yaml", "bootstrap*.yml", "bootstrap*.yaml", "application-*.yaml"],
    yaml,
  ),
  settings(
    "dotnet-settings",
    "application settings with a secret",
    ["appsettings*.json", "local.settings.json", "secrets.json", "connectionstrings.json"],
    json,
  ),
  {
    ...settings(
      "dotnet-config",
      "a .NET configuration with a secret",
      [
        "web.config",
        "app.config",
        "connectionstrings.config",
        "*.exe.config",
        "*.dll.config",
        "tomcat-users.xml",
        "hibernate.cfg.xml",
        "sitemanager.xml",
        "recentservers.xml",
      ],
      xml,
    ),
    read: all(announced(xml), fields(xml, "validationkey decryptionkey keystorepass connectionpassword pass")),
  },
  {
    ...SETTINGS,
    kind: "rails-master-key",
    name: "a Rails master key",
    at: ["config/master.key", "config/credentials/*.key"],
    read: whole("RAILS_MASTER_KEY", /^[0-9a-f]{32}$/),
    severity: "critical",
  },
  {
    ...settings(
      "framework-config",
      "a framework's configuration with a secret",
      [
        "config/database.yml",
        "config/secrets.yml",
        "database.yml",
        "secrets.yml",
        "secrets.yaml",
        "secret.yml",
        "credentials.yml",
        "credentials.yaml",
        "parameters.yml",
        "parameters.yaml",
        "parameters_*.yml",
        "config/mongoid.yml",
        "config/cable.yml",
        "config/storage.yml",
        "config/sidekiq.yml",
        "config/settings.yml",
        "config/redis.yml",
        "config/application.yml",
        "alertmanager.yml",
        "config/prod.yml",
        "datadog.yaml",
        "newrelic.yml",
        "dbt/profiles.yml",
        ".dbt/profiles.yml",
      ],
      yaml,
    ),
  },
  settings(
    "json-secrets",
    "a file of secrets",
    [
      "credentials.json",
      "secret.json",
      "ormconfig.json",
      ".clasprc.json",
      "sftp-config.json",
      "sftp.json",
      ".ftpconfig",
    ],
    json,
  ),
  settings(
    "toml-secrets",
    "a file of secrets",
    [".streamlit/secrets.toml", "secrets.toml", ".secrets.toml", "runner/config.toml", "gitlab-runner/config.toml"],
    toml,
  ),
  settings(
    "ini-secrets",
    "a configuration with a secret",
    [
      "airflow.cfg",
      "grafana.ini",
      "custom.ini",
      "app.ini",
      "odoo.conf",
      "alembic.ini",
      "local.ini",
      "production.ini",
      "superset.ini",
      "supervisord.conf",
      "supervisor/conf.d/*",
      "freetds.conf",
      "odbc.ini",
      "credentials.ini",
      "secrets.ini",
      "gitea/conf/app.ini",
      "db.ini",
    ],
    config,
  ),
  settings(
    "compose-file",
    "a compose file with a secret",
    ["docker-compose*.yml", "docker-compose*.yaml", "compose.yml", "compose.yaml", "compose.*.yml", "compose.*.yaml"],
    compose,
    "config",
  ),
  {
    ...SETTINGS,
    kind: "dockerfile",
    name: "a Dockerfile with a secret",
    at: ["dockerfile", "dockerfile.*", "*.dockerfile", "containerfile"],
    read: nothing,
    lines: "dockerfile",
  },
  settings(
    "desktop-login",
    "stored connections with a password",
    ["winscp.ini", "filezilla.xml", ".remmina", "*.rdp"],
    ini,
  ),
]
