using System.Collections.Immutable;
using Auditor.Core.Findings;
using Auditor.Core.Frameworks;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;
using Auditor.Core.Subjects;

namespace Auditor.Core.Tests.Frameworks;

public sealed class FrameworkTallyTests
{
    private const string Logging = "APIGateway.1";

    private static readonly Unknown Denied = new("GetStages was denied.") { Operation = "apigateway:GetStages", Code = "AccessDeniedException" };

    private sealed class StageRule(Func<StageSubject, string?> check, string id, ImmutableArray<string> frameworks)
        : Rule<StageSubject>(new() { Id = id, Name = $"probe-{id}", Title = "A probe", Category = Category.Other, Severity = Severity.High, Frameworks = frameworks })
    {
        protected override IEnumerable<Finding> Check(StageSubject subject, RuleContext context) => check(subject) is { } message ? [Flag(subject, message), Flag(subject, message) with { SubKey = "2" }] : [];
    }

    private static string? ByName(StageSubject stage) => stage.Stage.Name switch
    {
        "bad" => "It is wrong.",
        "dark" => throw new UnknownFactException(new("It was denied.")),
        "odd" => throw new InvalidOperationException("A bug."),
        _ => null,
    };

    private static AuditResult Run(Fact<ImmutableArray<Stage>> stages, params Rule[] rules) => Audit.Run(
        new Estate
        {
            CollectedAt = default,
            Scopes =
            [
                new()
                {
                    Account = "111122223333",
                    Region = "eu-west-1",
                    RestApis = ImmutableArray.Create(new Api { Id = "a1", Name = "orders", Kind = ApiKind.Rest, EndpointType = EndpointType.Regional, Stages = stages }),
                    HttpAndWebSocketApis = ImmutableArray<Api>.Empty,
                    Domains = ImmutableArray<Domain>.Empty,
                },
            ],
        },
        rules);

    private static ImmutableArray<Stage> Stages(params string[] names) => [.. names.Select(name => new Stage { Name = name })];

    private static ControlTally Tally(AuditResult result, string control) =>
        FrameworkTally.Of(result).SelectMany(framework => framework.Controls).Single(tally => tally.Control.Id == control);

    [Fact]
    public void Each_thing_counts_once()
    {
        var tally = Tally(Run(Stages("good", "fine", "bad", "dark", "odd"), new StageRule(ByName, "PRB001", [Logging])), Logging);

        (tally.Passed, tally.Failed, tally.CouldNotTell, tally.Suppressed).ShouldBe((2, 1, 2, 0));
        tally.Rules.Select(rule => rule.Id).ShouldBe(["PRB001"]);
    }

    [Fact]
    public void What_is_suppressed_is_neither_a_pass_nor_a_fail()
    {
        var result = Run(Stages("good", "bad"), new StageRule(ByName, "PRB001", [Logging]));
        var accepted = result with { Findings = [.. result.Findings.Select(finding => finding with { Suppression = new("Known.", null, "auditor.yaml:1") })] };

        var tally = Tally(accepted, Logging);

        (tally.Passed, tally.Failed, tally.CouldNotTell, tally.Suppressed).ShouldBe((1, 0, 0, 1));
    }

    [Fact]
    public void A_list_that_could_not_be_read_is_no_pass()
    {
        var tally = Tally(Run(Denied, new StageRule(ByName, "PRB001", [Logging])), Logging);

        (tally.Passed, tally.Failed, tally.CouldNotTell).ShouldBe((0, 0, 1));
    }

    [Fact]
    public void Rules_of_one_control_add_up_and_those_of_others_do_not()
    {
        var result = Run(
            Stages("good", "bad"),
            new StageRule(ByName, "PRB001", [Logging, "NIST.800-53.r5 AU-2"]),
            new StageRule(_ => null, "PRB002", [Logging]),
            new StageRule(_ => "Wrong.", "PRB003", ["APIGateway.3"]));

        var (logging, nist) = (Tally(result, Logging), Tally(result, "NIST.800-53.r5 AU-2"));

        (logging.Passed, logging.Failed).ShouldBe((3, 1));
        (nist.Passed, nist.Failed).ShouldBe((1, 1));
    }

    [Fact]
    public void A_control_that_nothing_asks_about_is_listed_and_did_not_pass()
    {
        var frameworks = FrameworkTally.Of(Run(Stages("good"), new StageRule(ByName, "PRB001", [Logging, "CWE-778", "ACME-1"])));

        frameworks.Select(tally => tally.Framework.Id).ShouldBe(["fsbp", "nist-800-53", "pci-dss-4", "cis-aws", "owasp-api-2023", "cwe"]);
        var caching = frameworks[0].Controls.Single(control => control.Control.Id == "APIGateway.5");
        caching.Rules.ShouldBeEmpty();
        caching.Passed.ShouldBe(0);
        // CWE is too long a list to say of all of it that nobody asked.
        frameworks[^1].Controls.Select(control => control.Control.Id).ShouldBe(["CWE-778"]);
    }

    [Fact]
    public void No_control_is_in_two_frameworks()
    {
        FrameworkCatalogue.All.SelectMany(framework => framework.Controls).Select(control => control.Id).ShouldBeUnique();
        FrameworkCatalogue.Of("NIST.800-53.r5 AC-3").ShouldNotBeNull().Id.ShouldBe("nist-800-53");
        FrameworkCatalogue.Of("ACME-1").ShouldBeNull();
    }
}
