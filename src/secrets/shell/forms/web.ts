import { row, type Form } from "./form.ts"

export const WEB: readonly Form[] = [
  row("curl", { logins: "-u --user -U --proxy-user", options: "--oauth2-bearer --pass --proxy-pass --key-passwd" }),
  row("http https xh xhs httpie", { logins: "-a --auth" }),
  row("wget", { options: "--password --http-password --ftp-password --proxy-password" }),
  row("lftp", { logins: "-u", between: "," }),
  row("ncftpput ncftpget ncftp", { options: "-p" }),
  row("wp", { options: "--dbpass --user_pass --admin_password --prompt=dbpass" }),
  row("drush", { options: "--account-pass --db-su-pw" }),
  row("htpasswd", {
    when: "-b -cb -bc -bB -Bb -cbB -bcB -cBb -Bbc -Bcb -bBc -bs -bd -bm -bp -bC",
    places: ["* * $secret"],
  }),
  row("htpasswd", { when: "-nb -bn -nbB -nBb -bnB -Bbn -Bnb -nbm -nbs -nbd -bnBC -nbBC", places: ["* $secret"] }),
  row("htpasswd", { reads: "-i -ni -in -iB -niB -nBi -ci" }),
  row("htdigest", { places: ["* * * $secret"] }),
]
