import { randomInt } from "node:crypto"
import { describe, expect, test } from "vitest"
import { credentialsInCommand, credentialsInLine } from "../../../src/secrets/shell/index.ts"

const LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789"
const random = (length: number): string => Array.from({ length }, () => LETTERS[randomInt(LETTERS.length)]).join("")
/** With marks that people put into passwords, none of which a shell takes for its own. */
const P = `a${random(9)}7.Q`
const Q = `b${random(12)}8X`
const valuesIn = (line: string): string[] => credentialsInLine(line).map(({ value }) => value)
const base64 = (text: string): string => Buffer.from(text).toString("base64")

describe("lines as builders write them", () => {
  test.each([
    `/bin/sh -c #(nop)  ENV API_SECRET=${P}`,
    `/bin/bash -o pipefail -c #(nop) ENV API_SECRET=${P}`,
    `ENV API_SECRET=${P}`,
    `ENV API_SECRET ${P}`,
    `ENV A=b c="d e" API_SECRET="${P}"`,
    `ENV GREETING=hello world API_SECRET=${P}`,
    `ENV API_SECRET="${P}" # buildkit`,
    `ARG NPM_SECRET=${P}`,
    `LABEL deploy.password="${P}" name=web`,
    `|1 DB_PASS=${P} /bin/sh -c make`,
    `RUN |1 DB_PASS=${P} /bin/sh -c make # buildkit`,
    `RUN |2 WORDS=a b c=d DB_PASS=${P} /bin/bash -euo pipefail -c make # buildkit`,
    `|1 DB_PASS=${P} curl example.org`,
    `RUN /bin/sh -c DB_PASSWORD=${P} ./migrate.sh # buildkit`,
    `/bin/sh -c export DB_PASSWORD=${P} && make`,
    `RUN /bin/bash -o pipefail -c echo "root:${P}" | chpasswd # buildkit`,
    `RUN |1 V=1 /bin/bash -euxo pipefail -c echo "root:${P}" | chpasswd # buildkit`,
    `/bin/sh -c #(nop) ADD https://example.org/app.tgz?v=1&token=${P}${Q} in /app `,
    `RUN --mount=type=cache,target=/root/.cache DB_PASSWORD='${P}' make`,
    `ONBUILD RUN curl -u me:${P} https://example.org`,
    `HEALTHCHECK --interval=30s CMD mysqladmin -uroot -p${P} ping`,
    `HEALTHCHECK &{["CMD-SHELL" "redis-cli -a ${P} ping || exit 1"] "30s" "30s" "0s" "0s" '\\x00'}`,
    `CMD ["mysql" "-uroot" "-p${P}"]`,
    `ENTRYPOINT ["mysql", "-uroot", "-p${P}"]`,
    `RUN cat <<EOF > /root/.npmrc\n//registry.example.org/:_password=${P}\nEOF`,
    `RUN cat <<EOF > .env DB_PASSWORD=${P} EOF`,
    `RUN <<EOT\nset -e\nmysql -uroot -p${P} < x.sql\nEOT`,
    `ENV JAVA_OPTS=-Xmx1g -Djavax.net.ssl.keyStorePassword=${P}`,
    `ENV DSN=Server=db;User Id=sa;Password=${P};`,
  ])("%s", (line) => expect(valuesIn(line).map((value) => value.replace(Q, ""))).toEqual([P]))

  test("says what it was given to, and its family", () => {
    expect(credentialsInLine(`RUN docker login -u me -p ${P}`)).toEqual([
      { name: "docker -p", value: P, type: "named-value", evidence: "generic" },
    ])
    expect(credentialsInLine(`ENV A_PASSWORD=${P} B_PASSWORD=${Q}`).map(({ name }) => name)).toEqual([
      "A_PASSWORD",
      "B_PASSWORD",
    ])
  })

  test("one value once", () => expect(valuesIn(`|1 A_PASSWORD=${P} /bin/sh -c mysql -p${P}`)).toEqual([P]))

  test("the words of a command", () =>
    expect(credentialsInCommand(["sh", "-c", `exec app --db-password '${P}'`]).map(({ value }) => value)).toEqual([P]))
})

