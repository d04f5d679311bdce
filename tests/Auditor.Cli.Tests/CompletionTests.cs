using System.Diagnostics;
using System.Globalization;
using System.Text;
using Auditor.Cli.Tests.Support;

namespace Auditor.Cli.Tests;

/// <summary>What shells offer, asked of the shells themselves.</summary>
public sealed class CompletionTests : CliTests
{
    private static readonly (string Line, string Offered)[] InBash =
    [
        ("auditor sc", "scan"),
        ("auditor rules ", "explain, list, new, schema"),
        ("auditor rules li", "list"),
        ("auditor scan --sarif-", "--sarif-category, --sarif-profile, --sarif-split"),
        ("auditor scan --fail-on ", "critical, high, low, medium, none"),
        ("auditor scan --fail-on m", "medium"),
        ("auditor scan --fail-on=m", "medium"),
        ("auditor scan --fail-on=", "critical, high, low, medium, none"),
        // After an option whose value may be left out come values and other options.
        ("auditor scan --fail-on-new --reg", "--region"),
        ("auditor scan --fail-on-new me", "medium"),
        ("auditor rules list --format ", "json, text"),
        ("auditor scan --format sar", "sarif"),
        ("auditor check --rule route-without-a", "route-without-authorization"),
        // What looks like a command is the folder's name here, and scan's options go on.
        ("auditor scan --output check --resu", "--resume"),
        ("auditor -q scan --resu", "--resume"),
        ("auditor check estate", "estate one.json, estate.yaml"),
        ("auditor scan --config est", "estate one.json, estate.yaml"),
        ("auditor scan --profile ", ""),
        ("auditor scan e", ""),
        ("auditor nonsense --verb", "--verbose"),
    ];

    // All lines in one shell: starting one takes longer than asking it.
    [Fact]
    public async Task Bash_offers_what_can_follow()
    {
        Write("estate one.json", "");
        Write("estate.yaml", "");
        Write("completion.bash", (await Run("completion", "bash")).Output);
        var script = new StringBuilder("set -u; source completion.bash\n");
        foreach (var (line, _) in InBash)
        {
            // Words as bash takes them apart: '=' is one, and after it comes the one that is being written only when it has a letter.
            var words = line.Replace("=", " = ", StringComparison.Ordinal).TrimEnd(line.EndsWith('=') ? ' ' : '\n').Split(' ');
            script.Append(
                CultureInfo.InvariantCulture,
                $"COMP_WORDS=({string.Join(' ', words.Select(word => $"'{word}'"))}); COMP_CWORD={words.Length - 1}; COMPREPLY=(); "
                    + $"_auditor\n");
            script.Append("printf '%s, ' \"${COMPREPLY[@]+\"${COMPREPLY[@]}\"}\"; echo\n");
        }

        var said = await ShellAsync("bash", "--noprofile", "--norc", "-c", $"{script}");

        said.Select(line => string.Join(", ", line.Split(", ", StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal)))
            .Zip(InBash, (offered, asked) => (asked.Line, offered))
            .ShouldBe(InBash);
    }

    [InstalledTheory("fish")]
    [InlineData("auditor sc", "scan")]
    [InlineData("auditor rules ", "explain", "list", "new", "schema")]
    [InlineData("auditor scan --fail-on ", "critical", "high", "low", "medium", "none")]
    [InlineData("auditor scan --resu", "--resume")]
    [InlineData("auditor scan --output check --resu", "--resume")]
    public async Task Fish_offers(string line, params string[] offered)
    {
        Write("completion.fish", (await Run("completion", "fish")).Output);

        var said = await ShellAsync("fish", "--no-config", "-c", $"source completion.fish; complete -C '{line}'");

        said.Select(word => word.Split('\t')[0])
            .Where(word => word.Length > 0 && !word.StartsWith("completion", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .ShouldBe(offered);
    }

    [InstalledTheory("zsh")]
    [InlineData("-n")]
    public async Task Zsh_can_read_it(string check)
    {
        Write("_auditor", (await Run("completion", "zsh")).Output);

        (await ShellAsync("zsh", "-f", check, "_auditor")).ShouldBe([""]);
    }

    [Theory]
    [InlineData("bash")]
    [InlineData("zsh")]
    [InlineData("fish")]
    [InlineData("pwsh")]
    public async Task Every_script_knows_every_command_and_option(string shell)
    {
        var script = (await Run("completion", shell)).Output;
        var reference = (await Run("man", "--format", "markdown")).Output;
        foreach (var name in reference.Split('`')
            .Where(text => text.StartsWith("--", StringComparison.Ordinal))
            .Select(text => text.Split(' ')[0]))
        {
            script.ShouldContain(shell is "fish" ? $"-l {name[2..]} " : name);
        }

        foreach (var command in new[] { "scan", "explain-access", "rules schema", "completion" })
        {
            script.ShouldContain(command);
        }
    }

    [Theory]
    [InlineData("bsh", "did you mean 'bash'")]
    [InlineData("nushell", "there are 'bash', 'zsh', 'fish' and 'pwsh'")]
    [InlineData("", "there are")]
    public async Task Another_shell_is_told_apart(string shell, string because) => (await Run("completion", shell)).ShouldRefuse(because);

    private async Task<string[]> ShellAsync(string shell, params string[] arguments)
    {
        var start = new ProcessStartInfo(shell, arguments)
        {
            WorkingDirectory = Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["HOME"] = Folder;
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{shell} did not start.");
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        (await error).ShouldBeEmpty();
        return output.TrimEnd('\n').Split('\n');
    }
}
