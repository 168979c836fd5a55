using System.CommandLine;

namespace Weave.Tool.Commands;

/// <summary><c>weavec completion</c>: the script that lets a shell complete weavec's commands. The tool itself answers what can follow.</summary>
static class CompletionCommand
{
    static readonly Dictionary<string, string> scripts = new(StringComparer.Ordinal)
    {
        ["bash"] = """
            _weavec() {
                local IFS=$'\n'
                COMPREPLY=($(compgen -W "$(weavec "[suggest:${COMP_POINT}]" "${COMP_LINE}" 2> /dev/null)" -- "${COMP_WORDS[COMP_CWORD]}"))
                [ ${#COMPREPLY[@]} -eq 0 ] && COMPREPLY=($(compgen -f -- "${COMP_WORDS[COMP_CWORD]}"))
            }
            complete -F _weavec weavec
            """,
        ["zsh"] = """
            #compdef weavec
            _weavec() {
                local -a found
                found=("${(@f)$(weavec "[suggest:${CURSOR}]" "${BUFFER}" 2> /dev/null)}")
                compadd -a found
                _files
            }
            compdef _weavec weavec
            """,
        ["fish"] = """
            complete -c weavec -a '(weavec "[suggest:"(commandline -C)"]" (commandline) 2> /dev/null)'
            """,
        ["pwsh"] = """
            Register-ArgumentCompleter -Native -CommandName weavec -ScriptBlock {
                param($word, $ast, $position)
                weavec "[suggest:$position]" "$ast" | Where-Object { $_ -like "$word*" } | ForEach-Object { [System.Management.Automation.CompletionResult]::new($_) }
            }
            """,
    };

    public static Command Create()
    {
        var shell = new Argument<string>("shell") { Description = "The shell." };
        shell.AcceptOnlyFromAmong([.. scripts.Keys]);
        var command = new Command("completion", "Print the script that makes a shell complete weavec's commands.") { shell };
        command.SetAction(parsed =>
        {
            Console.WriteLine(scripts[parsed.GetRequiredValue(shell)]);
            return ExitCode.Done;
        });
        return command;
    }
}
