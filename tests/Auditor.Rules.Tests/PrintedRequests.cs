using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Auditor.Core.Exposure;
using Auditor.Core.Inventory;
using Auditor.Core.Rules;
using Auditor.Samples;

namespace Auditor.Rules.Tests;

/// <summary>
/// Every request that a finding prints gets in, with what it says it shows: read from its text, as somebody would who types it into
/// <c>explain-access</c>.
/// </summary>
public sealed partial class PrintedRequests
{
    public static TheoryData<string> Estates => ["acme", "worst", "plain REST", "plain HTTP", "plain WebSocket"];

    [Theory]
    [MemberData(nameof(Estates))]
    public void Get_in(string name)
    {
        var estate = name switch
        {
            "acme" => AcmeEstate.Create(),
            "worst" => WorstEstate.Make(),
            "plain REST" => Testing.Estates.SmallEstate.Rest(),
            "plain HTTP" => Testing.Estates.SmallEstate.Http(),
            _ => Testing.Estates.SmallEstate.WebSocket(),
        };
        EachGetsIn(estate);
    }

    [Theory]
    [InlineData(1, 2)]
    public void Get_in_of_estates_that_were_drawn_by_lot(int first, int count) => EachOf(first, count);

    [Theory]
    [InlineData(3, 4)]
    [InlineData(150, 40)]
    [Trait("Category", "Exhaustive")]
    public void Get_in_of_many_estates_that_were_drawn_by_lot(int first, int count) => EachOf(first, count);

    private static void EachOf(int first, int count)
    {
        for (var seed = first; seed < first + count; seed++)
        {
            try
            {
                EachGetsIn(VariedEstate.Make(seed));
            }
            catch (ShouldAssertException exception)
            {
                throw new ShouldAssertException($"Estate {seed}: {exception.Message}", exception);
            }
        }
    }

    private static void EachGetsIn(Estate estate)
    {
        var printed = Audit.Run(estate, EveryRule.All).Findings.SelectMany(finding => finding.Evidence.Where(evidence => evidence.What == "request")
            .Select(evidence => (finding, evidence.Value)))
            .ToList();
        var explainer = new AccessExplainer(new ExposureMap(estate));

        printed.ShouldNotBeEmpty();
        foreach (var (finding, text) in printed)
        {
            text.IndexOfAny(['{', '}', '*', '<', '>']).ShouldBe(-1, text);
            var request = Read(text);
            var (scope, api) = estate.Scopes.SelectMany(scope => scope.KnownApis.Select(api => (scope, api)))
                .First(each => each.api.Id == finding.Subject.Identity.ApiId
                    && each.scope.Account == finding.Subject.Identity.Account
                    && each.scope.Region == finding.Subject.Identity.Region);
            var explanations = api.Stages.Value.Select(stage => explainer.Explain(scope, api, stage, request)).ToList();
            // What an identity policy says is not in the request.
            var allowed = explanations.FirstOrDefault(each => each.Decision is AccessDecision.Allowed
                || (request.PrincipalArn is not null && each.Decision is AccessDecision.Conditional));
            allowed.ShouldNotBeNull(
                $"{finding.Rule.Id} {text}\n{string.Join('\n', explanations.Select(each => $"{each.Decision} {each.Because}"))}");
            if (finding.Subject.Identity.Route is { } route && api.Kind is not ApiKind.WebSocket)
            {
                explanations.SelectMany(each => each.Steps)
                    .ShouldContain(step => step.What == "route matching" && step.Value == route, $"{finding.Rule.Id} {text}");
            }
        }
    }

    private static AccessRequest Read(string text)
    {
        var match = Form().Match(text);
        match.Success.ShouldBeTrue(text);
        string? Part(string name) => match.Groups[name] is { Success: true, Value: var value } ? value : null;
        var url = new Uri(match.Groups["url"].Value);
        var shown = Part("with") ?? "";
        var endpoint = Part("vpce");
        return new()
        {
            Verb = Part("verb") ?? "",
            Path = url.AbsolutePath,
            Url = url,
            Host = url.Host,
            FromIp = Part("ip") ?? (endpoint is null ? "203.0.113.7" : null),
            VpcEndpointId = endpoint,
            VpcId = Part("vpc"),
            PrincipalArn = Part("arn"),
            Headers = Header()
                .Matches(shown)
                .ToImmutableSortedDictionary(
                    header => header.Groups["name"].Value,
                    header => header.Groups["value"] is { Success: true, Value: var value } ? value : null,
                    StringComparer.OrdinalIgnoreCase),
            Shows =
            [
                .. new[]
                {
                    ("an API key", Credential.ApiKey),
                    ("a client certificate", Credential.ClientCertificate),
                    ("what the authorizer accepts", Credential.AuthorizerToken),
                    ("whose value only some know", Credential.SecretHeader),
                }
                    .Where(each => shown.Contains(each.Item1, StringComparison.Ordinal))
                    .Select(each => each.Item2),
            ],
        };
    }

    [GeneratedRegex(
        "^((?<verb>[A-Z]+)|a connection to) (?<url>\\S+)( from (?<ip>[0-9a-f.:]+)| through (any VPC endpoint, such as |VPC endpoint "
            + ")(?<vpce>vpce-[0-9a-z-]+),?( of (?<vpc>vpc-[0-9a-z-]+))?)?( signed by (?<arn>\\S+))?( without credentials| with "
                + "(?<with>.+))?$",
        RegexOptions.ExplicitCapture)]
    private static partial Regex Form();

    [GeneratedRegex("header (?<name>[^:,]+)(: (?<value>\\S+)|, whose value only some know)", RegexOptions.ExplicitCapture)]
    private static partial Regex Header();
}
