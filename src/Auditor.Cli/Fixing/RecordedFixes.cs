using System.Collections.Immutable;
using System.Text.Json;
using Auditor.Cli.Baselines;
using Auditor.Core.Fixes;
using Auditor.Core.Text;

namespace Auditor.Cli.Fixing;

/// <summary>Reads the fixes that a <c>findings.json</c> has: what people keep of a run on a build server.</summary>
internal static class RecordedFixes
{
    private const string Root = "$";

    /// <summary>The findings of the file with what fixes them; each says whether it was suppressed.</summary>
    /// <param name="name">The file, as a sentence calls it.</param>
    /// <param name="bytes">What stands in it.</param>
    /// <exception cref="UsageException">It is no findings.json, or has no fixes.</exception>
    public static ImmutableArray<(FixedFinding Finding, bool IsSuppressed)> Read(string name, ReadOnlyMemory<byte> bytes)
    {
        try
        {
            using var document = JsonDocument.Parse(EarlierFindingsReader.WithoutByteOrderMark(bytes));
            var root = document.RootElement;
            if (root.TryGetProperty("runs", out _))
            {
                throw new UsageException($"{name} is SARIF, which has no commands to make a script of: give the findings.json or the "
                    + "inventory.json that the run wrote beside it.");
            }

            // Whatever is wrong with the file is told in the words of all commands that read one.
            _ = JsonFindings.Read(name, root);
            ImmutableArray<(JsonElement Thing, string Where)> flagged = [.. Member.Each(root, "findings", Root)
                .Where(each => Member.RequiredText(each.Thing, "outcome", each.Where) is "flagged")];
            return flagged is not [] && !flagged.Any(each => each.Thing.TryGetProperty("fix", out _))
                ? throw new UsageException($"{name} says of no finding how to fix it: an older version of Auditor wrote it. Give the "
                    + "inventory.json that the run wrote beside it.")
                : [.. flagged.Select(each => (Finding(each.Thing, each.Where),
                    Member.Of(each.Thing, "suppressed", JsonValueKind.Object, each.Where) is not null))];
        }
        catch (FindingsFormatException exception)
        {
            throw new UsageException($"{name} cannot be used: {exception.Message}");
        }
    }

    private static FixedFinding Finding(JsonElement thing, string where)
    {
        var fingerprint = Member.Fingerprint(Member.RequiredText(thing, "fingerprint", where), where);
        var stages = Member.Texts(thing, "stages", where);
        return new()
        {
            Fingerprint = fingerprint,
            RuleId = Member.RequiredText(thing, "ruleId", where),
            RuleName = Member.Text(thing, "rule", where) ?? "",
            Severity = Member.Severity(thing, where),
            Priority = Member.Of(thing, "priority", JsonValueKind.Number, where) is { } number && number.TryGetInt32(out var score)
                ? score
                : null,
            Account = Member.RequiredText(thing, "account", where),
            Place = FixedFinding.PlaceOf(
                Member.Text(thing, "apiId", where),
                Member.Typed(thing, "apiName", where),
                Member.Typed(thing, "route", where),
                Member.Typed(thing, "resource", where),
                stages is [] && Member.Typed(thing, "stage", where) is { } stage ? [stage] : stages),
            Message = Member.Typed(thing, "message", where) ?? "",
            Evidence = [.. Member.Each(thing, "evidence", where).Select(each =>
                (Member.RequiredText(each.Thing, "what", each.Where), Member.Typed(each.Thing, "value", each.Where) ?? ""))],
            Fix = FixOf(Member.Of(thing, "fix", JsonValueKind.Object, where), $"{where}.fix", fingerprint),
        };
    }

    private static Fix FixOf(JsonElement? fix, string where, string fingerprint) => new()
    {
        Summary = fix is { } known ? Member.Typed(known, "summary", where) ?? "" : "",
        Commands = fix is { } given
            ? [.. Member.Each(given, "commands", where).Select(command => CommandOf(command.Thing, command.Where))]
            : [],
        Suppress = FixBook.SuppressionOf(fingerprint),
    };

    private static FixCommand CommandOf(JsonElement command, string where)
    {
        var text = Member.RequiredText(command, "command", where);
        // Somebody reads the script before it is run: what stands there has to be what is seen.
        return !ShellText.CanBeRead(text)
            ? throw new FindingsFormatException($"{Quote.Of($"{where}.command")} has characters that nobody sees.")
            : new(text)
            {
                Kind = KindOf(Member.RequiredText(command, "does", where), where),
                Note = Member.Typed(command, "note", where) ?? "",
                IsInstead = command.TryGetProperty("instead", out var instead) && instead.ValueKind is JsonValueKind.True,
                Blanks = FixBlanks.In(text),
            };
    }

    private static FixStepKind KindOf(string word, string where)
    {
        foreach (var kind in Enum.GetValues<FixStepKind>())
        {
            if (Words.Of(kind) == word)
            {
                return kind;
            }
        }

        throw new FindingsFormatException($"{Quote.Of($"{where}.does")} is nothing that a command of a fix does: {Quote.Of(word)}.");
    }
}