describe("options and places of commands", () => {
  test.each([
    `mysql -uroot -p${P} -e "CREATE DATABASE app"`,
    `mysqldump --password='${P}' app`,
    `mysqladmin -u root password '${P}'`,
    `sudo -E env A=b /usr/bin/mysql -u root "-p${P}"`,
    `mongo -u admin -p ${P} --authenticationDatabase admin`,
    `PGPASSWORD=${P} psql -h db`,
    `service postgresql start && su postgres -c "psql -c \\"ALTER USER postgres WITH PASSWORD '${P}';\\""`,
    `mysql -e "CREATE USER 'a'@'%' IDENTIFIED BY '${P}'; FLUSH PRIVILEGES;"`,
    `mysql -e "ALTER USER 'root'@'localhost' IDENTIFIED WITH mysql_native_password BY '${P}'"`,
    `sqlcmd -S db -U sa -P ${P} -Q "SELECT 1"`,
    `sqlcmd -Q "ALTER LOGIN sa WITH PASSWORD = N'${P}'"`,
    `mongo admin --eval 'db.createUser({user: "a", pwd: "${P}", roles: []})'`,
    `sqlplus app/${P}@db:1521/XE @/schema.sql`,
    `redis-cli -h cache -a ${P} ping`,
    `redis-server --requirepass ${P}`,
    `rabbitmqctl add_user bot ${P}`,
    `docker login -u me -p ${P} registry.example.org`,
    `helm registry login -u me -p ${P} registry.example.org`,
    `echo ${P} | docker login -u me --password-stdin`,
    `docker login --password-stdin <<< "${P}"`,
    `echo "${P}" | gh auth login --with-token`,
    `printf '%s' ${P} | sudo -S apt-get update`,
    `az login --service-principal -u app -p ${P} --tenant t`,
    `aws configure set aws_session_token ${P}${Q}`,
    `npm config set //registry.example.org/:_authToken ${P}${Q}`,
    `npm set //registry.example.org/:_authToken=${P}${Q}`,
    `yarn config set npmAuthToken ${P}${Q}`,
    `composer config -g http-basic.example.org me ${P}`,
    `composer config github-oauth.github.com ${P}`,
    `poetry config pypi-token.pypi ${P}`,
    `bundle config set --global gems.example.org me:${P}`,
    `dotnet nuget add source https://example.org/v3/index.json -u ci -p ${P} --store-password-in-clear-text`,
    `twine upload -u me -p ${P} dist/*`,
    `curl -u me:${P} -O https://example.org/app.tgz`,
    `curl -fsSLu me:${P} https://example.org`,
    `curl -H "Authorization: Bearer ${P}${Q}" https://example.org`,
    `curl -H 'X-Api-Key: ${P}' https://example.org`,
    `curl --header "PRIVATE-TOKEN: ${P}" https://example.org`,
    `curl -d 'grant_type=password&client_secret=${P}&x=y' https://example.org`,
    `curl -d '{"user": "a", "password": "${P}"}' https://example.org`,
    `wget --user me --password ${P} https://example.org`,
    `wget --header="Authorization: Basic ${base64(`me:${P}`)}" https://example.org`,
    `git config --global http.extraheader "AUTHORIZATION: basic ${base64(`me:${P}`)}"`,
    `git -c http.extraheader="Authorization: Bearer ${P}${Q}" clone https://example.org/x`,
    `useradd -m -p '$6$saltsalt$${P}${Q}' app`,
    `echo 'root:${P}' | chpasswd`,
    `echo "app:${P}" | sudo chpasswd`,
    `printf 'root:${P}\\n' | chpasswd`,
    `chpasswd <<< "root:${P}"`,
    `(echo ${P}; echo ${P}) | passwd app`,
    `echo -e "${P}\\n${P}" | smbpasswd -s -a app`,
    `sshpass -p ${P} ssh me@example.org`,
    `sshpass -p'${P}' scp a b:`,
    `openssl req -x509 -newkey rsa:4096 -keyout k.pem -out c.pem -passout pass:${P}`,
    `keytool -importkeystore -deststorepass ${P} -destkeystore x.jks`,
    `ssh-keygen -t ed25519 -N ${P} -f id`,
    `zip -P ${P} a.zip a`,
    `7z x -p${P} a.7z`,
    `htpasswd -bc /etc/nginx/.htpasswd me ${P}`,
    `ldapsearch -D cn=admin -w ${P} -b dc=x`,
    `smbclient //host/share -U me%${P}`,
    `mount -t cifs //host/x /mnt -o username=me,password=${P}`,
    `vault login ${P}`,
    `kubectl create secret generic x --from-literal=db-password=${P}`,
    `helm install x y --set auth.username=me,auth.password=${P}`,
    `docker build --build-arg NPM_SECRET=${P} .`,
    `mvn -Drepo.password=${P} deploy`,
    `snyk auth ${P}`,
    `psexec.exe \\\\\\\\host -u me -p ${P} cmd`,
    `pulumi config set --plaintext dbPassword ${P}`,
    `gitlab-runner register --url https://example.org -r ${P}`,
    `net use x: \\\\\\\\host\\\\x /user:me ${P}`,
    `wrangler secret put API <<< ${P}`,
    `echo "DB_PASSWORD=${P}" >> /app/.env`,
    `echo 'export DB_PASSWORD="${P}"' | tee -a /etc/profile`,
    `echo "machine example.org login me password ${P}" > ~/.netrc`,
    `echo "db:5432:app:me:${P}" > ~/.pgpass`,
    `echo ${P} > /root/.vault_pass`,
    `echo "${P}" | tee /run/secrets/db`,
    `sed -i 's/^db_password=.*/db_password=${P}/' app.conf`,
    `sed -i "s/DB_PASSWORD_HERE/${P}/" wp-config.php`,
    `X=$(curl -su me:${P} https://example.org)`,
    `: "\${DB_PASSWORD:=${P}}"`,
    `psql "host=db user=me password=${P}"`,
    `DB_PASSWORD=$'${P}' make`,
    `make # DB_PASSWORD=${P}`,
    `openssl pkcs12 -export -in a -out b -password pass:${P}`,
    `echo "requirepass ${P}" >> /etc/redis.conf`,
    `expect -c 'spawn passwd; expect "password:"; send "${P}\\r"'`,
    `cmd /S /C setx DB_PASSWORD ${P}`,
    `powershell -Command $pw = ConvertTo-SecureString '${P}' -AsPlainText -Force`,
    `setenv DB_PASSWORD ${P}`,
    `set -x DB_PASSWORD ${P}`,
  ])("%s", (line) => {
    const [found, ...more] = valuesIn(line)
    expect(line).toContain(found)
    expect([P, `${P}${Q}`, base64(`me:${P}`), `$6$saltsalt$${P}${Q}`]).toContain(found)
    expect(more).toEqual([])
  })
})

