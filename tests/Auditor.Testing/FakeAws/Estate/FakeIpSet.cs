using System.Collections.Immutable;

namespace Auditor.Testing.FakeAws.Estate;

/// <summary>An IP set of WAF.</summary>
public sealed record FakeIpSet(string Name)
{
    public string Id { get; init; } = FakeId.Uuid("ip set", Name);

    public ImmutableArray<string> Addresses { get; init; } = [];

    public string IpAddressVersion { get; init; } = "IPV4";

    public string Arn(string region, string account, string partition = "aws") =>
        $"arn:{partition}:wafv2:{region}:{account}:regional/ipset/{Name}/{Id}";
}
