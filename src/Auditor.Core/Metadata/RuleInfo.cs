using System.Collections.Immutable;
using Auditor.Core.Frameworks;

namespace Auditor.Core.Metadata;

/// <summary>What a rule says about itself. The catalogue, SARIF and HTML come from here and from the rule's page.</summary>
public sealed record RuleInfo
{
    /// <summary><c>AGW1001</c>: the digit is the category. Plug-ins use a prefix of their own. Never reused.</summary>
    public required string Id { get; init; }

    /// <summary>Kebab-case name of the bad pattern, <c>route-without-authorization</c>: what people write in suppressions.</summary>
    public required string Name { get; init; }

    /// <summary>One short sentence for people, without a period: <c>Anyone can call this route</c>.</summary>
    public required string Title { get; init; }

    public required Category Category { get; init; }

    /// <summary>How bad it is on a thing that the internet can reach.</summary>
    public required Severity Severity { get; init; }

    /// <summary>How sure its findings are.</summary>
    public Confidence Confidence { get; init; } = Confidence.High;

    /// <summary>What it reads besides APIs and stages.</summary>
    public Needs Needs { get; init; }

    /// <summary>Whether the severity falls when fewer can reach the thing (see <see cref="Exposure.Audience"/>).</summary>
    public bool SeverityFollowsExposure { get; init; } = true;

    /// <summary>
    /// Whether findings about APIs that nobody but the own VPC or account reaches are only counted: what is good to have where strangers
    /// call would drown what matters elsewhere.
    /// </summary>
    public bool OnlyCountedWherePrivate { get; init; }

    /// <summary>
    /// Id of a rule on whose stages findings are only counted, too: where that one flags, more of the same is the next step and not the
    /// first. <see langword="null"/> for none.
    /// </summary>
    public string? OnlyCountedBeside { get; init; }

    /// <summary>The kinds of API that it looks at.</summary>
    public ImmutableArray<Inventory.ApiKind> AppliesTo { get; init; } =
        [Inventory.ApiKind.Rest, Inventory.ApiKind.Http, Inventory.ApiKind.WebSocket];

    /// <summary>
    /// CWE numbers, OWASP API Security Top 10 2023 and other frameworks it gives evidence for: <c>CWE-306</c>, <c>API2:2023</c>,
    /// <c>APIGateway.8</c>.
    /// </summary>
    /// <remarks>
    /// Of NIST 800-53 and PCI DSS only what Security Hub says that its controls stand for, which is added to what a rule names.
    /// </remarks>
    public ImmutableArray<string> Frameworks
    {
        get;
        init => field = SecurityHubCrosswalk.Complete(value);
    } = [];

    /// <summary>
    /// What AWS Config calls the members that it reads, <c>webAclArn</c>: of a flagged API, stage or domain name the history of these
    /// says since when it is so. Empty when none does.
    /// </summary>
    public ImmutableArray<string> RecordedAs { get; init; } = [];

    /// <summary>
    /// Where a template says what it looks at, <c>stage:MethodSettings[].LoggingLevel|stage:LoggingLevel</c>: a kind of thing and the path
    /// of the property in it. The first that is there is the line of a finding; without any it is the resource. <c>[]</c> is any item of a
    /// list, preferably the one that a finding's evidence names.
    /// </summary>
    public string WrittenAs { get; init; } = "";

    /// <summary>
    /// The value of a property of a template that mends what is wrong, <c>DataTraceEnabled=false</c>; empty where no single one does.
    /// </summary>
    public string MendedBy { get; init; } = "";

    /// <summary>What people can set about it.</summary>
    public ImmutableArray<RuleOption> Options { get; init; } = [];

    /// <summary>Whether it runs unless somebody enables it by name; off is for what depends on a house's own rules.</summary>
    public bool OnByDefault { get; init; } = true;

    /// <summary>The version that brought it.</summary>
    public string Since { get; init; } = "0.1";
}
