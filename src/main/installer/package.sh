#!/bin/sh
# Makes of an image of the program and a Java run-time image what can be installed or unpacked where there is no JDK:
# the application image, that as an archive, and a package for Debian. The same input makes the same bytes.
set -eu

usage='usage: package.sh --check
       package.sh VERSION TIME PROGRAM RUNTIME PAPERS OUTPUT [COMPRESSION]'

fail() {
  echo "package.sh: $1" >&2
  exit 1
}

# Each with the package that has it.
check() {
  missing=
  for needed in dpkg:dpkg dpkg-deb:dpkg gzip:gzip tar:tar install:coreutils md5sum:coreutils find:findutils sed:sed awk:mawk; do
    command -v "${needed%%:*}" >/dev/null 2>&1 || missing="$missing ${needed#*:}"
  done
  [ -z "$missing" ] || fail "tools are missing: apt-get install -y$missing"
}

check
[ "${1:-}" != --check ] || exit 0
[ $# -ge 6 ] || fail "$usage"

version=$1 program=$3 runtime=$4 papers=$5 output=$6 compression=${7:-zstd}
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
icons=$here/../../../icons
epoch=$(date -u -d "$2" +%s)
day=$(date -u -d "$2" +%Y-%m-%d)
export SOURCE_DATE_EPOCH="$epoch" LC_ALL=C
umask 022

# What is in the templates, filled in.
filled() {
  sed -e "s/@version@/$version/g" -e "s/@date@/$day/g" -e "s/@architecture@/$architecture/g" -e "s/@size@/${size:-}/g" "$1"
}

# The papers know what Maven has fetched; the Java that goes along is not of that.
java_version=$(sed -n 's/^JAVA_VERSION="\(.*\)"$/\1/p' "$runtime/release")

licences() {
  cat "$papers/licences.txt"
  echo "     (GNU General Public License, version 2, with the Classpath Exception) OpenJDK $java_version, the Java in the folder runtime"
}

materials() {
  awk -v version="$java_version" '
    { print }
    /^  "components" : \[$/ {
      found = 1
      print "    {"
      print "      \"type\" : \"platform\","
      print "      \"bom-ref\" : \"pkg:generic/openjdk@" version "\","
      print "      \"name\" : \"openjdk\","
      print "      \"version\" : \"" version "\","
      print "      \"licenses\" : [ { \"expression\" : \"GPL-2.0-only WITH Classpath-exception-2.0\" } ],"
      print "      \"purl\" : \"pkg:generic/openjdk@" version "\""
      print "    },"
    }
    END { exit !found }
  ' "$papers/bom.json"
}

# Nobody's clock, mask or account is to be seen in what is made.
levelled() {
  find "$1" -type d -exec chmod 755 {} +
  find "$1" -type f -perm /111 -exec chmod 755 {} +
  find "$1" -type f ! -perm /111 -exec chmod 644 {} +
  find "$1" -exec touch -h -d "@$epoch" {} +
}

architecture=$(dpkg --print-architecture)
image=$output/signalbox
root=$output/root
rm -rf "$image" "$root"
mkdir -p "$image/bin" "$image/lib" "$image/share"

# The image: as the build leaves it, with a Java of its own.
cp "$program/bin/signalbox" "$image/bin/"
cp "$program"/lib/*.jar "$program"/lib/*.so "$image/lib/"
cp -R "$program/lib/fonts" "$image/lib/fonts"
cp -R "$runtime" "$image/runtime"
filled "$here/signalbox.1" >"$image/share/signalbox.1"
cp "$here/signalbox.desktop" "$here/signalbox.service" "$here/debian/copyright" "$icons/signalbox.svg" "$image/share/"
licences >"$image/share/licences.txt"
materials >"$image/share/bom.json"
levelled "$image"
tar --sort=name --owner=0 --group=0 --numeric-owner --format=gnu -C "$output" -cf - signalbox |
  gzip -n -6 >"$output/signalbox-$version-linux-$architecture.tar.gz"

# The package: the same files where the Filesystem Hierarchy Standard and freedesktop.org want them.
mkdir -p "$root/usr/bin" "$root/usr/lib/signalbox" "$root/DEBIAN"
cp -R "$image/bin" "$image/lib" "$image/runtime" "$root/usr/lib/signalbox/"
ln -s ../lib/signalbox/bin/signalbox "$root/usr/bin/signalbox"
install -D -m 644 "$here/signalbox.desktop" "$root/usr/share/applications/signalbox.desktop"
install -D -m 644 "$here/signalbox.service" "$root/usr/lib/systemd/user/signalbox.service"
for size in 16 24 32 48 64 128 256 512; do
  install -D -m 644 "$icons/signalbox-$size.png" "$root/usr/share/icons/hicolor/${size}x$size/apps/signalbox.png"
done
install -D -m 644 "$icons/signalbox.svg" "$root/usr/share/icons/hicolor/scalable/apps/signalbox.svg"
install -D -m 644 "$image/share/signalbox.1" "$root/usr/share/man/man1/signalbox.1"
gzip -n -9 "$root/usr/share/man/man1/signalbox.1"
for paper in copyright licences.txt bom.json; do
  install -D -m 644 "$image/share/$paper" "$root/usr/share/doc/signalbox/$paper"
done
size=$(find "$root/usr" -type f -printf '%s\n' | awk '{ sum += int(($1 + 1023) / 1024) } END { print sum }')
filled "$here/debian/control" >"$root/DEBIAN/control"
install -m 755 "$here/debian/postinst" "$here/debian/prerm" "$root/DEBIAN/"
(cd "$root" && find usr -type f -print0 | sort -z | xargs -0 md5sum) >"$root/DEBIAN/md5sums"
levelled "$root"
dpkg-deb --root-owner-group -Z"$compression" --build "$root" "$output/signalbox_${version}_$architecture.deb" >/dev/null
rm -rf "$root"
