/** Commands whose arguments are names of packages, files or texts, and never commands of their own. */
export const LISTS = new Set(
  "apt apt-get aptitude apk yum dnf microdnf zypper pacman brew choco pip pip3 gem which man type rm cp mv mkdir chmod chown ls".split(
    " ",
  ),
)
