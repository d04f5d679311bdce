using System.Collections.Immutable;
using Auditor.Core.Policies;
using Auditor.Core.Text;

namespace Auditor.Core.Exposure;

/// <summary>Puts together what the policies on the way let in of the callers who were asked about.</summary>
/// <param name="admittedText">Whether addresses are most of a network, and which they are, for people.</param>
internal sealed class Admissions(Func<AddressSet, CallerNetwork, (bool IsMostOfInternet, string Text)> admittedText)
{
    /// <summary>The combinations; none where only callers get in who are asked about by themselves.</summary>
    /// <param name="asked">The question.</param>
    /// <param name="answer">The answer of the policies together; <see langword="null"/> where there is none.</param>
    public ImmutableArray<Admission> Of(Question asked, AccessAnswer? answer)
    {
        if (answer is null)
        {
            return [Everybody(asked)];
        }

        var admitted = answer.Combinations
            .Where(each => !asked.IsGiven
                || asked.Identified.Identity.Kind is not CallerIdentityKind.AnyAwsPrincipal
                || each.Principals.Anyone)
            .Select(each => (Combination: each, Principals: PrincipalsOf(asked, each)))
            .Where(each => each.Principals is not "")
            .ToImmutableArray();

        // Addresses add up: three statements of a third each are the internet.
        return [.. admitted
            .GroupBy(each => (each.Principals, Endpoints: EndpointsOf(each.Combination)))
            .SelectMany(group => Of(asked, group.Key.Principals, [.. group.Select(each => each.Combination)]))];
    }

    private Admission Everybody(Question asked) => asked.IsFromInternet || asked.IsOwn
        ? Classified(asked, null, asked.Callers.Network.Addresses, AdmittedEndpoints.None, null)
        : new()
        {
            Audience = asked.IsGiven ? Audience.OwnVpcOrAccount : Audience.OthersOrNetwork,
            Narrowing = "VPC endpoints of any account",
            IsThroughAnyEndpoint = true,
        };

    private IEnumerable<Admission> Of(Question asked, string? principals, ImmutableArray<AdmittedCombination> combinations)
    {
        var certain = combinations.RemoveAll(each => !each.IsCertain);
        var addresses = Union(certain);
        if (certain is [var first, ..])
        {
            // The request that shows it comes from where most do, if one does.
            var best = !asked.IsFromInternet
                ? first
                : certain.FirstOrDefault(each => admittedText(each.Addresses.Set, asked.Endpoint.Network).IsMostOfInternet) ?? first;
            yield return Classified(asked, principals, addresses, best.Endpoints, best);
        }

        if (combinations.FirstOrDefault(each => !each.IsCertain) is { } doubtful)
        {
            var most = Classified(asked, principals, Union(combinations), doubtful.Endpoints, doubtful);
            yield return most with
            {
                Unknown = new($"Who gets through the resource policy depends on "
                + $"{string.Join(", ", doubtful.DependsOn)}: {doubtful.Witness.Text}.")
            };
        }
    }

    private static AddressSet Union(IEnumerable<AdmittedCombination> combinations) =>
        combinations.Aggregate(AddressSet.Empty, (set, each) => set.Union(each.Addresses.Set));

    // Null for whoever it is, empty for nobody but the own account's.
    private static string? PrincipalsOf(Question asked, AdmittedCombination combination)
    {
        if (asked.IsGiven || asked.Identified.Identity.Kind is not CallerIdentityKind.AnyAwsPrincipal || combination.Principals.Anyone)
        {
            return null;
        }

        ImmutableArray<string> others =
        [
            .. combination.Principals.Accounts.Where(account => account != asked.Route.Scope.Account)
                .Select(account => $"account {Quote.Of(account)}"),
            .. combination.Principals.Organizations.Select(organization => $"organization {Quote.Of(organization)}"),
        ];
        return others is [] ? "" : $"principals of {string.Join(", ", others)}";
    }

    private static string EndpointsOf(AdmittedCombination combination) => combination.Endpoints.Anyone
        ? "any"
        : string.Join(' ', combination.Endpoints.EndpointIds.AddRange(combination.Endpoints.VpcIds));

    private Admission Classified(
        Question asked, string? principals, AddressSet addresses, AdmittedEndpoints endpoints, AdmittedCombination? combination)
    {
        var (audience, narrowing) = (asked.IsOwn, asked.IsFromInternet) switch
        {
            (true, _) => (Audience.OwnVpcOrAccount, $"principals of account '{asked.Route.Scope.Account}' whom IAM lets"),
            (_, true) => ByAddress(asked, principals, addresses),
            _ when asked.IsGiven || !endpoints.Anyone =>
                (Audience.OwnVpcOrAccount, WalkText.Joined(principals, "given VPCs or VPC endpoints")),
            _ =>
                (Audience.OthersOrNetwork, principals is null
                    ? "VPC endpoints of any account"
                    : $"{principals} through VPC endpoints of any account"),
        };
        return new()
        {
            Audience = audience,
            Narrowing = narrowing,
            Addresses = addresses,
            IsThroughAnyEndpoint = !asked.IsFromInternet && endpoints.Anyone && !asked.IsGiven,
            // Of VPCs it is not known which endpoints are in them.
            IsGuess = endpoints is { EndpointIds: not [], VpcIds: not [] },
            Combination = combination,
        };
    }

    private (Audience Audience, string? Narrowing) ByAddress(Question asked, string? principals, AddressSet addresses)
    {
        var (isMost, text) = admittedText(addresses, asked.Endpoint.Network);
        var narrowing = WalkText.Joined(
            principals, text.Length == 0 ? null : isMost ? $"all addresses but some: {text}" : $"addresses {text}");
        return (isMost && principals is null && !asked.Firewall.IsNarrow ? Audience.Internet : Audience.OthersOrNetwork, narrowing);
    }
}
