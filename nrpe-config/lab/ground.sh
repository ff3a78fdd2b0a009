# What demo, bench and verify share: the programs they need, the build, and the folder that a lab works in.
# To be sourced, after `set -euo pipefail`.
# shellcheck shell=bash

export LC_ALL=C.UTF-8 PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin${PATH:+:$PATH}
lab=$(cd -P -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
module=$(dirname -- "$lab")
top=$(dirname -- "$module")

say() { printf '%s\n' "$*"; }
cannot() { printf '%s: %s\n' "${0##*/}" "$*" >&2; exit 3; }

# What only some stories need.
icinga=(icinga2-bin icinga2-common monitoring-plugins-basic)
nagios_dashboard=(nagios4-cgi lighttpd chromium-headless-shell)
icinga_dashboard=(icingaweb2 icingaweb2-module-monitoring icinga2-ido-pgsql php-pgsql php-curl postgresql chromium-headless-shell)

# Installs what is missing, and only that: a second run needs no network.
need_programs() { # PACKAGE...: what only the caller needs
  [ "$(id -u)" = 0 ] || cannot "needs root, to make network namespaces; you are $(id -un)"
  local missing=() package
  for package in nagios4-core nagios-nrpe-plugin nagios-nrpe-server iputils-arping iputils-ping iproute2 procps util-linux "$@"; do
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || missing+=("$package")
  done
  command -v javac >/dev/null || missing+=(openjdk-17-jdk-headless)
  command -v mvn >/dev/null || missing+=(maven)
  [ ${#missing[@]} = 0 ] || install_packages "${missing[@]}"
  local version
  version=$(javac -version 2>&1 | sed 's/^javac //; s/[.].*//')
  [ "$version" -ge 17 ] 2>/dev/null || cannot "needs a JDK from 17 on; javac says: $(javac -version 2>&1)"
}

# The machine's own Nagios must not start only since the lab needs the program.
install_packages() {
  command -v apt-get >/dev/null || cannot "these programs are missing, and there is no apt-get to install them: $*"
  say "installing $*"
  local policy=/usr/sbin/policy-rc.d ours=
  if [ ! -e "$policy" ]; then
    ours=$policy
    printf '#!/bin/sh\nexit 101\n' > "$policy"
    chmod 755 "$policy"
  fi
  local failed=
  # The lab makes a database of its own.
  echo "icinga2-ido-pgsql icinga2-ido-pgsql/dbconfig-install boolean false" | debconf-set-selections 2>/dev/null || true
  { apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq -y --no-install-recommends install "$@"; } \
    >/dev/null || failed=yes
  [ -z "$ours" ] || rm -f "$ours"
  [ -z "$failed" ] || cannot "apt-get could not install $* (its words are above)"
}

# Installs packages of npm below target/, unless just these are there.
from_npm() { # FOLDER PACKAGE@VERSION...
  local folder=$module/target/$1
  shift
  # Debian's npm brings its Node along; a Node from elsewhere brings its own npm, which Debian's would not go with.
  command -v npm > /dev/null || install_packages npm
  mkdir -p "$folder"
  {
    flock 6
    if [ "$(cat "$folder/made" 2>/dev/null)" != "$*" ]; then
      say "installing $*"
      npm install --loglevel=error --no-audit --no-fund --ignore-scripts --prefix "$folder" "$@" > /dev/null \
        || cannot "npm could not install $* (its words are above)"
      printf '%s\n' "$*" > "$folder/made"
    fi
  } 6< "$folder"
}

# What drives the browser asks for a Node from 20 on, and Debian 12 has 18; the browser is Debian's.
need_driver() {
  local arch
  case $(uname -m) in
    x86_64) arch=x64 ;;
    aarch64) arch=arm64 ;;
    *) cannot "npm has no Node for $(uname -m), which drives the browser" ;;
  esac
  from_npm node "node-linux-$arch@22.23.5"
  export PLAYWRIGHT_NODEJS_PATH=$module/target/node/node_modules/node-linux-$arch/bin/node PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1
}

