import { generateKeyPairSync } from "node:crypto"
import { describe, expect, test } from "vitest"
import { credentialFileAt, FILE_FAMILIES, readCredentialFile, SENSITIVE } from "../../../src/secrets/files/index.ts"
import { random } from "../../support/made-up.ts"

/** What is found in a file, as `line givenTo value`, in the order of the file. */
function found(path: string, text: string): string[] {
  const file = credentialFileAt(path)
  if (file === null) throw new Error(`nobody reads ${path}`)
  return readCredentialFile(file, Buffer.from(text), path).map(
    ({ line, givenTo, value }) => `${line} ${givenTo} ${value}`,
  )
}

const base64 = (text: string): string => Buffer.from(text).toString("base64")
const [a, b, c, d] = [random(24), random(24), random(24), random(24)]
/** A password as a person makes one up: short, with signs. */
const p = "gH!x7-Qw"
const pem = generateKeyPairSync("ec", { namedCurve: "P-256" })
  .privateKey.export({ type: "pkcs8", format: "pem" })
  .toString()
  .trim()
const hash = `$6$${random(16)}$${random(86)}`

/** Path, text that holds credentials, what is found, and the same file with nothing in it. */
const FILES: readonly (readonly [path: string, text: string, finds: readonly string[], benign: string])[] = [
  [
    "root/.npmrc",
    `registry=https://npm.corp.io/\n//npm.corp.io/:_authToken=${a}\n//x.io/:_password=${base64(p)}\n//x.io/:_auth=${base64(`ci:${p}1`)}\n`,
    [`2 //npm.corp.io/:_authToken ${a}`, `3 //x.io/:_password ${p}`, `4 //x.io/:_auth ${p}1`],
    "//npm.corp.io/:_authToken=${NPM_TOKEN}\n; //npm.corp.io/:_authToken=abc\nalways-auth=true\n",
  ],
  [
    "srv/.yarnrc",
    `"//npm.corp.io/:_authToken" "${a}"\n`,
    [`1 //npm.corp.io/:_authToken ${a}`],
    'registry "https://npm.corp.io/"\n',
  ],
  [
    "srv/.yarnrc.yml",
    `npmScopes:\n  corp:\n    npmAuthToken: "${a}"\n`,
    [`3 npmScopes.corp.npmAuthToken ${a}`],
    'npmAuthToken: "${NPM_TOKEN}"\n',
  ],
  [
    "app/bunfig.toml",
    `[install.scopes]\n"@corp" = { token = "${a}", url = "https://npm.corp.io/" }\n`,
    [`2 install.scopes.@corp.token ${a}`],
    '[install.scopes]\n"@corp" = { token = "$NPM_TOKEN" }\n',
  ],
  ["home/ci/.pypirc", `[corp]\nusername: ci\npassword: ${p}%K\n`, [`3 corp.password ${p}%K`], "[corp]\npassword = \n"],
  [
    "etc/pip.conf",
    `[global]\nextra-index-url =\n    https://ci:${p}@pypi.corp.io/simple\n`,
    [`3 ci ${p}`],
    "[global]\nindex-url = https://pypi.org/simple\nextra-index-url = https://${U}:${P}@pypi.corp.io/simple\n",
  ],
  [
    "root/.config/pypoetry/auth.toml",
    `[http-basic.corp]\nusername = "ci"\npassword = "${p}"\n`,
    [`3 http-basic.corp.password ${p}`],
    "",
  ],
  ["root/.condarc", `channels:\n  - https://conda.corp.io/t/${a}/main\n`, [`2  ${a}`], "channels:\n  - conda-forge\n"],
  [
    "app/auth.json",
    `{"http-basic": {"repo.corp.io": {"username": "ci", "password": "${p}"}},\n "github-oauth": {"github.com": "${a}"}}`,
    [`1 repo.corp.io ${p}`, `2 github.com ${a}`],
    '{"http-basic": {}, "github-oauth": {"github.com": "%env(GITHUB_TOKEN)%"}}',
  ],
  [
    "root/.m2/settings.xml",
    `<settings>\n<servers><server>\n<id>corp</id><username>ci</username>\n<password>${p}&amp;</password>\n</server></servers></settings>`,
    [`4 settings.servers.server.password ${p}&`],
    `<settings><!-- <password>${p}</password> --><password>\${env.P}</password><password>{${base64(random(24))}}</password></settings>`,
  ],
  [
    "root/.gradle/gradle.properties",
    `org.gradle.jvmargs=-Xmx2g\nnexusPassword=${p}\n`,
    [`2 nexusPassword ${p}`],
    "nexusPassword=${P}\n",
  ],
  [
    "app/NuGet.Config",
    `<configuration><packageSourceCredentials><corp>\n<add key="Username" value="ci" />\n<add key="ClearTextPassword" value="${p}" />\n</corp></packageSourceCredentials></configuration>`,
    [`3 corp ${p}`],
    '<configuration><packageSourceCredentials><corp><add key="ClearTextPassword" value="%NUGET_PASSWORD%" /></corp></packageSourceCredentials></configuration>',
  ],
  ["app/nuget.config", `<add key="ClearTextPassword" value="${p}" />`, [`1  ${p}`], '<add key="x" value="y" />'],
  ["root/.gem/credentials", `---\n:rubygems_api_key: ${a}\n`, [`2 :rubygems_api_key ${a}`], "---\n"],
  [
    "usr/local/bundle/config",
    `---\nBUNDLE_GEMS__CORP__IO: "ci:${a}"\nBUNDLE_APP_CONFIG: "/usr/local/bundle"\n`,
    [`2 BUNDLE_GEMS__CORP__IO ${a}`],
    '---\nBUNDLE_WITHOUT: "development:test"\nBUNDLE_SILENCE_ROOT_WARNING: "1"\n',
  ],
  ["root/.cargo/credentials.toml", `[registry]\ntoken = "${a}"\n`, [`2 registry.token ${a}`], "[registry]\n"],
  [
    "app/x-1.0.dist-info/direct_url.json",
    `{"url": "https://ci:${p}@git.corp.io/x.git"}`,
    [`1 ci ${p}`],
    '{"url": "https://git.corp.io/x.git"}',
  ],
  [
    "root/.git-credentials",
    `https://ci:${a}@github.com\nhttps://${b}@git.corp.io\n`,
    [`1 ci ${a}`, `2  ${b}`],
    "https://ci@github.com\n",
  ],
  [
    "app/.git/config",
    `[remote "origin"]\n\turl = https://oauth2:${a}@gitlab.com/x.git\n[http "https://github.com/"]\n\textraheader = AUTHORIZATION: basic ${base64(`x-access-token:${b}`)}\n`,
    [`2 oauth2 ${a}`, `4 extraheader ${b}`],
    '[remote "origin"]\n\turl = git@github.com:acme/web.git\n[remote "b"]\n\turl = https://github.com/acme/web\n',
  ],
  [
    "app/.git/FETCH_HEAD",
    `0f3c9d\t\tbranch main of https://oauth2:${a}@gitlab.com/acme/app\n`,
    [`1 oauth2 ${a}`],
    "0f3c9d branch of https://x.io/a\n",
  ],
  [
    "root/.config/gh/hosts.yml",
    `github.com:\n    user: ci\n    oauth_token: ${a}\n`,
    [`3 github.com.oauth_token ${a}`],
    "github.com:\n    user: ci\n",
  ],
  [
    "root/.netrc",
    `machine a.io login ci password ${p}\nmachine b.io\n  login me\n  password "q${p}"\n`,
    [`1 a.io ${p}`, `4 b.io q${p}`],
    "machine github.com login x-access-token password ${GITHUB_TOKEN}\n# machine a.io login b password without\n",
  ],
  ["etc/apt/auth.conf.d/corp.conf", `machine apt.corp.io login ci password ${p}\n`, [`1 apt.corp.io ${p}`], "# none\n"],
  ["root/.vault-token", a, [`1 vault ${a}`], "\n"],
  ["root/.vault_pass.txt", `${p}\n`, [`1 ansible-vault ${p}`], "#!/bin/sh\ncat /run/secrets/x\n"],
  ["root/.config/ngrok/ngrok.yml", `version: 2\nauthtoken: ${a}\n`, [`2 authtoken ${a}`], "version: 2\n"],
  ["root/.sentryclirc", `[auth]\ntoken=${a}\n`, [`2 auth.token ${a}`], "[defaults]\norg=acme\n"],
  ["root/.cache/huggingface/token", `hf_${a}`, [`1 huggingface hf_${a}`], ""],
  ["root/.kaggle/kaggle.json", `{"username":"me","key":"${a}"}`, [`1 key ${a}`], '{"username":"me","key":""}'],
  [
    "root/.databrickscfg",
    `[DEFAULT]\nhost = https://adb-1.net\ntoken = ${a}\n`,
    [`3 DEFAULT.token ${a}`],
    "[DEFAULT]\nhost = https://adb-1.net\n",
  ],
  [
    "var/jenkins_home/credentials.xml",
    `<x>\n<password>{AQAAA${random(40)}}</password></x>`,
    [expect.stringMatching(/^2 password \{AQAAA/)],
    "<x><password></password></x>",
  ],
  [
    "root/.config/sops/age/keys.txt",
    `# public key: age1x\nAGE-SECRET-KEY-1${"QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L".repeat(2).slice(0, 58)}\n`,
    [expect.stringContaining("2  AGE-SECRET-KEY-1")],
    "# public key: age1x\n",
  ],
  [
    "root/.docker/config.json",
    `{"auths": {\n"ghcr.io": {"auth": "${base64(`ci:${p}`)}"},\n"x.io": {"identitytoken": "${a}"}}}`,
    [`2 ghcr.io ${p}`, `3 x.io ${a}`],
    '{"auths": {"ghcr.io": {}}, "credsStore": "pass", "HttpHeaders": {"User-Agent": "Docker"}}',
  ],
  ["root/.dockercfg", `{"quay.corp.io": {"auth": "${base64(`ci:${p}`)}", "email": ""}}`, [`1 quay.corp.io ${p}`], "{}"],
  [
    "root/.kube/config",
    `apiVersion: v1\nusers:\n- name: admin\n  user:\n    client-certificate-data: ${base64("-----BEGIN CERTIFICATE-----")}\n    client-key-data: ${base64(pem)}\n    token: ${a}\n`,
    [`6 client-key-data ${pem}`, `7 token ${a}`],
    "apiVersion: v1\nusers:\n- name: admin\n  user:\n    exec:\n      command: aws\n",
  ],
  ["var/run/secrets/kubernetes.io/serviceaccount/token", a, [`1 serviceaccount ${a}`], ""],
  ["run/secrets/db", `${p}\n`, [`1 secret ${p}`], ""],
  [
    "infra/terraform.tfstate",
    `{"version": 4, "outputs": {"db_password": {"value": "${p}a", "type": "string"}}, "resources": [\n{"mode": "managed", "type": "random_password", "instances": [{"attributes": {"result": "${p}b", "length": 10}}]},\n{"type": "x", "instances": [{"attributes": {"access_token": "${a}", "arn": "arn:aws:x"}}]}]}`,
    [
      `1 outputs.db_password.value ${p}a`,
      `2 random_password ${p}b`,
      `3 resources.instances.attributes.access_token ${a}`,
    ],
    '{"version": 4, "serial": 1, "lineage": "98c2f0f0-f878-475a-82e5-543d8533071b", "outputs": {}, "resources": []}',
  ],
  [
    "infra/prod.tfvars",
    `# prod\nregion = "eu"\ndb_password = "${p}"\nkeys = {\n  api_token = "${a}"\n}\n`,
    [`3 db_password ${p}`, `5 keys.api_token ${a}`],
    'region = "eu"\ndb_password = ""\n',
  ],
  [
    "infra/variables.tf",
    `variable "region" {\n  default = "eu-west-1"\n}\nvariable "db_password" {\n  type    = string\n  default = "${p}"\n}\n`,
    [`6 db_password ${p}`],
    'variable "db_password" {\n  default = ""\n}\nvariable "token_name" {\n  default = "deploy-token"\n}\nresource "x" "y" {\n  password = var.db_password\n}\n',
  ],
  [
    "root/.terraformrc",
    `credentials "app.terraform.io" {\n  token = "${a}"\n}\n`,
    [`2 credentials.app.terraform.io.token ${a}`],
    "disable_checkpoint = true\n",
  ],
  [
    "root/.terraform.d/credentials.tfrc.json",
    `{"credentials": {"app.terraform.io": {"token": "${a}"}}}`,
    [`1 credentials.app.terraform.io.token ${a}`],
    "{}",
  ],
  [
    "infra/Pulumi.prod.yaml",
    `config:\n  app:dbPassword: ${p}\n`,
    [`2 config.app:dbPassword ${p}`],
    `encryptionsalt: v1:${a}\nconfig:\n  app:dbPassword:\n    secure: v1:${a}\n`,
  ],
  [
    "root/.aws/credentials",
    `[prod]\naws_access_key_id = x\naws_secret_access_key = ${a}/+${b}\naws_session_token=${c}\n`,
    [`3 prod.aws_secret_access_key ${a}/+${b}`, `4 prod.aws_session_token ${c}`],
    "[prod]\nregion = eu-central-1\ncredential_process = /usr/bin/x\n",
  ],
  [
    "root/.aws/cli/cache/1.json",
    `{"Credentials": {"SecretAccessKey": "${a}", "SessionToken": "${b}"}}`,
    [`1 Credentials.SecretAccessKey ${a}`, `1 Credentials.SessionToken ${b}`],
    "{}",
  ],
  [
    "root/.config/gcloud/application_default_credentials.json",
    `{"client_secret": "${a}",\n"refresh_token": "${b}"}`,
    [`1 client_secret ${a}`, `2 refresh_token ${b}`],
    '{"type": "external_account"}',
  ],
  [
    "app/my-service-account.json",
    JSON.stringify({ private_key: pem }),
    [`1 private_key ${pem}`],
    '{"private_key": "-----BEGIN PRIVATE KEY-----\\n...\\n"}',
  ],
  [
    "root/.boto",
    `[Credentials]\ngs_access_key_id = GOOG1\ngs_secret_access_key = ${a}\n`,
    [`3 Credentials.gs_secret_access_key ${a}`],
    "[Boto]\nhttps_validate_certificates = True\n",
  ],
  [
    "root/.azure/msal_token_cache.json",
    `{"RefreshToken": {"x": {"secret": "${a}"}}}`,
    [`1 RefreshToken.x.secret ${a}`],
    "{}",
  ],
  [
    "root/.config/doctl/config.yaml",
    `access-token: ${a}\ncontext: default\n`,
    [`1 access-token ${a}`],
    "context: default\n",
  ],
  [
    "root/.s3cfg",
    `[default]\naccess_key = A\nsecret_key = ${a}\n`,
    [`3 default.secret_key ${a}`],
    "[default]\nuse_https = True\n",
  ],
  ["root/.config/rclone/rclone.conf", `[x]\ntype = sftp\npass = ${a}\n`, [`3 x.pass ${a}`], "[x]\ntype = local\n"],
  ["root/.pgpass", `db.io:5432:*:app:a\\:${p}\n`, [`1 app a:${p}`], "# host:port:db:user:password\n"],
  [
    "root/.my.cnf",
    `[client]\nuser=app\npassword="${p}"\n`,
    [`3 client.password ${p}`],
    "[mysqld]\nbind-address = 127.0.0.1\n#password = x\n",
  ],
  [
    "etc/redis/redis.conf",
    `# requirepass foobared\nrequirepass ${p}\nmasterauth "${p}2"\n`,
    [`2 requirepass ${p}`, `3 masterauth ${p}2`],
    "# requirepass foobared\nport 6379\n",
  ],
  [
    "root/.mysql_history",
    `CREATE USER app IDENTIFIED BY '${p}';\nset\\040password\\040=\\040'${p}2';\nselect 1;\n`,
    [`1 IDENTIFIED ${p}`, `2 password ${p}2`],
    "select password from users;\nshow tables;\n",
  ],
  [
    "docker-entrypoint-initdb.d/init.sql",
    `CREATE TABLE users (password text);\nCREATE USER app IDENTIFIED BY '${p}';\nCREATE ROLE b PASSWORD '${p}2';\n`,
    [`2 IDENTIFIED ${p}`, `3 PASSWORD ${p}2`],
    "CREATE TABLE users (password text);\n",
  ],
  [
    "etc/haproxy/haproxy.cfg",
    `userlist u\n  user a insecure-password ${p}\nlisten s\n  stats auth b:${p}2\n`,
    [`2 a ${p}`, `4 b ${p}2`],
    "userlist u\n  group g users a\nlisten s\n  stats enable\n",
  ],
  [
    "etc/sssd/sssd.conf",
    `[domain/x]\nldap_default_authtok = ${p}\n`,
    [`2 domain/x.ldap_default_authtok ${p}`],
    "[sssd]\n",
  ],
  ["etc/pgbouncer/userlist.txt", `"app" "${p}"\n`, [`1 app ${p}`], '"app" ""\n'],
  [
    "app/.env",
    `NODE_ENV=production\nexport DB_PASSWORD='${p}' # live\nAPI_KEY="${a}"\nDATABASE_URL=postgres://app:${p}@db/x\n`,
    [`2 DB_PASSWORD ${p}`, `3 API_KEY ${a}`, `4 app ${p}`],
    "DB_PASSWORD=\nAPI_KEY=${API_KEY}\nSECRET_KEY=changeme\nPASSWORD_FILE=/run/secrets/x\n",
  ],
  ["etc/environment", `PATH="/usr/bin"\nCORP_TOKEN="${a}"\n`, [`2 CORP_TOKEN ${a}`], 'PATH="/usr/bin"\n'],
  [
    "var/www/wp-config.php",
    `<?php\n// define('DB_PASSWORD', 'zzz-1x9');\ndefine( 'DB_PASSWORD', '${p}' );\ndefine('AUTH_KEY', '${a} ${b}');\n`,
    [`3 DB_PASSWORD ${p}`, `4 AUTH_KEY ${a} ${b}`],
    "<?php\ndefine('DB_PASSWORD', 'password_here');\ndefine('AUTH_KEY', 'put your unique phrase here');\ndefine('DB_PASSWORD', getenv('DB_PASSWORD'));\n",
  ],
  [
    "var/www/configuration.php",
    `<?php\nclass JConfig {\n\tpublic $password = '${p}';\n\tpublic $host = 'db';\n}`,
    [`3 password ${p}`],
    "<?php\nclass JConfig { public $password = ''; }",
  ],
  [
    "app/settings.py",
    `DATABASES = {'default': {\n  'PASSWORD': '${p}',\n}}\nSECRET_KEY: str = "${a}"\n`,
    [`2 PASSWORD ${p}`, `4 SECRET_KEY ${a}`],
    "SECRET_KEY = os.environ['SECRET_KEY']\nDATABASES = {'default': {'PASSWORD': env('DB_PASSWORD')}}\n",
  ],
  [
    "app/application-prod.properties",
    `spring.datasource.password=${p}\nspring.datasource.url=jdbc:mysql://db/x?user=a&password=${p}2\n`,
    [`1 spring.datasource.password ${p}`, `2 password ${p}2`],
    "spring.datasource.password=${DB_PASSWORD}\nspring.datasource.password=ENC(abcdefgh1234)\n",
  ],
  [
    "app/application.yml",
    `spring:\n  datasource:\n    username: app\n    password: ${p} # live\n`,
    [`4 spring.datasource.password ${p}`],
    "spring:\n  datasource:\n    password: ${DB_PASSWORD}\n",
  ],
  [
    "app/appsettings.Production.json",
    `{ // live\n"ConnectionStrings": {"Default": "Server=db;User ID=svc;Password=${p};Encrypt=True;"}}`,
    [`2 Password ${p}`],
    '{"Logging": {"LogLevel": {"Default": "Warning"}}}',
  ],
  [
    "app/web.config",
    `<configuration><appSettings>\n<add key="ApiSecret" value="${a}"/></appSettings>\n<connectionStrings><add name="d" connectionString="Server=db;Password=${p};"/></connectionStrings></configuration>`,
    [`2 configuration.appSettings.add.ApiSecret ${a}`, `3 Password ${p}`],
    '<configuration><add key="Theme" value="dark"/></configuration>',
  ],
  [
    "app/config/master.key",
    random(0) + "0f".repeat(12) + "13579bdf",
    [`1 RAILS_MASTER_KEY ${"0f".repeat(12)}13579bdf`],
    "",
  ],
  [
    "app/config/database.yml",
    `production:\n  <<: *default\n  password: "${p}"\n`,
    [`3 production.password ${p}`],
    "production:\n  password: <%= ENV['DB_PASSWORD'] %>\n",
  ],
  ["app/.streamlit/secrets.toml", `[db]\npassword = "${p}"\n`, [`2 db.password ${p}`], "[db]\nuser = 'x'\n"],
  [
    "srv/docker-compose.prod.yml",
    `services:\n  db:\n    environment:\n      - POSTGRES_PASSWORD=${p}\n      - TZ=UTC\n  app:\n    environment:\n      API_TOKEN: ${a}\n`,
    [`4 services.db.environment.POSTGRES_PASSWORD ${p}`, `8 services.app.environment.API_TOKEN ${a}`],
    "services:\n  db:\n    environment:\n      - POSTGRES_PASSWORD=${PGPASS}\n      POSTGRES_PASSWORD_FILE: /run/secrets/x\n",
  ],
  [
    "etc/shadow",
    `root:${hash}:19650:0:99999:7:::\nops::19650:0:99999:7:::\n`,
    [`1 root ${hash}`, "2 ops "],
    `root:*:19650:::::\na:!:1::::::\nb:!!:1::::::\nc:!${hash}:1::::::\n`,
  ],
  [
    "etc/passwd",
    `root:${hash}:0:0:root:/root:/bin/sh\n`,
    [`1 root ${hash}`],
    "root:x:0:0:root:/root:/bin/sh\ndaemon:*:1:1::/:/sbin/nologin\n",
  ],
  ["etc/gshadow", `wheel:${hash}::root\n`, [`1 wheel ${hash}`], "root:::\nbin:!::daemon\nx:*::\n"],
  [
    "etc/nginx/.htpasswd",
    `admin:$apr1$${random(8)}$${random(22)}\n`,
    [expect.stringContaining("1 admin $apr1$")],
    "# users\n",
  ],
  [
    "etc/apt/apt.conf.d/80proxy",
    `Acquire::http::Proxy "http://svc:${p}@proxy.corp.io:3128/";\n`,
    [`1 svc ${p}`],
    '// Acquire::http::Proxy "http://user:gH7xx7Qw@proxy:3128/";\nAcquire::http::Proxy "http://proxy:3128/";\n',
  ],
  [
    "etc/yum.repos.d/corp.repo",
    `[corp]\nbaseurl=https://yum.corp.io/\nusername=ci\npassword=${p}\n`,
    [`4 corp.password ${p}`],
    "[corp]\nbaseurl=https://yum.corp.io/\n",
  ],
  [
    "etc/systemd/system/app.service",
    `[Service]\nEnvironment="DB_PASSWORD=${p}" TZ=UTC\n`,
    [`2 DB_PASSWORD ${p}`],
    "[Service]\nEnvironment=TZ=UTC\nEnvironmentFile=/etc/x\n",
  ],
  [
    "root/.msmtprc",
    `account x\nuser me\npassword ${p}\n`,
    [`3 password ${p}`],
    'account x\npasswordeval "pass show x"\n',
  ],
  [
    "etc/postfix/sasl_passwd",
    `[smtp.corp.io]:587 me@corp.io:${p}\n`,
    [`1 me@corp.io ${p}`],
    "# [smtp.corp.io]:587 me:secret\n",
  ],
  ["root/.fetchmailrc", `poll mail.io proto imap user me password "${p}"\n`, [`1  ${p}`], "set daemon 300\n"],
  ["etc/ppp/chap-secrets", `me * "${p}" *\n`, [`1 me ${p}`], "# client server secret IP\n"],
  [
    "etc/wpa_supplicant/wpa_supplicant.conf",
    `network={\n  ssid="x"\n  psk="${p}"\n}\n`,
    [`3 psk ${p}`],
    "ctrl_interface=/run/wpa_supplicant\n",
  ],
  [
    "etc/NetworkManager/system-connections/x",
    `[wifi-security]\npsk=${p}\n`,
    [`2 wifi-security.psk ${p}`],
    "[wifi-security]\npsk-flags=1\n",
  ],
  [
    "etc/wireguard/wg0.conf",
    `[Interface]\nPrivateKey = ${base64(random(32))}\n`,
    [expect.stringMatching(/^2 Interface\.PrivateKey .{43}=$/)],
    `[Peer]\nPublicKey = ${base64(random(32))}\n`,
  ],
  ["etc/openvpn/auth.txt", `svc\n${p}\n`, [`2 svc ${p}`], "a line of text\nanother line\n"],
  [
    "root/anaconda-ks.cfg",
    `rootpw --plaintext ${p}\nuser --name=ops --password="${p}2"\n`,
    [`1 rootpw ${p}`, `2 ops ${p}2`],
    "rootpw --lock\n",
  ],
  [
    "var/lib/cloud/seed/user-data",
    `#cloud-config\npassword: ${p}\nchpasswd:\n  list: |\n    ops:${p}2\n    me:RANDOM\n`,
    [`2 password ${p}`, `5 ops ${p}2`],
    "#cloud-config\nssh_pwauth: false\nchpasswd:\n  expire: false\n",
  ],
  ["etc/ssh/ssh_host_ecdsa_key", `${pem}\n`, [`1  ${pem}`], "-----BEGIN PRIVATE KEY-----\n"],
  [
    "root/key.ppk",
    `PuTTY-User-Key-File-3: ssh-rsa\nEncryption: none\nPublic-Lines: 1\nAAAA\nPrivate-Lines: 1\n${c}${d}\nPrivate-MAC: 00\n`,
    [`6  ${c}${d}`],
    "PuTTY-User-Key-File-3: ssh-rsa\nPublic-Lines: 1\nAAAA\n",
  ],
]

describe.each(FILES)("%s", (path, text, finds, benign) => {
  test("gives its credentials away", () => expect(found(path, text)).toEqual(finds))
  test("without any is silent", () => expect(found(path, benign)).toEqual([]))
})

test("every type that a file may give has a family, or is one of the detectors'", () => {
  const types = new Set(
    FILES.flatMap(([path, text]) => {
      const file = credentialFileAt(path)
      return file === null ? [] : readCredentialFile(file, Buffer.from(text), path).map(({ type }) => type)
    }),
  )
  expect([...types].filter((type) => FILE_FAMILIES[type] === undefined)).toEqual([])
})

test("every kind says what it is and what to do", () => {
  for (const { name, advice } of SENSITIVE.values()) expect(`${name}. ${advice}`).toMatch(/^[A-Za-z].+\. [A-Z].+\.$/)
})
