using Auditor.Cli.Terminal;
using Auditor.Cli.Tests.Support;
using Auditor.Core.Exposure;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;
using Auditor.Rules.Hygiene;

namespace Auditor.Cli.Tests;

public sealed class GateResultTests
{
    private static readonly Estate WithLowFinding = Estates.Of(Estates.ScopeWith(Estates.ApiWithoutStage("old")));

    [Fact]
    public void A_rule_that_failed_is_no_clean_result() =>
        GateResult.Of(
            Judged(Estates.Empty) with { Failures = [Failure("AGW0001"), Failure("AGW0001"), Failure("AGW0002")] }, new(FailOn.High))
            .ShouldBe(new(ExitCode.InternalError, "no finding at or above 'high', but 2 rules failed."));

    // Nothing but errors is printed when quiet, and this is one: the exit code alone says nothing of which rule it was.
    [Fact]
    public void A_rule_that_failed_is_told_even_when_quiet()
    {
        var result = Judged(Estates.Empty) with { Failures = [Failure("AGW0001"), Failure("AGW0001"), Failure("AGW0002")] };
        var gate = new Gate(FailOn.High);
        using StringWriter output = new(), error = new();
        var io = new IOContext
        {
            Input = Stream.Null,
            Output = output,
            Error = error,
            Environment = new Dictionary<string, string>(StringComparer.Ordinal),
            WorkingDirectory = "/",
            Time = TimeProvider.System,
            Width = 100,
            Hosts = (_, _) => throw new InvalidOperationException("Nobody asks."),
            OpenStorage = _ => throw new InvalidOperationException("Nobody asks."),
        };

        new Summary(new(io, isQuiet: true, isVerbose: false)).Show(result, gate, GateResult.Of(result, gate), []);

        output.ToString().ShouldBeEmpty();
        error.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).ShouldBe(
        [
            "error: AGW0001 failed, and what it would have said is missing: AGW0001  on 2 things, the first "
                + "arn:aws:apigateway:eu-west-1::/restapis/a: InvalidOperationException: no luck",
            "error: AGW0002 failed, and what it would have said is missing: AGW0002  on 1 thing, the first "
                + "arn:aws:apigateway:eu-west-1::/restapis/a: InvalidOperationException: no luck",
        ]);
    }

    [Fact]
    public void Findings_weigh_more_than_a_rule_that_failed() =>
        GateResult.Of(Judged(WithLowFinding) with { Failures = [Failure("AGW0001")] }, new(FailOn.Low))
            .ShouldBe(new(ExitCode.Findings, "1 finding at or above 'low', and not everything could be assessed."));

    [Fact]
    public void A_finding_below_the_threshold_does_not_hide_a_gap() =>
        GateResult.Of(Judged(WithLowFinding with { Scopes = [WithLowFinding.Scopes[0] with { Gaps = [Gap] }] }), new(FailOn.High))
            .ShouldBe(new(ExitCode.Incomplete, "no finding at or above 'high', but 1 thing could not be read."));

    [Fact]
    public void With_none_findings_do_not_count_but_gaps_do()
    {
        GateResult.Of(Judged(WithLowFinding), new(FailOn.None)).ExitCode.ShouldBe(ExitCode.Clean);
        GateResult.Of(
            Judged(Estates.Of(Estates.EmptyScope with { Gaps = [Gap] })), new(FailOn.None)).ExitCode.ShouldBe(ExitCode.Incomplete);
    }

    [Fact]
    public void Every_severity_counts_from_itself_upwards()
    {
        foreach (var severity in Enum.GetValues<Severity>())
        {
            var judged = Judged(WithLowFinding);
            var result = judged with { Findings = [judged.Findings[0] with { Severity = severity }] };
            foreach (var failOn in Enum.GetValues<FailOn>().Where(failOn => failOn is not FailOn.None))
            {
                var counts = Enum.Parse<Severity>($"{failOn}") <= severity;

                GateResult.Of(result, new(failOn)).ExitCode.ShouldBe(
                    counts ? ExitCode.Findings : ExitCode.Clean, $"{severity} with --fail-on {failOn}");
            }
        }
    }

    private static Gap Gap =>
        new()
        {
            Operation = "apigateway:GetStages",
            Code = "AccessDeniedException",
            Message = "It was denied.",
            Target = "eu-west-1",
            Lost = "Stages were not assessed.",
        };

    private static AuditResult Judged(Estate estate) =>
        Audit.Run(estate, [new ApiWithoutStage()]) with { Exposure = new ExposureMap(estate) };

    private static RuleFailure Failure(string id) =>
        new(
            new() { Id = id, Name = id, Title = id, Category = Category.Other, Severity = Severity.Low },
            "arn:aws:apigateway:eu-west-1::/restapis/a",
            "InvalidOperationException: no luck");
}
