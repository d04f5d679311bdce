using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Rules.Transport;
using Auditor.Testing.Estates;
using Auditor.Testing.Rules;

namespace Auditor.Rules.Tests.Transport;

public sealed class TruststoreWarningTests : RuleTests<TruststoreWarning>
{
    private static readonly Estate Warned = SmallEstate.Rest().AddDomain(Example.Domain() with
    {
        MutualTls = new() { TruststoreUri = "s3://trust/store.pem", TruststoreWarnings = ["A certificate has expired."] },
    });

    [Fact]
    public void Flags_a_truststore_with_a_warning() =>
        Check(Warned).ShouldFlag("domain name 'api.example.com'", "'A certificate has expired.'").Severity.ShouldBe(Severity.Medium);

    // API Gateway API reference, MutualTlsAuthentication: mutual TLS is still enabled, but some clients might not be able to access the
    // API. Nobody is let in by it.
    [Fact]
    public void Says_what_API_Gateway_says_of_it_and_how_many_more_there_are() => Check(Warned.WithDomain(domain => domain with
    {
        MutualTls = new() { TruststoreUri = "s3://trust/store.pem", TruststoreWarnings = ["One.", "Two.", "Three."] },
    })).ShouldFlag("so some of its callers may be turned away: 'One.' and 2 more.");

    [Fact]
    public void No_warning_makes_it_clean() =>
        Check(Warned.WithDomain(domain => domain with { MutualTls = new() { TruststoreUri = "s3://trust/store.pem" } })).ShouldBeClean();

    [Fact]
    public void No_mutual_TLS_makes_it_clean() => Check(Warned.WithDomain(domain => domain with { MutualTls = null })).ShouldBeClean();

    [Fact]
    public void Says_so_when_domain_names_could_not_be_read() =>
        Check(Warned.WithScope(scope => scope with { Domains = Example.Denied })).ShouldBeInconclusive("The call was denied.");
}
