using Auditor.Core.Exposure;
using Auditor.Core.Findings;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Policies;
using Auditor.Core.Rules;
using Auditor.Core.Subjects;
using Auditor.Core.Text;

namespace Auditor.Rules.Policies;

/// <summary>Flags private custom domain names whose own policy lets every AWS account's VPC endpoints through.</summary>
public sealed class PrivateDomainPolicyOpen() : Rule<DomainSubject>(new()
{
    Id = "AGW5015",
    Name = "private-domain-policy-open",
    Title = "The policy of this private domain name asks for no VPC endpoint",
    Category = Category.Policies,
    Severity = Severity.Medium,
    Needs = Needs.Domains,
    // That only VPC endpoints lead there is what the rule is about.
    SeverityFollowsExposure = false,
    // Only REST APIs can stand behind a private domain name.
    AppliesTo = [ApiKind.Rest],
    Frameworks = ["CWE-284", "API8:2023"],
    RecordedAs = ["policy"],
    WrittenAs = "domain:Policy.Statement[]|domain:Policy",
})
{
    /// <inheritdoc/>
    protected override IEnumerable<Finding> Check(DomainSubject subject, RuleContext context)
    {
        var domain = subject.Domain;
        if (domain.EndpointType.Value is not EndpointType.Private || domain.Policy is not { } text)
        {
            yield break;
        }

        var policy = Parse(text, domain).Value;
        var target = new RouteTarget
        {
            Partition = subject.Scope.Partition,
            Region = subject.Scope.Region,
            AccountId = subject.Scope.Account,
            ApiId = "",
            Stage = "",
            Path = "/{proxy+}",
        };
        var anonymous = policy.Ask(new(CallerIdentity.Anonymous, ForeignEndpoint.Network), target);
        var signed = policy.Ask(new(CallerIdentity.AnyAwsPrincipal, ForeignEndpoint.Network), target);
        var answer = anonymous.Verdict is Verdict.Yes ? anonymous : signed;
        if (answer.Verdict is Verdict.Depends || anonymous.Verdict is Verdict.Depends)
        {
            var doubtful = answer.Verdict is Verdict.Depends ? answer : anonymous;
            throw new UnknownFactException(new(
                $"Whom the policy of domain name {Quote.Of(domain.Name)} lets in depends on {string.Join(", ", doubtful.DependsOn)}."));
        }

        if (answer.Verdict is not Verdict.Yes || (anonymous.Verdict is not Verdict.Yes && !signed.Principals.Anyone))
        {
            yield break;
        }

        yield return Flag(
            subject,
            $"The policy of private domain name {Quote.Of(domain.Name)} asks for no VPC or VPC endpoint: every endpoint that is "
                + $"associated with the name gets through, and whose those are the name's management policy decides alone.",
            new Evidence("domain policy", answer.Because)) with
        {
            Confidence = answer.PrincipalQuirk ? Confidence.Medium : Confidence.High,
        };
    }

    // Whatever resource it writes, it is about this domain name alone.
    private static Fact<AccessPolicy> Parse(string text, Domain domain) => PolicyDocument.Read(
        text, $"The policy of domain name {Quote.Of(domain.Name)}").Select(document =>
        new AccessPolicy(document with { Statements = [.. document.Statements.Select(statement => statement with { Resources = [new("*")], HasResources = true, IsNotResource = false })] }));
}
