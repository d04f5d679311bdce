using System.Collections.Immutable;

namespace Auditor.Core.Policies.Solving;

/// <summary>The ARN of the caller, which also tells its account, its type and a user's name.</summary>
/// <param name="universe">The ARNs that callers can have; of one account where that is given.</param>
internal sealed class PrincipalDimension(Func<string?, ImmutableArray<TextPattern>> universe)
    : TextDimension("aws:PrincipalArn", DimensionRole.Chosen, universe(null), canBeAbsent: false)
{
    private const int AnyAccount = 0;
    private const int OneAccount = 1;
    private const int OnePrincipal = 2;

    /// <summary>Tells an account that the policy names, or a pattern of accounts, apart from all others.</summary>
    public void MarkAccount(string account, TextPattern pattern) =>
        Mark(account, pattern, PrincipalElement.Account(account) is null ? AnyAccount : OneAccount);

    /// <summary>Tells a user or role that the policy names apart from all others.</summary>
    public void MarkArn(string arn) => Mark(arn, TextPattern.Literal(arn), OnePrincipal);

    public IEnumerable<string> Accounts(int chosen) =>
        Marks(chosen).Where(mark => mark.Narrowness < OnePrincipal).Select(mark => mark.Name);

    public IEnumerable<string> Arns(int chosen) => Marks(chosen).Where(mark => mark.Narrowness == OnePrincipal).Select(mark => mark.Name);

    /// <summary>The classes that are principals of an account which the policy names.</summary>
    public IEnumerable<int> ClassesOf(string account) => Enumerable.Range(0, Count).Where(at => Accounts(at).Contains(account));

    // A stranger is the caller to worry about; then somebody of an account, then somebody by name.
    public override int Preferred(BitSet possible) =>
        possible.Members.OrderBy(at => Accounts(at).Any())
            .ThenBy(at => Arns(at).Any())
            .ThenBy(at => TextClasses[at].Example, StringComparer.Ordinal)
            .First();

    protected override PolicyRequest Apply(PolicyRequest request, string text) =>
        request with { Principal = new CallerPrincipal(text, request.Principal?.SessionArn) };

    protected override ImmutableArray<TextPattern> Universe(string marked) =>
        PrincipalElement.Account(marked) is { } account ? universe(account) : universe(null);
}
