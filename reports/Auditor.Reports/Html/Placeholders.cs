using System.Collections.Frozen;
using System.Text.RegularExpressions;
using Auditor.Core.Findings;
using Auditor.Core.Rules;
using Auditor.Core.Subjects;

namespace Auditor.Reports.Html;

/// <summary>Fills the placeholders of a rule page's code (<c>{apiId}</c>, <c>{stage}</c>, ...) with what a finding is about.</summary>
/// <remarks>
/// People paste the result into a shell. Whoever may name a stage must not get to write there, so only values that mean
/// nothing to any shell are filled in; for others a blank stays.
/// </remarks>
internal sealed partial class Placeholders
{
    private const string DefaultStage = "$default";
    private static readonly string[] GivenRoutes = ["$default", "$connect", "$disconnect"];

    private static readonly FrozenSet<string> Names = RulePage.Placeholders.Concat(["accountId", "domainName", "restApiId", "stageName"])
        .ToFrozenSet(StringComparer.Ordinal);

    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _quotedValues = new(StringComparer.Ordinal);

    public Placeholders(Finding finding)
    {
        var identity = finding.Subject.Identity;
        Add("account", identity.Account);
        Add("accountId", identity.Account);
        Add("region", identity.Region);
        Add("apiId", identity.ApiId);
        Add("restApiId", identity.ApiId);
        Add("stage", FindingPlace.SingleStage(finding));
        Add("stageName", FindingPlace.SingleStage(finding));
        Add("apiName", identity.ApiName);
        AddRoute(identity.Route);
        if (FindingPlace.SingleStage(finding) == DefaultStage)
        {
            // A name that API Gateway gives; a shell would take it for a variable, except in single quotes.
            _quotedValues["stage"] = DefaultStage;
        }

        Add("partition", identity.Arn.Split(':') is [_, { Length: > 0 } partition, ..] ? partition : null);
        AddArn(identity.Arn);
        AddSubject(finding.Subject);
    }

    /// <summary>
    /// The text with every placeholder that has a safe value filled in; <see langword="null"/> when there was none to fill.
    /// </summary>
    public string? Fill(string text)
    {
        var filled = 0;
        var result = Placeholder().Replace(text, match =>
        {
            var isQuoted = match.Index > 0 && text[match.Index - 1] == '\'' && text.AsSpan(match.Index + match.Length).StartsWith("'");
            if (!(_values.TryGetValue(match.Groups[1].Value, out var value)
                || (isQuoted && _quotedValues.TryGetValue(match.Groups[1].Value, out value))))
            {
                return match.Value;
            }

            filled++;
            return value;
        });
        return filled == 0 ? null : Blank(result);
    }

    /// <summary>
    /// The text with what nothing is known for as a blank that nobody takes for a value: <c>{stage}</c> becomes <c>STAGE</c>,
    /// <c>{apiId}</c> <c>API_ID</c>.
    /// </summary>
    public static string Blank(string text) => Placeholder().Replace(text, match => Names.Contains(match.Groups[1].Value)
        ? Hump().Replace(match.Groups[1].Value, "_$0").ToUpperInvariant()
        : match.Value);

    [GeneratedRegex("(?<=[a-z])[A-Z]", RegexOptions.CultureInvariant)]
    private static partial Regex Hump();

    [GeneratedRegex(@"\{([A-Za-z]+)\}", RegexOptions.CultureInvariant)]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9._-]{0,254}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Safe();

    [GeneratedRegex(@"^arn:[A-Za-z0-9-]+:[A-Za-z0-9-]+:[A-Za-z0-9-]*:[0-9]*:[A-Za-z0-9._:/+=@-]{1,512}\z", RegexOptions.CultureInvariant)]
    private static partial Regex SafeArn();

    // Braces without a comma mean nothing to a shell.
    [GeneratedRegex(@"^[A-Z]{3,7} /[A-Za-z0-9._/{}+-]{0,254}\z", RegexOptions.CultureInvariant)]
    private static partial Regex SafeRoute();

    private void AddSubject(Subject subject)
    {
        switch (subject)
        {
            case AuthorizerSubject authorizer:
                Add("authorizerId", authorizer.Authorizer.Id);
                break;
            case DomainSubject domain:
                Add("domain", domain.Domain.Name);
                Add("domainName", domain.Domain.Name);
                break;
            case UsagePlanSubject plan:
                Add("usagePlanId", plan.Plan.Id);
                break;
            case ApiKeySubject key:
                Add("apiKeyId", key.Key.Id);
                break;
            case VpcLinkSubject link:
                Add("vpcLinkId", link.Link.Id);
                break;
            case PortalSubject portal:
                Add("portalId", portal.Portal.Id);
                break;
            case RouteSubject route when route.Deployed is [{ Route.Method: { } method }, ..]:
                Add("method", method);
                break;
            default:
                break;
        }
    }

    private void Add(string name, string? value)
    {
        if (value is not null && Safe().IsMatch(value))
        {
            _values[name] = value;
        }
    }

    private void AddRoute(string? route)
    {
        if (route is null)
        {
            return;
        }

        if (SafeRoute().IsMatch(route))
        {
            _values["route"] = route;
        }
        else if (GivenRoutes.Contains(route, StringComparer.Ordinal))
        {
            _quotedValues["route"] = route;
        }
    }

    private void AddArn(string arn)
    {
        if (SafeArn().IsMatch(arn))
        {
            _values["arn"] = arn;
        }
    }
}
