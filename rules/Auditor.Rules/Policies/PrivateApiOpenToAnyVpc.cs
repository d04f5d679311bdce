using Auditor.Core.Exposure;
using Auditor.Core.Findings;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;
using Auditor.Core.Subjects;
using Auditor.Core.Text;

namespace Auditor.Rules.Policies;

/// <summary>Flags PRIVATE APIs that every AWS account can reach through a VPC endpoint of its own.</summary>
public sealed class PrivateApiOpenToAnyVpc() : Rule<ApiSubject>(new()
{
    Id = "AGW5002",
    Name = "private-api-open-to-any-vpc",
    Title = "Any AWS account can reach this private API",
    Category = Category.Policies,
    Severity = Severity.Medium,
    Needs = Needs.Exposure,
    // That only VPC endpoints lead there is what the rule is about.
    SeverityFollowsExposure = false,
    AppliesTo = [ApiKind.Rest],
    Frameworks = ["CWE-284", "API8:2023"],
    RecordedAs = ["policy"],
})
{
    /// <inheritdoc/>
    protected override IEnumerable<Finding> Check(ApiSubject subject, RuleContext context)
    {
        var (scope, api) = (subject.Scope, subject.Api);

        if (api.EndpointType.Value is not EndpointType.Private)
        {
            yield break;
        }

        Unknown? doubt = null;
        foreach (var stage in api.Stages.Value)
        {
            var routes = context.Exposure.RoutesOf(scope, api, stage);
            doubt ??= routes.Unknown;
            foreach (var route in routes.ValueOr([]))
            {
                var exposure = context.Exposure.Of(route);
                doubt ??= exposure.Unknown;
                if (exposure is not { IsKnown: true, Value: { Audience: > Audience.OwnVpcOrAccount } open })
                {
                    continue;
                }

                yield return Flag(
                    subject,
                    $"The resource policy of private API {Quote.Of(api.Name)} asks for no VPC or VPC endpoint: anyone with an AWS account can call {PolicyFinding.Name(route)} through an endpoint of their own.",
                    open.Path.AsSpan()) with
                {
                    Confidence = open.IsUncertain ? Confidence.Medium : Confidence.High,
                };
                yield break;
            }
        }

        if (doubt is not null)
        {
            throw new UnknownFactException(doubt);
        }
    }
}
