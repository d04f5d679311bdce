using Auditor.Core.Exposure;
using Auditor.Core.Findings;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;
using Auditor.Core.Subjects;
using Auditor.Core.Text;

namespace Auditor.Rules.Authorization;

/// <summary>Flags JWT authorizers that fetch the keys of their issuer unprotected.</summary>
public sealed class JwtIssuerNotHttps() : Rule<AuthorizerSubject>(new()
{
    Id = "AGW1012",
    Name = "jwt-issuer-not-https",
    Title = "The keys that tokens are checked with are fetched without TLS",
    Category = Category.Authorization,
    Severity = Severity.High,
    Needs = Needs.Exposure | Needs.Authorizers,
    AppliesTo = [ApiKind.Http],
    Frameworks = ["CWE-319", "API2:2023"],
    WrittenAs = "authorizer:JwtConfiguration.Issuer",
})
{
    /// <inheritdoc/>
    protected override IEnumerable<Finding> Check(AuthorizerSubject subject, RuleContext context)
    {
        var authorizer = subject.Authorizer;
        if (authorizer is not { Type: AuthorizerType.Jwt, JwtIssuer: { } issuer }
            || issuer.StartsWith("https://", StringComparison.OrdinalIgnoreCase))
        {
            yield break;
        }

        // One that no route asks lets nobody in: unused-authorizer says so.
        if (AuthorizerUse.IsUsed(subject, context.Exposure) is { IsKnown: true, Value: false })
        {
            yield break;
        }

        yield return Flag(
            subject,
            $"JWT authorizer {Quote.Of(authorizer.Name)} of API {Quote.Of(subject.Api.Name)} trusts issuer {Quote.Of(issuer)}, which is "
                + $"no HTTPS address: whoever can answer in its place can sign tokens of their own.",
            new Evidence("issuer", issuer)) with
        {
            Named = AuthorizerUse.Named(subject, context.Exposure),
        };
    }
}
