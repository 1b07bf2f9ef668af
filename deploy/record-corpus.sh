#!/usr/bin/env bash
# Records what a release keeps of a small run, into corpus/NAME: checkpoints, step log, reports, announcements, states,
# places. Later releases are tested on it. What is recorded is never edited.
#
#   deploy/record-corpus.sh NAME [COMMIT]    without a commit: the release in this tree
#
# LIMBECK_CORPUS_INSTALLATION is a tree of the commit that is there already. MAVEN_ARGS reach the build of the recorder.
set -euo pipefail

(($# == 1 || $# == 2)) || { sed -n '2,7p' "$0" >&2; exit 2; }
name=$1
root=$(cd -P "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
installation=${LIMBECK_CORPUS_INSTALLATION:-$root}
if [[ -n ${2:-} && $installation == "$root" ]]; then
    installation=$(mktemp -d)/$name
    git -C "$root" worktree add --detach "$installation" "$2"
    trap 'git -C "$root" worktree remove --force "$installation"' EXIT
fi
"$installation/limbeck" --version
cd "$root"
./mvnw -B -ntp -pl deploy/local -am -Dquarkus.build.skip=true -Dtest=RecordCorpus -Dsurefire.failIfNoSpecifiedTests=false \
    -Dlimbeck.corpus.name="$name" -Dlimbeck.corpus.installation="$installation" test
