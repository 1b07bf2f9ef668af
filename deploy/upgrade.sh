#!/usr/bin/env bash
# Shows that a run survives an upgrade: trains it with an earlier commit, stops it, goes on with this tree, and checks
# that it is the same run. Prints a line a check; fails when one does.
#
#   deploy/upgrade.sh [--from COMMIT] [--work DIRECTORY] [PHASE...]
#
# Phases, all of them in this order unless some are named: build, before, after. They find each other's results in the
# directory, so they can be run one at a time; without --work it is a temporary one, gone afterwards.
set -euo pipefail

root=$(cd -P "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
from=5a64fa15e5f62cc93ed968794d3a9b07bba36ddd
work=
phases=()
run=upgraded
students=(small replaying)
seconds=420

fail() {
    echo "upgrade: $*" >&2
    exit 1
}

while (($#)); do
    case $1 in
        --from) from=${2:?--from needs a commit} && shift ;;
        --work) work=${2:?--work needs a directory} && shift ;;
        build | before | after) phases+=("$1") ;;
        *) fail "$1 is not understood; allowed are --from COMMIT, --work DIRECTORY, build, before and after" ;;
    esac
    shift
done
((${#phases[@]})) || phases=(build before after)
if [[ -z $work ]]; then
    work=$(mktemp -d)
    temporary=$work
fi
mkdir -p "$work"
work=$(cd -P "$work" && pwd)
earlier=$work/earlier
home=$work/home
store=$home/data/store
launcher=

stop_launcher() {
    if [[ -n $launcher ]]; then
        kill "$launcher" 2>/dev/null || true
        wait "$launcher" 2>/dev/null || true
        launcher=
    fi
}

finish() {
    stop_launcher
    if [[ -n ${temporary:-} ]]; then
        rm -rf "$temporary"
    fi
}
trap finish EXIT

# Waits until the rest of the arguments, a command, succeeds.
await() {
    local what=$1 deadline=$((SECONDS + seconds))
    shift
    until "$@"; do
        ((SECONDS < deadline)) || fail "$what did not come about within $seconds s; logs are in $home/logs"
        [[ -z $launcher ]] || kill -0 "$launcher" 2>/dev/null || fail "limbeck up has ended: $(tail -n 3 "$work/up.log")"
        sleep 1
    done
}

checkpoints() { # of a student, oldest first
    find "$store/checkpoints/$run/g1/$1" -mindepth 1 -maxdepth 1 -name 'step-*' -exec basename {} \; 2>/dev/null |
        sort -t w -k 2,2n -k 1,1
}

newest() {
    checkpoints "$1" | tail -n 1
}

step() { # of a checkpoint, by its name
    local digits=${1#step-}
    echo "$((10#${digits%%-*}))"
}

state() { # file with the state of a student's checkpoint, removed or not
    local folder=$store/checkpoints/$run/g1/$1
    if [[ -f $folder/$2/state.json ]]; then
        echo "$folder/$2/state.json"
    else
        echo "$folder/pruned/$2.state.json"
    fi
}

field() { # of a state, one that is a text or a number
    sed -n "s/^ *\"$2\" : \"\\{0,1\\}\\([^\",]*\\)\"\\{0,1\\},\\{0,1\\}\$/\\1/p" "$1" | head -n 1
}

have_steps() { # that all students have a checkpoint of at least so many
    local student
    for student in "${students[@]}"; do
        local checkpoint
        checkpoint=$(newest "$student")
        [[ -n $checkpoint ]] && (($(step "$checkpoint") >= $1)) || return 1
    done
}

up() { # starts the build that is in a directory
    local build=$1
    shift
    rm -f "$work/up.log"
    "$build/limbeck" up --home "$home" --broker-port 0 --quiet "$@" >"$work/up.log" 2>&1 &
    launcher=$!
    await "a stack that is ready" grep -qE '(all|everything) is ready' "$work/up.log"
}

down() {
    "$1/limbeck" down --home "$home" >/dev/null
    wait "$launcher" 2>/dev/null || true
    launcher=
}

stream() { # digits to the run's source
    "$1/limbeck" produce --home "$home" --topic "production.$run" --records "$2" --from "$3" --rate 1000 >/dev/null
}

integers() { # as IDX has them
    printf '%b' "$(printf '\\x%02x\\x%02x\\x%02x\\x%02x' \
        $(($1 >> 24 & 255)) $(($1 >> 16 & 255)) $(($1 >> 8 & 255)) $(($1 & 255)))"
}

# A labelled set of noise: nobody asks here what a teacher can do, only whether it stays who it is.
labelled_part() {
    local examples=$2 number i
    {
        printf '\x00\x00\x08\x03'
        for number in "$examples" 28 28; do integers "$number"; done
        head -c $((examples * 784)) /dev/urandom
    } >"$home/datasets/noise/$1-images-idx3-ubyte"
    {
        printf '\x00\x00\x08\x01'
        integers "$examples"
        for ((i = 0; i < examples / 10; i++)); do printf '\x00\x01\x02\x03\x04\x05\x06\x07\x08\x09'; done
    } >"$home/datasets/noise/$1-labels-idx1-ubyte"
}

declare_run() {
    mkdir -p "$home/datasets/noise"
    labelled_part train 1000
    labelled_part t10k 500
    cat >"$work/run.yaml" <<RUN
apiVersion: limbeck.dev/v1alpha1
kind: DistillationRun
metadata: {name: $run}
spec:
  source: {topic: production.$run, partitions: 2}
  input: {shape: [1, 28, 28], classes: 10, normalisation: {mean: [33], std: [78]}}
  teacher:
    network: builtin:mlp-64
    train: {dataset: {format: idx, path: $home/datasets/noise}, epochs: 1}
  students:
    - {name: small, network: "builtin:mlp-16"}
    - {name: replaying, network: "builtin:mlp-16", optimizer: {kind: sgd}, replay: {capacity: 200}}
  batching: {size: 32, maxWait: 1s}
  checkpoint: {everySteps: 20, everyTime: 10s, keep: 50}
  evaluation: {heldOut: {minExamples: 50, maxExamples: 200}}
RUN
}

build() {
    if [[ ! -d $earlier ]]; then
        git clone --quiet --shared --no-checkout "$root" "$earlier"
    fi
    git -C "$earlier" checkout --quiet "$from"
    # The command builds itself before it does anything.
    "$earlier/limbeck" --help >/dev/null
    "$root/limbeck" --help >/dev/null
}

before() {
    rm -rf "$home"
    mkdir -p "$home"
    declare_run
    up "$earlier" -f "$work/run.yaml"
    stream "$earlier" 2000 0
    await "a checkpoint of every student" have_steps 40
    down "$earlier"
    for student in "${students[@]}"; do
        newest "$student" >"$work/$student.before"
        checkpoints "$student" >"$work/$student.all"
    done
    teacher >"$work/teacher.before"
    echo "trained with $(git -C "$earlier" rev-parse --short HEAD): $(cat "$work"/*.before | tr '\n' ' ')"
}

teacher() { # version, and when its file was written
    find "$store/artifacts/$run/teacher" -name network.pt -printf '%h %T@\n' | sed 's|.*/||' | sort
}

failures=0
check() { # says whether what is named is so: the rest of the arguments, a command, prints why not
    local what=$1 why
    shift
    if why=$("$@" 2>&1); then
        echo "ok    $what${why:+: $why}"
    else
        echo "FAIL  $what: $why"
        failures=$((failures + 1))
    fi
}

is_same_teacher() {
    diff <(teacher) "$work/teacher.before"
}

is_one_generation() {
    local others
    others=$(find "$store/checkpoints/$run" -mindepth 1 -maxdepth 1 ! -name g1)
    [[ -z $others ]] || { echo "there is $others, too" && return 1; }
}

# From the newest checkpoint, parent by parent, to the first: over the one that the earlier build wrote last.
is_unbroken() {
    local student=$1 passed='' last at state
    last=$(cat "$work/$student.before")
    at=$(newest "$student")
    while [[ -n $at ]]; do
        state=$(state "$student" "$at")
        [[ -f $state ]] || { echo "$at is in the lineage, and there is nothing of it" && return 1; }
        [[ $at != "$last" ]] || passed=yes
        at=$(field "$state" parent)
    done
    [[ -n $passed ]] || { echo "$last is not in the lineage of $(newest "$student")" && return 1; }
}

network() {
    field "$(state "$1" "$2")" networkDigest
}

is_same_student() {
    local then now
    then=$(network "$1" "$(cat "$work/$1.before")")
    now=$(network "$1" "$(newest "$1")")
    [[ $then == "$now" ]] || { echo "its network was $then, and is $now" && return 1; }
}

# Prints verdict and detail; fails unless the verdict is among those that are allowed.
audit() {
    local student=$1 checkpoint=$2 verdict
    shift 2
    "$root/limbeck" audit --home "$home" "$run" "$checkpoint" --student "$student" >"$work/audit.json" 2>"$work/audit.log" || true
    verdict=$(field "$work/audit.json" verdict)
    echo "${verdict:-none, $(tail -n 1 "$work/audit.log")}: $(sed -n 's/^ *"detail" : "\(.*\)"$/\1/p' "$work/audit.json")"
    local allowed
    for allowed in "$@"; do
        [[ $verdict != "$allowed" ]] || return 0
    done
    return 1
}

adds_up() {
    "$root/limbeck" ledger --home "$home" "$run" >"$work/ledger.log" 2>&1 || { tail -n 5 "$work/ledger.log" && return 1; }
}

after() {
    [[ -f $work/teacher.before ]] || fail "nothing was trained in $work yet; the phase before does that"
    local most=0 student checkpoint
    for student in "${students[@]}"; do
        local reached
        reached=$(step "$(cat "$work/$student.before")")
        ((reached <= most)) || most=$reached
    done
    up "$root"
    stream "$root" 2000 2000
    await "a later checkpoint of every student" have_steps $((most + 30))
    check "the teacher is the one that was trained before" is_same_teacher
    check "no generation was begun" is_one_generation
    check "every record is accounted for once" adds_up
    for student in "${students[@]}"; do
        check "$student has the network it began with" is_same_student "$student"
        check "the lineage of $student is unbroken" is_unbroken "$student"
        while read -r checkpoint; do
            check "$checkpoint of $student, from before, is not refuted" \
                audit "$student" "$checkpoint" CONFIRMED UNDECIDABLE
        done < <(tail -n 2 "$work/$student.all")
        check "$(newest "$student") of $student is confirmed" audit "$student" "$(newest "$student")" CONFIRMED
    done
    down "$root"
    ((failures == 0)) || fail "$failures checks failed; logs are in $home/logs"
}

for phase in "${phases[@]}"; do
    "$phase"
done