# Builds the distribution and the lab's own classes, unless nothing has changed since. Two labs never build at once.
build() {
  local built=$module/target/lab-built
  exec 9< "$top/pom.xml"
  flock 9
  if [ ! -e "$built" ] || [ -n "$(find "$top"/pom.xml "$top"/*/pom.xml "$top"/.mvn "$top"/*/src -newer "$built" -print -quit)" ]; then
    say "building"
    (cd "$top" && mvn -q -B -DskipTests package) || cannot "the build failed"
    touch "$built"
  fi
}

# A folder that every user can read, with copies: the place where we were built may be closed to others.
make_folder() {
  LAB_FOLDER=$(mktemp -d "${TMPDIR:-/tmp}/cas-lab.XXXXXX")
  chmod 755 "$LAB_FOLDER"
  cp -r "$module/target/cas-failover" "$LAB_FOLDER/cas-failover"
  mkdir -p "$LAB_FOLDER/classes" "$LAB_FOLDER/lib"
  cp -r "$module/target/test-classes/casfailover" "$LAB_FOLDER/classes/"
  cp "$module"/target/lab-lib/*.jar "$LAB_FOLDER/lib/"
  chmod -R a+rX "$LAB_FOLDER"
  exec 9<&-
  export LAB_FOLDER LAB_SCRIPT=$lab/lab
}

# Takes everything away again; what the programs wrote stays in target/lab/NAME.
leave() {
  local code=$?
  trap '' INT TERM HUP
  trap - EXIT
  if [ -n "${LAB_PLAYER:-}" ]; then
    kill "$LAB_PLAYER" 2>/dev/null || true
    wait "$LAB_PLAYER" 2>/dev/null || true
  fi
  if [ -n "${LAB_UP:-}" ]; then "$lab/lab" down || code=3; fi
  if [ -n "${LAB_FOLDER:-}" ]; then
    keep_logs "${LAB_NAME:-last}"
    rm -rf "$LAB_FOLDER"
  fi
  exit "$code"
}

keep_logs() {
  local kept=$module/target/lab/$1
  rm -rf "$kept"
  mkdir -p "$kept"
  cp -r "$LAB_FOLDER"/logs "$LAB_FOLDER"/letters "$LAB_FOLDER"/*.cfg "$LAB_FOLDER"/state-* "$kept/" 2>/dev/null || true
  cp "$LAB_FOLDER"/pictures/*.png "$kept/" 2>/dev/null || true
  (cd "$LAB_FOLDER" && cp --parents icinga2*/icinga2.conf icinga2*/LogDir/icinga2.log icinga2*/compat/icinga.log "$kept/") 2>/dev/null || true
  cp "$LAB_FOLDER"/nagios/nagios.log "$LAB_FOLDER"/nagios/*.cfg "$kept/" 2>/dev/null || true
}

# Runs one of the lab's programs, beside this script: a signal to the script must not wait for the program's end.
play() {
  java -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmx128m \
    -cp "$LAB_FOLDER/classes:$LAB_FOLDER/lib/*:$LAB_FOLDER/cas-failover/lib/*" "casfailover.lab.$1" "${@:2}" &
  LAB_PLAYER=$!
  wait "$LAB_PLAYER"
}

# Installs, builds, makes the folder and brings the hosts up; all of it goes when the script ends, however it ends.
open_lab() { # NAME, which the logs are kept under
  LAB_NAME=$1
  export LAB_PREFIX=${LAB_PREFIX:-cas}
  trap leave EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM HUP
  need_programs
  build
  make_folder
  # Said before, since a signal that comes meanwhile is heard only when the hosts are all up.
  LAB_UP=yes
  "$lab/lab" up || { LAB_UP=; exit 3; }
}

# Hosts and folder as they were at first, for the next of several programs that one script plays.
fresh_lab() { # NAME, which the logs are kept under from now on
  keep_logs "$LAB_NAME"
  "$lab/lab" down
  (cd "$LAB_FOLDER" && rm -rf logs letters tls* state* nagios icinga2* ./*.cfg)
  LAB_NAME=$1
  "$lab/lab" up
}
