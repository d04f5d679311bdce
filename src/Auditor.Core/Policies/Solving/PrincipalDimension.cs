using System.Collections.Immutable;

namespace Auditor.Core.Policies.Solving;

/// <summary>The ARN of the caller, which also tells its account, its type and a user's name.</summary>
internal sealed class PrincipalDimension(ImmutableArray<TextPattern> universe)
    : TextDimension("aws:PrincipalArn", DimensionRole.Chosen, universe, canBeAbsent: false)
{
    private readonly Dictionary<string, int> _accounts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _arns = new(StringComparer.Ordinal);

    /// <summary>Tells an account that the policy names apart from all others.</summary>
    public void MarkAccount(string account, TextPattern pattern) => _accounts.TryAdd(account, Add(pattern));

    /// <summary>Tells a user or role that the policy names apart from all others.</summary>
    public void MarkArn(string arn) => _arns.TryAdd(arn, Add(TextPattern.Literal(arn)));

    public IEnumerable<string> Accounts(int chosen) => _accounts.Where(marker => Classes(marker.Value).Contains(chosen)).Select(marker => marker.Key);

    public IEnumerable<string> Arns(int chosen) => _arns.Where(marker => Classes(marker.Value).Contains(chosen)).Select(marker => marker.Key);

    /// <summary>The classes that are principals of an account which the policy names.</summary>
    public IEnumerable<int> ClassesOf(string account) => Classes(_accounts[account]).Members;

    // A stranger is the caller to worry about; then somebody of an account, then somebody by name.
    public override int Preferred(BitSet possible) => possible.Members.OrderBy(at => Accounts(at).Any()).ThenBy(at => Arns(at).Any()).ThenBy(at => TextClasses[at].Example, StringComparer.Ordinal).First();

    protected override PolicyRequest Apply(PolicyRequest request, string text) => request with { Principal = new CallerPrincipal(text, request.Principal?.SessionArn) };
}
