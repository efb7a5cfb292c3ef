# Completes 'tidemill': source <(tidemill completion bash). Reads .tidemill/names; starts no JVM.
_tidemill_ids() { # KIND…: the ids that check, rehearse and up have left beside the definition
  local file=${TIDEMILL_DATA:-$folder/.tidemill}/names kind id wanted
  [ -r "$file" ] || return
  while read -r kind id; do
    for wanted in "$@"; do
      [ "$kind" = "$wanted" ] && printf '%s\n' "$id"
    done
  done <"$file"
}

_tidemill() {
  local current=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]}
  local folder=${TIDEMILL_DIR:-.} command='' words='' place=0 i
  local arguments=()
  COMPREPLY=()
  for ((i = 1; i < COMP_CWORD; i++)); do
    case ${COMP_WORDS[i]} in
      -C) folder=${COMP_WORDS[++i]} ;;
      -o | --stage | --set | --data | --color | --at | --port | --since | --id | --adopt | --from | --next | --expression | --timezone | --explain | --prices | --eur | --budget | -e | --event) i=$((i + 1)) ;;
      -*) ;;
      *) if [ -z "$command" ]; then command=${COMP_WORDS[i]}; else arguments+=("${COMP_WORDS[i]}"); fi ;;
    esac
  done
  place=${#arguments[@]}
  case $before in
    -C | --data | -o) COMPREPLY=($(compgen -d -- "$current")) && return ;;
    -e | --event | --prices) COMPREPLY=($(compgen -f -- "$current")) && return ;;
    --color) COMPREPLY=($(compgen -W 'auto always never' -- "$current")) && return ;;
    --adopt) COMPREPLY=($(compgen -W "$(_tidemill_ids job)" -- "$current")) && return ;;
    --stage | --set | --at | --port | --since | --id | --from | --next | --expression | --timezone | --explain | --eur | --budget) return ;;
  esac
  case $command in
    @OPTIONS@
    *) words='' ;;
  esac
  if [[ $current == -* ]]; then
    COMPREPLY=($(compgen -W "$words @EVERYWHERE@" -- "$current"))
    return
  fi
  case $command:$place in
    :0) words='@COMMANDS@' ;;
    invoke:0) words=$(_tidemill_ids function) ;;
    logs:0) words=$(_tidemill_ids function job) ;;
    job:0) words='start stop runs' ;;
    aws:0) words='synth diff deploy destroy' ;;
    job:1) words=$(_tidemill_ids job) ;;
    redrive:0) words='stream function schedule' ;;
    redrive:1) words=$(_tidemill_ids "${arguments[0]}") ;;
    completion:0) words='bash zsh' ;;
    check:0 | rehearse:0 | up:0 | status:0 | schedules:0 | cost:0 | aws:1)
      COMPREPLY=($(compgen -d -- "$current"))
      return ;;
    *) words='' ;;
  esac
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}

complete -F _tidemill tidemill ./tidemill
