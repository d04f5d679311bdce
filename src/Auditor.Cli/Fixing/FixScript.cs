using System.Collections.Immutable;
using System.Globalization;
using Auditor.Core.Fixes;

namespace Auditor.Cli.Fixing;

/// <summary>One shell script that makes findings go away, for somebody to read and then to run.</summary>
internal sealed class FixScript
{
    private const string Head =
        """
        #!/usr/bin/env bash
        # Read this before you run it: nobody has run it yet, and it changes what callers of APIs meet.
        # It needs the AWS CLI, jq, and credentials that may make these changes.
        # What takes something away for good is left out unless DELETE=yes is set.
        set -euo pipefail

        missing=0
        need() {
          if [ -z "${!1:-}" ]; then
            printf '%s has no value: %s\n' "$1" "$2" >&2
            missing=1
          fi
        }

        deletes() {
          if [ "${DELETE:-no}" != yes ]; then
            printf 'Left out, because DELETE=yes is not set: %s\n' "$1" >&2
            return 1
          fi
        }

        in_account() {
          local account
          account=$(aws sts get-caller-identity --query Account --output text)
          if [ "$account" != "$1" ]; then
            printf 'Left out, because these credentials are for account %s: what account %s needs\n' "$account" "$1" >&2
            return 1
          fi
        }

        """;

    private readonly List<string> _blanks = [];
    private readonly List<string> _blocks = [];
    private readonly List<string> _removals = [];
    private readonly HashSet<string> _done = new(StringComparer.Ordinal);
    private readonly List<string> _without = [];
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);

    private FixScript()
    {
    }

    /// <summary>The script for findings, in their order within each account.</summary>
    public static string Of(IEnumerable<FixedFinding> findings)
    {
        var (script, number) = (new FixScript(), 0);
        foreach (var account in findings.GroupBy(each => each.Account, StringComparer.Ordinal))
        {
            script._blocks.Add($"if in_account {ShellText.Quoted(account.Key)}; then\n");
            // Nothing to do is a command as well: a shell wants one.
            script._blocks.Add(":");
            foreach (var each in account)
            {
                number++;
                script.Add(number, each);
            }

            script.AddDeployments(account);
            script.AddRemovals();
            script._blocks.Add("\nfi\n");
        }

        return script.Written();
    }

    private string Written()
    {
        var lines = new List<string> { Head };
        if (_blanks.Count > 0)
        {
            lines.Add("# What nobody but you knows: give it a value here, or in the environment. Nothing is changed before all have one.");
            lines.AddRange(_blanks);
            lines.Add("if [ \"$missing\" -ne 0 ]; then\n  printf 'Nothing was changed.\\n' >&2\n  exit 2\nfi\n");
        }

        lines.AddRange(_blocks);
        if (_without.Count > 0)
        {
            lines.Add("# No command fixes these; the pages of their rules say how:");
            lines.AddRange(_without);
        }

        return $"{string.Join('\n', lines).TrimEnd('\n')}\n";
    }

    private void Add(int number, FixedFinding each)
    {
        var commands = each.Fix.Commands.Where(command => !command.IsInstead
            && command.Kind is not (FixStepKind.Shows or FixStepKind.Deploys)).ToList();
        if (commands.Count == 0 && !each.Fix.Commands.Any(command => command.Kind is FixStepKind.Deploys))
        {
            _without.Add(FixHeader.Comment($"{FixHeader.Short(each)} ({each.Fingerprint})"));
            return;
        }

        _blocks.Add($"\n{string.Join('\n', FixHeader.Of(number, each))}");
        var inOwn = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var command in each.Fix.Commands)
        {
            if (command.Note.Length > 0)
            {
                _blocks.Add(FixHeader.Comment(command.Note));
            }

            _blocks.Add(command switch
            {
                { IsInstead: true } => Commented("instead", command.Text),
                { Kind: FixStepKind.Shows } => Commented("to see", command.Text),
                { Kind: FixStepKind.Deploys } => "# It is deployed at the end.",
                _ when IsOfWhole(command.Text) => AtTheEnd(each, command, inOwn),
                _ => Run(each, command, inOwn),
            });
        }
    }

    // A deployment to a stage that is gone makes the stage again, without what protected it; one of an API that is gone ends the script.
    private static bool IsOfWhole(string command) => command.StartsWith("aws apigateway delete-rest-api ", StringComparison.Ordinal)
        || command.StartsWith("aws apigateway delete-stage ", StringComparison.Ordinal)
        || command.StartsWith("aws apigatewayv2 delete-api ", StringComparison.Ordinal)
        || command.StartsWith("aws apigatewayv2 delete-stage ", StringComparison.Ordinal);

    private string AtTheEnd(FixedFinding each, FixCommand command, Dictionary<string, string> inOwn)
    {
        _removals.Add(Run(each, command, inOwn));
        return "# It is deleted at the end.";
    }

    private string Run(FixedFinding each, FixCommand command, Dictionary<string, string> inOwn)
    {
        // What makes something is done once: another finding may want the same.
        if (command.Text.StartsWith("aws ", StringComparison.Ordinal) && !command.Text.Contains("\"$", StringComparison.Ordinal)
            && !_done.Add(command.Text))
        {
            return Commented("done above", command.Text);
        }

        var text = ShellText.WithVariables(command.Text, blank => VariableOf(each, command, blank, inOwn));
        return command.Kind is FixStepKind.Deletes
            ? $"if deletes {ShellText.Quoted(What(each))}; then\n{text}\nfi"
            : text;
    }

    private static string What(FixedFinding each) =>
        FixHeader.Comment(FixHeader.Short(each))[2..];

    // Two findings may want different values: each has variables of its own.
    private string VariableOf(FixedFinding each, FixCommand command, string blank, Dictionary<string, string> inOwn)
    {
        if (inOwn.TryGetValue(blank, out var known))
        {
            return known;
        }

        var count = _numbers[blank] = _numbers.GetValueOrDefault(blank) + 1;
        var variable = string.Create(CultureInfo.InvariantCulture, $"{blank}_{count}");
        inOwn[blank] = variable;
        var means = command.Blanks.FirstOrDefault(one => one.Name == blank)?.Means ?? "";
        var what = FixHeader.Comment($"{means} For {each.RuleId}, {each.Place}")[2..];
        _blanks.Add($"# {variable}=''\nneed {variable} {ShellText.Quoted(what)}");
        return variable;
    }

    private void AddDeployments(IEnumerable<FixedFinding> account)
    {
        var deployments = account
            .SelectMany(each => each.Fix.Commands.Where(command => command is { Kind: FixStepKind.Deploys, IsInstead: false }))
            .Select(command => command.Text)
            .Distinct(StringComparer.Ordinal)
            .ToImmutableArray();
        if (deployments is not [])
        {
            _blocks.Add("\n# Callers meet the changes with these. Whatever else somebody changed is deployed with them (AGW7004).");
            _blocks.AddRange(deployments);
        }
    }

    private void AddRemovals()
    {
        if (_removals.Count > 0)
        {
            _blocks.Add("\n# Stages and APIs go last, when nothing is deployed to them any more.");
            _blocks.AddRange(_removals);
            _removals.Clear();
        }
    }

    private static string Commented(string what, string command) =>
        string.Join('\n', command.Split('\n').Select((line, index) => $"# {(index == 0 ? $"{what}: " : "")}{line}"));
}
