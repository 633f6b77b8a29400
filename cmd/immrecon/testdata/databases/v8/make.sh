#!/bin/sh
# Made database.zst, and outputs.txt: what the program said of the database then.
# Kept as a record. It needs the program of schema version 8; a later one would
# make a database of its own version. To be run in an empty folder, with immrecon,
# sqlite3 and zstd on the PATH.
set -eu
export IMMRECON_DB=v8.db
export XDG_CONFIG_HOME=none

# now INSTANT is when what follows is done.
now() { export IMMRECON_NOW="$1+08:00"; }

# run CODE ARG... runs the program, which must exit with CODE.
run() {
    want=$1
    shift
    code=0
    immrecon --no-progress "$@" >last.txt 2>&1 || code=$?
    [ "$code" -eq "$want" ] || { cat last.txt; echo "immrecon $*: exit code $code"; exit 1; }
}

# claim STATUS... moves the next claim of the list through these steps.
claims=0
claim() {
    claims=$((claims + 1))
    id=$(printf 'D-2026-03-%02d' $claims)
    for step in "$@"; do run 0 --user finance dispute set "$id" $step; done
}

# March, a day of it: one hour of a log and a project's line are not right yet.
run 0 demo 2026-03 --days 1
mkdir later
mv 2026-03/logs/example-shop-papers-2024/*2026-03-01-11-* later/papers.log
printf 'project,region,created_at,workflow_template\narchive,ap-southeast-1,last spring,\n' >broken.csv
printf 'project,operation,request_id,http_status,time\ngallery,DetectImageFaces,65D0A1B2C3D4E5F600000001,200,2026-03-01T09:00:00+08:00\n' >wrong.csv
printf 'site,currency,item,operation,tier,price,per,unit,effective_from,effective_to,source\nintl,USD,ImageDetect,,,0.000025,1,call,2026-04-01T00:00:00+08:00,,contract 7\n' >prices.csv
now 2026-04-02T10:00:00
run 0 --user operations import wrong.csv
run 0 --user operations sources forget 1
run 0 --user operations import 2026-03 broken.csv
now 2026-04-05T09:00:00
run 1 --user finance reconcile --month 2026-03 --assume charge_304=on --tolerance 0.0001 --tolerance-pct 0.1% --loss 0.5%
now 2026-04-05T09:30:00
run 1 --user finance reconcile --month 2026-03

# Claims of every status.
now 2026-04-06T10:00:00
for cause in unit_scale price_mismatch amount_arithmetic wrong_resolution_tier no_usage_evidence; do
    run 0 --user audit dispute new --month 2026-03 --cause $cause --min 0 --note 'of the March bill'
done
now 2026-04-10T10:00:00
claim
claim cancelled
claim submitted
claim submitted acknowledged
claim submitted rejected
claim submitted accepted
claim submitted accepted
claim submitted acknowledged 'partly_accepted --amount 0.2'
claim submitted 'partly_accepted --amount 0.03'
claim submitted accepted 'credited --amount 0.01'
claim submitted accepted

# Two people close the month; it is opened once more, and closed in spite of
# what stands in the way.
run 0 --user finance month close 2026-03 --four-eyes
run 0 --user audit month close 2026-03 --four-eyes
now 2026-04-11T10:00:00
run 0 --user audit month reopen 2026-03 --note 'prices were to be added'
run 0 --user operations import prices.csv
run 0 --user finance month close 2026-03 --force --note 'the agreed price begins in April'

# What comes late for it is refused, and then let in and carried to April.
now 2026-04-20T10:00:00
run 2 --user operations import later
run 0 --user operations import later --late keep
run 1 --user finance reconcile --month 2026-03

# April, the first eight hours of a day, with refunds of two claims of March.
run 0 demo 2026-04 --month 2026-04 --days 1 --seed 2
rm -r 2026-04/api 2026-04/logs/*/*2026-04-01-0[89]-* 2026-04/logs/*/*2026-04-01-[12]*
for file in 2026-04/bill/*.csv 2026-04/calls/*.csv; do
    awk 'NR == 1 || /2026-04-01[T ]0[0-7]:/ && !/2026-04-01[T ](0[89]|[12][0-9]):.*2026-04/' "$file" >cut
    mv cut "$file"
done
# refund LINE CLAIM AMOUNT puts a refund of a claim's item on April's bill.
refund() {
    item=$(immrecon dispute show "$2" | awk '$1 == "Item" { print $2 }')
    printf '%s,1400000000000017,,202604,,Refund,,,imm,,imm_intl,%s,,,,,,,USD,%s,,%s\n' "$1" "$item" "$3" "$3" >>"$(echo 2026-04/bill/*.csv)"
}
refund R-1 D-2026-03-06 -0.25
refund R-2 D-2026-03-09 -0.02
now 2026-05-05T10:00:00
run 0 --user operations import 2026-04
run 1 --user finance reconcile --month 2026-04
run 0 --user finance dispute set D-2026-03-06 credited --line R-1
run 0 --user finance dispute match --take
run 0 --user finance dispute set D-2026-03-11 credited --amount 0.005
run 0 --user finance dispute set D-2026-03-11 closed
run 0 --user finance month close 2026-04 --four-eyes

# What the program says of it.
now 2026-05-06T10:00:00
: >outputs.txt
said() {
    printf -- '-- %s --\n' "$*" >>outputs.txt
    immrecon "$@" >>outputs.txt
}
said summary --month 2026-03 --format json
said summary --month 2026-04 --format json
said findings --month 2026-03 --format json
said findings --month 2026-04 --format json
said runs --format json
said diff 2026-03/1 2026-03/2 --format json || true
said diff 2026-03/2 2026-03/3 --format json || true
said dispute list --format json
said month status 2026-03 --format json
said month status 2026-04 --format json
said dispute show D-2026-03-02
said dispute show D-2026-03-09
said sources rejected
immrecon check
sqlite3 v8.db "VACUUM INTO 'small.db'"
zstd -19 -q small.db -o database.zst
