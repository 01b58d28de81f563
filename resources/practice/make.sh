#!/bin/sh
# Speaks rehearsal.en.toml into rehearsal.en.wav and sound-check.en.wav,
# and prints where each line of the rehearsal lies.
# Needs flite, festival with festvox-us-slt-hts, sox, and Python 3.11 or newer.
set -eu
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

mix() { # No random dither: the same words give the same bytes.
    sox -R -D "$@"
}

script() {
    python3 -c '
import tomllib
script = tomllib.load(open("rehearsal.en.toml", "rb"))
for number, line in enumerate(script["line"], 100):
    print(number, script["voices"][line["who"]].split()[0], line["pause"], line["text"], sep="|")'
}

speak() {
    case "$1" in
        flite) flite -voice rms -t "$2" -o "$work/spoken.wav" ;;
        festival) echo "$2" | text2wave -eval "(voice_cmu_us_slt_arctic_hts)" -o "$work/spoken.wav" ;;
    esac
}

cut() { # Silence at both ends is cut off, so that the pauses are ours.
    mix "$work/spoken.wav" -r 16000 -c 1 "$work/cut.wav" norm -6 $edge reverse $edge reverse
}

edge="silence 1 0.02 0.1%"
at=1
mix -n -r 16000 -c 1 -b 16 "$work/099.wav" trim 0 "$at"
script >"$work/lines"
while IFS="|" read -r number voice pause text; do
    speak "$voice" "$text"
    cut
    length=$(soxi -D "$work/cut.wav")
    mix "$work/cut.wav" -b 16 "$work/$number.wav" pad 0 "$pause"
    echo "$at $length $pause" | awk '{ printf "start = %.2f\nend = %.2f   # ", $1, $1 + $2 }'
    echo "$text"
    at=$(echo "$at $length $pause" | awk '{ print $1 + $2 + $3 }')
done <"$work/lines"
mix "$work"/[01]*.wav rehearsal.en.wav
soxi rehearsal.en.wav

speak flite "$(python3 -c 'import tomllib; print(tomllib.load(open("rehearsal.en.toml", "rb"))["sound_check"])')"
cut
mix "$work/cut.wav" -b 16 sound-check.en.wav pad 0.3 0.5
