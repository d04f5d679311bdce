using System.Globalization;
using System.Text;
using Auditor.Aws.Operations;
using Auditor.Aws.Services.Organizations;
using Auditor.Core.Metadata;

namespace Auditor.Aws.Catalogue;

/// <summary>Every operation as a table for people: what it feeds, what it costs, what is lost without it.</summary>
public static class OperationTable
{
    private static readonly Needs[] Kinds = [.. Enum.GetValues<Needs>().Where(need => System.Numerics.BitOperations.PopCount((uint)need) is 1)];

    /// <summary>The page <c>docs/operations.md</c>.</summary>
    public static string Markdown()
    {
        var page = new StringBuilder("""
            # What a scan calls

            This page is generated from the declarations in `src/Auditor.Aws/Services`; there is no other way to reach AWS. An operation runs only
            when an enabled rule needs what it feeds, and nothing is read twice. The number of routes never matters, but for the pages of the lists.
            Counts are for one account in one Region. Whatever is denied or fails is listed in the report, with what is lost.

            | Operation | Permission | Runs for rules that need | Feeds | Calls | Lost without it |
            |---|---|---|---|---|---|

            """.ReplaceLineEndings("\n"));
        foreach (var operation in ReadOperations.All)
        {
            page.Append(
                CultureInfo.InvariantCulture,
                $"| `{operation.Id}` | {Permission(operation)} | {NeededFor(operation)} | {operation.Feeds} | {operation.Cost} | "
                    + $"{operation.Lost} |\n");
        }

        page.Append("""

            A REST API takes at most one call more than stages, resources, deployments and authorizers for each of request validators and gateway responses,
            and only where the answer can change a verdict: a method names a validator, an integration answers CORS.

            ## What is asked besides AWS

            For rules that need backend hosts, the DNS of the machine that scans is asked, once for each distinct host name that integrations of the types
            HTTP and HTTP_PROXY send requests to; not for addresses, nor for what is behind a VPC link, nor for API Gateway's own names. Nothing is sent to
            the hosts. Only the answer that there is no such name counts; a failure or a time-out (5 seconds) is unknown. The name of API Gateway's own endpoint
            is asked for first: a name server that does not know that one, as in a closed network, proves nothing, so the hosts are unknown and not asked for.
            `auditor check` asks nobody.

            """.ReplaceLineEndings("\n"));
        return page.ToString();
    }

    private static string Permission(Operation operation) => operation switch
    {
        { Action: null } => "none",
        { Resource: "*" } => $"`{operation.Action}`",
        _ => $"`{operation.Action}` on `{operation.Resource}`",
    };

    private static string NeededFor(Operation operation) => operation switch
    {
        _ when OperationPlan.For(Needs.None).Contains(operation) => "anything",
        _ when Kinds.Where(need => OperationPlan.For(need).Contains(operation)).ToArray() is [_, ..] needs =>
            string.Join(", ", needs.Select(Words)),
        _ when OrganizationOperations.OfLimits.Contains(operation) => "identity policies, with `--organization`",
        _ => "nothing: the command line asks for it",
    };

    // 'FunctionPolicies' as 'function policies'.
    private static string Words(Needs need) =>
        string.Concat(need.ToString()
            .Select((letter, index) => char.IsUpper(letter) ? $"{(index is 0 ? "" : " ")}{char.ToLowerInvariant(letter)}" : $"{letter}"));
}