describe("lines without a credential", () => {
  test.each([
    "",
    "ARG NPM_TOKEN",
    "RUN --mount=type=secret,id=npm,env=NPM_TOKEN npm ci",
    "/bin/sh -c #(nop) WORKDIR /app",
    'CMD ["/bin/sh" "-c" "node server.js"]',
    "mkdir -p /etc/app /root/.ssh && ps -p 1 && ssh -p 2222 host && cp -p a b",
    "docker run -p 8080:80 nginx && python3 -m pip install -p x",
    'sed -i "s/^password=.*/password="$PW"/" /etc/x.conf',
    "mysql -u root -p < dump.sql && mysql -u root -p app && mysqladmin ping",
    'curl -u "$USER:$PASSWORD" https://example.com && docker login -u me --password-stdin',
    'curl -u "${NEXUS_USER}:${NEXUS_PASS}" -O https://nexus.example.org/app.tgz',
    "curl -u <user:password> https://example.org && curl -u me https://example.org && curl -u test:test x",
    'curl -A "Mozilla/5.0 (X11; rv:1)" -H "Authorization: Bearer $(cat /run/secrets/token)" https://example.org',
    'curl -H "Authorization: Bearer XXXXXXXXXXXX" -H "X-Api-Key: <your key>" -H "Accept: application/json" x',
    "docker login -u $DOCKER_USER --password-stdin < /run/secrets/pw",
    "cat /run/secrets/pw | docker login -u me --password-stdin",
    'echo "$TOKEN" | gh auth login --with-token && echo "root:$PASS" | chpasswd && echo "y" | sudo -S ls',
    "aws configure set aws_secret_access_key $AWS_SECRET && aws configure set region eu-central-1",
    "adduser --disabled-password --gecos '' app && useradd -r -s /bin/false -p '*' app",
    "apt-key adv --keyserver keyserver.ubuntu.com --recv-keys 56AECFD42D12F8E32AE7918271E5C199C80FA454",
    "openssl genrsa -out /etc/ssl/private/key.pem 2048 && openssl rsa -in k -passin env:PASS -passout file:/x",
    "keytool -importcert -noprompt -storepass changeit -cacerts -file /tmp/ca.crt",
    "ssh-keygen -A && ssh-keygen -t rsa -N '' -f /etc/ssh/key",
    "SECRET_KEY=dummy python manage.py collectstatic --noinput",
    "npm config set registry https://example.org && npm config set //example.org/:_authToken '${NPM_TOKEN}'",
    "git config --global user.email me@example.org && git config --global credential.helper 'store --file x'",
    "apk add libcrypto3=3.1.4 keyutils=1.6 && sed -i 's|access.log = /proc/self/fd/2|access.log = off|' /etc/php.conf",
    "yarn install --frozen-lockfile --network-timeout 100000 && pip install --no-cache-dir passlib==1.7.4",
    "echo 'Enter password: then press return' && echo \"password is $PASSWORD\" > /dev/null",
    "chown token:token /x && docker pull app-secret:latest && docker-compose up -d password-service",
    "export DB_PASSWORD_FILE=/run/secrets/db && export PASSWORD=$(cat $DB_PASSWORD_FILE)",
    "psql -c \"ALTER USER app WITH PASSWORD '$DB_PASSWORD'\" && psql -c 'SELECT password FROM users'",
    'wget --password="$P" https://example.org && tool --password-file x --no-password --ask-password y',
    "echo 'whoami' | su - postgres && set -eux && set -o pipefail",
    'if [ "$TOKEN" = "" ]; then echo \'TOKEN: missing\'; fi',
    'mysql -p$PASSWORD && mysql -p${PASSWORD} && mysql -p"$(cat /x)" && mysql -p`cat /x`',
    "make PASSWORD= TOKEN='' SECRET=$$SECRET KEY={{ key }}",
  ])("%s", (line) => expect(credentialsInLine(line)).toEqual([]))
})

const fill = (text: string): string => text.repeat(Math.ceil(1_000_000 / text.length))

describe("any line costs its length", () => {
  test.each([
    ["&&", "x && ".repeat(200_000)],
    ["one word", fill("a")],
    ["open quotes", fill("'\"")],
    ["open brackets", fill("$(")],
    ["nested brackets", `${"$(".repeat(200_000)}${")".repeat(200_000)}`],
    ["heredocs in one line", fill("<<A ")],
    ["heredocs", Array.from({ length: 100_000 }, (_, at) => `<<E${at}\n`).join("")],
    ["pipes", fill("echo a | chpasswd | ")],
    ["names of commands", fill("mysql ")],
    ["values in quotes", `ENV ${fill('A="x ')}`],
    ["pairs", fill("a=b&")],
    ["quotes in quotes", fill('"a \\"b \\\\"c ')],
    ["strange blanks", fill("\v\f\u00a0")],
  ])("%s", (_, line) => {
    const start = performance.now()
    credentialsInLine(line)
    expect(performance.now() - start).toBeLessThan(20_000)
  })
})
