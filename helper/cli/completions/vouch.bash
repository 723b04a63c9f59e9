# bash completion for vouch. The words come from the program itself.
_vouch() {
    local program=$1 line
    local -a lines
    COMPREPLY=()
    type -t -- "$program" >/dev/null || program=vouch
    local -a typed=("${COMP_WORDS[@]:1:COMP_CWORD}")
    local last=$((${#typed[@]} - 1))
    typed[last]=${typed[last]//\\/}
    mapfile -t lines < <("$program" __complete "${typed[@]}" 2>/dev/null)
    case ${lines[0]} in
        files)
            compopt -o filenames
            mapfile -t COMPREPLY < <(compgen -f -- "${COMP_WORDS[COMP_CWORD]}")
            ;;
        command\ *)
            if declare -F _command_offset >/dev/null; then
                _command_offset "${lines[0]#command }"
            elif ((COMP_CWORD == ${lines[0]#command })); then
                mapfile -t COMPREPLY < <(compgen -c -- "${COMP_WORDS[COMP_CWORD]}")
            else
                compopt -o filenames
                mapfile -t COMPREPLY < <(compgen -f -- "${COMP_WORDS[COMP_CWORD]}")
            fi
            ;;
        words)
            for line in "${lines[@]:1}"; do
                printf -v line %q "${line%%$'\t'*}"
                COMPREPLY+=("$line")
            done
            ;;
    esac
}
complete -F _vouch vouch
