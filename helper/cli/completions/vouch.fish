# fish completion for vouch. The words come from the program itself.
function __vouch_complete
    set -l typed (commandline -opc)
    set -l program $typed[1]
    set -e typed[1]
    set -l lines ($program __complete $typed (commandline -ct) 2>/dev/null)
    switch "$lines[1]"
        case files
            __fish_complete_path (commandline -ct)
        case 'command *'
            set -l words $typed (commandline -ct)
            set -l first (string replace 'command ' '' $lines[1])
            __fish_complete_subcommand --commandline $words[$first..-1]
        case words
            set -e lines[1]
            printf '%s\n' $lines
    end
end
complete -c vouch -f -a '(__vouch_complete)'
