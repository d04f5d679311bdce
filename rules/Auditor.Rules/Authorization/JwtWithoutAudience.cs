using Auditor.Core.Findings;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;
using Auditor.Core.Subjects;
using Auditor.Core.Text;

namespace Auditor.Rules.Authorization;

/// <summary>Flags JWT authorizers that accept tokens made for other applications.</summary>
public sealed class JwtWithoutAudience() : Rule<AuthorizerSubject>(new()
{
    Id = "AGW1010",
    Name = "jwt-without-audience",
    Title = "Tokens made for other applications are accepted",
    Category = Category.Authorization,
    Severity = Severity.High,
    Needs = Needs.Exposure | Needs.Authorizers,
    AppliesTo = [ApiKind.Http],
    Frameworks = ["CWE-287", "API2:2023"],
    WrittenAs = "authorizer:JwtConfiguration.Audience|authorizer:JwtConfiguration",
})
{
    /// <inheritdoc/>
    protected override IEnumerable<Finding> Check(AuthorizerSubject subject, RuleContext context)
    {
        var authorizer = subject.Authorizer;
        if (authorizer.Type is not AuthorizerType.Jwt || authorizer.JwtAudience.Any(audience => !string.IsNullOrWhiteSpace(audience)))
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
            $"JWT authorizer {Quote.Of(authorizer.Name)} of API {Quote.Of(subject.Api.Name)} names no audience, so a token that its "
                + $"issuer made for any other application is good for this API too.",
            new("issuer", authorizer.JwtIssuer ?? "none"),
            new("audience", "none")) with
        {
            Named = AuthorizerUse.Named(subject, context.Exposure),
        };
    }
}
